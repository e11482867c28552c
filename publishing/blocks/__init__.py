"""The blocks of a page's body: text, lists, tables and charts, pictures, contact cards, sources."""

from publishing.blocks.body import BodyBlock
from publishing.blocks.charts import Bar, ChartBlock, TableBlock, bars
from publishing.blocks.help import ContactBlock
from publishing.blocks.lists import QuestionsBlock, SignsBlock, StepsBlock
from publishing.blocks.media import FigureBlock
from publishing.blocks.sources import SourcesBlock
from publishing.blocks.text import CalloutBlock, HeadingBlock, PromptBlock, QuoteBlock, TextBlock, rich_text

__all__ = [
    "Bar",
    "BodyBlock",
    "CalloutBlock",
    "ChartBlock",
    "ContactBlock",
    "FigureBlock",
    "HeadingBlock",
    "PromptBlock",
    "QuestionsBlock",
    "QuoteBlock",
    "SignsBlock",
    "SourcesBlock",
    "StepsBlock",
    "TableBlock",
    "TextBlock",
    "bars",
    "rich_text",
]
