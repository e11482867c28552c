"""Which backups stay: the last of each of so many days, and the last of each of so many weeks."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

NAME = "suluah-%Y%m%d-%H%M%S.zip"  # UTC
OURS = re.compile(r"suluah-\d{8}-\d{6}\.zip")


def name_of(moment: datetime) -> str:
    return moment.strftime(NAME)


def moment_of(path: Path) -> datetime:
    return datetime.strptime(path.name, NAME).replace(tzinfo=UTC)


def backups_in(folder: Path) -> list[Path]:
    """The oldest first. Files with other names are nobody's business here."""
    return sorted(path for path in folder.glob("suluah-*.zip") if OURS.fullmatch(path.name))


def superfluous(paths: Iterable[Path], *, daily: int, weekly: int) -> list[Path]:
    """Those that the rule does not keep. The newest always stays."""
    newest_first = sorted(paths, reverse=True)
    of_day: dict[object, Path] = {}
    of_week: dict[object, Path] = {}
    for path in newest_first:
        moment = moment_of(path)
        of_day.setdefault(moment.date(), path)
        of_week.setdefault(moment.isocalendar()[:2], path)
    kept = {*newest_first[:1], *list(of_day.values())[:daily], *list(of_week.values())[:weekly]}
    return [path for path in newest_first if path not in kept]


def note_made(moment: datetime) -> None:
    """For whoever asks whether all is well. The site itself can't look into the folder of backups."""
    _note().write_text(moment.isoformat())


def last_made() -> datetime | None:
    try:
        return datetime.fromisoformat(_note().read_text())
    except (OSError, ValueError):
        return None


def _note() -> Path:
    return settings.DATA_DIR / "last_backup"
