"""The invitation and the poster of a session. How they come out of a printer: tests/browser/test_session_print.py."""

import pytest
from segno import make

from campaigns.models import SessionPage
from campaigns.sessions.paper import Letter, Poster
from home.models import HelpPoint
from tests.factories import AdatInstitutionFactory, SessionPageFactory, at, days_from_now

pytestmark = pytest.mark.django_db
SHEETS = ["cetak/", "cetak/poster/"]


@pytest.fixture
def sheet_of(client):
    return lambda session, sheet: client.get(session.url + sheet).content.decode()


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_says_what_when_where_who_and_where_to_read_more(sheet_of, sheet):
    session = SessionPageFactory(
        title="Judul uji", starts_at=at("2026-12-03"), venue="Balai uji", audience="Umum uji",
        institutions=[AdatInstitutionFactory(name="Lembaga uji")], partners=[("partner", "Mitra uji")],
    )  # fmt: skip
    html = sheet_of(session, sheet)
    for words in (
        "Judul uji",
        "Kamis, 3 Desember 2026",
        "09.00–12.00 WIB",
        "Balai uji",
        "Umum uji",
        "Lembaga uji",
        "Mitra uji",
    ):
        assert words in html
    assert f'src="/kode-qr{session.url}"' in html
    assert f"<b>{session.full_url.partition('://')[2].rstrip('/')}</b>" in html.replace("<wbr>", "")


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_names_whom_to_call_as_far_as_verified(sheet_of, sheet):
    assert "SAPA 129" in sheet_of(SessionPageFactory(), sheet)
    HelpPoint.objects.update(verified_on=None)
    html = sheet_of(SessionPageFactory(), sheet)
    assert "SAPA 129" not in html
    assert "Butuh bantuan?" not in html


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_is_for_paper_and_for_no_search_engine(sheet_of, client, sheet):
    session = SessionPageFactory()
    assert '<meta name="robots" content="noindex">' in sheet_of(session, sheet)
    assert "cetak" not in client.get("/sitemap.xml").content.decode()
    assert 'class="exit"' in sheet_of(session, sheet), "on the screen it is a page like any other"


def test_the_letter_carries_the_words_of_the_office_or_a_plain_sentence(sheet_of):
    assert "Undangan uji" in sheet_of(SessionPageFactory(invitation="Undangan uji"), "cetak/")
    assert "kami mengundang" in sheet_of(SessionPageFactory(), "cetak/")


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_of_a_cancelled_or_postponed_session_says_so(sheet_of, sheet):
    cancelled = SessionPageFactory(status="cancelled", status_reason="Hujan uji")
    assert "Hujan uji" in sheet_of(cancelled, sheet)
    postponed = SessionPageFactory(status="postponed", postponed_from=at("2026-12-01"), starts_at=days_from_now(9))
    assert "Semula: Selasa, 1 Desember 2026, 09.00 WIB." in sheet_of(postponed, sheet)


def test_the_letter_of_a_cancelled_session_invites_nobody(sheet_of):
    html = sheet_of(SessionPageFactory(status="cancelled", status_reason="Hujan", invitation="Datanglah"), "cetak/")
    assert "Pemberitahuan" in html
    assert "Datanglah" not in html


@pytest.mark.parametrize("sheet", [*SHEETS, ""])
def test_no_sheet_of_a_draft_is_shown(client, sheet):
    assert client.get(SessionPageFactory(live=False).url + sheet).status_code == 404


def test_a_sheet_takes_as_few_queries_as_the_page(client, django_assert_max_num_queries):
    session = SessionPageFactory(institutions=[AdatInstitutionFactory() for _number in range(5)])
    client.get(session.url)  # what all pages share is read by the first one after a change
    for sheet in SHEETS:
        with django_assert_max_num_queries(8):
            client.get(session.url + sheet)


def programme(number, words="Acara uji"):
    return [("item", {"time": "09.00", "what": words})] * number


def test_a_short_session_is_set_large_and_whole():
    letter = Letter(SessionPageFactory.build(programme=programme(4), parent=None))
    assert (letter.size, len(letter.programme), letter.has_more_programme) == ("", 4, False)


def test_a_long_programme_ends_where_no_room_is_left_and_the_letter_says_so(sheet_of):
    session = SessionPageFactory(programme=programme(60, "Acara yang panjang " * 4))
    letter = Letter(session)
    assert 0 < len(letter.programme) < 60
    assert letter.has_more_programme
    assert "Selengkapnya: lihat alamat di bawah." in sheet_of(session, "cetak/")


def test_what_matters_most_is_never_left_out(sheet_of):
    long = "panjang sekali " * 20
    session = SessionPageFactory(
        title=f"Awal {long}"[:250], venue=f"Balai {long}"[:160], address=long[:240], audience=f"Umum {long}"[:200],
        summary=long[:300], what_to_bring=long[:240], contact=long[:240], invitation=long * 4,
        speakers=[("speaker", {"name": "Penutur", "role": long[:200]})] * 12, programme=programme(30, long[:200]),
        institutions=[AdatInstitutionFactory(name=f"Lembaga {number} {long}"[:160]) for number in range(9)],
    )  # fmt: skip
    for sheet in SHEETS:
        html = sheet_of(session, sheet)
        for words in (
            session.title,
            session.when.split(",")[0],
            session.venue.strip(),
            session.audience.strip(),
            "Lembaga 0",
        ):
            assert words in html


def test_the_poster_leaves_out_the_lesser_words_first():
    session = SessionPage(
        title="Uji", starts_at=at("2026-12-03"), ends_at=at("2026-12-03", "12:00"), what_to_bring="Alat tulis " * 20,
        summary="Ringkasan", audience="Umum " * 30, venue="Balai " * 20, address="Jalan " * 30,
        speakers=[("speaker", {"name": "Penutur " * 10, "role": "Peran " * 20})] * 4,
    )  # fmt: skip
    poster = Poster(session)
    assert poster.to_bring == ""
    assert poster.has_more_speakers


def test_the_code_on_the_sheet_holds_the_address_of_the_session(client):
    session = SessionPageFactory()
    svg = client.get(f"/kode-qr{session.url}").content.decode()
    address = session.full_url
    assert make(address, error="m", micro=False).symbol_size(border=2)[0] == int(
        svg.split('viewBox="0 0 ')[1].split()[0]
    )
