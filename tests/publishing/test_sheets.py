"""What each kind of page is dressed in: its sheets hold what its templates name, and it allows no other style."""

import re
from functools import cache

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from publishing.pages import sheets
from publishing.pages.sheet_files import address

TEMPLATES = settings.ROOT / "templates"
INCLUDED = re.compile(r'{% (?:include|extends) "([^"]+)"')
FURTHER = re.compile(r'{% further_style_sheet(?: "(\w+)")? %}')
FIRST = re.compile(r'{% style_sheet "(\w+)" %}')
# Elements that are dressed by their name where an editor's text brings them.
ELEMENTS = ("mark", "table", "audio")
NAMED = re.compile(rf"(?:(?<=\.)[a-z][\w-]*|(?<![\w.-])(?:{'|'.join(ELEMENTS)})\b)")


@cache
def words_of(template: str) -> str:
    """The template with all that it includes or extends, and the blocks of a body where it shows one."""
    own = (TEMPLATES / template).read_text()
    found = [own, *map(words_of, INCLUDED.findall(own))]
    if template == "components/body.html":
        found += [words_of(f"blocks/{path.name}") for path in (TEMPLATES / "blocks").glob("*.html") if fits(path.stem)]
    return "\n".join(found)


def fits(block: str) -> bool:
    """A section holds a body itself, and only /hubungi/ has some."""
    return block not in {"section", "sign_group"}


def borne_by(text: str) -> set[str]:
    names = {name for found in re.findall(r'class="([^"]*)"', text) for name in re.sub(r"{%.*?%}", " ", found).split()}
    return names | {element for element in ELEMENTS if f"<{element}" in text}


@cache
def selectors(part: str, folder: str = "screen") -> frozenset[frozenset[str]]:
    """For each selector of a part the classes and elements that it needs, which stand for it."""
    file = sheets.STYLES / folder / f"{part}.css"
    rules = re.sub(r"/\*.*?\*/|@[^{]*{", " ", file.read_text(), flags=re.DOTALL) if file.exists() else ""
    named = [one for before in re.findall(r"([^{}]+){", rules) for one in re.split(r",(?![^(]*\))", before)]
    return frozenset(needed for one in named if (needed := frozenset(NAMED.findall(one))))


PAGES = sorted(
    path.relative_to(TEMPLATES).as_posix()
    for path in TEMPLATES.rglob("*.html")
    if "admin" not in path.parts[-2] and re.search(r'further_style_sheet|extends "base_page', path.read_text())
    and path.name not in {"base_page.html", "block_preview.html"}
)  # fmt: skip


@pytest.mark.parametrize("folder", ["screen", "print"])
def test_what_a_page_may_show_is_dressed_by_its_own_sheet(folder):
    parts = {part for further in sheets.FURTHER.values() for part in ("frame", *further)}
    missing = set()
    for template in PAGES:
        own = (TEMPLATES / template).read_text()
        name = next((found[1] or "frame" for found in [FURTHER.search(own)] if found), "page")
        first = next((found[1] for found in [FIRST.search(own)] if found), "page")
        dressed = {one for part in ("frame", *sheets.FURTHER[name]) for one in selectors(part, folder)}
        dressed |= {one for part in (*sheets.COMMON, *sheets.SHEETS[first]) for one in selectors(part, ".")}
        borne = borne_by(words_of(template))
        for part in parts:
            lacks = {one for one in selectors(part, folder) - dressed if one <= borne}
            missing |= {f"{template}: {' '.join(sorted(one))} ({folder}/{part}.css)" for one in lacks}
    assert not missing


def test_every_part_is_in_a_sheet():
    used = {part for further in sheets.FURTHER.values() for part in ("frame", *further)}
    assert {path.stem for folder in ("screen", "print") for path in (sheets.STYLES / folder).glob("*.css")} == used


def test_the_developers_server_finds_a_sheet_that_changed(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    finder = finders.get_finder("publishing.pages.sheet_files.SheetFiles")
    finder = type(finder)()
    with open(finder.find(address("home"))) as file:
        assert file.read() == sheets.further_style_sheet("home")
    assert finder.find("css/sheets/of-nobody.css") == []
    assert {path for path, _storage in finder.list(None)} == {address(name) for name in sheets.FURTHER}


@pytest.mark.parametrize("path", ["/", "/kekerasan/fisik/", "/hubungi/", "/mitra/", "/tidak-ada/"])
def test_a_page_allows_its_own_style_and_no_other(client, path):
    response = client.get(path)
    policy = response["Content-Security-Policy"]
    (style,) = re.findall(r"<style>(.*?)</style>", response.content.decode(), re.DOTALL)
    assert re.findall(r"style-src ([^;]*)", policy) == [f"'self' {sheets._hash(style)}"]
