"""Findings as the errors of a form: each at its field, and within a text at its block."""

from collections import defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from wagtail.blocks.list_block import ListBlockValidationError, ListValue
from wagtail.blocks.stream_block import StreamBlockValidationError, StreamValue
from wagtail.blocks.struct_block import StructBlockValidationError, StructValue
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlockValidationError

from publishing.guard.texts import Place


def error_at(value: object, told: Iterable[tuple[Place, str]]) -> ValidationError:
    """The messages of `told` at their places within `value`, in the form that Wagtail's blocks show."""
    told = list(told)
    here = [message for place, message in told if not place]
    below: dict[str | int, list[tuple[Place, str]]] = defaultdict(list)
    for place, message in told:
        if place:
            below[place[0]].append((place[1:], message))
    match value:
        case StreamValue():
            return StreamBlockValidationError(
                {at: error_at(value[at].value, rest) for at, rest in below.items()}, non_block_errors=here
            )
        case ListValue():
            return ListBlockValidationError(
                {at: error_at(value[at], rest) for at, rest in below.items()}, non_block_errors=here
            )
        case StructValue():
            return StructBlockValidationError(
                {at: error_at(value[at], rest) for at, rest in below.items()}, non_block_errors=here
            )
        case TypedTable():
            return _in_table(value, below)
    return ValidationError(list(dict.fromkeys(message for _place, message in told)))


def _in_table(table: TypedTable, below: dict[str | int, list[tuple[Place, str]]]) -> ValidationError:
    cells: dict[int, dict[int, ValidationError]] = {}
    around = []
    for row, told in below.items():
        if isinstance(row, str):  # its caption and the heads of its columns
            around += [message for _place, message in told]
            continue
        for column in {place[0] for place, _message in told}:
            here = [(place[1:], message) for place, message in told if place[0] == column]
            cells.setdefault(row, {})[column] = error_at(table.row_data[row]["values"][column], here)
    return TypedTableBlockValidationError(cells, non_block_errors=around)
