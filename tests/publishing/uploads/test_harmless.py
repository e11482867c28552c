"""Real files that look odd and do no harm: each stands for a kind that was refused once."""

import struct
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from docx import Document
from PIL import Image

from publishing.uploads.documents import clean_document
from publishing.uploads.office import odf, ooxml
from publishing.uploads.refusals import Refused
from tests.publishing.uploads import files
from tests.publishing.uploads.files import docx, edited, entries, odt, photo, pptx, related, repacked
from tests.publishing.uploads.test_ooxml import WORD, body, everything


def cleaned(content: bytes, way=ooxml) -> bytes:
    copy = BytesIO()
    way.clean(BytesIO(content), copy)
    return copy.getvalue()


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {text} </w:instrText></w:r>'


def field(text: str, result: str = "<w:r><w:t>1</w:t></w:r>") -> str:
    return mark("begin") + instruction(text) + mark("separate") + result + mark("end")


def test_a_table_of_contents_holds_fields_within_its_result():
    contents = field('TOC \\o "1-3" \\h', field("PAGEREF _Toc1 \\h") + field("PAGEREF _Toc2 \\h", ""))
    copy = cleaned(body(f"<w:p>{contents}</w:p>"))
    assert entries(copy)[WORD].count(b"PAGEREF") == 2


@pytest.mark.parametrize(
    "hostile",
    [
        field("TOC", field("INCLUDEPICTURE http://contoh.id/a.png")),
        field("TOC", instruction("DDEAUTO a b")),
        mark("begin") + field("QUOTE D") + instruction("DEAUTO a b") + mark("separate") + mark("end"),
    ],
    ids=["a field in a result", "an instruction in a result", "a field that writes a name"],
)
def test_a_field_within_a_result_is_looked_at_too(hostile):
    with pytest.raises(Refused) as refusal:
        cleaned(body(f"<w:p>{hostile}</w:p>"))
    assert refusal.value.code == "field"


def test_a_citation_stays_without_the_notes_of_its_program():
    note = f'ADDIN CSL_CITATION {{"author": "{files.AUTHOR}", "uris": ["file:///c:/siti"]}}'
    copy = entries(cleaned(body(f"<w:p>{field(note, '<w:r><w:t>(Rahma, 2020)</w:t></w:r>')}</w:p>")))[WORD]
    assert b"(Rahma, 2020)" in copy
    assert b"ADDIN" in copy
    assert b"CSL_CITATION" not in copy
    assert files.AUTHOR.encode() not in copy


def test_a_citation_in_several_pieces_is_left_out_whole():
    pieces = "".join(instruction(piece) for piece in ("ADDIN EN.CITE", files.AUTHOR, "DDEAUTO a b"))
    copy = entries(cleaned(body(f"<w:p>{mark('begin')}{pieces}{mark('separate')}{mark('end')}</w:p>")))[WORD]
    assert files.AUTHOR.encode() not in copy
    assert b"DDEAUTO" not in copy


SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def with_pdf_picture(xml: str) -> bytes:
    content = related(docx(photo(kind="PNG")), WORD, "image", "media/gambar.pdf")
    content = edited(content, WORD, ("</w:body>", f"{xml}</w:body>"))
    return repacked(content, word__media__gambar_dot_pdf=files.drawn_pdf())


def test_of_a_picture_in_two_formats_the_one_that_can_be_cleaned_stays():
    ways = "<mc:Choice Requires='ma'><a:blip r:embed='rIdX'/></mc:Choice><mc:Fallback><w:t>PNG</w:t></mc:Fallback>"
    copy = cleaned(with_pdf_picture(f"<w:p {SPACES}><mc:AlternateContent>{ways}</mc:AlternateContent></w:p>"))
    assert b"<mc:Fallback><w:t>PNG</w:t>" in entries(copy)[WORD]
    assert not [name for name in entries(copy) if name.endswith(".pdf")]


