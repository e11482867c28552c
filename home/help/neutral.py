"""Where quick exit may lead: an everyday page that says nothing of the reader, to whoever looks over her shoulder."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# They show what was looked at last, who is logged in, or messages of others.
PERSONAL = (
    "facebook.com", "instagram.com", "tiktok.com", "x.com", "twitter.com", "threads.net", "youtube.com", "youtu.be",
    "whatsapp.com", "wa.me", "t.me", "telegram.org", "google.com", "gmail.com", "yahoo.com", "live.com", "shopee.co.id",
    "tokopedia.com", "netflix.com",
)  # fmt: skip
TELLING = re.compile(r"korban|kekerasan|kdrt|tppo|lapor|aduan|perempuan|anak|p2tp2a|dp3a|ppa\b|sapa129|bantuan", re.I)


def neutral_address(address: str) -> None:
    """Raises ValidationError, with the reason."""
    parts = urlsplit(address)
    host = (parts.hostname or "").lower()
    if parts.scheme != "https" or parts.username or parts.port:
        raise ValidationError(_("The address begins with https:// and the name of the site."))
    if parts.query or parts.fragment:
        raise ValidationError(_("The address has no ? and no #: they say what was looked for."))
    if host == urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "." not in host:
        raise ValidationError(_("It leads to another site: this one is what is to be left."))
    if any(host == name or host.endswith(f".{name}") for name in PERSONAL):
        raise ValidationError(
            _("This site shows what was looked at last, or asks to log in. Choose one such as weather.")
        )
    if TELLING.search(address):
        raise ValidationError(_("The address itself tells what it is about. Choose one such as weather."))
