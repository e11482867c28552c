"""The addresses of files: each is asked for where it is checked who may have it."""

from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe
from wagtail.models import Page

from resources.access import answer_as
from resources.downloads.counting import counted
from resources.downloads.serving import hand_out
from resources.kits.models import KitPage
from resources.materials.files import MaterialFile


@require_safe
def material_file(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """A file of a material, under the name that says what it is."""
    file = get_object_or_404(MaterialFile.objects.select_related("page", "document"), pk=pk)
    if name == file.download_name:
        return _download(request, file.page, file.document.file, name)
    return answer_as(file.page, request, lambda: redirect(file.download_url))


@require_safe
def whatsapp_copy(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """The small picture of a file that was made to be passed on."""
    file = get_object_or_404(MaterialFile.objects.select_related("page", "document__preparation"), pk=pk)
    if file.has_whatsapp_copy and name == file.whatsapp_name:
        return _download(request, file.page, file.preparation.whatsapp, name)

    def led_to_it() -> HttpResponseBase:
        if not file.has_whatsapp_copy:
            raise Http404
        return redirect(file.whatsapp_url)

    return answer_as(file.page, request, led_to_it)


@require_safe
def kit_archive(request: HttpRequest, slug: str, name: str) -> HttpResponseBase:
    """Everything of a kit. Who comes while none is built yet lands on the kit's page, which says so."""
    kit = KitPage.objects.with_archive().filter(slug=slug).order_by("path").first()
    if not kit:
        raise Http404
    archive = kit.ready_archive
    if archive and name == kit.archive_name:
        return _download(request, kit, archive.file, name)
    return answer_as(kit, request, lambda: redirect(kit.archive_url if archive else kit.get_url(request)))


def _download(request: HttpRequest, page: Page, file: FieldFile, name: str) -> HttpResponseBase:
    return answer_as(page, request, lambda: hand_out(request, file, name, begun=counted(request, page, name)))
