"""The editor's whole task in the admin: write an article with every block, preview it, publish it, read it."""

import re

from django.utils.translation import gettext, override
from playwright.sync_api import Page, expect

from campaigns.blocks import ArticleBodyBlock
from tests.browser.conftest import publish

BLOCKS = list(ArticleBodyBlock().child_blocks)


def label(name: str) -> str:
    with override("id"):
        return str(ArticleBodyBlock().child_blocks[name].label)


class Editor:
    """What an editor does in the body of a page, in words."""

    def __init__(self, page: Page) -> None:
        """Of a new article: its skeleton goes first."""
        self.page, self.added = page, 0
        child = "#body-root > [data-streamfield-stream-container] > [data-streamfield-child]"
        expect(page.locator(child).first).to_be_visible()
        delete = "[data-streamfield-action=DELETE]"
        page.evaluate(f"document.querySelectorAll('{child}').forEach(block => block.querySelector('{delete}').click())")
        expect(page.locator(f"{child}:visible")).to_have_count(0)
        self.count = int(page.locator("[name=body-count]").input_value())

    def add(self, name: str) -> str:
        """Append a block and return the beginning of its fields' names."""
        add = "#body-root > [data-streamfield-stream-container] > div:not([data-streamfield-child]) > button"
        self.page.locator(add).last.click()
        self.page.get_by_role("option", name=label(name), exact=True).click()
        prefix = f"body-{self.count}-value"
        self.count += 1
        self.added += 1
        expect(self.page.locator(f"[name=body-{self.count - 1}-type]")).to_have_value(name)
        return prefix

    def fill(self, field: str, text: str) -> None:
        self.page.locator(f"[name='{field}']").fill(text)

    def write(self, field: str, text: str) -> None:
        """Into a rich text field."""
        area = self.page.locator(
            f"[name='{field}'] ~ * [contenteditable=true], *:has(> [name='{field}']) [contenteditable=true]"
        )
        area.first.click()
        expect(area.first).to_be_focused()
        self.page.keyboard.type(text)
        expect(area.first).to_contain_text(text)


def write_every_block(editor: Editor) -> None:
    editor.fill(editor.add("heading"), "Judul bagian uji")
    editor.write(editor.add("text"), "Teks biasa uji.")
    prefix = editor.add("callout")
    editor.fill(f"{prefix}-title", "Sorotan uji")
    prefix = editor.add("quote")
    editor.fill(f"{prefix}-text", "Kutipan uji")
    editor.fill(f"{prefix}-source", "Sumber kutipan uji")
    prefix = editor.add("steps")
    editor.fill(f"{prefix}-steps-0-value-title", "Langkah uji")
    prefix = editor.add("signs")
    editor.fill(f"{prefix}-signs-0-value", "Tanda uji")
    prefix = editor.add("questions")
    editor.fill(f"{prefix}-items-0-value-question", "Pertanyaan uji?")
    editor.write(f"{prefix}-items-0-value-answer", "Jawaban uji.")
    choose_a_picture(editor, editor.add("figure"))
    fill_a_table(editor, editor.add("table"))
    prefix = editor.add("chart")
    editor.fill(f"{prefix}-title", "Grafik uji")
    editor.fill(f"{prefix}-unit", "kasus uji")
    editor.fill(f"{prefix}-rows-0-value-label", "2023")
    editor.fill(f"{prefix}-rows-0-value-value", "4")
    editor.fill(f"{prefix}-source", "Sumber grafik uji")
    prefix = editor.add("contact")
    editor.fill(f"{prefix}-title", "Kontak uji")
    choose_a_material(editor, editor.add("material"))
    editor.add("prompt")


def choose_a_picture(editor: Editor, prefix: str) -> None:
    page = editor.page
    page.locator(f"#{prefix}-image-chooser [data-chooser-action-choose]").first.click()
    page.locator(".modal-body [data-chooser-modal-choice]").first.click()
    expect(page.locator(f"[name='{prefix}-image']")).not_to_have_value("")
    editor.fill(f"{prefix}-caption", "Keterangan gambar uji")


