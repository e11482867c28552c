"""Uploaded files, where no server in front of the site answers for them."""

import posixpath

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

# Where Wagtail puts what was sent and not yet looked at.
NOT_YET_CLEANED = "wagtail_uploads"


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    if NOT_YET_CLEANED in posixpath.normpath(path).split("/"):
        raise Http404
    try:
        return serve(request, path, document_root=settings.MEDIA_ROOT)
    except (OSError, ValueError) as error:  # a name that no file system takes, too long for one
        raise Http404 from error
