"""The page of one session: what a reader, a messenger and a search engine meet of it."""

import json
import re
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from campaigns.models import SessionMaterial, SessionPage
from publishing.pages import share_card
from tests.factories import (
    AdatInstitutionFactory,
    CampaignImageFactory,
    NagariFactory,
    SessionPageFactory,
    VillageFactory,
    at,
    days_from_now,
)
from tests.resources.factories import KitFactory, MaterialFactory

pytestmark = pytest.mark.django_db
Status = SessionPage.Status
FULL = {
    "summary": "Ringkasan uji.",
    "venue": "Balai uji",
    "address": "Jalan uji",
    "audience": "Ninik mamak uji",
    "what_to_bring": "Alat tulis uji",
    "contact": "Sekretariat uji",
    "capacity": 1234,
    "partners": [("partner", "Mitra uji")],
    "speakers": [("speaker", {"name": "Penutur uji", "role": "Peran uji"})],
    "programme": [("item", {"time": "09.00", "what": "Pembukaan uji"})],
    "body": [("text", "<p>Isi uji.</p>")],
}


def photos(count):
    return [("photo", {"image": CampaignImageFactory(), "caption": f"Foto {number}"}) for number in range(count)]


@pytest.fixture
def html_of(client):
    return lambda session: client.get(session.url).content.decode()


@pytest.fixture
def words_of(html_of):
    def read(session):
        html = re.sub(r"<(style|script).*?</\1>", " ", html_of(session), flags=re.DOTALL)
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())

    return read


@pytest.fixture
def event_of(html_of):
    def read(session):
        (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html_of(session), re.DOTALL)
        return next(item for item in json.loads(data) if item["@type"] == "Event")

    return read


def test_everything_that_the_office_wrote_is_on_the_page(words_of):
    village = VillageFactory(nagari=NagariFactory())
    institution = AdatInstitutionFactory(name="Lembaga uji")
    session = SessionPageFactory(starts_at=at("2026-12-03"), village=village, institutions=[institution], **FULL)
    words = words_of(session)
    for part in (
        "Kamis, 3 Desember 2026, 09.00–12.00 WIB", "Balai uji", "Jalan uji", village.name, village.district.name,
        village.nagari.name, "Lembaga uji", "Mitra uji", "Penutur uji", "Peran uji", "Pembukaan uji", "Isi uji.",
        "Ninik mamak uji", "Alat tulis uji", "Sekretariat uji",
    ):  # fmt: skip
        assert part in words, part


def test_a_session_of_which_only_the_day_is_known_shows_no_empty_parts(html_of):
    html = html_of(SessionPageFactory())
    assert html.count("<h2") == html.count("<h2", html.index("<footer"))
    assert "Di mana" not in html
    assert "None" not in html


@pytest.mark.parametrize(
    ("fate", "said"),
    [
        ({"status": Status.CANCELLED, "status_reason": "Hujan uji"}, ["dibatalkan", "Hujan uji"]),
        (
            {"status": Status.POSTPONED, "postponed_from": at("2026-12-01"), "status_reason": "Ruang uji"},
            ["pindah tanggal", "Semula Selasa, 1 Desember 2026, 09.00 WIB", "Ruang uji"],
        ),
        ({"starts_at": days_from_now(-3)}, ["sudah berlangsung", "Laporannya belum ada"]),
        ({"starts_at": days_from_now(-3), "status": Status.CANCELLED, "status_reason": "Hujan uji"}, ["dibatalkan"]),
    ],
)
def test_what_became_of_a_session_is_said_before_its_title(html_of, fate, said):
    html = html_of(SessionPageFactory(**fate))
    before = html[html.index("<main") : html.index("<h1>")]
    for part in said:
        assert part in before


def test_of_a_planned_session_nothing_stands_before_the_title(html_of):
    html = html_of(SessionPageFactory())
    assert "callout" not in html[html.index("<main") : html.index("<h1>")]


def test_a_session_that_one_can_come_to_can_be_saved_shared_and_printed(html_of):
    session = SessionPageFactory()
    html = html_of(session)
    assert f'href="{session.url}kalender.ics"' in html
    assert f'href="{session.url}cetak/"' in html


@pytest.mark.parametrize(
    "fate", [{"starts_at": days_from_now(-3)}, {"status": Status.CANCELLED, "status_reason": "Hujan"}]
)
def test_a_session_that_nobody_can_come_to_can_only_be_shared(html_of, fate):
    html = html_of(SessionPageFactory(**fate))
    assert "kalender.ics" not in html
    assert "cetak/" not in html
    assert "https://wa.me/?text=" in html


