"""
Wagtail's own exports through our writer.

Its reports and lists write commas without a byte order mark, times in UTC, and strangers' words as formulas. All of
them inherit two methods of one mixin and none overrides these, so they are replaced there (decision 43). A test walks
through every export of the admin, and would see one that goes its own way after an upgrade.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from django.dispatch import Signal
from django.http import StreamingHttpResponse
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from publishing.spreadsheets import writing

exported = Signal()  # with `request` and the `name` of the table, when one leaves the editors' area


def take_over() -> None:
    SpreadsheetExportMixin.write_csv_response = _write_csv_response
    SpreadsheetExportMixin.write_xlsx = _write_xlsx


def _write_csv_response(view: SpreadsheetExportMixin, queryset) -> StreamingHttpResponse:
    name = f"{view.get_filename()}.csv"
    exported.send(type(view), request=view.request, name=name)
    return writing.csv_stream(name, _headings(view, queryset), _rows(view, queryset, view.FORMAT_CSV))


def _write_xlsx(view: SpreadsheetExportMixin, queryset, output: BinaryIO) -> None:
    exported.send(type(view), request=view.request, name=f"{view.get_filename()}.xlsx")
    output.write(writing.xlsx(_headings(view, queryset), _rows(view, queryset, view.FORMAT_XLSX)))


def _headings(view: SpreadsheetExportMixin, queryset) -> list[str]:
    return [view.get_heading(queryset, field) for field in view.list_export]


def _rows(view: SpreadsheetExportMixin, queryset: Iterable, kind: str) -> Iterator[list]:
    """What a view makes of its own fields stays; what Wagtail makes of every value, such as hours in UTC, does not."""
    own = {field: ways[kind] for field, ways in view.custom_field_preprocess.items() if ways.get(kind)}
    for item in queryset:
        yield [own[field](value) if field in own else value for field, value in view.to_row_dict(item).items()]
