from django.core.management.base import BaseCommand
from django.utils import timezone

from home.search.missed import erase_old


class Command(BaseCommand):
    help = "Erases words of readers that were not found: unread after 21 days, readable ones after 90."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"Words erased: {erase_old(timezone.localdate())}")
