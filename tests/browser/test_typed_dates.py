"""Days, hours and numbers typed as people here write them, into each kind of box, in a browser far from Payakumbuh."""

import json
import re
import secrets
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, time, timedelta

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from publishing.words.days import MONTHS
from publishing.words.moments import WIB, in_words
from tests.browser.conftest import DESK, Served, editors_window
from tests.browser.test_editor import Editor

DAY_FORMS = [
    lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{d.day} {MONTHS[d.month - 1][:3]} {d.year}",
    lambda d: f"{d.day}/{d.month}/{d.year}",
    lambda d: f"{d:%d/%m/%Y}",
    lambda d: f"{d:%d-%m-%Y}",
    lambda d: f"{d:%d.%m.%Y}",
    lambda d: f"{d:%d/%m/%y}",
    lambda d: f"{d.day}-{MONTHS[d.month - 1][:3]}-{d:%y}",
    lambda d: f"{d:%Y-%m-%d}",
    lambda d: in_words(date(d.year, d.month, d.day)),
    lambda d: in_words(date(d.year, d.month, d.day)).replace("Jumat", "Jum’at").replace(", ", "/ "),
    lambda d: f"{d.day} {d:%b} {d.year}",
    lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
    lambda d: f"\u200e{d.day}\u00a0{MONTHS[d.month - 1].upper()}\u00a0{d.year}\u200b",
    lambda d: f"{d.day}–{d.month}–{d.year}",
]
HOUR_FORMS = [
    lambda t: f"{t:%H.%M}",
    lambda t: f"{t:%H:%M}",
    lambda t: f"{t.hour}.{t:%M}",
    lambda t: f"{t:%H,%M}",
    lambda t: f"{t:%H:%M:00}",
    lambda t: f"{t:%H.%M} WIB",
    lambda t: f"pukul {t:%H.%M}",
    lambda t: f"pukul {t:%H.%M} WIB",
    lambda t: f"pkl. {t:%H.%M}",
    lambda t: f"Pk {t:%H:%M}",
    lambda t: f"jam {t:%H.%M}",
    lambda t: f"{t:%I:%M %p}",
    lambda t: f"{t:%I.%M} pagi",
    lambda t: f"\u200e{t:%H.%M}\u00a0wib",
    lambda t: "".join(chr(ord(sign) + 0xFEE0) for sign in f"{t:%H:%M}"),  # full-width
]
NUMBERS = {
    "1.200": 1200, "1 200": 1200, "1.000": 1000, "2.500": 2500, "0": 0, "007": 7, "45": 45, "1200": 1200,
    "1.234.567": 1234567, "12.345": 12345, "10 000": 10000, "1\u00a0500": 1500, "\u200e1.750\u200b": 1750, "１２": 12,
    " 30 ": 30,
}  # fmt: skip
PHONES = [
    "0857-7001-0048", "085770010048", "0857 7001 0048", "0857.7001.0048", "+62 857 7001 0048", "+62857-7001-0048",
    "6285770010048", "(0857) 7001 0048", "+62 (0)857 7001 0048", "0062 857 7001 0048", "HP 0857-7001-0048",
    "\u202a+62 857\u20117001\u20110048\u202c", "0857\u00a07001\u00a00048", "0857–7001–0048",
    " \u200b0857-7001-0048\ufeff",
]  # fmt: skip
# Saves the form from within its page, so that the next value can be typed at once. What was saved leads on to a page
# that is fetched only where its address is wanted; a form with mistakes leads nowhere.
SEND = """async (redirect) => {
  const form = document.querySelector("form[data-edit-form], #w-editor-form");
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect });
  return [answer.type === "opaqueredirect" || answer.redirected, answer.url];
}"""
# Wagtail has pickers of hours alone, though no form of ours does so far.
ADD_A_BOX_OF_HOURS = """() => {
  const box = Object.assign(document.createElement("input"), { type: "text", id: "id_jam", name: "jam" });
  document.querySelector("[name=starts_at]").after(box);
  initTimeChooser("id_jam", { format: "H.i", formatTime: "H.i" });
}"""


def day_of(number: int, year: int) -> date:
    return date(year, 1 + number % 12, 3 + number)


def hour_of(number: int) -> time:
    return time(8 + number % 4, 7 * number % 60)


@pytest.fixture(scope="module")
def far_away(browser, served) -> Iterator[BrowserContext]:
    """A browser that lives in New York, in which a reviewer is logged in."""
    options = {"viewport": DESK, "locale": "id-ID", "timezone_id": "America/New_York"}
    with closing(browser.new_context(base_url=served.url, **options)) as context:
        with editors_window(context, served):
            pass
        yield context


@pytest.fixture
def abroad(far_away) -> Iterator[Page]:
    """A window of its own on the editors' area."""
    with closing(far_away.new_page()) as page:
        yield page


