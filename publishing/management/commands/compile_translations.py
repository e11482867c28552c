from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Compiles the .po files of locale/ with Babel, where the system has no gettext."
    requires_system_checks = []

    def handle(self, *args, **options) -> None:
        compiled = 0
        for source in sorted((settings.ROOT / "locale").rglob("*.po")):
            target = source.with_suffix(".mo")
            if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
                continue
            with source.open("rb") as po:
                catalog = read_po(po)
            # Whole or not at all: half a catalogue would stop every command, this one too.
            unfinished = target.with_suffix(".mo.new")
            with unfinished.open("wb") as mo:
                write_mo(mo, catalog)
            unfinished.replace(target)
            compiled += 1
        self.stdout.write(f"Translations: {compiled} compiled.")
