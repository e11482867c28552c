"""A forgotten password, by mail. Whether an address is known shows neither in the answer nor in how long it takes."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.tokens import default_token_generator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from publishing import mail
from publishing.attempts import Limit
from publishing.models import User
from resources.partners.models import Partner

LIMIT = Limit("reset", ((3, timedelta(hours=1)),))  # nobody's mailbox is filled through us


def resettable() -> QuerySet[User]:
    """Partners who had a password. Editors get a new one in person."""
    partners = Partner.objects.outside_the_office()
    active = User.objects.filter(is_active=True, partner__in=partners)
    return active.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)


def ask(email: str) -> None:
    """Have a link sent to the accounts of an address, if there are any and if they did not just get one."""
    if LIMIT.wait_for(email):
        return
    for account in resettable().filter(email__iexact=email):
        send_link(account)


def send_link(account: User) -> None:
    token = default_token_generator.make_token(account)
    path = reverse("partners:reset", args=[urlsafe_base64_encode(force_bytes(account.pk)), token])
    context = {"account": account, "address": settings.WAGTAILADMIN_BASE_URL + path}
    mail.send(account.email, "partners/mail/reset.txt", context)
