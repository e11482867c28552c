"""A session: what it promises, from its announcement to its report."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from campaigns.models import SessionPage
from tests.factories import (
    AdatInstitutionFactory,
    NagariFactory,
    SessionPageFactory,
    VillageFactory,
    at,
    days_from_now,
)

pytestmark = pytest.mark.django_db
Status = SessionPage.Status


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "is_all_day", "words"),
    [
        (at("2026-12-03", "09:00"), at("2026-12-03", "12:00"), False, "Kamis, 3 Desember 2026, 09.00–12.00 WIB"),
        (at("2026-12-03", "09:00"), at("2026-12-03", "09:00"), False, "Kamis, 3 Desember 2026, 09.00 WIB"),
        (at("2026-12-03", "20:00"), at("2026-12-04", "01:00"), False, "Kamis, 3 Desember 2026, 20.00–01.00 WIB"),
        (
            at("2026-12-03", "09:00"),
            at("2026-12-04", "12:00"),
            False,
            "Kamis, 3 Desember 2026, 09.00 – Jumat, 4 Desember 2026, 12.00 WIB",
        ),
        (at("2024-05-08"), at("2024-05-08"), True, "Rabu, 8 Mei 2024"),
        (at("2026-12-03"), at("2026-12-05"), True, "Kamis–Sabtu, 3–5 Desember 2026"),
        (at("2026-11-30"), at("2026-12-01"), True, "Senin–Selasa, 30 November – 1 Desember 2026"),
        (at("2026-12-31"), at("2027-01-01"), True, "Kamis, 31 Desember 2026 – Jumat, 1 Januari 2027"),
    ],
)
def test_when_reads_as_people_in_payakumbuh_write_it(starts_at, ends_at, is_all_day, words):
    assert SessionPage(starts_at=starts_at, ends_at=ends_at, is_all_day=is_all_day).when == words


def test_whole_days_run_from_the_first_minute_to_the_last():
    session = SessionPageFactory(
        starts_at=at("2026-12-03", "09:00"), ends_at=at("2026-12-05", "10:00"), is_all_day=True
    )
    assert (session.starts_at, session.ends_at) == (at("2026-12-03", "00:00"), at("2026-12-05", "23:59"))


def test_a_session_of_this_morning_is_past_and_one_of_whole_days_is_not_past_before_its_day_ends():
    now = timezone.now()
    assert SessionPage(starts_at=now - timedelta(hours=3), ends_at=now - timedelta(minutes=1)).is_past
    today = SessionPageFactory(starts_at=now, ends_at=now, is_all_day=True)
    assert not today.is_past


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ends_at": days_from_now(9)}, "ends_at"),
        ({"status": Status.CANCELLED}, "status_reason"),
        ({"status": Status.CANCELLED, "status_reason": "  "}, "status_reason"),
        ({"status": Status.POSTPONED}, "postponed_from"),
        ({"status": Status.POSTPONED, "postponed_from": days_from_now(10)}, "starts_at"),
        ({"status": Status.DONE}, "status"),
        ({"slug": "lembaga"}, "slug"),
        ({"latitude": 1}, "__all__"),
    ],
)
def test_a_session_that_contradicts_itself_is_refused_at_the_field(wrong, field):
    with pytest.raises(ValidationError) as refused:
        SessionPageFactory(starts_at=days_from_now(10), **wrong)
    assert set(refused.value.message_dict) == {field}


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_at": days_from_now(9)},
        {"status": Status.CANCELLED},
        {"status": Status.POSTPONED},
        {"longitude": 100},
    ],
)
def test_the_database_itself_refuses_what_the_form_refuses(wrong):
    session = SessionPageFactory(starts_at=days_from_now(10))
    with pytest.raises(IntegrityError), transaction.atomic():
        SessionPage.objects.filter(pk=session.pk).update(**wrong)


@pytest.mark.parametrize(
    ("before", "after", "possible"),
    [
        (Status.PLANNED, Status.POSTPONED, True),
        (Status.POSTPONED, Status.CANCELLED, True),
        (Status.POSTPONED, Status.DONE, True),
        (Status.CANCELLED, Status.PLANNED, True),
        (Status.CANCELLED, Status.DONE, False),
        (Status.DONE, Status.POSTPONED, False),
    ],
)
def test_the_life_of_a_session_has_an_order(before, after, possible):
    assert before.may_become(after) is possible


def test_the_nagari_follows_from_the_kelurahan_unless_the_editor_names_another():
    nagari, other = NagariFactory(), NagariFactory()
    village = VillageFactory(nagari=nagari)
    assert SessionPageFactory(village=village).nagari == nagari
    assert SessionPageFactory(village=village, nagari=other).nagari == other


@pytest.mark.parametrize("draft", [True, False], ids=["of a draft", "of the page"])
def test_the_nagari_follows_a_kelurahan_that_is_corrected(draft):
    first, second, chosen = (NagariFactory() for _number in range(3))
    session = SessionPageFactory(village=VillageFactory(nagari=first))
    if draft:
        session.save_revision()
        session = session.get_latest_revision_as_object()
    session.village = VillageFactory(nagari=second)
    session.full_clean()
    assert session.nagari == second
    session.nagari = chosen
    session.save_revision()
    session = session.get_latest_revision_as_object()
    session.village = VillageFactory(nagari=first)
    session.full_clean()
    assert session.nagari == chosen, "it was the editor's own choice"


def test_coming_and_past_sessions_are_told_apart_by_their_end():
    going_on = SessionPageFactory(starts_at=timezone.now() - timedelta(hours=1))
    later, sooner = SessionPageFactory(starts_at=days_from_now(9)), SessionPageFactory(starts_at=days_from_now(3))
    old, older = SessionPageFactory(starts_at=days_from_now(-3)), SessionPageFactory(starts_at=days_from_now(-9))
    assert list(SessionPage.objects.upcoming()) == [going_on, sooner, later]
    assert [page for page in SessionPage.objects.past() if page in (old, older)] == [old, older]
    assert going_on not in SessionPage.objects.past()


def test_a_session_has_a_report_when_somebody_wrote_or_counted():
    silent, counted, told = (
        SessionPageFactory(starts_at=days_from_now(-3), **report)
        for report in ({}, {"reached_girls": 0}, {"report_summary": "Disepakati satu langkah."})
    )
    assert [page.has_report for page in (silent, counted, told)] == [False, True, True]
    unreported = SessionPage.objects.without_report()
    assert silent in unreported
    assert counted not in unreported
    assert told not in unreported


def test_who_was_not_counted_is_not_counted_as_nobody():
    assert SessionPage(reached_women=3, reached_boys=0).reached_total == 3
    assert SessionPage().reached_total is None


def publish(session, **changes):
    """Change a page as an editor does: a draft, then published."""
    session = SessionPage.objects.get(pk=session.pk).get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(session, name, value)
    session.save_revision().publish()
    return SessionPage.objects.get(pk=session.pk)


def test_the_calendar_version_grows_by_one_with_each_published_change_that_a_calendar_shows():
    session = SessionPageFactory()
    assert session.calendar_sequence == 0
    session = publish(session, venue="Balai Adat")
    assert session.calendar_sequence == 1
    session = publish(session, starts_at=days_from_now(20), ends_at=days_from_now(21))
    assert session.calendar_sequence == 2
    session = publish(session, status=Status.CANCELLED, status_reason="Hujan lebat")
    assert session.calendar_sequence == 3


def test_a_change_of_the_institutions_is_a_new_calendar_version():
    session = SessionPageFactory()
    draft = session.get_latest_revision_as_object()
    draft.institutions.add(AdatInstitutionFactory())
    draft.save_revision().publish()
    assert SessionPage.objects.get(pk=session.pk).calendar_sequence == 1


def test_drafts_and_what_no_calendar_shows_leave_the_calendar_version():
    session = publish(SessionPageFactory(), report_summary="Ringkas.", reached_women=4)
    assert session.calendar_sequence == 0
    session.venue = "Belum pasti"
    session.save_revision()
    assert SessionPage.objects.get(pk=session.pk).calendar_sequence == 0


def test_a_copy_is_a_new_session_without_the_old_ones_fate_and_report():
    session = SessionPageFactory(
        status=Status.CANCELLED, status_reason="Hujan lebat", reached_women=3, report_summary="Ringkas."
    )
    copy = session.copy(update_attrs={"slug": "salinan"}, keep_live=False).specific.get_latest_revision_as_object()
    assert (copy.status, copy.status_reason, copy.reached_women, copy.report_summary) == (Status.PLANNED, "", None, "")


def test_a_page_with_everything_and_one_with_the_least_are_readable(client):
    village = VillageFactory(nagari=NagariFactory())
    full = SessionPageFactory(
        status=Status.CANCELLED,
        status_reason="Hujan lebat",
        venue="Balai uji",
        village=village,
        audience="Umum",
        institutions=[AdatInstitutionFactory(name="Contoh lembaga uji")],
        contact="Sekretariat",
        body=[("heading", "Mengapa?")],
        programme=[("item", {"time": "09.00", "what": "Pembukaan"})],
        speakers=[("speaker", {"name": "Penutur", "role": ""})],
    )
    html = client.get(full.url).content.decode()
    for words in ("Hujan lebat", "Balai uji", village.name, "Contoh lembaga uji", "Pembukaan", "Penutur"):
        assert words in html
    assert html.index("Hujan lebat") < html.index("<h1>")
    assert client.get(SessionPageFactory().url).status_code == 200


def test_the_index_and_an_institution_name_their_sessions(client):
    institution = AdatInstitutionFactory(slug="lembaga-uji")
    coming = SessionPageFactory(title="Yang akan datang", institutions=[institution])
    past = SessionPageFactory(title="Yang sudah lewat", institutions=[institution], starts_at=days_from_now(-9))
    SessionPageFactory(title="Belum terbit", institutions=[institution], live=False)
    for url in ("/kegiatan/", "/kegiatan/lembaga/lembaga-uji/"):
        html = client.get(url).content.decode()
        assert coming.url in html
        assert past.url in html
        assert "Belum terbit" not in html
    assert client.get("/kegiatan/lembaga/tidak-ada/").status_code == 404
