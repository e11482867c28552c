from django.core.management.base import BaseCommand

from campaigns.field_reports.models import FieldReport
from campaigns.requests.models import SessionRequest


class Command(BaseCommand):
    help = "Erases requests and reports from the field that are older than 12 months, as promised. Run it every day."

    def handle(self, *args, **options) -> None:
        erased, _by_model = SessionRequest.objects.to_erase().delete()
        reports = FieldReport.objects.to_erase()
        left = reports.count()
        reports.delete()
        self.stdout.write(f"Requests for sessions: {erased} erased. Reports from the field: {left} erased.")
