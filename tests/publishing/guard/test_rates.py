"""How often the publish guard is right about the judged texts beside this file (README.md tells how they were made)."""

from functools import cache
from pathlib import Path

import pytest

from publishing.guard import check

HERE = Path(__file__).parent
ORDER = {"none": 0, "ask": 1, "stop": 2}


def rows(name):
    """The cells of each line. Lines end at a line feed alone, for texts may hold what `splitlines` ends a line at."""
    return [line.split("\t") for line in (HERE / name).read_text(encoding="utf-8").split("\n") if line]


@cache
def verified():
    return frozenset(number for number, _whose in rows("verified.tsv"))


def level(text):
    return max((finding.level for finding in check(text, verified=verified())), key=ORDER.get, default="none")


@cache
def answers(wanted):
    """id -> level the guard gave; `wanted` is "harmless", or the level of the leaks to look at."""
    if wanted == "harmless":
        return {name: level(text) for name, text in rows("harmless.tsv")}
    return {name: level(text) for name, needed, _kind, text in rows("leaks.tsv") if needed == wanted}


def failing(wanted, is_wrong):
    """(ids of wrong answers, their share of all)."""
    given = answers(wanted)
    wrong = [name for name, found in given.items() if is_wrong(found)]
    print(f"{wanted}: {len(wrong)} of {len(given)} wrong ({len(wrong) / len(given):.1%}):", *wrong)
    return wrong, len(wrong) / len(given)


@pytest.mark.parametrize(("level_needed", "most_missed"), [("stop", 0.02), ("ask", 0.15)])
def test_leaks_are_found(level_needed, most_missed):
    wrong, share = failing(level_needed, lambda found: ORDER[found] < ORDER[level_needed])
    assert share <= most_missed, wrong


@pytest.mark.parametrize(("level_given", "most"), [("stop", 0.01), ("ask", 0.03)])
def test_harmless_texts_pass(level_given, most):
    wrong, share = failing("harmless", lambda found: found == level_given)
    assert share <= most, wrong


def test_the_set_keeps_its_size_and_its_form():
    leaks, harmless = rows("leaks.tsv"), rows("harmless.tsv")
    assert all(len(row) == 4 for row in leaks)
    assert all(len(row) == 2 for row in harmless)
    assert {row[1] for row in leaks} == {"stop", "ask"}
    assert min(sum(row[1] == wanted for row in leaks) for wanted in ("stop", "ask")) >= 270
    assert len(harmless) >= 1050
    names = [row[0] for row in leaks + harmless]
    texts = [row[-1].strip() for row in leaks + harmless]
    assert len(set(names)) == len(names)
    assert len(set(texts)) == len(texts)
    assert all(texts)
