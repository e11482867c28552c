"""
Where a picture or a document is shown. Whoever changes or deletes it changes those pages at once, so he has to be one
who may publish them.
"""

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

REASON = gettext_lazy(
    "It is shown on “%(page)s”, which you may not publish. Upload another one and choose it there, or ask somebody who "
    "may publish."
)


def live_pages_with(file: Model) -> QuerySet[Page]:
    pages = ReferenceIndex.get_references_to(file).filter(base_content_type__model="page").values_list("object_id")
    return Page.objects.live().filter(pk__in=[int(pk) for (pk,) in pages])


def out_of_reach(file: Model, user: AbstractBaseUser) -> Page | None:
    """A page that shows the file and that `user` may not publish."""
    if user.is_superuser:
        return None
    return next((page for page in live_pages_with(file) if not page.permissions_for_user(user).can_publish()), None)


def refuse(request: HttpRequest, page: Page) -> HttpResponse:
    messages.error(request, REASON % {"page": page})
    return redirect("wagtailadmin_home")


def before_many_are_deleted(request: HttpRequest, action_type: str, objects: list, action) -> HttpResponse | None:
    files = [one for one in objects if isinstance(one, (get_image_model(), get_document_model()))]
    if action_type != "delete":
        return None
    shown = next((page for file in files if (page := out_of_reach(file, request.user))), None)
    return refuse(request, shown) if shown else None


class NotWhileItIsShown:
    """Mixed into Wagtail's view that deletes one."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if page := out_of_reach(self.get_object(), request.user):
            return refuse(request, page)
        return super().dispatch(request, *args, **kwargs)
