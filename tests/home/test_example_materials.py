"""The example materials: what is printed is what the templates say; it is true, readable aloud, and names no maker."""

import re
import tomllib
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import segno
from defusedxml import ElementTree
from django.core.management import call_command
from PIL import Image
from pypdfium2 import raw
from wagtail.models import Page

from home.models import HomePage
from home.starter.loader import FOLDER as STARTER
from home.starter.materials.print import FILES as FOLDER
from home.starter.materials.print import HERE, SHEETS, html
from publishing.models import CampaignDocument
from publishing.uploads.pdf import clean
from resources.models import KitPage, MaterialPage

POINTS = tomllib.loads((STARTER / "help_points.toml").read_text())["point"]
NUMBER = re.compile(r"\d(?:[ .-]?\d)*")
LARGEST_FOLDER = 2_000_000  # bytes
LARGEST_SHEET = 80_000
MM = 72 / 25.4
SIZES = {"a3": (297, 420), "a4": (210, 297), "a5": (148, 210)}
FILES = sorted(path.name for path in FOLDER.iterdir())
PDFS = [name for name in FILES if name.endswith(".pdf")]
PRINTED = [name for name in SHEETS if name.endswith(".pdf")]
JPEGS = [name for name in FILES if name.endswith(".jpg")]
OFFICE = [name for name in FILES if name.endswith((".pptx", ".docx"))]
EXAMPLES = {path.stem: tomllib.loads(path.read_text()) for path in (STARTER / "examples" / "materi").rglob("*.toml")}
MATERIALS = {name: entry for name, entry in EXAMPLES.items() if entry["type"] == "material"}
KITS = {name: entry for name, entry in EXAMPLES.items() if entry["type"] == "kit"}


def domestic(number: str) -> str:
    """The digits as they are dialled within Indonesia: +62 811 and 0811 are the same number."""
    return re.sub(r"^62", "0", re.sub(r"\D", "", number))


def vouched_numbers() -> set[str]:
    """Those of the help points that readers are shown: with a source and the day on which it was compared."""
    shown = [point for point in POINTS if point["source"] and point.get("verified_on")]
    return {domestic(point[kind]) for point in shown for kind in ("phone", "whatsapp")} - {""}


def numbers_to_call(words: str) -> set[str]:
    """A day, an article or a year is shorter, or does not begin like a number to call."""
    numbers = {re.sub(r"\D", "", number) for number in NUMBER.findall(words.replace("\N{NO-BREAK SPACE}", " "))}
    return {domestic(number) for number in numbers if len(number) >= 5 or re.match(r"0\d\d|1\d\d$", number)}


