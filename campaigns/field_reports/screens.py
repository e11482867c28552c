"""What the editor of a session sees of its reports from the field."""

from collections.abc import Callable
from functools import wraps

import segno
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.images.forms import BaseImageForm
from wagtail.images.permissions import permission_policy as images

from campaigns.field_reports import taking
from campaigns.field_reports.models import FieldPhoto, FieldReport, FieldReportLink
from campaigns.sessions.models import SessionPage
from publishing.accounts.links import keep_until_shown, shown_once, to_pass_on
from publishing.guard.gate import look_at
from publishing.guard.texts import Text
from publishing.media.forms import GuardedFileForm
from publishing.media.models import CampaignImage
from publishing.uploads.images import CleanPicture

NEW_LINK = "new_field_link"  # in the editor's session, until it was shown


class PictureForm(GuardedFileForm, BaseImageForm):
    """What a photo from the field lacks to be a picture of the library: above all, the consent of those in it."""

    class Meta(BaseImageForm.Meta):
        model = CampaignImage
        fields = ["title", "description", "people", "consent", "credit", "collection"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["description"].required = True


def may_use(session: SessionPage, user) -> bool:
    return session.live and not session.is_cancelled and session.permissions_for_user(user).can_edit()


def _for_editors(view: Callable) -> Callable:
    """Gives `view` the session in place of its number, if this editor may work on it."""

    @wraps(view)
    def asked(request: HttpRequest, pk: int, *args, **kwargs) -> HttpResponse:
        session = get_object_or_404(SessionPage, pk=pk)
        if not session.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return view(request, session, *args, **kwargs)

    return asked


@_for_editors
def reports(request: HttpRequest, session: SessionPage) -> HttpResponse:
    received = list(session.field_reports.prefetch_related("photos"))
    for report in received:
        text = Text(("sentence",), str(FieldReport._meta.get_field("sentence").verbose_name), report.sentence)
        report.found = list(look_at([text]))
    context = {
        "session": session,
        "reports": received,
        "link": session.field_links.open().first(),
        "may_make": may_use(session, request.user),
        "may_add_images": images.user_has_permission(request.user, "add"),
        "title": gettext("Reports from the field"),
    }
    return TemplateResponse(request, "wagtailadmin/campaigns/field_reports.html", context)


@_for_editors
@require_POST
def make_link(request: HttpRequest, session: SessionPage) -> HttpResponse:
    if not may_use(session, request.user):
        raise PermissionDenied
    address = FieldReportLink.address_of(FieldReportLink.objects.make(session, request.user))
    keep_until_shown(request.session, NEW_LINK, session.pk, address)
    return redirect("field_report_link", session.pk)


@_for_editors
def link(request: HttpRequest, session: SessionPage) -> HttpResponse:
    """The link on a slip, once: nobody can read it here a second time, for it is stored nowhere."""
    address = shown_once(request.session, NEW_LINK, session.pk)
    if not address:
        messages.error(
            request, gettext("This link was shown already and is stored nowhere. Is it lost? Make a new one.")
        )
        return redirect("field_reports", session.pk)
    code = segno.make(address, error="m", micro=False).svg_inline(scale=4, border=2, light="#fff")
    context = {
        "session": session,
        "address": address,
        "link": session.field_links.open().first(),
        "picture": mark_safe(code),
        "title": gettext("Link for a report from the field"),
    }
    context["whatsapp"] = to_pass_on("campaigns/mail/field_report_whatsapp.txt", context)
    return TemplateResponse(request, "wagtailadmin/campaigns/field_report_link.html", context)


@_for_editors
@require_POST
def withdraw(request: HttpRequest, session: SessionPage) -> HttpResponse:
    session.field_links.withdraw()
    messages.success(request, gettext("The link was withdrawn. It opens nothing any more."))
    return redirect("field_reports", session.pk)


@_for_editors
@require_POST
@transaction.atomic
def take(request: HttpRequest, session: SessionPage, report_pk: int) -> HttpResponse:
    """Numbers and sentence into the draft, once."""
    report = get_object_or_404(session.field_reports.select_for_update(), pk=report_pk)
    if session.permissions_for_user(request.user).page_locked():
        messages.error(request, gettext("Somebody has locked this session. Nothing was taken over."))
        return redirect("field_reports", session.pk)
    if report.taken_at is None:
        for group, there, sent in taking.take_over(report, request.user):
            words = gettext("%(group)s: the draft says %(there)s, which stays; the report says %(sent)s.")
            messages.warning(request, words % {"group": group, "there": there, "sent": sent})
        messages.success(request, gettext("The report stands in the draft. Look it over, then publish it."))
    if not report.photos.exists():
        report.delete()
        return redirect(reverse("wagtailadmin_pages:edit", args=[session.pk]) + "#tab-laporan")
    return redirect("field_reports", session.pk)


@_for_editors
@require_POST
def finish(request: HttpRequest, session: SessionPage, report_pk: int) -> HttpResponse:
    """The report has done its work, or is of no use: it is deleted, with the photos that are left."""
    get_object_or_404(session.field_reports, pk=report_pk).delete()
    messages.success(request, gettext("The report and its photos were deleted."))
    return redirect("field_reports", session.pk)


@_for_editors
def photo(request: HttpRequest, session: SessionPage, photo_pk: int) -> FileResponse:
    found = _photo(session, photo_pk)
    return FileResponse(found.file.open(), headers={"Cache-Control": "private, no-store"})


@_for_editors
def keep_photo(request: HttpRequest, session: SessionPage, photo_pk: int) -> HttpResponse:
    """Make a photo a picture of the library, and put it into the draft's report."""
    found = _photo(session, photo_pk)
    if not images.user_has_permission(request.user, "add"):
        raise PermissionDenied
    image = CampaignImage(uploaded_by_user=request.user)
    form = PictureForm(request.POST or None, instance=image, user=request.user, initial={"title": session.title})
    if form.is_bound and form.is_valid():
        if session.permissions_for_user(request.user).page_locked():
            form.add_error(None, gettext("Somebody has locked this session. Nothing was taken over."))
        else:
            with transaction.atomic(), found.file.open() as file:
                image.file, image.sha256 = CleanPicture(file.read(), found.file.name.rpartition(".")[2]), found.sha256
                form.save()
                taking.add_photo(found, image, request.user)
            messages.success(request, gettext("The photo is in the library and in the draft's report."))
            return redirect("field_reports", session.pk)
    context = {"session": session, "photo": found, "form": form, "title": gettext("Photo from the field")}
    return TemplateResponse(request, "wagtailadmin/campaigns/field_photo.html", context)


def _photo(session: SessionPage, pk: int) -> FieldPhoto:
    return get_object_or_404(FieldPhoto.objects.select_related("report__session"), report__session=session, pk=pk)
