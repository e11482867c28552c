"""
Whether time tells who has an account: each question for one who has and for one who has not, in turns, and the medians.

    .venv/bin/python tests/benchmarks/accounts.py [turns]

A difference below the spread (half of the middle half of the runs) tells nothing to one who measures from outside.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

TURNS = int(sys.argv[1]) if len(sys.argv) > 1 else 15
PASSWORD = "surau gadang tepi air"


def make_people() -> tuple[str, str]:
    """An editor and a partner with addresses; the tokens of a link that was used and of none."""
    from django.contrib.auth.models import Group

    from publishing.accounts.links import AccountLink, new_token
    from publishing.models import User
    from resources.partners.models import Partner

    people = {}
    for name, group in (("ada-petugas", "Peninjau"), ("ada-mitra", "Mitra Adat")):
        people[name] = User.objects.create_user(name, f"{name}@contoh.invalid", PASSWORD)
        people[name].groups.add(Group.objects.get(name=group))
    Partner.objects.create(account=people["ada-mitra"], institution="KAN", invited_by=people["ada-petugas"])
    used = AccountLink.objects.make(people["ada-petugas"], by=None)
    AccountLink.objects.withdraw()
    return used, new_token()


def milliseconds(address: str, fields: dict) -> float:
    from django.test import Client

    from publishing.models import Attempt

    Attempt.objects.all().delete()  # limits are tested elsewhere
    browser, began = Client(), time.perf_counter()
    browser.post(address, fields)
    return (time.perf_counter() - began) * 1000


def main() -> None:
    os.environ["DATA_DIR"] = folder = tempfile.mkdtemp(prefix="suluah-bench-")
    os.environ |= {"DJANGO_SETTINGS_MODULE": "suluah.settings.local", "ALLOWED_HOSTS": "testserver"}
    os.environ |= {"DATABASE_URL": f"sqlite:///{folder}/suluah.sqlite3", "EMAIL_URL": "consolemail:"}
    import django

    django.setup()
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)
    used, never = make_people()
    new = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    questions = {
        "login of editors": [
            ("/admin/login/", {"username": n, "password": "salah"}) for n in ("ada-petugas", "tak-petugas")
        ],
        "login of partners": [("/mitra/", {"username": n, "password": "salah"}) for n in ("ada-mitra", "tak-mitra")],
        "forgotten, editors": [("/admin/lupa/", {"email": f"{n}-petugas@contoh.invalid"}) for n in ("ada", "tak")],
        "forgotten, partners": [("/mitra/lupa/", {"email": f"{n}-mitra@contoh.invalid"}) for n in ("ada", "tak")],
        "link that was used": [(f"/admin/undangan/{token}/", new) for token in (used, never)],
    }
    print(f"{'milliseconds':22}{'has one':>9}{'has none':>9}{'difference':>11}{'spread':>8}")
    for name, (known, unknown) in questions.items():
        milliseconds(*known)  # what is kept in memory
        runs: dict[bool, list[float]] = {True: [], False: []}
        for turn in range(2 * TURNS):
            first = turn % 4 in (0, 3)  # neither of them comes always after the other
            runs[first].append(milliseconds(*(known if first else unknown)))
        has, has_not = statistics.median(runs[True]), statistics.median(runs[False])
        low, _middle, high = statistics.quantiles(runs[True] + runs[False])
        print(f"{name:22}{has:9.1f}{has_not:9.1f}{has - has_not:11.1f}{(high - low) / 2:8.1f}", flush=True)


if __name__ == "__main__":
    main()
