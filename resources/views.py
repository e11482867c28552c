"""Addresses of the library that are no pages."""

import mimetypes

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from resources.access import may_read_one_of
from resources.models import MaterialPage, PreviewPicture


@require_safe
def preview(request: HttpRequest, pk: int) -> FileResponse:
    """A preview picture, for those who may open a material that shows it."""
    picture = get_object_or_404(PreviewPicture, pk=pk)
    if not may_read_one_of(request, MaterialPage.objects.filter(files__document__preparation=picture.preparation_id)):
        raise Http404
    try:
        content = picture.image.open("rb")
    except OSError as error:
        raise Http404 from error
    return FileResponse(content, content_type=mimetypes.guess_type(picture.image.name)[0] or "image/webp")
