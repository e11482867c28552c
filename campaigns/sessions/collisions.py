"""Sessions that an institution could not attend both: told to the editor, who decides."""

from campaigns.institutions import AdatInstitution
from campaigns.sessions.models import SessionPage
from campaigns.sessions.queries import SessionPageQuerySet


def collisions(session: SessionPage) -> list[tuple[SessionPage, list[AdatInstitution]]]:
    """Other sessions at the same time, drafts included, each with the institutions that it shares with `session`."""
    if session.is_cancelled:
        return []
    institutions = list(session.institutions.all())
    shared = {institution.pk: institution for institution in institutions}
    return [
        (other, [shared[found.pk] for found in other.institutions.all() if found.pk in shared])
        for other in _at_the_same_time(session).filter(institutions__in=institutions).distinct()
    ]


def _at_the_same_time(session: SessionPage) -> SessionPageQuerySet:
    others = SessionPage.objects.not_cancelled().exclude(pk=session.pk).defer_streamfields()
    return others.overlapping(session.starts_at, session.ends_at).prefetch_related("institutions").order_by("starts_at")
