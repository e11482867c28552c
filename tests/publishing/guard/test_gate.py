"""Whatever way leads to readers, it leads through the gate."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from home.models import PlainPage
from publishing.guard.gate import HeldBack
from publishing.models import User
from publishing.pages import schedules
from tests.publishing.conftest import LEAK
from tests.publishing.pages.forms import save

NIK = "1376014505090001"


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def is_public(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


def approve(page, writer, reviewer):
    state = page.get_workflow().start(page, writer).current_task_state
    return browser_of(reviewer).post(
        reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]), {}, follow=True
    )


def publish_many(page, writer, reviewer):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return browser_of(reviewer).post(f"{address}?id={page.pk}&next=/admin/", {"include_descendants": ""}, follow=True)


def restore(page, writer, reviewer):
    leak = page.get_latest_revision()
    page.body = []
    page.save_revision(user=writer, clean=False)
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, leak.pk])
    form = browser_of(reviewer).get(address)
    assert form.status_code == 200
    sent = {"title": page.title, "slug": page.slug, "review_after_months": 12, "sources": streamfield([])}
    sent["body"] = streamfield([("text", rich_text(f"<p>{LEAK}</p>"))])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent |= {"action-publish": "1", "revision": str(leak.pk), "emergency_reason": "Uji"}
    return browser_of(reviewer).post(edit, nested_form_data(sent))


def from_the_form(page, writer, reviewer):
    return save(browser_of(reviewer), page, "publish", title=LEAK, emergency_reason="Uji")


@pytest.mark.parametrize("way", [approve, publish_many, restore, from_the_form])
def test_nothing_with_a_number_goes_public(way, leaking, writer, reviewer):
    answer = way(leaking, writer, reviewer)
    assert answer.status_code == 200
    assert not is_public(leaking)
    told = answer.content.decode()
    assert "13•••••••••••01" in told.replace("\\u2022", "•")


def test_a_schedule_holds_back_that_page_alone(leaking, writer, home):
    other = home.add_child(instance=PlainPage(title="Lain", slug="lain", live=False))
    for page in (leaking, other):
        page.go_live_at = timezone.now()
        revision = page.save_revision(user=writer, clean=False, approved_go_live_at=timezone.now())
        assert revision
    schedules.run()
    assert (is_public(leaking), is_public(other)) == (False, True)
    assert "13•••••••••••01" in schedules.overdue()[0].failure.reason
    assert "13•••••••••••01" in browser_of(writer).get("/admin/").content.decode(), "the first screen tells it"


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


def test_a_copy_is_held_back_too(leaking, reviewer, home):
    leaking.save()
    Page.objects.filter(pk=leaking.pk).update(live=True)
    typed = {"new_title": "Salinan", "new_slug": "salinan", "new_parent_page": home.pk, "publish_copies": "on"}
    answer = browser_of(reviewer).post(reverse("wagtailadmin_pages:copy", args=[leaking.pk]), typed, follow=True)
    assert not Page.objects.filter(slug="salinan", live=True).exists()
    assert "13•••••••••••01" in answer.content.decode()
