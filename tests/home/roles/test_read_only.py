"""The roles and the workflow in the editors' area: shown, explained, and never changed there."""

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.models import Page, Task, Workflow, WorkflowPage

from home.roles import table
from home.roles.apply import apply_roles
from home.roles.read_only import REASON
from publishing.models import ReviewTask, User

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["administrator", "superuser"])
def browser(request) -> Client:
    """Those who may change groups: of the role Administrator, and who may do everything."""
    user = User.objects.create_user("kepala", password="rahasia-sekali", is_superuser=request.param == "superuser")
    if request.param == "administrator":
        user.groups.add(Group.objects.get(name="Administrator"))
    client = Client()
    client.force_login(user)
    return client


def fixed() -> dict[str, tuple]:
    """Each thing that is fixed, with the names of the addresses that edit and remove it."""
    task, workflow = ReviewTask.objects.get(name=table.TASK), Workflow.objects.get(name=table.WORKFLOW)
    return {
        "group": (Group.objects.get(name="Penulis"), "wagtailusers_groups:edit", "wagtailusers_groups:delete"),
        "workflow": (workflow, "wagtailadmin_workflows:edit", "wagtailadmin_workflows:disable"),
        "task": (task, "wagtailadmin_workflows:edit_task", "wagtailadmin_workflows:disable_task"),
    }


KINDS = ("group", "workflow", "task")


@pytest.mark.parametrize("kind", KINDS)
def test_a_fixed_thing_is_shown_with_the_reason_and_without_a_way_to_save(browser, kind):
    thing, edit, remove = fixed()[kind]
    html = browser.get(reverse(edit, args=[thing.pk])).content.decode()
    form = html[html.index('id="w-editor-form"') :]
    assert str(REASON) in html
    assert thing.name in html
    assert form.count("<fieldset disabled") == 1
    assert gettext("Save") not in re.findall(r"<em[^>]*>([^<]*)</em>", form)
    assert reverse(remove, args=[thing.pk]) not in html


@pytest.mark.parametrize("kind", KINDS)
def test_a_fixed_thing_is_not_changed_by_a_form_that_was_made_up(browser, kind):
    thing, edit, _remove = fixed()[kind]
    html = browser.post(reverse(edit, args=[thing.pk]), {"name": "Lain"}, follow=True).content.decode()
    assert gettext("Nothing was changed.") in html
    assert str(REASON) in html
    thing.refresh_from_db()
    assert table.is_fixed(thing)
    assert apply_roles() == 0


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_fixed_thing_is_never_removed(browser, kind, method):
    thing, edit, remove = fixed()[kind]
    response = getattr(browser, method)(reverse(remove, args=[thing.pk]))
    assert response.url == reverse(edit, args=[thing.pk])
    assert apply_roles() == 0


@pytest.mark.parametrize("more", [False, True])
def test_the_whole_site_is_never_left_without_the_workflow(browser, more):
    root, workflow = Page.get_first_root_node(), fixed()["workflow"][0]
    browser.post(reverse("wagtailadmin_workflows:remove", args=[root.pk, workflow.pk] if more else [root.pk]))
    assert WorkflowPage.objects.get(page=root).workflow == workflow


def test_the_list_of_groups_says_who_sets_each(browser):
    Group.objects.create(name="Magang")
    html = browser.get(reverse("wagtailusers_groups:index")).content.decode()
    assert html.count(gettext("Suluah, unchangeable")) == len(table.ROLES)
    assert html.count(gettext("the office")) == 1


def test_a_group_of_the_offices_own_is_changed_and_deleted_as_ever(browser):
    own = Group.objects.create(name="Magang")
    edit = reverse("wagtailusers_groups:edit", args=[own.pk])
    html = browser.get(edit).content.decode()
    assert str(REASON) not in html
    assert "<fieldset disabled" not in html
    empty = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    panels = set(re.findall(r'name="([\w-]+)-TOTAL_FORMS"', html))
    forms = {f"{panel}-{name}": value for panel in panels for name, value in empty.items()}
    browser.post(edit, {"name": "Relawan", **forms})
    own.refresh_from_db()
    assert own.name == "Relawan"
    browser.post(reverse("wagtailusers_groups:delete", args=[own.pk]))
    assert not Group.objects.filter(name="Relawan").exists()


def test_a_workflow_and_a_task_of_the_offices_own_are_changed_as_ever(browser):
    task, workflow = Task.objects.create(name="Baca", active=True), Workflow.objects.create(name="Lain", active=True)
    for address in (
        reverse("wagtailadmin_workflows:edit", args=[workflow.pk]),
        reverse("wagtailadmin_workflows:edit_task", args=[ReviewTask.objects.create(name="B", active=True).pk]),
    ):
        assert "<fieldset disabled" not in browser.get(address).content.decode()
    browser.post(reverse("wagtailadmin_workflows:disable", args=[workflow.pk]))
    browser.post(reverse("wagtailadmin_workflows:disable_task", args=[task.pk]))
    workflow.refresh_from_db()
    task.refresh_from_db()
    assert not workflow.active
    assert not task.active


def test_people_are_put_into_a_role_as_ever(browser):
    writer = User.objects.create_user("penulis", password="rahasia-sekali")
    address = reverse("wagtailusers_users:edit", args=[writer.pk])
    group = Group.objects.get(name="Penulis")
    known = {"username": "penulis", "email": "a@example.org", "first_name": "A", "last_name": "B", "is_active": "on"}
    browser.post(address, {**known, "groups": [group.pk]})
    assert list(writer.groups.all()) == [group]


@pytest.mark.parametrize("name", ["edit", "disable", "edit_task", "disable_task"])
def test_strangers_are_sent_to_the_login(client, name):
    thing = fixed()["task" if "task" in name else "workflow"][0]
    response = client.get(reverse(f"wagtailadmin_workflows:{name}", args=[thing.pk]))
    assert response.url.startswith(reverse("wagtailadmin_login"))
