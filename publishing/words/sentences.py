"""Where the sentences of a text begin and end."""

import re

_END = re.compile(r"\n+|[.!?]+[\"')\]]*(?=\s|$)")
_ABBREVIATED = re.compile(
    r"\b(?:jl|jln|gg|no|kel|kec|kab|dr|drs|dra|ns|dt|st|hj|rt|rw|sdr|sdri|ny|tn|nn|an|bpk|tgl|thn|th|hal|prof|ir|mrs|"
    r"mr|"
    r"s\.d|a\.n|[a-z])$",
    re.IGNORECASE,
)


def sentences(text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence, in order and without gaps. The end of a line ends one too."""
    spans, start = [], 0
    for found in _END.finditer(text):
        if found[0] == "." and _ABBREVIATED.search(text, max(found.start() - 5, 0), found.start()):
            continue
        spans.append((start, found.end()))
        start = found.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans
