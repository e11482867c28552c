"""The editors' way of a schedule: upload, look at every row, confirm, see how far it is and what came of it."""

from functools import wraps
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from campaigns.schedule import table
from campaigns.schedule.drafts import keep
from campaigns.schedule.headings import COLUMNS
from campaigns.schedule.models import ScheduleImport
from campaigns.schedule.planned import CHANGED, NEW, SAME, WRONG, PlannedRow
from campaigns.schedule.rows import understand
from campaigns.schedule.unreadable_files import UnreadableTable
from campaigns.sessions.models import SessionPage
from publishing.models import User
from publishing.spreadsheets import writing

ROWS_A_PAGE = 100
LOOK_AT = "look-at"


def may_import(user: User) -> bool:
    index = SessionPage.lists().first()
    return bool(index and index.permissions_for_user(user).can_add_subpage())


def for_importers(view):
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_import(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


class ScheduleForm(forms.Form):
    file = forms.FileField(
        label=_("Spreadsheet"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods,.csv,.txt,.tsv"}),
        error_messages={"empty": _("This file is empty."), "required": _("Choose a file first.")},
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        if upload := cleaned.get("file"):
            try:
                cleaned["tables"] = table.read(upload)
            except UnreadableTable as reason:
                self.add_error("file", str(reason))
        return cleaned


@for_importers
def upload(request: HttpRequest) -> HttpResponse:
    form = ScheduleForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        ScheduleImport.forget_old_ones()
        imports = [_planned(found, request.user) for found in form.cleaned_data["tables"]]
        if len(imports) == 1:
            return redirect("schedule_import", imports[0].pk)
        return redirect(
            f"{reverse('schedule_sheets')}?{urlencode({'lembar': [one.pk for one in imports]}, doseq=True)}"
        )
    headings = [words[0] for words in COLUMNS.values()]
    return TemplateResponse(
        request, "wagtailadmin/campaigns/schedule_upload.html", {"form": form, "headings": headings}
    )


def _planned(found: table.Table, user) -> ScheduleImport:
    rows = [row.as_json() for row in understand(found.rows)]
    return ScheduleImport.objects.create(user=user, sheet=found.sheet[:200], notes=found.notes, rows=rows)


@require_safe
@for_importers
def sheets(request: HttpRequest) -> HttpResponse:
    """Which of the sheets of one file: each waits as an import of its own, and one after the other can be kept."""
    numbers = [int(number) for number in request.GET.getlist("lembar") if number.isdecimal() and len(number) < 10]
    imports = ScheduleImport.objects.filter(pk__in=numbers, user=request.user).order_by("pk")
    if not imports:
        return redirect("schedule_upload")
    return TemplateResponse(request, "wagtailadmin/campaigns/schedule_sheets.html", {"imports": imports})


@require_safe
@for_importers
def template(request: HttpRequest) -> HttpResponse:
    return writing.xlsx_response("jadwal-kegiatan.xlsx", table.template())


@require_safe
@for_importers
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The preview before the confirmation; after it how far it is, and at last what came of it."""
    schedule = get_object_or_404(ScheduleImport, pk=pk, user=request.user)
    rows = [PlannedRow(**row) for row in schedule.rows]
    counts = {kind: sum(row.kind == kind for row in rows) for kind in (NEW, CHANGED, SAME, WRONG)}
    wanted = request.GET.get("jenis")
    shown = [row for row in rows if row.kind == wanted] if wanted in counts else rows
    if wanted == LOOK_AT:
        shown = [row for row in rows if row.warnings or row.is_past]
    context = {
        "schedule": schedule,
        "counts": counts,
        "total": len(rows),
        "to_look_at": sum(bool(row.warnings) or row.is_past for row in rows),
        "kind": wanted if wanted in {*counts, LOOK_AT} else "",
        "rows": Paginator(shown, ROWS_A_PAGE).get_page(request.GET.get("p")),
        "wrong": [row for row in rows if row.kind == WRONG],
    }
    names = {"ready": "schedule_preview", "running": "schedule_progress", "done": "schedule_result"}
    response = TemplateResponse(request, f"wagtailadmin/campaigns/{names[schedule.state]}.html", context)
    if schedule.state == ScheduleImport.State.RUNNING:
        response.headers["Refresh"] = "2"  # seconds
    return response


@require_POST
@for_importers
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Start the work once, however often the button is pressed."""
    states = ScheduleImport.State
    waiting = ScheduleImport.objects.filter(pk=pk, user=request.user, state=states.READY)
    if waiting.update(state=states.RUNNING):
        transaction.on_commit(lambda: keep.enqueue(pk))
    return redirect("schedule_import", pk)


@require_POST
@for_importers
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Start again what stands still: a worker that was stopped leaves the rest undone, never half a row."""
    if ScheduleImport.objects.filter(pk=pk, user=request.user, state=ScheduleImport.State.RUNNING).exists():
        transaction.on_commit(lambda: keep.enqueue(pk))
    return redirect("schedule_import", pk)
