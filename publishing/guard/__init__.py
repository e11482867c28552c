"""
The guard: what may not become public, because it would tell who a victim or a child of a case is.

`check` is its door for a text, `rules/` what it looks for. `gate` asks it for whatever readers come to see, `forms`,
`panels` and `while_writing` tell it to who writes. The words for editors stand in `words`, the phone numbers that
somebody verified in `verified`, what somebody confirmed in `confirmations`.
"""

from publishing.guard.findings import ASK, KINDS, STOP, Finding
from publishing.guard.rules.check import check
from publishing.guard.rules.names import may_be_called
from publishing.guard.rules.vocabulary import NAMES

__all__ = ["ASK", "KINDS", "NAMES", "STOP", "Finding", "check", "may_be_called"]