@pytest.fixture(scope="module")
def address_of_session(far_away, served) -> str:
    """Where the form of a session stands that was just begun."""
    ((index,),) = served.ask("SELECT page_ptr_id FROM campaigns_sessionindexpage")
    with closing(far_away.new_page()) as page:
        page.goto(f"/admin/pages/add/campaigns/sessionpage/{index}/")
        page.locator("[name=title]").fill(f"Temu uji {secrets.token_hex(4)}")
        type_into(page, "starts_at", "5 Desember 2026 09.00")
        type_into(page, "ends_at", "5 Desember 2026 11.00")
        return begin(page)


@pytest.fixture
def session(abroad, address_of_session) -> Page:
    abroad.goto(address_of_session)
    return abroad


@pytest.fixture(scope="module")
def kept(far_away, address_of_session, served) -> list[dict]:
    """
    What the site kept of a session, number by number, after every box had been given the form of that number.

    Saving is what costs most, so all boxes are saved at once.
    """
    found = []
    with closing(far_away.new_page()) as page:
        page.goto(address_of_session)
        page.locator("[data-side-panel-toggle=status]").click()
        for number, (day_form, hour_form, written) in enumerate(zip(DAY_FORMS, HOUR_FORMS, NUMBERS, strict=True)):
            moments, day = moments_of(number), day_of(number, 2024)
            typed = {name: f"{day_form(moment)} {hour_form(moment.time())}" for name, moment in moments.items()}
            page.get_by_role("tab", name="Isi").click()
            for name in ("starts_at", "ends_at"):
                type_into(page, name, typed[name], in_words(moments[name]))
            page.get_by_role("tab", name="Sumber dan pemeriksaan").click()
            type_into(page, "reviewed_on", day_form(day), in_words(day))
            page.get_by_role("tab", name="Laporan").click()
            for name in ("reached_women", "reached_boys"):
                type_into(page, name, written)
            page.locator("[data-a11y-dialog-show=schedule-publishing-dialog]").first.click()
            for name in ("go_live_at", "expire_at"):
                type_into(page, name, typed[name], in_words(moments[name]))
            send(page)
            found.append(newest(served, page))
            page.keyboard.press("Escape")  # which takes back what was typed into this dialog
    return found


def moments_of(number: int) -> dict[str, datetime]:
    """What is typed into the boxes of a session that take a day and an hour."""
    moment = datetime.combine(day_of(number, 2091), hour_of(number))
    return {
        "starts_at": moment,
        "ends_at": moment + timedelta(minutes=45),
        "go_live_at": moment,
        "expire_at": moment + timedelta(days=1),
    }


def newest(served: Served, page: Page) -> dict:
    """The draft whose form `page` shows, as the database keeps it."""
    pk = re.search(r"/pages/(\d+)/edit", page.url)[1]
    query = "SELECT content FROM wagtailcore_revision WHERE object_id = ? ORDER BY id DESC LIMIT 1"
    return json.loads(served.ask(query, pk)[0][0])


def newest_of(served: Served, model: str, pk: int) -> dict:
    """The draft of a record."""
    query = (
        "SELECT content FROM wagtailcore_revision WHERE object_id = ? AND content_type_id = "
        "(SELECT id FROM django_content_type WHERE model = ?) ORDER BY id DESC LIMIT 1"
    )
    return json.loads(served.ask(query, str(pk), model)[0][0])


def kept_moments(kept: list[dict], name: str) -> list[datetime]:
    return [datetime.fromisoformat(content[name]).astimezone(WIB).replace(tzinfo=None) for content in kept]


def type_into(page: Page, name: str, text: str, words: str | None = None, *, keys: int = 1) -> Locator:
    """
    As a person does: type, leave the box, look at what stands below it.

    The last `keys` signs come by keys, what is before them at once, as the keyboard of a phone gives a word.
    """
    box = page.locator(f"[name='{name}']")
    box.fill(text[:-keys])
    box.press_sequentially(text[-keys:])
    box.press("Tab")
    expect(box).to_have_value(text)
    if words:
        expect(below(page, box)).to_have_text(words)
    return box


def below(page: Page, box: Locator) -> Locator:
    return page.locator(f"#{box.get_attribute('id')}-read-as")


def send(page: Page) -> None:
    saved, _url = page.evaluate(SEND, "manual")
    assert saved


def begin(page: Page) -> str:
    """Saves what is new; the address of its form."""
    saved, url = page.evaluate(SEND, "follow")
    assert saved
    return url


@pytest.mark.parametrize("name", ["starts_at", "ends_at"])
def test_fifteen_forms_of_a_moment_are_kept_in_wib(kept, name):
    assert kept_moments(kept, name) == [moments_of(number)[name] for number in range(15)]


@pytest.mark.parametrize("name", ["go_live_at", "expire_at"])
def test_fifteen_forms_of_a_moment_are_kept_in_the_schedule_of_publishing(kept, name):
    assert kept_moments(kept, name) == [moments_of(number)[name] for number in range(15)]


