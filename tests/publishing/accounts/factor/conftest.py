import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.models import Group
from django.test import Client

from publishing.accounts.factor import codes
from publishing.models import User

PASSWORD = "surau gadang tepi air"
DOOR, NEW, CODE = "/admin/login/", "/admin/login/perangkat/", "/admin/login/kode/"
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def required(settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True


def code_of(seed: str = SEED, steps: int = 0) -> str:
    """What an app shows, so many half minutes from now."""
    return format_hotp_value(hotp_value(seed, int(time.time()) // 30 + steps))


def make_editor(name: str, group: str) -> User:
    user = User.objects.create_user(name, password=PASSWORD)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def fresh(db) -> User:
    """An editor whose account has no second factor yet."""
    return make_editor("peninjau", "Peninjau")


@pytest.fixture
def editor(fresh) -> User:
    """One whose app holds SEED. The code of a minute ago was used to bind it."""
    assert codes.enrol(fresh, SEED, code_of(steps=-1))
    return fresh


def with_password(user: User) -> Client:
    """A browser in which the right password was typed, and nothing else."""
    browser = Client()
    browser.post(DOOR, {"username": user.username, "password": PASSWORD})
    return browser


def logged_in(user: User) -> Client:
    browser = with_password(user)
    assert browser.post(CODE, {"code": code_of()}).status_code == 302
    return browser


def is_in(browser: Client) -> bool:
    return browser.get("/admin/").status_code == 200
