from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from home.help.models import HelpPoint, HelpSettings
from resources.kits.building import request_all_builds


@receiver([post_save, post_delete], sender=HelpPoint)
@receiver([post_save, post_delete], sender=HelpSettings)
def numbers_in_kits_changed(**kwargs) -> None:
    """Each kit's BACA-SAYA.txt names whom to call."""
    request_all_builds()
