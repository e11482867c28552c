"""What somebody has confirmed may be public though the guard asked, with the reason. It is not asked anew."""

from typing import Protocol

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

CONFIRMED = "suluah.guard.confirm"  # what the history calls it


class Confirmation(models.Model):
    """One finding of one record. Its words are not kept: `digest` knows them again, `masked` hints at them."""

    changes_what_readers_see = False

    record = models.CharField(max_length=80)  # "campaigns.articlepage:12"
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=40)
    masked = models.CharField(max_length=200)
    reason = models.CharField(_("reason"), max_length=300)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    confirmed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "confirmation"
        constraints = [models.UniqueConstraint(fields=["record", "digest"], name="one_confirmation_of_each_finding")]

    def __str__(self) -> str:
        return f"{self.record}: {self.kind}"


class Asked(Protocol):
    """A finding for which somebody gives a reason (publishing.guard.gate.Found)."""

    digest: str
    kind: str
    masked: str
    label: str


def digest_of(kind: str, words: str) -> str:
    """The same for the same words, however they are spaced. Keyed: nobody finds a number by trying all."""
    plain = f"{kind}\0{' '.join(words.casefold().split())}"
    return salted_hmac("publishing.guard", plain, algorithm="sha256").hexdigest()


def answer(record: models.Model, asked: list[Asked], reason: str, user: AbstractBaseUser | None) -> None:
    """Let what was `asked` be public in `record`. It is kept with the record: see `store_answers`."""
    if asked:
        record._answers = [*_waiting(record), (asked, reason.strip()[:300], user)]


def store_answers(record: models.Model) -> None:
    """Once the record is stored: keep what was answered about it, and note it in its history."""
    for asked, reason, user in record.__dict__.pop("_answers", []):
        given = {"reason": reason, "user": user}
        Confirmation.objects.bulk_create(
            (
                Confirmation(record=_name_of(record), digest=digest, kind=one.kind, masked=one.masked[:200], **given)
                for digest, one in {one.digest: one for one in asked}.items()
            ),
            ignore_conflicts=True,
        )
        told = [f"{one.label}: {one.masked}" for one in asked]
        log(instance=record, action=CONFIRMED, user=user, data={"reason": reason, "findings": told})


def confirmed(record: models.Model) -> set[str]:
    """The digests of what may be public in this record."""
    now = {one.digest for asked, _reason, _user in _waiting(record) for one in asked}
    # An alias is the same page once more.
    numbers = [pk for pk in (record.pk, getattr(record, "alias_of_id", None)) if pk]
    stored = Confirmation.objects.filter(record__in=[_name_of(record, pk) for pk in numbers])
    return now.union(stored.values_list("digest", flat=True)) if numbers else now


def forget(record: models.Model) -> None:
    Confirmation.objects.filter(record=_name_of(record)).delete()


def _waiting(record: models.Model) -> list[tuple]:
    return record.__dict__.get("_answers", [])


def _name_of(record: models.Model, pk: int | None = None) -> str:
    return f"{record._meta.label_lower}:{pk or record.pk}"
