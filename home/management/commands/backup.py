from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.backups import keeping, making, tables


class Command(BaseCommand):
    help = "Copies database, media and private files into one file, while the site runs."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--to", type=Path, default=settings.BACKUP_DIR, metavar="FOLDER", help="default: BACKUP_DIR"
        )
        parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help="encrypt with the first line of it")
        parser.add_argument("--keep-daily", type=int, metavar="DAYS", help="remove what neither this")
        parser.add_argument("--keep-weekly", type=int, metavar="WEEKS", help="nor this rule keeps")

    def handle(self, *args, **options) -> None:
        passphrase = passphrase_in(options["passphrase_file"])
        if passphrase.startswith("\ufeff"):
            raise CommandError("The passphrase begins with a mark that nobody can type: save the file without BOM.")
        try:
            made = making.make(options["to"], passphrase, self.stdout.write)
        except tables.WrongVersion as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"The backup could not be written: {error.strerror or error}") from error
        for name in made.gone:
            self.stderr.write(f"Deleted meanwhile: {name}")
        removed = self._remove_superfluous(options)
        size = made.path.stat().st_size / 1024 / 1024
        self.stdout.write(
            f"{made.path}: {made.rows} rows, {made.files} files, {size:.1f} MB"
            f"{', encrypted' if passphrase else ''}. Older ones removed: {removed}."
        )

    def _remove_superfluous(self, options: dict) -> int:
        daily, weekly = options["keep_daily"], options["keep_weekly"]
        if daily is None and weekly is None:
            return 0
        old = keeping.superfluous(keeping.backups_in(options["to"]), daily=daily or 0, weekly=weekly or 0)
        for path in old:
            path.unlink()
        return len(old)


def passphrase_in(file: Path | None) -> str:
    """The first line. A passphrase on the command line would be seen by everybody on the machine."""
    if file is None:
        return ""
    try:
        passphrase = file.read_text(encoding="utf-8").partition("\n")[0].strip()
    except OSError as error:
        raise CommandError(f"The passphrase can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{file} is no text in UTF-8.") from error
    if not passphrase:
        raise CommandError(f"There is no passphrase in {file}.")
    return passphrase
