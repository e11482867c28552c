from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """An account of the office or of a partner. Our own from the first migration, so that it can grow."""

    changes_what_readers_see = False
