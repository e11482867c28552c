import pytest

from publishing.words.laws import in_small
from publishing.words.named_numbers import Way, linked

WAYS = [
    Way("110", "tel:110", "Polisi"),
    Way("129", "tel:129", "SAPA 129"),
    Way("119", "tel:119", "healing119.id"),
    Way("08001000", "tel:08001000", "KP2MI"),
    Way("02129244800", "tel:+622129244800", "KP2MI dari luar negeri"),
    Way("08111129129", "https://wa.me/628111129129", "SAPA 129"),
]
POLICE, SAPA = '<a href="tel:110">polisi 110</a>', '<a href="tel:129">SAPA 129</a>'
WHATSAPP = '<a href="https://wa.me/628111129129" rel="noreferrer noopener">%s</a>'


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Hubungi polisi 110.", f"Hubungi {POLICE}."),
        ("Telepon polisi di 110.", 'Telepon <a href="tel:110">polisi di 110</a>.'),
        ("polisi 110 atau SAPA 129", f"{POLICE} atau {SAPA}"),
        ("Telepon 110 atau 129.", 'Telepon <a href="tel:110">110</a> atau <a href="tel:129">129</a>.'),
        ("Hubungi 110/129", 'Hubungi <a href="tel:110">110</a>/<a href="tel:129">129</a>'),
        ("telepon <b>129</b>", 'telepon <b><a href="tel:129">129</a></b>'),
        ("(SAPA 129)", f"({SAPA})"),
        ("telepon 119, ekstensi 8", 'telepon <a href="tel:119">119</a>, ekstensi 8'),
        ("polisi\xa0110", '<a href="tel:110">polisi\xa0110</a>'),
        ("Polisi\n      110", '<a href="tel:110">Polisi\n      110</a>'),
        ("Polisi\n      <b>110</b>", 'Polisi\n      <b><a href="tel:110">110</a></b>'),
        (f"Polisi\n{' ' * 50}<b>110</b>", f'Polisi\n{" " * 50}<b><a href="tel:110">110</a></b>'),
        ("Hubungi\n      di\n 129", 'Hubungi\n      di\n <a href="tel:129">129</a>'),
        (f"{POLICE} atau <b>129</b>", f'{POLICE} atau <b><a href="tel:129">129</a></b>'),
        ("08111-129-129", WHATSAPP % "08111-129-129"),
        ("+62 811-1129-129", WHATSAPP % "+62 811-1129-129"),
        ("gratis 0800-1000.", 'gratis <a href="tel:08001000">0800-1000</a>.'),
        ("+62 21 2924 4800", '<a href="tel:+622129244800">+62 21 2924 4800</a>'),
    ],
)
def test_a_number_that_a_sentence_names_is_a_link(text, written):
    assert linked(f"<p>{text}</p>", WAYS) == f"<p>{written}</p>"


@pytest.mark.parametrize(
    "text",
    [
        "110 kasus pada 2021",
        "Nomor 110 Tahun 2016",
        "UU 129/2004, Pasal 110",
        "hubungi 110 orang",
        "halaman 129",
        "Rp110.000",
        "polisi 110,5",
        "0811-1129-120",
        "<h2>Hubungi polisi 110</h2>",
        '<a href="/hubungi/">polisi 110</a>',
        "<button>Telepon 129</button>",
        "<label>Hubungi polisi 110</label>",
        '<img alt="Hubungi polisi 110">',
        "<p>Polisi</p><p>110</p>",
        "healing119.id",
    ],
)
def test_what_is_no_number_to_call_stays_as_it_is(text):
    assert linked(text, WAYS) == text


def test_a_number_that_nobody_verified_stays_words():
    assert linked("<p>Hubungi polisi 110.</p>", []) == "<p>Hubungi polisi 110.</p>"
    assert linked("<p>Hubungi 112.</p>", WAYS) == "<p>Hubungi 112.</p>"


def test_the_article_of_a_law_stands_in_small():
    assert in_small("<p>Dilarang (UU 23/2004, Pasal 5).</p>") == "<p>Dilarang <small>(UU 23/2004, Pasal 5)</small>.</p>"
    assert in_small("<p>SAPA (Sahabat Perempuan)</p>") == "<p>SAPA (Sahabat Perempuan)</p>"
    assert in_small('<img alt="(UU 1/2023)"> (Pasal 4)') == '<img alt="(UU 1/2023)"> <small>(Pasal 4)</small>'
