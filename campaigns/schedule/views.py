"""The editors' way of a schedule: upload, look at every row, confirm, see how far it is and what came of it."""

from functools import wraps

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from campaigns.schedule import table
from campaigns.schedule.keep import keep
from campaigns.schedule.models import ScheduleImport
from campaigns.schedule.rows import CHANGED, NEW, SAME, WRONG, PlannedRow, understand
from campaigns.sessions.models import SessionPage

ROWS_A_PAGE = 100
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def may_import(request: HttpRequest) -> bool:
    index = SessionPage.lists().first()
    return bool(index and index.permissions_for_user(request.user).can_add_subpage())


def for_importers(view):
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_import(request):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


class ScheduleForm(forms.Form):
    file = forms.FileField(
        label=_("Spreadsheet"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"empty": _("This file is empty."), "required": _("Choose a file first.")},
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        if upload := cleaned.get("file"):
            try:
                cleaned["rows"] = understand(table.read(upload))
            except table.UnreadableTable as reason:
                self.add_error("file", str(reason))
        return cleaned


@for_importers
def upload(request: HttpRequest) -> HttpResponse:
    form = ScheduleForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        ScheduleImport.forget_old_ones()
        rows = [row.as_json() for row in form.cleaned_data["rows"]]
        schedule = ScheduleImport.objects.create(user=request.user, rows=rows)
        return redirect("schedule_import", schedule.pk)
    headings = [words[0] for words in table.COLUMNS.values()]
    return TemplateResponse(
        request, "wagtailadmin/campaigns/schedule_upload.html", {"form": form, "headings": headings}
    )


@require_safe
@for_importers
def template(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(table.template(), content_type=SPREADSHEET)
    response.headers["Content-Disposition"] = 'attachment; filename="jadwal-kegiatan.xlsx"'
    return response


@require_safe
@for_importers
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The preview before the confirmation; after it how far it is, and at last what came of it."""
    schedule = get_object_or_404(ScheduleImport, pk=pk, user=request.user)
    rows = [PlannedRow(**row) for row in schedule.rows]
    counts = {kind: sum(row.kind == kind for row in rows) for kind in (NEW, CHANGED, SAME, WRONG)}
    wanted = request.GET.get("jenis")
    shown = [row for row in rows if row.kind == wanted] if wanted in counts else rows
    context = {
        "schedule": schedule,
        "counts": counts,
        "total": len(rows),
        "kind": wanted if wanted in counts else "",
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
