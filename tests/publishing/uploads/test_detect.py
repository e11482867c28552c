"""The type is what the content says, and only one."""

from io import BytesIO

import pytest

from publishing.uploads.detect import family_of
from publishing.uploads.refusals import Refused
from tests.publishing.uploads import files


@pytest.mark.parametrize(
    ("content", "family"),
    [
        (files.drawn_pdf(), "pdf"),
        (files.docx(), "zip"),
        (files.odt(), "zip"),
        (files.photo(), "jpeg"),
        (files.photo(kind="PNG"), "png"),
        (files.photo(kind="WEBP"), "webp"),
        (files.mp3(), "mp3"),
        (files.mp3(tags=False), "mp3"),
        (files.ogg(), "ogg"),
        (files.mp4(), "mp4"),
    ],
    ids=["pdf", "docx", "odt", "jpeg", "png", "webp", "mp3 with notes", "mp3", "ogg", "mp4"],
)
def test_each_kind_is_known_by_its_first_bytes(content, family):
    assert family_of(BytesIO(content)) == family


def refused(content: bytes) -> str:
    with pytest.raises(Refused) as refusal:
        family_of(BytesIO(content))
    return refusal.value.code


@pytest.mark.parametrize(
    "content",
    [
        files.drawn_pdf() + files.docx(),
        files.photo() + files.docx(),
        files.photo(kind="PNG") + files.docx(),
        files.mp3() + files.docx(),
        b"<html><script>alert(1)</script>" + files.drawn_pdf(),
        b"MZ" + files.docx(),
        files.photo()[:2] + b"\xff\xfe\x00\x0a%PDF-1.7" + files.photo()[2:],
    ],
    ids=[
        "zip behind pdf",
        "zip behind jpeg",
        "zip behind png",
        "zip behind mp3",
        "html before pdf",
        "program before zip",
        "pdf in a comment of a jpeg",
    ],
)
def test_a_file_of_two_kinds_is_refused(content):
    assert refused(content) == "two_in_one"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "svg"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x --><svg/>", "svg"),
        (b"<html><body>halo</body></html>", "unknown"),
        (b"#!/bin/sh\nrm -rf /", "unknown"),
        (b"MZ\x90\x00", "unknown"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_office"),
        (b"GIF89a" + bytes(20), "unknown"),
        (files.photo(kind="AVIF"), "unknown"),
        (b"{\\rtf1}", "unknown"),
    ],
    ids=["empty", "svg", "svg behind a comment", "html", "shell", "exe", "doc", "gif", "avif", "rtf"],
)
def test_what_is_no_allowed_kind_is_refused_with_its_own_reason(content, code):
    assert refused(content) == code


def test_a_pdf_that_only_holds_the_letters_of_an_archive_is_a_pdf():
    content = files.changed_pdf(lambda pdf: pdf.pages[0].contents_add(b"% PK\x05\x06 " + bytes(30)))
    assert family_of(BytesIO(content)) == "pdf"
