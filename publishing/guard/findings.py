"""What a rule found: where in the text, of what kind, how grave, and masked."""

from dataclasses import dataclass

STOP, ASK = "stop", "ask"

NIK, CARD, PHONE = "nik", "card", "phone"
NAME, CHILD, PARENTS, ADDRESS, SMALL_TOWN = "name", "child", "parents", "address", "small_town"
EMAIL, ACCOUNT = "email", "account"
KINDS = {
    NIK: STOP,
    CARD: STOP,
    PHONE: STOP,
    NAME: ASK,
    CHILD: ASK,
    PARENTS: ASK,
    ADDRESS: ASK,
    SMALL_TOWN: ASK,
    EMAIL: ASK,
    ACCOUNT: ASK,
}
_DOTS = "•" * 11  # always as many: the mask does not tell the length


@dataclass(frozen=True)
class Finding:
    """
    One finding of the guard.

    `start` and `end` are offsets in the text as it was given (`text[start:end]`), whatever was normalised before.
    `masked` may be shown, mailed and logged; the found text itself may not. `reason` and `advice` are keys of
    publishing.guard.words. `may_be_lifted` is False for what no second person may let through: a NIK beside a person
    of a case.
    """

    start: int
    end: int
    kind: str
    level: str
    masked: str
    reason: str
    advice: str
    may_be_lifted: bool = True


def masked_number(digits: str) -> str:
    """13•••••••••••01"""
    return f"{digits[:2]}{_DOTS}{digits[-2:]}"


def masked_words(words: str) -> str:
    """Siti Aminah -> S••• •••, AB -> •••: enough for the writer to know which; initials would tell others."""
    first, *rest = words.split()[:5]
    return " ".join([f"{first[0] if len(first) > 3 else ''}•••", *("•••" for _word in rest)])


def masked_email(address: str) -> str:
    """siti@gmail.com -> s•••@gmail.com"""
    name, _, host = address.partition("@")
    return f"{name[:1]}•••@{host}"
