"""Fields of models and forms for phone numbers: what people write goes in, one form is kept."""

import re
from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from publishing.words import phones
from publishing.words.unreadable import Unreadable

KEPT_WHATSAPP = re.compile(r"[1-9][0-9]{7,14}")


class AsTyped(str):
    """What somebody typed, shown again as it is."""

    __slots__ = ()


class PhoneFormField(forms.CharField):
    """Gives the number in the form in which it is kept; `reader` raises Unreadable, told at the field."""

    reader: Callable[[str], str] = staticmethod(phones.phone)

    def __init__(self, *, max_length: int | None = None, **kwargs) -> None:
        super().__init__(**kwargs)  # `max_length` is that of the kept form

    def to_python(self, value: object) -> str:
        return _read(self.reader, super().to_python(value))

    def widget_attrs(self, widget: forms.Widget) -> dict:
        return super().widget_attrs(widget) | {"inputmode": "tel"}


class WhatsAppFormField(PhoneFormField):
    reader = staticmethod(phones.whatsapp)

    def bound_data(self, data: object, initial: object) -> object:
        return AsTyped(data) if isinstance(data, str) else data

    def prepare_value(self, value: object) -> object:
        """What is kept, as people write it."""
        kept = isinstance(value, str) and not isinstance(value, AsTyped) and KEPT_WHATSAPP.fullmatch(value)
        return phones.shown_whatsapp(value) if kept else value


class PhoneField(models.CharField):
    def clean(self, value: object, model_instance: models.Model | None) -> str:
        return super().clean(_read(phones.phone, self.to_python(value)), model_instance)

    def formfield(self, **kwargs) -> forms.Field:
        return super().formfield(**{"form_class": PhoneFormField, **kwargs})


class WhatsAppField(models.CharField):
    def clean(self, value: object, model_instance: models.Model | None) -> str:
        number = self.to_python(value) or ""
        if not KEPT_WHATSAPP.fullmatch(number):
            number = _read(phones.whatsapp, number)
        return super().clean(number, model_instance)

    def formfield(self, **kwargs) -> forms.Field:
        return super().formfield(**{"form_class": WhatsAppFormField, **kwargs})


def _read(reader: Callable[[str], str], value: str | None) -> str:
    if not value:
        return ""
    try:
        return reader(value)
    except Unreadable as unreadable:
        raise ValidationError(str(unreadable), code=unreadable.code) from unreadable
