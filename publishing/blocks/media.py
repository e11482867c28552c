from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from publishing.blocks.text import PICTURES


class FigureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Picture from the library"))
    caption = blocks.CharBlock(label=_("Picture caption"), max_length=240, required=False)
    credit = blocks.CharBlock(
        label=_("Credit"), max_length=120, required=False, help_text=_("Empty: the credit that the picture carries.")
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        group = PICTURES
        template = "blocks/figure.html"
        preview_template = "blocks/previews/figure.html"
        description = _(
            "One picture with caption and credit. Its description for blind readers comes from the library."
        )
        preview_value = {"caption": "Rumah gadang di senja hari", "credit": "Gambar: Suluah"}
