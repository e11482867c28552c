"""
Whoever works here reads Indonesian on every screen that links lead to: a walk through the editors' area, by role, on
the prepared site of this folder but by Django's client, which costs a tenth of a browser.

Words are compared with a list of English ones; those that Indonesian has too (filter, status, tag) are not in it.
"""

import json
import re
from collections import deque
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, NavigableString
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import Resolver404, resolve

from publishing.models import User
from tests.prepared import copy_site, manage

WORDS = """
    about above account action actions add added after all already also always and any archive are ascending
    back because been before below between both bulk but by can cancel change changed changes check choose
    chosen clear click close collapse collection comment comments compare confirm content convert copy create
    created creation current dashboard date day days delete deleted descending description details disable
    display document documents does done draft drag edit editing empty enable enabled end enter error errors
    every expand explorer field fields file files find first for found from get go group groups has have help
    here hidden hide history home if image images into is issue issues item items keep language last latest
    learn leave left link links list listing load loading lock locked made make manage match matches
    message minutes month more move must name never new next none not number of off old only open option options
    or order other others our page pages password people permission permissions picture preview previous privacy
    private profile public publish published read record records redirect redirects remove rename reorder report
    reports required reset restore results review reviews revision revisions right role root row rows save saved
    schedule scheduled search section select selected send set settings show sign site sites size skip snippet
    snippets some something sort start started step submit submitted such take tasks text than that the their
    them then there these they this those time title to toggle tree turn type types unlock unpublish until up
    update updated upload usage use used user users value version versions view viewing visible was week when
    where which who will with without word words workflow workflows year yes yesterday you your
"""
ENGLISH = frozenset(WORDS.split())
# Names of things, and what people call them here.
NAMES = re.compile(
    r"https?://\S+|[\w.-]+@[\w.-]+|\S+\.(?:avif|csv|jpg|ods|pdf|png|webp|xlsx|zip)\b"
    r"|\bWord\b|Take It Down|CC BY[-\w]*|\b(?:home|campaigns|resources)\.\w+"
)
# The owner of the site, who may open all that is left, comes last.
ROLES = ("Penulis", "Pengelola Materi", "Peninjau", "Administrator", "")
# What readers type is kept in any language; and Django keeps the names of rights in the database, in English.
IN_ANY_LANGUAGE = re.compile("/publishing/(?:samemeaning|chosenanswer|dangerwords)/|/admin/groups/")
READ_TO = ("title", "aria-label", "placeholder", "alt", "data-w-tooltip-content-value")


def client_of(role: str) -> Client:
    """In a group of the office; without one the owner of the site."""
    user = User.objects.create_user(role or "pemilik", is_superuser=not role)
    user.groups.set(Group.objects.filter(name=role))
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    return client


def screens(client: Client, seen: set[str]):
    """(address, page) of one screen of each kind that is not among the `seen`, from the first screen on."""
    waiting = deque(["/admin/"])
    while waiting:
        address = waiting.popleft()
        answer = client.get(address, follow=True)
        if answer.status_code != 200 or "text/html" not in answer.headers["Content-Type"]:
            continue
        page = BeautifulSoup(answer.content, "lxml")
        yield address, page
        menu = re.findall(
            r'"url": "(/admin/[^"]+)"', " ".join(one.text for one in page.select("#wagtail-sidebar-props"))
        )
        for target in [*menu, *(link["href"] for link in page.select("a[href]"))]:
            parts = urlsplit(target)
            if parts.netloc or not parts.path.startswith("/admin/") or "export=" in parts.query:
                continue
            try:
                kind = resolve(parts.path).view_name
            except Resolver404:
                continue
            if kind not in seen and not IN_ANY_LANGUAGE.search(parts.path):
                seen.add(kind)
                waiting.append(parts.path)


def _is_shown(text: NavigableString) -> bool:
    around = text.parent
    return type(text) is NavigableString and around.name not in {"script", "style"} and "hidden" not in around.attrs


def english(page: BeautifulSoup) -> set[str]:
    said = [str(text) for text in page.find_all(string=True) if _is_shown(text)]
    said += [element[name] for element in page.find_all(True) for name in READ_TO if element.get(name)]
    return {
        " ".join(text.split()) for text in said if ENGLISH & set(re.findall(r"[a-z]+", NAMES.sub(" ", text).casefold()))
    }


def walk() -> None:
    """
    In a process of the site: prints what is English, each with the first address. A screen that one role has seen is
    not opened by the next.
    """
    found: dict[str, str] = {}
    seen: set[str] = set()
    for role in ROLES:
        for address, page in screens(client_of(role), seen):
            for words in english(page):
                found.setdefault(words, f"{role or 'pemilik'}: {address}")
    print(json.dumps(found))


def test_no_screen_speaks_english(tmp_path_factory):
    """On a site as it runs: in the tests' own process Wagtail makes its forms before a language is chosen."""
    data = tmp_path_factory.mktemp("english")
    copy_site(data.parent, data)
    script = "from tests.browser.test_no_english import walk; walk()"
    assert json.loads(manage(data, "shell", "--verbosity", "0", "--command", script)) == {}
