"""A forgotten password of a partner, by mail."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_tasks import task

from publishing.accounts import forgotten, mail
from publishing.accounts.attempts import Limit
from publishing.models import User
from resources.partners.models import Partner

LIMIT = Limit("reset", ((3, timedelta(hours=1)),))  # nobody's mailbox is filled through us


def resettable() -> QuerySet[User]:
    """Partners who had a password. Editors have a way of their own."""
    return forgotten.with_a_password().filter(partner__in=Partner.objects.outside_the_office())


def ask(email: str) -> None:
    """Have a link sent to the partners of an address."""
    forgotten.ask(email, LIMIT, resettable(), send_link)


@task(backend="background")
def send_link(account_id: int) -> None:
    """The links are made when the mails are."""
    for account in forgotten.of_one_address(resettable(), account_id):
        token = default_token_generator.make_token(account)
        path = reverse("partners:reset", args=[urlsafe_base64_encode(force_bytes(account.pk)), token])
        context = {"account": account, "address": settings.WAGTAILADMIN_BASE_URL + path}
        with translation.override(settings.LANGUAGE_CODE):
            mail.send(account.email, "partners/mail/reset.txt", context)
