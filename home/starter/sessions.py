"""Sessions of the starter content: days, which may count from today, and the records that a session names."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from campaigns.models import AdatInstitution, SessionPage, Village

# Keys of a file that name records: a kelurahan by its code, institutions by their addresses, topics by their words.
NAMED_RECORDS = ("village", "institutions", "topics")


def set_days(session: SessionPage, entry: dict) -> None:
    """
    `when` has a `day` or the days from now (`in_days`), how many days it `lasts`, and the hours `from` and `to`.

    Without hours it takes whole days. `former` is the day from which it was postponed.
    """
    when = entry["when"]
    first = _day(when)
    last = first + timedelta(days=when.get("lasts", 1) - 1)
    session.is_all_day = "from" not in when
    session.starts_at, session.ends_at = _at(first, when.get("from", time.min)), _at(last, when.get("to", time.min))
    if "former" in entry:
        session.postponed_from = _at(_day(entry["former"]), when.get("from", time.min))


def name_records(session: SessionPage, entry: dict) -> None:
    """As far as editors left them."""
    session.village = Village.objects.filter(code=entry.get("village")).first()
    session.institutions.set(AdatInstitution.objects.filter(slug__in=entry.get("institutions", [])))
    session.topics.add(*entry.get("topics", []))


def _day(said: dict) -> date:
    return said.get("day") or timezone.localdate() + timedelta(days=said["in_days"])


def _at(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
