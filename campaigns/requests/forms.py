"""
The form of a request, guarded against robots without a cookie, a third party or anybody's address.

A field that people do not see, and a signed moment at which the form was shown: each form that was opened counts once.
Nobody is refused because many came before: what comes in a crowd is kept too, set apart from the office's list.
"""

import secrets
from datetime import timedelta
from itertools import chain

from django import forms
from django.conf import settings
from django.core import signing
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from campaigns.institutions import AdatInstitution
from campaigns.places import Nagari, Village
from campaigns.requests.models import SAME_AGAIN, SessionRequest
from publishing.accounts import mail

SHORTEST = timedelta(seconds=3)  # nobody fills in the form faster
LONGEST = timedelta(hours=24)
MOST_SUGGESTED = 100
FURTHEST = timedelta(days=2 * 365)
SALT = "campaigns.requests.forms"


class SessionRequestForm(forms.ModelForm):
    """Every problem is told at its field, and what was typed stays."""

    consent = forms.BooleanField(
        label=_("Consent"), error_messages={"required": _("Without your consent we may not keep your data.")}
    )
    website = forms.CharField(required=False)  # the trap
    shown = forms.CharField(required=False)

    class Meta:
        model = SessionRequest
        fields = [
            "institution", "nagari", "name", "phone", "email", "wished_day", "other_days", "topic", "people", "message",
        ]  # fmt: skip
        widgets = {
            "institution": forms.TextInput(attrs={"list": "lembaga"}),
            "nagari": forms.TextInput(attrs={"list": "tempat"}),
            "phone": forms.TextInput(attrs={"type": "tel"}),
            "wished_day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "message": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "institution": _("Such as: KAN, Bundo Kanduang, a mosque, a school."),
            "phone": _("One of both is enough: phone or e-mail."),
            "other_days": _("Such as: any Saturday in January."),
            "topic": _("Such as: violence against children, or offers of work abroad."),
            "message": _("What we should know beforehand. Please write about nobody's case here."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["wished_day"].validators += [
            MinValueValidator(today, _("Choose a day that is still to come.")),
            MaxValueValidator(today + FURTHEST, _("This day is too far away.")),
        ]
        self.fields["people"].validators += [
            MinValueValidator(1, _("At least one person.")),
            MaxValueValidator(100_000, _("This number is too large.")),
        ]
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict:
        cleaned = super().clean()
        answerable = cleaned.get("phone") or cleaned.get("email")
        if not answerable and "phone" not in self.errors and "email" not in self.errors:
            self.add_error("phone", _("Give a phone number or an e-mail address, so that the office can answer."))
        if problem := self._robot() or self._sent_already():
            raise forms.ValidationError(problem)
        return cleaned

    def _robot(self) -> str:
        """Why this looks like a machine, in words that help a person past it. Empty when it does not."""
        if self.cleaned_data.get("website"):
            return gettext("Something filled in a field that people don't see. Please send it once more.")
        age = self.age
        if age is None or age > LONGEST:
            return gettext("This form was open for a long time. Please look it over and send it once more.")
        if age < SHORTEST:
            return gettext("That was very fast. Please wait a few seconds and send it once more.")
        return ""

    def _sent_already(self) -> str:
        if SessionRequest.objects.filter(form_digest=self._form_digest).exists():
            return gettext("This request has arrived already. For another one, look it over and send it once more.")
        return ""

    def keep(self) -> SessionRequest:
        """
        Store what was sent. In a crowd it is set apart, at the price of another one when too much lies there.

        The very same words of the last day, and a form that was sent twice at once, are stored once and thanked for.
        """
        typed = {name: value for name, value in self.cleaned_data.items() if name in self._meta.fields}
        same = SessionRequest.objects.since(SAME_AGAIN).filter(**typed).first()
        if same:
            return same
        asked = self.save(commit=False)
        asked.form_digest = self._form_digest
        try:
            with transaction.atomic():
                if SessionRequest.objects.is_crowded():
                    SessionRequest.objects.make_room_apart()
                    asked.status = SessionRequest.Status.APART
                asked.save()
        except IntegrityError:  # the first of two clicks was quicker
            return SessionRequest.objects.get(form_digest=self._form_digest)
        if asked.status == SessionRequest.Status.NEW:
            transaction.on_commit(lambda: tell_the_office.enqueue(asked.pk))
        return asked

    @property
    def _form_digest(self) -> str:
        return salted_hmac(SALT, self.data.get("shown", ""), algorithm="sha256").hexdigest()

    @property
    def age(self) -> timedelta | None:
        """How long ago the form was shown; None when its mark is not ours."""
        try:
            moment, _number = signing.loads(self.data.get("shown", ""), salt=SALT)
        except (signing.BadSignature, TypeError, ValueError):
            return None
        return timedelta(seconds=timezone.now().timestamp() - moment)

    @property
    def mark(self) -> str:
        """
        What the form carries in place of a cookie: the signed moment, and a number that makes it one of its kind.

        It stays until it has been used, or is too old.
        """
        if self.is_bound and self.age is not None and self.age <= LONGEST and not self._sent_already():
            return self.data["shown"]
        return signing.dumps([timezone.now().timestamp(), secrets.token_hex(8)], salt=SALT)


def known_institutions() -> list[str]:
    """Names to choose from while typing; any other may be typed."""
    return list(AdatInstitution.objects.live().values_list("name", flat=True)[:MOST_SUGGESTED])


def known_places() -> list[str]:
    places = (model.objects.values_list("name", flat=True)[:MOST_SUGGESTED] for model in (Nagari, Village))
    return sorted(set(chain.from_iterable(places)))


@task(backend="background")
def tell_the_office(pk: int) -> None:
    """A mail that there is a request. Who asks stands behind the login only: mail boxes are forwarded and forgotten."""
    request = SessionRequest.objects.filter(pk=pk).first()
    if not request or not settings.OFFICE_EMAIL:
        return
    address = settings.WAGTAILADMIN_BASE_URL + reverse("wagtailsnippets_campaigns_sessionrequest:edit", args=[pk])
    mail.send(settings.OFFICE_EMAIL, "campaigns/mail/request.txt", {"address": address})
