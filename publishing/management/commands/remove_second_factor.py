from django.core.management.base import BaseCommand, CommandError

from publishing.accounts import office, trail
from publishing.accounts.factor import codes
from publishing.models import User


class Command(BaseCommand):
    help = "Takes the second factor from an account whose phone and paper are lost. The next login binds a phone anew."

    def add_arguments(self, parser) -> None:
        parser.add_argument("name", help="the login name")

    def handle(self, *args, name: str, **options) -> None:
        account = User.objects.filter(username=name).first()
        if not account:
            raise CommandError("There is no account of this name.")
        if not codes.remove(account):
            raise CommandError("This account has no second factor.")
        trail.note(trail.FACTOR_REMOVED, account, None)
        office.tell_removed(account)
        self.stdout.write("Removed. All sessions of the account have ended.")
