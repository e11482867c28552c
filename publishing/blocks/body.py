"""The shared vocabulary of page bodies. Each page class composes its own stream of these."""

from wagtail import blocks

from publishing.blocks.charts import ChartBlock, TableBlock
from publishing.blocks.help import ContactBlock
from publishing.blocks.lists import QuestionsBlock, SignsBlock, StepsBlock
from publishing.blocks.media import FigureBlock
from publishing.blocks.text import CalloutBlock, HeadingBlock, QuoteBlock, TextBlock


class BodyBlock(blocks.StreamBlock):
    heading = HeadingBlock()
    text = TextBlock()
    callout = CalloutBlock()
    quote = QuoteBlock()
    steps = StepsBlock()
    signs = SignsBlock()
    questions = QuestionsBlock()
    figure = FigureBlock()
    table = TableBlock()
    chart = ChartBlock()
    contact = ContactBlock()
