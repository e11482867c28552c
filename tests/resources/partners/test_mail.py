"""A forgotten password, by mail."""

import os
import re
import subprocess
import sys

import pytest
from django.core import mail
from django.test import Client
from django.utils.translation import gettext
from django_tasks import task_backends

from publishing.checks import mail_has_a_sender
from publishing.models import User
from tests.resources.partners.conftest import is_known, main, make_editor

NEW = {"new_password1": "rangkiang padi tujuh", "new_password2": "rangkiang padi tujuh"}
TOPICS = ("kekerasan", "tppo", "korban", "perdagangan", "perlindungan", "p2tp2a")


def ask(browser: Client, email: str):
    return browser.post("/mitra/lupa/", {"email": email}, follow=True)


def link_in(letter) -> str:
    return re.search(r"http://localhost:8000(/mitra/lupa/\S+)", letter.body)[1]


def test_the_way_from_a_forgotten_password_into_the_area(client, partner):
    assert 'href="/mitra/lupa/"' in main(client.get("/mitra/"))
    ask(client, "Siti@contoh.invalid")
    (letter,) = mail.outbox
    assert letter.to == ["siti@contoh.invalid"]
    assert "siti-aminah" in letter.body
    form = client.get(link_in(letter), follow=True)
    assert "siti-aminah" in main(form)
    address = form.redirect_chain[-1][0]
    response = client.post(address, NEW)
    assert response.headers["Location"] == "/mitra/"
    assert is_known(client)
    assert client.session.get_expire_at_browser_close()
    assert Client().post("/mitra/", {"username": "siti-aminah", "password": NEW["new_password1"]}).status_code == 302


def test_the_token_is_taken_out_of_the_address_before_the_form_shows(client, partner):
    ask(client, "siti@contoh.invalid")
    link = link_in(mail.outbox[0])
    form = client.get(link, follow=True)
    assert link.split("/")[-2] not in form.redirect_chain[-1][0]


def test_a_link_works_once(client, partner):
    ask(client, "siti@contoh.invalid")
    link = link_in(mail.outbox[0])
    client.post(client.get(link, follow=True).redirect_chain[-1][0], NEW)
    response = Client().get(link, follow=True)
    assert response.status_code == 410
    assert gettext("This link does not open any more") in main(response)


@pytest.mark.parametrize("path", ["x/y/", "MQ/set-password/", "MQ/" + "z" * 500 + "/", "%00/%00/", "😀/😀/"])
def test_whatever_stands_in_a_link_is_answered(client, partner, path):
    client.raise_request_exception = False
    assert client.get(f"/mitra/lupa/{path}").status_code in {404, 410}


def test_known_and_unknown_addresses_are_answered_alike(client, partner):
    known, unknown = ask(client, "siti@contoh.invalid"), ask(client, "tidak@contoh.invalid")
    assert known.redirect_chain == unknown.redirect_chain
    assert main(known) == main(unknown)
    assert len(mail.outbox) == 1


def test_no_answer_waits_for_the_mail_server(client, partner, settings):
    """The time that a mail takes would tell that there is an account."""
    settings.TASKS = {name: {"BACKEND": "django_tasks.backends.dummy.DummyBackend"} for name in settings.TASKS}
    ask(client, "siti@contoh.invalid")
    assert mail.outbox == []
    (waiting,) = task_backends["background"].results
    assert waiting.args == [partner.account.pk], "neither address nor link waits in the queue"
    waiting.task.call(*waiting.args)
    assert link_in(mail.outbox[0])


def test_nobodys_mailbox_is_filled(client, partner):
    for _ in range(10):
        answer = ask(client, "siti@contoh.invalid")
    assert len(mail.outbox) == 3
    assert answer.status_code == 200


def test_words_of_a_mail_say_nothing_of_the_topics(client, partner, office):
    ask(client, "siti@contoh.invalid")
    letter = mail.outbox[0]
    for topic in TOPICS:
        assert topic not in (letter.subject + letter.body).casefold()
    assert letter.subject == "Tautan Anda untuk Suluah"
    assert letter.content_subtype == "plain"


def test_the_link_leads_to_this_site_whatever_host_was_asked(client, partner):
    client.post("/mitra/lupa/", {"email": "siti@contoh.invalid"}, headers={"host": "evil.example"})
    assert "evil.example" not in mail.outbox[0].body
    assert link_in(mail.outbox[0])


def test_editors_switched_off_and_invited_accounts_get_none(client, partner, office):
    make_editor("peninjau", "Peninjau")
    User.objects.filter(username="peninjau").update(email="peninjau@contoh.invalid")
    ask(client, "peninjau@contoh.invalid")
    partner.deactivate()
    ask(client, "siti@contoh.invalid")
    type(partner).objects.invite("Budi", "KAN", "budi@contoh.invalid", by=office)
    ask(client, "budi@contoh.invalid")
    assert mail.outbox == []


def test_a_link_sent_before_the_account_was_switched_off_opens_nothing(client, partner):
    ask(client, "siti@contoh.invalid")
    partner.deactivate()
    assert client.get(link_in(mail.outbox[0]), follow=True).status_code == 410


def test_without_mail_nothing_of_it_is_offered(client, partner, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert "/mitra/lupa/" not in client.get("/mitra/").content.decode()
    for path in ("", "terkirim/", "MQ/x/"):
        assert client.get(f"/mitra/lupa/{path}").status_code == 404


def test_a_mail_server_that_is_down_breaks_nothing_and_tells_nothing(client, partner, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1
    assert main(ask(client, "siti@contoh.invalid")) == main(ask(client, "tidak@contoh.invalid"))


SHOW = """
import django
django.setup()
from django.conf import settings
from publishing.accounts import mail
print(mail.is_set_up(), settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS, settings.EMAIL_HOST_PASSWORD)
print(settings.DEFAULT_FROM_EMAIL)
"""
SERVER = {"EMAIL_URL": "submission://u:p%40ss@mail.contoh.invalid:587", "MAIL_FROM": "suluah@contoh.invalid"}


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        (SERVER, ["True mail.contoh.invalid 587 True p@ss", "suluah@contoh.invalid"]),
        ({}, ["False None None False None", "suluah@localhost"]),
    ],
)
def test_one_variable_of_the_environment_sets_mail_up(settings, variables, told):
    environment = {name: value for name, value in os.environ.items() if name not in SERVER} | variables
    environment |= {"PYTHONPATH": f"{settings.ROOT}:{settings.ROOT / 'site'}"}
    run = subprocess.run([sys.executable, "-c", SHOW], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == told


def test_mail_without_a_sender_is_told_at_the_start(settings):
    assert [error.id for error in mail_has_a_sender(None)] == ["publishing.E003"]
    settings.DEFAULT_FROM_EMAIL = "suluah@contoh.invalid"
    assert mail_has_a_sender(None) == []
    settings.DEFAULT_FROM_EMAIL = "suluah@localhost"
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert mail_has_a_sender(None) == []
