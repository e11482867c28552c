import csv

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from campaigns.models import CaseFigure, DataPage
from publishing.text import inert
from publishing.visibility import is_open


@require_safe
def case_figures_csv(request: HttpRequest) -> HttpResponse:
    """The yearly figures for spreadsheets: tahun, kasus_tercatat, sumber, catatan."""
    if not DataPage.objects.filter(is_open()).exists():
        raise Http404  # the file says what the page says, to the same readers
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="kasus.csv"'
    writer = csv.writer(response)
    writer.writerow(["tahun", "kasus_tercatat", "sumber", "catatan"])
    for figure in CaseFigure.objects.by_year():
        writer.writerow([figure.year, figure.count, inert(figure.source), inert(figure.note)])
    return response
