"""A rule makes drafts; what somebody wrote in one of them outlives every change of the rule."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Occurrence, SessionPage
from campaigns.series.keeping import repeat
from campaigns.series.rules import Every, Rule
from publishing.models import User
from tests.factories import AdatInstitutionFactory, SessionPageFactory, days_from_now

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def reviewer() -> User:
    user = User.objects.create_user("peninjau-uji")
    user.groups.add(Group.objects.get(name="Peninjau"))
    return user


@pytest.fixture
def editor(client, reviewer) -> Client:
    client.force_login(reviewer)
    return client


@pytest.fixture
def wirid() -> SessionPage:
    return SessionPageFactory(
        title="Wirid", starts_at=days_from_now(1, 16), institutions=[AdatInstitutionFactory(name="KAN Uji")],
        reached_women=12, report_summary="Ramai", schedule_code="2026-7", topics=["Peran lembaga adat"],
    )  # fmt: skip


def every_week(session: SessionPage, weeks: int) -> Rule:
    return Rule(session.first_day, Every.WEEK, 1, session.first_day + weeks * WEEK)


def made() -> list[SessionPage]:
    return list(SessionPage.objects.filter(live=False, title__startswith="Wirid").order_by("starts_at"))


def test_a_session_is_copied_to_a_new_day_as_a_draft_of_its_newest_version(editor, wirid):
    wirid.venue = "Surau baru"
    wirid.save_revision()
    address = reverse("repeat_session", args=[wirid.pk])
    assert address in editor.get(reverse("wagtailadmin_pages:edit", args=[wirid.pk])).content.decode()
    day = wirid.first_day + 3 * WEEK
    response = editor.post(address, {"copy": "1", "day": f"{day.day}/{day.month}/{day.year}"})
    (copied,) = made()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[copied.pk])
    assert (copied.first_day, copied.hours, copied.venue) == (day, "16.00–19.00 WIB", "Surau baru")
    assert [one.name for one in copied.institutions.all()] == ["KAN Uji"]
    assert [str(topic) for topic in copied.topics.all()] == ["Peran lembaga adat"]
    assert (copied.reached_women, copied.report_summary, copied.schedule_code) == (None, "", "")
    assert copied.latest_revision.as_object().first_day == day


def test_a_rule_is_looked_at_first_and_then_makes_drafts(editor, wirid):
    address, until = reverse("repeat_session", args=[wirid.pk]), wirid.first_day + 3 * WEEK
    typed = {"every": "week", "interval": "1", "until": f"{until:%Y-%m-%d}"}
    html = editor.post(address, typed | {"look": "1"}).content.decode()
    assert "4 hari" in html
    assert not made()
    editor.post(address, typed | {"repeat": "1"})
    assert [session.first_day for session in made()] == [wirid.first_day + week * WEEK for week in (1, 2, 3)]
    assert "Aturan rangkaian ini" in editor.get(reverse("repeat_session", args=[made()[1].pk])).content.decode()


def test_a_change_of_one_session_survives_a_change_of_the_rule(wirid, reviewer):
    repeat(wirid, every_week(wirid, 5), reviewer)
    first, second, third, fourth, fifth = made()
    second.venue = "Di rumah bundo"
    second.save_revision()
    third.save_revision().publish()
    fourth.starts_at, fourth.ends_at = (moment + timedelta(days=1) for moment in (fourth.starts_at, fourth.ends_at))
    fourth.save_revision()
    fifth.delete()
    every_two = Rule(wirid.first_day, Every.WEEK, 2, wirid.first_day + 6 * WEEK)
    outcome = repeat(first, every_two, reviewer)  # days 0, 2, 4 and 6
    kept = {session.pk for session in outcome.kept}
    assert (outcome.made, outcome.removed, kept) == (1, 1, {third.pk})
    assert not SessionPage.objects.filter(pk=first.pk).exists(), "nobody had touched it"
    assert SessionPage.objects.get(pk=second.pk).get_latest_revision_as_object().venue == "Di rumah bundo"
    assert SessionPage.objects.get(pk=fourth.pk).get_latest_revision_as_object().first_day == fourth.first_day
    outcome = repeat(wirid, every_week(wirid, 6), reviewer)
    assert [one.day for one in Occurrence.objects.filter(session=None)] == [wirid.first_day + 5 * WEEK], "stays free"
    assert outcome.made == 1, "the first week anew"


def test_days_that_are_over_get_no_drafts(wirid, reviewer):
    SessionPage.objects.filter(pk=wirid.pk).update(starts_at=days_from_now(-20), ends_at=days_from_now(-20, 12))
    wirid.refresh_from_db()
    repeat(wirid, every_week(wirid, 4), reviewer)
    today = timezone.localdate()
    assert [session.first_day for session in made()] == [today + timedelta(days=1), today + timedelta(days=8)]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"until": "besok-besok"}, "tanggal"),
        ({"until": "2020-01-01"}, "Pilih hari yang akan datang"),
        ({"until": "2099-01-01"}, "Paling lama dua tahun"),
        ({"interval": "0"}, "lebih besar"),
        ({"every": "year"}, "pilihan"),
    ],
    ids=["no day", "past", "far", "interval", "kind"],
)
def test_a_rule_that_makes_no_sense_is_refused_with_its_reason(editor, wirid, typed, words):
    until = wirid.first_day + WEEK
    sent = {"every": "week", "interval": "1", "until": f"{until:%Y-%m-%d}", "repeat": "1"} | typed
    html = editor.post(reverse("repeat_session", args=[wirid.pk]), sent).content.decode()
    assert words in html
    assert not made()


def test_who_may_not_write_sessions_repeats_none(client, wirid):
    user = User.objects.create_user("materi-uji")
    user.groups.add(Group.objects.get(name="Pengelola Materi"))
    client.force_login(user)
    assert client.get(reverse("repeat_session", args=[wirid.pk])).status_code in {302, 403}
