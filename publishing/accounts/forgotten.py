"""
A forgotten password, by mail; for editors and for partners.

Whether an address is known shows neither in the answer nor in the work for it: each question costs one look and one
task. The background worker does the rest (without a worker, TASKS on its immediate backend, the answer waits for the
mail server).
"""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.generic import FormView
from django_tasks.base import Task

from publishing.accounts import mail
from publishing.accounts.attempts import Limit
from publishing.accounts.passwords import ForgottenForm
from publishing.accounts.user import User

NOBODY = 0  # the number of no account


def with_a_password() -> QuerySet[User]:
    """Who never had one waits for the office's link."""
    return User.objects.filter(is_active=True).exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)


def ask(email: str, limit: Limit, accounts: QuerySet[User], send: Task) -> None:
    """
    Have links sent to the accounts of an address, if there are any and if they did not just get some.

    Neither address nor link waits in the queue: `send` gets the number of one account, or NOBODY.
    """
    if limit.wait_for(email):
        return
    first = accounts.filter(email__iexact=email).order_by("pk").values_list("pk", flat=True).first()
    send.enqueue(first or NOBODY)


def of_one_address(accounts: QuerySet[User], account_id: int) -> QuerySet[User]:
    """For `send`: this account and all others that share its address. None for NOBODY."""
    address = accounts.filter(pk=account_id).values_list("email", flat=True).first()
    return accounts.filter(email__iexact=address) if address else accounts.none()


class ByMail:
    """For a view: part of the site only where mail is set up."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not mail.is_set_up():
            raise Http404
        return super().dispatch(request, *args, **kwargs)


@method_decorator(csrf_protect, name="dispatch")
@method_decorator(never_cache, name="dispatch")
class ForgottenView(ByMail, FormView):
    """Says the same for every address, known or not, limited or not."""

    form_class = ForgottenForm
