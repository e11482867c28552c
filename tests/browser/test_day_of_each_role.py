"""
The day of each role, from the morning's desk to what came of it, and how many presses the guide's ten tasks take.

A press is a click on a link, a button, a box, or a choice in a list. Typing is none.
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Locator, expect

from publishing.words.moments import in_words
from tests.browser.conftest import DESK, PASSWORD, Served, serve

SMALL = {"width": 360, "height": 640}
MAKE_WORK = f"""
from datetime import timedelta
from django.contrib.auth.models import Group
from django.utils import timezone
from campaigns.models import ArticlePage, SessionRequest, TopicPage
from publishing.models import User
from tests.factories import SessionPageFactory, days_from_now
for role in ("Penulis", "Peninjau", "Pengelola Materi", "Administrator"):
    name = role.split()[0].lower()
    User.objects.create_user(name, password={PASSWORD!r}).groups.add(Group.objects.get(name=role))
for width in ({DESK["width"]}, {SMALL["width"]}):
    SessionPageFactory(title=f"Wirid yang lewat {{width}}", starts_at=days_from_now(-2))
    SessionPageFactory(title=f"Rapat yang dekat {{width}}", starts_at=days_from_now(2))
writer = User.objects.create_user("rekan")
writer.groups.add(Group.objects.get(name="Penulis"))
article = ArticlePage(title="Artikel rekan", slug="artikel-rekan", summary="Uji.", urgent_advice="<p>Uji.</p>",
                      live=False, body=[("heading", "Bagian rekan"), ("text", "<p>Kata rekan.</p>")])
TopicPage.objects.get(slug="kekerasan").add_child(instance=article)
article.save_revision(user=writer)
article.get_workflow().start(article, writer)
SessionRequest.objects.create(institution="Contoh lembaga peminta", nagari="Contoh nagari", name="Contoh nama",
                              email="contoh@example.org", topic="Tawaran kerja",
                              wished_day=timezone.localdate() + timedelta(days=40))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[Served]:
    with serve(tmp_path_factory.mktemp("day"), MAKE_WORK) as site:
        yield site


@pytest.fixture(scope="module")
def context(browser, site) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=site.url, locale="id-ID")
    yield context
    context.close()


class Day:
    """What one person does in the editors' area. Each task begins at the desk and says how many presses it may take."""

    def __init__(self, context: BrowserContext, name: str, size: dict) -> None:
        context.clear_cookies()
        self.page, self.name, self.size = context.new_page(), name, size
        self.page.set_viewport_size(size)
        self.presses, self.done = 0, {}
        self.log_in()

    def press(self, target: Locator) -> None:
        target.click()
        self.presses += 1

    def link(self, name: str) -> None:
        self.press(self.page.locator("main").get_by_role("link", name=name).first)

    def button(self, name: str) -> None:
        self.press(self.page.locator("main").get_by_role("button", name=name, exact=True).locator("visible=true").first)

    def choose(self, field: str, choice: str) -> None:
        self.page.locator(f"[name={field}]").select_option(label=choice)
        self.presses += 1

    def write(self, field: str, text: str) -> None:
        self.page.locator(f"[name={field}]").fill(text)

    def log_in(self) -> None:
        self.page.goto("/admin/")
        self.write("username", self.name)
        self.write("password", PASSWORD)
        self.press(self.page.get_by_role("button", name="Masuk", exact=True))
        expect(self.page).to_have_url(re.compile(r"/admin/$"))
        self.is_done("masuk", 1)

    def begin(self) -> None:
        self.page.goto("/admin/")
        self.presses = 0

    def from_the_arrow(self, action: str) -> None:
        """The menu beside the button that saves."""
        self.press(self.page.locator("footer [data-w-dropdown-target=toggle]"))
        self.press(self.page.get_by_role("button", name=action).locator("visible=true"))

    def succeeds(self, words: str) -> None:
        expect(self.page.locator(".messages .success")).to_contain_text(words)

    def is_done(self, task: str, most: int) -> None:
        self.done[task] = self.presses
        assert self.presses <= most, task


