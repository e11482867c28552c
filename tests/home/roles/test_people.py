"""Whoever looks after accounts touches no owner's, and gives nobody more than he has."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from publishing.models import User

PASSWORD = "rahasia-sekali-baru-9"


@pytest.fixture
def owner(db) -> User:
    return User.objects.create_superuser("pemilik", password="x")


@pytest.fixture
def administrator(db) -> User:
    user = User.objects.create_user("kepala", password="x")
    user.groups.add(Group.objects.get(name="Administrator"))
    return user


@pytest.fixture
def browser(administrator) -> Client:
    client = Client()
    client.force_login(administrator)
    return client


def typed(**more) -> dict:
    return {
        "username": "baru",
        "email": "baru@example.org",
        "first_name": "B",
        "last_name": "A",
        "is_active": "on",
        **more,
    }


def test_the_owners_account_is_shown_to_no_administrator(browser, owner):
    address = reverse("wagtailusers_users:edit", args=[owner.pk])
    assert browser.get(address).status_code == 302
    browser.post(address, typed(username="pemilik", password1=PASSWORD, password2=PASSWORD))
    owner.refresh_from_db()
    assert owner.check_password("x")
    assert owner.is_superuser


@pytest.mark.parametrize("way", ["set_active_state", "delete", "assign_role"])
def test_the_owners_account_is_spared_among_many(browser, owner, way):
    address = reverse("wagtail_bulk_action", args=["publishing", "user", way])
    role = Group.objects.get(name="Mitra Adat").pk
    browser.post(f"{address}?id={owner.pk}", {"mark_as_active": "", "role": role})
    owner.refresh_from_db()
    assert owner.is_active
    assert not owner.groups.exists()


def test_an_administrator_makes_no_owner(browser):
    browser.post(reverse("wagtailusers_users:add"), typed(is_superuser="on", password1=PASSWORD, password2=PASSWORD))
    assert not User.objects.get(username="baru").is_superuser


def test_an_administrator_joins_no_group_that_may_more(browser, administrator):
    stronger = Group.objects.create(name="Lebih kuat")
    stronger.permissions.add(Permission.objects.get(codename="delete_site"))
    own = Group.objects.get(name="Administrator")
    address = reverse("wagtailusers_users:edit", args=[administrator.pk])
    browser.post(address, typed(username="kepala", groups=[own.pk, stronger.pk]))
    assert list(administrator.groups.all()) == [own]


def test_an_administrator_puts_no_right_into_a_group_that_he_has_not(browser):
    right = Permission.objects.get(content_type__app_label="wagtailcore", codename="delete_site")
    group = Group.objects.create(name="Milik kantor")
    panels = ("page_permissions", "image_permissions", "document_permissions", "collection_permissions")
    rows = {f"{panel}-{name}_FORMS": 0 for panel in panels for name in ("TOTAL", "INITIAL")}
    address = reverse("wagtailusers_groups:edit", args=[group.pk])
    browser.post(address, {"name": "Milik kantor", "permissions": [right.pk], **rows})
    assert not group.permissions.exists()


def test_an_owner_may_all_of_it(owner):
    client = Client()
    client.force_login(owner)
    client.post(reverse("wagtailusers_users:add"), typed(is_superuser="on", password1=PASSWORD, password2=PASSWORD))
    assert User.objects.get(username="baru").is_superuser
