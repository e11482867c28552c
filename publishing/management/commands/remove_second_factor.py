from django.core.management.base import BaseCommand, CommandError

from publishing.accounts import notices
from publishing.accounts.factor import codes, passkeys
from publishing.models import User


class Command(BaseCommand):
    help = (
        "Takes the second factor from an account whose phone, passkeys and paper are lost; the next login binds a new "
        "one. With --passkey, only the passkey of that name."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("name", help="the login name")
        parser.add_argument("--passkey", metavar="NAME", help="of one passkey, as its owner calls it")

    def handle(self, *args, name: str, passkey: str | None, **options) -> None:
        account = User.objects.filter(username=name).first()
        if not account:
            raise CommandError("There is no account of this name.")
        if passkey is not None:
            self.remove_passkey(account, passkey)
        elif codes.remove(account):
            notices.factor_removed(account, None)
            self.stdout.write("Removed. All sessions of the account have ended.")
        else:
            raise CommandError("This account has no second factor.")

    def remove_passkey(self, account: User, name: str) -> None:
        keys = {passkeys.name_of(factor).casefold(): factor for factor in passkeys.of(account)}
        factor = keys.get(name.casefold())
        if not factor:
            known = ", ".join(passkeys.name_of(factor) for factor in keys.values())
            raise CommandError(f"This account has no such passkey. It has: {known or 'none'}.")
        codes.remove_one(factor)
        notices.passkey_removed(account, factor, None)
        self.stdout.write("Removed. All sessions that it opened have ended.")
