"""What a material is, for whom, in which language, and what others may do with it."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """The values of these choices stand in addresses, so they are Indonesian."""

    POSTER = "poster", _("Poster")
    LEAFLET = "leaflet", _("Leaflet")
    SLIDES = "salindia", _("Slides")
    VIDEO = "video", _("Video")
    AUDIO = "audio", _("Audio")
    GUIDE = "panduan", _("Guide")
    LETTER = "surat", _("Letter template")


SENT_ON = {Kind.POSTER, Kind.LEAFLET}  # kinds of which a small picture can be passed on


class Audience(TextChoices):
    EVERYONE = "umum", _("Everyone")
    FAMILIES = "keluarga", _("Parents and families")
    YOUTH = "remaja", _("Young people")
    CHILDREN = "anak", _("Children")
    ELDERS = "ninik-mamak", _("Ninik mamak and KAN")
    WOMEN = "bundo-kanduang", _("Bundo Kanduang")
    CLERGY = "ulama", _("Ulama and study circles")
    FACILITATORS = "pendamping", _("Facilitators and task forces")


class Language(TextChoices):
    INDONESIAN = "id", _("Indonesian")
    MINANGKABAU = "min", _("Minangkabau")
    ENGLISH = "en", _("English")


class Licence(TextChoices):
    FREE = "cc0", _("Free for everything (CC0)")
    NAME = "cc-by", _("Name the source (CC BY 4.0)")
    NAME_UNCHANGED = "cc-by-nd", _("Name the source, change nothing (CC BY-ND 4.0)")
    NAME_NOT_SOLD = "cc-by-nc", _("Name the source, sell nothing (CC BY-NC 4.0)")
    ASK = "izin", _("Ask the office first")

    @property
    def sentence(self) -> Promise:
        """As readers see it."""
        return SENTENCES[self]

    @property
    def address(self) -> str:
        """Of its text; empty for what is no licence of Creative Commons."""
        if self == Licence.FREE:
            return "https://creativecommons.org/publicdomain/zero/1.0/"
        return "" if self == Licence.ASK else f"https://creativecommons.org/licenses/{self.removeprefix('cc-')}/4.0/"


SENTENCES = {
    Licence.FREE: _("You may print, change and share it in any way, without asking."),
    Licence.NAME: _("You may print, change and share it when you name the City of Payakumbuh as its source."),
    Licence.NAME_UNCHANGED: _(
        "You may print and share it unchanged when you name the City of Payakumbuh as its source."
    ),
    Licence.NAME_NOT_SOLD: _(
        "You may print, change and share it when you name the City of Payakumbuh as its source and sell nothing."
    ),
    Licence.ASK: _("You may use it in awareness sessions. Ask the office before you use it for anything else."),
}
