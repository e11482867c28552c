"""From a query to what is found, best first: the same on every database, because no database ranks."""

import logging
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from math import log

from django.apps import apps
from django.db import DatabaseError, connections
from django.utils import timezone

from publishing.pages.models import SitePage
from publishing.search.memory import Entry, Memory, Segment, memory
from publishing.search.query import MOST_MENDED, Asked, Concept, asked
from publishing.search.spelling import Words
from publishing.search.stems import stem
from publishing.search.taught import Stems, Taught, taught
from publishing.search.words import SOFT, plain_words

# What makes a place among all results, beside the words themselves.
WHOLE_TITLE, ALL_OF_TITLE = 2.0, 0.6  # the title is the query; how much more where all of the title is asked for
SHARED_STOP = 0.08  # and for each word without weight that both have
# Words ask for a group (poster, kegiatan): an entry of it that bears such a word, another of it, one of other groups.
BEARS, ASKED_FOR, NOT_ASKED_FOR = 4.0, 2.2, 0.7
NAMED = 60  # the weight of a word from which on an entry bears it
SOFTLY = 0.4  # what a word of SOFT counts
OVER = 0.85  # of a session that is over
MISSING = 2.0  # power of the share of the query that an entry has
MOST_GUESSES = 3
MOST_WEIGHED = 500  # of many hits, those whose titles and groups are looked at
ENOUGH = 1500  # entries that have rare words of the query: those that have only the common ones are not looked for


logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Hit:
    entry: Entry
    score: float
    is_whole: bool  # it has all that is asked for, but what nothing has


@dataclass
class Answer:
    """What was understood, and what was found."""

    asked: Asked
    hits: list[Hit] = field(default_factory=list)
    # What an extract marks: the words that were typed, and those that mean them in one word.
    stems: frozenset[str] = frozenset()
    guesses: list[str] = field(default_factory=list)  # other queries, where nothing was found
    missing: list[str] = field(default_factory=list)  # words of the query that nothing has and nobody taught


def make_ready() -> None:
    """
    Read all that a search needs, before the server divides into processes.

    A database that does not answer yet is no reason not to start: then the first search reads it.
    """
    try:
        known, learnt = memory(), taught()
        _ = known.by_bones, learnt.danger_stems, learnt.single_meanings, _words_for_groups()
    except DatabaseError:
        logger.warning("The search could not be read at the start.")
    finally:
        connections.close_all()


def find(query: str, *, groups: Collection[str] = (), exactly: bool = False, most: int = MOST_WEIGHED) -> Answer:
    """
    What everybody may open and what `query` (any text) asks for, best first; of these `groups` only, if any.

    About `most` of them at most.

    Who shows hits asks once more whether their pages are open: the index is as old as the generation.
    """
    known, learnt = memory(), taught()
    question = asked(query, known, learnt, exactly)
    words = Words(known, learnt)
    answer = Answer(question, missing=[word for word in question.words if not words.has(word)])
    if question.concepts:
        answer.hits, answer.stems = _ranked(question, known, learnt, groups, most)
    if not answer.hits and not exactly:
        answer.guesses = _guesses(question, known, learnt)
        if len(answer.guesses) == 1:
            return _of_the_only_guess(answer, groups, most)
    return answer


def _of_the_only_guess(answer: Answer, groups: Collection[str], most: int) -> Answer:
    """ "lampasi" is a word of Indonesian, but nothing here has it, and only Lamposi looks like it."""
    guessed = find(answer.guesses[0], groups=groups, exactly=True, most=most)
    guessed.asked.corrected = answer.guesses[0]
    return guessed


def _ranked(
    question: Asked, known: Memory, learnt: Taught, groups: Collection[str], most: int
) -> tuple[list[Hit], frozenset]:
    concepts = question.concepts
    asked_stems, all_stems = {word for concept in concepts for word in concept.typed}, set(question.stems)
    asking = [groups_asked_for(concept.typed) for concept in concepts]
    wanted_groups, now = set().union(*asking), timezone.now()
    found, numbers = _looked_up(concepts, known)
    rarity = [
        log(1 + (known.size + 1) / (1 + number)) * (SOFTLY if SOFT.issuperset(concept.typed) else 1)
        for concept, number in zip(concepts, numbers, strict=True)
    ]
    # A word that nothing has lowers nobody.
    asked_for = sum(worth for worth, number in zip(rarity, numbers, strict=True) if number) or 1.0
    scores: dict[Entry, float] = {}
    whole: set[Entry] = set()
    for (segment, gone), matches in zip(known.segments, found, strict=True):
        for score, place, is_whole in _best(segment, gone, matches, rarity, asked_for, groups, most):
            entry, favour = segment.entries[place], 1.0
            if is_whole:
                whole.add(entry)
            if wanted_groups:
                bears = any(
                    entry.group in wanted and match.get(place, 0) >= NAMED
                    for wanted, match in zip(asking, matches, strict=True)
                )
                favour = BEARS if bears else ASKED_FOR if entry.group in wanted_groups else NOT_ASKED_FOR
                favour *= 100 / entry.weight if entry.group in wanted_groups else 1
            scores[entry] = score * favour * _favour(entry, asked_stems, all_stems, now)
    _prefer_chosen(scores, asked_stems, all_stems, known, learnt, wanted_groups, groups)
    ordered = sorted(scores.items(), key=lambda pair: (-round(pair[1], 3), pair[0].title, pair[0].pk))
    marks = frozenset(
        word
        for concept, number in zip(concepts, numbers, strict=True) if number
        for phrase in (concept.typed, *(phrase for phrase in concept.phrases if len(phrase) == 1)) for word in phrase
    )  # fmt: skip
    return [Hit(entry, score, entry in whole) for entry, score in ordered], marks


