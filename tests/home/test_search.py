import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.fields import RichTextField, StreamField
from wagtail.models import PageViewRestriction

from campaigns.models import AdatInstitution
from home.models import HelpPoint, PlainPage
from publishing.models import ChosenAnswer, DangerWords, SameMeaning, SearchEntry, SitePage
from publishing.pages.found import Group as FoundGroup
from publishing.search.danger import card_for
from publishing.search.finding import find
from publishing.search.query import MOST_MENDED
from publishing.search.spelling import Words


def main_of(client, **sent) -> str:
    return client.post("/cari/", sent).content.decode().split("<main")[1].split("</main>")[0]


def write(page: SitePage, text: str) -> None:
    page.body = page.body.stream_block.to_python([{"type": "text", "value": f"<p>{text}</p>"}])
    page.save_revision().publish()


def test_search_finds_pages_with_their_section_and_marks_the_words(client):
    html = client.get("/cari/?q=paspor").content.decode()
    assert "Cegah perdagangan orang" in html.split("<main")[1]
    assert "<mark>" in html


def test_help_points_come_before_pages(client):
    main = main_of(client, q="polisi")
    assert main.index("tel:110") < main.index('class="results"')


@pytest.mark.parametrize("number", ["148", "LPSK", "lembaga perlindungan saksi dan korban"])
def test_a_help_point_is_found_by_number_name_and_purpose(client, number):
    assert "tel:148" in main_of(client, q=number)


def test_words_sent_by_post_are_found_without_a_cookie(client):
    response = client.post("/cari/", {"q": "anak"})
    assert "<mark>" in response.content.decode()
    assert not response.cookies


def test_what_somebody_searched_for_stands_on_no_page_of_another(client):
    assert "zurafah" in client.post("/cari/", {"q": "zurafah"}).content.decode()
    for path in ("/cari/", "/mitra/", "/tidak-ada/", "/"):
        assert "zurafah" not in client.get(path).content.decode(), path


def test_the_words_are_not_in_the_title(client):
    assert "<title>Cari · Suluah</title>" in client.post("/cari/", {"q": "paspor"}).content.decode()


def test_nothing_found_offers_a_way_on(client):
    main = main_of(client, q="qqqq")
    assert "/kekerasan/" in main
    assert "/hubungi/" in main


def test_no_words_offer_the_topics(client):
    assert "/tppo/" in main_of(client)


@pytest.mark.parametrize(
    "query",
    ['"', "'", "\x00", "AND", "a OR", "NEAR(", "*", "-", "%FF%FE", "<script>", "x" * 10_000, "🙂", "' OR 1=1 --"],
)
def test_awkward_words_are_answered(client, query):
    response = client.post("/cari/", {"q": query})
    assert response.status_code == 200
    assert "<script>" not in response.content.decode().split("<main")[1].split("</main>")[0]


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=300))
def test_any_words_are_answered(client, query):
    assert client.post("/cari/", {"q": query}).status_code == 200


def test_what_was_corrected_is_said_with_a_way_back(client):
    main = main_of(client, q="kekersan")
    assert "Hasil untuk: <strong>kekerasan</strong>" in main
    assert "Cari persis “kekersan”" in main
    assert "/kekerasan/" in main
    assert "Hasil untuk" not in main_of(client, q="kekersan", persis="1")


def test_a_word_of_the_language_is_not_corrected_into_one_of_danger(db):
    assert find("diperiksa").asked.words == ["diperiksa"]


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("den dicakiak", "den dicekik"),
        ("ninikmamak", "ninik mamak"),
        ("kekerasanseksual", "kekerasan seksual"),
        ("nfkah", "nafkah"),
        ("bagaimna", "bagaimana"),
        ("siti zulaikha", "siti zulaikha"),  # a name is none of our words
    ],
)
def test_a_query_is_read_as_it_was_meant(db, query, read):
    assert " ".join(find(query).asked.words) == read


def test_a_word_that_nothing_has_is_read_as_the_only_one_like_it(db):
    answer = find("lamposy")
    assert answer.asked.corrected == "lamposi"
    assert "satgas" in answer.hits[0].entry.route