def test_fifteen_forms_of_a_day_are_kept(kept):
    assert [content["reviewed_on"] for content in kept] == [day_of(number, 2024).isoformat() for number in range(15)]


@pytest.mark.parametrize("name", ["reached_women", "reached_boys"])
def test_fifteen_forms_of_a_number_are_kept(kept, name):
    assert [content[name] for content in kept] == [*NUMBERS.values()]


def test_fifteen_forms_of_a_day_and_of_a_phone_number_are_kept_of_a_help_point(abroad, served):
    ((pk,),) = served.ask("SELECT id FROM home_helppoint WHERE kind = 'witness'")
    abroad.goto(f"/admin/snippets/home/helppoint/edit/{pk}/")
    for number, (form, phone) in enumerate(zip(DAY_FORMS, PHONES, strict=True)):
        day = day_of(number, 2024)
        type_into(abroad, "verified_on", form(day), in_words(day))
        type_into(abroad, "phone", phone)
        type_into(abroad, "whatsapp", phone)
        send(abroad)
        kept = newest_of(served, "helppoint", pk)
        assert [kept[name] for name in ("verified_on", "phone", "whatsapp")] == [
            day.isoformat(), "0857-7001-0048", "6285770010048",
        ]  # fmt: skip


def test_fifteen_forms_of_an_hour_are_read(session):
    session.evaluate(ADD_A_BOX_OF_HOURS)
    for number, form in enumerate(HOUR_FORMS):
        hour = hour_of(number)
        type_into(session, "jam", form(hour), in_words(hour))


def test_fifteen_forms_of_a_number_are_kept_of_a_case_figure(abroad, served):
    ((pk,),) = served.ask("SELECT max(id) FROM campaigns_casefigure")
    ((before,),) = served.ask("SELECT count FROM campaigns_casefigure WHERE id = ?", pk)
    abroad.goto(f"/admin/snippets/campaigns/casefigure/edit/{pk}/")
    for written, number in {**NUMBERS, str(before): before}.items():
        type_into(abroad, "count", written)
        send(abroad)
        assert newest_of(served, "casefigure", pk)["count"] == number


def test_coordinates_and_the_number_of_a_chart_are_kept(abroad, served):
    ((topic,),) = served.ask("SELECT id FROM wagtailcore_page WHERE slug = 'kekerasan'")
    abroad.goto(f"/admin/pages/add/campaigns/articlepage/{topic}/")
    abroad.locator("[name=title]").fill("Artikel uji angka")
    editor = Editor(abroad)
    prefix = editor.add("chart")
    editor.fill(f"{prefix}-rows-0-value-label", "2026")
    type_into(abroad, f"{prefix}-rows-0-value-value", "1.200")
    abroad.goto(begin(abroad))
    (chart,) = json.loads(newest(served, abroad)["body"])
    assert chart["value"]["rows"][0]["value"]["value"] == 1200


@pytest.mark.parametrize(
    ("written", "reason"),
    [("besok", "Ini bukan tanggal"), ("12/25/2026", "tidak ada bulan 25"),
     ("Jumat, 5 Desember 2026 09.00", "jatuh pada hari Sabtu, bukan Jumat")],
)  # fmt: skip
def test_what_is_unreadable_stays_as_it_was_typed_with_its_reason(session, written, reason):
    box = type_into(session, "starts_at", written, keys=len(written))
    expect(below(session, box)).to_contain_text(reason)
    session.locator(".footer .action-save, footer .action-save").first.click()
    expect(session.locator(".error-message", has_text=reason).first).to_be_visible()
    expect(session.locator("[name=starts_at]")).to_have_value(written)


def test_a_picker_opens_at_the_day_that_was_typed_and_writes_one_that_is_read(session):
    box = type_into(session, "starts_at", "5 Desember 2091 14.30", in_words(datetime(2091, 12, 5, 14, 30)), keys=21)
    box.click()
    picker = session.locator(".xdsoft_datetimepicker:visible")
    expect(picker.locator(".xdsoft_current[data-date='5'][data-month='11'][data-year='2091']")).to_be_visible()
    picker.locator(".xdsoft_date[data-date='12'][data-month='11']").click()
    expect(box).to_have_value("12/12/2091 14.30")
    expect(below(session, box)).to_have_text(in_words(datetime(2091, 12, 12, 14, 30)))


def test_a_day_picked_into_an_empty_box_has_an_hour_of_the_office_and_no_wheel_changes_it(session):
    box = session.locator("[name=postponed_from]")
    box.scroll_into_view_if_needed()
    box.click()
    day = session.locator(".xdsoft_datetimepicker:visible .xdsoft_date:not(.xdsoft_other_month)").first
    day.click()
    expect(box).to_have_value(re.compile(r"^01/\d\d/\d{4} 09\.00$"))
    before = box.input_value()
    box.hover()
    session.mouse.wheel(0, 200)
    expect(box).to_have_value(before)