def test_sharing_sends_title_day_place_and_address_and_nothing_else(html_of):
    session = SessionPageFactory(title="Judul & <uji>", venue="Balai Adat")
    (link,) = re.findall(r'<a [^>]*href="(https://wa\.me/\?[^"]*)"([^>]*)>', html_of(session))
    assert parse_qs(urlsplit(link[0]).query) == {
        "text": [f"Judul & <uji>\n{session.when}\n{session.place}\n{session.full_url}"]
    }
    assert "noreferrer noopener" in link[1]


def test_maps_open_by_choice_with_plain_numbers_and_are_not_embedded(html_of):
    html = html_of(SessionPageFactory(latitude="-0.22", longitude="100.63"))
    assert 'href="geo:-0.220000,100.630000?q=-0.220000,100.630000"' in html
    assert (
        'href="https://www.openstreetmap.org/?mlat=-0.220000&amp;mlon=100.630000#map=17/-0.220000/100.630000"' in html
    )
    assert "<iframe" not in html
    assert "openstreetmap" not in html_of(SessionPageFactory())


def test_each_institution_that_invites_leads_to_its_page(html_of, client):
    institution = AdatInstitutionFactory()
    html = html_of(SessionPageFactory(institutions=[institution]))
    assert f'href="/kegiatan/lembaga/{institution.slug}/"' in html
    assert client.get(f"/kegiatan/lembaga/{institution.slug}/").status_code == 200


def test_the_report_names_four_numbers_and_says_what_was_not_counted(words_of):
    report = {"reached_women": 1200, "reached_men": 0, "reached_girls": 7}
    words = words_of(SessionPageFactory(starts_at=days_from_now(-3), report_summary="Hasil uji.", **report))
    assert "Perempuan 1.200 Laki-laki 0 Anak perempuan 7 Anak laki-laki tidak dihitung" in words
    assert "Seluruhnya 1.207 orang." in words
    assert "Hasil uji." in words


def test_a_report_without_numbers_says_so_once(words_of):
    words = words_of(SessionPageFactory(starts_at=days_from_now(-3), report_summary="Hasil uji.", follow_up="Lanjut."))
    assert "Jumlah yang hadir tidak dicatat." in words
    assert "Anak perempuan" not in words
    assert "Lanjut." in words


def test_photos_are_described_and_all_but_the_first_wait_for_a_tap(html_of):
    html = html_of(SessionPageFactory(starts_at=days_from_now(-3), reached_women=1, photos=photos(3)))
    first, folded = html.split('<details class="photos">')
    assert first.count("<figure") == 1
    assert folded.count("<figure") == 2
    for picture in re.findall(r"<img [^>]*>", html[html.index("<figure") :])[:3]:
        assert 'alt="Gambar uji"' in picture
        assert 'loading="lazy"' in picture
        assert re.search(r'width="\d+"', picture)


def test_the_sessions_before_and_after_are_the_nearest_that_a_stranger_may_open(html_of):
    session = SessionPageFactory(starts_at=at("2030-06-10"))
    SessionPageFactory(title="Jauh sebelumnya", starts_at=at("2030-06-01"))
    SessionPageFactory(title="Tepat sebelumnya", starts_at=at("2030-06-05"))
    closed = SessionPageFactory(title="Hanya undangan", starts_at=at("2030-06-11"))
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    SessionPageFactory(title="Masih draf", starts_at=at("2030-06-12"), live=False)
    SessionPageFactory(title="Tepat sesudahnya", starts_at=at("2030-06-15"))
    SessionPageFactory(title="Jauh sesudahnya", starts_at=at("2030-06-20"))
    html = html_of(session)
    nearby = html[html.index('class="part neighbours"') : html.index("</nav>", html.index('class="part neighbours"'))]
    assert re.findall(r'rel="(\w+)"[^>]*>([^<]*)', nearby) == [
        ("prev", "Tepat sebelumnya"),
        ("next", "Tepat sesudahnya"),
    ]


def test_sessions_at_the_same_moment_are_neighbours_of_one_another(client):
    moment = at("2030-06-10")
    first, second, third = (SessionPageFactory(starts_at=moment) for _number in range(3))
    assert [page and page.pk for page in second.neighbours()] == [first.pk, third.pk]


@pytest.mark.parametrize("least", [True, False])
def test_a_page_takes_few_queries_however_much_is_on_it(client, least):
    def make(number):
        institutions = [AdatInstitutionFactory() for _number in range(number)]
        return SessionPageFactory(
            village=VillageFactory(nagari=NagariFactory()),
            institutions=institutions,
            starts_at=days_from_now(-3),
            reached_women=1,
            photos=[] if least else photos(number),
        )

    few, many = make(1), make(6)
    counts = []
    for session in (few, many):
        client.get(session.url)  # resized pictures are made at the first visit
        with CaptureQueriesContext(connection) as queries:
            client.get(session.url)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= (8 if least else 9), "one more reads the pictures"


