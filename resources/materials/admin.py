from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageListingViewSet

from resources.materials.models import MaterialPage

COMMON = {column.name: column for column in PageListingViewSet.columns}
# What the tables of the library have in common, before and after their own columns.
FIRST = [COMMON["bulk_actions"], COMMON["title"]]
LAST = [COMMON["latest_revision_created_at"], COMMON["status"]]


class MaterialViewSet(PageListingViewSet):
    model = MaterialPage
    icon = "doc-full"
    menu_label = _("Materials")
    name = "materials"
    columns = [
        *FIRST,
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("version", label=_("Version")),
        *LAST,
    ]
    list_filter = ["kind", "language", "licence"]
