from django.db import models


class Attempt(models.Model):
    """
    One try at something that may be tried only so often, such as a login. See `publishing.accounts.attempts`.

    It holds a digest that can't be turned back, and no address of anybody; when it is of no use any more it is erased.
    """

    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    erased_after = models.DateTimeField(db_index=True)

    changes_what_readers_see = False

    class Meta:
        indexes = [models.Index(fields=["digest", "at"], name="attempts_of_one_name")]
        verbose_name = "attempt"

    def __str__(self) -> str:
        return f"{self.digest[:8]} {self.at}"
