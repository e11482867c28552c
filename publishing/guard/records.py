"""What every record has that readers see and that is no page: it passes the gate before it is stored."""

from collections.abc import Collection

from django.db import models
from wagtail.admin.forms import WagtailAdminModelForm

from publishing.guard.confirmations import store_answers
from publishing.guard.forms import GuardedForm
from publishing.guard.gate import let_through


class GuardedRecordForm(GuardedForm, WagtailAdminModelForm):
    """The form of one, as Wagtail makes it."""


class GuardedRecord(models.Model):
    """
    Mixed into the model of such a record. Its screen has a GuardPanel.

    `seen_by_editors_only` names the fields that readers never see.
    """

    base_form_class = GuardedRecordForm
    seen_by_editors_only: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        """Raises HeldBack."""
        if self.readers_see(kwargs.get("update_fields")):
            let_through(self)
        super().save(*args, **kwargs)
        store_answers(self)

    def readers_see(self, update_fields: Collection[str] | None) -> bool:
        """Whether readers see what a save of these fields (None: of all) stores."""
        return True
