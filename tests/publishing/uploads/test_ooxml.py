"""Word and PowerPoint files."""

import re
import stat
import struct
import zipfile
import zlib
from io import BytesIO

import pytest
from docx import Document
from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from publishing.uploads.office import ooxml, zips
from publishing.uploads.refusals import Refused
from tests.publishing.uploads import files
from tests.publishing.uploads.files import docx, edited, entries, photo, pptx, related, repacked, zipped

WORD = "word/document.xml"
SLIDE = "ppt/slides/slide1.xml"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"


def cleaned(content: bytes) -> tuple[bytes, set[str]]:
    copy = BytesIO()
    _ending, removed = ooxml.clean(BytesIO(content), copy)
    return copy.getvalue(), removed


def refused(content: bytes) -> str:
    with pytest.raises(Refused) as refusal:
        cleaned(content)
    return refusal.value.code


def everything(content: bytes) -> bytes:
    held = entries(content)
    return b"".join([*held.values(), *map(str.encode, held)])


def body(xml: str) -> bytes:
    """A document with `xml` behind its first paragraph."""
    return edited(docx(), WORD, ("</w:body>", f"{xml}</w:body>"))


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_a_word_file_opens_again_with_its_words_and_pictures():
    document = Document(BytesIO(cleaned(docx(photo()))[0]))
    assert [paragraph.text for paragraph in document.paragraphs][:2] == ["Pidato", "Pidato untuk wirid"]
    assert len(document.inline_shapes) == 1


def test_slides_open_again_with_their_words_pictures_and_notes():
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Kenali"
    slide.notes_slide.notes_text_frame.text = "Bacakan pelan-pelan"
    slide.shapes.add_picture(BytesIO(photo(kind="PNG")), 0, 0)
    written = BytesIO()
    deck.save(written)
    again = Presentation(BytesIO(cleaned(written.getvalue())[0])).slides[0]
    assert again.shapes.title.text == "Kenali"
    assert again.notes_slide.notes_text_frame.text == "Bacakan pelan-pelan"
    assert [shape.shape_type for shape in again.shapes][-1] == 13


@pytest.mark.parametrize("make", [docx, pptx])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "TIFF"])
def test_neither_the_author_nor_a_photo_within_tells_anything(make, kind):
    content, removed = cleaned(make(photo(kind=kind)))
    assert not [secret for secret in files.SECRETS if secret in everything(content)]
    assert not [name for name in entries(content) if name.startswith("docProps/")]
    assert removed == {"metadata"}


def test_a_photo_within_shows_what_it_showed_and_stays_turned():
    original = photo(turned=6)
    held = entries(cleaned(docx(original))[0])
    content = next(value for name, value in held.items() if name.startswith("word/media/"))
    with Image.open(BytesIO(content)) as picture, Image.open(BytesIO(original)) as before:
        assert picture.tobytes() == before.tobytes()
        assert dict(picture.getexif()) == {files.ORIENTATION: 6}


def test_the_same_file_always_becomes_the_same_copy():
    content = pptx(photo())
    once, _removed = cleaned(content)
    assert cleaned(content)[0] == once
    assert cleaned(once)[0] == once


def test_the_table_behind_a_chart_is_gone_and_the_chart_stays():
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    data = CategoryChartData()
    data.categories = ["2023", "2024"]
    data.add_series("Kasus", (14, 4))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, 3_000_000, 2_000_000, data)
    written = BytesIO()
    deck.save(written)
    content, removed = cleaned(written.getvalue())
    assert not [name for name in entries(content) if "embeddings" in name]
    assert "tables" in removed
    chart = Presentation(BytesIO(content)).slides[0].shapes[0].chart
    assert list(chart.plots[0].series[0].values) == [14.0, 4.0]


def with_macro_part(content):
    return repacked(content, word__vbaProject_dot_bin=b"macro")


def with_macro_type(content):
    plain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return edited(content, "[Content_Types].xml", (plain, "application/vnd.ms-word.document.macroEnabled.main+xml"))


def with_macro_relationship(content):
    content = repacked(content, word__kode_dot_bin=b"macro")
    return related(content, WORD, "vbaProject", "kode.bin", space=MICROSOFT)


@pytest.mark.parametrize("disguise", [with_macro_part, with_macro_type, with_macro_relationship])
def test_macros_are_refused_under_the_name_of_a_docx(disguise):
    assert refused(disguise(docx())) == "macros"


