"""
What arrives in the editors' area and fits no form: parts are missing, since the page was sent before its scripts were
there, or numbers were changed on the way. Wagtail and Django take such a thing for a fault of the program.
"""

from django.core.exceptions import ValidationError
from django.db import DataError
from django.utils.datastructures import MultiValueDictKeyError

# Who reads what was sent: whatever fails right there failed at what was sent.
READERS = (
    "wagtail.blocks.",
    "wagtail.admin.forms.",
    "modelcluster.forms",
    "django.db.models.fields",
    "django.forms.",
    "uuid",
)


def is_odd(error: BaseException | None) -> bool:
    """Whether `error` came of what was sent, and not of the program."""
    if isinstance(error, MultiValueDictKeyError | DataError | OverflowError):
        return True
    if type(error) is ValidationError:  # those below it are refusals of ours
        return True
    return isinstance(error, ValueError | TypeError | AttributeError) and _innermost(error).startswith(READERS)


def _innermost(error: BaseException) -> str:
    """The name of the module in which it was raised."""
    traceback = error.__traceback__
    while traceback and traceback.tb_next:
        traceback = traceback.tb_next
    return traceback.tb_frame.f_globals.get("__name__", "") if traceback else ""
