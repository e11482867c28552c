"""Screens of the editors' area beside those that Wagtail makes itself: what all of ours have in common."""

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class Screen(WagtailAdminTemplateMixin):
    """Its breadcrumbs end with its title. `above` are the screens that lead to it: (name of the address, label)."""

    above: tuple[tuple[str, str], ...] = ()

    def get_breadcrumbs_items(self) -> list[dict]:
        above = [{"url": reverse(name), "label": label} for name, label in self.above]
        return [*self.breadcrumbs_items, *above, self.here()]

    def here(self) -> dict:
        return {"url": "", "label": self.page_title}


class ItemFor(MenuItem):
    """An entry of the menu for those of whom `may(user)` is true."""

    def __init__(self, may: Callable, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.may = may

    def is_shown(self, request: HttpRequest) -> bool:
        return self.may(request.user)