def _looked_up(concepts: list[Concept], known: Memory) -> tuple[list[list[dict[int, float]]], list[int]]:
    """
    For each segment and concept: places, and how well the best phrase of the concept stands there. And how many
    entries have each concept, or nearly so.

    The rarest first: once enough entries have one of them, a common word alone brings no others in.
    """
    sizes = [sum(min(known.frequency(word) for word in phrase) for phrase in concept.phrases) for concept in concepts]
    rarest_first = sorted(range(len(concepts)), key=sizes.__getitem__)
    found: list[list[dict[int, float]]] = []
    numbers = [0] * len(concepts)
    for segment, _gone in known.segments:
        matches: list[dict[int, float]] = [{} for _concept in concepts]
        pool: set[int] = set()
        for number in rarest_first:
            is_full = len(pool) >= ENOUGH
            matches[number] = _matches(concepts[number], segment, pool if is_full else None)
            if is_full:
                numbers[number] = min(sizes[number], known.size)
            else:
                numbers[number] += len(matches[number])
                pool.update(matches[number])
        found.append(matches)
    return found, numbers


def _matches(concept: Concept, segment: Segment, within: set[int] | None) -> dict[int, float]:
    best: dict[int, float] = {}
    for phrase, counts in concept.phrases.items():
        there = _together(phrase, segment.postings)
        if within is not None:
            there = {place: there[place] for place in within & there.keys()}
        if not best:
            best = there if counts == 1 else {place: weight * counts for place, weight in there.items()}
            continue
        for place, weight in there.items():
            if weight * counts > best.get(place, 0):
                best[place] = weight * counts
    return best


def _best(
    segment: Segment, gone: set[int], matches: list[dict[int, float]], rarity: list[float], asked_for: float,
    groups: Collection[str], most: int,
) -> list[tuple[float, int, bool]]:  # fmt: skip
    """
    (score, place, whether it has all that is asked for) of the entries whose words fit best, before their titles and
    groups are looked at.
    """
    sums: dict[int, float] = {}
    shares: dict[int, float] = {}
    for worth, match in zip(rarity, matches, strict=True):
        for place, weight in match.items():
            sums[place] = sums.get(place, 0.0) + worth * weight
            shares[place] = shares.get(place, 0.0) + worth
    entries = segment.entries
    all_of_it = asked_for - 0.001  # they are sums of fractions
    scored = [
        (total * (shares[place] / asked_for) ** MISSING * entries[place].weight, place, shares[place] > all_of_it)
        for place, total in sums.items()
        if place not in gone and (not groups or entries[place].group in groups)
    ]
    return sorted(scored, reverse=True)[:most]


def _favour(entry: Entry, stems: set[str], all_stems: set[str], now: datetime) -> float:
    """For its title, and against what is over."""
    titled, favour = entry.title_stems, 1.0
    if titled:
        favour = WHOLE_TITLE if titled == stems else 1 + ALL_OF_TITLE * len(titled & stems) / len(titled)
    favour += SHARED_STOP * len(entry.title_stops & all_stems)
    if entry.ends_at and entry.ends_at < now:
        favour *= OVER
    return favour


def _together(phrase: Stems, postings: dict) -> dict[int, int]:
    """The places that have all stems of a phrase, each with the weight of the one that says least there."""
    found: dict[int, int] | None = None
    for word in sorted(set(phrase), key=lambda word: len(postings[word][0]) if word in postings else 0):
        if word not in postings:
            return {}
        here = dict(zip(*postings[word], strict=True))
        if found is None:
            found = here
        else:
            found = {place: min(weight, here[place]) for place, weight in found.items() if place in here}
    return found or {}


def _prefer_chosen(
    scores: dict[Entry, float], stems: set[str], all_stems: set[str], known: Memory, learnt: Taught,
    wanted: set[str], groups: Collection[str],
) -> None:  # fmt: skip
    """A page that the office chose for all of the words comes first; for some of them, as far as they reach."""
    top = max(scores.values(), default=1.0)
    shares: dict[tuple[int, str], float] = {}
    for phrase, page, route in learnt.answers:
        if phrase <= all_stems:
            share = min(1.0, len(phrase) / max(1, len(stems)))
            shares[page, route] = max(shares.get((page, route), 0.0), share)
    for (page, route), share in shares.items():
        for segment, gone in known.segments:
            for place in segment.places_of.get(page, ()):
                entry = segment.entries[place]
                if entry.route == route and place not in gone and (not groups or entry.group in groups):
                    factor = NOT_ASKED_FOR if wanted and entry.group not in wanted else 1.0
                    scores[entry] = max(scores.get(entry, 0.0), top * factor * (0.5 + 0.55 * share))


@cache
def _words_for_groups() -> dict[str, set[str]]:
    """The stems by which people ask for a kind of page, as its class says them; to the groups of these."""
    made: dict[str, set[str]] = {}
    for model in apps.get_models():
        if issubclass(model, SitePage):
            for group, words in model.asked_for_by.items():
                for word in plain_words(words):
                    made.setdefault(stem(word), set()).add(str(group))
    return made


def groups_asked_for(stems: Iterable[str]) -> set[str]:
    words = _words_for_groups()
    return {group for word in stems for group in words.get(word, ())}


def _guesses(question: Asked, known: Memory, learnt: Taught) -> list[str]:
    """The query with one of its words replaced by one that looks like it and is found."""
    guesses, words = [], Words(known, learnt)
    for place, word in enumerate(question.words[:MOST_MENDED]):
        if word.isalpha() and stem(word) not in known:
            likely = [other for other in words.alike(word) if stem(other) in known][:MOST_GUESSES]
            guesses += [" ".join([*question.words[:place], other, *question.words[place + 1 :]]) for other in likely]
    return guesses[:MOST_GUESSES]
