"""Clients that set the pace: they send a byte now and then, or read nothing of what they asked for."""

import resource
import selectors
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

BYTE_EVERY = 3  # seconds
SIP = 16 * 1024


class SlowClients:
    """Open connections to one server. All hold on until `close`; those that send or sip do so a little at a time."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.connections: list[socket.socket] = []
        self.dripping: list[socket.socket] = []
        self.sipping: list[socket.socket] = []
        self.closed = threading.Event()
        allow_open_files(4096)

    def readers(self, count: int, path: str, *, sip: bool = False) -> None:
        """Ask for a large file, with the smallest buffer that there is, and read nothing, or a sip now and then."""
        opened = self._open(count, f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode(), buffer=2048)
        if sip:
            self.sipping += opened

    def posts(self, count: int, path: str = "/cari/", size: int = 5000) -> None:
        """Promise a form and send it a byte at a time."""
        kind = "Content-Type: application/x-www-form-urlencoded"
        head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\n{kind}\r\nContent-Length: {size}\r\n\r\nq="
        self.dripping += self._open(count, head.encode())

    def headers(self, count: int) -> None:
        """Never come to the end of the headers."""
        self.dripping += self._open(count, b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ")

    def _open(self, count: int, words: bytes, buffer: int = 0) -> list[socket.socket]:
        opened = []
        for _number in range(count):
            connection = socket.socket()
            if buffer:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
            connection.settimeout(5)
            connection.connect(("127.0.0.1", self.port))
            connection.sendall(words)
            opened.append(connection)
        self.connections += opened
        return opened

    def drip(self) -> None:
        while not self.closed.wait(BYTE_EVERY):
            for connection in self.dripping:
                try:
                    connection.send(b"a")
                except OSError:  # the server has let go
                    continue
            for connection in self.sipping:
                with suppress(OSError):
                    connection.recv(SIP, socket.MSG_DONTWAIT)

    def ended(self, connections: list[socket.socket]) -> int:
        """How many of them the server has ended by now. Takes what is still to be read from them."""
        return sum(_is_at_its_end(connection) for connection in connections)


def _is_at_its_end(connection: socket.socket) -> bool:
    connection.setblocking(False)
    try:
        while connection.recv(65536):
            pass
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


@contextmanager
def slow_clients(port: int) -> Iterator[SlowClients]:
    clients = SlowClients(port)
    drip = threading.Thread(target=clients.drip, daemon=True)
    drip.start()
    try:
        yield clients
    finally:
        clients.closed.set()
        drip.join()
        for connection in clients.connections:
            connection.close()


def allow_open_files(count: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(count, hard)), hard))


def seconds_for(port: int, path: str, longest: float = 5) -> float | None:
    """The time that one page takes; None when it is not there after `longest` seconds."""
    start = time.monotonic()
    try:
        with closing(socket.create_connection(("127.0.0.1", port), timeout=longest)) as connection:
            lines = [f"GET {path} HTTP/1.1", "Host: localhost", "Accept-Encoding: gzip, br", "Connection: close"]
            connection.sendall("\r\n".join([*lines, "", ""]).encode())
            first = connection.recv(65536)
            if not first.startswith(b"HTTP/1.1 200"):
                return None
            with selectors.DefaultSelector() as selector:
                selector.register(connection, selectors.EVENT_READ)
                while selector.select(max(0, start + longest - time.monotonic())):
                    if not connection.recv(65536):
                        return time.monotonic() - start
            return None
    except OSError:
        return None
