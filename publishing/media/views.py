"""Uploaded files, where no server in front of the site answers for them."""

import posixpath

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

# What may lie below MEDIA_ROOT without being public: uploads that nobody has looked at yet, and the documents of an
# older version, which are private since.
CLOSED_FOLDERS = {"wagtail_uploads", "documents"}


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    if CLOSED_FOLDERS & set(posixpath.normpath(path).lower().split("/")):
        raise Http404
    try:
        return serve(request, path, document_root=settings.MEDIA_ROOT)
    except (OSError, ValueError, SuspiciousFileOperation) as error:  # no file system takes it, or it leads out of here
        raise Http404 from error