def test_a_cancelled_session_says_so_in_title_and_card_wherever_its_address_goes(html_of):
    session = SessionPageFactory(status=Status.CANCELLED, status_reason="Hujan", title="Judul uji", venue="Balai uji")
    html = html_of(session)
    assert "<title>Dibatalkan: Judul uji · Suluah</title>" in html
    assert '<meta property="og:title" content="Dibatalkan: Judul uji">' in html
    assert session.share_card_details[0].startswith("Dibatalkan · ")


def test_the_card_has_day_and_place_and_is_drawn_when_the_day_changes(html_of, page_at):
    from django.core.files.storage import default_storage

    session = SessionPageFactory(starts_at=at("2026-12-03"), title="Judul uji", venue="Balai uji")
    session.starts_at += timedelta(days=1)
    session.ends_at += timedelta(days=1)
    session.save_revision().publish()
    name = share_card.name_of("Judul uji", "Jumat, 4 Desember 2026, 09.00–12.00 WIB", "Balai uji")
    assert default_storage.exists(name)
    assert name in html_of(session)


def test_search_engines_and_messengers_read_when_and_where(html_of):
    html = html_of(SessionPageFactory(starts_at=at("2026-12-03"), venue="Balai uji", summary="Ringkasan uji."))
    said = "Kamis, 3 Desember 2026, 09.00–12.00 WIB. Balai uji. Ringkasan uji."
    assert f'<meta name="description" content="{said}">' in html


@pytest.mark.parametrize(
    ("fate", "status", "former"),
    [
        ({}, "EventScheduled", None),
        ({"status": Status.CANCELLED, "status_reason": "Hujan"}, "EventCancelled", None),
        (
            {"status": Status.POSTPONED, "postponed_from": at("2026-12-01")},
            "EventRescheduled",
            "2026-12-01T09:00:00+07:00",
        ),
    ],
)
def test_machines_read_the_state_of_an_event(event_of, fate, status, former):
    event = event_of(SessionPageFactory(starts_at=at("2026-12-03"), **fate))
    assert event["eventStatus"] == f"https://schema.org/{status}"
    assert event["startDate"] == "2026-12-03T09:00:00+07:00"
    assert event["endDate"] == "2026-12-03T12:00:00+07:00"
    assert event.get("previousStartDate") == former


def test_whole_days_have_no_hours_for_machines(event_of):
    event = event_of(SessionPageFactory(starts_at=at("2026-12-03"), ends_at=at("2026-12-05"), is_all_day=True))
    assert (event["startDate"], event["endDate"]) == ("2026-12-03", "2026-12-05")


def test_machines_read_place_hosts_and_that_it_is_free(event_of):
    institution = AdatInstitutionFactory(name="Lembaga uji")
    event = event_of(SessionPageFactory(institutions=[institution], latitude="-0.22", longitude="100.63", **FULL))
    assert event["location"]["name"] == "Balai uji"
    assert event["location"]["address"]["streetAddress"] == "Jalan uji"
    assert event["location"]["geo"]["latitude"] == -0.22
    assert [host["name"] for host in event["organizer"]][1:] == ["Lembaga uji"]
    assert (event["offers"]["price"], event["isAccessibleForFree"]) == ("0", True)
    assert event["performer"] == [{"@type": "Person", "name": "Penutur uji"}]


def test_no_words_of_an_editor_break_out_of_the_data_for_machines(html_of, event_of):
    evil = "</script><script>alert(1)</script><!-- & \" ' \u2028"
    session = SessionPageFactory(
        title=evil, venue=evil, speakers=[("speaker", {"name": evil, "role": ""})], institutions=[
            AdatInstitutionFactory(name=evil)
        ], contact=evil, what_to_bring=evil, audience=evil,
    )  # fmt: skip
    assert "<script>alert" not in html_of(session)
    assert event_of(session)["name"] == evil


def test_what_is_posted_to_a_session_changes_nothing_and_fails_nothing(client):
    session = SessionPageFactory()
    for url in (session.url, session.url + "cetak/", session.url + "tidak-ada/", session.url + "?x=%00"):
        assert client.get(url).status_code in {200, 404}
        assert client.post(url, {"a": "\x00"}).status_code in {404, 405}


def test_a_session_names_its_kit_and_materials_and_nothing_that_is_closed(client):
    kit, material, closed = KitFactory(title="Paket uji"), MaterialFactory(), MaterialFactory()
    closed.view_restrictions.create(restriction_type="login")
    session = SessionPageFactory(kit=kit)
    for page in (material, closed):
        session.session_materials.add(SessionMaterial(material=page))
    session.save()
    html = client.get(session.url).content.decode()
    assert f'href="{kit.url}"' in html
    assert f'href="{material.url}"' in html
    assert closed.title not in html


def test_a_session_without_material_has_no_empty_heading(client):
    assert "<h2>Materi</h2>" not in client.get(SessionPageFactory().url).content.decode()
