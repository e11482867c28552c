from django.core.management.base import BaseCommand

from resources.partners.models import Partner


class Command(BaseCommand):
    help = "Erases partners deactivated a year ago, and invited ones whose link ran out 90 days ago. Run it every week."

    def handle(self, *args, **options) -> None:
        partners = list(Partner.objects.to_erase())
        for partner in partners:
            partner.delete()
        self.stdout.write(f"Partners: {len(partners)} erased.")
