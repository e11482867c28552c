"""Nobody makes public, or deletes, what only he has seen: who, by which way, with which result."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from home.models import PlainPage
from publishing.models import User
from publishing.pages.review.second_person import EMERGENCY, OwnWork, changed_by, emergencies
from tests.publishing.conftest import person
from tests.publishing.pages.forms import save


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def changed(page: PlainPage, by: User, title: str) -> None:
    page.title = title
    page.save_revision(user=by)


def is_public(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


def from_the_form(page, user):
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert browser_of(user).get(edit).status_code == 200
    save(browser_of(user), page.get_latest_revision_as_object(), "publish", title=page.title, emergency_reason="")


def approve(page, user):
    state = page.get_workflow().start(page, user).current_task_state
    browser_of(user).post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]), {})


def many(page, user):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    browser_of(user).post(f"{address}?id={page.pk}", {})


def by_the_interface_of_programs(page, user):
    browser_of(user).post(f"/admin/api/main/pages/{page.pk}/action/publish/")


def by_code(page, user):
    try:
        page.get_latest_revision().publish(user=user)
    except OwnWork:
        return


WAYS = [approve, many, by_code]


@pytest.mark.parametrize("way", [*WAYS, from_the_form, by_the_interface_of_programs])
def test_own_work_does_not_go_public_by_oneself(way, page, reviewer):
    changed(page, reviewer, "Tulisan sendiri")
    way(page, reviewer)
    assert not is_public(page)


@pytest.mark.parametrize("way", WAYS)
def test_the_work_of_another_does(way, page, writer, reviewer):
    changed(page, writer, "Tulisan orang lain")
    way(page, reviewer)
    assert is_public(page)


def test_a_colleagues_saved_space_lifts_nothing(page, writer, reviewer):
    changed(page, reviewer, "Tulisan sendiri")
    changed(page, writer, "Tulisan sendiri ")
    assert changed_by(page) == {writer.pk, reviewer.pk}
    page.save_revision(user=person("lain", "Peninjau"))  # a version without a change is nobody's
    assert changed_by(page) == {writer.pk, reviewer.pk}


def test_what_was_published_is_nobodys_any_more(page, writer, reviewer):
    changed(page, writer, "Tulisan")
    page.get_latest_revision().publish(user=reviewer)
    page.refresh_from_db()
    assert changed_by(page) == set()


def test_who_changes_while_approving_does_not_approve(page, writer, reviewer):
    changed(page, writer, "Tulisan")
    page.get_workflow().start(page, writer)
    more = {"action-workflow-action": "true", "workflow-action-name": "approve", "title": "Lain"}
    answer = save(browser_of(reviewer), page, emergency_reason="", **more)
    assert answer.context["form"].non_field_errors()
    assert not is_public(page)


def test_in_an_emergency_a_reason_does_and_the_others_are_told(page, writer, reviewer, home):
    home.refresh_from_db()
    save(browser_of(reviewer), page, "publish", title="Nomor salah", emergency_reason="Nomor di halaman ini salah")
    assert is_public(page)
    entry = PageLogEntry.objects.get(page=page.pk, action=EMERGENCY)
    assert (entry.user, entry.data["reason"]) == (reviewer, "Nomor di halaman ini salah")
    assert [list(emergencies(PageLogEntry, one)) for one in (writer, reviewer)] == [[entry], []]
    assert "Nomor di halaman ini salah" in browser_of(writer).get("/admin/").content.decode()


def test_a_reason_holds_for_one_time(page, reviewer):
    save(browser_of(reviewer), page, "publish", title="Nomor salah", emergency_reason="Mendesak")
    page.refresh_from_db()
    changed(page, reviewer, "Lagi")
    with pytest.raises(OwnWork):
        page.get_latest_revision().publish(user=reviewer)


@pytest.mark.parametrize(
    ("group", "owns", "live", "may"),
    [
        ("Penulis", True, False, True),
        ("Penulis", False, False, False),
        ("Peninjau", False, False, False),
        ("Peninjau", True, True, False),
        ("Administrator", False, True, True),
    ],
)
def test_who_deletes_a_page_for_good(home, group, owns, live, may):
    user = person("seseorang", group)
    page = home.add_child(instance=PlainPage(title="x", slug="x", live=live, owner=user if owns else None))
    browser_of(user).post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert Page.objects.filter(pk=page.pk).exists() is not may


def test_moving_is_no_deleting(page, reviewer, admin_user):
    for user in (reviewer, admin_user):
        assert page.permissions_for_user(user).can_move()
