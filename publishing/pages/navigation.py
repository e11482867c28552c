"""The pages around a page (menu and ancestors), read from the database at once."""

from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail.models import Page, Site

from publishing.pages.visibility import is_open


def absolute(request: HttpRequest, address: str) -> str:
    """`address` with the site's own host: the one that a request names may be anybody's words."""
    site = Site.find_for_request(request)
    return urljoin(site.root_url if site else settings.WAGTAILADMIN_BASE_URL, address)


@dataclass(frozen=True)
class Crumb:
    title: str
    url: str


class Navigation:
    """
    Menu entries and the published pages along an address.

    One query serves routing, both menus and the breadcrumbs of every page, however large the site is.
    """

    def __init__(self, home: Page, path_components: list[str]) -> None:
        self.home = home
        self.path_components = path_components
        self._crumbs: list[Crumb] | None = None

    @classmethod
    def of(cls, request: HttpRequest, home: Page | None = None) -> "Navigation | None":
        """The navigation of a request, made once. None when no site is set up yet."""
        if not hasattr(request, "_navigation"):
            site = Site.find_for_request(request)
            home = home or (site and site.root_page)
            components = [part for part in request.path_info.split("/") if part]
            request._navigation = cls(home, components) if home else None
        return request._navigation

    @cached_property
    def _pages(self) -> list[Page]:
        along = [self.home.url_path]
        for component in self.path_components:
            along.append(along[-1] + component + "/")
        return list(
            Page.objects.annotate(is_open=is_open())
            .filter(
                Q(path__startswith=self.home.path), Q(url_path__in=along) | Q(depth=self.home.depth + 1, is_open=True)
            )
            .select_related("content_type")
            .order_by("path")
        )

    @cached_property
    def menu(self) -> list[Page]:
        return [page for page in self.first_level if page.show_in_menus]

    @cached_property
    def foot(self) -> list[Page]:
        """The quiet pages, named in the footer: about, privacy and so on."""
        return [page for page in self.first_level if not page.show_in_menus]

    @cached_property
    def first_level(self) -> list[Page]:
        """The pages below the home page that everybody may open."""
        return [page for page in self._pages if page.is_open and page.depth == self.home.depth + 1]

    @cached_property
    def _along(self) -> list[Page]:
        pages = {page.url_path: page for page in self._pages}
        found, path = [], self.home.url_path
        for component in self.path_components:
            path += component + "/"
            if path not in pages:
                break
            found.append(pages[path])
        return found

    @property
    def trail(self) -> list[Page]:
        """
        The published pages along the address, from the top down, without the home page.

        A closed one is named to those only who may read it: each page shown lies below all of them.
        """
        return [page for page in self._along if page.live]

    def crumbs(self, request: HttpRequest) -> list[Crumb]:
        """The trail as links, for readers and for machines."""
        if self._crumbs is None:
            self._crumbs = [Crumb(page.title, page.get_url(request)) for page in self.trail]
        return self._crumbs

    @property
    def home_is_open(self) -> bool:
        return any(page.is_open for page in self._pages if page.pk == self.home.pk)

    def target(self) -> tuple[Page, list[str]]:
        """The deepest page along the address (published or not), and what of the address lies below it."""
        page = self._along[-1] if self._along else self.home
        return page, self.path_components[len(self._along) :]
