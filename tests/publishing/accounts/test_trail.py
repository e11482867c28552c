"""Who did what: one screen, one table, and an end to it by rule."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from publishing.accounts import trail
from publishing.models import User
from tests.publishing.accounts.factor.conftest import PASSWORD, make_editor

HISTORY = "/admin/reports/site-history/"


def log_in(account: User, door: str = "/admin/login/") -> Client:
    browser = Client()
    browser.post(door, {"username": account.username, "password": PASSWORD})
    return browser


def actions() -> list[str]:
    return list(ModelLogEntry.objects.order_by("pk").values_list("action", flat=True))


def test_an_administrator_reads_the_day_filters_it_and_takes_it_along(db):
    writer, head = make_editor("penulis", "Penulis"), make_editor("kepala", "Administrator")
    log_in(writer)
    office = log_in(head)
    office.post(f"/admin/akun/{writer.pk}/tautan/")
    page = office.get(HISTORY, {"user": head.pk, "action": trail.LINK_MADE})
    assert [entry.label for entry in page.context["object_list"]] == ["penulis"]
    table = b"".join(office.get(HISTORY, {"export": "csv"})).decode("utf-8-sig")
    assert "Masuk" in table
    assert actions()[-4:] == [trail.LOGIN, trail.LOGIN, trail.LINK_MADE, trail.EXPORTED]
    assert ModelLogEntry.objects.first().label.endswith(".csv")


def test_others_read_nothing_of_it(db):
    writer = make_editor("penulis", "Penulis")
    page = log_in(writer).get(HISTORY)
    assert [entry for entry in page.context["object_list"] if entry.action in trail.ACTIONS] == []


def test_partners_strangers_and_wrong_passwords_leave_no_entry(db):
    make_editor("peninjau", "Peninjau")
    partner = User.objects.create_user("mitra", password=PASSWORD)
    partner.groups.add(Group.objects.get(name="Mitra Adat"))
    before = len(actions())
    log_in(partner, "/mitra/").get("/")
    Client().post("/admin/login/", {"username": "peninjau", "password": "salah"})
    assert len(actions()) == before


def test_ones_own_logins_are_shown_without_an_address(db, settings):
    editor = make_editor("peninjau", "Peninjau")
    html = log_in(editor).get("/admin/faktor-kedua/").content.decode()
    assert "WIB: Masuk" in html
    assert "127.0.0.1" not in html
    assert "127.0.0.1" not in str(list(ModelLogEntry.objects.values()))


@pytest.mark.parametrize(("action", "days", "is_kept"), [
    (trail.LOGIN, 364, True), (trail.LOGIN, 366, False), (trail.LINK_MADE, 366, True), (trail.LINK_MADE, 1826, False),
])  # fmt: skip
def test_the_trail_is_erased_by_rule(db, action, days, is_kept):
    editor = make_editor("peninjau", "Peninjau")
    trail.note(action, editor, editor)
    ModelLogEntry.objects.filter(action=action).update(timestamp=timezone.now() - timedelta(days))
    call_command("erase_trail", verbosity=0)
    assert (action in actions()) == is_kept


def test_what_was_done_with_pages_goes_after_five_years(page_at):
    page = page_at("/tentang/")
    entry = PageLogEntry.objects.log_action(page, "wagtail.edit")
    PageLogEntry.objects.filter(pk=entry.pk).update(timestamp=timezone.now() - trail.ACTS_KEPT - timedelta(1))
    assert trail.erase_old() >= 1
    assert not PageLogEntry.objects.filter(pk=entry.pk).exists()
