"""The screen on which the versions of a draft are erased that hold what may never be public."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.models import Page

from publishing.pages.review.old_stops import HasPagesBelow, erase, name_of, stopped_versions


def erase_versions(request: HttpRequest, page_id: int) -> HttpResponse:
    """GET tells what would go, and whoever may not do it, who may. POST erases."""
    page = get_object_or_404(Page, pk=page_id)
    may = page.specific.permissions_for_user(request.user)
    if not may.can_edit():
        return permission_denied(request)
    if request.method == "POST":
        if not may.can_delete():
            return permission_denied(request)
        try:
            number = erase(page, request.user)
        except HasPagesBelow:
            messages.error(request, _("Other pages lie below this one. Move them first, or mend the text."))
            return redirect("erase_versions", page.pk)
        told = ngettext("%(number)s version was erased.", "%(number)s versions were erased.", number)
        messages.success(request, told % {"number": number})
        return redirect("wagtailadmin_home")
    stopped = list(stopped_versions(page))
    context = {
        "page": page,
        "name": name_of(page),
        "may_erase": may.can_delete(),
        "versions": [
            (version.created_at, sorted({f"{one.label}: {one.masked}" for one in found})) for version, found in stopped
        ],
        "keeps_one": page.live or page.revisions.count() > len(stopped),
    }
    return TemplateResponse(request, "wagtailadmin/guard/erase_versions.html", context)
