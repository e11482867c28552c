"""The editors' side: who is a partner, how somebody becomes one, how the account ends."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.auth import PermissionPolicyChecker
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log
from wagtail.permissions import ModelPermissionPolicy

from publishing.accounts import mail
from publishing.accounts.links import keep_until_shown, shown_once, to_pass_on
from publishing.screens import Screen
from resources.partners.forms import PartnerForm
from resources.partners.models import Invitation, Partner

NEW_LINK = "new_partner_link"  # in the editor's session, until it has been shown
POLICY = ModelPermissionPolicy(Partner)
may = PermissionPolicyChecker(POLICY)


def give_link(request: HttpRequest, partner: Partner) -> HttpResponseRedirect:
    """Make a link, mail it where that is possible, and lead to the page that shows it once."""
    address = Invitation.address_of(partner.new_link(request.user))
    if partner.account.email and mail.is_set_up():
        if mail.send(partner.account.email, "partners/mail/invitation.txt", {"partner": partner, "address": address}):
            messages.success(request, gettext("The link was sent to %(email)s.") % {"email": partner.account.email})
        else:
            messages.warning(request, gettext("The mail could not be sent. Pass the link on yourself."))
    keep_until_shown(request.session, NEW_LINK, partner.pk, address)
    return redirect("mitra:link", partner.pk)


class IndexView(generic.IndexView):
    page_title = _("Partners")
    default_ordering = "account__first_name"

    def get_base_queryset(self):
        return Partner.objects.outside_the_office().with_account()

    @cached_property
    def add_item_label(self) -> str:
        return gettext("Invite a partner")


class InviteView(generic.CreateView):
    page_title = page_subtitle = _("Invite a partner")
    submit_button_label = _("Make the link")
    submit_button_active_label = _("Making the link …")
    success_message = None

    def save_action(self) -> HttpResponse:
        return give_link(self.request, self.object)


class EditView(generic.EditView):
    def get_queryset(self):
        return Partner.objects.outside_the_office().with_account()

    def get_context_data(self, **kwargs) -> dict:
        newest = self.object.links.first()
        return super().get_context_data(**kwargs) | {"partner": self.object, "newest_link": newest}

    def get_success_url(self) -> str:
        return self.get_edit_url()


class LinkView(PermissionCheckedMixin, Screen, TemplateView):
    """The link, once: nobody can read it here a second time, for it is stored nowhere."""

    template_name = "wagtailadmin/partners/link.html"
    permission_policy = POLICY
    permission_required = "change"
    page_title = _("Link for a partner")
    header_icon = "link"
    above = (("mitra:index", _("Partners")),)

    def get_context_data(self, pk: int, **kwargs) -> dict:
        partner = _one(pk)
        address = shown_once(self.request.session, NEW_LINK, partner.pk)
        context = {"partner": partner, "address": address, "invitation": partner.links.open().first()}
        if address:
            context["whatsapp"] = to_pass_on("partners/mail/whatsapp.txt", context)
        return super().get_context_data(**kwargs) | context


class DeleteView(generic.DeleteView):
    page_title = _("Erase a partner")
    confirmation_message = _("The account is erased for good, with its name, its e-mail address and its institution.")

    def get_queryset(self):
        return Partner.objects.outside_the_office()


def _one(pk: int) -> Partner:
    return get_object_or_404(Partner.objects.outside_the_office(), pk=pk)


@may.require("change")
@require_POST
def new_link(request: HttpRequest, pk: int) -> HttpResponse:
    partner = _one(pk)
    if partner.state == Partner.State.OFF:
        messages.error(request, gettext("This account is deactivated. Activate it before you make a link."))
        return redirect("mitra:edit", pk)
    log(instance=partner, action="wagtail.edit")
    return give_link(request, partner)


@may.require("change")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    return _done(request, pk, Partner.withdraw_links, gettext("The link was withdrawn. It opens nothing any more."))


@may.require("change")
@require_POST
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    return _done(request, pk, Partner.deactivate, gettext("The account is deactivated. It opens nothing any more."))


@may.require("change")
@require_POST
def reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    return _done(request, pk, Partner.reactivate, gettext("The account is active again."))


def _done(request: HttpRequest, pk: int, change, words: str) -> HttpResponse:
    partner = _one(pk)
    change(partner)
    log(instance=partner, action="wagtail.edit")
    messages.success(request, words)
    return redirect("mitra:edit", pk)


class PartnerViewSet(ModelViewSet):
    model = Partner
    name = "mitra"
    icon = "group"
    menu_label = "Mitra Adat"  # the group's own name
    menu_order = 160
    add_to_admin_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    template_prefix = "wagtailadmin/partners/"
    index_view_class, add_view_class = IndexView, InviteView
    edit_view_class, delete_view_class = EditView, DeleteView
    search_fields = ["account__first_name", "account__username", "institution"]
    list_display = [
        "name",
        Column("institution", label=_("Institution"), sort_key="institution"),
        Column("state_in_words", label=_("State")),
        DateColumn("invited_on", label=_("Invited"), sort_key="invited_on"),
        DateColumn("last_used", label=_("Last used"), sort_key="account__last_login"),
    ]

    def get_form_class(self, for_update: bool = False):
        return PartnerForm

    def get_urlpatterns(self) -> list:
        return [
            *super().get_urlpatterns(),
            path("link/<int:pk>/", LinkView.as_view(), name="link"),
            path("link/<int:pk>/new/", new_link, name="new_link"),
            path("link/<int:pk>/withdraw/", withdraw, name="withdraw"),
            path("deactivate/<int:pk>/", deactivate, name="deactivate"),
            path("reactivate/<int:pk>/", reactivate, name="reactivate"),
        ]
