import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from campaigns.models import FieldReport, SessionRequest
from home.backups import takedowns
from home.backups.shutting import OPENED, SHUT
from home.backups.takedowns import DELETED, UNPUBLISHED, Entry, entries
from home.models import HelpPoint
from publishing.models import User
from tests.factories import SessionPageFactory


@pytest.fixture
def noted(takedown_list, django_capture_on_commit_callbacks):
    """What an act leaves in the list."""

    def act(do) -> list[Entry]:
        with django_capture_on_commit_callbacks(execute=True):
            do()
        return list(entries(takedown_list))

    return act


def put(path, *written: Entry) -> None:
    path.write_text("".join(json.dumps(vars(entry)) + "\n" for entry in written))


def entry_for(page: Page, what: str, at=None, **others) -> Entry:
    moment = (at or timezone.now()).isoformat()
    return Entry(**{"at": moment, "what": what, "model": "wagtailcore.page", "pk": page.pk,
                    "key": str(page.translation_key), **others})  # fmt: skip


def test_unpublishing_is_noted_without_a_word_of_the_page(noted, page_at, takedown_list):
    page = page_at("/kekerasan/fisik/")
    assert [(entry.what, entry.pk) for entry in noted(page.unpublish)] == [(UNPUBLISHED, page.pk)]
    assert page.title not in takedown_list.read_text()
    assert page.slug not in takedown_list.read_text()


def test_a_deleted_branch_is_noted_page_by_page(noted, page_at):
    branch = page_at("/kekerasan/")
    numbers = set(branch.get_descendants(inclusive=True).values_list("pk", flat=True))
    found = noted(branch.delete)
    assert {entry.pk for entry in found if entry.what == DELETED and entry.model == "wagtailcore.page"} == numbers


def test_what_was_rolled_back_is_not_noted(takedown_list, page_at, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False):
        page_at("/kekerasan/fisik/").unpublish()
    assert not takedown_list.exists()


def test_an_older_copy_shows_the_page_no_more(page_at, takedown_list):
    page = page_at("/kekerasan/fisik/")
    put(takedown_list, entry_for(page, UNPUBLISHED))
    assert takedowns.apply(takedown_list) == 1
    assert not Page.objects.get(pk=page.pk).live
    assert takedowns.apply(takedown_list) == 0


def test_a_page_that_was_published_again_since_stays(page_at, takedown_list):
    page = page_at("/kekerasan/fisik/")
    put(takedown_list, entry_for(page, UNPUBLISHED, at=timezone.now() - timedelta(hours=1)))
    page.save_revision().publish()
    assert takedowns.apply(takedown_list) == 0


def test_another_page_with_the_number_of_a_deleted_one_stays(page_at, takedown_list):
    page = page_at("/kekerasan/fisik/")
    put(takedown_list, entry_for(page, DELETED, key="00000000-0000-0000-0000-000000000000"))
    assert takedowns.apply(takedown_list) == 0


def test_an_erased_account_and_an_erased_request_are_erased_again(db, noted, takedown_list):
    account = User.objects.create_user("siti", password="x")
    request = SessionRequest.objects.create(
        institution="KAN", nagari="Koto Nan Ampek", name="Siti", email="siti@example.org",
        wished_day=timezone.localdate(), topic="TPPO",
    )  # fmt: skip
    copies = [(User, vars(account).copy()), (SessionRequest, vars(request).copy())]
    noted(lambda: (account.delete(), request.delete()))
    for model, values in copies:
        values.pop("_state")
        model.objects.bulk_create([model(**{name: value for name, value in values.items() if name[0] != "_"})])
    assert takedowns.apply(takedown_list) == 2
    assert not User.objects.filter(username="siti").exists()
    assert not SessionRequest.objects.exists()


def test_applying_notes_nothing_anew(page_at, takedown_list, django_capture_on_commit_callbacks):
    put(takedown_list, entry_for(page_at("/kekerasan/fisik/"), DELETED))
    before = takedown_list.read_text()
    with django_capture_on_commit_callbacks(execute=True):
        takedowns.apply(takedown_list)
    assert takedown_list.read_text() == before


def test_a_line_that_was_cut_short_spoils_no_other(noted, page_at, takedown_list):
    takedown_list.write_text('{"at": "2026-')
    assert [entry.pk for entry in noted(page_at("/kekerasan/fisik/").unpublish)] == [page_at("/kekerasan/fisik/").pk]