def test_small_words_belong_to_what_they_are_taught_with(db):
    SameMeaning.objects.create(typed="tidak gropstik", meant="penelantaran")
    assert find("tidak gropstik").hits
    assert not find("gropstik").hits


def test_a_name_for_an_act_that_the_office_teaches_is_danger_too(client, db):
    SameMeaning.objects.create(typed="gropstik", meant="pukul")
    assert "danger-card" in main_of(client, q="adik saya digropstik")
    assert "danger-card" not in main_of(client, q="gropstik")


def test_whoever_is_named_stands_for_somebody(client, db):
    DangerWords.objects.create(card=DangerWords.Card.NOW, words="seseorang gropstik")
    assert "danger-card" in main_of(client, q="mertua mau gropstik lagi")
    assert "danger-card" not in main_of(client, q="harga gropstik")


@pytest.mark.parametrize(
    ("query", "card"),
    [
        ("anak tetangga saya yang umurnya baru lima tahun dicabuli", "child"),
        ("saya sering ditampar suami di depan anak", "now"),
        ("umur 14 diperkosa", "child"),
        ("rapat ibu pukul 9", ""),
        ("saya dikunci di kamar dari luar", "now"),
        ("adik dikunci di luar negeri", "abroad"),
    ],
)
def test_the_card_follows_whom_a_sentence_speaks_of(db, query, card):
    assert card_for(query) == card


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("suami saya mau bunuh saya", ["tel:110", "tel:129"]),
        ("pengen mati aja", ["healing119.id", "tel:110", "rumah sakit"]),
        ("anak saya di cabuli", ["Kalau seorang anak", "tel:110", "tel:129"]),
        ("disekap di kamboja", ["kedutaan", "KP2MI", "tel:110"]),
        ("qqqq dipukul", ["tel:110"]),
    ],
)
def test_danger_shows_its_help_above_all_results(client, query, shown):
    above = main_of(client, q=query).split("results")[0]
    assert "danger-card" in above
    assert all(words in above for words in shown)


def test_the_office_changes_what_sounds_like_danger(client, db):
    DangerWords.objects.create(card=DangerWords.Card.NOW, words="zebrawarna", unless="kuda")
    assert "danger-card" in main_of(client, q="zebrawarna")
    assert "danger-card" not in main_of(client, q="zebrawarna kuda")


def test_the_office_teaches_what_words_mean(client, db):
    SameMeaning.objects.create(typed="zebrawarna", meant="penelantaran")
    assert 'href="/kekerasan/penelantaran/"' in main_of(client, q="zebrawarna")


def test_the_office_chooses_what_comes_first(client, page_at):
    ChosenAnswer.objects.create(words="paspor kuda", page=page_at("/tentang/"))
    assert find("kuda paspor").hits[0].entry.page == page_at("/tentang/").pk
    assert find("paspor").hits[0].entry.page != page_at("/tentang/").pk


def page_classes() -> list[type[SitePage]]:
    return [model for model in apps.get_models() if issubclass(model, SitePage)]


def test_every_text_of_a_page_is_searched():
    """Streams that hold no text of the page: sources, the home page's cards and steps, names (see found_names)."""
    without = {"sources", "situations", "help_steps", "speakers", "partners"}
    for model in page_classes():
        written = {
            field.name
            for field in model._meta.get_fields()
            if isinstance(field, StreamField | RichTextField) and field.name not in without
        }
        assert written <= set(model.found_in), model


@pytest.mark.parametrize(
    ("url", "field"),
    [("/kekerasan/fisik/", "urgent_advice"), ("/tppo/tanda-bahaya/", "intro"), ("/tppo/tanda-bahaya/", "advice_grave")],
)
def test_a_word_of_the_advice_is_found_and_shown_without_tags(client, page_at, url, field):
    page = page_at(url)
    setattr(page, field, "<p>Simpan <b>zebrawarna</b> &amp; kunci.</p><p>Lalu</p>")
    page.save_revision().publish()
    main = main_of(client, q="zebrawarna")
    assert f'href="{url}"' in main
    assert "Simpan <mark>zebrawarna</mark> &amp; kunci." in main


@pytest.mark.parametrize("url", ["/data/", "/kekerasan/", "/tentang/"])
def test_a_word_of_the_body_is_found(client, page_at, url):
    write(page_at(url), "Kata zebrawarna.")
    assert f'href="{url}"' in main_of(client, q="zebrawarna")


