"""
The guard: what may not become public, because it would tell who a victim or a child of a case is.

`check` is its door for a text. Its rules are plain Python and know nothing of pages; the words for editors stand in
`words`, the phone numbers that somebody verified in `verified`.
"""

from publishing.guard.findings import ASK, KINDS, STOP, Finding
from publishing.guard.names import may_be_called
from publishing.guard.rules import check

__all__ = ["ASK", "KINDS", "STOP", "Finding", "check", "may_be_called"]
