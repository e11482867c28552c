"""
Sends each editor on Monday morning how much waits on the own desk.

A letter lies in a mailbox that others may open: it counts and names nothing, neither a page nor a person. Who has the
highest rights gets what concerns the own groups, not a copy of everybody's; without a group of the site, nothing.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from datetime import time as hour

from django.conf import settings
from django.core import signing
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation

from home.desk.panel import desk
from home.letters.models import WeeklyLetter
from publishing.accounts import mail
from publishing.desk import Group, Part
from publishing.models import User
from publishing.watching import look_for_ever

LOOK_EVERY = 600  # seconds
AT = hour(7)  # of Monday, in the office's zone
SALT = "home.letters"
TEMPLATE = "home/letters/weekly.txt"


def watch() -> None:
    """Look for ever. Nothing that goes wrong ends it."""
    look_for_ever(run, LOOK_EVERY, "The weekly letters could not be written.")


def run() -> None:
    """Send what is due. A letter whose worker was away on Monday comes when it is back; two workers send one."""
    if not mail.is_set_up():
        return
    monday = monday_of(timezone.localtime())
    for user in readers():
        if _settle(user, monday) and (parts := waiting(user)) and not _send(user, parts):
            WeeklyLetter.objects.filter(user=user).update(settled_for=None)  # the mail server is tried again


def monday_of(moment: datetime) -> date:
    """The day of the last letter that is due at `moment`, a time of the office's zone."""
    begun = moment if moment.time() >= AT or moment.weekday() else moment - timedelta(days=1)
    return begun.date() - timedelta(days=begun.weekday())


def readers() -> Iterator[User]:
    """Who works here, has a mailbox and wants a letter: with the rights of the own groups alone, never to be saved."""
    users = User.objects.filter(is_active=True, last_login__isnull=False).exclude(email="")
    for user in users.exclude(weekly_letter__is_wanted=False).order_by("pk"):
        user.is_superuser = False
        if user.has_perm("wagtailadmin.access_admin"):
            yield user


def waiting(user: User) -> list[tuple[Part, list[Group]]]:
    return [(part, groups) for part, groups in desk(user) if part != Part.KNOW]


def stop_address(user: User) -> str:
    """Ends the letters of one person, without a login. It does nothing else, so it never ends itself."""
    return settings.WAGTAILADMIN_BASE_URL + reverse("stop_weekly_letter", args=[signing.dumps(user.pk, salt=SALT)])


def reader_of(token: str) -> User | None:
    try:
        return User.objects.filter(pk=signing.loads(token, salt=SALT)).first()
    except signing.BadSignature:
        return None


def _settle(user: User, monday: date) -> bool:
    """Whether it is ours to write this letter: whoever comes second finds it settled."""
    letter, _created = WeeklyLetter.objects.get_or_create(user=user)
    unsettled = WeeklyLetter.objects.filter(Q(settled_for=None) | Q(settled_for__lt=monday), pk=letter.pk)
    return bool(unsettled.update(settled_for=monday))


def _send(user: User, parts: list[tuple[Part, list[Group]]]) -> bool:
    stop = stop_address(user)
    context = {
        "user": user,
        "parts": parts,
        "count": sum(group.count for part, groups in parts for group in groups if part == Part.MINE),
        "desk": settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_home"),
        "stop": stop,
    }
    # RFC 8058: mail programs show a button of their own, which sends one POST.
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    with translation.override(settings.LANGUAGE_CODE):
        return mail.send(user.email, TEMPLATE, context, headers)
