from collections.abc import Iterator

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from campaigns.series.views import may_repeat, repeat_session
from campaigns.sessions.models import SessionPage

urls = [path("kegiatan/<int:pk>/ulangi/", repeat_session, name="repeat_session")]


def button(page: Page, user, next_url: str | None = None, view_name: str = "") -> Iterator[Button]:
    """In the menu of a session, beside Wagtail's “Copy”."""
    if isinstance(page, SessionPage) and may_repeat(page, user):
        address = reverse("repeat_session", args=[page.pk])
        yield Button(_("Copy to other days"), url=address, icon_name="date", priority=25)
