"""A session as search engines read it. https://schema.org/Event"""

from django.utils import timezone

from campaigns.institutions import AdatInstitution
from campaigns.sessions.queries import Status
from campaigns.sessions.reading import SessionForReaders
from publishing.pages.structured_data import CONTEXT, PUBLISHER

CITY = "Kota Payakumbuh"
# Postponed to a day that is known, as ours always is, is "rescheduled" in the words of schema.org.
STATUS = {Status.POSTPONED: "EventRescheduled", Status.CANCELLED: "EventCancelled"}


def event(session: SessionForReaders, context: dict) -> dict:
    """`context` as `SitePage.structured_data` takes it."""
    address = context["canonical_url"]
    data = {
        "@context": CONTEXT,
        "@type": "Event",
        "name": session.title,
        "description": session.description,
        "url": address,
        "image": context["share_card_url"],
        "inLanguage": "id",
        "eventStatus": f"{CONTEXT}/{STATUS.get(session.status, 'EventScheduled')}",
        "eventAttendanceMode": f"{CONTEXT}/OfflineEventAttendanceMode",
        "startDate": _moment(session.starts_at, session.is_all_day),
        "endDate": _moment(session.ends_at, session.is_all_day or session.is_open_ended),
        "location": _place(session),
        "organizer": [PUBLISHER, *(organization(institution) for institution in session.hosts)],
        "isAccessibleForFree": True,
    }
    if session.is_open_to_come:
        data["offers"] = {
            "@type": "Offer",
            "price": "0",
            "priceCurrency": "IDR",
            "availability": f"{CONTEXT}/InStock",
            "url": address,
        }
    if session.is_postponed and session.postponed_from:
        data["previousStartDate"] = _moment(session.postponed_from, session.is_all_day)
    if speakers := [block.value["name"] for block in session.speakers]:
        data["performer"] = [{"@type": "Person", "name": name} for name in speakers]
    if session.audience:
        data["audience"] = {"@type": "Audience", "audienceType": session.audience}
    if session.capacity:
        data["maximumAttendeeCapacity"] = session.capacity
    return data


def organization(institution: AdatInstitution) -> dict:
    return {"@type": "Organization", "name": institution.name}


def _moment(moment, is_all_day: bool) -> str:
    """In the time of Payakumbuh, with its offset: "2026-12-03T09:00:00+07:00". Of whole days the day alone."""
    local = timezone.localtime(moment)
    return local.date().isoformat() if is_all_day else local.isoformat(timespec="seconds")


def _place(session: SessionForReaders) -> dict:
    """Search engines refuse an event without a place: where none is fixed yet, it is the city."""
    place = {
        "@type": "Place",
        "name": session.place or CITY,
        "address": {
            "@type": "PostalAddress",
            "addressLocality": CITY,
            "addressRegion": "Sumatera Barat",
            "addressCountry": "ID",
        },
    }
    if session.address:
        place["address"]["streetAddress"] = " ".join(session.address.split())
    if session.has_coordinates:
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": float(session.latitude),
            "longitude": float(session.longitude),
        }
    return place
