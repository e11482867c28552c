import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.uploads.names import download_name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Poster: Tanda TPPO (A3).PDF", "poster-tanda-tppo-a3.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("..\\..\\Windows\\system.docx", "system.pdf"),
        ("poster.pdf.exe", "poster-pdf-exe.pdf"),
        ("Ünïcode – “kutip”.pptx", "unicode-kutip.pdf"),
        ("con.pdf", "berkas-con.pdf"),
        ("", "berkas.pdf"),
        ("....", "berkas.pdf"),
        (".pdf", "berkas.pdf"),
    ],
)
def test_a_name_becomes_letters_digits_and_hyphens(name, expected):
    assert download_name(name, "pdf") == expected


def test_a_long_name_is_cut_between_words():
    name = download_name("sosialisasi " * 30, "pdf")
    assert len(name) <= 80
    assert set(name.removesuffix(".pdf").split("-")) == {"sosialisasi"}


@given(st.text(max_size=400), st.sampled_from(["pdf", "pptx", "mp4"]))
def test_whatever_comes_in_the_name_is_one_that_every_system_takes(name, ending):
    cleaned = download_name(name, ending)
    assert re.fullmatch(rf"[a-z0-9]+(-[a-z0-9]+)*\.{ending}", cleaned)
    assert len(cleaned) <= 80
