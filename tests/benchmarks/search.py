"""
What the search costs with many documents: to write them down, to read the index, to answer, and after a change.

    .venv/bin/python tests/benchmarks/search.py [5000 20000]
    .venv/bin/python tests/server/postgres.py .venv/bin/python tests/benchmarks/search.py

On a database of its own in a temporary folder (or the one that DATABASE_URL names: it must be empty). The documents are
sessions with 150 words each, half from the site's own texts and half invented with the frequencies of a language. The
queries are those of tests/search/judged.tsv. Times are those of the processor, database included where it is SQLite.
"""

import os
import random
import re
import sys
import tempfile
import time
import unicodedata
from datetime import datetime
from pathlib import Path
from statistics import quantiles

ROOT = Path(__file__).resolve().parents[2]
WORDS, INVENTED = 150, 20_000


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or [5_000, 20_000]
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "suluah.settings.local"}
        sys.path[:0] = [str(ROOT), str(ROOT / "site")]
        import django

        django.setup()
        from django.core.management import call_command

        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("migrate", verbosity=0)
        call_command("load_starter_content", verbosity=0)
        for size in sizes:
            grow_to(size)
            measure(size)


def grow_to(size: int) -> None:
    from django.utils import timezone

    from campaigns.models import SessionPage
    from publishing.search.models import SearchEntry
    from tests.factories import many_sessions

    dice = random.Random(size)
    own = [word for text in SearchEntry.objects.values_list("text", flat=True) for word in re.findall(r"\w+", text)]
    invented = ["".join(dice.choices("abdegiklmnoprstu", k=dice.randint(4, 11))) for _word in range(INVENTED)]
    weights = [1 / rank for rank in range(1, INVENTED + 1)]
    lacking = size - SessionPage.objects.count()
    made = many_sessions(lacking, first=timezone.make_aware(datetime(2020, 1, 1, 9)), hours_apart=2)
    for session in made:
        words = dice.choices(own, k=WORDS // 2) + dice.choices(invented, weights, k=WORDS // 2)
        session.report_summary = " ".join(words)
    SessionPage.objects.bulk_update(made, ["report_summary"], batch_size=200)


def measure(size: int) -> None:
    from django.test import Client

    from campaigns.models import SessionPage
    from home.search.judging import read_judged
    from publishing.pages import generation
    from publishing.search import memory
    from publishing.search.danger import card_for
    from publishing.search.finding import find
    from publishing.search.indexing import keep, keep_all

    print(f"\n{size} documents")
    told("to write all of them down", lambda: list(keep_all()))
    page = SessionPage.objects.last()
    page.report_summary += " berubah"
    told("one of them", lambda: keep(page))
    memory._latest.clear()
    generation.renew()
    told("to read the index", memory.memory)
    generation.renew()
    told("to read it after a change", memory.memory)
    client = Client(SERVER_NAME="localhost")
    queries = [one.query for one in read_judged(ROOT / "tests/search/judged.tsv")]
    for name, ask in (
        ("to find", find),
        ("to see danger", card_for),
        ("the page of results", lambda query: client.post("/cari/", {"q": query})),
    ):
        ask(queries[0])
        times = [timed(lambda query=query, ask=ask: ask(query)) for query in queries]
        p50, p95 = (quantiles(times, n=20)[place] for place in (9, 18))
        print(f"  {name:28} median {p50:7.1f} ms   95 % {p95:7.1f} ms   longest {max(times):7.1f} ms")
    odd = [query[:200] for query in oddities()]
    for name, ask in (("the oddest, to find", find), ("the oddest, to see danger", card_for)):
        print(f"  {name:28} longest {max(timed(lambda query=query, ask=ask: ask(query)) for query in odd):7.1f} ms")


def oddities() -> list[str]:
    """What takes a search longest: words that nobody knows, of all lengths, and characters of every class."""
    dice, letters = random.Random(1), "abcdefghijklmnopqrstuvwxyz"
    strange = [" ".join("".join(dice.choices(letters, k=size)) for _word in range(60)) for size in range(2, 40)]
    formed = [" ".join(f"{first}{''.join(dice.choices(letters, k=6))}{last}" for _word in range(20))
              for first in ("di", "memper", "m", "ng") for last in ("kan", "nya", "in", "")]  # fmt: skip
    classes: dict[str, list[str]] = {}
    for number in range(0x11000):
        classes.setdefault(unicodedata.category(chr(number)), []).append(chr(number))
    every = ["".join(dice.choices(some, k=200)) for some in classes.values()]
    return ["a " * 5000, "x" * 10_000, '"' * 999, "kekrasn pelchan dipukl " * 9, *strange, *formed, *every]


def timed(do) -> float:
    start = time.process_time()
    do()
    return (time.process_time() - start) * 1000


def told(name: str, do) -> None:
    print(f"  {name:28} {timed(do):9.1f} ms")


if __name__ == "__main__":
    main()
