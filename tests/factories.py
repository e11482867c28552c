"""What tests make: sessions, institutions, places. Each with the least that is valid."""

from datetime import datetime, time, timedelta

import factory
import wagtail_factories
from django.utils import timezone

from campaigns.models import AdatInstitution, District, Nagari, SessionIndexPage, SessionPage, Village
from publishing.models import CampaignImage


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
