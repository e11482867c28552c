from django.core.management.base import BaseCommand

from campaigns.requests.models import SessionRequest


class Command(BaseCommand):
    help = "Erases requests for sessions that are older than 12 months, as their form promises. Run it every day."

    def handle(self, *args, **options) -> None:
        erased, _by_model = SessionRequest.objects.to_erase().delete()
        self.stdout.write(f"Requests for sessions: {erased} erased.")
