"""A few words of HTTP by hand: what no client library would send."""

import socket
from dataclasses import dataclass


@dataclass(frozen=True)
class Heard:
    status: int
    headers: dict[str, str]
    body: bytes


def connect(port: int, words: bytes = b"", buffer: int = 0) -> socket.socket:
    connection = socket.socket()
    if buffer:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    connection.settimeout(20)
    connection.connect(("127.0.0.1", port))
    connection.sendall(words)
    return connection


def hear(connection: socket.socket) -> list[Heard]:
    """Every answer until the server ends the connection."""
    received = b""
    try:
        while part := connection.recv(65536):
            received += part
    finally:
        connection.close()
    answers = []
    while received:
        head, _blank, received = received.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
        size = int(headers.get("content-length", 0))
        answers.append(Heard(int(first.split()[1]), headers, received[:size]))
        received = received[size:]
    return answers


def say(port: int, words: bytes) -> Heard:
    """The one answer to `words`; the server is to end the connection with it."""
    (heard,) = hear(connect(port, words))
    return heard


def get(path: str, *headers: str) -> bytes:
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def post(path: str, body: bytes, *headers: str, size: int | None = None) -> bytes:
    kind = "Content-Type: application/x-www-form-urlencoded"
    lines = [f"POST {path} HTTP/1.1", "Host: localhost", "Connection: close", kind]
    lines += [f"Content-Length: {len(body) if size is None else size}", *headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body
