"""A picture that readers see is changed or deleted only by who may publish where it stands."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection

from home.models import PlainPage
from publishing.models import CampaignImage, User
from tests.factories import CampaignImageFactory


@pytest.fixture
def picture(home) -> CampaignImage:
    """One that stands on a published page."""
    picture = CampaignImageFactory(title="Balai adat")
    body = PlainPage._meta.get_field("body").stream_block.to_python(
        [{"type": "figure", "value": {"image": picture.pk, "caption": "", "credit": ""}}]
    )
    home.add_child(instance=PlainPage(title="Halaman uji", slug="halaman-uji", body=body))
    return picture


def browser_of(group: str, owns: CampaignImage) -> Client:
    user = User.objects.create_user("seseorang", password="x")
    user.groups.add(Group.objects.get(name=group))
    owns.uploaded_by_user, owns.collection = user, Collection.get_first_root_node()
    owns.save()
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize(("group", "may"), [("Penulis", False), ("Pengelola Materi", False), ("Peninjau", True)])
def test_who_changes_the_words_of_a_picture_that_is_shown(picture, group, may):
    browser = browser_of(group, picture)
    typed = {"title": "Lain", "description": "Lain", "people": "none", "consent": "", "credit": "", "tags": ""}
    browser.post(reverse("wagtailimages:edit", args=[picture.pk]), typed)
    picture.refresh_from_db()
    assert (picture.title == "Lain") is may


@pytest.mark.parametrize("many", [False, True])
def test_a_writer_does_not_delete_it(picture, many):
    browser = browser_of("Penulis", picture)
    if many:
        address = reverse("wagtail_bulk_action", args=["publishing", "campaignimage", "delete"])
        browser.post(f"{address}?id={picture.pk}")
    else:
        browser.post(reverse("wagtailimages:delete", args=[picture.pk]))
    assert CampaignImage.objects.filter(pk=picture.pk).exists()


def test_a_picture_that_no_page_shows_stays_its_writers(db):
    picture = CampaignImageFactory()
    browser_of("Penulis", picture).post(reverse("wagtailimages:delete", args=[picture.pk]))
    assert not CampaignImage.objects.filter(pk=picture.pk).exists()
