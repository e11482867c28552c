import zlib
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from publishing.uploads.pdf import document as pdf
from publishing.uploads.refusals import Refused
from tests.publishing.uploads import files
from tests.publishing.uploads.files import annotation, changed_pdf, drawn_pdf, photo, put_photo, script


def cleaned(content: bytes) -> tuple[bytes, set[str]]:
    copy = BytesIO()
    removed = pdf.clean(BytesIO(content), copy)
    return copy.getvalue(), removed


def refused(content: bytes) -> str:
    with pytest.raises(Refused) as refusal:
        cleaned(content)
    return refusal.value.code


def spelt_out(content: bytes) -> bytes:
    """Every object of the file as text, however it was packed."""
    written = BytesIO()
    with pikepdf.open(BytesIO(content)) as opened:
        opened.save(
            written, qdf=True, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized
        )
    return written.getvalue()


def test_what_is_printed_stays():
    content, removed = cleaned(drawn_pdf("Kenali tanda TPPO", pages=3))
    text = spelt_out(content)
    assert text.count(b"Kenali tanda TPPO") == 3
    assert removed == {"metadata"}


def test_author_title_and_xmp_are_gone():
    def tell(opened):
        with opened.open_metadata() as metadata:
            metadata["dc:creator"] = [files.AUTHOR]

    text = spelt_out(cleaned(changed_pdf(tell))[0])
    assert not [secret for secret in files.SECRETS if secret in text]
    assert b"/Info" not in text
    assert files.PROGRAM.encode() not in text


def test_the_copy_shows_its_first_page_before_it_is_loaded_whole():
    with pikepdf.open(BytesIO(cleaned(drawn_pdf(pages=5))[0])) as opened:
        assert opened.is_linearized


def test_the_same_file_always_becomes_the_same_copy():
    content = drawn_pdf()
    assert cleaned(content)[0] == cleaned(content)[0]
    assert cleaned(cleaned(content)[0])[1] == set()


def run_on_opening(opened):
    opened.Root.OpenAction = script()


def run_by_name(opened):
    opened.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), script()])))


def run_on_closing(opened):
    opened.Root.AA = Dictionary(WC=script())


def run_on_turning_the_page(opened):
    opened.pages[0].obj.AA = Dictionary(O=opened.make_indirect(script()))


def run_on_a_click(opened):
    annotation(opened, "Link", A=script())


def run_behind_a_harmless_click(opened):
    there = Array([opened.pages[0].obj, Name.Fit])
    annotation(opened, "Link", A=Dictionary(S=Name.GoTo, D=there, Next=Array([opened.make_indirect(script())])))


def run_in_a_field(opened):
    field = Dictionary(FT=Name.Tx, T=String("nama"), AA=Dictionary(K=script(), F=script()))
    opened.Root.AcroForm = Dictionary(Fields=Array([opened.make_indirect(field)]))


def run_from_the_outline(opened):
    item = opened.make_indirect(Dictionary(Title=String("Isi"), A=script()))
    opened.Root.Outlines = opened.make_indirect(Dictionary(Type=Name.Outlines, First=item, Last=item, Count=1))


def run_from_a_long_script(opened):
    action = Dictionary(S=Name.JavaScript, JS=opened.make_stream(b"app.alert(1)"))
    annotation(opened, "Link", A=action)


WAYS_TO_RUN = [value for name, value in list(globals().items()) if name.startswith("run_")]


@pytest.mark.parametrize("way", WAYS_TO_RUN, ids=lambda way: way.__name__)
def test_no_script_is_left_wherever_it_stood(way):
    hostile = changed_pdf(way)
    assert b"app.alert" in spelt_out(hostile)
    content, removed = cleaned(hostile)
    text = spelt_out(content)
    assert b"app.alert" not in text
    assert b"/JavaScript" not in text
    assert "scripts" in removed