@pytest.mark.parametrize("kind", ["oleObject", "package", "control", "aFChunk", "subDocument", "frame"])
@pytest.mark.parametrize(("make", "part"), [(docx, WORD), (pptx, SLIDE)])
def test_a_file_within_the_file_is_refused(make, part, kind):
    content = repacked(make(), x__isi_dot_bin=b"berkas lain")
    assert refused(related(content, part, kind, "/x/isi.bin")) == "objects"


@pytest.mark.parametrize("kind", ["image", "video", "audio", "slide", "settings"])
def test_what_is_fetched_from_elsewhere_is_refused(kind):
    assert refused(related(pptx(), SLIDE, kind, "https://jahat.example/x", external=True)) == "external"


@pytest.mark.parametrize(
    "target", ["file:///C:/Users/Siti/Normal.dotm", "\\\\server\\x.dotm", "https://jahat.example/x.dotm"]
)
def test_a_template_elsewhere_is_forgotten(target):
    plain = repacked(
        docx(),
        word___rels__settings_dot_xml_dot_rels=(
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        ),
    )
    content = related(plain, "word/settings.xml", "attachedTemplate", target, external=True)
    references = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    named = f'<w:attachedTemplate xmlns:r="{references}" r:id="rIdX"/></w:settings>'
    text = everything(cleaned(edited(content, "word/settings.xml", ("</w:settings>", named)))[0])
    assert b"dotm" not in text
    assert b"attachedTemplate" not in text


def hyperlink(target: str) -> bytes:
    content = related(docx(), WORD, "hyperlink", target, external=True)
    references = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<w:p><w:hyperlink xmlns:r="{references}" r:id="rIdX">{run("ke situs")}</w:hyperlink></w:p></w:body>'
    return edited(content, WORD, ("</w:body>", link))


def test_links_to_the_web_stay():
    content, removed = cleaned(hyperlink("https://payakumbuhkota.go.id/"))
    assert b"https://payakumbuhkota.go.id/" in everything(content)
    assert removed == {"metadata"}


@pytest.mark.parametrize("target", ["file:///C:/Users/Siti/x.docx", "\\\\server\\x", "javascript:alert(1)"])
def test_a_link_to_a_computer_loses_its_target_and_keeps_its_words(target):
    content, removed = cleaned(hyperlink(target))
    assert target.encode() not in everything(content)
    assert "ke situs" in Document(BytesIO(content)).paragraphs[-1].text
    assert "links" in removed


def test_tracked_changes_are_accepted_and_nobody_is_named():
    who = f'w:id="1" w:author="{files.AUTHOR}" w:date="2026-01-01T00:00:00Z"'
    added = f"<w:ins {who}>{run('ditambah')}</w:ins>"
    deleted = f"<w:del {who}><w:r><w:delText>nama korban</w:delText></w:r></w:del>"
    formatted = f"<w:r><w:rPr><w:b/><w:rPrChange {who}><w:rPr/></w:rPrChange></w:rPr><w:t>tebal</w:t></w:r>"
    content, removed = cleaned(body(f"<w:p>{added}{deleted}{formatted}</w:p>"))
    assert Document(BytesIO(content)).paragraphs[-1].text == "ditambahtebal"
    text = everything(content)
    assert b"nama korban" not in text
    assert files.AUTHOR.encode() not in text
    assert "changes" in removed


def test_comments_are_gone_with_what_refers_to_them():
    document = Document()
    paragraph = document.add_paragraph("Teks")
    document.add_comment(paragraph.runs, text="catatan rahasia", author=files.AUTHOR, initials="SR")
    written = BytesIO()
    document.save(written)
    assert b"catatan rahasia" in everything(written.getvalue())
    content, removed = cleaned(written.getvalue())
    text = everything(content)
    assert b"catatan rahasia" not in text
    assert b"commentReference" not in text
    assert b"comments.xml" not in text
    assert "comments" in removed
    assert Document(BytesIO(content)).paragraphs[0].text == "Teks"


def field(*pieces: str) -> bytes:
    parts = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' for mark in ("begin", "end"))
    return body(f"<w:p>{begin}{parts}{end}</w:p>")


@pytest.mark.parametrize(
    "pieces",
    [
        ["DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe"],
        ["DD", "EAUTO c:\\\\cmd.exe"],
        [' INCLUDEPICTURE "https://jahat.example/x.png" '],
        ["INCLUDETEXT x"],
        ["LINK Excel.Sheet"],
        ["MACROBUTTON x"],
        ['HYPERLINK "file:///c:/x.exe"'],
        ["&#68;DE x"],
    ],
    ids=lambda pieces: pieces[0].strip()[:15],
)
def test_a_field_that_loads_or_runs_something_is_refused(pieces):
    assert refused(field(*pieces)) == "field"


