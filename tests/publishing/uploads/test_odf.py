"""Texts and presentations of LibreOffice."""

from io import BytesIO

import pytest

from publishing.uploads.office import odf
from publishing.uploads.refusals import Refused
from tests.publishing.uploads import files
from tests.publishing.uploads.files import entries, odt, photo, zipped

CHART = b'<x:chart xmlns:x="urn:x"/>'


def cleaned(content: bytes) -> tuple[dict[str, bytes], set[str]]:
    copy = BytesIO()
    _ending, removed = odf.clean(BytesIO(content), copy)
    return entries(copy.getvalue()), removed


def refused(content: bytes) -> str:
    with pytest.raises(Refused) as refusal:
        cleaned(content)
    return refusal.value.code


def image(link: str) -> str:
    return f'<draw:frame><draw:image xlink:href="{link}"/></draw:frame>'


@pytest.mark.parametrize(("kind", "ending"), [("text", "odt"), ("presentation", "odp")])
def test_the_ending_is_that_of_the_content(kind, ending):
    assert odf.clean(BytesIO(odt(kind=kind)), BytesIO())[0] == ending


def test_words_and_pictures_stay_and_nobody_is_named():
    content = odt(f"<text:p>Undangan {image('Pictures/a.jpg')}</text:p>", Pictures__a_jpg=b"")
    held = {**entries(content), "Pictures/a.jpg": photo()}
    copy, removed = cleaned(zipped(held))
    assert b"Undangan" in copy["content.xml"]
    assert copy["Pictures/a.jpg"].startswith(b"\xff\xd8")
    assert set(copy) == {"mimetype", "content.xml", "settings.xml", "Pictures/a.jpg", "META-INF/manifest.xml"}
    text = b"".join(copy.values())
    assert not [secret for secret in files.SECRETS if secret in text]
    assert removed == {"metadata"}


def test_the_kind_stands_first_and_unpacked_as_the_standard_wants():
    copy = BytesIO()
    odf.clean(BytesIO(odt()), copy)
    assert copy.getvalue()[30:].startswith(b"mimetypeapplication/vnd.oasis.opendocument.text")


def test_the_list_of_contents_names_what_is_left_and_nothing_else():
    copy, _removed = cleaned(odt())
    assert b"content.xml" in copy["META-INF/manifest.xml"]
    assert b"thumbnail" not in copy["META-INF/manifest.xml"]
    assert b"meta.xml" not in copy["META-INF/manifest.xml"]


def test_comments_and_deleted_words_are_gone():
    words = f"<dc:creator>{files.AUTHOR}</dc:creator><text:p>catatan rahasia</text:p>"
    note = f"<office:annotation>{words}</office:annotation>"
    change = "<text:tracked-changes><text:changed-region><text:p>nama korban</text:p></text:changed-region>"
    copy, removed = cleaned(odt(f"{change}</text:tracked-changes><text:p>Isi<text:change/>{note}</text:p>"))
    text = b"".join(copy.values())
    for word in (b"nama korban", b"catatan rahasia", files.AUTHOR.encode()):
        assert word not in text
    assert b"<text:p>Isi</text:p>" in copy["content.xml"]
    assert removed == {"metadata", "comments", "changes"}


@pytest.mark.parametrize("name", ["Basic/Standard/Module1.xml", "Scripts/python/x.py", "Dialogs/Standard/Dialog1.xml"])
def test_macros_are_refused(name):
    assert refused(zipped({**entries(odt()), name: b"<module/>"})) == "macros"


def test_the_empty_frame_of_macros_is_no_macro():
    copy, _removed = cleaned(zipped({**entries(odt()), "Basic/script-lc.xml": b"<x/>"}))
    assert "Basic/script-lc.xml" not in copy


@pytest.mark.parametrize("xml", ["<text:script>x</text:script>", "<text:execute-macro/>"])
def test_a_field_that_runs_is_refused(xml):
    assert refused(odt(f"<text:p>{xml}</text:p>")) == "macros"


