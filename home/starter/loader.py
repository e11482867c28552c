"""Loads the starter content: idempotent, and never over an editor's change."""

import tomllib
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import Locale, Page, Site

from home.pages.front import HomePage
from home.starter.ledger import Ledger
from home.starter.pages import PageFile
from home.starter.reference import (
    choose_safety_page,
    load_figures,
    load_help_points,
    load_institutions,
    load_places,
)
from home.starter.search import load_search_words
from publishing.models import CampaignImage, SitePage

FOLDER = Path(__file__).parent
SAFETY_PAGE = "/aman-menjelajah/"


@transaction.atomic
def load(*, with_examples: bool = False) -> int:
    """Load what was never loaded before and return how many pieces that was."""
    ledger = Ledger()
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    load_places(ledger)
    load_help_points(ledger, FOLDER / "help_points.toml")
    files = PageFile.read_all(FOLDER / "pages")
    for file in files:
        load_figures(ledger, file.entry.get("figures", []))
    images = _load_images(ledger)
    pages = _existing_pages()
    _load_pages(ledger, files, pages, images)
    load_search_words(ledger, FOLDER / "search.toml", pages)
    ledger.once("setting:safety-page", lambda: choose_safety_page(pages.get(SAFETY_PAGE)))
    if with_examples:
        load_institutions(ledger, FOLDER / "example_institutions.toml")
        _load_pages(ledger, PageFile.read_all(FOLDER / "examples"), pages, images)
    return ledger.made


def _load_images(ledger: Ledger) -> dict[str, CampaignImage]:
    described = tomllib.loads((FOLDER / "drawings" / "drawings.toml").read_text())
    for key, words in described.items():
        ledger.once(f"image:{key}", lambda key=key, words=words: _make_image(key, words))
    titles = {words["title"]: key for key, words in described.items()}
    return {titles[image.title]: image for image in CampaignImage.objects.filter(title__in=titles).order_by("-pk")}


def _make_image(key: str, words: dict[str, str]) -> CampaignImage:
    path = FOLDER / "drawings" / f"{key}.webp"
    image = CampaignImage(
        title=words["title"],
        description=words["description"],
        people=CampaignImage.People.NONE,
        credit="Gambar: Suluah",
        file=ContentFile(path.read_bytes(), name=path.name),
    )
    image.full_clean(exclude=["width", "height"])
    image.save()
    return image


def _existing_pages() -> dict[str, SitePage]:
    """Starter pages by address, as far as editors left them where they were."""
    home = HomePage.objects.first()
    if home is None:
        return {}
    offset = len(home.url_path) - 1
    return {page.url_path[offset:]: page for page in home.get_descendants(inclusive=True)}


def _load_pages(
    ledger: Ledger,
    files: list[PageFile],
    pages: dict[str, SitePage],
    images: dict[str, CampaignImage],
) -> None:
    made: list[tuple[PageFile, SitePage]] = []
    for file in files:
        page = ledger.once(f"page:{file.url}", lambda file=file: _place(file, pages))
        if page:
            pages[file.url] = page
            made.append((file, page))
    for file, page in made:
        # From the database again: the tree's paths and counts changed while siblings were added.
        fresh = file.page_class.objects.get(pk=page.pk)
        file.fill(fresh, pages, images)
        fresh.full_clean()
        # Logged, because the history offers a way back only to what its log names.
        revision = fresh.save_revision(log_action=True)
        if not file.entry.get("draft"):
            revision.publish()


def _place(file: PageFile, pages: dict[str, SitePage]) -> SitePage | None:
    """Put the new page under its parent; None when an editor removed the parent."""
    page = file.new_page()
    if file.parent_url is None:
        return _place_home(page)
    parent = pages.get(file.parent_url)
    if parent is None or file.url in pages:
        return None
    return Page.objects.get(pk=parent.pk).add_child(instance=page)


def _place_home(home: SitePage) -> SitePage:
    """The home page takes the place of Wagtail's welcome page, and the site its own address."""
    root = Page.get_first_root_node()
    root.add_child(instance=home)
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    welcome = site.root_page if site.pk else None
    site.hostname, site.port, site.site_name, site.root_page = address.hostname, port, settings.WAGTAIL_SITE_NAME, home
    site.save()
    if welcome and welcome.specific_class is Page:
        welcome.delete()
    return home
