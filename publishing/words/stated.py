"""What has become of a thing, said wherever the thing is named."""

from django.utils.translation import gettext


def stated(title: str, state: str) -> str:
    """ "Dibatalkan: Rapat nagari"; the title alone where there is nothing to say."""
    return gettext("%(state)s: %(title)s") % {"state": state, "title": title} if state else title
