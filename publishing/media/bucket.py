"""
Files in a bucket of an S3 server, for sites on more than one machine.

The bucket has no addresses for readers: whatever is in it leaves by this site, which looks first at who asks. A server
that does not answer is `Away`, never a missing file.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import wraps
from io import SEEK_CUR, SEEK_END, BufferedReader, RawIOBase
from typing import IO

from boto3.exceptions import Boto3Error
from botocore.client import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.base import File
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

from publishing.media.storage import Away

AT_ONCE = 256 * 1024  # bytes of one read
GONE = {"404", "NoSuchKey", "NotFound"}


@contextmanager
def _asking() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in GONE:
            raise FileNotFoundError("It is not in the bucket.") from error
        raise Away(str(error)) from error
    except (BotoCoreError, Boto3Error) as error:
        raise Away(str(error)) from error


def _told(method: Callable) -> Callable:
    @wraps(method)
    def asks(*args, **kwargs):
        with _asking():
            return method(*args, **kwargs)

    return asks


class Bucket(S3Storage):
    """One folder of the bucket: pictures, which have addresses of this site (see publishing.responses.media)."""

    def __init__(self, **options) -> None:
        # Who waits for a bucket that is down is told so soon.
        config = Config(
            s3={"addressing_style": "path"}, signature_version="s3v4", connect_timeout=2, read_timeout=10,
            retries={"max_attempts": 1}, request_checksum_calculation="when_required",
        )  # fmt: skip
        super().__init__(client_config=config, file_overwrite=False, default_acl=None, **options)

    def url(self, name: str, *args, **kwargs) -> str:
        return settings.MEDIA_URL + filepath_to_uri(name)

    def _open(self, name: str, mode: str = "rb") -> File:
        """For reading without taking the whole of it to this machine first."""
        if mode != "rb":
            return super()._open(name, mode)
        return File(BufferedReader(_Object(self, name), AT_ONCE), name)

    _save, delete, exists = map(_told, (S3Storage._save, S3Storage.delete, S3Storage.exists))
    size, listdir, get_modified_time = map(_told, (S3Storage.size, S3Storage.listdir, S3Storage.get_modified_time))

    def ask(self, name: str, **words) -> dict:
        """What the server says to GetObject."""
        with _asking():
            key = self._normalize_name(name)
            return self.connection.meta.client.get_object(Bucket=self.bucket_name, Key=key, **words)

    def is_open_to_strangers(self, name: str) -> bool:
        """Whether the bucket itself would give this file to somebody without a key."""
        client = self.unsigned_connection.meta.client
        try:
            with closing(client.get_object(Bucket=self.bucket_name, Key=self._normalize_name(name))["Body"]):
                return True
        except ClientError:
            return False


class PrivateBucket(Bucket):
    """Documents and kits. What is in it leaves only through a view that has looked at the reader."""

    def url(self, name: str, *args, **kwargs) -> str:
        raise NotImplementedError("A private file has no address of its own.")


class _Object(RawIOBase):
    """A file of a bucket, read from where one is; as one version, whatever is stored under its name meanwhile."""

    def __init__(self, bucket: Bucket, name: str) -> None:
        self._bucket, self._name = bucket, name
        self._length: int = bucket.size(name)
        self._at, self._body, self._version = 0, None, ""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        start = {SEEK_CUR: self._at, SEEK_END: self._length}.get(whence, 0)
        if start + offset != self._at:
            self._drop()
            self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: bytearray) -> int:
        if self._at >= self._length:
            return 0
        with _asking():
            if self._body is None:
                self._body = self._ask()
            data = self._body.read(len(buffer))
        if not data:
            raise Away("The bucket broke off.")
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def close(self) -> None:
        self._drop()
        super().close()

    def _ask(self) -> IO[bytes]:
        same = {"IfMatch": self._version} if self._version else {}
        answer = self._bucket.ask(self._name, Range=f"bytes={self._at}-", **same)
        self._version = answer["ETag"]
        return answer["Body"]

    def _drop(self) -> None:
        if self._body is not None:
            self._body.close()
            self._body = None
