"""The guide as a screen: all of it, or the parts in which somebody's words are."""

from django.http import FileResponse, Http404, HttpRequest
from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem

from home.guide.reading import DAILY, PICTURES, found, sections
from publishing.screens import Screen

LONGEST_QUERY = 100  # characters


class GuideView(Screen, TemplateView):
    template_name = "wagtailadmin/home/guide.html"
    page_title = _("Guide")
    header_icon = "help"

    def get_context_data(self, **kwargs) -> dict:
        query = self.request.GET.get("cari", "").strip()[:LONGEST_QUERY]
        daily = next((section for section in sections() if section.anchor == DAILY), None)
        return super().get_context_data(**kwargs) | {
            "query": query,
            "found": found(query),
            "sections": sections(),
            "daily": daily,
        }


def picture(request: HttpRequest, name: str) -> FileResponse:
    """A picture of the guide. `name` is looked for among those that there are, and leads nowhere else."""
    files = {file.name: file for file in PICTURES.glob("*.webp")}
    if name not in files:
        raise Http404
    return FileResponse(files[name].open("rb"), headers={"Cache-Control": "private, max-age=3600"})


urls = [
    path("panduan/", GuideView.as_view(), name="guide"),
    path("panduan/gambar/<str:name>", picture, name="guide_picture"),
]


def menu_item() -> MenuItem:
    return MenuItem(_("Guide"), reverse_lazy("guide"), name="guide", icon_name="help", order=20)
