"""Uploaded files, where no server in front of the site answers for them."""

import posixpath

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import FileSystemStorage, default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

from publishing.accounts.areas import may_have_a_session
from publishing.pages import public_pictures
from publishing.pages.reading import FOREVER, KEEP

# What pages show: pictures in the sizes that they use, and the cards that messengers show. Everything else below
# MEDIA_ROOT stays where it is: uploads that nobody has looked at yet, documents of an older version.
PUBLIC_FOLDERS = {"images", "share"}
# Pictures as they were uploaded, whole where a page shows a part; their address can be guessed from a smaller one's.
EDITORS_FOLDERS = {"original_images"}


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    path = posixpath.normpath(path)
    folder = path.split("/")[0]
    if folder in PUBLIC_FOLDERS:
        _shown_or_404(request, path)
    elif not (folder in EDITORS_FOLDERS and _is_editor(request)):
        raise Http404
    try:
        if isinstance(default_storage, FileSystemStorage):
            return serve(request, path, document_root=settings.MEDIA_ROOT)
        return FileResponse(default_storage.open(path), filename=posixpath.basename(path))
    except (OSError, ValueError, SuspiciousOperation) as error:  # no file system takes it, or it leads out of here
        raise Http404 from error


def _shown_or_404(request: HttpRequest, name: str) -> None:
    """What a page showed is gone with the page, whoever has kept its address."""
    if public_pictures.is_for_everybody(name):
        request.META[KEEP] = FOREVER
    elif not (may_have_a_session(request) and public_pictures.is_for(request.user, name)):
        raise Http404


def _is_editor(request: HttpRequest) -> bool:
    return may_have_a_session(request) and request.user.has_perm("wagtailadmin.access_admin")
