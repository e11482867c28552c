"""
Wagtail's screens for documents, which also say what was taken out of one, and for redirects: guarded, without upload.
"""

from django.forms import CharField
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.contrib.redirects import forms
from wagtail.contrib.redirects.views import CreateView as CreateRedirect
from wagtail.contrib.redirects.views import EditView as ChangeRedirect
from wagtail.contrib.redirects.views import IndexView
from wagtail.documents.views.documents import CreateView, DeleteView, EditView
from wagtail.images.views import images

from publishing.guard.forms import REASON, GuardedForm
from publishing.media.models import CampaignDocument
from publishing.media.usage import NotWhileItIsShown


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


class DeleteDocument(NotWhileItIsShown, DeleteView):
    pass


class DeletePicture(NotWhileItIsShown, images.DeleteView):
    pass


class RedirectForm(GuardedForm, forms.RedirectForm):
    """Says at the field what may not be public, and then asks for the reason if the site only asks."""

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if any(one.asks for one in self.found):
            label = _("Why it may be public all the same (only for what the site asks, never for what it stops)")
            self.fields[REASON] = CharField(label=label, max_length=300, required=False)
        return valid


class AddRedirect(CreateRedirect):
    form_class = RedirectForm


class EditRedirect(ChangeRedirect):
    form_class = RedirectForm


class RedirectsWithoutImport(IndexView):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        importing = reverse("wagtailredirects:start_import")
        return [button for button in super().header_more_buttons if button.url != importing]
