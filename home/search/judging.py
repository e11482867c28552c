"""How good the search is: queries of real people against the pages that are right for them."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from home.search.results import Results

NEAR = 3  # of the first three results, one has to be right


@dataclass(frozen=True)
class Judged:
    kind: str
    query: str
    right: frozenset[str]  # addresses; tel: for a help point
    card: str


@dataclass
class Verdict:
    """Of the queries of one kind."""

    asked: int = 0
    first: int = 0
    near: int = 0
    nothing: int = 0
    cards: int = 0
    cards_shown: int = 0
    failures: list[str] = field(default_factory=list)


def read_judged(path: Path) -> Iterator[Judged]:
    """Lines of kind, query, right addresses, card, with tabs between; those that begin with # are none."""
    for line in path.read_text().splitlines():
        if line and not line.startswith("#"):
            kind, query, right, card = line.split("\t")
            yield Judged(kind, query, frozenset(right.split()), card)


def judge(judged: list[Judged], search: Callable[[str], Results], card_of: Callable[[str], str]) -> dict[str, Verdict]:
    """`search` gives the results of a query, `card_of` the name of the card above them. One verdict a kind."""
    verdicts: dict[str, Verdict] = defaultdict(Verdict)
    for one in judged:
        verdict, results = verdicts[one.kind], search(one.query)
        verdict.asked += 1
        verdict.nothing += not len(results)
        urls = [result.url for result in results.pages]
        by_phone = any(f"tel:{point.tel}" in one.right for point in results.points)
        place = next((n for n, url in enumerate(urls) if url in one.right), len(urls))
        verdict.first += by_phone or (place == 0 and bool(urls))
        if by_phone or (place < min(NEAR, len(urls))):
            verdict.near += 1
        else:
            verdict.failures.append(f"{one.query!r}: {' '.join(urls[:NEAR]) or 'nothing'}; right: {min(one.right)}")
        if one.card:
            verdict.cards += 1
            shown = card_of(one.query)
            verdict.cards_shown += shown == one.card
            if shown != one.card:
                verdict.failures.append(f"{one.query!r}: card {shown or 'none'} instead of {one.card}")
    return dict(verdicts)


def table(verdicts: dict[str, Verdict]) -> str:
    """The verdicts in percent, a line a kind and one for all, and the failures below."""
    everything = Verdict(
        *(sum(getattr(v, name) for v in verdicts.values()) for name in
          ("asked", "first", "near", "nothing", "cards", "cards_shown"))
    )  # fmt: skip
    lines = [f"{'kind':12}{'queries':>8}{'first':>9}{f'first {NEAR}':>9}{'nothing':>9}{'cards':>10}"]
    for kind, v in [*verdicts.items(), ("all", everything)]:
        shares = "".join(f"{100 * number / v.asked:8.1f}%" for number in (v.first, v.near, v.nothing))
        lines.append(f"{kind:12}{v.asked:8}{shares}{f'{v.cards_shown}/{v.cards}':>10}")
    return "\n".join([*lines, *(f"  {kind}: {failure}" for kind, v in verdicts.items() for failure in v.failures)])
