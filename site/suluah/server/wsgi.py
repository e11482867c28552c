"""WSGI (PEP 3333) for a request that is there completely and an answer that is kept until somebody sends it."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import unquote_to_bytes

from suluah.server import limits

BLOCK = 64 * 1024


class File:
    """wsgi.file_wrapper: the server reads it, a block at a time. `close` is Django's and also counts the download."""

    def __init__(self, file: IO[bytes], block_size: int = BLOCK) -> None:
        self.read, self.block_size = file.read, block_size
        self.close = getattr(file, "close", lambda: None)

    def __iter__(self) -> Iterable[bytes]:
        return iter(lambda: self.read(self.block_size), b"")


@dataclass
class Answer:
    """`body` is what is left to send after `file`, if there is one."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes = b""
    file: IO[bytes] | File | None = None

    @classmethod
    def of(cls, status: str, headers: list[tuple[str, str]], body: bytes = b"") -> "Answer":
        """From what WSGI calls status and headers."""
        encoded = [(name.encode("latin-1").lower(), value.encode("latin-1")) for name, value in headers]
        return cls(int(status[:3]), encoded, body)

    def has_size(self, size: int) -> None:
        if all(name != b"content-length" for name, _value in self.headers):
            self.headers.append((b"content-length", str(size).encode()))

    def close(self) -> None:
        if self.file:
            self.file.close()


def environment(scope: dict[str, Any], body: IO[bytes]) -> dict[str, Any]:
    """
    What PEP 3333 calls environ.

    Only what WSGI itself says of the server stands there besides the request's headers, and a header with an underscore
    is left out: nobody's header can pass for another one or for a variable of the server.
    """
    host, port = scope["server"] or ("localhost", 80)
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or 0),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": scope["client"][0] if scope["client"] else "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": body,
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": File,
    }
    for name, value in scope["headers"]:
        if b"_" in name:
            continue
        key, text = name.decode("latin-1").upper().replace("-", "_"), value.decode("latin-1")
        if key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            key = f"HTTP_{key}"
        if key in environ:
            text = f"{environ[key]}{';' if key == 'HTTP_COOKIE' else ','}{text}"
        environ[key] = text
    environ["CONTENT_TYPE"] = kind_of_body(environ.get("CONTENT_TYPE", ""))
    if "HTTP_TRANSFER_ENCODING" in environ:  # Django reads as much as it is told that there is
        environ["CONTENT_LENGTH"] = str(body.seek(0, 2))
        body.seek(0)
    return environ


def kind_of_body(content_type: str) -> str:
    """
    The header without its parameters, but for where the parts of a form end.

    Every form of ours is in UTF-8. Django reads also the address in the `charset` that a request names, and fails at
    one that is a code of Python's, such as rot13, but none of letters.
    """
    kind, *parameters = content_type.split(";")
    return ";".join([kind, *(said for said in parameters if said.partition("=")[0].strip().lower() == "boundary")])


def call(application: Callable, environ: dict[str, Any]) -> Answer:
    """Run the application to its end. Only a file of more than a block is left open, and closed by who sends it."""
    started: list[tuple[str, list[tuple[str, str]]]] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> None:
        started[:] = [(status, headers)]

    result = application(environ, start_response)
    close = getattr(result, "close", lambda: None)
    try:
        file = result if isinstance(result, File) else None
        body = b"" if file else _collected(result)
        status, headers = started[0]
        answer = Answer.of(status, headers)
        if file:
            answer.file = file
            return answer
        if isinstance(body, bytes):
            answer.body, size = body, len(body)
        else:
            answer.file, size = body, body.seek(0, os.SEEK_END)
            body.seek(0)
        if environ["REQUEST_METHOD"] != "HEAD" and answer.status not in (204, 304):
            answer.has_size(size)
    except BaseException:
        close()
        raise
    close()
    return answer


def _collected(result: Iterable[bytes]) -> bytes | IO[bytes]:
    """Everything that the application yields; what is long lies on the disk."""
    parts = iter(result)
    first = next(parts, b"")
    second = next(parts, None)
    if second is None:
        return first
    kept = tempfile.SpooledTemporaryFile(limits.IN_MEMORY)  # noqa: SIM115 - closed with the answer
    kept.write(first)
    kept.write(second)
    for part in parts:
        kept.write(part)
    kept.seek(0)
    return kept
