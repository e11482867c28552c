"""Wagtail's screens for documents, which also say what was taken out of one."""

from django.utils.translation import gettext as _
from wagtail.documents.views.documents import CreateView, EditView

from publishing.media.models import CampaignDocument


def what_was_taken_out(document: CampaignDocument) -> str:
    """A sentence on the upload that was just stored; empty when nothing was taken out, or nothing was uploaded."""
    things = "; ".join(map(str, document.taken_out))
    return _("Taken out of it: %(things)s.") % {"things": things} if things else ""


class AddDocument(CreateView):
    def get_success_message(self, instance: CampaignDocument) -> str:
        return f"{super().get_success_message(instance)} {what_was_taken_out(instance)}".strip()


class EditDocument(EditView):
    def get_success_message(self) -> str:
        return f"{super().get_success_message()} {what_was_taken_out(self.object)}".strip()
