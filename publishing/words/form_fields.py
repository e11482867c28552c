"""
Every form of the site and of the admin reads days, hours, numbers and text as people write them here.

Django asks for strptime patterns, which know neither "5 Desember 2026" nor a reason for a refusal, and Wagtail makes
many of its fields itself (publishing schedule, filters of lists and reports, blocks). So the fields' own classes are
taught: docs/decisions/0036-form-fields-are-taught.md.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from publishing.words import moments, numbers
from publishing.words.unreadable import Unreadable
from publishing.words.unseen import one_spaced, visible

ODD_SPACES = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def teach() -> None:
    """Once, when the site starts."""
    forms.DateField.to_python = day
    forms.DateTimeField.to_python = moment
    forms.DateTimeField.prepare_value = in_wib
    forms.TimeField.to_python = hour
    forms.IntegerField.to_python = _reading(numbers.whole, forms.IntegerField.to_python)
    for kind in (forms.FloatField, forms.DecimalField):
        kind.to_python = _reading(numbers.decimal, kind.to_python)
        kind.widget_attrs = number_attributes
    forms.IntegerField.widget_attrs = number_attributes
    forms.NumberInput.input_type = "text"  # a browser's number box takes "1.000" for one, and gives "1.200" away
    forms.CharField.to_python = _seen(forms.CharField.to_python)


def day(field: forms.DateField, value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return _read(field, moments.day, value)


def hour(field: forms.TimeField, value: object) -> time | None:
    return _read(field, moments.hour, value)


def moment(field: forms.DateTimeField, value: object) -> datetime | None:
    """What was typed is WIB, whatever the zone of the browser or of the user's profile."""
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)
    found = _read(field, moments.moment, value)
    if found is not None and timezone.is_naive(found):
        found = timezone.make_aware(found, timezone.get_default_timezone())
    return found


def in_wib(field: forms.DateTimeField, value: object) -> object:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.make_naive(value, timezone.get_default_timezone())
    return value


def number_attributes(field: forms.IntegerField, widget: forms.Widget) -> dict:
    """A keyboard of digits on phones; none where a minus may be needed, which such keyboards lack."""
    return {"inputmode": "numeric"} if field.min_value is not None and field.min_value >= 0 else {}


def _read(field: forms.Field, reader: Callable, value: object) -> object:
    if value in field.empty_values:
        return None
    if not isinstance(value, str):
        return value
    if not one_spaced(value):
        return None
    try:
        return reader(value)
    except Unreadable as unreadable:
        raise ValidationError(str(unreadable), code="invalid") from unreadable


def _reading(reader: Callable[[str], object], original: Callable) -> Callable:
    def to_python(field: forms.Field, value: object) -> object:
        return original(field, _read(field, reader, value))

    return to_python


def _seen(original: Callable) -> Callable:
    """Text without what nobody sees. Passwords, the only fields that are not stripped, stay as they were typed."""

    def to_python(field: forms.CharField, value: object) -> object:
        if isinstance(value, str) and field.strip:
            value = visible(value)
            if isinstance(field.widget, forms.TextInput):
                value = ODD_SPACES.sub(" ", value)
        return original(field, value)

    return to_python
