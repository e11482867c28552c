"""Of a PDF, what is known stays; what is not goes, wherever it stands, and the editor hears what it really was."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from publishing.uploads.pdf import document as pdf
from publishing.uploads.refusals import Refused
from tests.publishing.uploads import files
from tests.publishing.uploads.files import annotation, changed_pdf, drawn_pdf, photo, script
from tests.publishing.uploads.test_pdf import cleaned, spelt_out


def plain(opened) -> None:
    """Without what reportlab tells, so that only what a test puts in can be told."""
    del opened.trailer["/Info"]


def hybrid(opened) -> None:
    source = opened.make_stream(files.odt())
    opened.trailer["/DocChecksum"] = Name("/0123456789ABCDEF0123456789ABCDEF")
    opened.trailer["/AdditionalStreams"] = Array([Name("/application#2Fvnd.oasis.opendocument.text"), source])


def private_key(opened) -> None:
    opened.trailer["/Kantor"] = opened.make_indirect(Dictionary(Naskah=opened.make_stream(files.docx())))


@pytest.mark.parametrize("hide", [hybrid, private_key], ids=lambda hide: hide.__name__)
def test_a_document_in_the_trailer_goes_and_is_told_as_a_file_within_the_file(hide):
    copy, removed = cleaned(changed_pdf(lambda opened: (plain(opened), hide(opened))))
    assert removed == {"attachments"}
    with pikepdf.open(BytesIO(copy)) as opened:
        assert set(opened.trailer.keys()) <= {
            "/Root",
            "/Size",
            "/ID",
            "/Type",
            "/W",
            "/Index",
            "/Length",
            "/Filter",
        } | {
            "/DecodeParms",
            "/Prev",
        }
    assert len(copy) < 3000


def by_tex(opened) -> None:
    told = Dictionary(Author=String(files.AUTHOR), CreationDate=String("D:2026"))
    form = opened.make_stream(b"0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    form["/PTEX.InfoDict"] = opened.make_indirect(told)
    form["/PTEX.FileName"] = String(f"/home/{files.AUTHOR}/gambar.pdf")
    opened.pages[0].obj["/Resources"]["/XObject"] = Dictionary(Gambar=form)


def by_info(opened) -> None:
    opened.pages[0].obj["/Resources"]["/Info"] = Dictionary(Author=String(files.AUTHOR), Company=String("PT"))


def by_two_keys(opened) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    font["/Buatan"] = opened.make_indirect(Dictionary(Author=String(files.AUTHOR), Producer=String("Word")))
    opened.pages[0].obj["/Resources"]["/Font"]["/F9"] = font


def by_page(opened) -> None:
    opened.pages[0].obj["/Pembuat"] = String(files.AUTHOR)


def by_form_xobject(opened) -> None:
    form = opened.make_stream(b"0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    form["/Catatan"] = String(files.AUTHOR)
    opened.pages[0].obj["/Resources"]["/XObject"] = Dictionary(Gambar=form)


def by_layer(opened) -> None:
    usage = Dictionary(CreatorInfo=Dictionary(Creator=String(files.AUTHOR)), User=Dictionary(Name=String(files.AUTHOR)))
    layer = opened.make_indirect(Dictionary(Type=Name.OCG, Name=String("Latar"), Usage=usage))
    opened.Root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(ON=Array([layer]), Creator=String(files.AUTHOR))
    )


def by_viewer(opened) -> None:
    opened.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, Pembuat=String(files.AUTHOR))


def by_mark(opened) -> None:
    annotation(opened, "Highlight", T=String(files.AUTHOR), Catatan=String(files.AUTHOR), Contents=String("bagus"))


WAYS_TO_TELL = [value for name, value in list(globals().items()) if name.startswith("by_")]


@pytest.mark.parametrize("way", WAYS_TO_TELL, ids=lambda way: way.__name__)
def test_who_made_it_is_told_nowhere(way):
    text = spelt_out(cleaned(changed_pdf(way))[0])
    assert files.AUTHOR.encode() not in text
    assert b"Kenali tanda TPPO" in text


def test_layers_and_their_names_stay():
    with pikepdf.open(BytesIO(cleaned(changed_pdf(by_layer))[0])) as opened:
        assert str(opened.Root.OCProperties.OCGs[0].Name) == "Latar"
        assert len(opened.Root.OCProperties.D.ON) == 1


def tag(opened) -> None:
    page = opened.pages[0].obj
    page["/StructParents"], page["/Tabs"] = 0, Name.S
    tree = opened.make_indirect(Dictionary(Type=Name.StructTreeRoot, RoleMap=Dictionary(Judul=Name.H1)))
    heading = Dictionary(
        Type=Name.StructElem, S=Name.Judul, P=tree, Pg=page, K=0, Lang=String("id"), Alt=String("Judul")
    )
    heading = opened.make_indirect(heading)
    tree.K = Array([heading])
    tree.ParentTree = opened.make_indirect(Dictionary(Nums=Array([0, Array([heading])])))
    opened.Root.StructTreeRoot = tree
    opened.Root.MarkInfo = Dictionary(Marked=True)
    opened.Root.Lang = String("min")
    opened.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    item = opened.make_indirect(Dictionary(Title=String("Isi"), Dest=Array([page, Name.Fit])))
    outlines = opened.make_indirect(Dictionary(Type=Name.Outlines, First=item, Last=item, Count=1))
    item.Parent = outlines
    opened.Root.Outlines = outlines


def test_a_tagged_file_stays_tagged():
    with pikepdf.open(BytesIO(cleaned(changed_pdf(tag))[0])) as opened:
        root = opened.Root
        heading = root.StructTreeRoot.K[0]
        assert (str(heading.S), int(heading.K), str(heading.Alt)) == ("/Judul", 0, "Judul")
        assert heading.Pg.objgen == opened.pages[0].obj.objgen
        assert root.StructTreeRoot.RoleMap.Judul == Name.H1
        assert root.StructTreeRoot.ParentTree.Nums[1][0].objgen == heading.objgen
        assert (bool(root.MarkInfo.Marked), str(root.Lang)) == (True, "min")
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(root.Outlines.First.Title) == "Isi"
        assert (int(opened.pages[0].obj.StructParents), opened.pages[0].obj.Tabs) == (0, Name.S)


def opens_on_a_view(opened) -> None:
    opened.Root.OpenAction = Array([opened.pages[0].obj, Name.XYZ, None, None, 0])


def opens_by_an_action(opened) -> None:
    there = Array([opened.pages[0].obj, Name.Fit])
    opened.Root.OpenAction = Dictionary(Type=Name.Action, S=Name.GoTo, D=there)


def has_empty_trees(opened) -> None:
    opened.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([])), JavaScript=Dictionary(Names=Array([])))
    opened.Root.AF = Array([])


def has_no_actions(opened) -> None:
    opened.Root.AA = Dictionary()
    opened.pages[0].obj.AA = Dictionary()
    annotation(opened, "Widget", FT=Name.Tx, T=String("nama"), AA=Dictionary())


HARMLESS = [opens_on_a_view, opens_by_an_action, has_empty_trees, has_no_actions, tag]


@pytest.mark.parametrize("way", HARMLESS, ids=lambda way: way.__name__)
def test_nothing_is_told_of_what_was_no_program_and_no_file(way):
    copy, removed = cleaned(changed_pdf(lambda opened: (plain(opened), way(opened))))
    assert removed == set()
    assert b"/AA" not in spelt_out(copy)


def test_a_file_still_opens_at_the_place_that_its_maker_chose():
    with pikepdf.open(BytesIO(cleaned(changed_pdf(opens_on_a_view))[0])) as opened:
        assert opened.Root.OpenAction[0].objgen == opened.pages[0].obj.objgen


@pytest.mark.parametrize(
    ("action", "told"),
    [
        (script(), "scripts"),
        (Dictionary(S=Name.Launch, F=String("a.exe")), "scripts"),
        (Dictionary(S=Name.SubmitForm, F=String("http://contoh.id")), "actions"),
    ],
    ids=["script", "launch", "send"],
)
def test_what_runs_on_opening_is_told_by_its_kind(action, told):
    def change(opened):
        plain(opened)
        opened.Root.OpenAction = action

    assert cleaned(changed_pdf(change))[1] == {told}


def test_a_picture_that_would_be_refused_does_not_matter_where_it_is_dropped_anyway():
    def change(opened):
        drawing = opened.make_stream(b"%!PS-Adobe \n<x:xmpmeta>Exif\0\0" + photo())
        page = opened.pages[0].obj
        page["/PieceInfo"] = Dictionary(Illustrator=Dictionary(Private=Dictionary(AIPrivateData1=drawing)))

    copy, _removed = cleaned(changed_pdf(change))
    assert b"Illustrator" not in spelt_out(copy)


@pytest.mark.parametrize("name", ["/AF", "/EF", "/Info", "/AA", "/JS", "/Metadata", "/PieceInfo"])
def test_a_font_may_have_any_name(name):
    def change(opened):
        fonts = opened.pages[0].obj["/Resources"]["/Font"]
        fonts[name] = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Times-Roman"))

    assert b"/Times-Roman" in spelt_out(cleaned(changed_pdf(change))[0])


def test_a_copy_that_can_not_be_opened_is_not_kept(monkeypatch):
    content = drawn_pdf()
    monkeypatch.setattr(pikepdf.Pdf, "save", lambda opened, target, **options: target.write(b"%PDF-1.7\n%%EOF\n"))
    with pytest.raises(Refused) as refusal:
        cleaned(content)
    assert refusal.value.code == "damaged"


def test_a_copy_that_lost_pages_is_not_kept(monkeypatch):
    short, content = drawn_pdf(pages=1), drawn_pdf(pages=2)
    monkeypatch.setattr(pikepdf.Pdf, "save", lambda opened, target, **options: target.write(short))
    with pytest.raises(Refused) as refusal:
        cleaned(content)
    assert refusal.value.code == "damaged"


def titled(content: bytes, title: str = "Kenali <TPPO> & tandanya") -> bytes:
    copy = BytesIO()
    pdf.clean(BytesIO(content), copy, title=title, language="id")
    return copy.getvalue()


def test_the_title_that_the_site_knows_stands_in_the_file_and_nothing_else():
    with pikepdf.open(BytesIO(titled(drawn_pdf()))) as opened:
        assert dict(opened.trailer.Info) == {"/Title": String("Kenali <TPPO> & tandanya")}
        with opened.open_metadata(set_pikepdf_as_editor=False) as metadata:
            assert metadata["dc:title"] == "Kenali <TPPO> & tandanya"
            assert list(metadata["dc:language"]) == ["id"]
        assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)
        assert str(opened.Root.Lang) == "id"


def test_a_file_keeps_the_language_that_it_names_itself():
    with pikepdf.open(BytesIO(titled(changed_pdf(tag)))) as opened:
        assert str(opened.Root.Lang) == "min"


def test_of_a_file_with_our_title_nothing_is_told_when_it_comes_back():
    assert cleaned(titled(drawn_pdf()))[1] == set()


def test_an_action_does_not_pass_under_another_name():
    def change(opened):
        act = Dictionary(Type=Name.Kantor, S=Name.Launch, O=Name.Layout, F=String("jahat.exe"))
        part = Dictionary(S=Name.Launch, P=opened.Root, Pg=opened.pages[0].obj, F=String("jahat.exe"))
        there = Array([opened.pages[0].obj, Name.Fit])
        for hidden in (act, part):
            annotation(opened, "Link", A=hidden)
            annotation(opened, "Link", A=Dictionary(S=Name.GoTo, D=there, Next=hidden))

    assert b"jahat" not in spelt_out(cleaned(changed_pdf(change))[0])
