"""The server's own protocol before a small application, in a thread of the test."""

import contextlib
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from publishing.responses import headers
from suluah.server import refusals
from suluah.server.worker import Serving, configuration
from tests.server.raw import Heard

EDITOR = "sessionid=abc"
LARGE = 8 * 1024 * 1024  # no buffer on the way holds it


class Asked:
    """A WSGI application that keeps what it was asked for."""

    def __init__(self) -> None:
        self.environs: list[dict] = []
        self.bodies: list[bytes] = []
        self.closed = threading.Event()
        self.may_answer = threading.Event()
        self.may_answer.set()

    def __call__(self, environ: dict, start_response: Callable):
        self.environs.append(environ)
        self.bodies.append(environ["wsgi.input"].read())
        path = environ["PATH_INFO"]
        if path == "/waits":
            self.may_answer.wait(20)
        if path == "/breaks":
            raise RuntimeError("rahasia")
        if path == "/file":
            start_response("200 OK", [("Content-Length", str(LARGE))])
            return environ["wsgi.file_wrapper"](Zeros(self.closed), 1024)
        start_response("200 OK", [("Content-Length", "5")] if path != "/parts" else [])
        return [b"salam"] if path != "/parts" else iter([b"sa", b"", b"lam"])


class Zeros:
    def __init__(self, closed: threading.Event) -> None:
        self.left, self.closed = LARGE, closed

    def read(self, size: int) -> bytes:
        size = min(size, self.left)
        self.left -= size
        return bytes(size)

    def close(self) -> None:
        self.closed.set()


class Master:
    """What the server asks gunicorn's worker for."""

    ppid = os.getppid()

    def notify(self) -> None:
        pass


class InAThread(Serving):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class Site:
    def __init__(self, threads: int) -> None:
        self.application = Asked()
        listener = socket.create_server(("127.0.0.1", 0))
        self.port = listener.getsockname()[1]
        config = configuration(
            self.application, threads, lambda cookies: cookies == EDITOR, timeout_graceful_shutdown=1
        )
        self.server = InAThread(config, Master())
        self.thread = threading.Thread(target=self.server.run, args=([listener],))
        self.thread.start()
        until(lambda: self.server.started)

    def stop(self) -> None:
        self.application.may_answer.set()
        self.server.end(at_once=True)
        self.thread.join(20)


def until(true: Callable[[], object]) -> None:
    for _attempt in range(400):
        if true():
            return
        time.sleep(0.05)
    pytest.fail("It did not happen within twenty seconds.")


def is_refusal(heard: Heard, status: int) -> bool:
    """The server's own page for `status`, with every header of a page of the site."""
    ours = headers.complete_headers()
    missing = {name for name, value in ours.items() if heard.headers.get(name.lower()) != value}
    return (heard.status, heard.body, missing) == (status, refusals.page(status), set())
