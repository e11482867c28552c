"""Blocks of articles and of awareness sessions: who is with us, who speaks, what comes when, pictures of the day."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from publishing.blocks import BodyBlock, FigureBlock, PromptBlock
from resources.materials.blocks import MaterialBlock


class ArticleBodyBlock(BodyBlock):
    """The text of an article, which may also lead to a material."""

    material = MaterialBlock()
    prompt = PromptBlock()


class PartnersBlock(blocks.StreamBlock):
    """The names of those who hold the session with the office, besides adat institutions."""

    partner = blocks.CharBlock(label=_("Name of the partner"), max_length=160, icon="group")

    class Meta:
        required = False


class SpeakerBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name"), max_length=120, help_text=_("With titles, as the speaker writes it."))
    role = blocks.CharBlock(
        label=_("Role"), max_length=200, required=False, help_text=_("Office or institution, such as: ninik mamak.")
    )

    class Meta:
        icon = "user"
        label = _("One speaker")


class SpeakersBlock(blocks.StreamBlock):
    speaker = SpeakerBlock()

    class Meta:
        required = False


class ProgrammeItemBlock(blocks.StructBlock):
    time = blocks.CharBlock(
        label=_("Time"), max_length=40, required=False, help_text=_("Such as: 09.00–09.30, or: day two, 10.00.")
    )
    what = blocks.CharBlock(label=_("What"), max_length=200)

    class Meta:
        icon = "time"
        label = _("Part of the programme")


class ProgrammeBlock(blocks.StreamBlock):
    item = ProgrammeItemBlock()

    class Meta:
        required = False


class PhotoBlock(FigureBlock):
    """A picture of the session. The picture itself carries the consent of the people in it."""

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if not cleaned["image"].description:
            raise StructBlockValidationError(
                {"image": ValidationError(_("Describe this picture for blind readers first, in the picture library."))}
            )
        return cleaned

    class Meta:
        label = _("One photo")


class PhotosBlock(blocks.StreamBlock):
    photo = PhotoBlock()

    class Meta:
        required = False
        max_num = 12
