"""The address that a link leads to. No cookie, no account; the link itself is what proves the sender."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.field_reports.forms import MOST_BYTES, FieldReportForm
from campaigns.field_reports.models import MOST_PHOTOS, FieldReportLink
from publishing.accounts.attempts import Limit
from publishing.media.receiving import BoundedUpload

TRIES = Limit("report from the field", ((10, timedelta(hours=1)), (40, timedelta(days=14))))


@csrf_exempt  # whoever has no cookie has no token either
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def send_report(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the address changes nothing: messengers open it as well, to show what is behind it. Sending closes it."""
    request.answers_one_reader = True
    link = FieldReportLink.objects.of_token(token)
    if link is None:
        return _dead(request)
    context = {"session": link.session, "link": link, "most_photos": MOST_PHOTOS}
    if link.session.starts_at > timezone.now():
        return render(request, "campaigns/field_report_early.html", context)
    form = FieldReportForm()
    if request.method == "POST":
        may_try = not TRIES.wait_for(link.digest)
        request.upload_handlers = [BoundedUpload(request, most=MOST_PHOTOS * MOST_BYTES if may_try else 0)]
        form = FieldReportForm(request.POST, request.FILES, may_try=may_try)
        if form.is_valid():
            return redirect("field_report_sent") if form.send(link) else _dead(request)
    return render(request, "campaigns/field_report.html", context | {"form": form})


def _dead(request: HttpRequest) -> HttpResponse:
    return render(request, "campaigns/field_report_dead.html", status=410)


@require_safe
def report_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "campaigns/field_report_sent.html")


def opens(path: str) -> bool:
    """Whether it is the path of a link by which photos may be sent now. For the server: see its limits."""
    try:
        found = resolve(path)
    except Resolver404:
        return False
    return found.url_name == "field_report" and FieldReportLink.objects.of_token(found.kwargs["token"]) is not None
