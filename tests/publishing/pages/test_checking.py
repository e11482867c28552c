"""What readers are told of who checked a page, and when."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from publishing.models import ReviewTask, SitePage, User
from tests.publishing.pages.forms import save

COMPARED, CHECKED = "Dicocokkan dengan sumbernya pada", "Terakhir diperiksa pada"
LONG_AGO = date(2025, 3, 1)


@pytest.fixture
def page(page_at) -> Page:
    return page_at("/tentang/")


def checked(page: Page, day: date = LONG_AGO) -> None:
    page.checked_by_office, page.reviewed_on = True, day
    page.save_revision().publish()


def facts(page: Page) -> tuple[bool, date]:
    """As readers have it."""
    page = Page.objects.get(pk=page.pk).specific
    return page.checked_by_office, page.reviewed_on


def test_no_starter_page_says_that_the_office_checked_it(client, home):
    for page in home.get_descendants(inclusive=True).live().specific():
        html = client.get(page.url).content.decode()
        assert CHECKED not in html, page.url
    assert COMPARED in client.get("/kekerasan/fisik/").content.decode()


def test_what_the_office_checked_says_so(client, page):
    checked(page)
    html = client.get("/tentang/").content.decode()
    assert "Terakhir diperiksa pada 1 Maret 2025 oleh DP3AP2KB Kota Payakumbuh." in html
    assert COMPARED not in html


def test_a_new_tick_makes_the_day_of_checking_today(admin_client, page):
    save(admin_client, page, "publish", checked_by_office="on")
    assert facts(page) == (True, timezone.localdate())


def test_a_day_that_is_typed_with_the_tick_stands(admin_client, page):
    save(admin_client, page, "publish", checked_by_office="on", reviewed_on="2025-03-01")
    assert facts(page) == (True, LONG_AGO)


def test_a_tick_that_stood_before_changes_no_day(admin_client, page):
    checked(page)
    save(admin_client, page, "publish", title="Judul baru")
    assert facts(page) == (True, LONG_AGO)


def test_a_day_that_has_not_come_is_refused(admin_client, page):
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    answer = save(admin_client, page, "publish", reviewed_on=tomorrow)
    assert "reviewed_on" in answer.context["form"].errors


def test_a_tick_without_a_day_is_refused(admin_client, page):
    checked(page)
    answer = save(admin_client, page, "publish", reviewed_on="")
    assert "reviewed_on" in answer.context["form"].errors


def test_a_copy_was_checked_by_nobody(page):
    checked(page)
    copy = page.copy(update_attrs={"slug": "salinan", "title": "Salinan"})
    for version in (copy, copy.get_latest_revision_as_object()):
        assert (version.checked_by_office, version.reviewed_on) == (False, None)


@pytest.mark.parametrize("kind", SitePage.__subclasses__())
def test_no_kind_of_page_forgets_that_a_copy_is_unchecked(kind):
    assert set(SitePage.exclude_fields_in_copy) <= set(kind.exclude_fields_in_copy)


# --- approval ---


@pytest.fixture
def reviewer(db) -> User:
    user = User.objects.create_user("peninjau-uji", password="x")
    user.groups.add(Group.objects.get(name="Peninjau"))
    return user


def submitted(page: Page):
    page.title = "Judul yang ditinjau"
    page.save_revision()
    return page.get_workflow().start(page, None).current_task_state


def approve(reviewer: User, page: Page, state, **data) -> None:
    client = Client()
    client.force_login(reviewer)
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]), data)


def test_approving_with_the_tick_says_that_the_office_checked_it_today(reviewer, page):
    approve(reviewer, page, submitted(page), checked="on")
    assert facts(page) == (True, timezone.localdate())
    assert Page.objects.get(pk=page.pk).title == "Judul yang ditinjau"


def test_approving_without_the_tick_changes_nothing_of_it(reviewer, page):
    before = facts(page)
    approve(reviewer, page, submitted(page))
    assert facts(page) == before
    assert Page.objects.get(pk=page.pk).title == "Judul yang ditinjau"


def test_a_reviewer_is_always_asked(reviewer, page):
    task = submitted(page).task.specific
    assert isinstance(task, ReviewTask)
    actions = task.get_actions(page, reviewer)
    assert [(name, asks) for name, _label, asks in actions] == [("reject", True), ("approve", True)]
    assert "checked" in task.get_form_for_action("approve").base_fields
    assert "checked" not in task.get_form_for_action("reject").base_fields
