from django.db import models


class StarterItem(models.Model):
    """
    A piece of starter content that was loaded once.

    What is noted here is never loaded again, so that an editor's change, move or deletion stands.
    """

    key = models.CharField(max_length=200, unique=True)
    loaded_at = models.DateTimeField(auto_now_add=True)

    changes_what_readers_see = False

    class Meta:
        verbose_name = "starter item"

    def __str__(self) -> str:
        return self.key
