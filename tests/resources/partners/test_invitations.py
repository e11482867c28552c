"""From the office's invitation to the partner's own password, and to the end of the account."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext

from publishing.models import User
from resources.partners.models import Invitation, Partner
from tests.resources.partners.conftest import PASSWORD, is_known, main, make_editor

DEAD = "This link does not open any more"


def choose(browser: Client, token: str, password: str = PASSWORD, again: str | None = None):
    fields = {"new_password1": password, "new_password2": password if again is None else again}
    return browser.post(f"/mitra/undangan/{token}/", fields)


def test_an_invited_partner_chooses_a_password_and_is_in(client, invited, token):
    page = main(client.get(f"/mitra/undangan/{token}/"))
    assert "Siti Aminah, Bundo Kanduang Contoh" in page
    assert "siti-aminah" in page
    response = choose(client, token)
    assert response.headers["Location"] == "/mitra/"
    assert "Siti Aminah (Bundo Kanduang Contoh)" in main(client.get("/mitra/"))
    account = User.objects.get(username="siti-aminah")
    assert [group.name for group in account.groups.all()] == ["Mitra Adat"]
    assert not account.has_perm("wagtailadmin.access_admin")


def test_before_that_nobody_can_log_in(client, invited, token):
    for password in ("", "!", invited.account.password, token):
        client.post("/mitra/", {"username": "siti-aminah", "password": password})
        assert not is_known(client)


def test_opening_a_link_does_not_use_it_up(client, token):
    """WhatsApp opens it as well, to show what is behind it."""
    for _ in range(3):
        assert client.get(f"/mitra/undangan/{token}/").status_code == 200
    assert choose(Client(), token).status_code == 302


def test_a_link_works_once(client, invited, token):
    choose(Client(), token)
    assert client.get(f"/mitra/undangan/{token}/").status_code == 410
    response = choose(client, token, "orang lain yang lambat")
    assert response.status_code == 410
    assert gettext(DEAD) in main(response)
    assert not is_known(client)
    invited.account.refresh_from_db()
    assert invited.account.check_password(PASSWORD)


def test_of_two_who_use_a_link_at_once_only_one_succeeds(invited, token):
    first, second = Invitation.objects.of_token(token), Invitation.objects.of_token(token)
    assert first.use(PASSWORD)
    assert not second.use("orang lain yang lambat")
    invited.account.refresh_from_db()
    assert invited.account.check_password(PASSWORD)


def test_a_link_ends_after_fourteen_days(client, invited, token):
    link = invited.links.get()
    assert link.expires_at - link.made_at > timedelta(days=13, hours=23)
    assert link.expires_at - link.made_at < timedelta(days=14, minutes=1)
    invited.links.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(f"/mitra/undangan/{token}/").status_code == 410
    assert choose(client, token).status_code == 410


def test_a_withdrawn_link_and_a_replaced_one_are_dead(client, invited, office, token):
    newer = invited.new_link(office)
    assert client.get(f"/mitra/undangan/{token}/").status_code == 410
    assert client.get(f"/mitra/undangan/{newer}/").status_code == 200
    invited.withdraw_links()
    assert client.get(f"/mitra/undangan/{newer}/").status_code == 410


def test_dead_links_and_links_that_never_were_look_alike(client, invited, token):
    invited.withdraw_links()
    dead, never = (client.get(f"/mitra/undangan/{word}/") for word in (token, "x" * 32))
    assert dead.status_code == never.status_code == 410
    assert main(dead) == main(never)


@pytest.mark.parametrize("word", ["x", "x" * 5000, "%00", "..%2f..", "😀", "%ff"])
def test_whatever_stands_in_a_link_is_answered(client, db, word):
    client.raise_request_exception = False
    assert client.get(f"/mitra/undangan/{word}/").status_code in {404, 410}


def test_only_a_digest_of_the_link_is_stored(invited, token):
    assert token not in str(list(Invitation.objects.values_list()))
    assert len(token) >= 32


@pytest.mark.parametrize(
    ("password", "again", "words"),
    [
        ("pendek", None, "Kata sandi terlalu pendek. Harus mengandung setidaknya 12 karakter."),
        ("123456789012", None, "Kata sandi ini seluruhnya terdiri dari angka."),
        ("q1w2e3r4t5y6", None, "Kata sandi ini terlalu umum."),
        ("siti aminah12", None, "Kata sandi terlalu mirip dengan"),
        (PASSWORD, "lain sama sekali", "Kedua kata sandi tidak sama. Ketik lagi."),
    ],
)
def test_a_weak_password_is_refused_in_indonesian(client, token, password, again, words):
    response = choose(client, token, password, again)
    assert words in main(response)
    assert not is_known(client)
    assert client.get(f"/mitra/undangan/{token}/").status_code == 200


def test_an_editor_who_tries_the_link_does_not_use_it_up(editor, token):
    assert gettext("This link is for a partner") in main(editor.get(f"/mitra/undangan/{token}/"))
    assert choose(editor, token).status_code == 200
    assert Invitation.objects.of_token(token)


def test_nobody_registers(client, db):
    before = User.objects.count()
    for address in ("/mitra/", "/mitra/daftar/", "/mitra/undangan/", "/mitra/lupa/"):
        client.post(address, {"username": "saya", "email": "saya@contoh.invalid", "password": PASSWORD})
    assert User.objects.count() == before


def test_two_partners_of_one_name_get_two_login_names(office):
    names = [Partner.objects.invite("Siti Aminah", "KAN", "", by=office).account.username for _ in range(3)]
    assert names == ["siti-aminah", "siti-aminah-2", "siti-aminah-3"]


@pytest.mark.parametrize("name", ["H. Syafril, S.Pd., Dt. Bandaro Nan Panjang Sekali", "😀", "محمد", "-", "A" * 150])
def test_any_name_makes_a_login_name_that_can_be_typed(office, name):
    account = Partner.objects.invite(name, "KAN", "", by=office).account
    assert account.get_full_name() == name.strip()
    assert account.username.replace("-", "").isascii()
    assert 0 < len(account.username) <= 27


def test_a_lost_password_is_replaced_by_a_new_link(client, partner, office):
    token = partner.new_link(office)
    assert client.post("/mitra/", {"username": "siti-aminah", "password": PASSWORD}).status_code == 302
    assert choose(Client(), token, "rangkiang padi tujuh").status_code == 302
    assert 'name="username"' in main(client.get("/mitra/")), "a session from before the change has ended"
    assert Client().post("/mitra/", {"username": "siti-aminah", "password": PASSWORD}).status_code == 200


def test_a_deactivated_partner_is_out_at_once_and_can_come_back(known, partner, close, page_at):
    close(page_at("/tppo/"))
    assert known.get("/tppo/").status_code == 200
    partner.deactivate()
    assert known.get("/tppo/").status_code == 302
    partner.reactivate()
    assert known.get("/tppo/").status_code == 200


def test_deactivating_ends_the_open_link(client, invited, token):
    invited.deactivate()
    assert choose(client, token).status_code == 410


def test_the_state_of_a_partner_is_told_as_it_is(invited, office, token):
    def states() -> set[str]:
        fresh = Partner.objects.get()
        return {fresh.state, Partner.objects.with_account().get().state}

    assert states() == {"invited"}
    invited.withdraw_links()
    assert states() == {"lapsed"}
    link = Invitation.objects.of_token(invited.new_link(office))
    link.use(PASSWORD)
    assert states() == {"active"}
    Partner.objects.get().deactivate()
    assert states() == {"off"}
    Partner.objects.get().reactivate()
    User.objects.filter(username="siti-aminah").update(is_active=False)  # by the list of users
    assert states() == {"off"}


def test_an_account_that_became_an_editors_is_opened_by_no_link(client, invited, token):
    """Whoever may invite could else take over an administrator's account."""
    invited.account.is_superuser = True
    invited.account.save()
    assert choose(client, token).status_code == 410
    invited.account.is_superuser = False
    invited.account.save()
    invited.account.groups.add(*make_editor("penulis", "Penulis").groups.all())
    assert choose(client, token).status_code == 410


def erased() -> set[str]:
    before = set(User.objects.values_list("username", flat=True))
    call_command("erase_partners", verbosity=0)
    return before - set(User.objects.values_list("username", flat=True))


def test_who_left_a_year_ago_is_erased_with_everything(partner, office):
    partner.deactivate()
    partner.deactivated_at = timezone.now() - timedelta(days=364)
    partner.save()
    assert erased() == set()
    Partner.objects.update(deactivated_at=timezone.now() - timedelta(days=366))
    assert erased() == {"siti-aminah"}
    assert not Partner.objects.exists()
    assert not Invitation.objects.exists()
    assert not User.objects.filter(email="siti@contoh.invalid").exists()


def test_who_never_came_is_erased_after_a_while(invited, token):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=89))
    assert erased() == set()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=91))
    assert erased() == {"siti-aminah"}


def test_who_still_is_a_partner_is_never_erased(partner):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=900))
    User.objects.update(last_login=timezone.now() - timedelta(days=900))
    assert erased() == set()
    User.objects.filter(username="siti-aminah").update(is_active=False)
    assert erased() == set()