def test_a_page_that_can_not_be_deleted_is_at_least_not_shown(page_at, takedown_list, monkeypatch):
    page = page_at("/kekerasan/fisik/")
    put(takedown_list, entry_for(page, DELETED))
    monkeypatch.setattr(takedowns, "_delete", lambda record: 1 / 0)
    takedowns.apply(takedown_list)
    assert not Page.objects.get(pk=page.pk).live


def test_a_server_begins_with_what_was_taken_down(page_at, takedown_list, monkeypatch):
    monkeypatch.setattr(takedowns.connections, "close_all", lambda: None)
    page = page_at("/kekerasan/fisik/")
    put(takedown_list, entry_for(page, UNPUBLISHED))
    takedowns.apply_at_start()
    assert not Page.objects.get(pk=page.pk).live


def test_after_a_correction_former_versions_are_gone_and_an_older_copy_is_not_shown(noted, page_at, takedown_list):
    page = page_at("/kekerasan/fisik/")
    before = timezone.now()
    page.save_revision().publish()
    page.save_revision().publish()
    noted(lambda: call_command("erase_versions", page.pk, verbosity=0))
    assert page.revisions.count() == 1
    assert takedowns.apply(takedown_list) == 0
    Page.objects.filter(pk=page.pk).update(last_published_at=before)  # as it stands in an older backup
    assert takedowns.apply(takedown_list) == 1


@pytest.fixture
def hotline(db) -> HelpPoint:
    return HelpPoint.objects.get(phone="129")


def test_a_help_point_that_was_taken_down_stays_so_after_a_restore(noted, hotline, takedown_list):
    assert [(entry.what, entry.pk) for entry in noted(hotline.unpublish)] == [(UNPUBLISHED, hotline.pk)]
    HelpPoint.objects.update(live=True)  # as it stands in an older backup
    assert takedowns.apply(takedown_list) == 1
    assert not HelpPoint.objects.get(pk=hotline.pk).live


def test_former_versions_of_a_record_are_erased_too(noted, hotline, takedown_list):
    for _time in range(3):
        hotline.save_revision().publish()
        hotline.refresh_from_db()
    noted(lambda: call_command("erase_versions", hotline.pk, of="helppoint", verbosity=0))
    assert hotline.revisions.count() == 1
    assert [entry.model for entry in entries(takedown_list)] == ["home.helppoint"]


def test_a_page_that_was_closed_and_an_account_that_was_switched_off_are_open_in_no_older_copy(
    noted, page_at, takedown_list, admin_user
):
    page = page_at("/kekerasan/fisik/")
    noted(lambda: PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN))
    admin_user.is_active = False
    assert [entry.what for entry in noted(admin_user.save)] == [SHUT, SHUT]
    assert takedowns.apply(takedown_list) == 0
    PageViewRestriction.objects.all()._raw_delete("default")  # as it stands in an older backup
    User.objects.update(is_active=True)
    assert takedowns.apply(takedown_list) == 2
    assert not User.objects.get(pk=admin_user.pk).is_active
    assert page.get_view_restrictions().get().restriction_type == PageViewRestriction.GROUPS
    assert Page.objects.get(pk=page.pk).live


def test_what_was_opened_again_stays_open(noted, page_at, takedown_list, admin_user):
    closed = []
    noted(
        lambda: closed.append(PageViewRestriction.objects.create(page=page_at("/tentang/"), restriction_type="login"))
    )
    admin_user.is_active = False
    noted(admin_user.save)
    admin_user.is_active = True
    noted(lambda: (closed[0].delete(), admin_user.save()))
    assert [entry.what for entry in entries(takedown_list)] == [SHUT, SHUT, OPENED, OPENED]
    assert takedowns.apply(takedown_list) == 0


def test_a_report_from_the_field_that_was_done_with_is_gone_from_an_older_copy(db, noted, takedown_list):
    report = FieldReport.objects.create(session=SessionPageFactory(), sentence="Ramai")
    former = FieldReport(**{field.attname: getattr(report, field.attname) for field in report._meta.fields})
    noted(report.delete)
    former.save()
    assert takedowns.apply(takedown_list) == 1
    assert not FieldReport.objects.exists()


def test_accounts_that_were_switched_off_together_are_noted_too(db, noted, admin_client, takedown_list):
    numbers = [User.objects.create_user(name).pk for name in ("satu", "dua")]
    address = reverse("wagtail_bulk_action", args=["publishing", "user", "set_active_state"])
    chosen = "&".join(f"id={number}" for number in numbers)
    noted(lambda: admin_client.post(f"{address}?{chosen}", {"mark_as_active": "False"}))
    assert {(entry.what, entry.pk) for entry in entries(takedown_list)} == {(SHUT, number) for number in numbers}
