"""Makes a page of the site one that stands in a folder: relative links, no control that needs a server."""

import posixpath
from collections.abc import Callable, Iterator
from urllib.parse import quote, urldefrag

from bs4 import BeautifulSoup, Tag

# Where addresses stand: elements that lead somewhere, and elements that load something.
LEADS, LOADS = {"a": "href"}, {"img": "src", "script": "src", "source": "src", "audio": "src", "video": "src"}
# What becomes empty when the links in it are gone.
HOLDERS = ("li", "ul", "ol", "nav", "details", "p")
OF_OTHER_PROGRAMS = ("tel:", "mailto:", "sms:", "data:", "#")

# From an address as it stands in a page to the file of the copy, or to a whole address that takes its place; None if
# the copy has none, "" if it is not ours.
Find = Callable[[str], str | None]


def parsed(page: bytes | str) -> BeautifulSoup:
    return BeautifulSoup(page, "html.parser")


def addresses_in(soup: BeautifulSoup) -> Iterator[str]:
    """Every address that the page names, as it stands there."""
    for _element, _attribute, address in _places(soup):
        yield address
    for element in soup.find_all(srcset=True):
        yield from (address for address, _width in _pictures(element["srcset"]))
    yield from (link["href"] for link in soup.find_all("link", rel="stylesheet", href=True))


def is_a_control(soup: BeautifulSoup) -> bool:
    """Whether the page itself is a form that the site has to answer."""
    return bool(soup.main and soup.main.find("form", method="post", action=lambda action: not action))


def standing_alone(soup: BeautifulSoup, own: str, find: Find, head: str) -> str:
    """
    The page for the file `own` of the copy, with `head` (HTML) before its content. `soup` is changed on the way.

    `find` gives paths from the root of the copy; they become relative.
    """
    for form in soup.find_all("form"):
        if form.get("method") != "dialog":  # such a form is answered by the page itself
            _remove(form)
    for element, attribute, address in list(_places(soup)):
        if address.startswith(OF_OTHER_PROGRAMS) or element.decomposed:
            continue
        if (file := find(address)) is None:
            # What can be subscribed to asks the site again and again: the words about it go with the link.
            _remove(element.find_parent("details") or element if address.startswith("webcal:") else element)
        elif file:
            element[attribute] = _relative(file, own, urldefrag(address).fragment)
    for element in soup.find_all(srcset=True):
        kept = [(find(address), width) for address, width in _pictures(element["srcset"])]
        element["srcset"] = ", ".join(f"{_relative(file, own)} {width}".strip() for file, width in kept if file)
    for link in soup.find_all("link"):
        if "stylesheet" in link["rel"]:
            link["href"] = _relative(find(link["href"]) or "", own)
        elif "alternate" in link["rel"]:
            link.decompose()  # a feed of what comes after the copy
    soup.main.insert_before(parsed(head))
    return str(soup)


def _places(soup: BeautifulSoup) -> Iterator[tuple[Tag, str, str]]:
    for name, attribute in (LEADS | LOADS).items():
        for element in soup.find_all(name, attrs={attribute: True}):
            yield element, attribute, element[attribute]


def _pictures(srcset: str) -> list[tuple[str, str]]:
    """Address and width of each."""
    return [(part.split()[0], " ".join(part.split()[1:])) for part in srcset.split(",") if part.strip()]


def _remove(element: Tag) -> None:
    """With whatever held nothing else: an empty list or box would be a hole."""
    holder = element.parent
    element.decompose()
    while holder and holder.name in HOLDERS and not _says_something(holder):
        holder, gone = holder.parent, holder
        gone.decompose()


def _says_something(holder: Tag) -> bool:
    if holder.name == "details":  # its summary only names what was in it
        return bool(holder.find(["a", "p", "li", "img", "input"]))
    return bool(holder.get_text(strip=True) or holder.find(["a", "img", "svg", "input"]))


def _relative(file: str, own: str, fragment: str = "") -> str:
    if "://" in file:
        return file
    path = quote(posixpath.relpath(file, posixpath.dirname(own) or "."))
    return f"{path}#{fragment}" if fragment else path
