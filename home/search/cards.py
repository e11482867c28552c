"""The help that stands above all results when a query sounds like danger now."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from home.help.models import HelpPoint
from home.help.points import Help
from publishing.models import DangerWords

Card, Kind = DangerWords.Card, HelpPoint.Kind
HEALING = "https://healing119.id/"


@dataclass(frozen=True)
class HelpCard:
    title: Promise
    words: tuple[Promise, ...]
    points: list[HelpPoint]
    website: str = ""


_DANGER = _("In danger now, call the police at 110. SAPA 129 is there to tell, to ask or to report; it costs nothing.")
# The numbers stand in the words too: a card without a verified point still says whom to call.
WORDS = {
    Card.NOW: (
        _("If it is happening now"),
        (_("If you can, go to where other people are."), _DANGER, _("It is not your fault.")),
    ),
    Card.LIFE: (
        _("You do not have to carry this alone"),
        (
            _("Tell someone whom you trust how heavy it is, and ask them to stay with you."),
            _("In danger now, call 110 or go to the nearest hospital."),
            _("healing119.id of the Ministry of Health is free and without a name. An answer may take time."),
        ),
    ),
    Card.CHILD: (
        _("If a child is in danger"),
        (
            _("Bring the child to someone who is safe, and stay near."),
            _DANGER,
            _("It is not the child's fault. You may call for a child who is not yours, and as a child yourself."),
        ),
    ),
    Card.ABROAD: (
        _("If someone is held far away"),
        (
            _("Abroad: call the nearest Indonesian embassy or consulate, or the police of that country."),
            _("The family at home can report to KP2MI, to the police at 110 or to SAPA 129."),
            _("Having agreed to leave takes no right away."),
        ),
    ),
}
KINDS = {
    Card.NOW: (Kind.POLICE, Kind.NATIONAL),
    Card.LIFE: (Kind.HEALTH, Kind.POLICE, Kind.NATIONAL),
    Card.CHILD: (Kind.POLICE, Kind.NATIONAL),
    Card.ABROAD: (Kind.MIGRANT, Kind.POLICE, Kind.NATIONAL),
}


def card_above(card: str, help: Help) -> HelpCard | None:
    """The card of this name (DangerWords.Card) with the verified points for it; None for the empty name."""
    if not card:
        return None
    title, words = WORDS[card]
    kinds = KINDS[card]
    points = [point for point in help.points if point.kind in kinds and (point.phone or point.whatsapp)]
    points.sort(key=lambda point: kinds.index(point.kind))
    return HelpCard(title, words, points, HEALING if card == Card.LIFE else "")
