"""Which columns the office's tables of sessions carry, in which order and under which headings: it sets them itself."""

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError, StreamValue
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.fields import StreamField

from campaigns.sessions.table import COLUMNS, Column
from publishing.guard.records import GuardedRecord

LONGEST_HEADING = 80


class ColumnBlock(blocks.StructBlock):
    column = blocks.ChoiceBlock(
        label=_("What it says"), choices=[(name, capfirst(column.heading)) for name, column in COLUMNS.items()]
    )
    heading = blocks.CharBlock(
        label=_("Heading in the table"),
        max_length=LONGEST_HEADING,
        required=False,
        help_text=_("As the form asks for it, word for word. Empty: the name above."),
    )

    class Meta:
        icon = "table"
        label = _("Column")
        label_format = "{column} {heading}"


class ColumnsBlock(blocks.StreamBlock):
    column = ColumnBlock()

    class Meta:
        required = False
        collapsed = True

    def clean(self, value: StreamValue) -> StreamValue:
        """A column, and a heading, stands once: whoever reads the table could not tell two apart."""
        cleaned = super().clean(value)
        seen: dict[str, set[str]] = {"column": set(), "heading": set()}
        errors = {}
        for position, child in enumerate(cleaned):
            name = child.value["column"]
            told = {"column": name, "heading": as_chosen(name, child.value["heading"]).heading_words.casefold()}
            doubled = next((part for part, words in told.items() if words in seen[part]), None)
            if doubled == "column":
                errors[position] = StructBlockValidationError(
                    {"column": ValidationError(gettext("This column is in the table already."))}
                )
            elif doubled:
                errors[position] = StructBlockValidationError(
                    {"heading": ValidationError(gettext("Another column bears this heading."))}
                )
            for part, words in told.items():
                seen[part].add(words)
        if errors:
            raise StreamBlockValidationError(errors)
        return cleaned


class SessionColumns(GuardedRecord):
    """
    One row. Its headings go out with the tables, so they pass the gate.

    It is no draft: nothing of it is on the site, and whoever may set it reads the table that it makes.
    """

    changes_what_readers_see = False

    columns = StreamField(
        ColumnsBlock(),
        blank=True,
        verbose_name=_("columns in their order"),
        help_text=_(
            "For the XLSX and CSV of the list of sessions and for the list in the evidence folder. Delete what a form "
            "doesn't ask for, move the others with the arrows. Delete all to have all again."
        ),
    )

    class Meta:
        verbose_name = _("columns of the session tables")
        verbose_name_plural = _("columns of the session tables")

    def __str__(self) -> str:
        return capfirst(str(self._meta.verbose_name))

    @classmethod
    def load(cls) -> "SessionColumns":
        """The row; made on first use, without a choice."""
        return cls.objects.get_or_create(pk=1)[0]

    def chosen(self) -> dict[str, Column]:
        """
        By the names of COLUMNS, in the order of the table.

        All of them while nothing is chosen; a name that is not known any more is left out.
        """
        wanted = {child.value["column"]: child.value["heading"] for child in self.columns}
        found = {name: as_chosen(name, heading) for name, heading in wanted.items() if name in COLUMNS}
        return found or COLUMNS

    def show_all(self) -> None:
        """What nobody has chosen, for a form to begin with. Wagtail's panels open and close by the keys of blocks."""
        blocks_of_all = [{"type": "column", "value": {"column": name}, "id": str(uuid4())} for name in COLUMNS]
        self.columns = self._meta.get_field("columns").stream_block.to_python(blocks_of_all)


def as_chosen(name: str, heading: str | None) -> Column:
    words = (heading or "").strip()
    return COLUMNS[name]._replace(heading=words) if words else COLUMNS[name]


def chosen_columns() -> dict[str, Column]:
    """What the office's tables carry now, by the names of COLUMNS; one query."""
    row = SessionColumns.objects.first()
    return row.chosen() if row else COLUMNS
