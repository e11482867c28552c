"""A draft may be half written; what is published may not, and its address may have been taken meanwhile."""

from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.text import capfirst


class Unfit(ValidationError):
    """A version lacks something, or contradicts what is stored. The messages name the fields, as editors see them."""

    def __init__(self, version: models.Model, error: ValidationError) -> None:
        self.record = version
        super().__init__(
            [
                message if name == NON_FIELD_ERRORS else f"{_label(version, name)}: {message}"
                for name, messages in error.message_dict.items()
                for message in messages
            ]
        )


def refuse_unfit(version: models.Model) -> None:
    """Raises Unfit."""
    try:
        version.full_clean()
    except ValidationError as error:
        raise Unfit(version, error) from error


def _label(version: models.Model, name: str) -> str:
    try:
        return capfirst(str(version._meta.get_field(name).verbose_name))
    except FieldDoesNotExist:
        return name
