from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from wagtail.models import Page

from home.backups import takedowns
from home.backups.sweeping import swept_seldom
from publishing.models import SitePage
from publishing.pages import share_card
from resources.kits.building import request_all_builds


class Command(BaseCommand):
    help = "Brings database and starter content up to date and makes the first administrator. Safe to run again."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--with-examples", action="store_true", help="also load examples, marked as such")

    def handle(self, *args, **options) -> None:
        with swept_seldom():
            call_command("migrate", interactive=False, verbosity=0)
        # The database may be a copy of an earlier moment: nothing below may begin with what was taken down since.
        takedowns.apply(settings.TAKEDOWNS_FILE)
        call_command("load_starter_content", with_examples=options["with_examples"], stdout=self.stdout)
        # A release may search more fields than the one before; pages come into the index when they are saved.
        call_command("update_index", verbosity=0, stdout=StringIO())
        # The same holds for what readers find.
        call_command("rebuild_search", verbosity=0)
        # Cards are drawn at publish: a new design, or a lost folder of files, would leave older pages without.
        for page in Page.objects.live().type(SitePage).specific():
            share_card.draw_for(page)
        # The same holds for the archives of kits; those that are right are left alone.
        request_all_builds()
        call_command("create_first_administrator", stdout=self.stdout)
