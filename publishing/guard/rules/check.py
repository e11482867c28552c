"""The guard's door for a text: everything that is found in it, in the order of the text."""

import re
from collections.abc import Collection, Iterable, Iterator
from operator import itemgetter

from publishing.guard.findings import CHILD, KINDS, STOP, Finding, masked_email, masked_number, masked_words
from publishing.guard.rules.accounts import accounts
from publishing.guard.rules.addresses import addresses, emails
from publishing.guard.rules.digits import digits_of, with_plain_digits
from publishing.guard.rules.normalise import Normalised, normalise
from publishing.guard.rules.numbers import numbers
from publishing.guard.rules.people import People
from publishing.guard.rules.small_town import small_town
from publishing.words.phones import domestic
from publishing.words.sentences import sentences

_LETTER = re.compile(r"[^\W\d_]")


def check(text: str, verified: Iterable[str] = (), officials: Collection[str] = ()) -> list[Finding]:
    """
    What must not, or not without a reason, become public with this text, in the order of the text.

    `text` is plain text or HTML. `verified` are phone numbers (and e-mail addresses) that may stand there, however
    written. `officials` are names that are public by the person's role (the speakers of the page at hand): they are
    never found. Names of kelurahan and nagari are those of publishing.guard.rules.places.

    Takes time linear in the length of the text and never raises.
    """
    normal = normalise(text)
    found = {}
    for finding in (*_stops(normal, verified), *_asks(normal, verified, officials)):
        found.setdefault((finding.start, finding.end, finding.kind), finding)
    stopped = 0  # as far as a number that stops reaches
    result = []
    for _place, finding in sorted(found.items(), key=itemgetter(0)):
        if finding.level == STOP:
            stopped = max(stopped, finding.end)
        elif finding.end <= stopped:
            continue
        result.append(finding)
    return result


def _stops(normal: Normalised, verified: Iterable[str]) -> Iterator[Finding]:
    plain = with_plain_digits(normal.text)
    known = frozenset(domestic(number) for number in verified if "@" not in number)
    for number in numbers(plain, digits_of(plain), known):
        place = normal.place(number.start, number.end)
        yield _finding(number.kind, place, masked_number(number.digits), may_be_lifted=not number.beside_a_person)


def _asks(normal: Normalised, verified, officials) -> Iterator[Finding]:
    text = normal.text
    if not _LETTER.search(text):
        return
    persons = list(People(text, officials).found())
    for person in persons:
        yield _finding(person.kind, normal.place(person.start, person.end), masked_words(person.words))
    spans = sentences(text)
    named = sorted(person.start for person in persons if person.kind != CHILD)
    for detail in (*addresses(text, spans), *accounts(text, spans), *small_town(text, spans, named)):
        yield _finding(detail.kind, normal.place(detail.start, detail.end), masked_words(detail.words))
    own = frozenset(address.lower() for address in verified if "@" in address)
    for detail in emails(text, own):
        yield _finding(detail.kind, normal.place(detail.start, detail.end), masked_email(detail.words))


def _finding(kind: str, place: tuple[int, int], masked: str, may_be_lifted: bool = True) -> Finding:
    return Finding(*place, kind, KINDS[kind], masked, reason=kind, advice=kind, may_be_lifted=may_be_lifted)