def test_a_click_that_runs_does_nothing_and_one_that_turns_the_page_stays():
    run = '<script:event-listener xlink:href="vnd.sun.star.script:x"/>'
    turn = '<presentation:event-listener presentation:action="next-page"/>'
    start = '<presentation:event-listener presentation:action="execute" xlink:href="file:///x.exe"/>'
    listeners = f"<office:event-listeners>{run}{turn}{start}</office:event-listeners>"
    copy, removed = cleaned(odt(listeners, kind="presentation"))
    assert b"next-page" in copy["content.xml"]
    assert b"vnd.sun.star" not in copy["content.xml"]
    assert b"x.exe" not in copy["content.xml"]
    assert "actions" in removed


@pytest.mark.parametrize(
    "link", ["https://jahat.example/x.png", "file:///home/siti/x.png", "../luar.png", "/etc/passwd", "\\\\server\\x"]
)
def test_a_picture_elsewhere_is_refused(link):
    assert refused(odt(image(link))) == "external"


def test_a_section_that_is_fetched_is_refused():
    assert refused(odt('<text:section-source xlink:href="https://jahat.example/"/>')) == "external"


@pytest.mark.parametrize(
    ("address", "stays"), [("https://payakumbuhkota.go.id/", True), ("file:///home/siti/a", False)]
)
def test_links_to_the_web_stay_and_those_to_a_computer_keep_only_their_words(address, stays):
    copy, removed = cleaned(odt(f'<text:p><text:a xlink:href="{address}">ke situs</text:a></text:p>'))
    assert b"ke situs" in copy["content.xml"]
    assert (address.encode() in copy["content.xml"]) is stays
    assert ("links" in removed) is not stays


@pytest.mark.parametrize("xml", ["<draw:object-ole/>", "<draw:applet/>", "<draw:floating-frame/>"])
def test_a_file_within_the_file_is_refused(xml):
    assert refused(odt(xml)) == "objects"


def test_a_spreadsheet_within_is_refused_and_a_chart_is_not():
    content = odt('<draw:object xlink:href="./Object 1"/>')
    held = {**entries(content), "Object 1/content.xml": CHART, "Object 1/meta.xml": b"catatan rahasia"}
    assert refused(zipped(held)) == "objects"
    kind = b'"Object 1/" manifest:media-type="application/vnd.oasis.opendocument.chart"/></manifest:manifest>'
    listed = held["META-INF/manifest.xml"].replace(
        b"</manifest:manifest>", b"<manifest:file-entry manifest:full-path=" + kind
    )
    copy, _removed = cleaned(zipped({**held, "META-INF/manifest.xml": listed}))
    assert "Object 1/content.xml" in copy
    assert "Object 1/meta.xml" not in copy


def test_a_form_is_sent_nowhere():
    copy, _removed = cleaned(odt('<form:form xlink:href="https://jahat.example/"/>'))
    assert b"jahat" not in copy["content.xml"]


def test_xml_with_a_language_of_its_own_is_refused():
    held = entries(odt())
    entity = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    for name in ("content.xml", "META-INF/manifest.xml"):
        assert refused(zipped({**held, name: entity + held[name]})) == "xml_entities"


def test_a_locked_file_is_refused():
    held = entries(odt())
    locked = held["META-INF/manifest.xml"].replace(
        b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>"
    )
    assert refused(zipped({**held, "META-INF/manifest.xml": locked})) == "encrypted"


@pytest.mark.parametrize("kind", ["spreadsheet", "text-template", "graphics"])
def test_other_files_of_libreoffice_are_refused(kind):
    mime = f"application/vnd.oasis.opendocument.{kind}".encode()
    assert refused(zipped({**entries(odt()), "mimetype": mime})) == "unknown"


def test_a_picture_written_into_the_xml_is_refused():
    assert refused(odt("<draw:image><office:binary-data>/9j/</office:binary-data></draw:image>")) == "picture"
