"""What is planned happens at its time, once, whatever else fails."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from publishing.models import ScheduleFailure, User
from publishing.pages import schedules
from tests.publishing.pages.forms import save, typed

AGO, LATER = timedelta(minutes=-1), timedelta(hours=1)


def planned(page: Page, user: User | None = None, **content) -> Revision:
    """A version of a page whose time came a minute ago."""
    page.go_live_at = timezone.now() + LATER
    revision = page.save_revision(user=user)
    revision.publish()
    at = timezone.now() + AGO
    revision.content |= {"go_live_at": at.isoformat(), **content}
    revision.approved_go_live_at = at
    revision.save()
    return revision


def ends(page: Page, after: timedelta = AGO) -> None:
    """A public page whose end was a minute ago."""
    page.expire_at = timezone.now() + LATER
    page.save_revision().publish()
    at = timezone.now() + after
    Page.objects.filter(pk=page.pk).update(expire_at=at)
    page.latest_revision.content |= {"expire_at": at.isoformat()}
    page.latest_revision.save()


@pytest.fixture
def page(page_at) -> Page:
    return page_at("/tentang/")


@pytest.fixture
def draft(page_at) -> Page:
    page = page_at("/privasi/")
    page.unpublish()
    return page_at("/privasi/")


def test_a_page_is_published_at_its_time(client, draft):
    planned(draft)
    assert client.get("/privasi/").status_code == 404
    schedules.run()
    assert client.get("/privasi/").status_code == 200


def test_a_planned_version_takes_the_place_of_the_public_one(client, page):
    page.title = "Tentang yang baru"
    planned(page)
    schedules.run()
    assert "Tentang yang baru" in client.get("/tentang/").content.decode()


def test_a_page_ends_at_its_time(client, page):
    ends(page)
    schedules.run()
    assert client.get("/tentang/").status_code == 404
    page.refresh_from_db()
    assert page.expired


def test_what_has_still_to_come_is_left_alone(page, draft):
    ends(page, LATER)
    draft.go_live_at = timezone.now() + LATER
    draft.save_revision().publish()
    schedules.run()
    page.refresh_from_db()
    draft.refresh_from_db()
    assert page.live
    assert not draft.live


def test_dates_that_have_run_are_gone(page, draft):
    planned(draft)
    ends(page)
    schedules.run()
    for each in (page, draft):
        each.refresh_from_db()
        for version in (each, each.get_latest_revision_as_object()):
            assert (version.go_live_at, version.expire_at) == (None, None)


def test_a_page_that_fails_does_not_hold_up_the_next(draft, page):
    broken = planned(draft)
    broken.content |= {"title": ""}
    broken.save()
    page.title = "Tentang yang baru"
    planned(page)
    Revision.objects.filter(pk=broken.pk).update(approved_go_live_at=timezone.now() - timedelta(hours=1))
    schedules.run()
    page.refresh_from_db()
    draft.refresh_from_db()
    assert page.title == "Tentang yang baru"
    assert not draft.live
    failure = ScheduleFailure.objects.get()
    assert failure.page_id == draft.pk
    assert failure.reason


def test_the_reason_of_a_refusal_is_kept_and_any_other_is_not_guessed(page, monkeypatch):
    planned(page)
    for error, reason in ((ValidationError("Slug ini sudah dipakai."), "Slug"), (KeyError("x"), "Terjadi sesuatu")):

        def fail(*args, error=error, **kwargs):
            raise error

        ScheduleFailure.objects.all().delete()
        with monkeypatch.context() as patch:
            patch.setattr(Revision, "publish", fail)
            schedules.run()
        assert ScheduleFailure.objects.get().reason.startswith(reason)


def test_what_failed_is_tried_again_later_and_forgotten_once_it_worked(page, monkeypatch):
    revision = planned(page)
    tries = []

    def fail(self, **kwargs):
        tries.append(self.pk)
        raise KeyError

    with monkeypatch.context() as patch:
        patch.setattr(Revision, "publish", fail)
        schedules.run()
        schedules.run()
        assert tries == [revision.pk], "not at once"
        ScheduleFailure.objects.update(failed_at=timezone.now() - timedelta(minutes=2))
        schedules.run()
        assert ScheduleFailure.objects.get().attempts == 2
    ScheduleFailure.objects.update(failed_at=timezone.now() - timedelta(minutes=3))
    schedules.run()
    page.refresh_from_db()
    assert page.live_revision_id == revision.pk
    assert not ScheduleFailure.objects.exists()


def test_two_workers_do_not_do_it_twice(page, draft):
    planned(draft)
    ends(page)
    seen_by_both = schedules.all_due()
    schedules.run()
    for due in seen_by_both:
        schedules._try(due)
    for action in (schedules.PUBLISHED, schedules.EXPIRED):
        assert PageLogEntry.objects.filter(action=action).count() == 1
    assert not ScheduleFailure.objects.exists()


def test_a_version_whose_end_has_passed_too_is_never_shown(draft):
    revision = planned(draft, expire_at=(timezone.now() - timedelta(seconds=1)).isoformat())
    schedules.run()
    draft.refresh_from_db()
    revision.refresh_from_db()
    assert not draft.live
    assert revision.approved_go_live_at is None
    assert [entry.action for entry in schedules.happened()] == [schedules.MISSED]


def test_the_end_of_a_page_does_not_cancel_what_is_planned_for_later(page):
    ends(page)
    page.refresh_from_db()
    page.go_live_at, page.expire_at = timezone.now() + LATER, None
    page.save_revision().publish()
    schedules.run()
    page.refresh_from_db()
    assert not page.live
    assert page.scheduled_revision


def test_looking_costs_one_read(db, django_assert_num_queries):
    with django_assert_num_queries(1) as queries:
        schedules.run()
    assert all(query["sql"].lstrip("(").startswith("SELECT") for query in queries.captured_queries)


@pytest.fixture
def planner(settings, db) -> User:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return User.objects.create_user("perencana", email="perencana@example.org", password="x")


def test_who_planned_it_hears_by_mail_without_the_title(planner, draft):
    planned(draft, planner)
    schedules.run()
    (letter,) = mail.outbox
    assert letter.to == ["perencana@example.org"]
    assert f"/admin/pages/{draft.pk}/edit/" in letter.body
    assert draft.title not in letter.subject + letter.body


def test_of_a_failure_one_mail_goes_out_not_one_at_every_try(planner, draft, monkeypatch):
    planned(draft, planner)
    monkeypatch.setattr(Revision, "publish", lambda self, **kwargs: {}["x"])
    schedules.run()
    ScheduleFailure.objects.update(failed_at=timezone.now() - timedelta(hours=1))
    schedules.run()
    assert ScheduleFailure.objects.get().attempts == 2
    assert len(mail.outbox) == 1


# --- the form of a page whose end has come ---


def test_a_page_whose_end_has_come_can_be_saved_and_published_again(admin_client, client, page):
    ends(page)
    schedules.run()
    assert save(admin_client, page).status_code == 302
    assert save(admin_client, page, "publish").status_code == 302
    schedules.run()
    assert client.get("/tentang/").status_code == 200


def test_a_form_that_was_open_while_the_end_came_can_still_be_saved(admin_client, page):
    ends(page)
    page.refresh_from_db()
    end = page.expire_at
    schedules.run()
    assert save(admin_client, page, expire_at=typed(end)).status_code == 302


def test_a_version_from_before_the_end_can_be_restored(admin_client, page):
    ends(page)
    page.refresh_from_db()
    old = page.latest_revision
    schedules.run()
    page.refresh_from_db()
    page.save_revision(log_action=True)
    form = admin_client.get(f"/admin/pages/{page.pk}/revisions/{old.pk}/revert/").context["form"]
    assert form["expire_at"].value() is None


def test_an_end_that_is_typed_in_the_past_is_refused(admin_client, page):
    answer = save(admin_client, page, "publish", expire_at="2024-12-05 09:00")
    assert "expire_at" in answer.context["form"].errors


def test_an_end_that_passed_before_a_draft_was_approved_is_not_forgotten(page):
    """It ended nothing yet: were it dropped, the page would stay for ever."""
    page.expire_at = timezone.now() + AGO
    version = page.save_revision()
    assert version.as_object().expire_at == page.expire_at


def test_a_page_that_came_into_the_database_with_its_end_behind_it_can_be_saved(admin_client, page):
    past = timezone.now() + AGO
    Page.objects.filter(pk=page.pk).update(live=False, expired=True, expire_at=past)
    assert save(admin_client, page).status_code == 302


def test_a_copy_has_no_schedule(page):
    ends(page, LATER)
    page.refresh_from_db()
    copy = page.copy(update_attrs={"slug": "salinan", "title": "Salinan"})
    assert copy.get_latest_revision_as_object().expire_at is None
