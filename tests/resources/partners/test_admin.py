"""The office's side: who invites, what it sees, and how an account ends."""

import re
from urllib.parse import unquote

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext

from publishing.models import User
from resources.partners.models import Invitation, Partner
from tests.resources.partners.conftest import PASSWORD, make_editor

NEW = {"name": "Dt. Rajo Contoh", "institution": "Bundo Kanduang Contoh", "email": ""}
ADDRESS = re.compile(r'value="(http://localhost:8000(/mitra/undangan/[\w-]+/))"')


@pytest.fixture
def no_mail(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"


def invite(browser: Client, **changes):
    return browser.post("/admin/mitra/new/", {**NEW, **changes}, follow=True)


def test_an_editor_invites_and_the_link_opens_the_account(editor, client):
    html = invite(editor).content.decode()
    path = ADDRESS.search(html)[2]
    assert "dt-rajo-contoh" in html
    fields = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    assert client.post(path, fields).headers["Location"] == "/mitra/"
    assert Partner.objects.get().invited_by.username == "pengelola"


def test_the_link_is_shown_once(editor):
    response = invite(editor)
    assert ADDRESS.search(response.content.decode())
    again = editor.get(response.redirect_chain[-1][0]).content.decode()
    assert not ADDRESS.search(again)
    assert "/mitra/undangan/" not in again
    assert gettext(
        "This link was shown already and is stored nowhere. Is it lost? Make a new one; the former then ends."
    )
    assert "undangan" not in str(dict(editor.session))


def test_the_words_for_whatsapp_carry_the_link_and_nothing_of_the_topics(editor):
    html = invite(editor).content.decode()
    words = unquote(re.search(r'href="https://wa\.me/\?text=([^"]+)"', html)[1])
    assert ADDRESS.search(html)[1] in words
    for topic in ("kekerasan", "TPPO", "korban", "perdagangan"):
        assert topic.casefold() not in words.casefold()


@pytest.mark.parametrize("group", ["Pengelola Materi", "Peninjau", "Administrator"])
def test_those_who_may_invite_do(db, group):
    browser = Client()
    browser.force_login(make_editor("petugas", group))
    assert "/admin/mitra/" in browser.get("/admin/").content.decode()
    invite(browser)
    assert Partner.objects.count() == 1


def test_writers_neither_see_nor_invite_partners(db, invited):
    browser = Client()
    browser.force_login(make_editor("penulis", "Penulis"))
    assert "/admin/mitra/" not in browser.get("/admin/").content.decode()
    invite(browser)
    browser.post(f"/admin/mitra/link/{invited.pk}/new/")
    browser.post(f"/admin/mitra/deactivate/{invited.pk}/")
    assert "Siti" not in browser.get("/admin/mitra/", follow=True).content.decode()
    assert not Invitation.objects.exists()
    assert Partner.objects.get().state == Partner.State.LAPSED, "the one that was there, without a link"


def test_nobody_else_reaches_the_list(client, known):
    for browser in (client, known):
        for path in ("", "new/", "edit/1/", "link/1/"):
            assert browser.get(f"/admin/mitra/{path}").headers["Location"].startswith("/admin/login/")


def test_the_list_tells_name_institution_state_and_use(editor, partner, known):
    html = editor.get("/admin/mitra/").content.decode()
    for words in ("Siti Aminah", "Bundo Kanduang Contoh", "aktif"):
        assert words in html
    assert gettext("Last used") in html


def test_the_list_costs_the_same_however_long_it_is(editor, office):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert editor.get("/admin/mitra/").status_code == 200
        return len(captured)

    Partner.objects.invite("Satu", "KAN", "", by=office)
    few = queries()
    for number in range(12):
        Partner.objects.invite(f"Mitra {number}", "KAN", "", by=office)
    assert queries() == few


def test_a_partner_is_found_by_name_and_institution(editor, invited, office):
    Partner.objects.invite("Budi", "LKAAM", "", by=office)
    for words in ("aminah", "bundo"):
        html = editor.get(f"/admin/mitra/?q={words}").content.decode()
        assert "Siti Aminah" in html
        assert "Budi" not in html


def test_changing_the_data_changes_the_account(editor, partner):
    data = {"name": "Siti Aminah, S.Pd.", "institution": "LKAAM", "email": "baru@contoh.invalid"}
    editor.post(f"/admin/mitra/edit/{partner.pk}/", data)
    account = User.objects.get(username="siti-aminah")
    assert (account.get_full_name(), account.email) == (data["name"], data["email"])
    assert account.partner.institution == "LKAAM"
    assert account.check_password(PASSWORD)


def test_an_editor_makes_a_new_link_and_withdraws_it(editor, invited, token, client):
    html = editor.post(f"/admin/mitra/link/{invited.pk}/new/", follow=True).content.decode()
    path = ADDRESS.search(html)[2]
    assert client.get(f"/mitra/undangan/{token}/").status_code == 410
    assert client.get(path).status_code == 200
    editor.post(f"/admin/mitra/link/{invited.pk}/withdraw/")
    assert client.get(path).status_code == 410


def test_an_editor_deactivates_and_activates(editor, partner, client):
    editor.post(f"/admin/mitra/deactivate/{partner.pk}/")
    assert client.post("/mitra/", {"username": "siti-aminah", "password": PASSWORD}).status_code == 200
    refused = editor.post(f"/admin/mitra/link/{partner.pk}/new/", follow=True).content.decode()
    assert "/mitra/undangan/" not in refused
    editor.post(f"/admin/mitra/reactivate/{partner.pk}/")
    assert client.post("/mitra/", {"username": "siti-aminah", "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize("action", ["link/{}/new/", "link/{}/withdraw/", "deactivate/{}/", "reactivate/{}/"])
def test_nothing_changes_by_following_a_link(editor, partner, action):
    assert editor.get("/admin/mitra/" + action.format(partner.pk)).status_code == 405


def test_only_an_administrator_erases(editor, partner):
    editor.post(f"/admin/mitra/delete/{partner.pk}/")
    assert User.objects.filter(username="siti-aminah").exists()
    administrator = Client()
    administrator.force_login(make_editor("kepala", "Administrator"))
    administrator.post(f"/admin/mitra/delete/{partner.pk}/")
    assert not User.objects.filter(username="siti-aminah").exists()
    assert not Partner.objects.exists()


def test_an_account_that_became_an_editors_is_out_of_reach(editor, partner):
    """Or whoever may invite could give an administrator a new password, name or end."""
    partner.account.groups.add(*make_editor("kepala", "Administrator").groups.all())
    assert "Siti Aminah" not in editor.get("/admin/mitra/").content.decode()
    for path in ("edit/{}/", "link/{}/", "delete/{}/"):
        assert editor.get("/admin/mitra/" + path.format(partner.pk)).status_code in {302, 404}, path
    for path in ("link/{}/new/", "deactivate/{}/", "edit/{}/", "delete/{}/"):
        editor.post("/admin/mitra/" + path.format(partner.pk), {**NEW, "email": "pencuri@contoh.invalid"})
    account = User.objects.get(username="siti-aminah")
    assert account.is_active
    assert account.email == "siti@contoh.invalid"
    assert not Invitation.objects.open().exists()


def test_the_link_is_mailed_where_mail_is_set_up_and_an_address_is_known(editor):
    html = invite(editor, email="rajo@contoh.invalid").content.decode()
    (letter,) = mail.outbox
    assert letter.to == ["rajo@contoh.invalid"]
    assert ADDRESS.search(html)[1] in letter.body
    assert "rajo@contoh.invalid" in html
    invite(editor, email="")
    assert len(mail.outbox) == 1


def test_without_mail_nothing_is_sent_and_nothing_is_missing(editor, no_mail, client):
    html = invite(editor, email="rajo@contoh.invalid").content.decode()
    assert ADDRESS.search(html)
    assert "rajo@contoh.invalid" not in html


def test_a_mail_server_that_is_down_is_told_to_the_editor(editor, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1
    html = invite(editor, email="rajo@contoh.invalid").content.decode()
    assert gettext("The mail could not be sent. Pass the link on yourself.") in html
    assert ADDRESS.search(html)


@pytest.mark.parametrize("changes", [{"name": ""}, {"institution": ""}, {"email": "bukan alamat"}, {"name": "a" * 151}])
def test_what_is_missing_or_wrong_is_said_and_nobody_is_invited(editor, changes):
    html = invite(editor, **changes).content.decode()
    assert "error" in html
    assert not Partner.objects.exists()
    assert not User.objects.filter(username__startswith="dt-").exists()
