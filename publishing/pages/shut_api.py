"""
Wagtail's programming interface of the editors' area is for its own choosers, and only reads.

It also offers to publish, to delete and to copy; none of its screens asks for that. A version is published past
`Page.publish` there: the second person and the consent of those in pictures would have to be asked for once more. So
these addresses do not exist.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import re_path
from wagtail.admin.auth import require_admin_access


@require_admin_access
def no_action(request: HttpRequest) -> HttpResponse:
    raise Http404


urlpatterns = [re_path(r"^main/[^/]+/[^/]+/action/", no_action)]
