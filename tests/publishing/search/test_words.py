"""Words of readers and of texts come to the same."""

import pytest

from publishing.search.spoken import written_forms
from publishing.search.stems import STORED, computed, is_known, stem
from publishing.search.words import plain_words, typed_words

FAMILIES = """
perkosa diperkosa pemerkosaan memperkosa perkosaan pemerkosa
cabul dicabuli pencabulan mencabuli
leceh dilecehkan pelecehan melecehkan
pukul dipukul memukul pemukulan dipukuli memukuli
kurung dikurung mengurung pengurungan terkurung
sekap disekap penyekapan menyekap
sebar disebarkan menyebarkan penyebaran tersebar
ancam diancam ancaman mengancam
nikah menikah dinikahkan pernikahan menikahkan
kawin dikawinkan perkawinan mengawinkan
telantar ditelantarkan penelantaran menelantarkan terlantar
culik diculik penculikan menculik
dagang perdagangan diperdagangkan
lapor melapor laporan dilaporkan pelaporan
bantu bantuan dibantu membantu
lindung perlindungan pelindungan dilindungi
paksa dipaksa memaksa pemaksaan
marah dimarahi memarahi
peras diperas memeras pemerasan
rundung perundungan dirundung
keluarga keluarganya
undangan diundang mengundang
""".strip().splitlines()


@pytest.mark.parametrize("family", FAMILIES)
def test_all_forms_of_a_word_have_one_stem(family):
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("kegiatan", "giat"), ("kelurahan", "lurah"), ("diperiksa", "diperkosa"), ("kerapatan", "rapat")]
)
def test_different_things_keep_different_stems(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("K.D.R.T.", ["kdrt"]), ("ＫＤＲＴ", ["kdrt"]), ("Ké\u200bke\u00adrasan", ["kekerasan"]), ("Jum’at", ["jumat"]),
        ("anak2", ["anak"]), ("sy gk tau", ["saya", "tidak", "tau"]), ("tolooong", ["tolong"]),
        ("bundir", ["bunuh", "diri"]),
        ("Undang-Undang Nomor 12 Tahun 2022", ["uu", "12", "2022"]), ("lakinyo", ["lakinya"]), ("\x00\x01'\"*", []),
    ],
)  # fmt: skip
def test_what_is_typed_is_read_as_plain_words(typed, words):
    assert typed_words(typed) == words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("guru tk", ["guru", "tk"]),
        ("tk mau", ["tidak", "mau"]),
        ("ga bisa vidcall", ["tidak", "bisa", "video", "call"]),
    ],
)
def test_a_word_in_short_is_read_by_what_stands_before_it(typed, words):
    assert typed_words(typed) == words


@pytest.mark.parametrize(
    ("spoken", "written", "root"),
    [
        ("cakiak", "cekik", "cekik"), ("mamukua", "memukul", "pukul"), ("dipukua", "dipukul", "pukul"),
        ("takuik", "takut", "takut"), ("lapeh", "lepas", "lepas"), ("dibunuahnyo", "dibunuhnya", "bunuh"),
        ("ngancem", "mengancam", "ancam"), ("nyekap", "menyekap", "sekap"), ("dipukulin", "dipukuli", "pukul"),
    ],
)  # fmt: skip
def test_what_is_spoken_has_its_written_form_among_others(spoken, written, root):
    assert (written, root) in set(written_forms(spoken))


def test_a_text_is_read_without_chat_spellings():
    assert plain_words("No. 5, K.A.N.") == ["no", "5", "kan"]


@pytest.mark.parametrize(
    ("word", "known"), [("diperiksa", True), ("kasur", True), ("kekersan", False), ("prkosa", False)]
)
def test_a_word_of_the_language_is_no_slip_of_the_finger(word, known):
    assert is_known(word) is known


def test_the_stored_stems_are_those_that_would_be_computed():
    """After a change of language.toml: `manage.py store_stems`, on a site with the examples."""
    stored = [line.split() for line in STORED.read_text().splitlines()]
    assert len(stored) > 3000
    assert [(word, stem) for word, stem in stored if computed(word) != stem] == []
