from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.db import DatabaseError


class BoundedUpload(TemporaryFileUploadHandler):
    """
    Keeps of one request no more on disk than the largest file that is taken, and nothing from those who may not upload.

    What goes beyond is read and forgotten. The size that the form sees is the true one, so it can say what is wrong.
    A view that knows its sender otherwise gives `most` (bytes).
    Want of room takes nothing else of the form away: `request.no_room_for_files` has the error then,
    and publishing.responses.unavailable answers.
    """

    def __init__(self, request=None, most: int | None = None) -> None:
        super().__init__(request)
        if most is not None:
            self.left = most
            return
        # A cookie can be made up, and only one that is there is worth a look into the sessions.
        known = request is not None and settings.SESSION_COOKIE_NAME in request.COOKIES
        try:
            editor = known and hasattr(request, "user") and request.user.has_perm("wagtailadmin.access_admin")
        except DatabaseError:  # whoever needs the user is told so soon
            editor = False
        self.left = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE if editor else 0  # bytes

    def new_file(self, *args, **kwargs) -> None:
        try:
            super().new_file(*args, **kwargs)
        except OSError as error:
            self._give_up(error)
            self.file = InMemoryUploadedFile(BytesIO(), None, self.file_name, self.content_type, 0, self.charset)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        kept = raw_data[: self.left]
        try:
            self.file.write(kept)
        except OSError as error:
            self._give_up(error)
        self.left -= len(kept)

    def file_complete(self, file_size: int) -> UploadedFile:
        try:
            return super().file_complete(file_size)
        except OSError as error:  # what was still in its buffer
            self._give_up(error)
            self.file.size = file_size
            return self.file

    def _give_up(self, error: OSError) -> None:
        self.left = 0
        self.request.no_room_for_files = error
