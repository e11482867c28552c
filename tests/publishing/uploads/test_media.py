"""Sound and film: what sounds and shows is untouched, bit by bit."""

from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st

from publishing.uploads.refusals import Refused
from publishing.uploads.sound_and_film import mp3, mp4, ogg, wav
from tests.publishing.uploads import files
from tests.publishing.uploads.files import box, ogg_checksum, track

FRAME = b"\xff\xfb\x90\x00" + bytes(413)


def cleaned(way, content: bytes) -> bytes:
    copy = BytesIO()
    assert way.clean(BytesIO(content), copy) <= {"metadata"}
    return copy.getvalue()


def refused(way, content: bytes) -> str:
    with pytest.raises(Refused) as refusal:
        cleaned(way, content)
    return refusal.value.code


def test_of_an_mp3_only_the_frames_of_sound_are_kept():
    assert cleaned(mp3, files.mp3(frames=2000)) == FRAME * 2000


def test_an_mp3_without_notes_stays_as_it_is():
    content = files.mp3(tags=False)
    assert cleaned(mp3, content) == content
    assert mp3.clean(BytesIO(content), BytesIO()) == set()


@pytest.mark.parametrize(
    "behind",
    [b"LYRICSBEGIN" + b"nama" * 50, b"<script>alert(1)</script>", FRAME[:100]],
    ids=["lyrics", "script", "cut off"],
)
def test_what_lies_behind_the_sound_stays_behind(behind):
    assert cleaned(mp3, files.mp3(behind=behind)) == FRAME * 40


def test_a_note_of_the_kind_ape_is_left_out_whatever_its_size():
    note = b"\xff\xfb\x90\x00nama" * 20_000
    foot = b"APETAGEX" + (2000).to_bytes(4, "little") + (len(note) + 32).to_bytes(4, "little") + bytes(16)
    assert cleaned(mp3, files.mp3(behind=note + foot)) == FRAME * 40


@pytest.mark.parametrize(
    "content",
    [b"ID3\x03\0\0\0\0\0\0" + b"bukan suara" * 5000, FRAME * 3, b"\xff\xfb\x90\x00" + b"x" * 200_000],
    ids=["only a note", "three frames", "noise"],
)
def test_what_only_begins_like_an_mp3_is_refused(content):
    assert refused(mp3, content) == "damaged"


def test_an_mp3_whose_note_is_longer_than_the_file_is_refused():
    assert refused(mp3, b"ID3\x03\0\0\0\0\x7f\x7f" + bytes(50)) == "cut_off"


@pytest.mark.parametrize("kind", ["opus", "vorbis"])
@pytest.mark.parametrize("comments", [1, 8000])
def test_an_ogg_names_nobody_and_its_sound_is_untouched(kind, comments):
    copy = cleaned(ogg, files.ogg(kind, comments, pages=5))
    assert files.AUTHOR.encode() not in copy
    assert b"Lavf" not in copy
    pages = list(ogg._pages(BytesIO(copy)))  # checks every sum
    assert [page.number for page in pages] == list(range(len(pages)))
    assert [page.body for page in pages[-5:]] == [bytes([page]) * 50 for page in range(1, 6)]
    assert len(copy) < 1000


@given(st.binary(max_size=300))
def test_the_fast_checksum_is_that_of_the_standard(content):
    assert ogg.checksum_of(content) == ogg_checksum(content)


def test_an_ogg_with_a_false_checksum_is_refused():
    content = bytearray(files.ogg())
    content[-1] ^= 1
    assert refused(ogg, bytes(content)) == "damaged"


@pytest.mark.parametrize("length", [20, 60, 130, -10])
def test_a_truncated_ogg_is_refused(length):
    assert refused(ogg, files.ogg()[:length]) == "cut_off"


def test_an_ogg_without_sound_of_a_known_kind_is_refused():
    film = files.ogg_page(b"\x80theora" + bytes(30), 0, flags=2)
    assert refused(ogg, film + files.ogg()) == "no_sound"
    assert refused(ogg, files.ogg() + files.ogg()) == "no_sound"
    assert refused(ogg, files.ogg() + files.ogg_page(b"lain", 9, serial=8)) == "no_sound"


def test_a_film_tells_neither_place_nor_phone_nor_day():
    content = files.mp4()
    copy = cleaned(mp4, content)
    for word in (b"+00.2200", files.CAMERA.encode(), files.AUTHOR.encode(), (3_900_000_000).to_bytes(4, "big")):
        assert word in content
        assert word not in copy


def test_picture_and_sound_of_a_film_lie_where_they_lay():
    content, copy = files.mp4(), cleaned(mp4, files.mp4())
    place = content.index(b"mdat")
    assert copy[place:] == content[place:]
    assert len(copy) == len(content)


@pytest.mark.parametrize("name", ["uuid", "meta", "udta", "free", "emsg", "prft", "abcd"])
def test_a_box_that_is_not_needed_is_emptied_wherever_it_stands(name):
    hidden = box(name, b"catatan rahasia")
    for content in (files.mp4(more=hidden), files.mp4(inside=hidden), files.mp4(tracks=track() + hidden)):
        assert b"catatan rahasia" not in cleaned(mp4, content)


@pytest.mark.parametrize("handler", ["meta", "sbtl", "text", "tmcd", "camm", "mdta"])
def test_a_track_that_may_hold_places_is_refused(handler):
    assert refused(mp4, files.mp4(tracks=track() + track(handler))) == "track"


def test_a_film_whose_picture_lies_elsewhere_is_refused():
    elsewhere = box("url ", bytes(4), b"https://jahat.example/x.mp4\0")
    assert refused(mp4, files.mp4(tracks=track(reference=elsewhere))) == "external"


@pytest.mark.parametrize("brand", ["qt  ", "heic", "crx "])
def test_what_is_made_of_boxes_and_no_mp4_is_refused(brand):
    assert refused(mp4, files.mp4(brand=brand)) == "unknown"


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.99])
def test_a_truncated_film_is_refused(share):
    content = files.mp4()
    assert refused(mp4, content[: int(len(content) * share)]) == "cut_off"


def test_a_film_without_picture_or_sound_is_refused():
    assert refused(mp4, files.mp4(tracks=b"")) == "damaged"
    assert refused(mp4, files.mp4()[: files.mp4().index(b"mdat") - 4]) == "damaged"


def test_a_sound_of_slides_loses_its_notes():
    sound = b"fmt " + (16).to_bytes(4, "little") + bytes(16) + b"data" + (10).to_bytes(4, "little") + b"suarasuara"
    note = b"LIST" + (len(files.AUTHOR)).to_bytes(4, "little") + files.AUTHOR.encode()
    content = b"RIFF" + (len(sound) + len(note) + 4).to_bytes(4, "little") + b"WAVE" + note + sound
    copy = cleaned(wav, content)
    assert copy[12:] == sound
    assert int.from_bytes(copy[4:8], "little") == len(copy) - 8


WHOLE = {"mp3": (mp3, files.mp3()), "ogg": (ogg, files.ogg()), "mp4": (mp4, files.mp4())}


@runs(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(WHOLE)), st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=8))
def test_a_damaged_recording_is_refused_or_copied_and_breaks_nothing(kind, changes):
    way, whole = WHOLE[kind]
    content = bytearray(whole)
    for place, value in changes:
        content[int(place * len(content))] = value
    with suppress(Refused):
        way.clean(BytesIO(bytes(content)), BytesIO())