def test_a_picture_that_can_not_be_cleaned_and_has_no_other_format_is_refused():
    with pytest.raises(Refused) as refusal:
        cleaned(with_pdf_picture(f"<w:p {SPACES}><a:blip r:embed='rIdX'/></w:p>"))
    assert refusal.value.code == "picture"


def test_a_picture_that_nothing_shows_is_dropped():
    assert not [name for name in entries(cleaned(with_pdf_picture("<w:p/>"))) if name.endswith(".pdf")]


def frame(*names: str) -> str:
    images = "".join(f'<draw:image xlink:href="Pictures/{name}"/>' for name in names)
    return f"<text:p><draw:frame>{images}</draw:frame></text:p>"


def test_of_a_frame_with_two_formats_the_one_that_can_be_cleaned_stays():
    content = odt(
        frame("a.pdf", "a.png"), **{"Pictures__a.pdf": files.drawn_pdf(), "Pictures__a.png": photo(kind="PNG")}
    )
    copy = entries(cleaned(content, odf))
    assert "Pictures/a.png" in copy
    assert "Pictures/a.pdf" not in copy
    assert b"a.pdf" not in copy["content.xml"]


def test_a_frame_of_which_nothing_would_be_left_is_refused():
    with pytest.raises(Refused) as refusal:
        cleaned(odt(frame("a.pdf"), **{"Pictures__a.pdf": files.drawn_pdf()}), odf)
    assert refusal.value.code == "picture"


def without_end(kind: str) -> bytes:
    content = photo(kind=kind)
    return content[:-12] if kind == "PNG" else content[:-2] if kind == "JPEG" else content[:-1]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF"])
def test_a_picture_without_its_last_mark_is_shown_in_a_document_as_it_is_alone(kind):
    content = without_end(kind)
    copy = entries(cleaned(odt(frame("a.x"), **{"Pictures__a.x": content}), odf))["Pictures/a.x"]
    with Image.open(BytesIO(copy)) as picture, Image.open(BytesIO(photo(kind=kind))) as before:
        assert picture.convert("RGB").tobytes() == before.convert("RGB").tobytes()
    assert files.CAMERA.encode() not in copy


def test_a_picture_that_nobody_can_show_is_still_refused():
    with pytest.raises(Refused) as refusal:
        cleaned(odt(frame("a.png"), **{"Pictures__a.png": photo(kind="PNG")[:60]}), odf)
    assert refusal.value.code == "picture"


STRAY = {"line behind": (b"", b"\r\n"), "line before": (b"\n", b""), "mark before": (b"\xef\xbb\xbf", b"")}


@pytest.mark.parametrize("stray", STRAY.values(), ids=STRAY)
@pytest.mark.parametrize("make", [docx, pptx, odt, files.drawn_pdf], ids=["docx", "pptx", "odt", "pdf"])
def test_a_few_harmless_bytes_around_a_file_are_cut_off(make, stray):
    content = make()
    copy = clean_document(ContentFile(stray[0] + content + stray[1], name="a")).read()
    assert copy == clean_document(ContentFile(content, name="a")).read()


@pytest.mark.parametrize("make", [files.mp4, files.ogg, files.mp3], ids=["mp4", "ogg", "mp3"])
def test_a_line_end_behind_sound_and_film_does_no_harm(make):
    assert clean_document(ContentFile(make() + b"\r\n", name="a"))


def test_what_word_leaves_behind_a_text_of_libreoffice_is_cut_off():
    copy = clean_document(ContentFile(odt() + b"\1\0\0\x3e\x13\0\0\0\0", name="a")).read()
    assert copy == clean_document(ContentFile(odt(), name="a")).read()


@pytest.mark.parametrize("more", [b"\r\n" * 200, b"<script>alert(1)</script>"], ids=["many", "words"])
def test_more_than_that_around_an_archive_is_refused(more):
    with pytest.raises(ValidationError) as refused:
        clean_document(ContentFile(docx() + more, name="a"))
    assert refused.value.code == "two_in_one"


