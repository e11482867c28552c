"""What the rows of a schedule may name: sessions, places, institutions and topics, read from the database once."""

from collections import defaultdict
from datetime import date, datetime
from functools import cached_property

from django.db.models import Count, Max
from django.utils.dateparse import parse_datetime
from taggit.models import Tag

from campaigns.institutions import AdatInstitution
from campaigns.places import Nagari, Village
from campaigns.sessions import dates
from campaigns.sessions.models import SessionPage
from campaigns.sessions.queries import Kind
from publishing.words.unseen import comparable

TEXTS = {
    "code": "schedule_code", "title": "title", "summary": "summary", "venue": "venue", "address": "address",
    "audience": "audience",
}  # fmt: skip
# What offices write for each kind of session, as `comparable` makes it.
KINDS = {
    "rapat koordinasi": Kind.COORDINATION, "rakor": Kind.COORDINATION, "rapat": Kind.COORDINATION,
    "koordinasi": Kind.COORDINATION, "sosialisasi": Kind.AWARENESS, "kie": Kind.KIE,
    "komunikasi, informasi, dan edukasi": Kind.KIE, "pelatihan": Kind.TRAINING, "bimtek": Kind.TRAINING,
    "bimbingan teknis": Kind.TRAINING,
}  # fmt: skip
MOMENTS = ("starts_at", "ends_at", "is_all_day", "is_open_ended")


class Known:
    """Names are compared as a reader compares them: neither case nor what nobody sees makes two of one."""

    def __init__(self) -> None:
        self._seen: dict[str, int | None] | None = None

    @cached_property
    def villages(self) -> dict[str, list[Village]]:
        found = defaultdict(list)
        for village in Village.objects.select_related("district"):
            for name in {comparable(name) for name in (village.name, *village.other_names.split(","), str(village))}:
                if name:
                    found[name].append(village)
        return found

    def village_of(self, name: str) -> Village | None:
        """By any of its spellings; None when it is unknown, or shared by several."""
        villages = self.villages_named(name)
        return villages[0] if len(villages) == 1 else None

    def villages_named(self, name: str) -> list[Village]:
        """Several when it is shared, none when it is unknown."""
        return self.villages.get(_without(("kelurahan ", "kel. "), name), [])

    @cached_property
    def _nagari(self) -> dict[str, Nagari]:
        return {_without(("nagari ",), nagari.name): nagari for nagari in Nagari.objects.all()}

    def nagari_named(self, name: str) -> Nagari | None:
        return self._nagari.get(_without(("nagari ",), name))

    @cached_property
    def _institutions(self) -> dict[str, AdatInstitution]:
        return {comparable(institution.name): institution for institution in AdatInstitution.objects.all()}

    def institution_named(self, name: str) -> AdatInstitution | None:
        return self._institutions.get(comparable(name))

    @cached_property
    def _sessions(self) -> list[SessionPage]:
        return list(SessionPage.objects.select_related("latest_revision").order_by("pk"))

    @cached_property
    def by_code(self) -> dict[str, SessionPage]:
        return {comparable(code): session for session in self._sessions if (code := facts_of(session)["schedule_code"])}

    @cached_property
    def by_key(self) -> dict[tuple[str, date], list[SessionPage]]:
        found = defaultdict(list)
        for session in self._sessions:
            facts = facts_of(session)
            found[comparable(facts["title"]), dates.day_of(facts["starts_at"])].append(session)
        return found

    @cached_property
    def topics(self) -> dict[int, str]:
        return dict(Tag.objects.values_list("pk", "name"))

    def look_again(self) -> None:
        """Read the sessions anew if one was saved or deleted since, by somebody else than whoever called `note_own`."""
        if self._seen != _newest():
            for name in ("_sessions", "by_code", "by_key"):
                self.__dict__.pop(name, None)
            self.note_own()

    def note_own(self) -> None:
        """What was just saved is known: no two rows mean one session, so none has to be found again."""
        self._seen = _newest()


def facts_of(session: SessionPage) -> dict[str, object]:
    """What the newest version of a session says, published or not, without a query."""
    content = session.latest_revision.content if session.latest_revision else session.serializable_data()
    facts = {name: content.get(name) or "" for name in TEXTS.values()}
    facts |= {name: content.get(name) for name in ("village", "nagari")}
    facts["kind"] = content.get("kind") or ""
    facts |= {name: bool(content.get(name)) for name in ("is_all_day", "is_open_ended")}
    facts |= {name: moment_of(content[name]) for name in ("starts_at", "ends_at")}
    facts["institutions"] = set(content.get("institutions") or [])
    facts["tagged_topics"] = [tagged["tag"] for tagged in content.get("tagged_topics") or []]
    return facts


def moment_of(stored: object) -> datetime:
    return stored if isinstance(stored, datetime) else parse_datetime(stored)


def _without(prefixes: tuple[str, ...], name: str) -> str:
    words = comparable(name)
    for prefix in prefixes:
        words = words.removeprefix(comparable(prefix) + " ")
    return words


def _newest() -> dict[str, int | None]:
    return SessionPage.objects.aggregate(Count("pk"), Max("latest_revision"))