def test_a_field_whose_name_another_field_writes_is_refused():
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' for mark in ("begin", "end"))
    quote = f"{begin}<w:r><w:instrText>QUOTE 68 68 69</w:instrText></w:r>{end}"
    assert refused(body(f"<w:p>{begin}{quote}<w:r><w:instrText> c:\\cmd.exe</w:instrText></w:r>{end}</w:p>")) == "field"


@pytest.mark.parametrize(
    "instruction", ["PAGE", " TOC \\o &quot;1-3&quot; \\h ", "= 2 + 3", 'HYPERLINK "https://payakumbuhkota.go.id"']
)
def test_a_field_that_only_writes_stays(instruction):
    content = everything(cleaned(field(instruction))[0])
    assert instruction.strip().split()[0].encode() in content


def test_a_simple_field_is_looked_at_too():
    assert refused(body('<w:p><w:fldSimple w:instr="DDE x y"/></w:p>')) == "field"


def test_a_click_on_a_slide_that_starts_a_program_does_nothing():
    link = '<p:cNvPr id="99" name="x"><a:hlinkClick action="ppaction://program" r:id=""/></p:cNvPr>'
    whole = f"<p:sp><p:nvSpPr>{link}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/></p:sp></p:spTree>"
    content, removed = cleaned(edited(pptx(), SLIDE, ("</p:spTree>", whole)))
    assert b"ppaction" not in everything(content)
    assert "actions" in removed


def test_of_several_ways_to_show_something_the_one_that_needs_a_dropped_part_goes():
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    references = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ink = f'<w:contentPart xmlns:r="{references}" r:id="rIdX"/>'
    choice = f'<mc:Choice Requires="wps">{run("tinta")}{ink}</mc:Choice><mc:Fallback>{run("gambar")}</mc:Fallback>'
    xml = f'<w:p><mc:AlternateContent xmlns:mc="{space}">{choice}</mc:AlternateContent></w:p>'
    content = repacked(body(xml), ink__ink1_dot_xml=b"<ink/>")
    text = everything(cleaned(related(content, WORD, "customXml", "/ink/ink1.xml"))[0])
    assert b"gambar" in text
    assert b"tinta" not in text


@pytest.mark.parametrize(
    "entity",
    [
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "https://jahat.example/x.dtd">',
    ],
    ids=["file", "laughs", "dtd"],
)
@pytest.mark.parametrize("name", [WORD, "[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"])
def test_xml_with_a_language_of_its_own_is_refused(entity, name):
    content = entries(docx())[name].decode()
    head, rest = re.match(r"(<\?xml[^>]*\?>)?(.*)", content, re.DOTALL).groups()
    assert refused(zipped({**entries(docx()), name: f"{head or ''}{entity}{rest}".encode()})) == "xml_entities"


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    assert refused(repacked(docx(), word__media__image9_dot_png=bytes(30_000_000))) == "bomb"


def test_an_archive_of_too_many_entries_is_refused_by_its_last_bytes():
    content = bytearray(docx())
    struct.pack_into("<HH", content, content.rindex(b"PK\x05\x06") + 8, 60_000, 60_000)
    assert refused(bytes(content)) == "bomb"


def test_an_archive_that_unpacks_to_more_than_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(zips, "LARGEST_ALL", 20_000)
    assert refused(docx()) == "bomb"


@pytest.mark.parametrize("name", ["../keluar.xml", "word/../../keluar.xml", "/etc/passwd", "word\\x.xml", "C:x.xml"])
def test_names_that_lead_out_of_the_archive_are_refused(name):
    held = entries(docx())
    content = zipped({**held, name.replace("\\", "|"): b"x"}).replace(b"word|x.xml", b"word\\x.xml")
    assert refused(content) == "zip_names"


def test_two_entries_of_one_name_are_refused():
    written = BytesIO(docx())
    with zipfile.ZipFile(written, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(WORD, b"<lain/>")
    assert refused(written.getvalue()) == "zip_names"
    assert refused(zipped({**entries(docx()), WORD.upper(): b"<lain/>"})) == "zip_names"


def test_a_link_of_the_file_system_is_refused():
    written = BytesIO(docx())
    with zipfile.ZipFile(written, "a") as archive:
        entry = zipfile.ZipInfo("word/media/x.png")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    assert refused(written.getvalue()) == "zip_names"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (docx()[:5000], "cut_off"),
        (docx() + b"<script>alert(1)</script>", "two_in_one"),
        (docx() + docx(), "two_in_one"),
    ],
    ids=["truncated", "html behind", "twice"],
)
def test_an_archive_that_is_not_the_whole_file_is_refused(content, code):
    assert refused(content) == code


