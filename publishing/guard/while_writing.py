"""
What the guard says while somebody still writes: the form is sent to be looked at, and nothing of it is kept.

`answer` is asked by static/js/guard.js after a change, with the form as it stands. It tells findings, masked and with
the field of each, and hints to write more plainly. `GuardBeside` puts the panel that shows both beside Wagtail's own,
on every screen whose form is a GuardedForm.
"""

from collections.abc import Callable, Collection, Mapping

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import models
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.contrib.settings.models import BaseGenericSetting
from wagtail.contrib.settings.views import get_setting_edit_handler
from wagtail.models import Page

from publishing.guard.forms import GuardedForm
from publishing.guard.gate import Found
from publishing.guard.texts import Place, texts_of
from publishing.words.plain_language import hints

NEW = "baru"  # in place of a record's number
PARENT = "di"  # the page below which a new one is written
MOST_HINTS = 12


@require_POST
def answer(request: HttpRequest, kind: str, number: str) -> HttpResponse:
    """`kind` is the label of a model, `number` that of the record. 403 for whoever may not write it."""
    try:
        form = _form(request, _model(kind), number)
        found = form.found_so_far()
    except (KeyError, ValueError):  # a part of the form is missing: it comes from no screen of ours
        return HttpResponseBadRequest()
    return JsonResponse(as_told(form, found, request.POST))


def as_told(form: GuardedForm, found: list[Found], data: Mapping[str, str] | None) -> dict[str, list]:
    """Findings and hints in words, as guard.js shows them. `data` is what the form was sent with; None: nothing yet."""
    formsets = getattr(form, "formsets", {})
    findings = [
        {
            "field": field_at(one.text.place, data, formsets),
            "label": one.label,
            "asks": one.asks,
            "level": _("Needs a reason") if one.asks else _("Must go"),
            "masked": one.masked,
            "message": f"{one.why} {one.advice}",
        }
        for one in found
    ]
    return {"findings": findings, "hints": _hints(form, data, formsets)}


def field_at(place: Place, data: Mapping[str, str] | None, formsets: Collection[str] = ()) -> str:
    """
    The name in the form of the field at `place`. Where the place lies within what is chosen there, such as a picture,
    the name goes on behind that of the chooser.
    """
    name, *below = place
    name = str(name)
    for depth, part in enumerate(below):
        if isinstance(part, str) or (depth == 0 and name in formsets):
            name = f"{name}-{part}"
        else:
            name = f"{name}-{_place_in_form(name, part, data)}-value"
    return name


def _place_in_form(name: str, position: int, data: Mapping[str, str] | None) -> int:
    """Blocks keep the number with which they came, however they are moved; those that were taken out keep one too."""
    count = (data or {}).get(f"{name}-count", "")
    if not data or not count.isdecimal():
        return position
    there = [number for number in range(int(count[:4])) if not data.get(f"{name}-{number}-deleted")]
    there.sort(key=lambda number: int(data.get(f"{name}-{number}-order") or number))
    return there[position] if position < len(there) else position


def _hints(form: GuardedForm, data: Mapping[str, str] | None, formsets: Collection[str]) -> list[dict[str, str]]:
    if not isinstance(form.instance, Page):
        return []
    told = []
    for text in texts_of(form.instance):
        if text.place[0] != "slug" and text.place[0] != "sources":  # addresses, and titles as others wrote them
            field = field_at(text.place, data, formsets)
            told += [{"field": field, "label": text.label, "message": str(hint.message)} for hint in hints(text.words)]
        if len(told) >= MOST_HINTS:
            break
    return told[:MOST_HINTS]


def _model(kind: str) -> type[models.Model]:
    try:
        return apps.get_model(kind)
    except (LookupError, ValueError):
        raise Http404 from None


def _form(request: HttpRequest, model: type[models.Model], number: str) -> GuardedForm:
    if issubclass(model, Page):
        return _page_form(request, model, number)
    form_class = _record_form(model)
    if not form_class or not issubclass(form_class, GuardedForm):
        raise Http404
    policy = model.get_permission_policy() if issubclass(model, BaseGenericSetting) else _policy(model)
    if number == NEW:
        record, may = model(), policy.user_has_permission(request.user, "add")
    else:
        record = get_object_or_404(model, pk=number)
        may = policy.user_has_permission_for_instance(request.user, "change", record)
        if hasattr(record, "get_latest_revision_as_object"):
            record = record.get_latest_revision_as_object()
    if not may:
        raise PermissionDenied
    return form_class(request.POST, instance=record, for_user=request.user)


def _record_form(model: type[models.Model]) -> type[ModelForm] | None:
    if issubclass(model, BaseGenericSetting):
        return get_setting_edit_handler(model).get_form_class()
    screens = getattr(model, "snippet_viewset", None)
    return screens and screens.get_edit_handler().get_form_class()


def _policy(model: type[models.Model]):
    return model.snippet_viewset.permission_policy


def _page_form(request: HttpRequest, model: type[Page], number: str) -> GuardedForm:
    if number == NEW:
        parent = get_object_or_404(Page, pk=request.GET.get(PARENT)).specific
        page, may = model(owner=request.user), parent.permissions_for_user(request.user).can_add_subpage()
    else:
        page = get_object_or_404(model, pk=number).get_latest_revision_as_object()
        parent, may = page.get_parent(), page.permissions_for_user(request.user).can_edit()
    if not may:
        raise PermissionDenied
    form_class = model.get_edit_handler().get_form_class()
    if not issubclass(form_class, GuardedForm):
        raise Http404
    return form_class(request.POST, instance=page, parent_page=parent, for_user=request.user)


class GuardSidePanel(BaseSidePanel):
    """Beside the form: what the guard and the hints say of what stands in it now."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = gettext_lazy("Toggle what to look at before it is public")
        icon_name = "warning"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: dict) -> dict:
            context = super().get_context_data(parent_context)
            return context | {"count": len(self.panel.form.found)}

    name = "guard"
    title = gettext_lazy("Before it is public")
    template_name = "wagtailadmin/guard/side_panel.html"
    order = 340

    def __init__(self, form: GuardedForm, request: HttpRequest, parent: Page | None) -> None:
        super().__init__(form.instance, request)
        self.form, self.parent = form, parent

    @property
    def address(self) -> str:
        record = self.form.instance
        address = reverse("guard_while_writing", args=[record._meta.label_lower, record.pk or NEW])
        return f"{address}?{PARENT}={self.parent.pk}" if self.parent and not record.pk else address

    def get_context_data(self, parent_context: dict) -> dict:
        told = as_told(self.form, self.form.found, self.form.data if self.form.is_bound else None)
        return super().get_context_data(parent_context) | {"address": self.address, "told": told}


class GuardBeside:
    """Middleware: Wagtail has no hook for the panels beside a form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        context = response.context_data or {}
        form, panels = context.get("form"), context.get("side_panels")
        if isinstance(form, GuardedForm) and isinstance(panels, list):
            panels.append(GuardSidePanel(form, request, context.get("parent_page")))
            panels.sort(key=lambda panel: panel.order)
        return response
