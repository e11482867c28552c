from io import BytesIO

import pytest
from PIL import Image

from publishing.pages import share_card


def test_a_card_has_the_size_that_messengers_expect_and_stays_small():
    png = share_card.draw("Cek tawaran kerja ke luar negeri sebelum berangkat")
    with Image.open(BytesIO(png)) as card:
        assert card.size == (1200, 630)
    assert len(png) < 60_000


def test_a_title_of_any_length_fits():
    for title in ("", "A", "kata " * 60, "Tanpaspasi" * 40):
        assert share_card.draw(title)


def test_the_card_of_a_help_page_names_no_topic(page_at):
    assert share_card.title_of(page_at("/hubungi/")) == ""
    assert share_card.title_of(page_at("/tentang/")) != ""


def test_a_card_says_what_the_browsers_title_says_which_may_be_neutral(page_at):
    page = page_at("/tentang/")
    page.seo_title = "Informasi"
    assert share_card.title_of(page) == "Informasi"


def test_a_published_page_has_its_card(page_at):
    from django.core.files.storage import default_storage

    page = page_at("/tentang/")
    page.title, page.seo_title = "Judul yang baru", ""
    page.save_revision().publish()
    assert default_storage.exists(share_card.name_of("Judul yang baru"))


def test_preparing_the_site_draws_the_cards_that_are_missing(page_at):
    from django.core.files.storage import default_storage
    from django.core.management import call_command

    names = [share_card.name_of(share_card.title_of(page_at(url))) for url in ("/tentang/", "/kekerasan/fisik/")]
    for name in names:
        default_storage.delete(name)
    call_command("prepare_site", verbosity=0)
    assert all(default_storage.exists(name) for name in names)


def test_a_card_without_details_and_one_with_them_are_different_files():
    words = [("A",), ("A", "Kamis"), ("A", "Kamis", "Balai")]
    assert len({share_card.name_of(*each) for each in words}) == 3


@pytest.mark.parametrize(
    "details",
    [("Kamis, 31 Desember 2026, 09.00 – Jumat, 1 Januari 2027, 12.00 WIB", "Balai " * 40), ("A" * 300, "")],
)
def test_details_of_any_length_stay_on_the_card_beside_the_longest_title(details):
    width, height = share_card.SIZE
    with Image.open(BytesIO(share_card.draw("kata " * 60, *details))) as card:
        margin = card.convert("RGB").crop((width - 60, 0, width, height - 96))
    assert len(margin.getcolors()) == 1


def test_letters_that_the_font_lacks_are_no_boxes():
    assert share_card.draw("09.00–12.00 é 😀") == share_card.draw("09.00-12.00 e")
