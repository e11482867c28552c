"""Words as they are spoken, in Minangkabau or in the slang of the young, as the Indonesian ones that they stand for."""

from collections.abc import Iterator

from publishing.search.words import listed


def _pairs(name: str) -> list[tuple[str, str]]:
    return [tuple(pair.split("=")) for pair in listed("spoken", name)]  # type: ignore[misc]


# "pukua" ends as "pukul" does, "takuik" as "takut"; what ends as in Indonesian stays.
_ENDINGS = [("", ""), *_pairs("endings")]
_SURE_ENDINGS = [(ends, written) for ends, written in _ENDINGS if len(ends) > len("ik")]
# How a word begins, how that is written, and with which letter its root began: mamukua, me + mukul, from pukul.
_BEGINNINGS = [("", "", ""), *((begins, *written.split("+")) for begins, written in _pairs("beginnings"))]
_AFTER = ["", *listed("spoken", "after")]
_LEAST = 3  # letters of a root
_VOWELS = frozenset("aeiou")


def written_forms(word: str, surely: bool = False) -> Iterator[tuple[str, str]]:
    """
    (what may be meant by `word` of `plain_words`, the root of that), nearest to what was typed first.

    `surely`: by endings only that Indonesian hardly has.
    """
    endings = _SURE_ENDINGS if surely else _ENDINGS
    for begins, prefix, first in _BEGINNINGS:
        if not word.startswith(begins):
            continue
        for after, written_after in _ends(word[len(begins) :]):
            for ends, written in endings:
                if not after.endswith(ends) or len(after) - len(ends) + len(written) < _LEAST:
                    continue
                root = f"{after[: len(after) - len(ends)]}{written}"
                for spelt in dict.fromkeys((root, _with_e(root))):
                    yield f"{prefix}{spelt}{written_after}", f"{first}{spelt}"


def _ends(rest: str) -> Iterator[tuple[str, str]]:
    """What stands before -an, -kan, -nya, and these as they are written."""
    for after in _AFTER:
        spoken, _, written = after.partition("=")
        if rest.endswith(spoken):
            yield rest[: len(rest) - len(spoken)], written or spoken


def _with_e(root: str) -> str:
    """ "kareh", "cakiak": the first a is an e in Indonesian."""
    place = next((n for n, letter in enumerate(root) if letter in _VOWELS), 0)
    return f"{root[:place]}e{root[place + 1 :]}" if root[place : place + 1] == "a" else root
