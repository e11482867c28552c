"""What search finds of a page's children (topics, parts of a plan): they are stored after the page is indexed."""

from django.dispatch import receiver
from wagtail.search import index
from wagtail.signals import page_published

from resources.kits.models import KitPage
from resources.materials.models import MaterialPage


@receiver(page_published, sender=MaterialPage)
@receiver(page_published, sender=KitPage)
def index_again(sender, instance, **kwargs) -> None:
    index.insert_or_update_object(sender.objects.get(pk=instance.pk))
