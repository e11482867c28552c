"""
Sessions for people's own calendars (iCalendar, RFC 5545 with the names of RFC 7986).

A calendar reminds on a locked screen, where anybody reads it. So an event is called by its place, or as the office
chose, and the full title stands inside, in its description.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from icalendar import Calendar, Event, Timezone, TimezoneStandard

from campaigns.sessions import dates
from campaigns.sessions.queries import SessionPageQuerySet, Status
from campaigns.sessions.reading import SessionForReaders
from publishing.pages.navigation import absolute
from publishing.responses.conditional import only_if_changed
from publishing.words.clean import one_line
from publishing.words.stated import stated

PRODUCT = "-//Kota Payakumbuh//Suluah//ID"
ZONE_NAME = "Asia/Jakarta"
ZONE = ZoneInfo(ZONE_NAME)
ASK_AGAIN_AFTER = timedelta(hours=12)
# How long a subscriber still finds what is over, and what was called off.
PAST_FOR = timedelta(days=365)
CANCELLED_FOR = timedelta(days=90)


def in_a_calendar(sessions: SessionPageQuerySet, now: datetime | None = None) -> SessionPageQuerySet:
    """
    What a subscribed calendar holds: all that is coming, and what was held in the last year.

    A cancelled session stays until 90 days after its day, or after the word of it: every calendar has to learn it.
    """
    now = now or timezone.now()
    recently = Q(ends_at__gte=now - CANCELLED_FOR) | Q(last_published_at__gte=now - CANCELLED_FOR)
    held = ~Q(status=Status.CANCELLED) & Q(ends_at__gte=now - PAST_FOR)
    return sessions.filter(held | Q(status=Status.CANCELLED) & recently).order_by("starts_at", "pk")


def calendar_of(sessions: Iterable[SessionForReaders], name: str, request: HttpRequest) -> bytes:
    """An iCalendar file with one event a session, in UTF-8 with CRLF, lines of at most 75 octets."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("name", one_line(name))
    calendar.add("x-wr-calname", one_line(name))
    calendar.add("x-wr-timezone", ZONE_NAME)
    calendar.add("refresh-interval", ASK_AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", ASK_AGAIN_AFTER)
    calendar.add_component(_western_indonesian_time())
    for session in sessions:
        calendar.add_component(_event(session, request))
    return calendar.to_ical()


def calendar_addresses(full: str) -> dict[str, str]:
    """The address of a calendar as a link to save it, to subscribe to it, and as words."""
    parts = urlsplit(full)
    return {"file": parts.path, "webcal": parts._replace(scheme="webcal").geturl(), "full": full}


def calendar_response(request: HttpRequest, content: bytes, filename: str) -> HttpResponse:
    """The calendar as a download. A program that asks again and finds nothing new gets 304."""
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return only_if_changed(request, response)


def _western_indonesian_time() -> Timezone:
    """WIB: seven hours before UTC, without summer time."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", ZONE_NAME)
    standard.add("dtstart", datetime(1970, 1, 1))  # a local time by definition
    standard.add("tzoffsetfrom", timedelta(hours=7))
    standard.add("tzoffsetto", timedelta(hours=7))
    standard.add("tzname", dates.ZONE)
    zone.add_component(standard)
    return zone


def _event(session: SessionForReaders, request: HttpRequest) -> Event:
    event = Event()
    event.add("uid", str(session.translation_key))  # RFC 7986: a UUID, which tells of no host
    changed_at = session.last_published_at or session.starts_at
    event.add("dtstamp", changed_at.astimezone(UTC))
    event.add("last-modified", changed_at.astimezone(UTC))
    event.add("sequence", session.calendar_sequence)
    event.add("status", "CANCELLED" if session.is_cancelled else "CONFIRMED")
    event.add("class", "PUBLIC")
    # Programs that ignore the status show the event as if it were held. The words stay as quiet as the title.
    off = session.state_words if session.is_cancelled else ""
    event.add("summary", one_line(stated(session.title_in_calendars, off)))
    address = absolute(request, session.get_url(request))
    event.add("description", _description(session, address))
    event.add("url", address)
    if place := one_line(", ".join(str(part) for part in (session.place, session.address) if part)):
        event.add("location", place)
    if session.latitude is not None:
        event.add("geo", (session.latitude, session.longitude))
    if session.is_all_day:
        event.add("dtstart", session.first_day)
        event.add("dtend", session.last_day + timedelta(days=1))  # the day after: RFC 5545, 3.6.1
    else:
        event.add("dtstart", session.starts_at.astimezone(ZONE))
        # DTEND must be later; without it the event is a moment, and fills no calendar to midnight.
        if session.ends_at > session.starts_at and not session.is_open_ended:
            event.add("dtend", session.ends_at.astimezone(ZONE))
    return event


def _description(session: SessionForReaders, address: str) -> str:
    """What the calendar shows when the event is opened, a line each."""
    lines = [session.title]
    if session.is_cancelled:
        lines.append(gettext("Cancelled: %(reason)s") % {"reason": session.status_reason})
    if session.is_postponed and session.postponed_from:
        lines.append(
            gettext("New date. Before: %(day)s") % {"day": dates.long_day(dates.day_of(session.postponed_from))}
        )
    if session.is_open_ended:
        lines.append(session.when)
    lines += [session.summary, ", ".join(session.institution_names)]
    if session.contact:
        lines.append(gettext("Questions: %(contact)s") % {"contact": session.contact})
    return "\n".join(one_line(line) for line in [*lines, address] if line)
