from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, Revision

from home.attention import MOST_PAGES, pages_to_check
from publishing.models import ScheduleFailure, User
from publishing.pages import schedules
from resources.models import MaterialIndexPage
from tests.resources.factories import MaterialFactory


@pytest.fixture
def editor(db) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("kantor", password="rahasia-sekali"))
    return client


def test_pages_never_checked_come_first_then_the_longest_unchecked(page_at):
    for url, day in (("/tentang/", "2020-05-01"), ("/privasi/", "2019-05-01"), ("/data/", None)):
        page = page_at(url)
        type(page).objects.filter(pk=page.pk).update(reviewed_on=day)
    due = [page.url for page in pages_to_check() if page.reviewed_on or page.slug == "data"]
    assert due == ["/data/", "/privasi/", "/tentang/"]


def test_of_very_many_pages_the_first_are_named_and_the_others_counted(editor, django_assert_num_queries):
    before = len(pages_to_check())
    with CaptureQueriesContext(connection) as queries:
        pages_to_check()
    few = len(queries)
    for number in range(MOST_PAGES + 3):
        MaterialFactory(parent=MaterialIndexPage.objects.get(), title=f"Belum diperiksa {number}")
    html = editor.get("/admin/").content.decode()
    assert f"{before + 3} halaman lagi" in html
    with django_assert_num_queries(few):
        assert len(pages_to_check()) == before + MOST_PAGES + 3


def box(editor: Client) -> str:
    """The words of the box on the first screen."""
    return " ".join(BeautifulSoup(editor.get("/admin/").content, "html.parser").select_one(".attention").text.split())


def end_was(page: Page, ago: timedelta) -> None:
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - ago)


def test_what_should_have_happened_and_did_not_is_named(editor, page_at):
    end_was(page_at("/tentang/"), timedelta(minutes=1))
    assert "Dijadwalkan, belum terlaksana" not in box(editor), "the worker may still be at it"
    end_was(page_at("/tentang/"), timedelta(minutes=3))
    assert "Tentang Suluah: harus turun" in box(editor)
    assert "pekerja situs tidak berjalan" in box(editor)


def test_a_schedule_that_failed_is_named_with_its_reason(editor, page_at, monkeypatch):
    page = page_at("/tentang/")
    revision = page.save_revision()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(seconds=20))

    def fail(self, **kwargs):
        raise ValidationError("Slug ini sudah dipakai.")

    with monkeypatch.context() as patch:
        patch.setattr(Revision, "publish", fail)
        schedules.run()
    assert "Tentang Suluah: harus terbit" in box(editor)
    assert "Slug ini sudah dipakai." in box(editor)
    ScheduleFailure.objects.update(failed_at=timezone.now() - timedelta(hours=1))
    schedules.run()
    assert "harus terbit" not in box(editor)


def test_what_a_schedule_did_is_told(editor, page_at):
    end_was(page_at("/tentang/"), timedelta(seconds=5))
    schedules.run()
    assert "Terlaksana sendiri menurut jadwal Tentang Suluah: turun" in box(editor)


def test_a_page_that_was_only_compared_with_its_sources_is_not_called_checked(editor, page_at):
    page = page_at("/tentang/")
    type(page).objects.filter(pk=page.pk).update(reviewed_on="2020-05-01")
    assert "Tentang Suluah: dicocokkan dengan sumbernya pada 1 Mei 2020, belum diperiksa kantor" in box(editor)
