"""The gate of the model, whoever saves. The ways to it by role: test_every_path."""

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from home.models import PlainPage
from publishing.guard.gate import HeldBack
from publishing.models import User
from publishing.pages import schedules

NIK = "1376014505090001"
LEAK = "NIK 13.76.01.45.05.09.0001"


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def is_public(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


def test_a_schedule_holds_back_that_page_alone(leaking, writer, home):
    other = home.add_child(instance=PlainPage(title="Lain", slug="lain", live=False))
    for page in (leaking, other):
        page.go_live_at = timezone.now()
        revision = page.save_revision(user=writer, clean=False, approved_go_live_at=timezone.now())
        assert revision
    schedules.run()
    assert (is_public(leaking), is_public(other)) == (False, True)
    assert "13•••••••••••01" in schedules.overdue()[0].failure.reason


@pytest.mark.parametrize("change", [{"live": True}, {"live": True, "title": LEAK, "body": []}])
def test_the_model_itself_holds_back(leaking, change):
    for name, value in change.items():
        setattr(leaking, name, value)
    with pytest.raises(HeldBack) as held:
        leaking.save()
    assert NIK not in str(held.value)


def test_taking_down_is_never_held_back(leaking):
    Page.objects.filter(pk=leaking.pk).update(live=True)
    page = Page.objects.get(pk=leaking.pk).specific
    page.body = leaking.body
    page.unpublish()
    assert not is_public(page)
