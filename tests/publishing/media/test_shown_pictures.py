"""A picture is answered to strangers as long as a page that everybody may open shows it."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import PageViewRestriction

from publishing.models import CampaignImage, User
from publishing.pages import generation, share_card

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture(page_at) -> str:
    """The address of a picture that one page shows."""
    generation.renew()
    drawing = (settings.ROOT / "home/starter/drawings/payung.webp").read_bytes()
    image = CampaignImage(title="Payung", people="none", file=ContentFile(drawing, name="payung-sendiri.webp"))
    image.save()
    page = page_at("/kekerasan/fisik/")
    page.share_image = image
    page.save_revision().publish()
    return page.share_card_url


def member_of(group: str) -> Client:
    user = User.objects.create_user(username=group)
    user.groups.add(Group.objects.get(name=group))
    browser = Client()
    browser.force_login(user)
    return browser


def test_a_picture_on_a_page_is_answered(client, picture):
    assert client.get(picture).status_code == 200


def test_a_picture_goes_with_the_page_that_showed_it(client, picture, page_at):
    page_at("/kekerasan/fisik/").unpublish()
    assert client.get(picture).status_code == 404
    assert member_of("Penulis").get(picture).status_code == 200


def test_a_picture_of_a_draft_is_for_editors(client, picture, page_at):
    page = page_at("/kekerasan/fisik/")
    page.share_image = None
    page.save_revision()
    assert client.get(picture).status_code == 200  # the draft takes nothing from what is public
    page.get_latest_revision().publish()
    assert client.get(picture).status_code == 404


def test_a_picture_of_a_closed_page_is_for_those_who_may_open_it(client, picture, page_at):
    PageViewRestriction.objects.create(page=page_at("/kekerasan/fisik/"), restriction_type="login")
    assert client.get(picture).status_code == 404
    assert member_of("Mitra Adat").get(picture).status_code == 200


def test_the_card_with_a_former_title_is_gone(client, page_at):
    generation.renew()
    page = page_at("/kekerasan/psikis/")
    page.save_revision().publish()
    card = share_card.url_for(page)
    assert client.get(card).status_code == 200
    page.seo_title = "Judul lain"
    page.save_revision().publish()
    assert client.get(card).status_code == 404
    assert client.get(share_card.url_for(page)).status_code == 200


@pytest.mark.parametrize("path", ["images/x/../../original_images/payung.webp", "images/tidak-ada.webp", "share/x.png"])
def test_what_no_page_shows_has_no_address(client, path):
    assert client.get(f"/media/{path}").status_code == 404
