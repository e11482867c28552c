"""Neither answer nor work tells who has an account. (How long it takes: tests/benchmarks/accounts.py.)"""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from publishing.accounts.links import AccountLink
from publishing.models import User
from resources.partners.models import Partner
from tests.publishing.accounts.factor.conftest import PASSWORD, make_editor

NAMES = ("peninjau", "sudahpergi", "belummasuk", "sitiaminah", "tidakada")
TOKENS = re.compile(r'[\w-]{64}|name="csrfmiddlewaretoken" value="[^"]*"')

VARY = ("Content-Length", "Expires")


@pytest.fixture
def people(db, settings) -> None:
    """An editor, one who has left, one who has not come yet, a partner. Each at an address of that name."""
    settings.REQUIRE_SECOND_FACTOR = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.TASKS = {name: {"BACKEND": "django_tasks_db.DatabaseBackend"} for name in settings.TASKS}
    editor, gone, new = (make_editor(name, "Peninjau") for name in NAMES[:3])
    gone.is_active = False
    gone.save()
    new.set_unusable_password()
    new.save()
    partner = make_editor("sitiaminah", "Mitra Adat")
    Partner.objects.create(account=partner, institution="KAN", invited_by=editor)
    for user in User.objects.all():
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@contoh.invalid")


@pytest.fixture
def hashed(monkeypatch) -> list:
    done, encode = [], MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *given: done.append(1) or encode(*given))
    return done


def told(hashed: list, name: str, address: str, fields: dict) -> tuple:
    """All that an answer shows: its status, its text, passwords looked at, and what was asked of the database."""
    hashed.clear()
    with CaptureQueriesContext(connection) as queries:
        answer = Client().post(address, fields)
    text = TOKENS.sub("", answer.content.decode()).replace(name, "NAMA")
    asked = [" ".join(query["sql"].split()[:3]) for query in queries]
    headers = {kind: value for kind, value in answer.headers.items() if kind not in VARY}
    return answer.status_code, text, len(hashed), tuple(asked), tuple(headers.items())


@pytest.mark.parametrize("door", ["/admin/login/", "/mitra/"])
def test_a_wrong_password_is_answered_alike_whoever_has_an_account(people, hashed, door):
    told(hashed, "x", door, {"username": "x", "password": "salah sekali"})  # what is kept in memory
    answers = {told(hashed, name, door, {"username": name, "password": "salah sekali"}) for name in NAMES}
    assert len(answers) == 1
    ((status, _text, looks, *_rest),) = answers
    assert (status, looks) == (200, 1)


@pytest.mark.parametrize("name", ["sudahpergi", "belummasuk"])
def test_who_has_left_learns_no_more_with_the_right_password(people, hashed, name):
    fields = {"password": PASSWORD}
    assert told(hashed, name, "/admin/login/", {"username": name, **fields}) == told(
        hashed, "tidakada", "/admin/login/", {"username": "tidakada", **fields}
    )


@pytest.mark.parametrize("door", ["/admin/lupa/", "/mitra/lupa/"])
def test_a_forgotten_password_costs_the_same_for_everybody(people, hashed, door):
    answers = {told(hashed, name, door, {"email": f"{name}@contoh.invalid"}) for name in NAMES}
    assert len(answers) == 1


def test_used_withdrawn_and_made_up_links_cost_the_same(people, hashed):
    editor = User.objects.get(username="peninjau")
    former = AccountLink.objects.make(editor, by=editor)
    AccountLink.objects.filter(account=editor).withdraw()
    fields = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    for door in ("/admin/undangan/", "/mitra/undangan/"):
        told(hashed, "x", f"{door}x/", fields)  # what is kept in memory
        answers = {told(hashed, token, f"{door}{token}/", fields) for token in (former, "a" * len(former))}
        assert len(answers) == 1
