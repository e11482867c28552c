"""
A forgotten password, by mail.

Whether an address is known does not show in the answer; nor in how long it takes, for the background worker sends the
mail (without a worker, TASKS on its immediate backend, the answer waits for the mail server).
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.tokens import default_token_generator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_tasks import task

from publishing.accounts import mail
from publishing.accounts.attempts import Limit
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
    for account_id in resettable().filter(email__iexact=email).values_list("pk", flat=True):
        send_link.enqueue(account_id)


@task(backend="background")
def send_link(account_id: int) -> None:
    """Only the account's number waits in the queue: the link itself is made when the mail is."""
    account = resettable().filter(pk=account_id).first()
    if not account:
        return
    token = default_token_generator.make_token(account)
    path = reverse("partners:reset", args=[urlsafe_base64_encode(force_bytes(account.pk)), token])
    context = {"account": account, "address": settings.WAGTAILADMIN_BASE_URL + path}
    with translation.override(settings.LANGUAGE_CODE):
        mail.send(account.email, "partners/mail/reset.txt", context)
