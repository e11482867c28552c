"""Lists that are read in a hurry: steps, signs, questions."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from publishing.blocks.text import LISTS, rich_text


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("What to do"), max_length=140)
    text = rich_text(label=_("How"), required=False)

    class Meta:
        icon = "list-ol"
        label = _("Step")


class StepsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=140, required=False)
    steps = blocks.ListBlock(StepBlock(), label=_("In their order"), min_num=1)

    class Meta:
        icon = "list-ol"
        label = _("Numbered steps")
        group = LISTS
        template = "blocks/steps.html"
        description = _("What to do, one thing after the other. Three to six steps.")
        preview_value = {
            "title": "",
            "steps": [
                {"title": "Cari tempat yang lebih aman", "text": "<p>Rumah keluarga atau tetangga.</p>"},
                {"title": "Ceritakan kepada orang yang Anda percaya", "text": ""},
            ],
        }


class SignsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=140, required=False)
    signs = blocks.ListBlock(
        blocks.CharBlock(label=_("Sign in a few words"), max_length=240), label=_("One line a sign"), min_num=1
    )

    class Meta:
        icon = "list-ul"
        label = _("Signs")
        group = LISTS
        template = "blocks/signs.html"
        description = _("How one recognises it. Each sign one short sentence.")
        preview_value = {"title": "", "signs": ["Dilarang bertemu keluarga", "Uang dan telepon dipegang orang lain"]}


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Question"), max_length=200)
    answer = rich_text(label=_("Answer"))

    class Meta:
        icon = "help"
        label = _("Question and answer")


class QuestionsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=140, required=False)
    items = blocks.ListBlock(QuestionBlock(), label=_("Questions"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        group = LISTS
        template = "blocks/questions.html"
        description = _("Questions that people ask, opened by a tap. Search engines show them too.")
        preview_value = {
            "title": "",
            "items": [{"question": "Apakah layanan ini berbayar?", "answer": "<p>Tidak. Layanan ini gratis.</p>"}],
        }
