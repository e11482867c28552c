from django.contrib.auth import get_permission_codename
from wagtail.admin.forms import WagtailAdminModelForm

from publishing.pages.review.second_person_form import SecondPersonForm


class ReviewedRecordForm(SecondPersonForm, WagtailAdminModelForm):
    """The form of a record with drafts, as Wagtail makes it."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        stored = type(self.instance)._base_manager
        self.stored = stored.filter(pk=self.instance.pk).first() if self.instance.pk else None

    def user_may_publish(self) -> bool:
        model = self.instance._meta
        return self.for_user.has_perm(f"{model.app_label}.{get_permission_codename('publish', model)}")
