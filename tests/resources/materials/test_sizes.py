import pytest

from resources.materials.sizes import short_size, size_in_words, time_in_words

KB, MB, GB = 1024, 1024**2, 1024**3


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bita"), (900, "900 bita"), (180 * KB, "180 KB"), (781_250, "762 KB"), (1_258_291, "1,2 MB"),
        (18 * MB, "18 MB"), (1536 * MB, "1,5 GB"),
    ],
)  # fmt: skip
def test_a_size_has_a_fraction_only_where_it_says_something(size, words):
    assert short_size(size) == words


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (10 * KB, "beberapa detik di jaringan lambat"),
        (1_258_291, "kira-kira 20 detik di jaringan lambat"),
        (4 * MB, "kira-kira 1 menit di jaringan lambat"),
        (18 * MB, "kira-kira 5 menit di jaringan lambat"),
        (500 * MB, "kira-kira 2 jam di jaringan lambat"),
    ],
)
def test_the_time_is_said_as_people_would(size, words):
    assert time_in_words(size) == words


def test_size_and_time_stand_together():
    assert size_in_words(1_258_291) == "1,2 MB, kira-kira 20 detik di jaringan lambat"
