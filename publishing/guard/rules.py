"""The guard's door for a text: everything that is found in it, in the order of the text."""

from collections.abc import Collection, Iterable

from publishing.guard.digits import digits_of, with_plain_digits
from publishing.guard.findings import KINDS, Finding, masked_number
from publishing.guard.normalise import normalise
from publishing.guard.numbers import canonical, numbers


def check(text: str, verified: Iterable[str] = (), officials: Collection[str] = ()) -> list[Finding]:
    """
    What must not, or not without a reason, become public with this text, in the order of the text.

    `text` is plain text or HTML. `verified` are phone numbers that may stand there, however written. `officials` are
    names that are public by the person's role (the speakers of the page at hand): they are never found.
    Takes time linear in the length of the text and never raises.
    """
    normal = normalise(text)
    plain = with_plain_digits(normal.text)
    findings = []
    for number in numbers(plain, digits_of(plain), frozenset(map(canonical, verified))):
        masked = masked_number(number.digits)
        findings.append(
            Finding(
                *normal.place(number.start, number.end),
                kind=number.kind,
                level=KINDS[number.kind],
                masked=masked,
                reason=number.kind,
                advice=number.kind,
                may_be_lifted=not number.beside_a_person,
            )
        )
    return sorted(findings)
