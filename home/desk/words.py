"""How the desk names moments and screens."""

from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format


def edit(pk: int, tab: str = "") -> str:
    """The editor of a page, at one of its tabs."""
    return reverse("wagtailadmin_pages:edit", args=[pk]) + (f"#tab-{tab}" if tab else "")


def on_day(day: date) -> str:
    return date_format(day, "j F Y")


def at_moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y H.i")
