"""What the tests of faults have in common: readers all along, and how it is seen that all is well again."""

import itertools
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.production.demo import Production
from tests.server.front import ask, until

LONG = os.environ.get("FAULTS") == "long"
READERS, A_SECOND = (5, 10) if LONG else (2, 10)
LASTS = 20 if LONG else 1.5  # seconds


def only_long(_why: str):
    """A test of `make faults` alone; the ordinary run does not know it, so that it skips nothing."""
    return lambda test: test if LONG else None


PAGE = "/kekerasan/fisik/"
RENAME = """
page = Page.objects.get(slug="fisik").specific
page.title = {title!r}
page.save_revision().publish()
"""
numbers = itertools.count()


@dataclass(frozen=True)
class Seen:
    """What readers got while something failed: `test` names it, `longest` is in seconds."""

    test: str
    reads: int
    failed: int
    longest: float


seen: list[Seen] = []


@contextmanager
def readers(site: Production, *more: str, without: str = "") -> Iterator[None]:
    """Somebody reads all along: every published page from nginx, and the addresses `more`. Not one answer may fail."""
    failed, done, took, over = [], [], [], threading.Event()

    def read(paths: Iterator[str]) -> None:
        while not over.wait(1 / A_SECOND):
            path, began = next(paths), time.monotonic()
            try:
                status = ask(site.port, path, Accept_Encoding="gzip").status
            except OSError as error:
                status = repr(error)
            took.append(time.monotonic() - began)
            (done if status == 200 else failed).append((path, status))

    pages = [path for path in site.pages if path != without]
    threads = [threading.Thread(target=read, args=[itertools.cycle(pages[at:])]) for at in range(READERS)]
    threads += [threading.Thread(target=read, args=[itertools.repeat(path)]) for path in more]
    for thread in threads:
        thread.start()
    try:
        yield
        until(lambda: len(done) > 10)
    finally:
        over.set()
        for thread in threads:
            thread.join()
        test = os.environ["PYTEST_CURRENT_TEST"].rpartition("::")[2].partition(" ")[0]
        seen.append(Seen(test, len(took), len(failed), max(took)))
    assert failed == []


def is_published(site: Production) -> None:
    """What an editor publishes now is on the page behind nginx soon."""
    title = f"Sesudahnya {next(numbers)}"
    site.do(RENAME.format(title=title))
    until(lambda: title in site.get(PAGE).text, 60)
