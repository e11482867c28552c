import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from publishing.models import User
from resources.partners.models import Partner

PASSWORD = "surau gadang tepi air"


@pytest.fixture
def office(db) -> User:
    """Somebody who may invite."""
    return make_editor("pengelola", "Pengelola Materi")


def make_editor(name: str, group: str) -> User:
    editor = User.objects.create_user(name, password=PASSWORD)
    editor.groups.add(Group.objects.get(name=group))
    return editor


@pytest.fixture
def editor(office) -> Client:
    browser = Client()
    browser.force_login(office)
    return browser


@pytest.fixture
def invited(office) -> Partner:
    """A partner who has not opened the link yet."""
    return Partner.objects.invite("Siti Aminah", "Bundo Kanduang Contoh", "siti@contoh.invalid", by=office)


@pytest.fixture
def token(invited, office) -> str:
    return invited.new_link(office)


@pytest.fixture
def partner(invited, token) -> Partner:
    """A partner who has chosen PASSWORD."""
    assert invited.links.get().use(PASSWORD)
    invited.account.refresh_from_db()
    return invited


@pytest.fixture
def known(partner) -> Client:
    """The partner's browser after the login."""
    browser = Client()
    browser.post("/mitra/", {"username": partner.account.username, "password": PASSWORD})
    return browser


@pytest.fixture
def close(db):
    """Close a page, and what is below it, to everybody but the partners."""

    def restrict(page: Page) -> None:
        restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
        restriction.groups.add(Group.objects.get(name="Mitra Adat"))

    return restrict


def is_known(browser: Client) -> bool:
    return settings.SESSION_COOKIE_NAME in browser.cookies and "_auth_user_id" in browser.session


def main(response) -> str:
    return response.content.decode().split("<main")[1].split("</main>")[0]