def words_of_html(source: str) -> str:
    body = re.sub(r"<title>.*?</title>|<style>.*?</style>|<svg.*?</svg>|{#.*?#}|{%.*?%}", " ", source, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", body).replace("&nbsp;", " ")


def words_of_pdf(name: str) -> str:
    """The words of every page. Turned ones come last: the breaks that are found between their letters are none."""
    level, turned = "", ""
    for page in pypdfium2.PdfDocument(FOLDER / name):
        text, is_turned = page.get_textpage(), False
        for place in range(text.count_chars()):
            letter = chr(raw.FPDFText_GetUnicode(text, place))
            if not raw.FPDFText_IsGenerated(text, place):
                is_turned = raw.FPDFText_GetCharAngle(text, place) > 0.1
            if not is_turned:
                level += letter
            elif letter not in "\r\n":
                turned += letter
        level += "\n"
    return level + re.sub(r"(?<=\d)(?=[A-Z])|(?<=[A-Z])(?=\d)", " ", turned)


def words_of_office(name: str, parts: str = "") -> str:
    """Every paragraph of a Word or PowerPoint file, those of notes, tables and footers too."""
    said = []
    with zipfile.ZipFile(FOLDER / name) as archive:
        for part in archive.namelist():
            if part.endswith(".xml") and part.startswith(parts):
                for paragraph in ElementTree.fromstring(archive.read(part)).findall(".//{*}p"):
                    said.append("".join(text.text or "" for text in paragraph.findall(".//{*}t")))
    return "\n".join(said)


def words_of(name: str) -> str:
    if name in JPEGS:
        return words_of_html(html(SHEETS[name]))
    return words_of_pdf(name) if name in PDFS else words_of_office(name)


def addresses_of(name: str) -> list[str]:
    """Where a tap leads: the links of a PDF or an Office file."""
    if name in OFFICE:
        with zipfile.ZipFile(FOLDER / name) as archive:
            relations = "".join(archive.read(part).decode() for part in archive.namelist() if part.endswith(".rels"))
        return re.findall(r'Target="([^"]+)"[^>]*TargetMode="External"', relations)
    if name in JPEGS:
        return []
    with pikepdf.open(FOLDER / name) as document:
        return [str(link.A.URI) for page in document.pages for link in page.get("/Annots", [])]


def tags_of(content: Path | BytesIO) -> tuple[Counter, list[str]]:
    """How often each kind of element is tagged, and what is read aloud in place of pictures."""
    kinds, spoken = Counter(), []

    def walk(item: pikepdf.Object) -> None:
        if isinstance(item, pikepdf.Array):
            for child in item:
                walk(child)
        elif isinstance(item, pikepdf.Dictionary) and "/S" in item:
            kinds[str(item.S)] += 1
            if str(item.S) == "/Figure":
                spoken.append(str(item.get("/Alt", "")))
            walk(item.get("/K"))

    with pikepdf.open(content) as document:
        walk(document.Root.StructTreeRoot.K)
    return kinds, spoken


def fonts_of(resources: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    fonts = list(resources.get("/Font", {}).values())
    for part in resources.get("/XObject", {}).values():
        fonts += fonts_of(part.get("/Resources", pikepdf.Dictionary()))
    return fonts


# What is committed


@pytest.mark.parametrize("name", PRINTED)
def test_a_committed_sheet_says_what_its_template_says(name):
    printed, template = (
        set(re.findall(r"\w+", words)) for words in (words_of_pdf(name), words_of_html(html(SHEETS[name])))
    )
    assert template <= printed
    assert all(word.isdigit() for word in printed - template)  # the numbers before steps come from the style sheet


def test_the_folder_holds_every_sheet_and_stays_small():
    assert set(SHEETS) <= set(FILES)
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= LARGEST_FOLDER
    assert not [name for name in PRINTED if (FOLDER / name).stat().st_size > LARGEST_SHEET]


# Read aloud


@pytest.mark.parametrize("name", PRINTED)
def test_a_sheet_is_tagged_for_screen_readers(name):
    with pikepdf.open(FOLDER / name) as document:
        assert document.Root.MarkInfo.Marked
        assert document.Root.Lang == "id"
        assert document.Root.ViewerPreferences.DisplayDocTitle
    kinds, spoken = tags_of(FOLDER / name)
    assert kinds["/H1"] == 1
    assert kinds["/P"] + kinds["/LI"] + kinds["/TR"] > 10
    assert all(spoken)


@pytest.mark.parametrize("name", PRINTED)
def test_the_copy_that_readers_get_is_still_tagged(name):
    copy = BytesIO()
    with (FOLDER / name).open("rb") as source:
        clean(source, copy)
    assert tags_of(copy) == tags_of(FOLDER / name)
    with pikepdf.open(copy) as document:
        assert document.Root.MarkInfo.Marked
        assert document.Root.Lang == "id"


def test_rows_of_the_attendance_sheet_are_rows_of_a_table_with_heads():
    kinds, _spoken = tags_of(FOLDER / "daftar-hadir-a4.pdf")
    assert (kinds["/Table"], kinds["/TR"], kinds["/TH"]) == (1, 22, 7 + 20 + 1)
    assert kinds["/TD"] == 20 * 6 + 4


# No trace of its makers


@pytest.mark.parametrize("name", PDFS)
def test_a_pdf_tells_its_title_and_nothing_about_its_makers(name):
    with pikepdf.open(FOLDER / name) as document:
        assert set(document.trailer.Info.keys()) == {"/Title"}
        assert str(document.trailer.Info.Title)
        assert not {"/Metadata", "/OpenAction", "/AA", "/Names", "/AcroForm"} & set(document.Root.keys())
        assert str(document.Root.Lang).startswith("id")


@pytest.mark.parametrize("name", OFFICE)
def test_an_office_file_says_nothing_about_its_makers(name):
    with zipfile.ZipFile(FOLDER / name) as parts:
        assert not [part for part in parts.namelist() if "docProps" in part or "printer" in part]
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [part for part in parts.namelist() if re.search(rb"<dc:creator>|lastModifiedBy", parts.read(part))]


@pytest.mark.parametrize("name", JPEGS)
def test_a_picture_for_messengers_is_small_and_bare(name):
    with Image.open(FOLDER / name) as picture:
        assert picture.size == (1080, 1080)
        assert not set(picture.info) & {"exif", "xmp", "comment", "icc_profile", "photoshop"}
    assert (FOLDER / name).stat().st_size <= 200_000
    assert "08111-129-129" in words_of(name)


# True


@pytest.mark.parametrize("name", FILES)
def test_only_numbers_of_the_help_points_stand_on_a_material(name):
    assert numbers_to_call(words_of(name)) <= vouched_numbers()


@pytest.mark.parametrize("name", FILES)
def test_a_tap_on_a_material_leads_only_to_a_help_point(name):
    for address in addresses_of(name):
        number = re.fullmatch(r"(tel:|https://wa\.me/)(\d+)", address)[2]
        assert domestic(number) in vouched_numbers(), address


def test_the_code_leads_to_the_whatsapp_number_that_is_printed_beside_it():
    help_point = (HERE / "parts" / "help.html").read_text()
    address = re.search(r'href="(https://wa\.me/\d+)">08111-129-129<', help_point)[1]
    drawn = segno.make(address, error="m", micro=False).svg_inline(border=3, omitsize=True)
    assert re.search(r'd="[^"]+"', drawn)[0] in html("poster-nomor-bantuan")


@pytest.mark.parametrize("words", ["Telepon 0812-3456-789", "WA +62 812 3456 789", "Hubungi 115", "(0752) 123456"])
def test_a_number_that_is_no_help_point_is_noticed(words):
    assert numbers_to_call(f"Menurut UU 12/2022 Pasal 23, sejak 8 Mei 2024. {words}.") - vouched_numbers()


@pytest.mark.parametrize("name", sorted(set(FILES) - {"daftar-hadir-a4.pdf"}))
def test_every_material_says_where_help_is(name):
    words = words_of(name)
    assert "129" in words
    assert "110" in words


@pytest.mark.parametrize("name", FILES)
def test_no_material_uses_words_that_hurt_or_speaks_of_settling_as_a_way(name):
    words = words_of(name).lower()
    assert not re.search(r"\boknum\b|\baib\b|jalan damai", words)


def test_the_attendance_sheet_asks_for_no_data_that_it_does_not_need():
    head = words_of("daftar-hadir-a4.pdf").split("Lembar ini melindungi")[0].lower()
    assert "boleh dikosongkan" in head
    assert not re.search(r"telepon|hp\b|nik\b|alamat|umur|tanda tangan", head)


def test_the_guide_says_on_every_page_that_it_is_for_partners():
    for page in pypdfium2.PdfDocument(FOLDER / "panduan-fasilitator.pdf"):
        assert "hanya untuk mitra" in page.get_textpage().get_text_range().lower()


# Fit to print


@pytest.mark.parametrize("name", PDFS)
def test_every_letter_is_embedded_as_a_subset(name):
    with pikepdf.open(FOLDER / name) as document:
        fonts = [font for page in document.pages for font in fonts_of(page.Resources)]
        assert fonts
        for font in fonts:
            assert re.match(r"/[A-Z]{6}\+", str(font.BaseFont)), font.BaseFont
            whole = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            assert "/FontFile2" in whole.FontDescriptor


@pytest.mark.parametrize("name", PRINTED)
def test_a_sheet_is_drawn_with_lines_and_surfaces(name):
    with pikepdf.open(FOLDER / name) as document:
        streams = [item for item in document.objects if isinstance(item, pikepdf.Stream)]
        assert not [stream for stream in streams if stream.get("/Subtype") == pikepdf.Name.Image]


@pytest.mark.parametrize("name", [name for name in PDFS if name != "salindia-60-menit.pdf"])
def test_a_sheet_has_its_size_and_words_keep_off_the_edge(name):
    ending = name.removesuffix(".pdf")[-2:]
    short, long = SIZES.get(ending, SIZES["a4"])
    for page in pypdfium2.PdfDocument(FOLDER / name):
        width, height = page.get_size()
        assert sorted((round(width / MM), round(height / MM))) == [short, long]
        letters = page.get_textpage()
        for place in range(letters.count_chars()):
            left, bottom, right, top = letters.get_charbox(place)
            if right > left:
                assert min(left, bottom, width - right, height - top) >= 9.5 * MM, letters.get_text_range(place, 20)


@pytest.mark.parametrize(
    ("name", "pages"),
    [("selebaran-informasi-layanan-a4", 2), ("sebelum-berangkat-a5", 2), ("sebelum-berangkat-a4", 2)]
    + [(name.removesuffix(".pdf"), 1) for name in PRINTED if not name.startswith(("selebaran", "sebelum"))],
)
def test_a_sheet_has_as_many_pages_as_its_paper_has_sides(name, pages):
    assert len(pypdfium2.PdfDocument(FOLDER / f"{name}.pdf")) == pages


def test_the_poster_on_a3_is_the_one_on_a4_drawn_larger():
    for name in ("poster-tanda-tppo", "poster-nomor-bantuan"):
        assert words_of(f"{name}-a3.pdf") == words_of(f"{name}-a4.pdf")


# The slides and the papers to change, which are kept as they were made


def slides() -> list[str]:
    with zipfile.ZipFile(FOLDER / "salindia-60-menit.pptx") as archive:
        names = [part for part in archive.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", part)]
    return sorted(names, key=lambda name: int(re.findall(r"\d+", name)[0]))


def test_slides_are_titled_described_and_have_notes():
    described = 0
    with zipfile.ZipFile(FOLDER / "salindia-60-menit.pptx") as archive:
        for name in slides():
            slide = ElementTree.fromstring(archive.read(name))
            titles = [shape for shape in slide.findall(".//{*}sp") if shape.find(".//{*}ph[@type='title']") is not None]
            assert "".join(text.text for text in titles[0].findall(".//{*}t"))
            described += sum(bool(drawn.get("descr")) for drawn in slide.findall(".//{*}pic/{*}nvPicPr/{*}cNvPr"))
    assert 12 <= len(slides()) <= 14
    assert all(
        len(words_of_office("salindia-60-menit.pptx", f"ppt/notesSlides/notesSlide{place}.xml")) > 100
        for place in range(1, len(slides()) + 1)
    )
    assert described == 5  # four drawings and the code; icons only adorn


def test_the_pdf_of_the_slides_says_what_the_slides_say():
    pages = pypdfium2.PdfDocument(FOLDER / "salindia-60-menit.pdf")
    assert len(slides()) == len(pages)
    for name, page in zip(slides(), pages, strict=True):
        shown = words_of_office("salindia-60-menit.pptx", name)
        assert sorted(shown.split()) == sorted(page.get_textpage().get_text_range().split())


def test_the_paper_to_change_says_what_the_pdf_says():
    for name in ("pengantar-lima-menit", "panduan-fasilitator"):
        printed = set(re.findall(r"\w{5,}", words_of(f"{name}.pdf")))
        assert printed - set(re.findall(r"\w{5,}", words_of(f"{name}.docx"))) <= {"Halaman", "Hanya", "untuk", "mitra"}


# How the library offers them


def test_every_file_is_offered_once_with_a_name_of_its_own():
    offered = [file["file"] for entry in MATERIALS.values() for file in entry["files"]]
    assert sorted(offered) == FILES
    for slug, entry in MATERIALS.items():
        names = [(file["purpose"], Path(file["file"]).suffix) for file in entry["files"]]
        assert len(names) == len(set(names)), slug


def test_every_example_says_that_it_is_one_and_how_it_is_used():
    for entry in MATERIALS.values():
        assert entry["title"].startswith("Contoh")
        assert len(entry["use_steps"]) == 3
        assert entry["sources"]
    for entry in KITS.values():
        assert entry["title"].startswith("Contoh")


def test_the_kits_last_as_long_as_they_say():
    assert sum(part["minutes"] for part in KITS["sosialisasi-60-menit"]["parts"]) == 60
    assert sum(part["minutes"] for part in KITS["kenali-tppo-sebelum-berangkat"]["parts"]) == 30
    for kit in KITS.values():
        assert all(part["talk"] for part in kit["parts"])


@pytest.fixture
def library(db, page_at) -> Page:
    call_command("load_starter_content", "--with-examples", verbosity=0)
    return page_at("/materi/")


def test_a_site_without_examples_has_none_of_them(db):
    assert not MaterialPage.objects.exists()
    assert not CampaignDocument.objects.exists()


def test_the_library_shows_the_examples_with_their_files(library, client, page_at):
    shown = client.get("/materi/").content.decode()
    for slug, entry in MATERIALS.items():
        assert (f"/materi/{slug}/" in shown) != bool(entry.get("partners_only")), slug
    assert MaterialPage.objects.live().count() == len(MATERIALS) >= 6
    for slug, entry in MATERIALS.items():
        files = page_at(f"/materi/{slug}/").files.all()
        assert [file.purpose for file in files] == [file["purpose"] for file in entry["files"]]
        for file in files:
            assert file.size > 0
            with file.document.open_file() as content:
                assert content.read(4)


def test_the_kits_lead_to_their_materials(library, client, page_at):
    for slug, entry in KITS.items():
        page = page_at(f"/materi/paket/{slug}/")
        assert [part.material and part.material.url for part in page.parts.all()] == [
            part.get("material") for part in entry["parts"]
        ]
        assert client.get(page.url).status_code == 200


def test_the_guide_opens_for_partners_only(library, client, page_at, django_user_model):
    guide = page_at("/materi/panduan-fasilitator/")
    assert client.get(guide.url).status_code == 302
    assert not MaterialPage.objects.for_strangers().filter(pk=guide.pk).exists()
    partner = django_user_model.objects.create_user("mitra", password="kata sandi mitra")
    partner.groups.set(guide.get_view_restrictions().get().groups.all())
    client.force_login(partner)
    assert client.get(guide.url).status_code == 200


def test_loading_the_examples_again_changes_nothing(library, page_at):
    page_at("/materi/daftar-hadir/").delete()
    changed = page_at("/materi/siapa-bisa-apa/")
    changed.title = "Lembar kantor"
    changed.save_revision().publish()
    before = (set(CampaignDocument.objects.values_list("pk", flat=True)), KitPage.objects.count())
    call_command("load_starter_content", "--with-examples", verbosity=0)
    assert page_at("/materi/siapa-bisa-apa/").title == "Lembar kantor"
    assert not HomePage.objects.get().get_descendants().filter(slug="daftar-hadir").exists()
    assert (set(CampaignDocument.objects.values_list("pk", flat=True)), KitPage.objects.count()) == before


def test_no_headline_of_an_example_speaks_about_the_reader(library):
    for page in Page.objects.filter(title__startswith="Contoh"):
        assert not re.search(r"\banda\b|\bkamu\b", f"{page.title} {page.seo_title}".lower()), page
