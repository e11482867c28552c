"""Which pages are found by records that they show."""

from collections.abc import Iterator

from django.db.models import Q
from taggit.models import Tag
from wagtail.models import Page

from campaigns.figures import CaseFigure, DataPage
from campaigns.institutions import AdatInstitution
from campaigns.places import District, Nagari, Village
from campaigns.session_index import SessionIndexPage
from campaigns.sessions.models import SessionPage
from publishing.search.signals import follow
from resources.models import MaterialPage


def showing_an_institution(institution: AdatInstitution) -> Iterator[Page]:
    yield from SessionIndexPage.objects.live()
    yield from SessionPage.objects.live().filter(institutions=institution.pk)


def showing_a_place(place: District | Nagari | Village) -> Iterator[Page]:
    of_place = {
        District: Q(village__district=place.pk),
        Nagari: Q(nagari=place.pk) | Q(village__nagari=place.pk),
        Village: Q(village=place.pk),
    }
    yield from SessionPage.objects.live().filter(of_place[type(place)])


def showing_a_topic(topic: Tag) -> Iterator[Page]:
    for model in (SessionPage, MaterialPage):
        yield from model.objects.live().filter(tagged_topics__tag=topic.pk)


follow(AdatInstitution, showing_an_institution)
follow(CaseFigure, lambda figure: DataPage.objects.live())
follow(Tag, showing_a_topic)
for model in (District, Nagari, Village):
    follow(model, showing_a_place)
