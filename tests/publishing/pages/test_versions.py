"""Whatever a page began with, its history offers a way back to it."""

from django.urls import reverse
from wagtail.models import Page


def test_the_history_offers_a_way_back_to_what_was_copied(admin_client, page_at):
    original = page_at("/tentang/")
    asked = {"new_title": "Salinan", "new_slug": "salinan", "new_parent_page": original.get_parent().pk}
    admin_client.post(reverse("wagtailadmin_pages:copy", args=[original.pk]), asked)
    copy = Page.objects.get(slug="salinan").specific
    first = copy.latest_revision
    copy.save_revision(log_action=True)
    history = admin_client.get(reverse("wagtailadmin_pages:history", args=[copy.pk])).content.decode()
    assert reverse("wagtailadmin_pages:revisions_revert", args=[copy.pk, first.pk]) in history
