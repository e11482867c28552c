"""What may never be public does not lie in a draft for ever: it is told after a month, and can be erased."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from publishing.models import OfficePage, OldStop
from publishing.pages.review import old_stops
from tests.publishing.conftest import LEAK, person
from tests.publishing.guard.test_gate import browser_of


def version(page, text: str, days_ago: int = 0, **fields) -> Revision:
    page.body = [("text", f"<p>{text}</p>")]
    for name, value in fields.items():
        setattr(page, name, value)
    made = page.save_revision(clean=False)
    at = timezone.now() - timedelta(days=days_ago)
    Revision.objects.filter(pk=made.pk).update(created_at=at)
    return made


def stored(page) -> str:
    """All that the database keeps of it."""
    pages = [str(one.specific.__dict__) for one in Page.objects.filter(pk=page.pk)]
    versions = [str(one.content) for one in Revision.objects.for_instance(page)]
    words = [one.stems for one in OfficePage.objects.filter(page_id=page.pk)]
    return " ".join(
        pages + versions + words + [str(entry.__dict__) for entry in PageLogEntry.objects.filter(page=page.pk)]
    )


@pytest.fixture
def administrator(db):
    return person("pengurus", "Administrator")


@pytest.mark.parametrize(("text", "days", "told"), [(LEAK, 31, True), (LEAK, 29, False), ("Halo", 31, False)])
def test_a_draft_is_told_when_it_has_held_a_stop_for_a_month(page, text, days, told):
    version(page, text, days)
    assert bool(old_stops.renew()) == told
    assert LEAK not in str(OldStop.objects.values_list())


def test_the_desk_leads_to_the_versions_and_only_who_deletes_for_good_erases_them(
    page, writer, reviewer, administrator
):
    version(page, "Bersih", 50)
    version(page, LEAK, 40)
    old_stops.renew()
    screen = reverse("erase_versions", args=[page.pk])
    for user in (writer, reviewer):
        desk = browser_of(user).get("/admin/").content.decode()
        assert screen in desk
        assert "13•••••••••••01" in desk
        assert f">{page.title}</a>" in desk
        assert "Mintalah kepadanya" in browser_of(user).get(screen).content.decode()
        browser_of(user).post(screen)
        assert Revision.objects.for_instance(page).count() == 2
    assert "Hapus selamanya" in browser_of(administrator).get(screen).content.decode()
    browser_of(administrator).post(screen)
    assert Revision.objects.for_instance(page).count() == 1
    entry = PageLogEntry.objects.get(page=page.pk, action=old_stops.ERASED)
    assert (entry.user, entry.data["versions"]) == (administrator, 1)
    assert not OldStop.objects.exists()


def test_what_readers_see_stays_and_the_draft_of_a_live_page_goes(page, writer, administrator):
    live = version(page, "Bersih", 60)
    live.publish()
    page.refresh_from_db()
    draft = page.get_latest_revision_as_object()
    version(draft, LEAK, 40, title=f"Judul {LEAK}")
    draft.get_workflow().start(draft, writer)
    assert len(old_stops.renew()) == 1
    before = Page.objects.get(pk=page.pk).specific
    assert old_stops.erase(page, administrator) == 1
    after = Page.objects.get(pk=page.pk).specific
    assert after.live
    assert (after.title, str(after.body), after.last_published_at) == (
        before.title, str(before.body), before.last_published_at,
    )  # fmt: skip
    assert (after.latest_revision_id, after.live_revision_id, after.has_unpublished_changes) == (
        live.pk,
        live.pk,
        False,
    )
    assert after.draft_title == after.title
    assert not after.workflow_in_progress
    assert not re.search(r"13\.76|137601", stored(page))


def test_a_draft_goes_back_to_its_newest_clean_version(page, administrator):
    version(page, "Pertama", 60)
    version(page, LEAK, 50, title=LEAK)
    page.save()  # as Wagtail's editor does with what is not live
    assert old_stops.erase(page, administrator) == 1
    after = Page.objects.get(pk=page.pk).specific
    assert "Pertama" in str(after.body)
    assert not re.search(r"13\.76|137601", stored(page))


def test_a_draft_without_a_clean_version_goes_as_a_whole_but_never_pages_below_it(page, administrator, home):
    version(page, LEAK, 50, title=LEAK)
    page.save()
    old_stops.renew()
    assert "13.76" not in browser_of(administrator).get("/admin/").content.decode()
    Page.objects.filter(pk=page.pk).update(numchild=1)
    with pytest.raises(old_stops.HasPagesBelow):
        old_stops.erase(page, administrator)
    Page.objects.filter(pk=page.pk).update(numchild=0)
    old_stops.erase(page, administrator)
    assert not Page.objects.filter(pk=page.pk).exists()
    assert not re.search(r"13\.76|137601", stored(page))
    assert not old_stops.renew()
