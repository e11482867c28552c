"""Kelurahan, nagari and kecamatan by name, read from the reference data once: for whoever has no database."""

import json
from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).parent / "data" / "places.json"
# The nagari of the city that the data file does not hold, for their kelurahan have no source.
MORE_NAGARI = (
    "Koto Nan Gadang", "Koto Nan Ampek", "Limbukan", "Aur Kuning", "Aia Tabik", "Payobasung", "Sungai Durian",
    "Lampasi", "Koto Panjang Lampasi",
)  # fmt: skip
# How Minangkabau names are written in Indonesian.
SPELLINGS = (("uah", "uh"), ("uang", "ung"), ("Parik", "Parit"), ("Aie", "Air"), ("Kapalo", "Kepala"))


def names() -> list[str]:
    """The names of campaigns/data/places.json and the other nagari, each also as Indonesian spells it."""
    return list(dict.fromkeys(spelling for name in _official() for spelling in _spellings(name)))


def _official() -> Iterator[str]:
    data = json.loads(DATA.read_text(encoding="utf-8"))
    for district in data["districts"]:
        yield district["name"]
        yield from (village["name"] for village in district["villages"])
    yield from (nagari["name"] for nagari in data["nagari"]["list"])
    yield from MORE_NAGARI


def _spellings(name: str) -> Iterator[str]:
    yield name
    for ours, theirs in SPELLINGS:
        name = name.replace(ours, theirs)
    yield name
