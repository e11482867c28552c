"""`make run` starts a server and a worker. They stop together, whatever stops them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

# Stands for the server or the worker: says which process it is, and waits.
STAND_IN = "import os, time; open({file!r}, 'a').write(f'{{os.getpid()}}\\n'); time.sleep(120)"
SERVE = """
import sys
sys.path.insert(0, "deploy")
import serve
serve.SERVER = [sys.executable, "-c", {server!r}]
serve.WORKER = [sys.executable, "-c", {worker!r}]
serve.GRACE, serve.SOONEST = 2, 0
sys.exit(serve.main())
"""


class Served:
    def __init__(self, folder: Path, server: str | None = None) -> None:
        self.files = {name: folder / name for name in ("server", "worker")}
        stand_ins = {name: STAND_IN.format(file=str(file)) for name, file in self.files.items()}
        if server:
            stand_ins["server"] = stand_ins["server"].replace("time.sleep(120)", server)
        self.process = subprocess.Popen([sys.executable, "-c", SERVE.format(**stand_ins)], cwd=settings.ROOT)
        until(lambda: self.all("server") and self.all("worker"))

    def all(self, name: str) -> list[int]:
        file = self.files[name]
        return [int(line) for line in file.read_text().splitlines()] if file.exists() else []

    def everybody(self) -> list[int]:
        return [*self.all("server"), *self.all("worker")]


def until(true: Callable[[], object]) -> None:
    for _attempt in range(600):
        if true():
            return
        time.sleep(0.05)
    pytest.fail("It did not happen within half a minute.")


def is_alive(process: int) -> bool:
    """A process that has ended and was not asked for yet counts as ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_both_and_is_no_failure(tmp_path, number):
    served = Served(tmp_path)
    served.process.send_signal(number)
    assert served.process.wait(30) == 0
    assert not [process for process in served.everybody() if is_alive(process)]


def test_ctrl_c_in_a_terminal_which_reaches_all_of_them_ends_all(tmp_path):
    served = Served(tmp_path)
    for process in (*served.everybody(), served.process.pid):
        os.kill(process, signal.SIGINT)
    assert served.process.wait(30) in {0, 1, -signal.SIGINT}
    assert not [process for process in served.everybody() if is_alive(process)]


def test_when_the_server_ends_the_worker_ends_and_the_code_is_that_of_the_server(tmp_path):
    served = Served(tmp_path, server="time.sleep(2); raise SystemExit(7)")
    assert served.process.wait(30) == 7
    assert not [process for process in served.everybody() if is_alive(process)]


def test_a_worker_that_dies_is_started_again_and_the_server_does_not_notice(tmp_path):
    served = Served(tmp_path)
    os.kill(served.all("worker")[0], signal.SIGKILL)
    until(lambda: len(served.all("worker")) == 2)
    assert is_alive(served.all("server")[0])
    served.process.terminate()
    served.process.wait(30)
    assert not [process for process in served.everybody() if is_alive(process)]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent is gone")
def test_nobody_stays_behind_when_the_process_that_started_them_is_killed(tmp_path):
    served = Served(tmp_path)
    served.process.kill()
    served.process.wait(30)
    until(lambda: not [process for process in served.everybody() if is_alive(process)])
