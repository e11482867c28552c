"""What opens an account can be read nowhere: in no table, no session, no log, no mail, no error."""

import logging
import re

from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail as outbox
from django.test import Client

from publishing.accounts.factor import codes
from publishing.models import User
from tests.publishing.accounts.factor.conftest import CODE, NEW, code_of, make_editor

OWN = "gonjong kelok sembilan"


def everything_stored() -> str:
    rows = [str(list(model.objects.values_list())) for model in apps.get_models()]
    return "\n".join(rows + [str(session.get_decoded()) for session in Session.objects.all()])


def test_nothing_secret_lies_in_the_clear_anywhere(db, settings, caplog, monkeypatch):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    caplog.set_level(logging.DEBUG)
    office, browser = Client(), Client()
    office.force_login(make_editor("kepala", "Administrator"))
    account = make_editor("peninjau", "Peninjau")
    office.post(f"/admin/akun/{account.pk}/tautan/")
    waiting = everything_stored()
    link = office.get(f"/admin/akun/{account.pk}/").context["address"]
    User.objects.filter(pk=account.pk).update(email="peninjau@contoh.invalid")  # from here on, mails come
    token = link.split("/")[-2]
    assert token not in waiting
    settings.REQUIRE_SECOND_FACTOR = True
    browser.post(f"/admin/undangan/{token}/", {"new_password1": OWN, "new_password2": OWN})
    seed = browser.get(NEW).context["seed"].replace(" ", "")
    first = code_of(seed)
    browser.post(NEW, {"code": first})
    paper = browser.get("/admin/faktor-kedua/kertas/").context["codes"]
    second, again = code_of(seed, 1), Client(raise_request_exception=False)
    again.post("/admin/login/", {"username": "peninjau", "password": OWN})
    again.post(CODE, {"code": paper[1]})
    again.post("/admin/login/", {"username": "peninjau", "password": OWN})

    def broken(*given) -> bool:
        raise RuntimeError("broken")

    monkeypatch.setattr(codes, "accept", broken)
    error = again.post(CODE, {"code": second})
    assert error.status_code == 500
    codes.remove(account)
    heard = [everything_stored(), caplog.text, error.content.decode(), *(letter.body for letter in outbox.outbox)]
    for secret in (token, OWN, seed, *paper):
        assert not [text for text in heard if re.search(rf"\b{secret}\b", text)], secret
    for code in (first, second):  # six digits are also those of some moment in a table
        assert not [text for text in heard[1:] if re.search(rf"\b{code}\b", text)], code
    assert "RuntimeError" in caplog.text
