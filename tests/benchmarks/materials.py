"""
Queries and time of the library's pages with 50 and with 5,000 materials.

    .venv/bin/python tests/benchmarks/materials.py [50 5000]

On a database of its own in a temporary folder (or the one that DATABASE_URL names: it must be empty), without a server
in between: the time is processor time of one answer, database included, median of 15. Every tenth material is for
partners only, every twentieth replaces another.
"""

import os
import statistics
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ANSWERS = 15
PAGES = {
    "the library": "/materi/",
    "with four filters": "/materi/?jenis=poster&untuk=umum&topik=tppo&bahasa=id",
    "its last page": "/materi/?halaman=9999",
    "a filter without result": "/materi/?jenis=surat&topik=adat&bahasa=en",
    "a material": "/materi/materi-1/",
    "the home page": "/",
    "site search, a common word": "/cari/?q=materi",
    "site search, a rare word": "/cari/?q=unik7",
    "site map": "/sitemap.xml",
}
WORDS = {"words in the library, common": "materi", "words in the library, rare": "unik7"}
KINDS, AUDIENCES = (
    ("poster", "leaflet", "salindia", "video", "audio"),
    (["umum"], ["umum", "anak"], ["ulama"], ["remaja"]),
)
TOPICS = ("TPPO", "KDRT", "Anak", "Adat", "Bantuan")


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or [50, 5000]
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "suluah.settings.local"}
        sys.path[:0] = [str(ROOT), str(ROOT / "site")]
        import django

        django.setup()
        from django.core.management import call_command

        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("migrate", verbosity=0)
        call_command("load_starter_content", verbosity=0)
        measured = {}
        for size in sizes:
            grow_to(size)
            measured[size] = measure()
        print(f"{'':32}" + "".join(f"{size:>10} materials " for size in sizes))
        for name in measured[sizes[0]]:
            cells = (f"{queries:>7} q {ms:8.1f} ms " for queries, ms in (measured[size][name] for size in sizes))
            print(f"{name:32}" + "".join(cells))


def grow_to(size: int) -> None:
    from django.db import transaction
    from wagtail.models import PageViewRestriction
    from wagtail.signal_handlers import disable_reference_index_auto_update

    from publishing.models import CampaignDocument
    from resources.models import MaterialFile, MaterialIndexPage, MaterialPage

    library = MaterialIndexPage.objects.get()
    former = MaterialPage.objects.order_by("-pk").first()
    with transaction.atomic(), disable_reference_index_auto_update():
        for number in count(MaterialPage.objects.count() + 1):
            if number > size:
                break
            material = MaterialPage(
                title=f"Materi {number} unik{number}",
                slug=f"materi-{number}",
                summary="Tanda bahaya dalam satu lembar yang bisa ditempel di kantor wali nagari.",
                kind=KINDS[number % len(KINDS)],
                audiences=AUDIENCES[number % len(AUDIENCES)],
                language="min" if number % 7 == 0 else "id",
                replaces=former if number % 20 == 0 else None,
            )
            document = CampaignDocument.objects.create(title=material.title, file="x.pdf", file_size=1_258_291)
            material.topics.add(TOPICS[number % len(TOPICS)])
            material.files = [MaterialFile(document=document, purpose="a4")]
            library.add_child(instance=material)
            if number % 10 == 0:
                PageViewRestriction.objects.create(page=material, restriction_type=PageViewRestriction.LOGIN)
            former = material


def measure() -> dict[str, tuple[int, float]]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="localhost")
    asked = {name: (lambda url=url: client.get(url)) for name, url in PAGES.items()}
    asked |= {
        name: (lambda words=words: client.post("/materi/cari/", {"kata": words})) for name, words in WORDS.items()
    }
    found = {}
    for name, ask in asked.items():
        assert ask().status_code == 200, name
        with CaptureQueriesContext(connection) as queries:
            ask()
            number = len(queries)  # the next request empties the log
        times = []
        for _answer in range(ANSWERS):
            start = time.process_time()
            ask()
            times.append((time.process_time() - start) * 1000)
        found[name] = (number, statistics.median(times))
    return found


if __name__ == "__main__":
    main()
