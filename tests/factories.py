"""What tests make: sessions, institutions, places. Each with the least that is valid."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

import factory
import wagtail_factories
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from taggit.models import Tag
from wagtail.models import Page

from campaigns.models import (
    AdatInstitution,
    District,
    Nagari,
    SessionIndexPage,
    SessionPage,
    SessionTopic,
    Village,
)
from publishing.models import CampaignImage
from publishing.pages import generation


def at(day: str, hour: str = "09:00") -> datetime:
    """A moment in Payakumbuh: at("2026-12-03", "09:00")."""
    return timezone.make_aware(datetime.fromisoformat(f"{day}T{hour}"))


def days_from_now(days: int, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=days), time(hour)))


class DistrictFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = District

    code = factory.Sequence(lambda number: f"99.{number // 100:02}.{number % 100:02}")
    name = factory.Sequence(lambda number: f"Kecamatan Uji {number}")


class NagariFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Nagari

    name = factory.Sequence(lambda number: f"Nagari Uji {number}")


class VillageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Village

    code = factory.Sequence(lambda number: f"99.99.99.{number:04}")
    name = factory.Sequence(lambda number: f"Kelurahan Uji {number}")
    district = factory.SubFactory(DistrictFactory)


class AdatInstitutionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AdatInstitution

    name = factory.Sequence(lambda number: f"Contoh lembaga {number}")
    slug = factory.Sequence(lambda number: f"contoh-lembaga-{number}")
    kind = AdatInstitution.Kind.OTHER


class CampaignImageFactory(wagtail_factories.ImageFactory):
    class Meta:
        model = CampaignImage

    people = CampaignImage.People.NONE
    description = "Gambar uji"


class SessionPageFactory(wagtail_factories.PageFactory):
    """
    A published session in ten days, from 09.00 to 12.00, below the index of the starter content.

    SessionPageFactory(starts_at=at("2024-05-08"), institutions=[kan], topics=["Perlindungan anak"], live=False)
    """

    class Meta:
        model = SessionPage

    title = factory.Sequence(lambda number: f"Kegiatan uji {number}")
    slug = ""  # Wagtail makes it from the title
    parent = factory.LazyFunction(lambda: SessionIndexPage.objects.get())
    starts_at = factory.LazyFunction(lambda: days_from_now(10))
    ends_at = factory.LazyAttribute(lambda session: session.starts_at + timedelta(hours=3))

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        institutions, topics = kwargs.pop("institutions", []), kwargs.pop("topics", [])
        session = model_class(**kwargs)
        session.institutions.set(institutions)
        session.topics.add(*topics)
        if session.live:
            session.first_published_at = session.last_published_at = timezone.now()
        return parent.add_child(instance=session)


def many_sessions(
    count: int,
    *,
    first: datetime,
    hours_apart: int = 24,
    institutions: Sequence[AdatInstitution] = (),
    topics: Sequence[Tag] = (),
    **common,
) -> list[SessionPage]:
    """
    Published sessions in quantity, without Wagtail's checks and search index: thousands in seconds.

    Kelurahan, `institutions` and `topics` take turns, so that every filter finds some; `common` is the same for all.
    """
    parent = SessionIndexPage.objects.get()
    last = parent.get_last_child()
    number = SessionPage._str2int(last.path[-Page.steplen :]) if last else 0
    villages = list(Village.objects.select_related("nagari"))
    made = [
        _one_of_many(
            parent,
            number + step,
            villages[step % len(villages)],
            {
                "starts_at": (starts_at := first + timedelta(hours=hours_apart * step)),
                "ends_at": starts_at + timedelta(hours=3),
                **common,
            },
        )
        for step in range(1, count + 1)
    ]
    with transaction.atomic():
        below = Page.objects.filter(depth=parent.depth + 1, path__startswith=parent.path)
        Page.objects.bulk_create(
            Page(**{field.attname: getattr(session, field.attname) for field in Page._meta.concrete_fields})
            for session in made
        )
        pk_of = dict(below.values_list("path", "pk"))
        for session in made:
            session.pk = session.page_ptr_id = session.id = pk_of[session.path]
        SessionPage._base_manager.get_queryset()._batched_insert(made, SessionPage._meta.local_concrete_fields, 100)
        SessionPage.institutions.through.objects.bulk_create(
            SessionPage.institutions.through(
                sessionpage=session, adatinstitution=institutions[step % len(institutions)]
            )
            for step, session in enumerate(made if institutions else [])
        )
        SessionTopic.objects.bulk_create(
            SessionTopic(content_object=session, tag=topics[step % len(topics)])
            for step, session in enumerate(made if topics else [])
        )
        Page.objects.filter(pk=parent.pk).update(numchild=number + count)
    generation.renew()
    return made


def _one_of_many(parent: SessionIndexPage, number: int, village: Village, fields: dict) -> SessionPage:
    return SessionPage(
        path=SessionPage._get_path(parent.path, parent.depth + 1, number),
        depth=parent.depth + 1,
        title=f"Sosialisasi bersama warga {village.name} {number}",
        draft_title=f"Sosialisasi bersama warga {village.name} {number}",
        slug=f"sosialisasi-{number}",
        url_path=f"{parent.url_path}sosialisasi-{number}/",
        content_type=ContentType.objects.get_for_model(SessionPage),
        locale=parent.locale,
        venue=f"Balai {village.name}",
        village=village,
        nagari=village.nagari,
        first_published_at=timezone.now(),
        last_published_at=timezone.now(),
        **fields,
    )
