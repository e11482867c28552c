"""What the site answers to a stranger, asked within this process and past no rule of the site."""

import gzip
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import storages
from django.core.handlers.wsgi import WSGIHandler
from wagtail.models import Site

from publishing.responses.page_cache import PageCache


@dataclass
class Answer:
    """`location` is where a redirect leads. `body` can be read once, while `Stranger.ask` is open."""

    status: int
    content_type: str
    location: str
    body: Iterator[bytes]


class Stranger:
    """A reader without a cookie. What it takes is not counted as a download: it does not call itself a browser."""

    def __init__(self) -> None:
        self._application = PageCache(WSGIHandler())
        base = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        self.scheme, self.host = base.scheme, base.netloc
        # Pages name the site by either.
        self.hosts = {self.host, *(urlsplit(site.root_url).netloc for site in Site.objects.all())}

    @property
    def base(self) -> str:
        """What every address of the site begins with."""
        return f"{self.scheme}://{self.host}"

    @contextmanager
    def ask(self, path: str, query: str = "") -> Iterator[Answer]:
        """`path` is decoded, `query` is as it stands in an address."""
        started: list[tuple[str, list[tuple[str, str]]]] = []
        result = self._application(self._environ(path, query), lambda *answer: started.append(answer))
        try:
            status, headers = started[-1][:2]
            fields = {name.lower(): value for name, value in headers}
            # An answer with a cookie is meant for one reader.
            code = 403 if "set-cookie" in fields else int(status[:3])
            body = iter([gzip.decompress(b"".join(result))]) if fields.get("content-encoding") == "gzip" else result
            if "x-accel-redirect" in fields:  # a server in front would send it
                body = _private_file(fields["x-accel-redirect"])
            yield Answer(code, fields.get("content-type", "").partition(";")[0], fields.get("location", ""), body)
        finally:
            getattr(result, "close", lambda: None)()

    def _environ(self, path: str, query: str) -> dict[str, object]:
        """As a server hands it over (PEP 3333)."""
        name, _, port = self.host.partition(":")
        return {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": path.encode().decode("latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": name,
            "SERVER_PORT": port or ("443" if self.scheme == "https" else "80"),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": self.host,
            "HTTP_X_FORWARDED_PROTO": self.scheme,
            "HTTP_ACCEPT_ENCODING": "gzip",
            "wsgi.url_scheme": self.scheme,
            "wsgi.input": BytesIO(),
        }


def static_file(path: str) -> Path | None:
    """The file behind a path of the site, if it is one of the project's own."""
    if not path.startswith(settings.STATIC_URL):
        return None
    found = finders.find(path.removeprefix(settings.STATIC_URL))
    return Path(found) if found else None


def file_name(path: str, content_type: str) -> str:
    """With an ending that tells a program on a stick, where no header does, what it is."""
    name = path.strip("/")
    return name if mimetypes.guess_type(name)[0] else name + (mimetypes.guess_extension(content_type) or "")


def _private_file(address: str) -> Iterator[bytes]:
    with storages["private"].open(unquote(address.removeprefix(settings.ACCEL_LOCATION))) as file:
        yield from file.chunks()
