"""Pages of the site as files that open without it, with the pictures that they show."""

from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings

from home.emergency_copy import rewriting
from home.emergency_copy.asking import Stranger, file_name, static_file

File = tuple[str, Iterable[bytes]]  # a path from the root of the folder, and what is in it
LOADED = "berkas"


class StandingPages:
    """As strangers see them: what is closed to readers is in no folder of evidence either."""

    def __init__(self, notice: str) -> None:
        """`notice` is HTML, before the content of each page."""
        self.notice = notice
        self._stranger = Stranger()
        self._loaded: dict[str, str | None] = {}  # by path, the file of what pages show; None if there is none

    def files(self, address: str, name: str) -> Iterator[File]:
        """The page at the path `address` as the file `name`, after what it shows; nothing if strangers get none."""
        with self._stranger.ask(address) as answer:
            if answer.status != 200 or answer.content_type != "text/html":
                return
            page = rewriting.parsed(b"".join(answer.body))
        for named in dict.fromkeys(rewriting.addresses_in(page)):
            path = self._path(named, address)
            if path and path.startswith((settings.STATIC_URL, settings.MEDIA_URL)) and path not in self._loaded:
                self._loaded[path] = None
                yield from self._load(path)
        found = rewriting.standing_alone(page, name, lambda named: self._find(named, address), self.notice)
        yield name, [found.encode()]

    def _load(self, path: str) -> Iterator[File]:
        if plain := static_file(path):
            self._loaded[path] = f"{LOADED}/{plain.name}"
            yield self._loaded[path], [plain.read_bytes()]
            return
        with self._stranger.ask(path) as answer:
            if answer.status == 200:
                self._loaded[path] = f"{LOADED}/{file_name(path, answer.content_type).rpartition('/')[2]}"
                yield self._loaded[path], answer.body

    def _find(self, named: str, here: str) -> str | None:
        """For rewriting.Find: what lies in the folder, or the address on the site."""
        path = self._path(named, here)
        if path in self._loaded:
            return self._loaded[path]
        return urljoin(self._stranger.base + here, named)

    def _path(self, named: str, here: str) -> str | None:
        """Within the site, decoded; None if the address is another's."""
        parts = urlsplit(urljoin(self._stranger.base + here, named))
        return unquote(parts.path) if parts.netloc in self._stranger.hosts else None
