"""Forms of the editors' area that come without a login, or without their guard."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from publishing.accounts.writing import WRITER
from publishing.models import User

SAVED, HERE = "/admin/snippets/home/helppoint/add/", {"origin": "http://testserver"}
TYPED = {"name": "Titik uji", "hours": "Senin\r\nSelasa", "topics": ["a", "b"], WRITER: "7", "csrfmiddlewaretoken": "x"}


def given_back(response) -> list[tuple[str, str]]:
    page = BeautifulSoup(response.content, "html.parser")
    return [(area["name"], area.text.removeprefix("\n")) for area in page.select("form textarea")]


def test_what_was_typed_comes_back_in_the_answer(db):
    answer = Client().post(SAVED, TYPED, headers=HERE)
    assert answer.status_code == 403
    assert "Tulisan Anda belum tersimpan" in answer.content.decode()
    assert ("name", "Titik uji") in given_back(answer)
    assert [value for name, value in given_back(answer) if name == "topics"] == ["a", "b"]
    assert {name for name, _value in given_back(answer)} == {"name", "hours", "topics"}
    page = BeautifulSoup(answer.content, "html.parser")
    assert page.select_one("main form")["action"] == SAVED
    assert page.select_one("[data-writing]")["data-writer"] == "7"


def test_without_the_guard_too_and_not_on_the_public_page(admin_user):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(admin_user)
    answer = browser.post(SAVED, TYPED, headers=HERE)
    assert answer.status_code == 403
    assert ("name", "Titik uji") in given_back(answer)
    assert "Mencari bantuan?" not in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "headers"),
    [
        ({**TYPED, WRITER: ""}, HERE),
        (TYPED, {"origin": "https://example.org"}),
        (TYPED, {}),
        ({**TYPED, "password1": "rahasia"}, HERE),
    ],
    ids=["nobody says whose it is", "from another site", "from nowhere", "with a password"],
)
def test_nothing_is_given_back_that_may_not_be(admin_user, typed, headers):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(admin_user)
    answer = browser.post(SAVED, typed, headers=headers)
    assert answer.status_code == 403
    assert "Titik uji" not in answer.content.decode()


def test_a_hostile_text_stays_text(db):
    answer = Client().post(SAVED, TYPED | {"name": "</textarea><script>alert(1)</script>"}, headers=HERE)
    assert "<script>alert" not in answer.content.decode()


def test_the_login_itself_is_refused_in_the_editors_area_and_leads_back_to_it(db):
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a", "password": "b"})
    assert answer.status_code == 403
    assert 'href="/admin/login/?next=/admin/"' in answer.content.decode()


@pytest.mark.parametrize("mark", [{"X-Requested-With": "XMLHttpRequest"}, {"Sec-Fetch-Dest": "empty"}])
def test_a_script_without_the_guard_gets_none_that_would_replace_the_one_of_the_open_login(db, mark):
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post("/admin/jaga/", {"text": "a"}, headers=HERE | mark)
    assert answer.status_code == 403
    assert "csrftoken" not in browser.cookies


def test_a_visitors_form_keeps_the_public_page(client):
    answer = Client(enforce_csrf_checks=True).post("/mitra/masuk/", {"username": "a"})
    assert "ruang petugas" not in answer.content.decode()


def test_who_is_logged_in_learns_it_with_a_new_guard(client, admin_client, admin_user):
    answer = admin_client.get("/admin/masih-masuk/")
    assert answer.json()["user"] == str(admin_user.pk)
    assert answer.json()["token"]
    assert "no-store" in answer["Cache-Control"]
    assert "csrftoken" in answer.cookies
    assert client.get("/admin/masih-masuk/", headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403


def test_the_number_of_a_writer_is_written_without_points(db):
    browser = Client()
    browser.force_login(User.objects.create_superuser("seribu", password="x", pk=1234567))
    assert 'data-writer="1234567"' in browser.get("/admin/").content.decode()
