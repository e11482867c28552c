"""Where the editors' area learns of reports from the field: addresses, the button of a session, the desk."""

from collections.abc import Iterator

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from campaigns.field_reports import screens
from campaigns.field_reports.models import FieldReport
from campaigns.sessions.models import SessionPage
from publishing.accounts.user import User
from publishing.desk import Group, Part, Task, first_and_count

_OF = "kegiatan/<int:pk>/laporan-lapangan/"
urls = [
    path(_OF, screens.reports, name="field_reports"),
    path(f"{_OF}tautan/", screens.link, name="field_report_link"),
    path(f"{_OF}tautan/baru/", screens.make_link, name="new_field_report_link"),
    path(f"{_OF}tautan/tarik/", screens.withdraw, name="withdraw_field_report_link"),
    path(f"{_OF}<int:report_pk>/ambil/", screens.take, name="take_field_report"),
    path(f"{_OF}<int:report_pk>/selesai/", screens.finish, name="finish_field_report"),
    path(f"{_OF}foto/<int:photo_pk>/", screens.photo, name="field_photo"),
    path(f"{_OF}foto/<int:photo_pk>/simpan/", screens.keep_photo, name="keep_field_photo"),
]


def button(page: Page, user, next_url: str | None = None, view_name: str = "") -> Iterator[Button]:
    """In the menu of a session that readers know of."""
    if isinstance(page, SessionPage) and screens.may_use(page, user):
        yield Button(
            _("Reports from the field"), url=reverse("field_reports", args=[page.pk]), icon_name="mail", priority=26
        )


def groups(user: User) -> Iterator[Group]:
    """For the desk: those of the sessions that this user may change."""
    if not user.is_superuser and not page_permission_policy.user_has_any_permission(user, {"change", "publish"}):
        return
    mine = page_permission_policy.instances_user_has_any_permission_for(user, {"change", "publish"})
    reports = FieldReport.objects.filter(session__in=mine.values("pk")).select_related("session")
    found, count = first_and_count(reports)
    tasks = [Task(str(report), reverse("field_reports", args=[report.session_id])) for report in found]
    yield Group(Part.MINE, _("Reports from the field to look at"), tasks, count)
