"""Where documents lie: outside of everything that is served by its address."""

from pathlib import Path

from django.core.files.storage import FileSystemStorage, Storage, storages


class Away(Exception):
    """What holds the files (a bucket, see publishing.media.bucket) does not answer. No file is missing for that."""


class PrivateFiles(FileSystemStorage):
    """A folder without addresses. What is in it leaves the server only through a view that has looked at the reader."""

    def deconstruct(self) -> tuple:
        """With a folder as text: Wagtail notes a storage as JSON for the task that deletes a document's file."""
        path, args, options = super().deconstruct()
        return path, args, {name: str(value) if isinstance(value, Path) else value for name, value in options.items()}

    def url(self, name: str | None) -> str:
        raise NotImplementedError("A private file has no address of its own.")

    def folder(self, name: str) -> Path:
        """The folder on this machine, made if it is missing, and open to whom private files are open."""
        base, path = Path(self.base_location), Path(self.path(name))
        base.mkdir(mode=self.directory_permissions_mode, parents=True, exist_ok=True)
        for step in (*reversed(path.relative_to(base).parents), path.relative_to(base)):
            if not (base / step).exists():
                (base / step).mkdir(exist_ok=True)
                (base / step).chmod(self.directory_permissions_mode)
        return path


def private_files() -> Storage:
    """The storage of documents; a function, so that migrations keep no folder of one machine."""
    return storages["private"]