@pytest.fixture
def day(context, record_property) -> Iterator[Callable[..., Day]]:
    days: list[Day] = []

    def begin(name: str, size: dict = DESK) -> Day:
        days.append(Day(context, name, size))
        return days[-1]

    yield begin
    for one in days:
        record_property(f"presses of {one.name} at {one.size['width']}", one.done)
        one.page.close()


def answer_the_skeleton(writer: Day) -> None:
    """Of a new article. What is written in letters of its own is entered by a press, a plain box with the tab key."""
    page = writer.page
    areas = page.locator("#tab-isi [contenteditable=true]")
    expect(areas).to_have_count(7)
    for area in areas.all():
        writer.press(area)
        expect(area).to_be_focused()
        page.keyboard.type("Jawaban uji.")
    body = page.locator("#body-root")
    for box in body.locator("[name$=signs-0-value], [name$=steps-0-value-title], [name$=items-0-value-question]").all():
        box.fill("Jawaban uji")
    page.wait_for_function(KEPT, arg=7)


# What is written in letters of its own comes into the form a moment after it was typed.
KEPT = """count => [...document.querySelectorAll("[name^=body-], [name=urgent_advice]")]
    .filter(field => field.value.includes("Jawaban uji.")).length === count"""
SUBMIT = "Kirim ke Tinjau lalu terbit"


@pytest.mark.parametrize("size", [DESK, SMALL], ids=["desk", "small"])
def test_the_day_of_a_writer_ends_on_the_desk_of_the_reviewer(day, size):
    writer, width = day("penulis", size), size["width"]
    page, when = writer.page, timezone.localdate() + timedelta(days=30)

    writer.begin()
    writer.link("Umumkan kegiatan")
    writer.write("starts_at", f"{in_words(when)} 09.00")
    calendar = page.locator(".xdsoft_datetimepicker:visible")
    expect(calendar).to_be_visible()  # it opens a moment after the field is entered
    writer.press(page.locator("[name=title]"))
    expect(calendar).to_have_count(0)
    writer.write("title", f"Kegiatan {width}")
    writer.write("summary", "Ringkasan kegiatan.")
    writer.write("venue", "Balai adat")
    writer.from_the_arrow(SUBMIT)
    writer.succeeds(f"Kegiatan {width}")
    writer.is_done("mengumumkan sosialisasi", 4)

    writer.begin()
    writer.link(f"Wirid yang lewat {width}")
    expect(page.locator("[name=reached_women]")).to_be_visible()
    writer.write("reached_women", "20")
    writer.write("reached_men", "10")
    writer.write("report_summary", "Banyak yang bertanya ke mana menelepon.")
    writer.from_the_arrow(SUBMIT)
    writer.succeeds(f"Wirid yang lewat {width}")
    writer.is_done("melaporkan sosialisasi", 3)

    writer.begin()
    writer.link(f"Rapat yang dekat {width}")
    writer.press(page.locator("header").get_by_role("button", name="Tindakan").first)
    writer.press(page.get_by_role("link", name="Laporan dari lapangan").locator("visible=true"))
    writer.button("Buat tautan")
    link = page.locator("#field-link").input_value()
    writer.is_done("meminta laporan dari lapangan", 4)
    assert page.request.get(link).ok

    writer.begin()
    writer.link("Kenali kekerasan")
    writer.write("title", f"Artikel {width}")
    writer.write("summary", "Ringkasan artikel.")
    answer_the_skeleton(writer)
    writer.press(page.locator("footer").get_by_role("button", name="Simpan draf"))
    writer.succeeds(f"Artikel {width}")
    writer.is_done("menulis artikel", 9)

    writer.begin()
    writer.link(f"Artikel {width}")
    writer.from_the_arrow(SUBMIT)
    writer.succeeds(f"Artikel {width}")
    writer.is_done("mengirim tulisan untuk ditinjau", 3)
    assert page.request.get(f"/kekerasan/artikel-{width}/").status == 404

    desk = day("peninjau", size).page.locator(".attention")
    for title in (f"Kegiatan {width}", f"Wirid yang lewat {width}", f"Artikel {width}"):
        expect(desk.get_by_role("link", name=title).first).to_be_visible()


