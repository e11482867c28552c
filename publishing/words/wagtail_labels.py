"""Labels that Wagtail makes from the names of fields, so that no catalogue can translate them."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.workflows import WorkflowContentTypeForm, WorkflowPageForm
from wagtail.sites.views import IndexView

OF_SITES = {"site_name": _("Site name"), "root_page": _("Root page")}


def teach() -> None:
    """Once, when the site starts."""
    for column in IndexView.columns:
        column.label = OF_SITES.get(column.name, column.label)
    WorkflowContentTypeForm.base_fields["content_types"].label = _("Kinds of records")
    WorkflowPageForm.base_fields["page"].label = _("Page")
