from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from home.backups import places, restoring, tables
from home.backups.archive import BadBackup, is_locked, unlock
from home.management.commands.backup import passphrase_in


class Command(BaseCommand):
    help = "Puts a backup in the place of the site, once it is complete and was looked at. Stop the site first."

    def add_arguments(self, parser) -> None:
        parser.add_argument("backup", type=Path)
        parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help="for an encrypted backup")
        parser.add_argument(
            "--takedowns", type=Path, action="append", default=[], metavar="FILE",
            help="one more list of what was taken down (the site's own is always applied)",
        )  # fmt: skip
        parser.add_argument("--check", action="store_true", help="only look whether the backup is whole")
        parser.add_argument("--here", action="store_true", help="fill an empty site; nothing is replaced")

    def handle(self, *args, **options) -> None:
        path, lists = options["backup"], options["takedowns"]
        for extra in lists:
            if not extra.exists():
                raise CommandError(f"{extra} is not there.")
        try:
            if options["here"]:
                restoring.into_this_place(path, lists, self.say)
                return
            if options["check"]:
                self._check(path, options)
                self.stdout.write("The backup is whole.")
                return
            with places.alone() as lock:
                before = self._restore(path, options, lock)
        except (BadBackup, places.StillOpen, restoring.Failed, tables.WrongVersion) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"Not restored; the site is as it was: {error.strerror or error}") from error
        self.stdout.write(f"Restored. What was here before is kept as {before}: remove it when all is well.")

    def _restore(self, path: Path, options: dict, lock: int) -> str:
        if places.was_cut_short():
            self.say("A restore was cut short while it changed over: it is finished now. Run this again for another.")
            return places.finish()
        if not path.exists():
            raise CommandError(f"{path} is not there.")
        passphrase = self._passphrase(path, options)
        return restoring.beside_and_change(path, passphrase, options["takedowns"], self.say, lock)

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _passphrase(self, path: Path, options: dict) -> str:
        if is_locked(path) and not options["passphrase_file"]:
            raise CommandError("The backup is encrypted: give --passphrase-file.")
        return passphrase_in(options["passphrase_file"])

    def _check(self, path: Path, options: dict) -> None:
        passphrase = self._passphrase(path, options)
        if not is_locked(path):
            restoring.check(path, self.say)
            return
        plain = path.with_name(f".{path.name}.plain")
        try:
            unlock(path, passphrase, plain)
            restoring.check(plain, self.say)
        finally:
            plain.unlink(missing_ok=True)
