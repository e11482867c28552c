"""How the desk names moments and screens."""

from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Page, Revision


def edit(pk: int, tab: str = "") -> str:
    """The editor of a page, at one of its tabs."""
    return reverse("wagtailadmin_pages:edit", args=[pk]) + (f"#tab-{tab}" if tab else "")


def edit_version(version: Revision) -> str:
    """The editor of that of which it is a version, a page or a record."""
    model = version.content_type.model_class()
    if issubclass(model, Page):
        return edit(int(version.object_id))
    return reverse(model.snippet_viewset.get_url_name("edit"), args=[version.object_id])


def on_day(day: date) -> str:
    return date_format(day, "j F Y")


def at_moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y H.i")