def test_a_draft_is_not_found_until_it_is_published(client, page_at):
    page = page_at("/tentang/")
    page.body = page.body.stream_block.to_python([{"type": "text", "value": "<p>Kata zebrawarna.</p>"}])
    revision = page.save_revision()
    assert find("zebrawarna").hits == []
    revision.publish()
    assert len(find("zebrawarna").hits) == 1


@pytest.mark.parametrize("way", ["unpublished", "closed", "closed above", "deleted"])
def test_what_nobody_may_open_is_found_by_nobody_nor_guessed(client, page_at, way):
    page, above = page_at("/kekerasan/fisik/"), page_at("/kekerasan/")
    page.urgent_advice = "<p>Kata zebrawarna.</p>"
    page.save_revision().publish()
    assert 'href="/kekerasan/fisik/"' in main_of(client, q="zebrawarna")
    if way == "unpublished":
        page.unpublish()
        assert not SearchEntry.objects.filter(page=page.pk).exists()
    elif way == "deleted":
        page.delete()
    else:
        closed = PageViewRestriction.objects.create(
            page=page if way == "closed" else above, restriction_type=PageViewRestriction.GROUPS
        )
        closed.groups.add(Group.objects.first())
    for query in ("zebrawarna", "zebrawarn", "zebrawrna"):
        main = main_of(client, q=query)
        assert 'href="/kekerasan/fisik/"' not in main
        assert "zebrawarna" not in main.replace(f'value="{query}"', "") or query == "zebrawarna"


def test_what_was_closed_behind_the_back_of_signals_is_shown_to_nobody(client, page_at):
    find("paspor")
    PlainPage.objects.filter(slug="privasi").update(live=False)
    assert 'href="/privasi/"' not in main_of(client, q="privasi")


def test_an_institution_is_found_under_its_new_name(client, db):
    institution = AdatInstitution.objects.create(name="KAN Zebrawarna", slug="kan-z", kind="kan")
    assert "/kegiatan/lembaga/kan-z/" in main_of(client, q="kan zebrawarna")
    institution.name = "KAN Kudaputih"
    institution.save()
    assert "/kegiatan/lembaga/kan-z/" in main_of(client, q="kudaputih")
    institution.delete()
    assert "/kegiatan/lembaga/kan-z/" not in main_of(client, q="kudaputih")


def test_a_session_is_found_by_its_day_in_words(db):
    assert find("undangan 8 mei 2024").hits[0].entry.group == FoundGroup.SESSION


@pytest.mark.parametrize(("word", "found"), [("kudaputih", True), ("kud", True), ("KUDAPUTIH", True), ("ku", False)])
def test_a_help_point_is_found_by_the_beginning_of_its_words(client, db, word, found):
    HelpPoint.objects.update(description="")
    HelpPoint.objects.filter(phone="129").update(description="Ini (kudaputih) contoh")
    assert ('class="card help-point"' in main_of(client, q=word)) is found


def test_preparing_the_site_makes_older_pages_findable_by_what_is_searched_since(client, page_at):
    page = page_at("/tppo/tanda-bahaya/")
    type(page).objects.filter(pk=page.pk).update(advice_some="<p>Kata zebrawarna.</p>")
    call_command("prepare_site", verbosity=0)
    assert "/tppo/tanda-bahaya/" in main_of(client, q="zebrawarna")


def test_of_very_many_results_those_with_the_words_in_their_title_come_first(page_at):
    for number, title in enumerate(("Lain", "Lagi", "Zebrawarna")):
        page = PlainPage(title=title, slug=f"z{number}", summary="Kata zebrawarna.", body=[])
        page_at("/").add_child(instance=page)
    assert find("zebrawarna").hits[0].entry.title == "Zebrawarna"


def test_of_a_query_without_end_only_so_many_words_are_compared_with_all_others(db, monkeypatch):
    compared, mended = [], Words.mended
    monkeypatch.setattr(Words, "mended", lambda self, word: compared.append(word) or mended(self, word))
    find(" ".join(f"kekersn{first}{second}qx" for first in "abcdef" for second in "abcdef"))
    assert len(compared) == MOST_MENDED
