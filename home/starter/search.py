"""What the search knows at first of how people speak: home/starter/search.toml."""

import tomllib
from pathlib import Path

from home.starter.ledger import Ledger
from publishing.models import ChosenAnswer, DangerWords, SameMeaning, SitePage


def load_search_words(ledger: Ledger, path: Path, pages: dict[str, SitePage]) -> None:
    """An answer whose page is not there (yet) waits for the next time."""
    entries = tomllib.loads(path.read_text())
    for model, name in ((SameMeaning, "same"), (DangerWords, "danger")):
        for entry in entries[name]:
            ledger.once(f"search-{name}:{entry['key']}", lambda model=model, entry=entry: _make(model, entry))
    for entry in entries["answer"]:
        if page := pages.get(entry["page"]):
            ledger.once(
                f"search-answer:{entry['key']}",
                lambda entry=entry, page=page: _make(ChosenAnswer, entry | {"page_id": page.pk}),
            )


def _make(model: type[SameMeaning | DangerWords | ChosenAnswer], entry: dict) -> None:
    row = model(**{name: _on_lines(value) for name, value in entry.items() if name not in {"key", "page"}})
    row.full_clean()
    row.save()


def _on_lines(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value
