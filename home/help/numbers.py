"""The phone numbers that texts may name: those of help points and task forces that readers see."""

from home.help.models import HelpPoint, TaskForce
from publishing.pages.generation import cache_for_generation


def verified_numbers() -> frozenset[str]:
    """As they are kept. Read once a generation: a number that is no longer shown may no longer stand in a new text."""
    return cache_for_generation("verified numbers", _read)


def _read() -> frozenset[str]:
    rows = [
        row
        for model in (HelpPoint, TaskForce)
        for row in model.objects.shown().order_by().values_list("phone", "whatsapp")
    ]
    return frozenset(number for row in rows for number in row if number)
