from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class BoundedUpload(TemporaryFileUploadHandler):
    """
    Keeps of one request no more on disk than the largest file that is taken, and nothing from those who may not upload.

    What goes beyond is read and forgotten. The size that the form sees is the true one, so it can say what is wrong.
    A view that knows its sender otherwise gives `most` (bytes).
    """

    def __init__(self, request=None, most: int | None = None) -> None:
        super().__init__(request)
        if most is not None:
            self.left = most
            return
        # A cookie can be made up, and only one that is there is worth a look into the sessions.
        known = request is not None and settings.SESSION_COOKIE_NAME in request.COOKIES
        editor = known and hasattr(request, "user") and request.user.has_perm("wagtailadmin.access_admin")
        self.left = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE if editor else 0  # bytes

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        kept = raw_data[: self.left]
        self.file.write(kept)
        self.left -= len(kept)
