"""Why something was found."""

from publishing.search.extracts import LENGTH, extract, marked


def test_marked_words_are_escaped():
    assert marked("<b>anak</b> & ibu", {"anak"}) == "&lt;b&gt;<mark>anak</mark>&lt;/b&gt; &amp; ibu"


def test_every_form_of_a_word_is_marked():
    assert marked("Dipukul, pemukulan.", {"pukul"}) == "<mark>Dipukul</mark>, <mark>pemukulan</mark>."


def test_a_summary_with_one_of_the_words_is_the_extract():
    assert extract("Anak berhak aman.", "Anak lain.", {"anak"}) == "Anak berhak aman."


def test_else_the_extract_is_the_sentence_that_has_them_and_no_other_text():
    text = f"{'Awal sekali. ' * 60}Simpan paspor sendiri. {'Akhir sekali. ' * 60}"
    found = extract("Ringkasan.", text, {"paspor"})
    assert found.startswith("… Simpan paspor sendiri.")
    assert len(found) <= LENGTH + 4
    assert found.strip("… ") in text
