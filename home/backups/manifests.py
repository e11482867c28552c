"""What a backup says of itself, before anything of it is believed."""

from typing import Any

FOLDERS = ("media/", "private/")


def is_whole(manifest: dict[str, Any]) -> bool:
    """
    Whether it has everything that a restore reads, of the kind that it is read as.

    No name in it leads out of the folders that a backup has.
    """
    migrations, tables, entries = (manifest.get(part) for part in ("migrations", "tables", "entries"))
    return (
        _is_list(migrations, lambda pair: _is_list(pair, _is_text) and len(pair) == 2)
        and isinstance(tables, dict)
        and isinstance(entries, dict)
        and all(_is_table(table) and f"tables/{label}.jsonl" in entries for label, table in tables.items())
        and all(map(_is_entry, entries, entries.values()))
    )


def _is_table(table: Any) -> bool:
    return isinstance(table, dict) and _is_list(table.get("columns"), _is_text) and _is_count(table.get("rows"))


def _is_entry(name: str, about: Any) -> bool:
    if not isinstance(about, dict) or not _is_count(about.get("size")) or not _is_text(about.get("sha256")):
        return False
    if name.startswith("tables/"):
        return True
    leads_out = not {"", ".", ".."}.isdisjoint(name.split("/"))
    return name.startswith(FOLDERS) and not leads_out and isinstance(about.get("modified_ns"), int)


def _is_list(value: Any, is_one) -> bool:
    return isinstance(value, list) and all(map(is_one, value))


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and value >= 0
