"""The style sheets behind the lead as files: where `collectstatic` and the developers' server find them."""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

from publishing.pages import sheets


def address(name: str) -> str:
    """Below STATIC_URL."""
    return f"css/sheets/{name}.css"


class SheetFiles(BaseFinder):
    """Puts them together when it is asked, in a folder of DATA_DIR."""

    def __init__(self, app_names=None, *args, **kwargs) -> None:
        self.storage = FileSystemStorage(settings.DATA_DIR / "sheets")

    def check(self, **kwargs) -> list:
        return []

    def find(self, path: str, find_all: bool = False) -> str | list[str]:
        found = [self.storage.path(self._made(name)) for name in sheets.FURTHER if address(name) == path]
        return found[0] if found and not find_all else found  # nothing found is an empty list, for Django

    def list(self, ignore_patterns) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in sheets.FURTHER:
            yield self._made(name), self.storage

    def _made(self, name: str) -> str:
        """Written anew only if it changed: `collectstatic` goes by its time."""
        text, path = sheets.further_style_sheet(name), address(name)
        file = settings.DATA_DIR / "sheets" / path
        if not file.exists() or file.read_text() != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        return path
