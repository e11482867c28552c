"""The screen of a session on which it is copied to another day, or repeated by a rule."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from wagtail.admin import messages

from campaigns.series.forms import CopyForm, RuleForm, next_week
from campaigns.series.keeping import Outcome, copy_to, repeat
from campaigns.series.models import Occurrence
from campaigns.series.rules import Every
from campaigns.sessions import dates
from campaigns.sessions.models import SessionPage


def may_repeat(session: SessionPage, user) -> bool:
    """Whoever may open the session in its editor and write new ones beside it."""
    may = session.permissions_for_user(user)
    return may.can_edit() and session.get_parent().permissions_for_user(user).can_add_subpage()


def repeat_session(request: HttpRequest, pk: int) -> HttpResponse:
    session = get_object_or_404(SessionPage, pk=pk)
    if not may_repeat(session, request.user):
        raise PermissionDenied
    newest = session.get_latest_revision_as_object()
    occurrence = Occurrence.objects.select_related("series").filter(session=session).first()
    first = occurrence.series.first_day if occurrence else newest.first_day
    asked = {name for name in ("copy", "look", "repeat") if name in request.POST}
    copy_form = CopyForm(request.POST if "copy" in asked else None, initial={"day": next_week(newest.first_day)})
    rule_form = RuleForm(first, request.POST if asked & {"look", "repeat"} else None, initial=_known(occurrence))
    if copy_form.is_bound and copy_form.is_valid():
        copied = copy_to(session, copy_form.cleaned_data["day"], request.user)
        messages.success(
            request, gettext("A draft for %(when)s was made. Check it, then publish it.") % {"when": copied.when}
        )
        return redirect("wagtailadmin_pages:edit", copied.pk)
    if "repeat" in asked and rule_form.is_valid():
        _tell(request, repeat(session, rule_form.rule, request.user))
        return redirect("sessions:index")
    days = rule_form.rule.days() if rule_form.is_bound and rule_form.is_valid() else []
    today = timezone.localdate()
    context = {
        "session": session,
        "occurrence": occurrence,
        "copy_form": copy_form,
        "rule_form": rule_form,
        "days": [(dates.long_day(day), day > today) for day in days],
        "title": gettext("Repeat a session"),
    }
    return TemplateResponse(request, "wagtailadmin/campaigns/repeat.html", context)


def _known(occurrence: Occurrence | None) -> dict[str, object]:
    if occurrence is None:
        return {"every": Every.WEEK, "interval": 1}
    rule = occurrence.series.planned
    return {"every": rule.every, "interval": rule.interval, "until": rule.until}


def _tell(request: HttpRequest, outcome: Outcome) -> None:
    made = ngettext("%(number)s draft was made.", "%(number)s drafts were made.", outcome.made)
    words = [made % {"number": outcome.made}]
    if outcome.removed:
        removed = ngettext(
            "%(number)s draft that nobody had changed is gone with its day.",
            "%(number)s drafts that nobody had changed are gone with their days.",
            outcome.removed,
        )
        words.append(removed % {"number": outcome.removed})
    messages.success(request, " ".join(words))
    for session in outcome.kept:
        kept = gettext("“%(title)s”, %(when)s, is not in the new rule, and was kept, because somebody worked on it.")
        look = messages.button(reverse("wagtailadmin_pages:edit", args=[session.pk]), gettext("Look at it"))
        messages.warning(request, kept % {"title": session.title, "when": session.when}, buttons=[look])
