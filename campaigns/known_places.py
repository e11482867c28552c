"""Kelurahan and nagari by name, read from the reference data once: for whoever must know them without a database."""

import json
from pathlib import Path

DATA = Path(__file__).parent / "data" / "places.json"


def names() -> list[str]:
    """The names of all kelurahan and nagari in campaigns/data/places.json."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    villages = [village["name"] for district in data["districts"] for village in district["villages"]]
    return villages + [nagari["name"] for nagari in data["nagari"]["list"]]
