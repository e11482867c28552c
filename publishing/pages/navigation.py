"""The pages around a page (menu and ancestors), read once a generation and kept in memory."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import accumulate
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.models import Page, Site

from publishing.pages.generation import cache_for_generation
from publishing.pages.visibility import DEEPEST, is_open, stands_below

MOST, LONGEST = 20_000, 300  # addresses that are remembered in a generation, and the characters of one


def absolute(request: HttpRequest, address: str) -> str:
    """`address` with the site's own host: the one that a request names may be anybody's words."""
    site = site_of(request)
    return urljoin(site.root_url if site else settings.WAGTAILADMIN_BASE_URL, address)


@dataclass(frozen=True)
class Crumb:
    title: str
    url: str


def site_of(request: HttpRequest) -> Site | None:
    """
    Wagtail's `Site.find_for_request`, without its query: host and port of the request, else the host, else the default.

    It is noted where Wagtail looks for it, so that nothing asks again.
    """
    if not hasattr(request, "_wagtail_site"):
        host, port = split_domain_port(request._get_raw_host())[0], request.get_port()
        sites = cache_for_generation("sites", _read_sites)
        of_host = [site for site in sites if site.hostname == host]
        fitting = [
            *(site for site in of_host if str(site.port) == str(port)),
            *(of_host if len(of_host) == 1 else ()),
            *(site for site in of_host if site.is_default_site),
            *(site for site in sites if site.is_default_site),
        ]
        request._wagtail_site = fitting[0] if fitting else None
    return request._wagtail_site


def address_below(request: HttpRequest, url_path: str) -> str:
    """Wagtail's `Page.get_url` for a page of the request's site, by its `url_path` alone; empty for any other."""
    site = site_of(request)
    root = site.root_page.url_path if site else ""
    if not root or not url_path.startswith(root):
        return ""
    return reverse("wagtail_serve", args=[url_path.removeprefix(root)])


def _read_sites() -> list[Site]:
    return list(Site.objects.select_related("root_page"))


class Addresses:
    """
    The numbers of the published pages by their `url_path`, as far as somebody asked for them in this generation.

    All of a large site take longer to read than any page.
    """

    def __init__(self) -> None:
        self._known: dict[str, int | None] = {}

    def among(self, url_paths: Collection[str]) -> dict[str, int]:
        """Those at which there is a published page; one query for all that nobody asked for yet."""
        found: dict[str, int] = {}
        if unknown := [path for path in url_paths if path not in self._known]:
            slugs = {path.rstrip("/").rpartition("/")[2] for path in unknown}  # they have an index
            pages = Page.objects.filter(slug__in=slugs, url_path__in=unknown, live=True).order_by()
            found = dict(pages.values_list("url_path", "pk"))
            if len(self._known) < MOST:  # strangers can ask for any number that there is not
                self._known.update({path: found.get(path) for path in unknown if len(path) <= LONGEST})
        return {path: pk for path in url_paths if (pk := found.get(path) or self._known.get(path))}


@dataclass(frozen=True)
class Tree:
    """What every page shares: the addresses of the published pages, and the open ones below the home page in order."""

    addresses: Addresses
    first_level: list[Page]

    @classmethod
    def below(cls, home: Page) -> "Tree":
        return cache_for_generation(("tree", home.pk), lambda: cls._read(home))

    @classmethod
    def _read(cls, home: Page) -> "Tree":
        children = Page.objects.filter(stands_below(home), is_open()).select_related("content_type")
        return cls(Addresses(), list(children.order_by("path")))


def place_of(pk: int) -> Page:
    """The page of this number without what is special to its class; `is_open` says whether everybody may open it."""
    return cache_for_generation(("place", pk), lambda: _read_place(pk))


def _read_place(pk: int) -> Page:
    return Page.objects.annotate(is_open=is_open()).select_related("content_type").get(pk=pk)


class Navigation:
    """Menu entries and the published pages along an address."""

    def __init__(self, home: Page, path_components: list[str]) -> None:
        self.home = home
        self.path_components = path_components
        self.tree = Tree.below(home)
        self._crumbs: list[Crumb] | None = None

    @classmethod
    def of(cls, request: HttpRequest, home: Page | None = None) -> "Navigation | None":
        """The navigation of a request, made once. None when no site is set up yet."""
        if not hasattr(request, "_navigation"):
            site = site_of(request)
            home = home or (site and site.root_page)
            components = [part for part in request.path_info.split("/") if part]
            request._navigation = cls(home, components) if home else None
        return request._navigation

    @property
    def menu(self) -> list[Page]:
        return [page for page in self.first_level if page.show_in_menus]

    @property
    def foot(self) -> list[Page]:
        """The quiet pages, named in the footer: about, privacy and so on."""
        return [page for page in self.first_level if not page.show_in_menus]

    @property
    def first_level(self) -> list[Page]:
        """The pages below the home page that everybody may open."""
        return self.tree.first_level

    @cached_property
    def _along(self) -> list[tuple[int, int]]:
        """(how many parts of the address, number of the published page there), from the top down."""
        paths = list(accumulate((f"{part}/" for part in self.path_components[:DEEPEST]), initial=self.home.url_path))
        found = self.tree.addresses.among(paths[1:])
        return [(length, found[path]) for length, path in enumerate(paths) if path in found]

    @property
    def trail(self) -> list[Page]:
        """
        The published pages along the address, from the top down, without the home page.

        A closed one is named to those only who may read it: each page shown lies below all of them.
        """
        return [place_of(pk) for _length, pk in self._along]

    def crumbs(self, request: HttpRequest) -> list[Crumb]:
        """The trail as links, for readers and for machines."""
        if self._crumbs is None:
            self._crumbs = [Crumb(page.title, page.get_url(request)) for page in self.trail]
        return self._crumbs

    def target(self) -> tuple[Page, list[str]]:
        """The deepest published page along the address, and what of the address lies below it."""
        length, pk = self._along[-1] if self._along else (0, self.home.pk)
        return place_of(pk), self.path_components[length:]
