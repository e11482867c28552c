"""
Accounts in the editors' area. Whoever looks after them gives nobody more than he has himself, and touches no account of
the owner (Django's superuser): else its password, or its right, would be his for the asking.
"""

from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.users.views import users

from publishing.models import User


def groups_within_reach(user: User) -> QuerySet[Group]:
    """Those that hold no right that `user` lacks."""
    if user.is_superuser:
        return Group.objects.all()
    beyond = Permission.objects.exclude(group__user=user).values("pk")
    return Group.objects.exclude(permissions__in=beyond)


class WithinReach:
    """Mixed into Wagtail's view that makes or changes an account."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        changed = getattr(self, "object", None)
        if changed and changed.is_superuser and not request.user.is_superuser:
            return refuse(request)
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, *args, **kwargs) -> ModelForm:
        form = super().get_form(*args, **kwargs)
        if "is_superuser" in form.fields:  # Wagtail calls it as our group is called
            form.fields["is_superuser"].label = _("Owner of the site")
            form.fields["is_superuser"].help_text = _("May do everything. Only an owner makes another one.")
        if not self.request.user.is_superuser:
            if "is_superuser" in form.fields:
                form.fields["is_superuser"].disabled = True
            within = set(groups_within_reach(self.request.user).values_list("pk", flat=True))
            if form.instance.pk:
                within.update(form.instance.groups.values_list("pk", flat=True))
            form.fields["groups"].queryset = Group.objects.filter(pk__in=within).order_by("name")
        return form


class AddPerson(WithinReach, users.CreateView):
    pass


class EditPerson(WithinReach, users.EditView):
    pass


class PeopleViewSet(users.UserViewSet):
    add_view_class = AddPerson
    edit_view_class = EditPerson


def refuse(request: HttpRequest) -> HttpResponse:
    messages.error(request, _("This account belongs to the owner of the site. Only an owner changes it."))
    return redirect("wagtailusers_users:index")


def spare_owners(request: HttpRequest, action_type: str, objects: list, action) -> HttpResponse | None:
    """Before something is done with many accounts at once."""
    accounts = [one for one in objects if isinstance(one, User)]
    if request.user.is_superuser or not accounts:
        return None
    if any(account.is_superuser for account in accounts):
        return refuse(request)
    chosen = request.POST.get("role", "")
    if action_type == "assign_role" and chosen and not groups_within_reach(request.user).filter(pk=chosen).exists():
        messages.error(request, _("This group may do things that you may not."))
        return redirect("wagtailusers_users:index")
    return None
