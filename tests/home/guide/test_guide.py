"""The guide at hand: one file, read as it is, found by its words, and beside the screens that it is about."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import get_resolver

from home.guide.beside import OF_PAGES, OF_SCREENS
from home.guide.reading import DAILY, FILE, PICTURES, found, sections
from publishing.models import SitePage, User

MOST_STEPS, MOST_BYTES = 7, 600_000


@pytest.fixture(scope="module")
def parts() -> dict[str, BeautifulSoup]:
    return {section.anchor: BeautifulSoup(section.html, "html.parser") for section in sections()}


def test_every_link_and_every_picture_of_the_guide_leads_somewhere(parts):
    named = [link["href"] for part in parts.values() for link in part.select("a[href]")]
    named += [f"/admin/panduan/{anchor}" for anchor in re.findall(r"\]\((#[\w-]+)\)", FILE.read_text())]
    anchors = {address.partition("#")[2] for address in named if address.startswith("/admin/panduan/#")}
    assert anchors
    below = {heading["id"] for part in parts.values() for heading in part.select("h3[id]")}
    assert anchors <= parts.keys() | below
    assert not [address for address in named if not address.startswith(("/admin/panduan/#", "https://"))]
    shown = {picture["src"].rpartition("/")[2] for part in parts.values() for picture in part.select("img")}
    assert shown
    assert shown <= {file.name for file in PICTURES.glob("*.webp")}


def test_the_ten_daily_tasks_take_seven_steps_at_most(parts):
    daily = [link["href"].partition("#")[2] for link in parts[DAILY].select("a")]
    assert len(daily) == 10
    for anchor in daily:
        steps = parts[anchor].find("ol").find_all("li", recursive=False)
        assert 1 < len(steps) <= MOST_STEPS, anchor


def test_the_pictures_stay_light():
    assert sum(file.stat().st_size for file in PICTURES.iterdir()) < MOST_BYTES


def test_words_find_parts_by_their_beginnings_and_titles_come_first():
    assert next(section.anchor for section in found("artikel menulis")) == "saya-ingin-menulis-artikel"
    assert found("SATGAS") == found("satgas")
    assert found("satgas zzz") == found("") == []


def test_every_part_named_beside_a_screen_exists_as_do_the_screens(parts):
    assert {*OF_PAGES.values(), *OF_SCREENS.values()} <= parts.keys()
    models = {model._meta.model_name for model in _below(SitePage)}
    assert OF_PAGES.keys() <= models
    admin = next(one for one in get_resolver().url_patterns if "admin/" in str(one.pattern) and _has_home(one))
    names = {key for key in admin.reverse_dict if isinstance(key, str)} | admin.namespace_dict.keys()
    assert OF_SCREENS.keys() <= names


def _below(model: type) -> set[type]:
    return {one for child in model.__subclasses__() for one in (child, *_below(child))}


def _has_home(resolver) -> bool:
    return "wagtailadmin_home" in getattr(resolver, "reverse_dict", {})


@pytest.mark.django_db
def test_the_guide_opens_for_every_role_and_shows_what_was_asked_for(page_at):
    client = Client()
    user = User.objects.create_user("pengelola")
    user.groups.add(Group.objects.get(name="Pengelola Materi"))
    assert client.get("/admin/panduan/").status_code == 302
    client.force_login(user)
    page = BeautifulSoup(client.get("/admin/panduan/?cari=satgas").content, "html.parser")
    assert "saya-ingin-mengisi-satgas-kelurahan" in {section["id"] for section in page.select("section.guide")}
    nothing = client.get("/admin/panduan/", {"cari": "<script>zzz"}).content.decode()
    assert "Tidak ada bagian" in nothing
    assert "<script>zzz" not in nothing
    for name, status in (("tidak-ada.webp", 404), ("take.py", 404)):
        assert client.get(f"/admin/panduan/gambar/{name}").status_code == status
    admin = User.objects.create_superuser("admin")
    client.force_login(admin)
    article = page_at("/kekerasan/fisik/")
    for screen, title in (
        (f"/admin/pages/{article.pk}/edit/", "Saya ingin menulis artikel"),
        ("/admin/", "Layar pertama"),
        ("/admin/snippets/home/helppoint/", "Sebuah nomor berubah"),
    ):
        beside = BeautifulSoup(client.get(screen).content, "html.parser").select_one("nav.guide-beside a")
        assert beside.text == f"Panduan: {title}"
