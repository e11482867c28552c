import re
from html import unescape

import pytest

from publishing.words.abbreviations import IN_FULL, spelt_out

KDRT = '<span class="heard"> (kekerasan dalam rumah tangga)</span>'


def test_an_abbreviation_is_read_out_in_full_where_it_comes_first():
    assert (
        spelt_out("<p>KDRT itu kejahatan. KDRT bukan aib.</p>") == f"<p>KDRT{KDRT} itu kejahatan. KDRT bukan aib.</p>"
    )


def test_a_page_that_spells_it_out_itself_is_left_alone():
    html = "<h2>Apa itu KDRT?</h2><p>Kekerasan dalam <b>rumah tangga</b> ...</p>"
    assert spelt_out(html) == html


def test_names_of_links_buttons_and_attributes_stay_as_they_are():
    html = '<img alt="KDRT"><a href="/KDRT/">KDRT</a><button>KDRT</button><script>"KDRT"</script><!-- KDRT -->'
    assert spelt_out(html) == html
    assert spelt_out(html + "<p>KDRT</p>") == html + f"<p>KDRT{KDRT}</p>"


def test_a_word_that_only_contains_an_abbreviation_is_not_touched():
    assert spelt_out("<p>bukan, KANTOR, TPPOS</p>") == "<p>bukan, KANTOR, TPPOS</p>"


def test_the_longer_abbreviation_wins():
    assert "Unit Pelaksana Teknis" in spelt_out("<p>UPTD PPA</p>")


def test_what_only_paper_shows_does_not_use_up_the_full_words():
    html = '<aside class="wallet"><b>KDRT</b></aside><p>KDRT</p>'
    assert spelt_out(html) == f'<aside class="wallet"><b>KDRT</b></aside><p>KDRT{KDRT}</p>'


@pytest.mark.parametrize("url", ["/", "/kekerasan/fisik/", "/tppo/", "/tentang/", "/hubungi/", "/cari/"])
def test_no_abbreviation_of_a_page_stays_unexplained(client, url):
    """In the text and again in the foot, which is read apart; names of links and buttons are the exception."""
    html = re.sub(r"<aside class=\"wallet\".*?</aside>", "", client.get(url).content.decode(), flags=re.S)
    html = re.sub(r"<(script|style|nav|a|summary|button|label)\b.*?</\1>", " ", html, flags=re.S)
    for part in html.split("<main")[1].split("</main>"):
        text = " ".join(unescape(re.sub(r"<[^>]*>", " ", part)).split())
        for short, full in IN_FULL.items():
            assert not re.search(rf"\b{short}\b", text) or full.lower() in text.lower(), short
