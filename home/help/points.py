"""The help that every page shows: read with one query, ready for the templates."""

from datetime import datetime, time, timedelta
from functools import cached_property

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext

from home.help.models import CHECK_AGAIN_AFTER, HelpPoint, HelpSettings, TaskForce
from publishing.pages.generation import cache_for_generation
from publishing.words.named_numbers import Way
from publishing.words.phones import domestic

NEUTRAL_PAGE = HelpSettings._meta.get_field("exit_url").default


class Help:
    """The verified help points, the one that comes first, and where quick exit leads."""

    @cached_property
    def points(self) -> list[HelpPoint]:
        """Shown points: the main one first, then by the office's order."""
        points = list(HelpPoint.objects.shown().with_settings())
        return sorted(points, key=lambda point: point.pk != point.main_id)

    @cached_property
    def numbers(self) -> set[str]:
        """The phone numbers that texts may call."""
        return {point.tel for point in self.points if point.phone}

    @cached_property
    def ways(self) -> list[Way]:
        """The numbers that become links wherever a text names them. A phone that also takes messages is called."""
        calls = [Way(domestic(point.tel), f"tel:{point.tel}", point.name) for point in self.points if point.phone]
        chats = [
            Way(domestic(point.whatsapp), f"https://wa.me/{point.whatsapp}", point.name)
            for point in self.points
            if point.whatsapp
        ]
        return calls + chats

    @cached_property
    def main(self) -> HelpPoint | None:
        """The office's main point; until it is verified, a national hotline stands in."""
        chosen = [point for point in self.points if point.pk == point.main_id]
        national = [point for point in self.points if point.kind == HelpPoint.Kind.NATIONAL]
        return next(iter([*chosen, *national, *self.points]), None)

    @cached_property
    def call(self) -> HelpPoint | None:
        return self._first("phone")

    @cached_property
    def chat(self) -> HelpPoint | None:
        return self._first("whatsapp")

    @cached_property
    def police(self) -> HelpPoint | None:
        """The first to call while danger lasts."""
        return next((point for point in self.points if point.kind == HelpPoint.Kind.POLICE and point.phone), None)

    @cached_property
    def doors(self) -> str:
        """What people may do to reach help, in words. A door that no verified point opens is not named."""
        asked = [point for point in (self.local, self.call, self.chat) if point]
        named = (("phone", gettext("call")), ("whatsapp", gettext("write by WhatsApp")), ("address", gettext("come")))
        return get_text_list(
            [words for field, words in named if any(getattr(point, field) for point in asked)], gettext("or")
        )

    @cached_property
    def foot(self) -> list[HelpPoint]:
        """For the foot of every page: all of the city, and of each other kind the first."""
        first = {point.kind: point for point in reversed(self.points)}
        return [point for point in self.points if point.kind == HelpPoint.Kind.LOCAL or point is first[point.kind]]

    @cached_property
    def task_forces(self) -> bool:
        """Whether the task force of any kelurahan can be reached."""
        return any(point.has_task_forces for point in self.points[:1])

    @cached_property
    def as_message(self) -> str:
        """The first numbers as a message for someone else: whoever reads it on a phone learns nothing else."""
        lines = [gettext("Numbers that are good to have:")]
        for point in (self.police, self.call, self.chat):
            if point:
                lines += message_lines(point)
        return "\n".join(dict.fromkeys(lines))

    @cached_property
    def local(self) -> HelpPoint | None:
        """The first verified point in the city; None while the office has verified none."""
        return next((point for point in self.points if point.kind == HelpPoint.Kind.LOCAL), None)

    @cached_property
    def exit_url(self) -> str:
        """The settings come with the points; without any point they are asked themselves."""
        settings = self.points[:1] or HelpSettings.objects.live()[:1]
        return next((row.exit_url for row in settings if row.exit_url), NEUTRAL_PAGE)

    @cached_property
    def safety_page_id(self) -> int | None:
        return self.points[0].safety_page_id if self.points else None

    @cached_property
    def by_kind(self) -> list[tuple[str, list[HelpPoint]]]:
        groups = [(kind.label, [point for point in self.points if point.kind == kind.value]) for kind in HelpPoint.Kind]
        return [(label, points) for label, points in groups if points]

    def _first(self, field: str) -> HelpPoint | None:
        candidates = [self.main, *self.points] if self.main else []
        return next((point for point in candidates if getattr(point, field)), None)


def next_due() -> datetime | None:
    """The midnight from which on readers are told that a point or a task force was not checked again."""
    return cache_for_generation("next check of help", _next_due, until=lambda moment: moment)


def _next_due() -> datetime | None:
    today = timezone.localdate()
    days = [
        shown.verified_on + CHECK_AGAIN_AFTER
        for model in (HelpPoint, TaskForce)
        for shown in model.objects.shown().filter(verified_on__gte=today - CHECK_AGAIN_AFTER).only("verified_on")
    ]
    return timezone.make_aware(datetime.combine(min(days) + timedelta(days=1), time.min)) if days else None


def message_lines(point: HelpPoint) -> list[str]:
    """ "Polisi: 110", "WhatsApp SAPA 129: 0811-1129-129"."""
    called = point.name if point.is_named_by_its_number else f"{point.name}: {point.phone}"
    return [
        *([called] if point.phone else []),
        *([f"WhatsApp {point.name}: {point.whatsapp_number}"] if point.whatsapp else []),
    ]


def as_line(point: HelpPoint) -> str:
    """All that readers see of a point, on one line, for what leaves the site as plain text."""
    facts = [
        gettext("phone %(number)s") % {"number": point.phone} if point.phone else "",
        f"WhatsApp {point.whatsapp_number}" if point.whatsapp else "",
        point.website_name,
        gettext("free of charge") if point.is_free else "",
        point.hours,
        " ".join(point.address.split()),
        gettext("compared with its source on %(day)s") % {"day": date_format(point.verified_on, "j F Y")},
    ]
    return f"{point.name}: {', '.join(fact for fact in facts if fact)}"