@pytest.mark.parametrize(
    "kind", ["Launch", "SubmitForm", "ImportData", "GoToR", "GoToE", "Rendition", "RichMediaExecute", "Movie", "Sound"]
)
def test_no_action_starts_a_program_opens_a_file_or_sends_anything(kind):
    def act(opened):
        action = Dictionary(S=Name(f"/{kind}"), F=String("cmd.exe"), Win=Dictionary(F=String("cmd.exe")))
        annotation(opened, "Link", A=action)
        annotation(opened, "Link", A=opened.make_indirect(Dictionary(S=Name(f"/{kind}"), F=String("cmd.exe"))))

    content, removed = cleaned(changed_pdf(act))
    text = spelt_out(content)
    assert b"cmd.exe" not in text
    assert f"/{kind}".encode() not in text
    assert removed & {"actions", "scripts"}


def test_an_action_that_nobody_knows_yet_is_taken_out():
    content, _removed = cleaned(changed_pdf(lambda p: annotation(p, "Link", A=Dictionary(S=Name.Teleport, X=1))))
    assert b"Teleport" not in spelt_out(content)


def test_links_to_the_web_to_mail_and_within_the_file_stay():
    def link(opened):
        annotation(opened, "Link", A=Dictionary(S=Name.URI, URI=String("https://payakumbuhkota.go.id/")))
        annotation(opened, "Link", A=Dictionary(S=Name.URI, URI=String("tel:129")))
        annotation(opened, "Link", A=Dictionary(S=Name.GoTo, D=Array([opened.pages[0].obj, Name.Fit])))

    content, removed = cleaned(changed_pdf(link))
    text = spelt_out(content)
    assert b"https://payakumbuhkota.go.id/" in text
    assert b"tel:129" in text
    assert b"/GoTo" in text
    assert removed == {"metadata"}


@pytest.mark.parametrize("address", ["file:///c:/Users/Siti/x.exe", "\\\\server\\x", "javascript:alert(1)", "smb://x"])
def test_links_to_a_computer_are_taken_out(address):
    def link(opened):
        annotation(opened, "Link", A=Dictionary(S=Name.URI, URI=String(address)))

    content, removed = cleaned(changed_pdf(link))
    assert b"/URI" not in spelt_out(content)
    assert "links" in removed


def test_embedded_files_are_gone_with_their_content():
    def attach(opened):
        opened.attachments["virus.exe"] = b"MZ-jahat" * 100
        file = Dictionary(Type=Name.EmbeddedFile)
        held = opened.make_stream(b"MZ-jahat", file)
        annotation(
            opened, "FileAttachment", FS=Dictionary(Type=Name.Filespec, F=String("a.exe"), EF=Dictionary(F=held))
        )
        opened.pages[0].obj.AF = Array([Dictionary(Type=Name.Filespec, EF=Dictionary(F=held))])

    content, removed = cleaned(changed_pdf(attach))
    text = spelt_out(content)
    assert b"MZ-jahat" not in text
    assert b"virus" not in text
    assert b"/EF" not in text
    assert "attachments" in removed


@pytest.mark.parametrize("kind", ["RichMedia", "3D", "Movie", "Screen", "Sound"])
def test_what_plays_is_taken_out(kind):
    def play(opened):
        annotation(opened, kind, Film=opened.make_stream(b"film jahat"))

    content, _removed = cleaned(changed_pdf(play))
    text = spelt_out(content)
    assert b"film jahat" not in text
    assert f"/{kind}".encode() not in text


def test_notes_of_those_who_worked_on_it_are_gone_and_their_marks_are_nameless():
    def note(opened):
        annotation(opened, "Text", T=String(files.AUTHOR), Contents=String("catatan rahasia"))
        annotation(opened, "Highlight", T=String(files.AUTHOR), Contents=String("catatan rahasia"))
        annotation(opened, "FreeText", T=String(files.AUTHOR), Contents=String("Ruang rapat lantai 2"))

    content, removed = cleaned(changed_pdf(note))
    text = spelt_out(content)
    assert files.AUTHOR.encode() not in text
    assert b"catatan rahasia" not in text
    assert b"Ruang rapat lantai 2" in text
    assert b"/Highlight" in text
    assert "comments" in removed


def test_forms_of_xfa_and_signatures_are_taken_out():
    def fill(opened):
        signature = Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]), Contents=String("sertifikat"))
        field = Dictionary(FT=Name.Sig, T=String("ttd"), V=opened.make_indirect(signature))
        form = Dictionary(Fields=Array([opened.make_indirect(field)]), XFA=opened.make_stream(b"<xdp/>"))
        opened.Root.AcroForm = form

    content, removed = cleaned(changed_pdf(fill))
    text = spelt_out(content)
    assert b"/XFA" not in text
    assert b"sertifikat" not in text
    assert "signature" in removed


