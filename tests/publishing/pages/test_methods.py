"""Pages are for reading. Whatever else is sent to one is refused, and the answer says what it takes."""

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from tests.factories import AdatInstitutionFactory, SessionPageFactory

pytestmark = pytest.mark.django_db
READING = "GET, HEAD, OPTIONS"
OTHERS = ("post", "put", "patch", "delete")
ASK = "/kegiatan/minta/"


@pytest.fixture
def stranger() -> Client:
    """Sends no token of ours, as from anywhere."""
    return Client(enforce_csrf_checks=True)


def test_every_page_answers_only_those_who_read(stranger):
    pages = [page.specific for page in Page.objects.live().filter(depth__gt=1)]
    for page in pages:
        for method in OTHERS:
            answer = getattr(stranger, method)(page.url)
            assert (answer.status_code, answer.headers.get("Allow"), answer.content) == (405, READING, b""), page.url
        assert stranger.get(page.url).status_code == 200


@pytest.mark.parametrize("method", OTHERS)
def test_so_do_the_pages_and_files_below_one(stranger, method):
    session, institution = SessionPageFactory(), AdatInstitutionFactory()
    for address in (
        *(session.url + below for below in ("cetak/", "cetak/poster/", "kalender.ics")),
        *(f"/kegiatan/lembaga/{institution.slug}/{below}" for below in ("", "kalender.ics")),
        "/kegiatan/kalender.ics", "/kegiatan/minta/terkirim/", "/kegiatan/?kecamatan=x", "/hubungi/satgas/",
    ):  # fmt: skip
        assert stranger.get(address).status_code == 200, address
        answer = getattr(stranger, method)(address)
        assert (answer.status_code, answer.headers.get("Allow")) == (405, READING), address


def test_the_form_of_a_request_takes_what_is_sent_and_nothing_else(stranger):
    assert stranger.post(ASK, {"topic": "Topik uji"}).status_code == 200
    for method in ("put", "patch", "delete"):
        answer = getattr(stranger, method)(ASK)
        assert (answer.status_code, answer.headers["Allow"]) == (405, f"{READING}, POST")


def test_an_address_that_only_ends_like_the_form_takes_nothing(stranger):
    assert stranger.post("/tentang/minta/").status_code == 404
    page = SessionPageFactory(slug="minta-uji")
    assert stranger.post(page.url).status_code == 405


def test_a_page_says_what_it_takes_when_it_is_asked(stranger):
    answer = stranger.options("/tentang/")
    assert (answer.status_code, answer.headers["Allow"], answer.content) == (200, READING, b"")
    assert stranger.options(ASK).headers["Allow"] == f"{READING}, POST"


def test_a_page_behind_a_password_still_takes_the_password_only(stranger, page_at):
    page = page_at("/tentang/")
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password="kunci")
    assert stranger.post(page.url).status_code == 405
    refused = stranger.post(f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/", {"password": "kunci"})
    assert refused.status_code == 403, "its form is still guarded by a token"


def test_the_interface_of_programs_in_the_editors_area_only_reads(admin_client):
    page = Page.objects.live().filter(depth__gt=2).first()
    address = f"/admin/api/main/pages/{page.pk}/"
    assert admin_client.get(address).status_code == 200
    for action in ("publish", "unpublish", "delete", "copy", "move", "create_alias", "convert_alias",
                   "copy_for_translation", "revert_to_page_revision"):  # fmt: skip
        assert admin_client.post(f"{address}action/{action}/").status_code == 404, action
    assert Page.objects.get(pk=page.pk).live
