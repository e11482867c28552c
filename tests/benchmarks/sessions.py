"""
The list of sessions and its filters with 50 sessions against 5,000: queries, bytes and milliseconds.

    .venv/bin/python tests/benchmarks/sessions.py

Every session has a kelurahan, one of 60 institutions and one of 30 topics; half of them have the first of each, so that
every page below is full (20 sessions, or nearly) at both sizes. The milliseconds are processor time of the whole
request, database included, medians of visits in turns; the ratio must be at most 1.3. The last line is the visit after
a change, when the index of sessions is read anew.
"""

import gzip
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from many_pages import CHANGE, Child

ROOT = Path(__file__).resolve().parents[2]
SIZES = (50, 5000)
VISITS, CHANGES = 60, 9
MOST = 1.3
PATHS = (
    "/kegiatan/",
    "/kegiatan/?kecamatan=payakumbuh-barat",
    "/kegiatan/?topik=topik-0&lembaga=contoh-0",
    "/kegiatan/?lembaga=contoh-0&tahun={year}",
    "/kegiatan/?topik=topik-0&semua=lembaga",
    "/kegiatan/?halaman=2",
)


def answer(size: int) -> None:
    """The child: fills its database, then answers each path that it reads with [queries, milliseconds, bytes]."""
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "suluah.settings.test"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from taggit.models import Tag

    from publishing.pages import generation
    from tests.factories import AdatInstitutionFactory, days_from_now, many_sessions

    call_command("migrate", verbosity=0)
    call_command("load_starter_content", stdout=sys.stderr)
    institutions = [AdatInstitutionFactory(name=f"Contoh {number}", slug=f"contoh-{number}") for number in range(60)]
    topics = [Tag.objects.create(name=f"Topik {number}") for number in range(30)]
    many_sessions(
        size,
        first=days_from_now(-size // 6),  # half of them are past
        hours_apart=8,
        institutions=[found for other in institutions for found in (institutions[0], other)],
        topics=[found for other in topics for found in (topics[0], other)],
    )
    client = Client(headers={"Accept-Encoding": "gzip"})
    print("ready", flush=True)
    for line in sys.stdin:
        if line.strip() == CHANGE:
            generation.renew()
            continue
        start = time.process_time()
        response = client.get(line.strip())
        milliseconds = (time.process_time() - start) * 1000
        with CaptureQueriesContext(connection) as queries:
            client.get(line.strip())
        assert response.status_code == 200
        shown = gzip.decompress(response.content).count(b'class="card card-link session')
        print(json.dumps([len(queries), milliseconds, len(response.content), shown]), flush=True)


def main() -> None:
    year = str(time.localtime().tm_year)
    with tempfile.TemporaryDirectory() as folder:
        children = [Child(size, folder, __file__) for size in SIZES]
        for child in children:
            child.ready()
        few, many = (f"{size:,}" for size in SIZES)
        print(
            f"{'path':55} {'queries':>9} {'shown':>9} {'KB gzip':>9} {'ms, ' + few:>9} {'ms, ' + many:>9} {'ratio':>6}"
        )
        slow = False
        for path in (path.format(year=year) for path in PATHS):
            for child in children:
                child.visit(path)
            visits = [[child.visit(path) for child in children] for _visit in range(VISITS)]
            small, large = (list(zip(*(pair[number] for pair in visits), strict=True)) for number in range(2))
            ours, theirs = statistics.median(small[1]), statistics.median(large[1])
            slow |= theirs / ours > MOST
            queries, shown = (f"{small[column][0]} / {large[column][0]}" for column in (0, 3))
            weight = large[2][0] / 1024
            print(
                f"{path:55} {queries:>9} {shown:>9} {weight:9.1f} {ours:9.1f} {theirs:9.1f} {theirs / ours:6.2f}",
                flush=True,
            )
        first = []
        for child in children:
            first.append(statistics.median(child.first_visit("/kegiatan/")[1] for _change in range(CHANGES)))
        print(f"{'first visit after a change':55} {'':9} {'':9} {'':9} {first[0]:9.1f} {first[1]:9.1f}")
        for child in children:
            child.process.stdin.close()
            child.process.wait()
    sys.exit(slow)


if __name__ == "__main__":
    answer(int(sys.argv[2])) if sys.argv[1:2] == ["--answer"] else main()
