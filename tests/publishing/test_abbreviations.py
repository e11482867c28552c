from publishing.abbreviations import spelt_out

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
