"""
What the office's first screen and its reports cost with 5,000 pages, 2,000 of them sessions: queries and milliseconds.

    .venv/bin/python tests/benchmarks/office.py [FOLDER]

On a database of its own in a temporary folder (or in FOLDER, where a second run finds it), by Django's test client:
processor time of the whole answer, database included, median of several. Of everything that the first screen may hold
something waits. Fewer than 20 queries and 150 ms are what its box may cost any role; the frame around it is Wagtail's.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from unittest import mock

ROOT = Path(__file__).resolve().parents[2]
SESSIONS, MATERIALS = 2_000, 3_000
VISITS = 9
MOST_QUERIES, MOST_MS = 19, 150


def main(folder: str) -> None:
    os.environ |= {
        "DATA_DIR": folder, "DATABASE_URL": f"sqlite:///{folder}/office.sqlite3",
        "DJANGO_SETTINGS_MODULE": "suluah.settings.test",
    }  # fmt: skip
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    import django

    django.setup()
    from home.desk.panel import DeskPanel
    from tests.home.desk.everything import OWNER, people

    fill()
    year = time.localtime().tm_year
    print(f"{'':44} {'queries':>7} {'ms':>8}")
    too_much = False
    for name in people():
        inside = Inside()
        with mock.patch.object(DeskPanel, "get_context_data", inside(DeskPanel.get_context_data)):
            row(f"/admin/ of {name}", asked(name, "/admin/"), VISITS)
        queries, milliseconds = inside.queries[-1], median(inside.milliseconds)
        print(f"{'  what waits there':44} {queries:7} {milliseconds:8.1f}", flush=True)
        too_much |= queries > MOST_QUERIES or milliseconds > MOST_MS
    for what, path in {
        "the list of sessions": "/admin/sessions/",
        "its XLSX, one year": f"/admin/sessions/?export=xlsx&year={year - 1}",
        "its CSV, one year": f"/admin/sessions/?export=csv&year={year - 1}",
        "its XLSX, all": "/admin/sessions/?export=xlsx",
        "its CSV, all": "/admin/sessions/?export=csv",
        "statistics": f"/admin/statistik/?tahun={year}",
        "evidence folder, the screen": "/admin/bukti/",
        "evidence folder, a quarter": f"/admin/bukti/{year - 1}-1.zip",
    }.items():
        row(what, asked(OWNER, path), 1 if "quarter" in what or ", all" in what else 3)
    from campaigns.yearly_report.counting import counted

    row("a yearly report, counted", lambda: counted(year - 1), 3)
    sys.exit(too_much)


class Inside:
    """What a method costs each time that a request calls it."""

    def __init__(self) -> None:
        self.queries: list[int] = []
        self.milliseconds: list[float] = []

    def __call__(self, method: Callable) -> Callable:
        from django.db import connection

        def measured(*args, **kwargs) -> object:
            asked: list[str] = []

            def note(execute: Callable, sql: str, *rest) -> object:
                asked.append(sql)
                return execute(sql, *rest)

            start = time.process_time()
            with connection.execute_wrapper(note):
                result = method(*args, **kwargs)
            self.milliseconds.append((time.process_time() - start) * 1000)
            self.queries.append(len(asked))
            return result

        return measured


def fill() -> None:
    """The starter content with its examples, and more of everything."""
    from django.core.management import call_command
    from wagtail.models import Page

    from tests.benchmarks.materials import grow_to
    from tests.factories import days_from_now, many_sessions
    from tests.home.desk.everything import make_people, make_work

    call_command("migrate", verbosity=0)
    if Page.objects.count() > SESSIONS:
        return
    call_command("load_starter_content", with_examples=True, verbosity=0)
    # Half a year to come, the rest is past: about two a day.
    many_sessions(SESSIONS, first=days_from_now(-800), hours_apart=12)
    grow_to(MATERIALS)
    make_people()
    make_work(15)


def asked(name: str, path: str) -> Callable[[], bytes]:
    from django.test import Client

    from publishing.models import User

    client = Client(HTTP_HOST="localhost", HTTP_ACCEPT_ENCODING="gzip")
    client.force_login(User.objects.get(username=name))

    def ask() -> bytes:
        response = client.get(path)
        assert response.status_code == 200, (name, path, response.status_code)
        return b"".join(response.streaming_content) if response.streaming else response.content

    return ask


def row(what: str, ask: Callable[[], object], visits: int) -> tuple[int, float]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask()
    with CaptureQueriesContext(connection) as queries:
        ask()
        number = len(queries)
    times = []
    for _visit in range(visits):
        start = time.process_time()
        ask()
        times.append((time.process_time() - start) * 1000)
    print(f"{what:44} {number:7} {median(times):8.1f}", flush=True)
    return number, median(times)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(sys.argv[1])
    else:
        with tempfile.TemporaryDirectory() as name:
            main(name)
