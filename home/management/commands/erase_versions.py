from datetime import timedelta

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Q
from wagtail.models import DraftStateMixin, Page

from home.backups import takedowns
from publishing.records.models import ReviewedRecord


def _kinds() -> dict[str, type[DraftStateMixin]]:
    """By the name in the address of the editor."""
    records = [model for model in apps.get_models() if issubclass(model, ReviewedRecord)]
    return {"page": Page} | {model._meta.model_name: model for model in records}


class Command(BaseCommand):
    help = (
        "Erases the former versions of a page or a record, after something in them was corrected that nobody may read "
        "again, and has a restore of an older backup leave a page, a help point or a task force unpublished."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("number", type=int, help="the one in the address of the editor: /admin/pages/NUMBER/edit/")
        parser.add_argument("--of", default="page", choices=sorted(_kinds()), help="what it is the number of")

    @transaction.atomic
    def handle(self, *args, **options) -> None:
        model = _kinds()[options["of"]]
        record = model._base_manager.filter(pk=options["number"]).first()
        if record is None:
            raise CommandError(f"There is no {options['of']} with this number.")
        kept = Q(pk__in=[record.latest_revision_id, record.live_revision_id]) | Q(approved_go_live_at__isnull=False)
        former = record.revisions.exclude(kept)
        number = former.count()
        for version in former:
            version.delete()
        if record.live and record.last_published_at and model in takedowns.KEYS:
            just_before = record.last_published_at - timedelta(microseconds=1)
            takedowns.note(model, record, takedowns.UNPUBLISHED, at=just_before)
        self.stdout.write(f"Versions erased: {number}.")
