"""A link in place of a password that somebody else typed."""

import re
from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from publishing.accounts import entrance, trail
from publishing.accounts.factor import codes
from publishing.accounts.links import AccountLink
from publishing.models import User
from tests.publishing.accounts.factor.conftest import CODE, NEW, PASSWORD, SEED, code_of, make_editor

OWN = "gonjong kelok sembilan"
TYPED = {"new_password1": OWN, "new_password2": OWN}


@pytest.fixture
def colleague(db) -> User:
    return make_editor("peninjau", "Peninjau")


@pytest.fixture
def administrator(db) -> Client:
    browser = Client()
    browser.force_login(make_editor("kepala", "Administrator"))
    return browser


@pytest.fixture
def mails(settings) -> list:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return outbox.outbox


def link_for(account: User) -> str:
    return f"/admin/undangan/{AccountLink.objects.make(account, by=account)}/"


def test_a_new_account_has_no_password_and_gets_a_link_that_is_shown_once(administrator, colleague):
    fields = {"username": "baru", "email": "siti@contoh.invalid", "first_name": "Siti", "last_name": "Aminah"}
    group = colleague.groups.get().pk
    form = administrator.get("/admin/users/new/").content.decode()
    assert "password" not in form
    answer = administrator.post("/admin/users/new/", {**fields, "groups": [group]})
    account = User.objects.get(username="baru")
    assert answer.headers["Location"] == f"/admin/akun/{account.pk}/"
    shown, again = administrator.get(answer.headers["Location"]), administrator.get(answer.headers["Location"])
    assert not account.has_usable_password()
    assert "/admin/undangan/" in shown.context["address"]
    assert again.context["address"] is None
    assert shown.context["address"].split("/")[-2] not in str(list(AccountLink.objects.values()))


def test_link_own_password_phone_and_then_the_editors_area(colleague, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    browser, link = Client(), link_for(colleague)
    assert browser.post(link, TYPED).headers["Location"] == NEW
    assert browser.get("/admin/").status_code == 302
    seed = browser.get(NEW).context["seed"].replace(" ", "")
    browser.post(NEW, {"code": code_of(seed)})
    assert browser.get("/admin/").status_code == 200
    assert Client().post("/admin/login/", {"username": "peninjau", "password": OWN}).status_code == 302


def test_a_link_is_no_way_around_the_second_factor(colleague, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    assert codes.enrol(colleague, SEED, code_of())
    browser = Client()
    assert browser.post(link_for(colleague), TYPED).headers["Location"] == CODE
    assert browser.get("/admin/").status_code == 302


def test_a_link_opens_once_and_looking_at_it_changes_nothing(colleague):
    link = link_for(colleague)
    assert [Client().get(link).status_code for _ in range(2)] == [200, 200]
    assert Client().post(link, TYPED).status_code == 302
    assert Client().post(link, TYPED).status_code == 410


def test_of_dead_links_nothing_is_told(colleague):
    late, withdrawn, ended = link_for(colleague), link_for(colleague), link_for(make_editor("lain", "Penulis"))
    AccountLink.objects.filter(account=colleague).update(expires_at=timezone.now() - timedelta(1))
    User.objects.filter(username="lain").update(is_active=False)
    answers = {Client().get(address) for address in (late, withdrawn, ended, "/admin/undangan/tidak-ada/")}
    assert {answer.status_code for answer in answers} == {410}
    assert len({re.sub(r'[\w-]{64}|value="[^"]*"', "", answer.content.decode()) for answer in answers}) == 1


def test_a_weak_password_is_refused_with_the_reason_and_the_link_stays(colleague):
    link = link_for(colleague)
    answer = Client().post(link, {"new_password1": "123", "new_password2": "123"})
    assert answer.context["form"].errors["new_password2"]
    assert Client().get(link).status_code == 200


def test_who_is_logged_in_as_somebody_else_takes_nobodys_link(administrator, colleague):
    link = link_for(colleague)
    assert administrator.post(link, TYPED).status_code == 403
    assert Client().get(link).status_code == 200


@pytest.mark.parametrize("door", ["tautan", "faktor"])
def test_an_owners_way_in_is_touched_by_owners_only(administrator, door):
    owner = User.objects.create_superuser("pemilik", password=PASSWORD)
    codes.enrol(owner, SEED, code_of())
    assert administrator.post(f"/admin/akun/{owner.pk}/{door}/").status_code in (302, 403)
    assert codes.factor_of(owner)
    assert not AccountLink.objects.exists()


@pytest.mark.parametrize("role", ["Penulis", "Peninjau", "Pengelola Materi"])
def test_only_who_looks_after_accounts_opens_the_screen(colleague, role):
    browser = Client()
    browser.force_login(make_editor("lain", role))
    assert browser.get(f"/admin/akun/{colleague.pk}/").status_code == 302
    browser.post(f"/admin/akun/{colleague.pk}/tautan/")
    assert not AccountLink.objects.exists()


def removed_by_an_administrator(administrator: Client, account: User) -> None:
    administrator.post(f"/admin/akun/{account.pk}/faktor/")


def removed_by_the_command(administrator: Client, account: User) -> None:
    call_command("remove_second_factor", account.username, verbosity=0)


@pytest.mark.parametrize("way", [removed_by_an_administrator, removed_by_the_command])
def test_a_lost_factor_is_removed_noted_and_told_to_its_owner(administrator, colleague, mails, way, capsys):
    User.objects.filter(pk=colleague.pk).update(email="peninjau@contoh.invalid")
    codes.enrol(colleague, SEED, code_of())
    way(administrator, colleague)
    assert not codes.factor_of(colleague)
    assert ModelLogEntry.objects.filter(action=trail.FACTOR_REMOVED, object_id=str(colleague.pk)).count() == 1
    assert [mail.to for mail in mails] == [["peninjau@contoh.invalid"]]


def forget(email: str) -> bytes:
    answer = Client().post("/admin/lupa/", {"email": email})
    return re.sub(rb'[\w-]{64}|value="[^"]*"', b"", answer.content)


def test_a_forgotten_password_is_answered_alike_whoever_asks(colleague, mails):
    User.objects.filter(pk=colleague.pk).update(email="peninjau@contoh.invalid")
    User.objects.create_user("mitra", "mitra@contoh.invalid", PASSWORD)
    asked = ["Peninjau@contoh.invalid", "siapa@contoh.invalid", "mitra@contoh.invalid"]
    assert len({forget(email) for email in asked}) == 1
    assert [mail.to for mail in mails] == [["peninjau@contoh.invalid"]]
    link = re.search(r"/admin/undangan/\S+", mails[0].body)[0]
    assert Client().get(link).status_code == 200
    for _ in range(5):
        forget("peninjau@contoh.invalid")
    assert len(mails) == 3


def test_without_mail_nothing_is_offered_that_would_need_it(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert client.get("/admin/lupa/").status_code == 404
    assert "/admin/lupa/" not in client.get("/admin/login/").content.decode()


def test_a_mail_asked_for_by_a_stranger_does_not_end_the_offices_link(colleague, mails):
    link = link_for(colleague)
    User.objects.filter(pk=colleague.pk).update(email="peninjau@contoh.invalid")
    entrance.ask("peninjau@contoh.invalid")
    assert Client().get(link).status_code == 200
