"""
Every place of a model in which an editor writes words, found from its fields and blocks and not by the guard.

`places(model)` gives names of places; `planted(place, words)` a record of that model, in memory, with the words there.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.apps import apps
from django.db import models
from modelcluster.models import get_all_child_relations
from taggit.managers import TaggableManager
from taggit.models import ItemBase
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField

from publishing.guard.records import GuardedRecord
from publishing.guard.texts import NotStored
from publishing.models import SitePage
from publishing.words.phone_fields import PhoneField, WhatsAppField

# Wagtail's own fields of a page that no reader sees, or that follow from another.
NOT_WRITTEN = {"path", "url_path", "draft_title", "file_hash", "sha256"}
WITHOUT_WORDS = (
    blocks.ChooserBlock, blocks.BooleanBlock, blocks.ChoiceBlock, blocks.MultipleChoiceBlock, blocks.IntegerBlock,
    blocks.DecimalBlock, blocks.FloatBlock, blocks.DateBlock, blocks.TimeBlock, blocks.DateTimeBlock,
    blocks.StaticBlock,
)  # fmt: skip
Steps = tuple[object, ...]


class Place(NamedTuple):
    """A field, or one of its blocks, of a model or of a child of it."""

    model: type[models.Model]
    relation: str  # of the child; empty: the field is the model's own
    field: str
    steps: Steps

    def __str__(self) -> str:
        below = [self.relation, self.field, *map(str, self.steps)]
        return f"{self.model.__name__}.{'.'.join(filter(None, below))}"


def all_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if issubclass(model, SitePage | GuardedRecord)]


def places(model: type[models.Model]) -> Iterator[Place]:
    hidden = NOT_WRITTEN.union(model.seen_by_editors_only if issubclass(model, GuardedRecord) else ())
    yield from (Place(model, "", *found) for found in _of(model, hidden))
    for relation in get_all_child_relations(model):
        child = relation.related_model
        if not issubclass(child, ItemBase) and child._meta.app_label != "wagtailcore":
            yield from (Place(model, relation.get_accessor_name(), *found) for found in _of(child, NOT_WRITTEN))


def _of(model: type[models.Model], hidden: set[str]) -> Iterator[tuple[str, Steps]]:
    for field in model._meta.get_fields():
        if field.name in hidden or not getattr(field, "editable", False):
            continue
        if isinstance(field, StreamField):
            yield from ((field.name, steps) for steps in _in(field.stream_block))
        elif isinstance(field, TaggableManager) or (
            isinstance(field, models.CharField | models.TextField) and not (field.choices or _is_number(field))
        ):
            yield field.name, ()


def _is_number(field: models.Field) -> bool:
    """Of a phone: a number stands there because somebody stands for it."""
    return isinstance(field, PhoneField | WhatsAppField)


def _in(block: blocks.Block) -> Iterator[Steps]:
    match block:
        case TypedTableBlock():
            yield from [("caption",), ("heading",)]
            yield from (("cell", name, *rest) for name, child in block.child_blocks.items() for rest in _in(child))
        case blocks.BaseStreamBlock() | blocks.BaseStructBlock():
            yield from ((name, *rest) for name, child in block.child_blocks.items() for rest in _in(child))
        case blocks.ListBlock():
            yield from (("", *rest) for rest in _in(block.child_block))
        case blocks.FieldBlock() if not isinstance(block, WITHOUT_WORDS):
            yield ()
        case _:
            assert isinstance(block, WITHOUT_WORDS), f"Has {block!r} words?"


def planted(place: Place, words: str) -> tuple[models.Model, NotStored]:
    """The record, and what a form would have read beside it."""
    record = place.model()
    if not place.relation:
        return record, _write(record, place, words)
    relation = next(one for one in get_all_child_relations(place.model) if one.get_accessor_name() == place.relation)
    child = relation.related_model()
    _write(child, place, words)
    return record, NotStored(children={place.relation: [(0, child)]})


def _write(record: models.Model, place: Place, words: str) -> NotStored:
    field = record._meta.get_field(place.field)
    if isinstance(field, TaggableManager):
        return NotStored(tags={place.field: [words]})
    if isinstance(field, StreamField):
        block = field.stream_block
        setattr(record, place.field, block.to_python(_raw(block, place.steps, words)))
    else:
        setattr(record, place.field, words)
    return NotStored()


def _raw(block: blocks.Block, steps: Steps, words: str) -> object:
    """What the database keeps of a block in which the words stand at the end of these steps."""
    match block:
        case TypedTableBlock():
            at, *rest = steps
            kind = rest[0] if rest else next(iter(block.child_blocks))
            cell = _raw(block.child_blocks[kind], tuple(rest[1:]), words) if rest else ""
            heading = words if at == "heading" else ""
            table = {"columns": [{"type": kind, "heading": heading}], "rows": [{"values": [cell]}]}
            return table | {"caption": words if at == "caption" else ""}
        case blocks.BaseStreamBlock():
            return [{"type": steps[0], "value": _raw(block.child_blocks[steps[0]], steps[1:], words)}]
        case blocks.BaseStructBlock():
            return {steps[0]: _raw(block.child_blocks[steps[0]], steps[1:], words)}
        case blocks.ListBlock():
            return [_raw(block.child_block, steps[1:], words)]
    return words
