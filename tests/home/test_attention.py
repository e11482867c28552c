import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.attention import MOST_PAGES, pages_to_check
from publishing.models import User
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