def test_a_damaged_entry_is_refused():
    content = bytearray(zipped_without_packing(docx()))
    content[content.index(b"Pidato untuk wirid")] ^= 1
    assert refused(bytes(content)) == "damaged"


def zipped_without_packing(content: bytes) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, value in entries(content).items():
            archive.writestr(name, value)
    return written.getvalue()


def test_a_locked_archive_is_refused():
    content = bytearray(docx())
    start = content.index(b"PK\x01\x02")
    content[start + 8] |= 1
    assert refused(bytes(content)) == "encrypted"


@pytest.mark.parametrize("kind", ["spreadsheetml.sheet", "spreadsheetml.template"])
def test_other_files_of_the_office_are_refused(kind):
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    other = f"application/vnd.openxmlformats-officedocument.{kind}.main+xml"
    assert refused(edited(docx(), "[Content_Types].xml", (main, other))) == "unknown"


def test_an_archive_of_anything_else_is_refused():
    assert refused(zipped({"a.exe": b"MZ"})) == "unknown"


def test_a_pixel_bomb_within_is_refused():
    content = bytearray(photo(kind="PNG"))
    struct.pack_into(">II", content, 16, 60_000, 60_000)
    struct.pack_into(">I", content, 29, zlib.crc32(bytes(content[12:29])))
    held = entries(docx(photo(kind="PNG")))
    name = next(name for name in held if name.startswith("word/media/"))
    assert refused(zipped({**held, name: bytes(content)})) == "pixels"


def with_picture(content: bytes) -> bytes:
    held = entries(docx(photo(kind="PNG")))
    name = next(name for name in held if name.startswith("word/media/"))
    return zipped({**held, name: content})


def test_a_drawing_within_loses_its_notes():
    svg = (
        b"<svg xmlns='http://www.w3.org/2000/svg' xmlns:s='urn:x' s:docname='C:\\Users\\Siti Rahma'>"
        b"<metadata>catatan rahasia</metadata><s:view/><path d='M0 0'/></svg>"
    )
    text = everything(cleaned(with_picture(svg))[0])
    assert b"M0 0" in text
    assert not [secret for secret in files.SECRETS if secret in text]


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        (b"<script>alert(1)</script>", "svg_scripts"),
        (b"<path onload='alert(1)'/>", "svg_scripts"),
        (b"<image href='https://jahat.example/x.png'/>", "picture"),
        (b"<style>@imp&#111;rt 'https://jahat.example/x.css';</style>", "picture"),
        (b"<rect style='fill:url(https://jahat.example/x)'/>", "picture"),
    ],
    ids=["script", "handler", "picture elsewhere", "style elsewhere", "fill elsewhere"],
)
def test_a_drawing_within_that_runs_or_loads_something_is_refused(inside, code):
    assert refused(with_picture(b"<svg xmlns='http://www.w3.org/2000/svg'>" + inside + b"</svg>")) == code


@pytest.mark.parametrize("content", [b"MZ program", b"\xd0\xcf\x11\xe0", photo()[:100]], ids=["exe", "ole", "cut off"])
def test_what_only_calls_itself_a_picture_is_refused(content):
    assert refused(with_picture(content)) == "picture"


def test_film_and_sound_within_slides_are_cleaned_too():
    film = repacked(pptx(), ppt__media__media1_dot_mp4=files.mp4(), ppt__media__media2_dot_mp3=files.mp3())
    held = entries(film)
    for number, (kind, name) in enumerate([("video", "media1.mp4"), ("audio", "media2.mp3")]):
        held = entries(related(zipped(held), SLIDE, kind, f"../media/{name}"))
        text = held["ppt/slides/_rels/slide1.xml.rels"].decode().replace("rIdX", f"rIdX{number}")
        held["ppt/slides/_rels/slide1.xml.rels"] = text.encode()
    text = everything(cleaned(zipped(held))[0])
    assert b"gambar dan suara" in text
    assert b"+00.2200" not in text
    assert files.AUTHOR.encode() not in text


def test_a_path_on_the_makers_computer_is_no_description():
    held = docx(photo())
    content = edited(held, WORD, ('name="Picture 1"', 'name="Picture 1" descr="C:\\Users\\Siti Rahma\\foto.jpg"'))
    assert b"Siti" not in everything(cleaned(content)[0])


def test_nothing_that_no_part_leads_to_is_copied():
    content = repacked(docx(), customXml__item1_dot_xml=b"<rahasia/>", lain__virus_dot_exe=b"MZ")
    held = entries(cleaned(content)[0])
    assert not [name for name in held if "custom" in name or "virus" in name or "thumbnail" in name]
