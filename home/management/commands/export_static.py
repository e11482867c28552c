from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from home.emergency_copy.copying import Copy, NotOurFolder, SiteDoesNotAnswer


class Command(BaseCommand):
    help = "Writes the whole public site into a folder that opens without a server, dated on every page."

    def add_arguments(self, parser) -> None:
        parser.add_argument("folder", type=Path, help="new, empty, or a former copy, which is replaced at the end")

    def handle(self, *args, **options) -> None:
        folder = options["folder"].resolve()
        if folder.is_mount():  # a copy takes the place of its folder at the end, which a stick itself can't give up
            raise CommandError(f"{folder} is a disk or a stick itself. Name a folder on it: {folder / 'salinan'}")
        copy = Copy(folder, self.stdout.write)
        try:
            copy.make()
        except NotOurFolder as error:
            raise CommandError(f"{folder} holds something else. Name a new folder, or an empty one.") from error
        except SiteDoesNotAnswer as error:
            raise CommandError(f"{error} failed. Nothing was written; the journal says why.") from error
        except OSError as error:
            raise CommandError(f"The copy could not be written: {error.strerror or error}") from error
        for address in copy.left_out:
            self.stdout.write(f"Left out: {address}")
        size = copy.bytes / 1024 / 1024
        self.stdout.write(f"{folder}: {copy.pages} pages, {copy.files} files, {size:.1f} MB. Open index.html.")
