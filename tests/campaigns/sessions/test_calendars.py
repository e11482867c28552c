"""Sessions in people's own calendars: valid by RFC 5545, true after every change, quiet on a locked screen."""

import re
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from campaigns.models import SessionPage
from publishing.models import User
from tests.factories import AdatInstitutionFactory, SessionPageFactory, VillageFactory, at, days_from_now

pytestmark = pytest.mark.django_db
Status = SessionPage.Status
WIB = ZoneInfo("Asia/Jakarta")
MANDATORY = {"UID", "DTSTAMP", "DTSTART"}
HOSTILE = [
    'Rapat, doa; dan "makan" bersama\\nusai: 100%',
    "Ketuk pintu 👩‍👧 " * 8,
    "Pertanggungjawaban " * 10,
    "é" * 200,
    "BEGIN:VEVENT",
]


def events_of(response) -> list[Event]:
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    check_format(response.content)
    return Calendar.from_ical(response.content).walk("VEVENT")


def check_format(content: bytes) -> None:
    """RFC 5545, 3.1 and 3.6: lines end with CRLF and have at most 75 octets, and what must be there is there."""
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert not [line for line in lines if b"\n" in line or b"\r" in line]
    assert max(len(line) for line in lines) <= 75
    content.replace(b"\r\n ", b"").decode()  # folding may part the octets of a character; unfolded it is UTF-8
    calendar = Calendar.from_ical(content)
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    assert "METHOD" not in calendar, "3.7.2: the Content-Type would have to say the same"
    for event in calendar.walk("VEVENT"):
        assert set(event) >= MANDATORY
        assert event.errors == []
    zones = {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}
    assert set(re.findall(rb"TZID=([^:;]+)", content)) <= {zone.encode() for zone in zones}


def calendar_of(client, session: SessionPage) -> Event:
    (event,) = events_of(client.get(session.url + "kalender.ics"))
    return event


def all_titles(client, address="/kegiatan/kalender.ics") -> list[str]:
    return [str(event["DESCRIPTION"]).partition("\n")[0] for event in events_of(client.get(address))]


def publish(session: SessionPage, **changes) -> None:
    page = SessionPage.objects.get(pk=session.pk)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_an_event_tells_when_where_and_what(client):
    session = SessionPageFactory(
        title="Sosialisasi",
        starts_at=at("2026-12-03", "09:00"),
        ends_at=at("2026-12-03", "12:00"),
        venue="Balai Adat",
        address="Jalan Uji",
        village=VillageFactory(name="Talang"),
        institutions=[AdatInstitutionFactory(name="Contoh lembaga A")],
        contact="Bidang PPA",
        latitude="-0.22",
        longitude="100.63",
    )
    event = calendar_of(client, session)
    assert event.start == at("2026-12-03", "09:00").astimezone(WIB)
    assert event.end == at("2026-12-03", "12:00").astimezone(WIB)
    assert event["DTSTART"].params["TZID"] == "Asia/Jakarta"
    assert event["LOCATION"] == "Balai Adat, Kelurahan Talang, Jalan Uji"
    assert event["STATUS"] == "CONFIRMED"
    assert event["GEO"].to_ical() == "-0.22;100.63"
    for words in ("Sosialisasi", "Contoh lembaga A", "Bidang PPA", session.full_url):
        assert words in event["DESCRIPTION"]


def test_a_reminder_on_a_locked_screen_says_only_where_unless_the_office_chose_a_title(client):
    session = SessionPageFactory(title="Kekerasan seksual: apa yang bisa kita lakukan", venue="Balai Adat")
    assert calendar_of(client, session)["SUMMARY"] == "Pertemuan, Balai Adat"
    publish(session, calendar_title="Temu nagari")
    assert calendar_of(client, session)["SUMMARY"] == "Temu nagari"


def test_whole_days_are_days_and_end_the_day_after(client):
    session = SessionPageFactory(starts_at=at("2026-12-03"), ends_at=at("2026-12-05"), is_all_day=True)
    event = calendar_of(client, session)
    assert (event.start, event.end) == (date(2026, 12, 3), date(2026, 12, 6))


def test_a_session_without_an_end_of_its_own_is_a_moment(client):
    moment = at("2026-12-03", "09:00")
    session = SessionPageFactory(starts_at=moment)
    SessionPage.objects.filter(pk=session.pk).update(ends_at=moment)  # as older ones are kept; editors can't any more
    assert "DTEND" not in calendar_of(client, session)


def test_an_event_keeps_its_uid_and_counts_its_changes(client):
    session = SessionPageFactory()
    before = calendar_of(client, session)
    publish(session, starts_at=days_from_now(20), ends_at=days_from_now(20, hour=12))
    after = calendar_of(client, session)
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["DTSTAMP"].dt >= before["DTSTAMP"].dt


def test_a_cancelled_session_is_marked_so_and_says_why(client):
    session = SessionPageFactory(status=Status.CANCELLED, status_reason="Hujan, angin; badai")
    event = calendar_of(client, session)
    assert event["STATUS"] == "CANCELLED"
    assert "Dibatalkan: Hujan, angin; badai" in event["DESCRIPTION"]
    assert session.title in all_titles(client)


