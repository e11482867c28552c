"""The office's search over everything it keeps."""

import pytest
from django.contrib.auth.models import Group

from campaigns.models import SessionRequest
from publishing.models import User


@pytest.fixture
def request_of_an_institution(db) -> SessionRequest:
    return SessionRequest.objects.create(
        institution="KAN Tiakar", nagari="Tiakar", name="Zebrawarna", email="a@example.org", wished_day="2099-05-08",
        topic="TPPO", message="Di balai adat",
    )  # fmt: skip


def found(client, words: str) -> str:
    response = client.get("/admin/cari-semua/", {"q": words})
    assert response.status_code == 200
    return response.content.decode()


def test_a_request_is_found_by_a_name_inside_it_and_by_nobody_outside(admin_client, client, request_of_an_institution):
    address = f"/campaigns/sessionrequest/edit/{request_of_an_institution.pk}/"
    assert address in found(admin_client, "zebrawarna balai")
    assert "Zebrawarna" not in client.post("/cari/", {"q": "zebrawarna"}).content.decode().replace('"zebrawarna"', "")
    assert client.get("/admin/cari-semua/", {"q": "zebrawarna"}).status_code == 302
    request_of_an_institution.delete()
    assert address not in found(admin_client, "zebrawarna balai")


def test_a_draft_is_found_by_its_words(admin_client, page_at):
    page = page_at("/tentang/")
    page.body = page.body.stream_block.to_python([{"type": "text", "value": "<p>Kata zebrawarna.</p>"}])
    page.save_revision()
    assert f"/admin/pages/{page.pk}/edit/" in found(admin_client, "zebrawarna")


def test_a_help_point_is_found_by_its_number_however_it_is_grouped(admin_client, db):
    assert "SAPA 129" in found(admin_client, "62 8111129129")


def test_wagtails_own_search_opens_beside_it(admin_client, db):
    response = admin_client.get("/admin/pages/search/", {"q": "tanda"})
    assert "/admin/cari-semua/" in response.content.decode()


def test_who_may_not_open_requests_finds_none(client, request_of_an_institution):
    writer = User.objects.create_user("penulis", password="kata-sandi-panjang")
    writer.groups.add(Group.objects.get(name="Penulis"))
    client.force_login(writer)
    assert "sessionrequest" not in found(client, "zebrawarna")


@pytest.mark.parametrize("words", ["", '"', "\x00", "%_'", "x" * 5000, "🙂 dan"])
def test_odd_words_are_answered(admin_client, words):
    found(admin_client, words)
