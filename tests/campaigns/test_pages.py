import csv
import io

import pytest

from campaigns.models import ArticlePage, CaseFigure, WarningSignsPage

FORMS = [
    "fisik", "psikis", "seksual", "penelantaran", "berbasis-elektronik", "terhadap-anak", "dalam-rumah-tangga",
    "perkawinan-paksa",
]  # fmt: skip


@pytest.mark.parametrize("slug", FORMS)
def test_each_form_of_violence_has_its_article(client, slug):
    assert client.get(f"/kekerasan/{slug}/").status_code == 200


def test_an_article_says_first_what_to_do_if_it_happens_now(client):
    html = client.get("/kekerasan/fisik/").content.decode()
    advice = html.index("callout-urgent")
    assert advice < html.index("<h2 id=")
    assert 'href="tel:129"' in html[advice : html.index("<h2 id=")]


def test_a_long_article_has_a_contents_list_and_a_short_one_none(page_at):
    article = page_at("/kekerasan/fisik/")
    assert len(article.contents) > 4
    article.body = article.body.stream_block.to_python([{"type": "heading", "value": "Satu"}])
    assert ArticlePage(body=article.body).contents == []


def test_an_article_names_at_most_three_neighbours_and_not_itself(page_at):
    article = page_at("/kekerasan/psikis/")
    related = article.related()
    assert len(related) == 3
    assert article.pk not in {page.pk for page in related}


def test_every_article_names_its_sources_and_its_day_of_checking(db):
    for page in [*ArticlePage.objects.live(), *WarningSignsPage.objects.live()]:
        assert page.sources, page
        assert page.reviewed_on, page


def test_the_ticks_of_a_checklist_can_not_be_sent(client):
    html = client.get("/tppo/cek-tawaran-kerja/").content.decode()
    form = html[html.index('<form class="checklist"') : html.index("</form>", html.index('<form class="checklist"'))]
    assert 'method="dialog"' in form
    assert 'autocomplete="off"' in form
    assert "name=" not in form
    assert "<script" not in form
    assert 'type="reset"' in form


def test_all_the_advice_of_a_checklist_is_in_the_page(client, page_at):
    html = client.get("/tppo/tanda-bahaya/").content.decode()
    for kind in ("advice-none", "advice-some", "advice-grave"):
        assert f'class="{kind}"' in html
    signs = sum(len(group.value["signs"]) for group in page_at("/tppo/tanda-bahaya/").signs)
    assert html.count('type="checkbox"') == signs


def test_readers_do_not_see_in_words_which_sign_is_grave(client):
    html = client.get("/tppo/tanda-bahaya/").content.decode()
    assert "gawat" not in html.lower()


def test_the_figures_come_as_chart_table_and_csv(client):
    html = client.get("/data/").content.decode()
    assert "2021: 12; 2022: 14; 2023: 4; 2024: 2; 2025: 4" in html
    content = client.get("/data/kasus.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content), delimiter=";"))
    assert [row[:2] for row in rows[:4]] == [["tahun", "kasus_tercatat"], ["2021", "12"], ["2022", "14"], ["2023", "4"]]


def test_a_csv_cell_is_never_a_formula(client, db):
    CaseFigure.objects.create(year=2020, count=1, source="=HYPERLINK(1)")
    assert "'=HYPERLINK" in client.get("/data/kasus.csv").content.decode()


def test_pages_without_optional_content_render(client, page_at):
    page_at("/kekerasan/").add_child(
        instance=ArticlePage(title="Paling sedikit", urgent_advice="<p>Telepon.</p>", body=[])
    )
    assert client.get("/kekerasan/paling-sedikit/").status_code == 200
    CaseFigure.objects.all().delete()
    assert client.get("/data/").status_code == 200
    assert client.get("/").status_code == 200
