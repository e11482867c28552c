import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.urls import reverse

USERNAME = "admin"


class Command(BaseCommand):
    help = "Makes one administrator with a random password, printed once. Does nothing when there is one already."

    def handle(self, *args, **options) -> None:
        users = get_user_model().objects
        if users.filter(is_superuser=True).exists():
            return
        password = secrets.token_urlsafe(12)
        users.create_superuser(username=USERNAME, email="", password=password)
        address = settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_home")
        self.stdout.write(
            "\n"
            f"  The editors' area:  {address}\n"
            f"  Name:               {USERNAME}\n"
            f"  Password:           {password}\n"
            "  The password is shown this once only. Change it after the first login.\n"
        )
