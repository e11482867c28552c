"""
A record that readers see and that is written as a draft, reviewed and published, as a page is.

Its row holds what readers see; a draft of a live record stands in its version alone. Whatever readers see of such a
model is asked for by `live()`. What is stored by code, as by the starter content, is live at once.
"""

from collections.abc import Collection

from django.db import models, transaction
from wagtail.models import DraftStateMixin, LockableMixin, Revision, RevisionMixin, WorkflowMixin

from publishing.guard.gate import let_through
from publishing.guard.records import GuardedRecord
from publishing.pages.changes import of_editors_only
from publishing.pages.review.fit import refuse_unfit
from publishing.pages.review.second_person import Emergency, refuse_own_work
from publishing.records.forms import ReviewedRecordForm


class ReviewedQuerySet(models.QuerySet):
    def live(self) -> "ReviewedQuerySet":
        """What readers may see; the others are drafts, or were taken down."""
        return self.filter(live=True)


class ReviewedRecord(Emergency, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, GuardedRecord):
    """The model of such a record. Its screen is a publishing.records.screens.ReviewedViewSet."""

    base_form_class = ReviewedRecordForm

    objects = ReviewedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        """Raises HeldBack."""
        super().save(*args, **kwargs)
        self.store_emergency()

    def readers_see(self, update_fields: Collection[str] | None) -> bool:
        return self.live and not of_editors_only(update_fields)

    def publish(self, revision: Revision, user=None, **kwargs):
        """Raises OwnWork, Unfit or HeldBack; then nothing was changed."""
        refuse_own_work(self, user)
        version = revision.as_object()
        refuse_unfit(version)
        let_through(version)
        with transaction.atomic():
            return super().publish(revision, user=user, **kwargs)

    def with_content_json(self, content: dict) -> "ReviewedRecord":
        """A version may name a record that is gone, such as a kelurahan: what is stored stands in for it."""
        needed = [field for field in self._meta.concrete_fields if field.many_to_one or field.one_to_one]
        for field in needed:
            there = field.related_model._base_manager
            if not field.null and field.name in content and not there.filter(pk=content[field.name]).exists():
                content = content | {field.name: field.value_from_object(self)}
        return super().with_content_json(content)