def choose_a_material(editor: Editor, prefix: str) -> None:
    page = editor.page
    page.locator(f"#{prefix}-chooser [data-chooser-action-choose]").first.click()
    with page.expect_response(lambda answer: "q=poster" in answer.url):  # a link of the former list leads nowhere
        page.locator(".modal-body [name=q]").fill("poster nomor bantuan")
    page.wait_for_timeout(500)
    page.locator(".modal-body").get_by_role("link", name="Contoh: poster nomor bantuan").first.click()
    expect(page.locator(f"[name='{prefix}']")).not_to_have_value("")


def fill_a_table(editor: Editor, prefix: str) -> None:
    table = editor.page.locator(f"*:has(> [name='{prefix}-column-count'])").last
    for number, heading in enumerate(("Kolom satu uji", "Kolom dua uji")):
        table.locator("[data-append-column]").click()
        table.locator(".add-column-menu button").click()
        editor.fill(f"{prefix}-column-{number}-heading", heading)
    table.locator("tfoot [data-add-row]").click()
    editor.fill(f"{prefix}-cell-0-0", "Sel satu uji")
    editor.fill(f"{prefix}-cell-0-1", "Sel dua uji")


READ = [
    "Judul bagian uji", "Teks biasa uji.", "Sorotan uji", "Kutipan uji", "Langkah uji", "Tanda uji", "Pertanyaan uji?",
    "Keterangan gambar uji", "Sel dua uji", "Grafik uji", "Sumber grafik uji", "Kontak uji",
    "Contoh: poster nomor bantuan",
]  # fmt: skip


def test_an_editor_writes_previews_and_publishes_an_article_with_every_block(admin, served, visit):
    ((topic,),) = served.ask("SELECT id FROM wagtailcore_page WHERE slug = 'kekerasan'")
    admin.goto(f"{served.url}/admin/pages/add/campaigns/articlepage/{topic}/")
    editor = Editor(admin)
    editor.fill("title", "Artikel uji petugas")
    editor.fill("summary", "Ringkasan uji.")
    editor.write("urgent_advice", "Nasihat mendesak uji.")
    write_every_block(editor)
    assert editor.added == len(BLOCKS)

    with admin.expect_response(re.compile("/preview/")):
        admin.get_by_role("button", name=gettext("Toggle preview")).click()
    preview = admin.frame_locator("iframe[data-preview-iframe], .preview-panel iframe, iframe").last
    expect(preview.get_by_role("heading", name="Artikel uji petugas")).to_be_visible(timeout=20_000)
    expect(preview.get_by_role("link", name="Contoh: poster nomor bantuan")).to_be_attached()

    publish(admin)
    expect(admin.locator(".messages .success")).to_contain_text("Artikel uji petugas")

    page = visit("/kekerasan/artikel-uji-petugas/")
    text = page.locator("main").inner_text()
    for words in READ:
        assert words in text or words in page.locator("main").text_content(), words
    assert page.locator("main figure.figure img").evaluate("image => image.complete || image.loading === 'lazy'")


def test_no_page_of_the_editors_area_calls_out(admin, served):
    asked = []
    admin.on("request", lambda request: asked.append(request.url))
    for path in ("/admin/", "/admin/pages/", "/admin/images/", "/admin/snippets/home/helppoint/"):
        admin.goto(served.url + path)
        admin.wait_for_load_state("networkidle")
    assert not [url for url in asked if url.startswith("http") and not url.startswith(served.url)]


def test_a_wrong_number_is_refused_in_indonesian_and_nothing_typed_is_lost(admin, served):
    admin.goto(served.url + "/admin/snippets/home/helppoint/add/")
    admin.locator("[name=name]").fill("Titik uji")
    admin.locator("[name=kind]").select_option("local")
    admin.locator("[name=phone]").fill("delapan")
    admin.locator("[name=hours]").fill("Jam uji")
    admin.locator("footer button[type=submit], footer [type=submit]").first.click()
    expect(admin.locator(".w-field__errors").filter(has_text=re.compile(r"\w")).first).to_contain_text("angka")
    expect(admin.locator("[name=name]")).to_have_value("Titik uji")
    expect(admin.locator("[name=hours]")).to_have_value("Jam uji")
