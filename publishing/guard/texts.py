"""
Every text of a record that readers may come to see, each with the place where an editor finds it.

A field, a block or a child that is added to a model later is among them by itself: what is left out is listed here, and
a model names in `seen_by_editors_only` those of its fields that readers never see.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from taggit.managers import TaggableManager
from taggit.models import ItemBase
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.blocks.struct_block import StructValue
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.rich_text import RichText

from publishing.words.phone_fields import PhoneField, WhatsAppField

Place = tuple[str | int, ...]

# Wagtail's own: where a page lies in the tree, and what only editors see.
OF_EDITORS = {"path", "url_path", "draft_title", "file_hash"}
# Such a field holds a number that somebody stands for by entering it there.
NUMBERS = (PhoneField, WhatsAppField)


@dataclass(frozen=True)
class Text:
    """
    Words at a place: a field, then names and positions of the blocks or children in it.

    `label` says the same as the editors' screens do: "Text > 3 > Caption" with single angle marks.
    """

    place: Place
    label: str
    words: str

    def below(self, place: Place, label: str) -> "Text":
        return Text((*place, *self.place), f"{label} › {self.label}", self.words)


@dataclass(frozen=True)
class NotStored:
    """What a form has read and its record does not hold yet: tags by field, children with their positions."""

    tags: dict[str, list[str]] = field(default_factory=dict)
    children: dict[str, list[tuple[int, models.Model]]] = field(default_factory=dict)


def texts_of(record: models.Model, new: NotStored | None = None) -> Iterator[Text]:
    """All texts of `record` as it is in memory, and of what is `new`."""
    return (text for text in _all_of(record, new or NotStored()) if text.words.strip())


def _all_of(record: models.Model, new: NotStored) -> Iterator[Text]:
    hidden = OF_EDITORS.union(getattr(record, "seen_by_editors_only", ()))
    for part in record._meta.get_fields():
        if part.name in hidden:
            continue
        if isinstance(part, TaggableManager):
            names = new.tags[part.name] if part.name in new.tags else _tags(record, part)
            yield from (Text((part.name,), _label(part), name) for name in names)
        elif part.concrete and not part.many_to_many:
            yield from _of_field(record, part)
    if isinstance(record, AbstractDocument):
        yield Text(("words_inside",), _("Content"), record.words_inside)
    for relation in get_all_child_relations(type(record)):
        name, kind = relation.get_accessor_name(), relation.related_model
        if name in hidden or name.startswith("wagtail_") or issubclass(kind, ItemBase):
            continue
        children = new.children[name] if name in new.children else enumerate(getattr(record, name).all())
        for position, child in children:
            label = f"{capfirst(kind._meta.verbose_name)} {position + 1}"
            yield from (text.below((name, position), label) for text in texts_of(child))


def _tags(record: models.Model, part: TaggableManager) -> list[str]:
    can_be_asked = record.pk or hasattr(part, "_need_commit_after_assignment")
    return [tag.name for tag in getattr(record, part.name).all()] if can_be_asked else []


def _label(part: models.Field) -> str:
    return capfirst(str(part.verbose_name))


def _of_field(record: models.Model, part: models.Field) -> Iterator[Text]:
    place, label = (part.name,), _label(part)
    if isinstance(part, models.ForeignKey):
        is_chosen = getattr(record, part.attname) is not None  # a half-filled form has not chosen it yet
        if is_chosen and issubclass(part.related_model, (AbstractImage, AbstractDocument)):
            yield from _of_value(place, label, getattr(record, part.name))
    elif isinstance(part, models.FileField):
        yield Text(place, label, posixpath.basename(getattr(record, part.name).name or ""))
    elif part.editable and not part.choices and not isinstance(part, NUMBERS):
        yield from _of_value(place, label, getattr(record, part.name))


def _of_value(place: Place, label: str, value: object) -> Iterator[Text]:
    match value:
        case StreamValue():
            for position, child in enumerate(value):
                below = f"{label} › {position + 1}. {child.block.label}"
                yield from _of_value((*place, position), below, child.value)
        case ListValue():
            for position, child in enumerate(value.bound_blocks):
                yield from _of_value((*place, position), f"{label} › {position + 1}", child.value)
        case StructValue():
            for name, child in value.items():
                below = f"{label} › {value.block.child_blocks[name].label}"
                yield from _of_value((*place, name), below, child)
        case TypedTable():
            yield from _of_table(place, label, value)
        case AbstractImage() | AbstractDocument():
            yield from (text.below(place, label) for text in texts_of(value))
        case RichText():
            yield Text(place, label, value.source)
        case str() | int() if not isinstance(value, bool):
            yield Text(place, label, str(value))


def _of_table(place: Place, label: str, table: TypedTable) -> Iterator[Text]:
    yield Text((*place, "caption"), label, table.caption or "")
    for position, column in enumerate(table.columns):
        yield Text((*place, "columns", position), label, column["heading"] or "")
    for row, cells in enumerate(table.row_data):
        for column, cell in enumerate(cells["values"]):
            cell_label = _("%(label)s › row %(row)s, column %(column)s") % {
                "label": label,
                "row": row + 1,
                "column": column + 1,
            }
            yield from _of_value((*place, row, column), cell_label, cell)
