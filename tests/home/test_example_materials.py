"""The example materials: what is committed is what the scripts draw; it is true, fit to print, and names no maker."""

import re
import tomllib
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pikepdf
import pptx
import pypdfium2
import pytest
from django.core.management import call_command
from PIL import Image, ImageChops, ImageStat
from wagtail.models import Page

from home.models import HomePage
from home.starter.loader import FOLDER as STARTER
from home.starter.materials import helplines, posters
from home.starter.materials.__main__ import FILES, FOLDER
from home.starter.materials.sheet import A4, Sheet, TooLongError
from publishing.models import CampaignDocument
from resources.models import KitPage, MaterialPage

# facts.md: nothing else that looks like a number to call may stand on paper.
ALLOWED_NUMBERS = {"129", "110", "148", "08111129129"}
NUMBER = re.compile(r"\d(?:[ .-]?\d)*")
LARGEST_FOLDER = 4_000_000  # bytes
MM = 72 / 25.4
SHEETS = {"a3": (297, 420), "a4": (210, 297), "a5": (148, 210)}
PDFS = sorted(name for name in FILES if name.endswith(".pdf"))
JPEGS = sorted(name for name in FILES if name.endswith(".jpg"))
OFFICE = sorted(name for name in FILES if name.endswith((".pptx", ".docx")))
EXAMPLES = {path.stem: tomllib.loads(path.read_text()) for path in (STARTER / "examples" / "materi").rglob("*.toml")}
MATERIALS = {name: entry for name, entry in EXAMPLES.items() if entry["type"] == "material"}
KITS = {name: entry for name, entry in EXAMPLES.items() if entry["type"] == "kit"}


