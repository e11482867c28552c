"""One page on its own: what leads on is relative, what needs a server is gone."""

from home.emergency_copy.rewriting import is_a_control, parsed, standing_alone

FILES = {"/hubungi/": "hubungi/index.html", "/media/a.png": "media/a.png", "/media/b.png": "media/b.png"}


def alone(main: str) -> str:
    page = f"<!DOCTYPE html><html><body><main>{main}</main></body></html>"
    return standing_alone(parsed(page), "kekerasan/fisik/index.html", find, "<p>Salinan</p>")


def find(address: str) -> str | None:
    return "" if address.startswith("https:") else FILES.get(address.partition("#")[0])


def test_a_link_leads_from_file_to_file_and_keeps_its_place_on_the_page():
    assert 'href="../../hubungi/index.html#hak"' in alone('<a href="/hubungi/#hak">Hak</a>')


def test_links_to_telephones_and_other_sites_stay_as_they_are():
    both = '<a href="tel:129">129</a><a href="https://wa.me/628111129129">WhatsApp</a><a href="#isi">Isi</a>'
    assert both in alone(both)


def test_each_width_of_a_picture_is_taken_from_the_copy():
    page = alone('<img src="/media/a.png" srcset="/media/a.png 400w, /media/b.png 800w">')
    assert 'srcset="../../media/a.png 400w, ../../media/b.png 800w"' in page


def test_what_a_link_that_leads_nowhere_leaves_empty_goes_with_it():
    page = alone(
        '<details><summary>Saring</summary><ul><li><a href="?tahun=2024">2024</a></li></ul></details><p>Teks</p>'
    )
    assert "<main><p>Teks</p></main>" in page


def test_where_nothing_can_be_subscribed_to_nothing_is_said_about_it():
    page = alone(
        "<details><summary>Di kalender Anda</summary><p>Cukup sekali.</p>"
        '<a href="webcal://suluah/kegiatan/kalender.ics">Berlangganan</a><a href="/media/a.png">Simpan</a></details>'
        '<a href="/media/b.png">b</a>'
    )
    assert "<main><a" in page


def test_a_form_that_a_server_would_answer_is_gone_and_a_checklist_stays():
    page = alone('<form method="post" action="/cari/"><button>Cari</button></form><form method="dialog">Tanda</form>')
    assert "Cari" not in page
    assert "Tanda" in page


def test_the_head_stands_before_the_content():
    assert "<p>Salinan</p><main>" in alone("Teks")


def test_a_page_that_is_a_form_is_told_from_one_that_has_a_search():
    assert is_a_control(parsed('<main><form method="post"><input></form></main>'))
    assert not is_a_control(parsed('<main><form method="post" action="/materi/cari/"></form></main>'))
