"""From what was sent to the draft of the session's report. What an editor wrote is never overwritten."""

from django.db import transaction
from django.utils import timezone

from campaigns.field_reports.models import FieldPhoto, FieldReport
from campaigns.sessions.models import SessionPage
from campaigns.sessions.report import GROUPS
from publishing.accounts.user import User
from publishing.media.models import CampaignImage

Kept = list[tuple[str, int, int]]  # name of a group, what the draft says, what was sent


@transaction.atomic
def take_over(report: FieldReport, user: User) -> Kept:
    """Put numbers and sentence into a new draft of the session. Returns the numbers that stand there otherwise."""
    session: SessionPage = report.session.get_latest_revision_as_object()
    kept: Kept = []
    for name, label in GROUPS.items():
        sent, there = getattr(report, name), getattr(session, name)
        if there is None:
            setattr(session, name, sent)
        elif sent is not None and there != sent:
            kept.append((str(label), there, sent))
    if report.sentence not in session.report_summary:
        session.report_summary = "\n\n".join(filter(None, [session.report_summary, report.sentence]))
    session.save_revision(user=user, log_action=True, clean=False)
    report.taken_at = timezone.now()
    report.save(update_fields=["taken_at"])
    return kept


@transaction.atomic
def add_photo(photo: FieldPhoto, image: CampaignImage, user: User) -> None:
    """Put a picture that an editor has made of `photo` at the end of the draft's photos; `photo` is deleted."""
    session: SessionPage = photo.report.session.get_latest_revision_as_object()
    session.photos.append(("photo", {"image": image, "caption": "", "credit": ""}))
    session.save_revision(user=user, log_action=True, clean=False)
    photo.delete()
