"""
The way of a page from address to template: the files that it goes through, and what it works out more than once.

    .venv/bin/python tests/benchmarks/walk.py [PATH...]        (in a folder that `make run` has filled)

Asked through Django's test client, past the page cache: "warm" is a page that was read before in this generation,
"first" the first visit after a change. Named is what is called again of the same object with the same arguments. A
property that hands on a field, or a value that is kept, is no work: look before you mend.
"""

import os
import sys
from collections import Counter
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[2]
PATHS = ("/kegiatan/rapat-koordinasi-2024/", "/kekerasan/seksual/", "/materi/", "/cari/?q=bantuan")
ROOMS = tuple(f"{ROOT / name}/" for name in ("publishing", "resources", "campaigns", "home", "site"))
MOST_NAMED = 12
PLAIN = (str, int, float, bytes, tuple, type(None))


class Walk:
    """Follows each call into our own files."""

    def __init__(self) -> None:
        self.files: list[str] = []
        self.moves = self.calls = 0
        self.same: Counter[tuple] = Counter()
        self.held: list[object] = []  # so that no object gets the number of one that is gone

    def __call__(self, frame: FrameType, event: str, _value: object) -> None:
        code = frame.f_code
        if event != "call" or not code.co_filename.startswith(ROOMS) or code.co_name.startswith("<"):
            return
        self.calls += 1
        if not self.files or self.files[-1] != code.co_filename:
            self.files.append(code.co_filename)
            self.moves += 1
        given = [frame.f_locals.get(name) for name in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]]
        self.held += given
        told = tuple(value if type(value) in PLAIN and _is_hashable(value) else id(value) for value in given)
        self.same[code.co_filename.removeprefix(f"{ROOT}/"), code.co_qualname, told] += 1


def _is_hashable(value: object) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True


def main(paths: list[str]) -> None:
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "suluah.settings.local")
    import django

    django.setup()
    from django.test import Client

    from publishing.pages import generation

    client = Client(HTTP_HOST="localhost", HTTP_ACCEPT_ENCODING="gzip")
    for path in paths:
        client.get(path)
        for visit in ("warm", "first"):
            if visit == "first":
                generation.renew()
            walk = Walk()
            sys.setprofile(walk)
            client.get(path)
            sys.setprofile(None)
            print(f"{path} {visit}: {len(set(walk.files))} files, {walk.moves} moves, {walk.calls} calls")
            for (file, name, _given), times in walk.same.most_common(MOST_NAMED):
                if times > 1:
                    print(f"    {times} times {file}: {name}")


if __name__ == "__main__":
    main(sys.argv[1:] or list(PATHS))