def test_a_postponed_session_stands_on_its_new_day_and_names_the_former(client):
    session = SessionPageFactory(
        starts_at=at("2026-12-10"), status=Status.POSTPONED, postponed_from=at("2026-12-03"), venue="Balai Adat"
    )
    event = calendar_of(client, session)
    assert event.start.date() == date(2026, 12, 10)
    assert "Kamis, 3 Desember 2026" in event["DESCRIPTION"]


@pytest.mark.parametrize(("days_ago", "listed"), [(89, True), (91, False)])
def test_a_cancelled_session_stays_in_the_calendar_for_ninety_days(client, days_ago, listed):
    session = SessionPageFactory(
        starts_at=days_from_now(-days_ago, hour=0),
        ends_at=timezone.now() - timedelta(days=days_ago),
        status=Status.CANCELLED,
        status_reason="Hujan",
    )
    long_ago = timezone.now() - timedelta(days=200)
    SessionPage.objects.filter(pk=session.pk).update(last_published_at=long_ago)
    assert (session.title in all_titles(client)) is listed


def test_what_was_held_within_a_year_stays_and_what_is_older_goes(client):
    recent = SessionPageFactory(starts_at=days_from_now(-300))
    old = SessionPageFactory(starts_at=days_from_now(-400))
    titles = all_titles(client)
    assert recent.title in titles
    assert old.title not in titles


def test_an_institutions_calendar_holds_its_own_sessions_only(client):
    institution = AdatInstitutionFactory()
    theirs, other = SessionPageFactory(institutions=[institution]), SessionPageFactory()
    titles = all_titles(client, f"/kegiatan/lembaga/{institution.slug}/kalender.ics")
    assert titles == [theirs.title]
    assert other.title not in titles


def test_drafts_and_closed_sessions_are_in_no_calendar(client):
    draft, closed = SessionPageFactory(live=False), SessionPageFactory()
    closed.view_restrictions.create(restriction_type="login")
    titles = all_titles(client)
    assert draft.title not in titles
    assert closed.title not in titles
    assert client.get(draft.url + "kalender.ics").status_code == 404
    assert client.get(closed.url + "kalender.ics").status_code == 302


def test_an_unknown_institution_has_no_calendar(client):
    assert client.get("/kegiatan/lembaga/tidak-ada/kalender.ics").status_code == 404


def test_an_empty_calendar_is_a_calendar(client):
    SessionPage.objects.all().delete()
    assert events_of(client.get("/kegiatan/kalender.ics")) == []


@pytest.mark.parametrize("words", HOSTILE)
def test_any_words_come_out_of_the_calendar_as_they_went_in(client, words):
    words = words.strip()
    institution = AdatInstitutionFactory(name=words[:160].strip())
    session = SessionPageFactory(
        title=words,
        slug="uji",
        venue=words[:160].strip(),
        calendar_title=words[:80].strip(),
        institutions=[institution],
    )
    event = calendar_of(client, session)
    assert event["SUMMARY"] == words[:80].strip()
    assert event["LOCATION"] == words[:160].strip()
    assert event["DESCRIPTION"].startswith(words)
    assert len(events_of(client.get(f"/kegiatan/lembaga/{institution.slug}/kalender.ics"))) == 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=160))
def test_no_words_break_a_calendar(rf, words):
    from campaigns.sessions.calendars import calendar_of as write

    session = SessionPage(
        title=words, venue=words, address=words, contact=words, status_reason=words, status=Status.CANCELLED,
        calendar_title=words[:80], starts_at=at("2026-12-03"), ends_at=at("2026-12-04"), url_path="/x/", slug="x",
    )  # fmt: skip
    check_format(write([session], words, rf.get("/")))


def test_a_program_that_asks_again_for_the_same_gets_304(client):
    SessionPageFactory()
    first = client.get("/kegiatan/kalender.ics")
    again = client.get("/kegiatan/kalender.ics", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    SessionPageFactory()
    assert client.get("/kegiatan/kalender.ics", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_a_calendar_is_saved_under_a_name_that_tells_nothing(client):
    session = SessionPageFactory(title="Kekerasan seksual", starts_at=at("2026-12-03"))
    assert 'filename="pertemuan-2026-12-03.ics"' in client.get(session.url + "kalender.ics")["Content-Disposition"]


def test_a_calendar_takes_as_many_queries_for_many_sessions_as_for_one(client, django_assert_max_num_queries):
    for _number in range(30):
        SessionPageFactory(institutions=[AdatInstitutionFactory()])
    with django_assert_max_num_queries(8):
        client.get("/kegiatan/kalender.ics")


def test_an_editor_sees_why_the_title_in_calendars_matters(client, home):
    client.force_login(User.objects.create_superuser("penguji"))
    form = client.get(f"/admin/pages/{SessionPageFactory().pk}/edit/").content.decode()
    assert "Judul di kalender" in form