def test_thumbnails_and_notes_of_programs_are_gone():
    def hide(opened):
        page = opened.pages[0].obj
        page.Thumb = opened.make_stream(b"gambar kecil")
        page.PieceInfo = Dictionary(Adobe=Dictionary(Private=String("catatan rahasia")))
        page.Metadata = opened.make_stream(b"<x:xmpmeta/>", Type=Name.Metadata, Subtype=Name.XML)

    text = spelt_out(cleaned(changed_pdf(hide))[0])
    for word in (b"gambar kecil", b"catatan rahasia", b"xmpmeta"):
        assert word not in text


@pytest.mark.parametrize("filters", [["/DCTDecode"], ["/FlateDecode", "/DCTDecode"], ["/ASCIIHexDecode", "/DCTDecode"]])
def test_a_photo_within_keeps_neither_place_nor_camera(filters):
    packed = {"/FlateDecode": zlib.compress, "/ASCIIHexDecode": lambda data: data.hex().encode() + b">"}

    def put(opened):
        put_photo(opened, photo())
        stream = opened.pages[0].obj.Resources.XObject.Photo
        raw = photo()
        for name in reversed(filters[:-1]):
            raw = packed[name](raw)
        stream.write(raw, filter=Array([Name(name) for name in filters]))

    content, _removed = cleaned(changed_pdf(put))
    with pikepdf.open(BytesIO(content)) as opened:
        raw = opened.pages[0].obj.Resources.XObject.Photo.read_raw_bytes()
        assert str(opened.pages[0].obj.Resources.XObject.Photo["/Filter"]) == "/DCTDecode"
    assert not [secret for secret in files.SECRETS if secret in raw]
    with Image.open(BytesIO(raw)) as picture, Image.open(BytesIO(photo())) as before:
        assert picture.tobytes() == before.tobytes()
        assert not picture.getexif()


def test_a_photo_drawn_within_the_text_of_a_page_can_not_be_cleaned_and_is_refused():
    content = changed_pdf(lambda opened: opened.pages[0].contents_add(b"BI /W 8 /H 8 /F /DCT ID " + photo() + b" EI"))
    assert refused(content) == "picture"


@pytest.mark.parametrize("owner_only", [False, True])
def test_a_locked_pdf_is_refused(owner_only):
    lock = pikepdf.Encryption(owner="rahasia", user="" if owner_only else "rahasia")
    written = BytesIO()
    with pikepdf.open(BytesIO(drawn_pdf())) as opened:
        opened.save(written, encryption=lock)
    assert refused(written.getvalue()) == "encrypted"


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_truncated_pdf_is_refused(share):
    content = drawn_pdf(pages=30)
    assert refused(content[: int(len(content) * share)]) == "cut_off"


def test_a_pdf_without_pages_or_sense_is_refused():
    with pytest.raises((Refused, pikepdf.PdfError)):
        cleaned(b"%PDF-1.4\n%%EOF\n")


def test_a_pixel_bomb_within_is_refused():
    def put(opened):
        put_photo(opened, photo())
        picture = opened.pages[0].obj.Resources.XObject.Photo
        picture.Width, picture.Height = 60_000, 60_000

    assert refused(changed_pdf(put)) == "pixels"


def test_a_page_that_unpacks_to_gigabytes_is_refused(monkeypatch):
    monkeypatch.setattr(pdf, "LARGEST_TEXT", 1_000_000)

    def put(opened):
        stream = opened.make_stream(zlib.compress(bytes(5_000_000)))
        stream["/Filter"] = Name.FlateDecode
        opened.pages[0].obj.Contents = stream

    assert refused(changed_pdf(put)) == "bomb"


def test_a_pdf_of_too_many_pages_is_refused(monkeypatch):
    monkeypatch.setattr(pdf, "MOST_PAGES", 3)
    assert refused(drawn_pdf(pages=4)) == "pages"


def test_a_form_that_only_one_program_shows_is_refused():
    assert refused(changed_pdf(lambda opened: opened.Root.update({"/NeedsRendering": True}))) == "live_form"
