"""
Every kind of public page on a site with 5,000 sessions, materials and articles, beside the same site with 50 of each.

    .venv/bin/python tests/benchmarks/many_pages.py [50 5000]        (filling the larger site takes minutes)

Processor time of one answer in milliseconds, database and compression included, without the page cache and without a
server in between; medians of visits that go from site to site in turns, so that what else the machine does falls on
both. "warm": the address alone, which was read before in this generation. "anew": with the cookie of a session, so
that the content of no page is taken from memory (cards of lists are, as for every reader). "first": the first visit
after a change. The first two may cost at most 1.3 times as much on the larger site; the program ends with 1 if one
costs more. Site map and feed are no pages: what lists everything grows with it.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZES, VISITS, CHANGES, MOST = (50, 5000), 31, 7, 1.3
SESSION = "/kegiatan/<session>/"  # each site has one of its own
PAGES = (
    "/", "/hubungi/", "/hubungi/satgas/", "/kekerasan/", "/kekerasan/?halaman=2", "/kekerasan/fisik/",
    "/kekerasan/uji-7/", "/tppo/tanda-bahaya/", "/kegiatan/", "/kegiatan/?halaman=2",
    "/kegiatan/?kecamatan=payakumbuh-barat", "/kegiatan/minta/",
    "/kegiatan/lembaga/contoh-0/", SESSION, "/materi/", "/materi/?halaman=2",
    "/materi/?jenis=poster&untuk=umum", "/materi/materi-7/", "/materi/paket/", "/data/", "/tentang/", "/cari/",
    "/cari/?q=unik7", "/cari/?q=kekerasan", "/tidak-ada/",
)  # fmt: skip
FILES = ("/sitemap.xml", "/umpan.xml")
CHANGE, ANEW = "change", "anew "


def fill(size: int) -> None:
    """Sessions (half of them past, each with one of 20 institutions), materials, and articles below one topic."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import transaction
    from wagtail.models import Page

    from campaigns.models import ArticlePage
    from publishing.pages import generation
    from tests.benchmarks.materials import grow_to
    from tests.factories import AdatInstitutionFactory, days_from_now, many_sessions

    institutions = [AdatInstitutionFactory(name=f"Contoh {number}", slug=f"contoh-{number}") for number in range(20)]
    many_sessions(size, first=days_from_now(-size // 6), hours_apart=8, institutions=institutions)
    grow_to(size)
    topic = Page.objects.get(url_path__endswith="/kekerasan/")
    first = ArticlePage._str2int(topic.get_last_child().path[-Page.steplen :])
    kind = ContentType.objects.get_for_model(ArticlePage)
    made = [
        ArticlePage(
            path=ArticlePage._get_path(topic.path, topic.depth + 1, first + number + 1),
            depth=topic.depth + 1,
            title=f"Uji {number}",
            draft_title=f"Uji {number}",
            slug=f"uji-{number}",
            url_path=f"{topic.url_path}uji-{number}/",
            content_type=kind,
            locale=topic.locale,
            summary="Apa tandanya, apa yang bisa dilakukan hari ini, dan siapa yang membantu.",
            urgent_advice="<p>Telepon 129.</p>",
        )
        for number in range(size)
    ]
    with transaction.atomic():
        names = [field.attname for field in Page._meta.concrete_fields]
        Page.objects.bulk_create(Page(**{name: getattr(article, name) for name in names}) for article in made)
        pk_of = dict(Page.objects.child_of(topic).values_list("path", "pk"))
        for article in made:
            article.pk = article.page_ptr_id = article.id = pk_of[article.path]
        ArticlePage._base_manager.get_queryset()._batched_insert(made, ArticlePage._meta.local_concrete_fields, 100)
        Page.objects.filter(pk=topic.pk).update(numchild=topic.numchild + size)
    generation.renew()


def answer(size: int) -> None:
    """The child: fills its database, then answers each path that it reads with its milliseconds."""
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "suluah.settings.test"
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from campaigns.models import SessionPage
    from publishing.pages import generation

    call_command("migrate", verbosity=0)
    call_command("load_starter_content", stdout=sys.stderr)
    fill(size)
    stranger = Client(headers={"Accept-Encoding": "gzip"})
    known = Client(headers={"Accept-Encoding": "gzip", "Cookie": f"{settings.SESSION_COOKIE_NAME}=of-nobody"})
    session_url = SessionPage.objects.filter(slug__startswith="sosialisasi-").order_by("pk")[7].url
    print("ready", flush=True)
    for line in sys.stdin:
        path = line.strip().replace(SESSION, session_url)
        if path == CHANGE:
            generation.renew()
            continue
        client, path = (known, path.removeprefix(ANEW)) if path.startswith(ANEW) else (stranger, path)
        start = time.process_time()
        response = client.get(path)
        b"".join(response) if response.streaming else response.content
        milliseconds = (time.process_time() - start) * 1000
        assert response.status_code == (404 if "tidak-ada" in path else 200), (path, response.status_code)
        print(json.dumps(milliseconds), flush=True)


class Child:
    """A site of `size` in a process of its own; `program` fills and answers it when called with --answer."""

    def __init__(self, size: int, folder: str, program: str = __file__) -> None:
        environment = {**os.environ, "DATA_DIR": folder, "DATABASE_URL": f"sqlite:///{folder}/{size}.sqlite3"}
        command = [sys.executable, program, "--answer", str(size)]
        self.process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ready(self) -> None:
        assert self.process.stdout.readline().strip() == "ready"

    def say(self, line: str) -> None:
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def visit(self, path: str) -> float | list:
        """What `answer` says of it."""
        self.say(path)
        return json.loads(self.process.stdout.readline())

    def first_visit(self, path: str) -> float | list:
        self.say(CHANGE)
        return self.visit(path)


def in_turns(visits: list, times: int) -> tuple[float, float, float]:
    """Medians of both, and of the second by the first."""
    pairs = [[visit() for visit in visits] for _time in range(times)]
    few, many = (statistics.median(times) for times in zip(*pairs, strict=True))
    return few, many, many / few


def main(sizes: list[int]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        children = [Child(size, folder) for size in sizes]
        for child in children:
            child.ready()
        few, many = (f"{size:,}" for size in sizes)
        print(f"| page | warm {few} | {many} | times | anew {few} | {many} | times | first {few} | {many} | times |")
        print("| --- |" + " ---: |" * 9)
        slow = []
        for path in (*PAGES, *FILES):
            anew = ANEW + path
            firsts = in_turns([partial(child.first_visit, path) for child in children], CHANGES)
            in_turns([partial(child.visit, anew) for child in children], 2)
            warm, made = (in_turns([partial(child.visit, way) for child in children], VISITS) for way in (path, anew))
            cells = " | ".join(f"{figure:.2f}" for kind in (warm, made, firsts) for figure in kind)
            print(f"| {path} | {cells} |", flush=True)
            if path in PAGES and max(warm[2], made[2]) > MOST:
                slow.append(path)
        for child in children:
            child.process.stdin.close()
            child.process.wait()
    print("Above 1.3:", ", ".join(slow) or "none")
    return len(slow)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--answer"]:
        answer(int(sys.argv[2]))
    else:
        sys.exit(bool(main([int(size) for size in sys.argv[1:]] or list(SIZES))))
