from wagtail import blocks

from publishing.blocks.lists import StepBlock


class UseStepsBlock(blocks.StreamBlock):
    """How a material is used in a session, one step after the other."""

    step = StepBlock()

    class Meta:
        required = False
        max_num = 8
