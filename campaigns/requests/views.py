from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from campaigns.requests.drafts import draft_from, held_back
from campaigns.requests.models import SessionRequest
from campaigns.sessions.models import SessionPage


@require_POST
@transaction.atomic
def draft_requested_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a draft session from a request, once, and open it. A note typed beside the button is kept."""
    asked = get_object_or_404(SessionRequest.objects.select_for_update(), pk=pk)
    index = get_object_or_404(SessionPage.lists())
    may_change = request.user.has_perm("campaigns.change_sessionrequest")
    if not may_change or not index.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    session = asked.session
    if session is None and (found := held_back(asked)):
        told = " ".join(f"{one.label}: {one.message}" for one in found)
        messages.error(request, gettext("No draft was made. Write the session yourself, without this:") + " " + told)
        return redirect("wagtailsnippets_campaigns_sessionrequest:edit", asked.pk)
    if session is None:
        asked.note = request.POST.get("note", asked.note)
        session = draft_from(asked, index, request.user)
        messages.success(request, gettext("A draft was made. Complete day, place and programme, then publish it."))
    return redirect("wagtailadmin_pages:edit", session.pk)
