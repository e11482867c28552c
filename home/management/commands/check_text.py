import sys
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from publishing.guard import ASK, STOP, check, verified

HELP_POINTS = settings.ROOT / "home" / "starter" / "help_points.toml"


class Command(BaseCommand):
    help = (
        "Asks the guard about texts: for each line `id<TAB>text` it prints `id<TAB>none|ask|stop<TAB>kinds`. Verified "
        "are "
        "the numbers of the database and of the starter content, and those of --verified."
    )
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", help="UTF-8; - reads what is piped in")
        parser.add_argument("--verified", metavar="FILE", help="more verified numbers, the first cell of each line")

    def handle(self, *args, file: str, **options) -> None:
        numbers = {*_of_the_database(), *_of_the_starter_content()}
        if options["verified"]:
            numbers.update(line.split("\t")[0] for line in _lines(options["verified"]))
        for line in _lines(file):
            name, _tab, text = line.partition("\t")
            found = check(text, numbers)
            level = max((finding.level for finding in found), key=(ASK, STOP).index, default="none")
            kinds = ",".join(dict.fromkeys(finding.kind for finding in found))
            self.stdout.write(f"{name}\t{level}\t{kinds}")


def _lines(file: str) -> Iterator[str]:
    """Lines end at a line feed alone: a text may hold other characters at which `splitlines` ends one."""
    with ExitStack() as stack:
        try:
            source = sys.stdin.buffer if file == "-" else stack.enter_context(open(file, "rb"))
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        for line in source:
            if text := line.decode("utf-8", errors="replace").rstrip("\r\n"):
                yield text


def _of_the_database() -> Iterable[str]:
    """None of them where there is no database yet: texts can be measured on any machine."""
    try:
        return verified.numbers()
    except DatabaseError:
        return ()


def _of_the_starter_content() -> Iterable[str]:
    data = tomllib.loads(HELP_POINTS.read_text(encoding="utf-8"))
    yield from data["quoted"]
    for point in data["point"]:
        yield from filter(None, (point["phone"], point["whatsapp"]))
