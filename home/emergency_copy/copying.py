"""Goes from page to page as a stranger would, and writes down what it is given."""

import re
import shutil
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit
from uuid import uuid4

from django.template.loader import render_to_string
from django.utils import timezone

from home.emergency_copy import rewriting
from home.emergency_copy.asking import Stranger, file_name, static_file
from home.help.points import Help

README = "BACA-DULU.txt"  # also the mark of a folder that was made here
PAGE_OF_A_LIST = "halaman"  # the one word behind "?" that is copied: the others narrow a list that is here whole
CLOSED = ("/admin/", "/mitra/", "/cari/", "/materi/cari/", "/sehat/", "/_util/")
LONGEST_CHAIN = 5  # of redirects
FORMER = "-former"  # after the name of the copy that is being replaced
EVERY = 50  # addresses, a line of progress


class NotOurFolder(Exception):
    """The folder holds something else, which a copy would delete."""


class SiteDoesNotAnswer(Exception):
    """A page failed; a copy without it would be taken for the whole."""


@dataclass
class Copy:
    """Into `folder`, by way of a folder beside it, so that nobody meets half a copy. Counts are of what was written."""

    folder: Path
    tell: Callable[[str], None] = lambda line: None
    pages: int = 0
    files: int = 0
    bytes: int = 0
    left_out: list[str] = field(default_factory=list)

    def make(self) -> None:
        """Raises NotOurFolder, SiteDoesNotAnswer, OSError; the former copy stays then."""
        if self.folder.exists() and any(self.folder.iterdir()) and not (self.folder / README).is_file():
            raise NotOurFolder
        self._clear_away()
        self._stranger, self._moment = Stranger(), timezone.localtime()
        self._found: dict[str, str | None] = {}  # by address, the file or the address that it leads on to
        self._names: set[str] = set()  # as a stick tells them apart
        self._html: list[str] = []
        self._new = self.folder.with_name(f".{self.folder.name}-{uuid4().hex[:8]}")
        try:
            self._collect()
            self._finish_pages()
            self._write_readme()
            self._open_to_all()
            self._swap()
        finally:
            shutil.rmtree(self._new, ignore_errors=True)

    def _collect(self) -> None:
        waiting = deque(dict.fromkeys(["/", *self._addresses_of_the_sitemap()]))
        seen = set(waiting)
        while waiting:
            address = waiting.popleft()
            for named in self._take(address):
                ours = self._ours(named, address)
                if ours and ours not in seen:
                    seen.add(ours)
                    waiting.append(ours)
            if len(self._found) % EVERY == 0:
                self.tell(f"{len(self._found)} taken, {len(waiting)} waiting")

    def _addresses_of_the_sitemap(self) -> list[str]:
        with self._stranger.ask("/sitemap.xml") as answer:
            text = b"".join(answer.body).decode()
        return [ours for part in text.split("<loc>")[1:] if (ours := self._ours(part.partition("<")[0], "/"))]

    def _take(self, address: str) -> list[str]:
        """Write one down; the addresses that it names."""
        path, _, query = address.partition("?")
        if plain := static_file(path):
            self._write(address, path.lstrip("/"), [plain.read_bytes()])
            return []
        with self._stranger.ask(path, query) as answer:
            if 300 <= answer.status < 400:
                self._found[address] = self._ours(answer.location, address)
                return [answer.location]
            if answer.status >= 500:
                raise SiteDoesNotAnswer(address)
            if answer.status != 200:
                self._leave_out(address)
                return []
            if answer.content_type != "text/html":
                self._write(address, file_name(path, answer.content_type), answer.body)
                return []
            page = b"".join(answer.body)
        soup = rewriting.parsed(page)
        if rewriting.is_a_control(soup):
            self._leave_out(address)
            return []
        self._html.append(address)
        self._write(address, _page_name(path, query), [page])
        self.pages += 1
        return list(rewriting.addresses_in(soup))

    def _write(self, address: str, name: str, body) -> None:
        name = self._free_name(PurePosixPath(name))
        path = self._new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            for chunk in body:
                file.write(chunk)
        self._found[address] = name
        self.files += 1
        self.bytes += path.stat().st_size

    def _free_name(self, name: PurePosixPath) -> str:
        """A stick does not tell "Fisik" from "fisik": the one would take the other's place without a word."""
        number, free = 1, name
        while str(free).casefold() in self._names:
            number += 1
            free = name.with_stem(f"{name.stem}-{number}")
        self._names.add(str(free).casefold())
        return str(free)

    def _leave_out(self, address: str) -> None:
        self._found[address] = None
        self.left_out.append(address)

    def _finish_pages(self) -> None:
        about = {"points": Help().points, "moment": self._moment}
        head = render_to_string("home/emergency_copy.html", about)
        for address in self._html:
            path = self._new / self._found[address]
            page = rewriting.standing_alone(
                rewriting.parsed(path.read_bytes()),
                self._found[address],
                lambda named, here=address: self._file_of(named, here),
                head,
            )
            path.write_text(page, encoding="utf-8")

    def _file_of(self, named: str, here: str) -> str | None:
        """For rewriting.Find."""
        if urlsplit(urljoin(self._stranger.base, named)).scheme == "webcal":  # it asks the site again and again
            return None
        if not self._is_of_the_site(named):
            return ""
        address = self._ours(named, here)
        for _step in range(LONGEST_CHAIN):
            found = self._found.get(address) if address else None
            if found is None or not found.startswith("/"):
                return found
            address = found
        return None

    def _is_of_the_site(self, named: str) -> bool:
        return urlsplit(urljoin(self._stranger.base, named)).netloc in self._stranger.hosts

    def _ours(self, named: str, here: str) -> str | None:
        """The address within the site, decoded; None if it is another's, or may not or need not be copied."""
        parts = urlsplit(urljoin(self._stranger.base + here, named))
        asked = parse_qsl(parts.query, keep_blank_values=True)
        path = unquote(parts.path) or "/"
        if parts.scheme not in {"http", "https"} or parts.netloc not in self._stranger.hosts or path.startswith(CLOSED):
            return None
        if not asked:
            return path
        return f"{path}?{parts.query}" if [name for name, _ in asked] == [PAGE_OF_A_LIST] else None

    def _write_readme(self) -> None:
        about = {"moment": self._moment, "address": self._stranger.base}
        (self._new / README).write_text(render_to_string("home/emergency_copy.txt", about), encoding="utf-8")

    def _open_to_all(self) -> None:
        """Everything here is public: the server of a second host runs as another user than who made it."""
        for path in (self._new, *self._new.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)

    def _swap(self) -> None:
        former = self._new.with_name(self._new.name + FORMER)
        if self.folder.exists():
            self.folder.rename(former)
        self._new.rename(self.folder)
        shutil.rmtree(former, ignore_errors=True)

    def _clear_away(self) -> None:
        """What a run that was killed left beside the folder. If it was killed in the swap, the former copy is back."""
        ours = re.compile(rf"\.{re.escape(self.folder.name)}-[0-9a-f]{{8}}({FORMER})?")
        for left in sorted(self.folder.parent.glob(".*"), reverse=True):  # a former one before what was to follow it
            if not ours.fullmatch(left.name):
                continue
            if left.name.endswith(FORMER) and not self.folder.exists():
                left.rename(self.folder)
            else:
                shutil.rmtree(left, ignore_errors=True)


def _page_name(path: str, query: str) -> str:
    folder = path.strip("/")
    parts = [folder, query.replace("=", "-")] if query else [folder]
    return "/".join(part for part in [*parts, "index.html"] if part)
