"""Sessions as people meet them: a visitor without JavaScript finds one, an editor moves and cancels one."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.utils.translation import gettext
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, Served, publish
from tests.browser.test_every_page import HTML, REQUESTS, check_answer, check_visit

DAY = date(2099, 12, 3)
# None of them stands before or after the meeting of 2024, whose page other tests read on the same site.
MAKE_SESSIONS = """
from campaigns.models import Village
from tests.factories import AdatInstitutionFactory, SessionPageFactory, at, days_from_now, many_sessions
institutions = [AdatInstitutionFactory(name=f"Contoh KAN {number}") for number in range(30)]
many_sessions(60, first=at("2098-01-01"), institutions=institutions)
many_sessions(60, first=days_from_now(-300), hours_apart=100, institutions=institutions)
SessionPageFactory(title="Kegiatan yang dicari", starts_at=at("2099-12-03"), village=Village.objects.get(name="Talang"),
                   institutions=institutions[:2], topics=["Topik uji"])
SessionPageFactory(title="Kegiatan lain", starts_at=at("2099-12-03"), topics=["Topik uji"])
SessionPageFactory(title="Kegiatan yang dipindah", starts_at=at("2099-12-03"))
"""


@pytest.fixture(scope="module")
def sessions(served) -> Served:
    """The served site with many sessions."""
    served.run(MAKE_SESSIONS)
    return served


def test_a_visitor_without_javascript_filters_finds_and_saves_a_session(sessions, visit):
    page = visit("/tentang/", javascript=False)
    page.locator("header summary").click()
    page.get_by_role("navigation").get_by_role("link", name="Kegiatan").click()
    main = page.locator("main")
    expect(main.locator(".session")).to_have_count(20)
    for chosen in ("Payakumbuh Barat", "2099"):
        main.locator("summary").first.click()
        main.locator(".options").get_by_role("link", name=re.compile(rf"^{chosen} \d+$")).click()
    expect(main.locator(".session")).to_have_count(1)
    main.get_by_role("link", name="Kegiatan yang dicari").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kegiatan yang dicari")
    expect(page.locator("main")).to_contain_text("Kamis, 3 Desember 2099, 09.00–12.00 WIB")
    with page.expect_download() as saving:
        page.get_by_role("link", name="Simpan ke kalender").click()
    assert saving.value.suggested_filename == "pertemuan-2099-12-03.ics", "a name that tells nothing"
    (event,) = Calendar.from_ical(saving.value.path().read_bytes()).walk("VEVENT")
    assert event.start.isoformat() == "2099-12-03T09:00:00+07:00"


def test_a_visitor_takes_a_filter_back(sessions, visit):
    page = visit("/kegiatan/?topik=topik-uji&tahun=2099&kecamatan=payakumbuh-barat", javascript=False)
    expect(page.locator(".session")).to_have_count(1)
    page.locator(".chosen").get_by_role("link", name=re.compile("Payakumbuh Barat")).click()
    expect(page.locator(".session")).to_have_count(2)


@pytest.mark.parametrize(
    "path", ["/kegiatan/", "/kegiatan/?kecamatan=payakumbuh-barat", "/kegiatan/?semua=lembaga",
             "/kegiatan/?topik=topik-uji&tahun=1900&lembaga=x", "/kegiatan/?topik=topik-uji&kecamatan=payakumbuh-barat",
             "/kegiatan/?halaman=5", "/"]
)  # fmt: skip
def test_a_full_list_is_light_private_and_without_barrier(sessions, unknown, path):
    status, weight = check_answer(sessions.url + path)
    assert (status, weight <= HTML) == (200, True)
    requests, _kinds, violations = check_visit(sessions.url, path, unknown)
    assert requests <= REQUESTS
    assert violations == 0


@pytest.mark.parametrize("width", [320, 360])
def test_nothing_of_the_list_is_wider_than_the_screen(sessions, look, width):
    page = look("/kegiatan/?semua=lembaga", size={"width": width, "height": 640})
    page.evaluate("document.querySelectorAll('main details').forEach(part => part.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_target_of_the_list_is_large_enough(sessions, look):
    page = look("/kegiatan/?topik=topik-uji&semua=lembaga")
    page.evaluate("document.querySelectorAll('main details').forEach(part => part.open = true)")
    small = page.evaluate(
        "[...document.querySelectorAll('main :is(.options, .chosen, .pager, .year, .ways) a, main summary')]"
        ".filter(link => Math.min(link.offsetHeight, link.offsetWidth) < 44).map(link => link.textContent)"
    )
    assert small == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_button_can_be_read_while_the_pointer_is_on_it(look, scheme):
    page = look("/kegiatan/contoh-peran-mamak/", size=DESK, color_scheme=scheme)
    for button in page.locator("main .actions .button").all():
        button.hover()
        words, ground = button.evaluate("""node => [node, node.closest('body')].map((part, place) => {
            const style = getComputedStyle(node), own = style.backgroundColor
            const behind = own === 'rgba(0, 0, 0, 0)' ? getComputedStyle(document.body).backgroundColor : own
            const parts = (place ? behind : style.color).match(/[\\d.]+/g).slice(0, 3).map(Number)
            return parts.map(part => part / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
                .reduce((sum, c, at) => sum + c * [.2126, .7152, .0722][at], .05)
        })""")
        assert max(words, ground) / min(words, ground) >= 4.5, button.inner_text()


@pytest.fixture
def editor(sessions, admin) -> Page:
    admin.get_by_role("link", name="Kegiatan", exact=True).click()
    admin.get_by_role("textbox", name=re.compile("Cari")).last.fill("dipindah")
    admin.get_by_role("link", name="Kegiatan yang dipindah", exact=True).click()
    return admin


def typed(day: date, hour: int) -> str:
    return f"{datetime(day.year, day.month, day.day, hour):%d/%m/%Y %H.%M}"


def publish_it(page: Page) -> None:
    publish(page)
    expect(page.locator(".messages .success")).to_contain_text("Kegiatan yang dipindah")


def test_an_editor_postpones_a_session_and_then_cancels_it(editor, visit):
    later = DAY + timedelta(days=7)
    editor.locator("[name=status]").select_option("postponed")
    for name, hour in (("starts_at", 13), ("ends_at", 15)):
        editor.locator(f"[name={name}]").fill(typed(later, hour))
        editor.keyboard.press("Escape")
    publish_it(editor)
    reader = visit("/kegiatan/kegiatan-yang-dipindah/")
    expect(reader.locator("main")).to_contain_text("Kamis, 10 Desember 2099, 13.00–15.00 WIB")
    expect(reader.locator("main")).to_contain_text("pindah tanggal")

    editor.locator(".messages").get_by_role("link", name=gettext("Edit")).click()
    expect(editor.locator("[name=postponed_from]")).to_have_value(typed(DAY, 9))
    editor.locator("[name=status]").select_option("cancelled")
    editor.locator("footer [data-w-dropdown-target=toggle]").click()
    editor.locator("[name=action-publish]").click()
    expect(editor.locator(".w-field__errors").filter(has_text=re.compile(r"\w"))).to_contain_text("mengapa")
    editor.locator("[name=status_reason]").fill("Gedung dipakai untuk pengungsi.")
    publish_it(editor)
    reader = visit("/kegiatan/kegiatan-yang-dipindah/")
    text = reader.locator("main").inner_text()
    assert text.index("Gedung dipakai untuk pengungsi.") < text.index("10 Desember 2099")
    reader.goto("/kegiatan/?tahun=2099")
    expect(reader.locator(".session-off")).to_contain_text("Dibatalkan")
