"""By what readers narrow the library (/materi/?jenis=…&untuk=…&topik=…&bahasa=…), and its index in memory."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from publishing.pages.generation import cache_for_generation
from publishing.pages.visibility import is_open
from resources.facets import Facet, Index, Order
from resources.kits.models import KitIndexPage, KitPage
from resources.materials.models import MaterialPage, MaterialTopic

FACETS = (
    Facet("jenis", _("Kind"), Order.GIVEN, least=2, unfolded=0),
    Facet("untuk", _("For whom"), Order.GIVEN, least=2, unfolded=0),
    # The topics with the most materials; the others are found by search.
    Facet("topik", _("Topic"), Order.COMMONEST, least=2, most=20, unfolded=0, gone=_("Topic")),
    Facet("bahasa", _("Language"), Order.GIVEN, least=2, unfolded=0),
)
KITS = 2  # shown before the materials; the folder has all
CHOICES = {"jenis": MaterialPage.Kind, "untuk": MaterialPage.Audience, "bahasa": MaterialPage.Language}


@dataclass(frozen=True)
class ShownKit:
    """A kit as the library begins with it: what it is for, and its plan in one line."""

    slug: str
    title: str
    session: str
    minutes: int
    parts: list[str]


@dataclass(frozen=True)
class KitsFolder:
    slug: str
    title: str
    kits: list[ShownKit]


@dataclass(frozen=True)
class MaterialsIndex:
    """What everybody may open, in its latest version, the newest first; and the folder of the kits if it has one."""

    facets: Index
    kits: KitsFolder | None


def index() -> MaterialsIndex:
    return cache_for_generation("materials", _read)


def _read() -> MaterialsIndex:
    materials = MaterialPage.objects.for_strangers().current().newest_first()
    rows = list(materials.values_list("pk", "kind", "language", "audiences"))
    known = ((facet, value, label) for facet, choices in CHOICES.items() for value, label in choices.choices)
    topics, kits = [], None
    for name, pk, slug, label in _topics_and_kits():
        if name == "topik":
            topics.append((name, slug, label, pk))
        else:
            kits = KitsFolder(slug, label, _shown_kits())
    return MaterialsIndex(Index((row[0] for row in rows), [*_having(rows), *topics], known), kits)


def _shown_kits() -> list[ShownKit]:
    kits = KitPage.objects.for_strangers().order_by("title").prefetch_related("parts")[:KITS]
    return [
        ShownKit(
            kit.slug,
            kit.title,
            str(kit.get_session_display()),
            sum(part.minutes for part in kit.parts.all()),
            [part.title for part in kit.parts.all()],
        )
        for kit in kits
    ]


def _having(rows: list[tuple]) -> Iterable[tuple[str, str, str, int]]:
    for pk, kind, language, audiences in rows:
        for facet, values in (("jenis", [kind]), ("bahasa", [language]), ("untuk", audiences)):
            yield from ((facet, value, value, pk) for value in values if value)


def _topics_and_kits() -> QuerySet:
    """(what, page, slug, name) of the topics of all materials and of the folder of the kits, in one query."""
    folder = KitIndexPage.objects.filter(is_open(), Exists(KitPage.objects.for_strangers())).order_by()
    topics = MaterialTopic.objects.order_by().values_list(Value("topik"), "content_object_id", "tag__slug", "tag__name")
    return topics.union(folder.values_list(Value("paket"), "pk", "slug", "title"), all=True)
