"""
The server and the worker of deploy/serve.py, and scripts in the site's own shell, all forked from one process.

Loading the code is most of what each of them would take; here it is loaded once. Orders come line by line on stdin as
JSON: {"run": "<Python>"} or {"serve": true}. Each is answered by a line on stdout: {"code": 0, "said": "<stdout>"}.
"""

import ctypes
import json
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
END_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def forked(work: Callable[[], None], stdout: int = 2) -> int:
    """The number of a new process that does `work` and ends."""
    if child := os.fork():
        return child
    code = 1
    try:
        ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGTERM)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.dup2(stdout, 1)
        work()
        code = 0
    except SystemExit as end:
        code = end.code or 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


def server() -> None:
    from gunicorn.app.wsgiapp import WSGIApplication

    sys.argv = ["gunicorn", "--config", "deploy/gunicorn.conf.py"]
    WSGIApplication().run()


def worker() -> None:
    from django.core.management import call_command

    call_command("background_worker")


def run(script: str) -> dict:
    from django.core.management import call_command

    with tempfile.TemporaryFile() as said:
        child = forked(lambda: call_command("shell", command=script, verbosity=0), said.fileno())
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        said.seek(0)
        return {"code": code, "said": said.read().decode()}


def obey(children: list[int]) -> None:
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what anybody prints is no answer
    for line in sys.stdin:
        order = json.loads(line)
        answer = {"code": 0, "said": ""}
        if "serve" in order:
            children += map(forked, (server, worker))
        else:
            answer = run(order["run"])
        print(json.dumps(answer), file=answers, flush=True)


def main() -> None:
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.chdir(ROOT)
    import django
    from django.urls import get_resolver

    django.setup()
    get_resolver().url_patterns  # noqa: B018 - loads the addresses and all behind them
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit())
    children: list[int] = []
    try:
        obey(children)
    finally:
        for child in children:
            os.kill(child, signal.SIGTERM)
        for child in children:
            os.waitpid(child, 0)


if __name__ == "__main__":
    main()
