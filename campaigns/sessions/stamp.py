"""When the published sessions changed: what tells each server process that its register of them is old."""

import secrets

from django.db import models
from django.db.models.signals import m2m_changed, post_delete, post_save
from taggit.models import Tag
from wagtail.models import PageViewRestriction

from campaigns.institutions import AdatInstitution
from campaigns.places import District, Nagari, Village
from campaigns.sessions.models import SessionPage, SessionTopic

# Everything that the register is read from.
READ_FROM = (SessionPage, SessionTopic, AdatInstitution, District, Nagari, Village, Tag, PageViewRestriction)


class RegisterStamp(models.Model):
    """
    One row with a word that is new after every change.

    A random word and no number: after a change that is rolled back, the next one must not repeat it.
    """

    word = models.CharField(max_length=16)

    class Meta:
        verbose_name = "register stamp"

    def __str__(self) -> str:
        return self.word

    @classmethod
    def current(cls) -> str:
        return cls.objects.filter(pk=1).values_list("word", flat=True).first() or ""

    @classmethod
    def renew(cls, **signal) -> None:
        cls.objects.update_or_create(pk=1, defaults={"word": secrets.token_hex(8)})


for model in READ_FROM:
    post_save.connect(RegisterStamp.renew, sender=model)
    post_delete.connect(RegisterStamp.renew, sender=model)
m2m_changed.connect(RegisterStamp.renew, sender=SessionPage.institutions.through)
