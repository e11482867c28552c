"""The form of a plain page, as an editor's browser sends it."""

from datetime import datetime

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield


def typed(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def save(editor: Client, page: Page, action: str = "", **changes) -> HttpResponse:
    """Send the form with these changes: on success the editor is led on, else it comes back with what is wrong."""
    page = Page.objects.get(pk=page.pk).specific
    fields = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "review_after_months": 12,
        "emergency_reason": "Uji tanpa orang kedua",
        "reviewed_on": page.reviewed_on.isoformat() if page.reviewed_on else "",
        "body": streamfield([("heading", "Bagian uji")]),
        "sources": streamfield([]),
    }
    if page.checked_by_office:
        fields["checked_by_office"] = "on"
    data = nested_form_data(fields | changes) | ({f"action-{action}": "1"} if action else {})
    return editor.post(f"/admin/pages/{page.pk}/edit/", data)
