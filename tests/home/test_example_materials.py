"""The example materials: what is printed is what the templates say; it is true, readable aloud, and names no maker."""

import re
import zipfile
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import segno
from defusedxml import ElementTree
from PIL import Image

from home.starter.materials.print import HERE, SHEETS, html
from publishing.uploads.pdf.document import clean
from tests.home.materials import (
    FILES,
    FOLDER,
    JPEGS,
    OFFICE,
    PDFS,
    PRINTED,
    addresses_of,
    domestic,
    fonts_of,
    numbers_to_call,
    tags_of,
    vouched_numbers,
    words_of,
    words_of_html,
    words_of_office,
    words_of_pdf,
)

LARGEST_FOLDER = 2_000_000  # bytes
LARGEST_SHEET = 80_000
MM = 72 / 25.4
SIZES = {"a3": (297, 420), "a4": (210, 297), "a5": (148, 210)}


# What is committed


@pytest.mark.parametrize("name", PRINTED)
def test_a_committed_sheet_says_what_its_template_says(name):
    printed, template = (set(re.findall(r"\w+", words)) for words in (words_of_pdf(name), words_of_html(html(name))))
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
    assert re.search(r'd="[^"]+"', drawn)[0] in html("poster-nomor-bantuan-a4.pdf")


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


@pytest.mark.parametrize("name", [name for name in PDFS if name != "bahan-tayang-60-menit.pdf"])
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


def ink_and_colour(name: str) -> tuple[float, int]:
    """How much of the first page is dark, from 0 to 1, and the strongest colour on it, from 0 to 255."""
    page = pypdfium2.PdfDocument(FOLDER / name)[0].render(scale=0.5).to_pil().convert("RGB")
    greys = page.convert("L").histogram()
    light = sum(grey * count for grey, count in enumerate(greys)) / 255 / sum(greys)
    return 1 - light, page.convert("HSV").getchannel("S").getextrema()[1]


def test_every_poster_has_a_version_in_black_and_white_that_takes_half_the_ink():
    posters = {re.sub(r"-(a\d|whatsapp|hitam-putih)\.\w+$", "", name) for name in FILES if name.startswith("poster-")}
    for poster in posters:
        ink, colour = ink_and_colour(f"{poster}-hitam-putih.pdf")
        assert colour == 0, poster
        assert ink < ink_and_colour(f"{poster}-a4.pdf")[0] / 2, poster


def test_the_poster_on_a3_is_the_one_on_a4_drawn_larger():
    for name in ("poster-tanda-tppo", "poster-nomor-bantuan"):
        assert words_of(f"{name}-a3.pdf") == words_of(f"{name}-a4.pdf")


# The slides and the papers to change, which are kept as they were made


def slides() -> list[str]:
    with zipfile.ZipFile(FOLDER / "bahan-tayang-60-menit.pptx") as archive:
        names = [part for part in archive.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", part)]
    return sorted(names, key=lambda name: int(re.findall(r"\d+", name)[0]))


def test_slides_are_titled_described_and_have_notes():
    described = 0
    with zipfile.ZipFile(FOLDER / "bahan-tayang-60-menit.pptx") as archive:
        for name in slides():
            slide = ElementTree.fromstring(archive.read(name))
            titles = [shape for shape in slide.findall(".//{*}sp") if shape.find(".//{*}ph[@type='title']") is not None]
            assert "".join(text.text for text in titles[0].findall(".//{*}t"))
            described += sum(bool(drawn.get("descr")) for drawn in slide.findall(".//{*}pic/{*}nvPicPr/{*}cNvPr"))
    assert 12 <= len(slides()) <= 14
    assert all(
        len(words_of_office("bahan-tayang-60-menit.pptx", f"ppt/notesSlides/notesSlide{place}.xml")) > 100
        for place in range(1, len(slides()) + 1)
    )
    assert described == 5  # four drawings and the code; icons only adorn


def test_the_pdf_of_the_slides_says_what_the_slides_say():
    pages = pypdfium2.PdfDocument(FOLDER / "bahan-tayang-60-menit.pdf")
    assert len(slides()) == len(pages)
    for name, page in zip(slides(), pages, strict=True):
        shown = words_of_office("bahan-tayang-60-menit.pptx", name)
        assert sorted(shown.split()) == sorted(page.get_textpage().get_text_range().split())


def test_the_paper_to_change_says_what_the_pdf_says():
    for name in ("pengantar-lima-menit", "panduan-fasilitator"):
        printed = set(re.findall(r"\w{5,}", words_of(f"{name}.pdf")))
        assert printed - set(re.findall(r"\w{5,}", words_of(f"{name}.docx"))) <= {"Halaman", "Hanya", "untuk", "mitra"}
