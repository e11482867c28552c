from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from publishing.pages import share_card
from publishing.pages.models import SitePage


@receiver([page_published, page_unpublished])
def settle_share_card(sender, instance, **kwargs) -> None:
    """Messengers may know the address of a picture: what is taken back is in none."""
    if issubclass(sender, SitePage):
        share_card.draw_for(instance)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def settle_share_cards_of_a_closed_branch(sender, instance, **kwargs) -> None:
    branch = Page.objects.filter(pk=instance.page_id).first()  # none when the page itself is being deleted
    if branch:
        _settle_share_cards_below(branch)


@receiver(post_page_move)
def settle_share_cards_at_the_new_place(sender, instance, **kwargs) -> None:
    _settle_share_cards_below(instance)


def _settle_share_cards_below(branch: Page) -> None:
    for page in Page.objects.live().descendant_of(branch, inclusive=True).type(SitePage).specific():
        share_card.draw_for(page)
