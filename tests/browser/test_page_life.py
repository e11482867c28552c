"""What happens to a page by itself and by review: its schedule under the real worker, its first version, its check."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, Served, press_publish, publish

A_MINUTE = 60  # seconds: what is promised
MAKE_PAGE = """
from home.models import HomePage, PlainPage
page = PlainPage(title={title!r}, slug={slug!r}, summary="Uji.", body=[("heading", "Bagian uji")], live=False)
HomePage.objects.get().add_child(instance=page)
revision = page.save_revision(log_action=True)
"""
SUBMIT = """
from publishing.models import User
page.get_workflow().start(page, User.objects.get(username="peninjau"))
"""
# Nobody waits for the moment that was chosen: it comes now. Prints which it was.
DUE_NOW = """
from django.utils import timezone
from wagtail.models import Page
page = Page.objects.get(slug={slug!r})
scheduled = page.scheduled_revision
print(scheduled.approved_go_live_at.isoformat())
page.go_live_at = scheduled.approved_go_live_at = timezone.now()
scheduled.content["go_live_at"] = page.go_live_at.isoformat()
scheduled.save(update_fields=["approved_go_live_at", "content"])
page.save(update_fields=["go_live_at"])
"""
END_NOW = """
from django.utils import timezone
from wagtail.models import Page
Page.objects.filter(slug={slug!r}).update(expire_at=timezone.now())
"""
EDIT = """
from home.models import PlainPage
page = PlainPage.objects.get(slug={slug!r})
page.title = "Judul yang keliru"
page.save_revision(log_action=True).publish()
"""


def edit(admin: Page, served: Served, slug: str) -> None:
    ((pk,),) = served.ask("SELECT id FROM wagtailcore_page WHERE slug = ?", slug)
    admin.goto(f"{served.url}/admin/pages/{pk}/edit/")


def seconds_until(met: Callable[[], bool], since: datetime, longest: int) -> float:
    """How long after `since` it was met."""
    while not met():
        passed = (timezone.now() - since).total_seconds()
        if passed > longest:
            pytest.fail(f"Not within {longest} seconds.")
        time.sleep(1)
    return (timezone.now() - since).total_seconds()


def test_a_page_is_published_and_ends_within_a_minute_of_its_time(admin, served, visit, record_property):
    served.run(MAKE_PAGE.format(title="Halaman terjadwal", slug="terjadwal"))
    edit(admin, served, "terjadwal")
    admin.locator("[data-side-panel-toggle=status]").click()
    admin.get_by_role("button", name="Atur jadwal").click()
    admin.locator("#id_go_live_at").fill("5 Desember 2091 09.00")
    calendar = admin.locator(".xdsoft_datetimepicker:visible")
    expect(calendar).to_be_visible()  # it opens a moment after the field is entered
    admin.get_by_role("heading", name="Atur jadwal terbit").click()
    expect(calendar).to_have_count(0)
    admin.get_by_role("button", name="Simpan jadwal").click()
    expect(admin.locator(".messages .success")).to_be_visible()
    press_publish(admin)  # setting the time is no change of the content
    expect(admin.locator(".messages .success")).to_contain_text("Halaman terjadwal")
    reader = visit("/tentang/")
    address = served.url + "/terjadwal/"
    assert reader.request.get(address).status == 404
    assert served.run(DUE_NOW.format(slug="terjadwal")).strip() == "2091-12-05T02:00:00+00:00"
    published = seconds_until(lambda: reader.request.get(address).ok, timezone.now(), A_MINUTE)
    record_property("published", published)

    served.run(END_NOW.format(slug="terjadwal"))
    gone = seconds_until(lambda: reader.request.get(address).status == 404, timezone.now(), A_MINUTE)
    record_property("ended", gone)
    admin.goto(served.url + "/admin/")
    expect(admin.locator(".attention")).to_contain_text("Halaman terjadwal: turun")
    edit(admin, served, "terjadwal")
    admin.locator("[name=title]").fill("Halaman yang berakhir")
    admin.locator("footer button[type=submit]").first.click()
    expect(admin.locator(".messages .success")).to_contain_text("Halaman yang berakhir")


def test_the_first_version_of_a_page_that_came_with_the_site_is_restored(admin, served, visit):
    before = visit("/tentang/").locator("h1").inner_text()
    served.run(EDIT.format(slug="tentang"))
    edit(admin, served, "tentang")
    admin.goto(re.sub("edit/$", "history/", admin.url))
    admin.locator("tr", has_text="sistem").locator("[data-w-dropdown-target=toggle]").last.click()
    admin.get_by_role("link", name="Tinjau versi ini").locator("visible=true").click()
    expect(admin.locator("[name=title]")).to_have_value(before)
    publish(admin)
    expect(admin.locator(".messages .success")).to_be_visible()
    assert visit("/tentang/").locator("h1").inner_text() == before


@pytest.fixture
def in_review(served) -> Iterator[str]:
    """The slug of a page that waits for its review; it goes after the test, for it stands in the menus of all pages."""
    served.run(MAKE_PAGE.format(title="Halaman ditinjau", slug="ditinjau") + SUBMIT)
    yield "ditinjau"
    served.run("from home.models import PlainPage; PlainPage.objects.get(slug='ditinjau').delete()")


def test_approving_with_the_tick_tells_readers_that_the_office_checked_it(admin, served, visit, in_review):
    edit(admin, served, in_review)
    admin.get_by_label("Sudah saya periksa isinya").check()
    admin.get_by_role("button", name="Setujui").click()
    expect(admin.locator(".messages .success")).to_contain_text("Halaman ditinjau")
    expect(visit("/ditinjau/", size=DESK).locator(".sources")).to_contain_text(
        f"Terakhir diperiksa pada {timezone.localdate().day} "
    )
