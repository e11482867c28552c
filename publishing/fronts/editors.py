"""What editors are told of the servers in front."""

import time

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext
from wagtail.admin import messages

from publishing.fronts import addresses
from publishing.fronts.models import Front, KeptAddress
from publishing.pages import generation

PATIENCE = 1.5  # seconds that an editor waits for the confirmation
LOOK_EVERY = 0.1


def tell_where_it_is_not_gone(request: HttpRequest) -> None:
    """A warning for the editor who has just taken something down, unless every front confirms it in time."""
    until = time.monotonic() + PATIENCE
    while fronts := uncleared():
        if time.monotonic() > until:
            words = gettext(
                "Not gone yet on %(places)s. It is tried again by itself; the first screen tells how it stands."
            )
            messages.warning(request, words % {"places": ", ".join(fronts)})
            return
        time.sleep(LOOK_EVERY)


def behind() -> list[Front]:
    """The fronts in which not everything is new yet, for editors; each with `gone`, which is still to be seen there."""
    word = generation.current()
    if not word:
        return []
    known = {front.location: front for front in Front.objects.filter(location__in=settings.FRONTS)}
    fronts = [known.get(location) or Front(location=location) for location in settings.FRONTS]
    late = [front for front in fronts if front.renewed != word]
    shows = [front for front in late if front.cleared != word]
    gone = _gone() if shows else []
    for front in late:
        front.gone = gone if front in shows else []
    return late


def uncleared() -> list[str]:
    """The fronts that have not confirmed yet that what is gone is gone there too."""
    cleared = Front.objects.filter(cleared=generation.current()).values_list("location", flat=True)
    return sorted(set(settings.FRONTS) - set(cleared))


def _gone() -> list[str]:
    return sorted(set(KeptAddress.objects.values_list("path", flat=True)) - set(addresses.known().all))
