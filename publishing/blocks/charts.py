"""Figures: tables and charts, drawn on the server, readable without colours and without scripts."""

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from publishing.blocks.text import PICTURES


class TableBlock(TypedTableBlock):
    text = blocks.CharBlock(label=_("Text"), required=False)

    class Meta:
        template = "blocks/table.html"
        icon = "table"
        label = _("Table")
        group = PICTURES
        description = _("A small table. On phones each row stands alone, with the headings in it.")
        preview_value = {
            "caption": "Yang sering disalahpahami",
            "columns": [{"type": "text", "heading": "Sering dikatakan"}, {"type": "text", "heading": "Yang benar"}],
            "rows": [{"values": ["Itu urusan rumah tangga", "Hukum melindungi setiap orang di rumah"]}],
        }

    def get_preview_value(self):
        return self.to_python(self.meta.preview_value)

    def get_context(self, value, parent_context=None) -> dict:
        """With `rows`: of each, (heading of the column, cell)."""
        context = super().get_context(value, parent_context)
        headings = [column["heading"] for column in value.columns]
        context["rows"] = [list(zip(headings, row, strict=True)) for row in value.rows]
        return context


@dataclass(frozen=True)
class Bar:
    """One bar of a chart; places and lengths in the units of the drawing's viewBox (320 wide)."""

    label: str
    value: int
    top: int
    width: int

    @property
    def text_top(self) -> int:
        return self.top + 20

    @property
    def value_left(self) -> int:
        return BAR_LEFT + self.width + 8


BAR_LEFT, BAR_ROOM, ROW = 56, 216, 40


def bars(rows: list[tuple[str, int]]) -> list[Bar]:
    """Lay out a horizontal bar chart that starts at zero, so that lengths may be compared."""
    longest = max((value for _label, value in rows), default=0) or 1
    return [
        Bar(label, value, top=index * ROW + 4, width=round(value / longest * BAR_ROOM))
        for index, (label, value) in enumerate(rows)
    ]


class ChartValue(blocks.StructValue):
    @cached_property
    def bars(self) -> list[Bar]:
        return bars([(row["label"], row["value"]) for row in self["rows"]])

    @property
    def height(self) -> int:
        return len(self["rows"]) * ROW


class ChartRowBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Label"), max_length=12, help_text=_("Short, such as a year."))
    value = blocks.IntegerBlock(label=_("Number"), min_value=0)

    class Meta:
        icon = "order"
        label = _("Bar")


class ChartBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=140)
    unit = blocks.CharBlock(label=_("Unit"), max_length=60, help_text=_("What is counted, such as: recorded cases."))
    rows = blocks.ListBlock(ChartRowBlock(), label=_("Data of the chart"), min_num=1, max_num=20)
    source = blocks.CharBlock(
        label=_("Source"), max_length=240, help_text=_("Where these numbers come from. None is shown without it.")
    )

    class Meta:
        icon = "order"
        label = _("Chart")
        group = PICTURES
        template = "blocks/chart.html"
        value_class = ChartValue
        description = _("Bars that start at zero, with their source.")
        preview_value = {
            "title": "Kasus tercatat",
            "unit": "kasus tercatat",
            "rows": [{"label": "2021", "value": 12}, {"label": "2022", "value": 14}, {"label": "2023", "value": 4}],
            "source": "Pemerintah Kota Payakumbuh, 8 Mei 2024",
        }
