from django.core.files import File
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from resources.access import may_read_one_of
from resources.materials.models import MaterialPage
from resources.previews.models import PreviewPicture


@require_safe
def preview(request: HttpRequest, pk: int, is_large: bool = False) -> FileResponse:
    """
    A preview picture, for those who may open a material that shows it.

    As AVIF, which is a third lighter, where the browser says that it knows it; else as WebP. At one address, so that
    the large picture that a link leads to has both kinds as well, and pages no further lines.
    """
    picture = _open_picture(request, pk)
    webp, avif = (picture.large, picture.large_avif) if is_large else (picture.image, picture.avif)
    kind, file = ("avif", avif) if avif and "image/avif" in request.headers.get("Accept", "") else ("webp", webp)
    return FileResponse(_content(file), headers={"Content-Type": f"image/{kind}", "Vary": "Accept"})


@require_safe
def cover(request: HttpRequest, pk: int) -> FileResponse:
    """The small picture of a first page, as lists show it; for those who may open a material that has it."""
    return FileResponse(_content(_open_picture(request, pk).cover), headers={"Content-Type": "image/avif"})


def _open_picture(request: HttpRequest, pk: int) -> PreviewPicture:
    picture = get_object_or_404(PreviewPicture, pk=pk)
    if not may_read_one_of(request, MaterialPage.objects.filter(files__document__preparation=picture.preparation_id)):
        raise Http404
    return picture


def _content(file: FieldFile) -> File:
    try:
        return file.open("rb")
    except (OSError, ValueError) as error:
        raise Http404 from error