def committed(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def unpacked(name: str, content: bytes) -> dict[str, bytes]:
    """A file's parts without their compression, which differs between builds of zlib."""
    if name in OFFICE:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            return {part: parts.read(part) for part in parts.namelist()}
    if name in PDFS:
        written = BytesIO()
        with pikepdf.open(BytesIO(content)) as document:
            document.save(
                written,
                static_id=True,
                compress_streams=False,
                stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
            )
        return {name: written.getvalue()}
    return {name: content}


def alike(name: str, one: bytes, other: bytes) -> bool:
    """The same bytes; a picture may be rounded otherwise by another processor."""
    if one == other:
        return True
    if not name.endswith((".png", ".jpg")):
        return False
    first, second = (Image.open(BytesIO(content)).convert("RGBA") for content in (one, other))
    return first.size == second.size and max(ImageStat.Stat(ImageChops.difference(first, second)).mean) < 1


def words_of_pdf(content: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


def words_of_slides(content: bytes) -> str:
    slides = pptx.Presentation(BytesIO(content)).slides
    shown = [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame]
    return "\n".join([*shown, *(slide.notes_slide.notes_text_frame.text for slide in slides)])


def words_of_paper(content: bytes) -> str:
    paper = docx.Document(BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    foot = [line.text for line in paper.sections[0].footer.paragraphs]
    return "\n".join([*(line.text for line in paper.paragraphs), *cells, *foot])


def words_of(name: str) -> str:
    if name in JPEGS:
        square = {"tanda-tppo": posters.trafficking_square, "nomor-bantuan": posters.not_alone_square}
        return words_of_pdf(next(draw for key, draw in square.items() if key in name)())
    kinds = {"pdf": words_of_pdf, "pptx": words_of_slides, "docx": words_of_paper}
    return kinds[name.rpartition(".")[2]](committed(name))


def fonts_of(resources: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    fonts = list(resources.get("/Font", {}).values())
    for part in resources.get("/XObject", {}).values():
        fonts += fonts_of(part.get("/Resources", pikepdf.Dictionary()))
    return fonts


# What is committed


@pytest.mark.parametrize("name", FILES)
def test_the_script_draws_what_is_committed(name):
    drawn, kept = unpacked(name, FILES[name]()), unpacked(name, committed(name))
    assert drawn.keys() == kept.keys()
    assert [part for part in drawn if not alike(part, drawn[part], kept[part])] == []


@pytest.mark.parametrize(
    "name", ["sebelum-berangkat-a4.pdf", "panduan-fasilitator.docx", "salindia-60-menit.pptx", *JPEGS]
)
def test_drawing_again_gives_the_same_bytes(name):
    assert FILES[name]() == FILES[name]()


def test_the_folder_holds_these_files_and_stays_small():
    kept = list(FOLDER.iterdir())
    assert {path.name for path in kept} == set(FILES)
    assert sum(path.stat().st_size for path in kept) <= LARGEST_FOLDER


# No trace of its makers


@pytest.mark.parametrize("name", PDFS)
def test_a_pdf_says_nothing_about_its_makers_and_nothing_in_it_runs(name):
    with pikepdf.open(FOLDER / name) as document:
        assert "/Info" not in document.trailer
        assert not {"/Metadata", "/OpenAction", "/AA", "/Names", "/AcroForm"} & set(document.Root.keys())
        assert document.Root.Lang == "id-ID"


@pytest.mark.parametrize("name", OFFICE)
def test_an_office_file_says_nothing_about_its_makers(name):
    with zipfile.ZipFile(FOLDER / name) as parts:
        assert not [part for part in parts.namelist() if "docProps" in part or "printer" in part]
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [part for part in parts.namelist() if re.search(rb"<dc:creator>|lastModifiedBy", parts.read(part))]


@pytest.mark.parametrize("name", JPEGS)
def test_a_picture_for_messengers_is_small_and_bare(name):
    with Image.open(FOLDER / name) as picture:
        assert max(picture.size) <= 1080
        assert not set(picture.info) & {"exif", "xmp", "comment", "icc_profile", "photoshop"}
    assert (FOLDER / name).stat().st_size <= 200_000
    assert helplines.SAPA_WHATSAPP in words_of(name)


# True


@pytest.mark.parametrize("name", FILES)
def test_only_vouched_numbers_stand_on_a_material(name):
    words = words_of(name).replace("\N{NO-BREAK SPACE}", " ")
    numbers = {re.sub(r"\D", "", number) for number in NUMBER.findall(words)}
    # A day, an article or a year is shorter, or does not begin like a number to call.
    called = {number for number in numbers if len(number) >= 5 or re.match(r"0\d\d|1\d\d$", number)}
    assert called <= ALLOWED_NUMBERS


def test_the_codes_lead_to_the_number_that_is_printed():
    assert f"https://wa.me/62{helplines.SAPA_WHATSAPP.replace('-', '').removeprefix('0')}" == helplines.WHATSAPP_ADDRESS


@pytest.mark.parametrize("name", sorted(set(FILES) - {"daftar-hadir-a4.pdf"}))
def test_every_material_says_where_help_is(name):
    words = words_of(name)
    assert helplines.SAPA in words
    assert helplines.POLICE in words


@pytest.mark.parametrize("name", FILES)
def test_no_material_uses_words_that_hurt_or_speaks_of_settling_as_a_way(name):
    words = words_of(name).lower()
    assert not re.search(r"\boknum\b|\baib\b|jalan damai", words)


def test_the_attendance_sheet_asks_for_no_data_that_it_does_not_need():
    head = words_of("daftar-hadir-a4.pdf").split("Lembar ini melindungi")[0].lower()
    assert "boleh dikosongkan" in head
    assert not re.search(r"telepon|hp\b|nik\b|alamat|umur|tanda tangan", head)


def test_the_guide_says_on_every_page_that_it_is_for_partners():
    for page in pypdfium2.PdfDocument(committed("panduan-fasilitator.pdf")):
        assert "hanya untuk mitra" in page.get_textpage().get_text_range().lower()


# Fit to print


@pytest.mark.parametrize("name", PDFS)
def test_every_letter_is_embedded_as_a_subset(name):
    with pikepdf.open(FOLDER / name) as document:
        fonts = [font for page in document.pages for font in fonts_of(page.Resources)]
        assert fonts
        for font in fonts:
            assert re.match(r"/[A-Z]{6}\+", str(font.BaseFont)), font.BaseFont
            assert "/FontFile2" in font.FontDescriptor


@pytest.mark.parametrize("name", [name for name in PDFS if name != "salindia-60-menit.pdf"])
def test_a_sheet_has_its_size_and_words_keep_off_the_edge(name):
    ending = name.removesuffix(".pdf")[-2:]
    short, long = SHEETS.get(ending, SHEETS["a4"])
    for page in pypdfium2.PdfDocument(FOLDER / name):
        width, height = page.get_size()
        assert sorted((round(width / MM), round(height / MM))) == [short, long]
        letters = page.get_textpage()
        for place in range(letters.count_chars()):
            left, bottom, right, top = letters.get_charbox(place)
            if right > left:
                assert min(left, bottom, width - right, height - top) >= 9.5 * MM, letters.get_text_range(place, 20)


def test_the_poster_on_a3_is_the_one_on_a4_drawn_larger():
    for name in ("poster-tanda-tppo", "poster-nomor-bantuan"):
        assert words_of(f"{name}-a3.pdf") == words_of(f"{name}-a4.pdf")


def test_words_that_do_not_fit_stop_the_drawing():
    sheet = Sheet(A4)
    style = posters.letters(12, "#000000")
    for x, y, width, words, room in (
        (20, 20, 60, "Ini terlalu panjang untuk tempatnya", 5),
        (20, 20, 20, "Kesalingtergantungan", None),
        (5, 20, 60, "Di luar tepi", None),
        (20, 284, 60, "Di bawah tepi", None),
    ):
        with pytest.raises(TooLongError):
            sheet.text(x, y, width, words, style, room=room)


# The slides


def test_slides_are_titled_described_and_have_notes():
    slides = pptx.Presentation(FOLDER / "salindia-60-menit.pptx").slides
    assert 12 <= len(slides) <= 14
    for slide in slides:
        assert slide.shapes.title.text_frame.text
        assert len(slide.notes_slide.notes_text_frame.text) > 100
    described = [
        picture._element.nvPicPr.cNvPr.get("descr")
        for slide in slides
        for picture in slide.shapes
        if picture.shape_type == 13
    ]
    assert sum(bool(words) for words in described) == 5  # four drawings and the code; icons only adorn


def test_the_pdf_of_the_slides_says_what_the_slides_say():
    slides = pptx.Presentation(FOLDER / "salindia-60-menit.pptx").slides
    pages = pypdfium2.PdfDocument(committed("salindia-60-menit.pdf"))
    assert len(slides) == len(pages)
    for slide, page in zip(slides, pages, strict=True):
        shown = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert sorted(shown.split()) == sorted(page.get_textpage().get_text_range().split())


def test_the_paper_to_change_says_what_the_pdf_says():
    for name in ("pengantar-lima-menit", "panduan-fasilitator"):
        printed = set(re.findall(r"\w{5,}", words_of(f"{name}.pdf")))
        assert printed - set(re.findall(r"\w{5,}", words_of(f"{name}.docx"))) <= {"Halaman", "Hanya", "untuk", "mitra"}


# How the library offers them


def test_every_file_is_offered_once_with_a_name_of_its_own():
    offered = [file["file"] for entry in MATERIALS.values() for file in entry["files"]]
    assert sorted(offered) == sorted(FILES)
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
