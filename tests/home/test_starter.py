"""The content that a new site starts with: complete, true, and never over an editor's work."""

import re
from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.models import Page

from campaigns.models import ArticlePage, WarningSignsPage
from home.models import HelpPoint, HomePage

# facts.md: the only numbers of grade A or B. Anything else that looks like a phone number is an invention.
ALLOWED_NUMBERS = {
    "129", "110", "148", "119", "628111129129", "08111129129", "6285770010048", "085770010048", "08001000",
    "622129244800", "02129244800",
}  # fmt: skip
PHONE = re.compile(r"(?<![\d.])(?:\+?62|0)[\d\s().-]{6,}\d")


def words_of(page: ArticlePage) -> list[str]:
    return strip_tags(f"{page.summary} {page.urgent_advice} {page.body.render_as_block()}").split()


def test_loading_again_changes_nothing(db):
    before = {page.pk: page.latest_revision_id for page in Page.objects.all()}
    call_command("load_starter_content", verbosity=0)
    assert {page.pk: page.latest_revision_id for page in Page.objects.all()} == before


def test_what_an_editor_changed_moved_or_deleted_stands(page_at):
    changed, deleted, moved = page_at("/tentang/"), page_at("/privasi/"), page_at("/kekerasan/psikis/")
    changed.title = "Judul dari kantor"
    changed.save_revision().publish()
    deleted.delete()
    moved.slug = "batin"
    moved.save_revision().publish()
    HelpPoint.objects.filter(phone="110").update(name="Polisi (kantor)")
    call_command("load_starter_content", verbosity=0)
    assert page_at("/tentang/").title == "Judul dari kantor"
    assert not Page.objects.filter(slug="privasi").exists()
    assert not Page.objects.filter(slug="psikis").exists()
    assert HelpPoint.objects.get(phone="110").name == "Polisi (kantor)"


def test_the_example_of_all_blocks_is_a_draft_that_only_editors_see(with_examples, client, page_at):
    assert not page_at("/contoh-semua-bagian/").live
    assert client.get("/contoh-semua-bagian/").status_code == 404


def test_articles_are_long_enough_to_help_and_short_enough_to_read(db):
    articles = ArticlePage.objects.live()
    assert articles.descendant_of(Page.objects.get(slug="kekerasan")).count() >= 8
    assert articles.descendant_of(Page.objects.get(slug="tppo")).count() >= 2
    for page in articles:
        fewest = 250 if page.url.startswith("/remaja/") else 400
        assert fewest <= len(words_of(page)) <= 1000, f"{page}: {len(words_of(page))} words"


def test_checklists_have_twelve_to_sixteen_signs_and_some_are_grave(db):
    for page in WarningSignsPage.objects.live():
        signs = [sign for group in page.signs for sign in group.value["signs"]]
        assert 12 <= len(signs) <= 16, page
        assert any(sign["grave"] for sign in signs)


def test_no_page_shows_a_number_that_facts_do_not_vouch_for(client, db):
    home = HomePage.objects.get()
    for page in home.get_descendants(inclusive=True).live():
        html = client.get(page.url).content.decode()
        text = strip_tags(re.sub(r"<(style|svg|script).*?</\1>", " ", html, flags=re.S))
        numbers = {re.sub(r"\D", "", number) for number in PHONE.findall(text)}
        links = set(re.findall(r'href="(?:tel:\+?|https://wa\.me/)(\d+)', html))
        assert (numbers | links) <= ALLOWED_NUMBERS, page.url


def test_no_headline_speaks_about_the_reader(db):
    for page in HomePage.objects.get().get_descendants(inclusive=True).live():
        for words in (page.title, page.seo_title):
            assert not re.search(r"\banda\b|\bkamu\b", words.lower()), page


@pytest.mark.parametrize("word", ["oknum", "aib"])
def test_words_that_hurt_are_not_used(client, db, word):
    for page in HomePage.objects.get().get_descendants(inclusive=True).live():
        assert not re.search(rf"\b{word}\b", client.get(page.url).content.decode().lower()), page


def test_nothing_was_checked_in_the_future(db):
    for page in ArticlePage.objects.all():
        assert page.reviewed_on <= date.today()


def test_the_history_offers_a_way_back_to_the_first_version_of_every_starter_page(admin_client, home):
    for page in home.get_descendants(inclusive=True).specific():
        first = page.revisions.earliest("created_at")
        page.save_revision(log_action=True)
        way_back = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first.pk])
        history = admin_client.get(reverse("wagtailadmin_pages:history", args=[page.pk]))
        assert way_back in history.content.decode(), page.url
        assert admin_client.get(way_back).status_code == 200, page.url
