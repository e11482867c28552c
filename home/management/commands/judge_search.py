from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.test import RequestFactory

from home.help.points import Help
from home.search.judging import NEAR, judge, read_judged, table
from home.search.results import results_for
from publishing.search.danger import card_for

JUDGED = settings.ROOT / "tests" / "search" / "judged.tsv"


class Command(BaseCommand):
    help = "How good the search of this site is: a table by the kind of who asks, and what failed. Changes nothing."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=JUDGED, help="judged queries, see tests/search")

    def handle(self, *args, **options) -> None:
        request, help_points = RequestFactory().get("/cari/"), Help()
        verdicts = judge(
            list(read_judged(options["file"])),
            lambda query: results_for(query, request, help_points, most=NEAR),
            card_for,
        )
        self.stdout.write(table(verdicts))