@pytest.mark.parametrize(
    ("make", "plain", "kind"),
    [
        (docx, "wordprocessingml.document", "wordprocessingml.template"),
        (pptx, "presentationml.presentation", "presentationml.slideshow"),
        (pptx, "presentationml.presentation", "presentationml.template"),
    ],
    ids=["dotx", "ppsx", "potx"],
)
def test_a_template_or_a_slide_show_becomes_a_file_to_change(make, plain, kind):
    other = edited(make(), "[Content_Types].xml", (f"{plain}.main", f"{kind}.main"))
    assert cleaned(other) == cleaned(make())


def test_neither_documents_nor_paragraphs_carry_numbers_that_link_them():
    word14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    numbers = f'w:rsidR="00A77B3E" w:rsidRDefault="00C1D2E3" w14:paraId="1A2B3C4D" w14:textId="77777777" {word14}'
    content = edited(docx(), WORD, ("<w:body>", f"<w:body><w:p {numbers}><w:r w:rsidRPr='00ABCDEF'/></w:p>"))
    settings = f'<w14:docId {word14} w14:val="5D6E7F80"/></w:settings>'
    content = edited(content, "word/settings.xml", ("</w:settings>", settings))
    copy = everything(cleaned(content))
    assert not [number for number in (b"rsid", b"paraId", b"textId", b"docId", b"5D6E7F80") if number in copy]
    assert Document(BytesIO(cleaned(content))).paragraphs


def test_shapes_of_slides_carry_no_numbers_that_link_them():
    number = '<a:ext uri="{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}"><a16:creationId xmlns:a16="x" id="{ABC}"/></a:ext>'
    copy = cleaned(edited(pptx(), "ppt/slides/slide1.xml", ("</p:cSld>", f"<a:extLst>{number}</a:extLst></p:cSld>")))
    assert b"creationId" not in everything(copy)
    assert b"{FF2B5EF4" not in everything(copy)


def test_a_film_does_not_name_its_encoder():
    name = b"\x0eKamera rahasia".ljust(32, b"\0")
    picture = bytes(42) + name + bytes(4) + files.box("avcC", b"gambar") + files.box("CAME", files.CAMERA.encode())
    stsd = files.box("stsd", bytes(4), struct.pack(">I", 1), files.box("avc1", picture))
    copy = clean_document(ContentFile(files.mp4(tracks=files.track(description=stsd)), name="a"))
    content = copy.read()
    assert files.CAMERA.encode() not in content
    assert b"avcCgambar" in content


@pytest.mark.parametrize(
    ("make", "part"), [(docx, "docProps/core.xml"), (pptx, "docProps/core.xml"), (odt, "meta.xml")]
)
def test_an_office_file_carries_the_title_and_language_that_the_site_knows(make, part):
    copy = clean_document(ContentFile(make(), name="a"), title="Kenali <TPPO> & tandanya").read()
    told = entries(copy)[part].decode()
    assert "<dc:title>Kenali &lt;TPPO&gt; &amp; tandanya</dc:title><dc:language>id</dc:language>" in told
    assert files.AUTHOR not in told
    if make is docx:
        assert Document(BytesIO(copy)).core_properties.title == "Kenali <TPPO> & tandanya"


def plain_png() -> bytes:
    written = BytesIO()
    Image.new("RGB", (8, 8)).save(written, "PNG")
    return written.getvalue()


@pytest.mark.parametrize("make", [plain_png, docx, odt, files.drawn_pdf], ids=["png", "docx", "odt", "pdf"])
def test_of_a_file_that_tells_nothing_nothing_is_said(make):
    copy = clean_document(ContentFile(make(), name="a"), title="Kenali tanda TPPO")
    assert clean_document(copy, title="Lain").taken_out == ()
