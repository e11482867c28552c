"""Every address that a server in front may keep, the most important first."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from wagtail.models import Page, ReferenceIndex, Site

from publishing.fronts.models import KeptAddress
from publishing.pages import shown
from publishing.pages.models import SitePage
from publishing.pages.visibility import is_open

# A change may have been under way for a while when the generation of its time was renewed.
OVERLAP = timedelta(minutes=5)
CHANGED, LISTS, LAST = 0, 2, 9  # among the ranks of SitePage.rank_of_renewal
MOST_GONE = 500  # whose readers' other ways to them are looked for: of a whole branch, the lists above it will do
LONGEST = KeptAddress._meta.get_field("path").max_length


@dataclass(frozen=True)
class Known:
    """
    The paths of all pages that everybody may open, of what is answered below them, and of the pictures on them.

    `first`: what was published lately, the latest at the head, the front door, the way to help, and the lists.
    """

    first: list[str]
    others: list[str]

    @property
    def all(self) -> list[str]:
        return self.first + self.others


def known(changed_since: datetime | None = None) -> Known:
    """What was published since `changed_since` is among the first; of no time, nothing is."""
    ranked = [*_pages(changed_since), *((LAST, path) for path in pictures())]
    ranked = [(rank, path) for rank, path in ranked if len(path) <= LONGEST]
    first = [path for rank, path in ranked if rank <= LISTS]
    return Known(first, [path for rank, path in ranked if rank > LISTS])


def naming(gone: list[str]) -> list[str]:
    """The paths of the pages that name one of these, wherever they stand, such as the kits of a material."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if not site or not gone:
        return []
    top = site.root_page.url_path
    named = Page.objects.filter(url_path__in=[top[:-1] + path for path in gone[:MOST_GONE]])
    kind = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.objects.filter(
        base_content_type=kind,
        to_content_type=kind,
        to_object_id__in=[str(pk) for pk in named.values_list("pk", flat=True)],
    )
    naming = Page.objects.filter(pk__in=list(map(int, references.values_list("object_id", flat=True))))
    return [f"/{path[len(top) :]}" for path in naming.order_by("path").values_list("url_path", flat=True)]


def absolute(path: str) -> str:
    """With the one host that the fronts answer to."""
    return urljoin(settings.WAGTAILADMIN_BASE_URL, path)


def _pages(changed_since: datetime | None) -> list[tuple[int, str]]:
    """Rank and path, in order."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if not site:
        return []
    top = len(site.root_page.url_path)
    models = {kind.pk: kind.model_class() for kind in ContentType.objects.all()}
    opened = Page.objects.filter(is_open(), path__startswith=site.root_page.path).order_by("path")
    ranked = []
    for url_path, kind, published in opened.values_list("url_path", "content_type_id", "last_published_at"):
        model = models[kind]
        if model is None or not issubclass(model, SitePage):
            continue
        changed = bool(changed_since and published and published > changed_since - OVERLAP)
        age = -published.timestamp() if changed else 0
        rank = CHANGED if changed else model.rank_of_renewal
        ranked += [(rank, age, f"/{url_path[top:]}{below}") for below in model.addresses_below()]
    ranked.sort(key=lambda entry: entry[:2])  # stable: otherwise in the order of the tree
    return [(rank, address) for rank, _age, address in ranked]


def pictures(made_after: int = 0) -> list[str]:
    """Those on pages in all sizes with a higher number than this, as far as we serve them ourselves."""
    addresses = map(default_storage.url, shown.open_files(made_after))
    return sorted(address for address in addresses if address.startswith("/"))
