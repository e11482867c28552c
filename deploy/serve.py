"""What `make run` starts: the server and, beside it, the worker for what takes long. They end together."""

import ctypes
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SERVER = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"]
WORKER = [sys.executable, "manage.py", "background_worker"]
GRACE = 30  # seconds to finish in before a process is ended
SOONEST, LATEST = 1, 60  # seconds before a worker that died is started again
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
END_WITH_PARENT = 1  # PR_SET_PDEATHSIG


class Stop(Exception):
    pass


def stop(signum, frame) -> None:
    raise Stop


def end_with_parent() -> None:
    """However this process ends, the other two do not stay behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGTERM)


def start(command: list[str]) -> subprocess.Popen:
    return subprocess.Popen(command, cwd=ROOT, preexec_fn=end_with_parent)  # noqa: S603 - no threads here


def serve() -> int:
    """Run both until the server ends or this process is told to. A worker that dies is started again, ever later."""
    processes: list[subprocess.Popen] = []
    try:
        processes = [start(SERVER), start(WORKER)]
        wait, started = SOONEST, time.monotonic()
        while processes[0].poll() is None:
            time.sleep(0.3)
            ran = time.monotonic() - started
            if processes[1].poll() is not None and ran > wait:
                wait = SOONEST if ran > LATEST else min(2 * wait, LATEST)
                processes[1], started = start(WORKER), time.monotonic()
        return processes[0].returncode
    except Stop:
        return 0
    finally:
        for number in STOPS:
            signal.signal(number, signal.SIG_IGN)
        end(processes)


def end(processes: list[subprocess.Popen]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    until = time.monotonic() + GRACE
    for process in processes:
        try:
            process.wait(max(0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def main() -> int:
    for number in STOPS:
        signal.signal(number, stop)
    return serve()


if __name__ == "__main__":
    sys.exit(main())
