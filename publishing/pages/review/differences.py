"""
What a version says that another does not, short enough for a phone: of a long text only the blocks that changed.

Wagtail's comparisons tell what changed; their own view shows every block of a text, and names fields by their code.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import escape
from django.utils.safestring import SafeString
from wagtail.admin.compare import FieldComparison, StreamBlockComparison, StreamFieldComparison, diff_text
from wagtail.utils.text import text_from_html

from publishing.guard.texts import Text, texts_within
from publishing.words.shown_blocks import PROMPT

NEW, GONE, CHANGED, THERE = "addition", "deletion", "changed", "there"


@dataclass(frozen=True)
class Part:
    """A piece of a field: where in it, and what changed there, as HTML. `state` is one of the four above."""

    label: str
    html: SafeString
    state: str = CHANGED


@dataclass(frozen=True)
class Difference:
    label: str
    parts: list[Part]


def differences(comparisons: Iterable) -> Iterator[Difference]:
    """Of Wagtail's comparisons of two versions: the fields in which they differ."""
    for one in comparisons:
        if one.has_changed() and (parts := list(_changes(one))):
            yield Difference(one.field_label(), parts)


def whole(comparisons: Iterable, left_out: Iterable[str]) -> Iterator[Difference]:
    """Of comparisons of a version with itself: each field that says something, but those `left_out`."""
    for one in comparisons:
        if not one.is_field:
            parts = list(_of_children(one, THERE))
        elif one.field.name in left_out or one.val_b in (None, "", False):
            parts = []
        elif isinstance(one, StreamFieldComparison):
            parts = [part for block in one.val_b for part in _words(block.block, block.value, THERE)]
        else:
            parts = [Part("", one.htmldiff(), THERE)]
        if parts:
            yield Difference(one.field_label(), parts)


def _changes(one: FieldComparison) -> Iterator[Part]:
    if not one.is_field:
        yield from _of_children(one, CHANGED)
    elif isinstance(one, StreamFieldComparison):
        blocks = StreamBlockComparison(one.field.stream_block, True, True, one.val_a, one.val_b)
        for block in blocks.get_block_comparisons():
            yield from _of_block(block)
    else:
        yield Part("", one.htmldiff())


def _of_block(one) -> Iterator[Part]:
    if one.is_new():
        yield from _words(one.block, one.val_b, NEW)
    elif one.is_deleted():
        yield from _words(one.block, one.val_a, GONE)
    elif _stored(one.block, one.val_a) != _stored(one.block, one.val_b):
        parts = list(_of_texts(_texts(one.block, one.val_a), _texts(one.block, one.val_b)))
        yield from parts or [Part(str(one.block.label), one.htmldiff())]  # something that is no text, such as a choice


def _stored(block, value: object) -> object:
    """What is kept of the value of a block, without ids: those of some children are new whenever they are read."""
    return _without_ids(block.get_prep_value(value))


def _without_ids(stored: object) -> object:
    match stored:
        case dict():
            return {name: _without_ids(part) for name, part in stored.items() if name != "id"}
        case list() | tuple():
            return [_without_ids(part) for part in stored]
    return str(stored)


def _of_texts(before: list[Text], after: list[Text]) -> Iterator[Part]:
    matcher = SequenceMatcher(None, [_plain(text) for text in before], [_plain(text) for text in after], autojunk=False)
    for how, a, a_end, b, b_end in matcher.get_opcodes():
        if how == "equal":
            continue
        both = min(a_end - a, b_end - b)
        for old, new in zip(before[a : a + both], after[b : b + both], strict=True):
            yield Part(new.label, diff_text(_plain(old), _plain(new)).to_html())
        yield from (Part(text.label, escape(_plain(text)), GONE) for text in before[a + both : a_end])
        yield from (Part(text.label, escape(_plain(text)), NEW) for text in after[b + both : b_end])


def _words(block, value: object, state: str) -> list[Part]:
    texts = _texts(block, value)
    if not texts and block.name != PROMPT and state != THERE:
        return [Part(str(block.label), escape(text_from_html(block.render_basic(value))), state)]
    return [Part(text.label, escape(_plain(text)), state) for text in texts]


def _texts(block, value: object) -> list[Text]:
    return [] if block.name == PROMPT else list(texts_within(str(block.label), value))


def _plain(text: Text) -> str:
    return text_from_html(text.words) if text.words.startswith("<") else text.words


def _of_children(one, state: str) -> Iterator[Part]:
    for child in one.get_child_comparisons():
        whole_child = NEW if child.is_addition() else GONE if child.is_deletion() else state
        for field in child.get_field_comparisons():
            if state == THERE or child.has_changed():
                yield Part(field.field_label(), field.htmldiff(), THERE if state == THERE else whole_child)
