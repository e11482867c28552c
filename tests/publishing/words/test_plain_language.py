from publishing.words.plain_language import hints

SHORT = "<p>Ini bukan salah Anda. Anda boleh bercerita sedikit demi sedikit.</p>"


def test_a_long_sentence_a_hard_word_and_a_passive_with_its_doer_get_a_hint():
    long = " ".join(["kata"] * 21) + "."
    told = list(
        hints(f"<p>Tenang.</p><ul><li>{long}</li></ul><p>Apabila ragu, telepon. Anak didampingi oleh guru.</p>")
    )
    assert [hint.sentence for hint in told] == [2, 3, 4]
    assert "21" in told[0].message
    assert "kalau" in told[1].message
    assert "didampingi oleh" in told[2].message
    assert list(hints(SHORT)) == []


def test_a_hint_repeats_none_of_the_words_of_a_text_but_those_of_its_lists():
    words = "Mawar bertempat tinggal di jalan itu bersama ibu kandungnya " * 4
    assert "Mawar" not in "".join(hint.message for hint in hints(words + "guna dipukul oleh Mawar."))


def test_a_hard_word_in_quotation_marks_is_talked_about_and_comes_once():
    assert list(hints("Kata “gawai” berarti HP.")) == []
    assert len(list(hints("Surel itu surel."))) == 1
