from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from campaigns.models import CaseFigure, DataPage, SessionIndexPage
from campaigns.sessions.facets import index_of
from publishing.pages.visibility import is_open
from publishing.spreadsheets.writing import csv_response


@require_safe
def case_figures_csv(request: HttpRequest) -> HttpResponse:
    """The yearly figures for spreadsheets: tahun, kasus_tercatat, sumber, catatan."""
    if not DataPage.objects.filter(is_open()).exists():
        raise Http404  # the file says what the page says, to the same readers
    rows = ([figure.year, figure.count, figure.source, figure.note] for figure in CaseFigure.objects.by_year())
    return csv_response("kasus.csv", ["tahun", "kasus_tercatat", "sumber", "catatan"], rows)


@require_safe
def session_totals_csv(request: HttpRequest) -> HttpResponse:
    """Sessions held and people reached, by year and kecamatan. An empty cell: not counted, or no kecamatan noted."""
    sessions = SessionIndexPage.objects.filter(is_open()).first()
    if sessions is None:
        raise Http404
    rows = (
        [year.year, row.district, row.held, *row.counts, row.total]
        for year in index_of(sessions).totals(timezone.now())
        for row in year.rows
    )
    groups = ["perempuan", "laki_laki", "anak_perempuan", "anak_laki_laki"]
    return csv_response("laporan-kegiatan.csv", ["tahun", "kecamatan", "kegiatan", *groups, "jumlah"], rows)
