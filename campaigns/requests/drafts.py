"""A draft of a session from an institution's request."""

from datetime import datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import Page

from campaigns.institutions import AdatInstitution
from campaigns.places import Nagari
from campaigns.requests.models import SessionRequest
from campaigns.schedule.known import Known
from campaigns.sessions.models import SessionPage
from publishing.guard.gate import Found, look_at
from publishing.guard.texts import Text

BEGINS, ENDS = time(9), time(12)


def held_back(asked: SessionRequest) -> list[Found]:
    """What a stranger wrote that may never be public: it becomes no draft before somebody has taken it out."""
    said = {name: getattr(asked, name) for name in ("institution", "topic", "nagari")}
    texts = [Text((name,), asked._meta.get_field(name).verbose_name, words) for name, words in said.items()]
    return [found for found in look_at(texts) if not found.asks]


@transaction.atomic
def draft_from(asked: SessionRequest, index: Page, user) -> SessionPage:
    """
    Make an unpublished session below `index`, note it at the request and return it.

    Name, number and message of whoever asked are left out: versions of a page outlive the request. So is how many
    people they expect: readers would take it for the number of seats.
    """
    day = max(asked.wished_day, timezone.localdate())
    session = SessionPage(
        title=gettext("Session with %(institution)s") % {"institution": asked.institution},
        live=False,
        owner=user,
        starts_at=timezone.make_aware(datetime.combine(day, BEGINS)),
        ends_at=timezone.make_aware(datetime.combine(day, ENDS)),
        summary=gettext("Topic: %(topic)s") % {"topic": asked.topic},
        nagari=Nagari.objects.filter(name__iexact=asked.nagari).first(),
        village=Known().village_of(asked.nagari),
    )
    session.institutions.set(AdatInstitution.objects.filter(name__iexact=asked.institution))
    index.add_child(instance=session)
    session.save_revision(user=user, log_action=True)
    asked.session, asked.status = session, SessionRequest.Status.SCHEDULED
    asked.save(update_fields=["session", "status", "note"])
    return session
