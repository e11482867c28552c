"""
Hands a stored file out as a download: whole or in part, so that it resumes where a weak network broke off.

Where nginx stands in front it sends the bytes (X-Accel-Redirect); without it this process does, a block at a time and
without holding a thread (suluah.server). Both give the same answers, down to the ETag: it is the one that nginx
makes, because Firefox and Android's download manager resume with If-Match, which nginx compares with its own.
"""

from collections.abc import Callable
from datetime import UTC
from threading import BoundedSemaphore
from typing import BinaryIO
from urllib.parse import quote

from django.conf import settings
from django.db import close_old_connections
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date, parse_http_date_safe

from resources.downloads.ranges import Span, UnsatisfiableError, asked_span

# By the ending that the file got when it was stored, which is what its content was found to be.
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "m4a": "audio/mp4",
    "mp4": "video/mp4",
    "zip": "application/zip",
}
# Some players first ask for a byte or two, to see whether parts can be had.
PROBE = 1024
BUSY_SECONDS = 30

# A download over a weak network keeps a file open for minutes; some must be left for the pages.
places = BoundedSemaphore(settings.DOWNLOADS_AT_ONCE)


class PartOfFile:
    """Some bytes of an open file, as the server reads them: a block at a time, and then closed."""

    def __init__(self, file: BinaryIO, span: Span) -> None:
        self.file, self.left = file, span.length
        file.seek(span.start)

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(self.left if size < 0 else min(size, self.left))
        self.left -= len(data)
        return data

    def close(self) -> None:
        self.file.close()


class PartResponse(FileResponse):
    block_size = 64 * 1024  # where the server can't send from the disk

    def set_headers(self, filelike: PartOfFile) -> None:
        """Ours are complete; Django would guess from a name that the part does not have."""


def hand_out(
    request: HttpRequest, file: FieldFile, name: str, begun: Callable[[], None] | None = None
) -> HttpResponseBase:
    """
    Answer a GET or HEAD with `file` as an attachment called `name`.

    `begun` is called when a download has begun (not for a look at it, nor for what is left of one), after its answer
    was sent.
    """
    try:
        size = file.storage.size(file.name)
        modified = int(file.storage.get_modified_time(file.name).astimezone(UTC).timestamp())
    except OSError as error:  # lost on the disk
        raise Http404 from error
    headers = {
        "Content-Type": CONTENT_TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream"),
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name),
        "Accept-Ranges": "bytes",
        "Last-Modified": http_date(modified),
        "ETag": f'"{modified:x}-{size:x}"',
    }
    whole = HttpResponse(headers=headers)
    response = get_conditional_response(request, headers["ETag"], modified, whole)
    if response is not whole:
        return response
    try:
        span = _span(request, headers["ETag"], modified, size)
    except UnsatisfiableError:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"})
    if settings.ACCEL_LOCATION:
        whole.headers["X-Accel-Redirect"] = settings.ACCEL_LOCATION + quote(file.name)
        response = whole
    elif request.method == "HEAD":
        whole.headers["Content-Length"] = str(size)
        response = whole
    else:
        response = _part(request, file, headers, span, size)
    if begun and request.method == "GET" and response.status_code < 300 and _is_a_beginning(span, size):
        response._resource_closers.append(begun)
    return response


def _span(request: HttpRequest, etag: str, modified: int, size: int) -> Span | None:
    """What is asked for; None for the whole file. A part of a file that has changed since is of no use."""
    if request.method != "GET" or "Range" not in request.headers:
        return None
    known = request.headers.get("If-Range", etag)
    if known != etag and parse_http_date_safe(known) != modified:
        return None
    return asked_span(request.headers["Range"], size)


def _is_a_beginning(span: Span | None, size: int) -> bool:
    return not span or (span.start == 0 and (span.length > PROBE or span.length == size))


def _part(
    request: HttpRequest, file: FieldFile, headers: dict[str, str], span: Span | None, size: int
) -> HttpResponseBase:
    if not places.acquire(blocking=False):
        response = render(request, "resources/busy.html", status=503)
        response.headers["Retry-After"] = str(BUSY_SECONDS)
        return response
    part = span or Span(0, size)
    try:
        content = PartOfFile(file.storage.open(file.name, "rb"), part)
    except OSError as error:
        places.release()
        raise Http404 from error
    response = PartResponse(content, status=206 if span else 200, headers=headers)
    response._resource_closers.append(places.release)
    response.headers["Content-Length"] = str(part.length)
    if span:
        response.headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    close_old_connections()  # the database has nothing to do for as long as this takes
    return response
