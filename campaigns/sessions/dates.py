"""Days and hours as people in Payakumbuh write them."""

from dataclasses import dataclass
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

ZONE = "WIB"
LAST_MINUTE = time(23, 59)


def day_of(moment: datetime) -> date:
    """The day in Payakumbuh."""
    return timezone.localtime(moment).date()


def year_of(moment: datetime) -> tuple[int, datetime]:
    """The year in Payakumbuh, and the moment at which the next one begins."""
    year = day_of(moment).year
    return year, timezone.make_aware(datetime(year + 1, 1, 1)) if year < MAXYEAR else datetime.max.replace(tzinfo=UTC)


def whole_days(starts_at: datetime, ends_at: datetime) -> tuple[datetime, datetime]:
    """From the first minute of the first day to the last minute of the last."""
    return (
        timezone.make_aware(datetime.combine(day_of(starts_at), time.min)),
        timezone.make_aware(datetime.combine(day_of(ends_at), LAST_MINUTE)),
    )


def when(starts_at: datetime, ends_at: datetime, is_all_day: bool, is_open_ended: bool = False) -> str:
    """Days and hours in one line; tests/campaigns/sessions/test_sessions.py shows each form."""
    first, last = day_of(starts_at), day_of(ends_at)
    if is_all_day:
        return _days(first, last)
    if is_open_ended:
        return f"{_days(first, last)}, {_from(starts_at)}"
    if _is_one_day(starts_at, ends_at):
        return f"{long_day(first)}, {hours(starts_at, ends_at, is_all_day)}"
    return f"{long_day(first)}, {hour(starts_at)} – {long_day(last)}, {hour(ends_at)} {ZONE}"


def hours(starts_at: datetime, ends_at: datetime, is_all_day: bool, is_open_ended: bool = False) -> str:
    """What stands beside the first day: the hours, the last of several days, or nothing."""
    if is_open_ended and day_of(starts_at) == day_of(ends_at):
        return _from(starts_at)
    if not is_all_day and _is_one_day(starts_at, ends_at):
        return f"{hour(starts_at)} {ZONE}" if starts_at == ends_at else f"{hour(starts_at)}–{hour(ends_at)} {ZONE}"
    first, last = day_of(starts_at), day_of(ends_at)
    return gettext("until %(day)s") % {"day": long_day(last)} if last > first else ""


def long_day(day: date) -> str:
    """ "Kamis, 3 Desember 2026"."""
    return date_format(day, "l, j F Y")


def hour(moment: datetime) -> str:
    """ "09.00"."""
    return hour_of_day(timezone.localtime(moment).time())


def hour_of_day(hour: time) -> str:
    return f"{hour:%H.%M}"


def end_of_day(moment: datetime) -> datetime:
    """Until when a session lasts of which nobody said when it ends."""
    return timezone.make_aware(datetime.combine(day_of(moment), LAST_MINUTE))


def has_hour_of_end(moment: datetime) -> bool:
    """A day alone was typed as its first minute, and is kept as its last."""
    return timezone.localtime(moment).time() not in (time.min, LAST_MINUTE)


def _from(starts_at: datetime) -> str:
    return gettext("%(hour)s until done") % {"hour": f"{hour(starts_at)} {ZONE}"}


def _is_one_day(starts_at: datetime, ends_at: datetime) -> bool:
    """An evening that ends after midnight is one evening to everybody."""
    if day_of(starts_at) == day_of(ends_at):
        return True
    return ends_at - starts_at < timedelta(hours=12) and timezone.localtime(ends_at).time() <= time(4)


def _days(first: date, last: date) -> str:
    if first == last:
        return long_day(first)
    weekdays = f"{date_format(first, 'l')}–{date_format(last, 'l')}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{weekdays}, {first.day}–{date_format(last, 'j F Y')}"
    if first.year == last.year:
        return f"{weekdays}, {date_format(first, 'j F')} – {date_format(last, 'j F Y')}"
    return f"{long_day(first)} – {long_day(last)}"


def days_and_hours(
    starts_at: datetime, ends_at: datetime, is_all_day: bool, is_open_ended: bool = False
) -> tuple[str, str]:
    """What `when` says in two parts: a letter gives each a line. Where they can't be parted the second is empty."""
    line = when(starts_at, ends_at, is_all_day, is_open_ended)
    if is_all_day or not (is_open_ended or _is_one_day(starts_at, ends_at)):
        return line, ""
    days, _comma, hours_of_day = line.rpartition(", ")
    return days, hours_of_day


@dataclass(frozen=True)
class Tile:
    """Days at one glance: "Kam", "3", "Des 2026". Of several days the first and the last."""

    weekday: str
    day: str
    month: str


def tile(starts_at: datetime, ends_at: datetime) -> Tile:
    first, last = day_of(starts_at), day_of(ends_at)
    if _is_one_day(starts_at, ends_at):
        return Tile(date_format(first, "D"), str(first.day), date_format(first, "M Y"))
    same_month = (first.year, first.month) == (last.year, last.month)
    return Tile(
        f"{date_format(first, 'D')}–{date_format(last, 'D')}",
        f"{first.day}–{last.day}",
        date_format(first, "M Y") if same_month else f"{date_format(first, 'M')}–{date_format(last, 'M Y')}",
    )
