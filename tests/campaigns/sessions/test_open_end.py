"""A session of which nobody knows the hour of its end lasts to the end of its day."""

import json
import re
from datetime import time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from icalendar import Calendar

from campaigns.models import SessionIndexPage, SessionPage
from campaigns.sessions import dates
from campaigns.sessions.collisions import collisions
from tests.factories import AdatInstitutionFactory, SessionPageFactory, at, days_from_now

pytestmark = pytest.mark.django_db


def begun(**more) -> SessionPage:
    """One that began at the first minute of today."""
    start = timezone.make_aware(timezone.datetime.combine(timezone.localdate(), time(0, 0)))
    return SessionPageFactory(starts_at=start, ends_at=dates.end_of_day(start), is_open_ended=True, **more)


def test_it_is_not_past_when_it_has_begun(client):
    session = begun(title="Temu tanpa jam selesai")
    assert not session.is_past
    assert session in SessionPage.objects.upcoming()
    assert session not in SessionPage.objects.past()
    assert "kalender.ics" in client.get(session.url).content.decode()


@pytest.mark.parametrize(
    ("last", "words", "hours"),
    [
        ("2026-12-03", "Kamis, 3 Desember 2026, 09.00 WIB – selesai", "09.00 WIB – selesai"),
        ("2026-12-04", "Kamis–Jumat, 3–4 Desember 2026, 09.00 WIB – selesai", "sampai Jumat, 4 Desember 2026"),
    ],
)
def test_it_says_until_done(last, words, hours):
    session = SessionPage(starts_at=at("2026-12-03"), ends_at=at(last, "23:59"), is_open_ended=True)
    assert (session.when, session.hours) == (words, hours)


def test_two_of_one_institution_on_one_day_are_told():
    institution = AdatInstitutionFactory()
    morning = begun(institutions=[institution])
    later = timezone.make_aware(timezone.datetime.combine(timezone.localdate(), time(19)))
    evening = SessionPageFactory(starts_at=later, institutions=[institution])
    assert collisions(morning) == [(evening, [institution])]
    assert collisions(evening) == [(morning, [institution])]


def test_an_empty_end_becomes_the_end_of_the_day():
    session = SessionPage(title="Temu", slug="temu", starts_at=at("2026-12-03"), ends_at=None)
    session.clean()
    assert (session.ends_at, session.is_open_ended) == (at("2026-12-03", "23:59"), True)


def test_an_empty_end_of_whole_days_is_the_same_day():
    session = SessionPage(title="Temu", slug="temu", starts_at=at("2026-12-03"), ends_at=None, is_all_day=True)
    session.clean()
    assert (session.ends_at, session.is_open_ended) == (at("2026-12-03", "23:59"), False)


@pytest.mark.parametrize(
    ("ends_at", "ticks", "field"),
    [
        (at("2026-12-03", "12:00"), {"is_open_ended": True}, "ends_at"),
        (at("2026-12-03", "09:00"), {}, "ends_at"),
        (at("2026-12-03", "23:59"), {"is_open_ended": True, "is_all_day": True}, "is_open_ended"),
    ],
    ids=["an hour and none", "no time at all", "whole days without an end"],
)
def test_nothing_typed_is_dropped_for_the_tick(ends_at, ticks, field):
    session = SessionPage(title="Temu", slug="temu", starts_at=at("2026-12-03"), ends_at=ends_at, **ticks)
    with pytest.raises(ValidationError) as refused:
        session.clean()
    assert set(refused.value.message_dict) == {field}


def test_a_last_day_without_an_hour_is_kept():
    session = SessionPage(
        title="Temu", slug="temu", starts_at=at("2026-12-03"), ends_at=at("2026-12-04", "00:00"), is_open_ended=True
    )
    session.clean()
    assert session.ends_at == at("2026-12-04", "23:59")


def test_the_database_holds_what_the_form_promises():
    session = begun()
    with pytest.raises(IntegrityError), transaction.atomic():
        SessionPage.objects.filter(pk=session.pk).update(is_all_day=True)


def test_programs_are_told_of_no_invented_hour(client):
    session = SessionPageFactory(
        starts_at=days_from_now(3), ends_at=dates.end_of_day(days_from_now(3)), is_open_ended=True
    )
    (event,) = Calendar.from_ical(client.get(f"{session.url}kalender.ics").content).walk("VEVENT")
    assert "dtend" not in event
    assert "– selesai" in event["description"]
    html = client.get(session.url).content.decode()
    (said,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    (found,) = [entry for entry in json.loads(said) if entry["@type"] == "Event"]
    assert found["endDate"] == session.last_day.isoformat()


def test_an_editor_leaves_the_end_empty(admin_client):
    index = SessionIndexPage.objects.get()
    address = f"/admin/pages/add/campaigns/sessionpage/{index.pk}/"
    form = admin_client.get(address).context["form"]
    data = form_data(form) | {"title": "Temu tanpa akhir", "slug": "temu-tanpa-akhir", "starts_at": "2026-12-03 09:00"}
    response = admin_client.post(address, data | {"ends_at": ""})
    assert response.status_code == 302, response.context["form"].errors
    session = SessionPage.objects.get(slug="temu-tanpa-akhir")
    assert (session.ends_at, session.is_open_ended) == (at("2026-12-03", "23:59"), True)


def form_data(form) -> dict:
    """What a browser sends of an untouched form."""
    data = {}
    for bound in form:
        value = bound.value()
        if value is not None and value is not False and not isinstance(value, list):
            data[bound.html_name] = value
    for formset in form.formsets.values():
        data |= {f"{formset.prefix}-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
    for name, field in form.fields.items():
        if hasattr(field, "block"):
            data[f"{name}-count"] = 0
            data.pop(name, None)
    return data
