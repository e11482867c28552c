"""
Review in one look: what is new since the version that readers see, what the guard says, then one answer.

The answers are Wagtail's own actions of the step (publishing.pages.review.task), so the gate and the two pairs of eyes
stand behind this screen as behind every other way. Whoever wants to change the page goes on to its editor.
"""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages
from wagtail.models import Page

from publishing.guard.confirmations import confirmations_of
from publishing.guard.gate import open_findings
from publishing.pages.models import SitePage
from publishing.pages.review.differences import Difference, differences, whole
from publishing.pages.review.second_person import NO_CONTENT

APPROVE, REJECT = "approve", "reject"
EDITING = "sunting"  # in the address of the editor: the reviewer has seen the difference and wants to write
# Beside what is no content: what every new page has, so that it tells nothing of this one.
OF_EVERY_PAGE = NO_CONTENT | {"review_after_months", "show_in_menus", "comments"}


def review_first(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hook before a page is edited: whoever may approve it sees what is new before he sees its fields."""
    if request.method != "GET" or EDITING in request.GET or not isinstance(page, SitePage):
        return None
    return redirect("review_page", page.pk) if APPROVE in offered(page, request.user) else None


def offered(page: Page, user) -> set[str]:
    """The actions of the present step that this user may take; none while somebody else has locked the page."""
    task = page.current_workflow_task
    lock = page.get_lock() if task else None
    if not task or (lock and lock.for_user(user)):
        return set()
    return {name for name, _label, _asks in task.get_actions(page, user)}


class ReviewPage(View):
    """POST takes `action`, the `revision` that was looked at, and what the form of the action asks."""

    def setup(self, request: HttpRequest, page_id: int) -> None:
        super().setup(request)
        self.page = get_object_or_404(Page, pk=page_id).specific

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not isinstance(self.page, SitePage) or not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        self.actions = offered(self.page, request.user)
        if APPROVE not in self.actions:
            messages.warning(request, _("Nothing here waits for your answer any more."))
            return redirect(self.editor)
        self.task_state = self.page.current_workflow_task_state
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        action = request.POST.get("action")
        if action not in self.actions:
            raise PermissionDenied
        if request.POST.get("revision") != str(self.page.latest_revision_id):
            messages.warning(request, _("The page has changed since you looked. This is how it is now."))
            return redirect("review_page", self.page.pk)
        form = self.form_of(action, request.POST)
        if action == REJECT and not request.POST.get("comment", "").strip():
            form.add_error("comment", _("Say in a few words what is to be mended: the author reads it."))
        if not form.is_valid():
            return self.show(request, {action: form})
        self.task_state.task.specific.on_action(self.task_state, request.user, action, **form.cleaned_data)
        self.tell(request, action)
        return redirect("wagtailadmin_home")

    def form_of(self, action: str, data=None):
        return self.task_state.task.specific.get_form_for_action(action)(data)

    @property
    def editor(self) -> str:
        return f"{reverse('wagtailadmin_pages:edit', args=[self.page.pk])}?{EDITING}=1"

    @cached_property
    def draft(self) -> SitePage:
        return self.page.get_latest_revision_as_object()

    def differences(self, request: HttpRequest) -> list[Difference]:
        """Of a page that readers don't see it is all that it says."""
        panel = self.draft.get_edit_handler().get_bound_panel(instance=self.draft, request=request, form=None)
        compare = panel.get_comparison()
        if self.page.live:
            return list(differences(one(self.page, self.draft) for one in compare))
        return list(whole((one(self.draft, self.draft) for one in compare), OF_EVERY_PAGE))

    def show(self, request: HttpRequest, forms: dict | None = None) -> HttpResponse:
        forms = forms or {}
        found = open_findings(self.draft)
        context = {
            "page": self.page,
            "title": self.draft.title,
            "kind": self.draft.get_verbose_name(),
            "revision": self.page.latest_revision,
            "task_state": self.task_state,
            "differences": self.differences(request),
            "found": found,
            "confirmed": confirmations_of(self.page),
            "comments": self.page.wagtail_admin_comments.filter(resolved_at=None).select_related("user"),
            "approving": None if found else forms.get(APPROVE) or self.form_of(APPROVE),
            "rejecting": forms.get(REJECT) or self.form_of(REJECT) if REJECT in self.actions else None,
            "editor": self.editor,
        }
        return TemplateResponse(request, "wagtailadmin/review/look.html", context)

    def tell(self, request: HttpRequest, action: str) -> None:
        page = Page.objects.get(pk=self.page.pk).specific
        look = [messages.button(page.url, _("Read it as readers do"))] if page.live and page.url else []
        name = {"title": page.get_admin_display_title()}
        if action == REJECT:
            messages.success(request, _("“%(title)s” goes back to its author with your words.") % name)
        elif page.current_workflow_state and page.current_workflow_state.status == "in_progress":
            messages.success(request, _("“%(title)s” is approved here and goes on to the next step.") % name)
        elif page.has_unpublished_changes or not page.live:
            messages.success(request, _("“%(title)s” is approved. It goes public on its day.") % name, buttons=look)
        else:
            messages.success(request, _("“%(title)s” is approved, and readers see it now.") % name, buttons=look)
