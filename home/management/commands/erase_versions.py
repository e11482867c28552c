from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Q
from wagtail.models import Page

from home.backups import takedowns


class Command(BaseCommand):
    help = (
        "Erases a page's former versions, after something in them was corrected that nobody may read again, and has a "
        "restore of an older backup leave the page unpublished."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("page", type=int, help="the number in the address of the editor: /admin/pages/NUMBER/edit/")

    @transaction.atomic
    def handle(self, *args, **options) -> None:
        page = Page.objects.filter(pk=options["page"]).first()
        if page is None:
            raise CommandError("There is no page with this number.")
        kept = Q(pk__in=[page.latest_revision_id, page.live_revision_id]) | Q(approved_go_live_at__isnull=False)
        former = page.revisions.exclude(kept)
        number = former.count()
        for version in former:
            version.delete()
        if page.live and page.last_published_at:
            just_before = page.last_published_at - timedelta(microseconds=1)
            takedowns.note(Page, page, takedowns.UNPUBLISHED, at=just_before)
        self.stdout.write(f"Versions erased: {number}.")