def test_the_day_of_a_reviewer_ends_on_the_pages_of_readers(day):
    reviewer = day("peninjau")
    page = reviewer.page

    reviewer.begin()
    reviewer.link("Artikel rekan")
    reviewer.button("Setujui")
    reviewer.succeeds("Artikel rekan")
    reviewer.is_done("meninjau dan menerbitkan", 2)
    page.goto("/kekerasan/artikel-rekan/")
    expect(page.locator("main")).to_contain_text("Kata rekan.")

    reviewer.begin()
    reviewer.link("Contoh lembaga peminta")
    reviewer.button("Buat draf kegiatan")
    expect(page.locator("[name=title]")).to_have_value(re.compile("Contoh lembaga peminta|Tawaran kerja"))
    reviewer.is_done("permintaan sosialisasi", 2)
    page.goto("/admin/")
    expect(page.locator(".attention")).not_to_contain_text("Contoh lembaga peminta")

    reviewer.begin()
    reviewer.link("Ubah nomor")
    reviewer.link("SAPA 129")
    reviewer.write("hours", "24 jam, juga hari libur")
    reviewer.from_the_arrow("Terbitkan")
    page.locator("#id_emergency_reason").fill("Uji coba")
    reviewer.from_the_arrow("Terbitkan")
    reviewer.succeeds("SAPA 129")
    reviewer.is_done("sebuah nomor berubah", 6)
    page.goto("/hubungi/")
    expect(page.locator("main")).to_contain_text("24 jam, juga hari libur")


def test_the_day_of_a_librarian_ends_with_a_poster_that_readers_download(day):
    librarian = day("pengelola")
    page = librarian.page
    librarian.begin()
    librarian.link("Tambah poster")
    librarian.write("title", "Poster hari ini")
    librarian.write("summary", "Ringkasan poster.")
    librarian.choose("files-0-purpose", "Cetak di kertas A4")
    librarian.press(page.locator("[data-chooser-action-choose]").first)
    librarian.press(page.locator(".modal-body [data-chooser-modal-choice]").first)
    librarian.press(page.get_by_role("tab", name="Keterangan"))
    librarian.choose("kind", "Poster")
    librarian.press(page.get_by_role("checkbox", name="Semua orang"))
    librarian.from_the_arrow(SUBMIT)
    librarian.succeeds("Poster hari ini")
    librarian.is_done("menambah materi", 9)
    reviewer = day("peninjau")
    reviewer.link("Poster hari ini")
    reviewer.button("Setujui")
    reviewer.succeeds("Poster hari ini")
    page.goto("/materi/poster-hari-ini/")
    expect(page.get_by_role("link", name="Unduh JPEG").first).to_be_visible()


def test_the_day_of_an_administrator_ends_with_a_link_for_a_colleague(day):
    administrator = day("administrator")
    page = administrator.page
    administrator.begin()
    menu = page.locator("#wagtail-sidebar")
    administrator.press(menu.get_by_role("button", name="Pengaturan"))
    administrator.press(menu.get_by_role("link", name="Pengguna", exact=True))
    administrator.press(page.get_by_role("link", name="Tambah pengguna").first)
    administrator.write("username", "rekan-baru")
    administrator.write("first_name", "Rekan")
    administrator.write("last_name", "Baru")
    administrator.write("email", "rekan@example.org")
    administrator.press(page.get_by_role("tab", name="Peran").first)
    administrator.press(page.get_by_label("Penulis"))
    administrator.press(page.get_by_role("button", name="Buat", exact=True))
    administrator.is_done("membuatkan akun untuk rekan", 6)
    link = page.locator("#account-link").input_value()
    page.context.clear_cookies()
    page.goto(link)
    expect(page.locator("input[type=password]").first).to_be_visible()
