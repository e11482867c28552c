from django.dispatch import receiver
from wagtail.signals import page_published

from publishing import share_card
from publishing.models import SitePage


@receiver(page_published)
def draw_share_card(sender, instance, **kwargs) -> None:
    if issubclass(sender, SitePage):
        share_card.draw_for(instance)
