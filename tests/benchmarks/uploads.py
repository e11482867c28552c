"""
What the site says to a folder of real files, and what each costs: python tests/benchmarks/uploads.py FOLDER [EVERY]

Each file goes through the cleaner as an editor's upload would (pictures by both doors: document and picture of a page).
What is accepted is looked at again: a copy that is no longer taken, or from which something more is taken out, is told.
Prints how many were accepted and why the others were not, the slowest and the largest. EVERY takes each n-th file only.
Collect the files outside of the repository, for instance from the test folders of pdf.js, Apache POI, Tika and Pillow.
"""

import json
import os
import resource
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "suluah.settings.test")

import django  # noqa: E402

django.setup()

from django.core.exceptions import ValidationError  # noqa: E402
from django.core.files.base import ContentFile  # noqa: E402

from publishing.uploads.documents import clean_document  # noqa: E402
from publishing.uploads.images import clean_image  # noqa: E402

PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".avif"}
SLOW, LARGE = 10, 500  # seconds, MiB


def main(folder: str, every: str = "1") -> None:
    results = []
    paths = sorted(path for path in Path(folder).rglob("*") if path.is_file())[:: int(every)]
    for path in paths:
        for take in (clean_document, clean_image) if path.suffix.lower() in PICTURES else (clean_document,):
            results.append({"file": str(path.relative_to(folder)), "by": take.__name__, **_measured(take, path)})
            print(json.dumps(results[-1]), flush=True)
    _report(results)


def _measured(take, path: Path) -> dict:
    """In a process of its own: what its children took at most is the file's alone."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        os.write(writing, json.dumps(_tried(take, path)).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return json.loads(said or b'{"result": "CRASH", "seconds": 0, "mib": 0}')


def _tried(take, path: Path) -> dict:
    content, began = path.read_bytes(), time.monotonic()
    try:
        copy = take(ContentFile(content, name=path.name))
        result = "accepted"
    except ValidationError as error:
        copy, result = None, f"refused: {error.code}"
    except Exception as error:
        copy, result = None, f"CRASH: {error!r}"
    facts = {"result": result[:200], "seconds": round(time.monotonic() - began, 1)}
    facts["mib"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    if copy is not None and take is clean_document:
        facts["ending"] = copy.name.rpartition(".")[2]
        copy.seek(0)
        facts["again"] = _again(copy.read(), copy.name)
    return facts


def _again(content: bytes, name: str) -> str:
    try:
        again = clean_document(ContentFile(content, name=name))
    except ValidationError as error:
        return f"refused: {error.code}"
    return "; ".join(sorted(map(str, again.taken_out)))


def _report(results: list[dict]) -> None:
    print(f"\n{len(results)} runs over {len({entry['file'] for entry in results})} files")
    for result, count in Counter(entry["result"] for entry in results).most_common():
        print(f"{count:6} {result}")
    by_folder = defaultdict(Counter)
    for entry in results:
        by_folder[entry["file"].split("/")[0]][entry["result"].split(":")[0]] += 1
    for folder, counts in sorted(by_folder.items()):
        print(f"  {folder}: {dict(counts)}")
    times = sorted(entry["seconds"] for entry in results)
    print(
        f"slower than {SLOW} s: {sum(t > SLOW for t in times)}; median {times[len(times) // 2]} s, most {times[-1]} s"
    )
    sizes = sorted(entry["mib"] for entry in results)
    print(f"larger than {LARGE} MiB: {sum(s > LARGE for s in sizes)}; most {sizes[-1]} MiB")
    print(f"copies that are refused themselves: {sum('refused' in entry.get('again', '') for entry in results)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
