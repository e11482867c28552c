from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _


class ChoicesField(models.CharField):
    """
    Several of a field's choices, stored between commas: ",adat,keluarga,".

    Each can be asked for in any database, without a table in between: `audiences__contains=",adat,"`.
    """

    def from_db_value(self, value: str | None, expression, connection) -> list[str]:
        return self.to_python(value)

    def to_python(self, value: object) -> list[str]:
        if isinstance(value, str):
            return [part for part in value.split(",") if part]
        return list(value or [])

    def get_prep_value(self, value: object) -> str:
        if isinstance(value, str):  # what a query looks for
            return value
        return f",{','.join(value)}," if value else ""

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))

    def validate(self, value: list[str], model_instance: models.Model | None) -> None:
        if not value and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")
        if unknown := set(value) - {key for key, _label in self.flatchoices}:
            raise ValidationError(
                _("%(value)s is none of the choices."), code="invalid_choice", params={"value": ", ".join(unknown)}
            )

    def formfield(self, **kwargs) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=self.choices,
            required=not self.blank,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )
