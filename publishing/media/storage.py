"""Where documents lie: outside of everything that is served by its address."""

from django.core.files.storage import FileSystemStorage, Storage, storages


class PrivateFiles(FileSystemStorage):
    """A folder without addresses. What is in it leaves the server only through a view that has looked at the reader."""

    def url(self, name: str | None) -> str:
        raise NotImplementedError("A private file has no address of its own.")


def private_files() -> Storage:
    """The storage of documents; a function, so that migrations keep no folder of one machine."""
    return storages["private"]
