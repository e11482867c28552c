"""Who may do what: the table of roles, and that the database agrees with it."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Site,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
)

from home.roles import table
from home.roles.apply import apply_roles
from publishing.models import ReviewTask, User
from resources.models import MaterialIndexPage
from tests.home.roles.stored import stored

pytestmark = pytest.mark.django_db


def member_of(*names: str) -> User:
    user = User.objects.create_user("-".join(names).lower().replace(" ", "-") or "tamu", password="rahasia-sekali")
    user.groups.set(Group.objects.filter(name__in=names))
    return user


def permission(name: str) -> Permission:
    label, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=label, codename=codename)


@pytest.mark.parametrize(
    ("role", "may", "may_not"),
    [
        ("Penulis", "wagtailadmin.access_admin campaigns.change_adatinstitution", "campaigns.publish_adatinstitution"),
        ("Penulis", "resources.view_download", "campaigns.view_sessionrequest home.publish_helppoint"),
        ("Peninjau", "campaigns.change_sessioncolumns", "campaigns.add_sessioncolumns campaigns.delete_sessioncolumns"),
        ("Penulis", "home.change_helpsettings", "home.publish_helpsettings home.add_helpsettings"),
        ("Peninjau", "home.publish_helppoint campaigns.change_sessionrequest", "campaigns.add_sessionrequest"),
        ("Peninjau", "resources.change_partner home.publish_helpsettings", "resources.delete_partner auth.add_group"),
        ("Peninjau", "campaigns.lock_casefigure", "campaigns.delete_casefigure home.delete_helppoint"),
        ("Pengelola Materi", "resources.add_partner resources.view_download", "home.change_helppoint"),
        ("Mitra Adat", "", "wagtailadmin.access_admin resources.view_download"),
        ("Administrator", "publishing.add_user auth.change_group wagtailcore.change_site", "wagtailcore.delete_site"),
        ("Administrator", "resources.delete_partner wagtailredirects.add_redirect", "home.add_helpsettings"),
    ],
)
def test_a_role_may_what_the_table_says_and_no_more(role, may, may_not):
    user = member_of(role)
    assert user.has_perms(may.split())
    assert not any(user.has_perm(name) for name in may_not.split())


@pytest.mark.parametrize(
    ("role", "on_the_site", "in_the_library"),
    [
        ("Penulis", {"add", "change"}, {"add", "change"}),
        ("Peninjau", *[{"add", "change", "publish", "lock", "unlock"}] * 2),
        ("Pengelola Materi", set(), {"add", "change", "publish"}),
        ("Mitra Adat", set(), set()),
        ("Administrator", *[{"add", "change", "publish", "lock", "unlock", "bulk_delete"}] * 2),
    ],
)
def test_a_role_has_its_rights_on_pages(role, on_the_site, in_the_library, home):
    user, library = member_of(role), MaterialIndexPage.objects.get()
    assert home.permissions_for_user(user).permissions == on_the_site
    assert library.permissions_for_user(user).permissions == in_the_library


@pytest.mark.parametrize(
    ("role", "documents"),
    [
        ("Penulis", ["choose"]),
        ("Peninjau", ["add", "change", "choose"]),
        ("Pengelola Materi", ["add", "change", "choose"]),
        ("Mitra Adat", []),
        ("Administrator", ["add", "change", "choose"]),
    ],
)
def test_a_role_has_its_rights_on_documents(role, documents):
    rights = GroupCollectionPermission.objects.filter(group__name=role, collection__depth=1)
    names = rights.filter(permission__content_type__model="document").values_list("permission__codename", flat=True)
    assert sorted(names) == [f"{action}_document" for action in documents]


def test_every_row_of_the_table_gives_each_role_its_column():
    for part in (table.RECORDS, table.FILES, table.PAGES):
        assert {len(columns) for columns in part.values()} == {len(table.ROLES)}


def test_the_workflow_asks_the_reviewers_on_the_whole_site(home):
    workflow = home.get_workflow()
    assert workflow.name == "Tinjau lalu terbit"
    assert [[group.name for group in task.specific.groups.all()] for task in workflow.tasks] == [["Peninjau"]]


def test_applying_again_changes_and_writes_nothing():
    before = stored()
    with CaptureQueriesContext(connection) as queries:
        assert apply_roles() == 0
    assert stored() == before
    assert not [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert len(queries) <= 25


def test_the_command_says_what_it_did(capsys):
    call_command("apply_roles")
    writers = Group.objects.get(name="Penulis").permissions
    rights = writers.count()
    writers.clear()
    call_command("apply_roles")
    assert capsys.readouterr().out.splitlines() == ["Roles: nothing to change.", f"Roles: {rights} changes."]


def add_a_stray_right(kind: str) -> None:
    writers, right = Group.objects.get(name="Penulis"), permission("wagtailcore.publish_page")
    if kind == "record":
        writers.permissions.add(permission("auth.delete_group"))
    elif kind == "page":
        GroupPagePermission.objects.create(group=writers, page=MaterialIndexPage.objects.get(), permission=right)
    elif kind == "collection":
        below = Collection.get_first_root_node().add_child(name="Foto")
        add = permission("wagtaildocs.add_document")
        GroupCollectionPermission.objects.create(group=writers, collection=below, permission=add)
    else:
        GroupSitePermission.objects.create(group=writers, site=Site.objects.get(), permission=right)


@pytest.mark.parametrize("kind", ["record", "page", "collection", "site"])
def test_a_right_beyond_the_table_is_taken_away(kind):
    before = stored()
    add_a_stray_right(kind)
    assert stored() != before
    assert apply_roles() == 1
    assert stored() == before


@pytest.mark.parametrize("name", table.ROLES)
def test_a_lost_role_is_made_again_with_its_rights(name):
    before = stored()
    Group.objects.get(name=name).delete()
    apply_roles()
    assert stored() == before


def test_what_was_done_to_the_workflow_is_undone():
    before = stored()
    task, workflow = ReviewTask.objects.get(), Workflow.objects.get()
    task.groups.set(Group.objects.filter(name="Penulis"))
    workflow.active = task.active = False
    workflow.save()
    task.save()
    WorkflowPage.objects.all().delete()
    WorkflowContentType.objects.all().delete()
    workflow.workflow_tasks.all().delete()
    apply_roles()
    assert stored() == before


def test_permissions_that_django_has_not_made_yet_are_made():
    before = stored()
    Permission.objects.filter(content_type__app_label__in=["campaigns", "resources", "wagtailadmin"]).delete()
    apply_roles()
    assert stored() == before


def test_a_group_of_the_offices_own_is_left_alone(home):
    own = Group.objects.create(name="Magang")
    own.permissions.add(permission("wagtailadmin.access_admin"), permission("auth.delete_group"))
    GroupPagePermission.objects.create(group=own, page=home, permission=permission("wagtailcore.add_page"))
    assert apply_roles() == 0
    assert own.permissions.count() == 2
    assert own.page_permissions.count() == 1


def test_a_workflow_of_the_offices_own_keeps_its_place(home):
    own = Workflow.objects.create(name="Dua mata", active=True)
    WorkflowPage.objects.filter(page__depth=1).update(workflow=own)
    assert apply_roles() == 0
    assert home.get_workflow() == own


def test_a_second_workflow_of_the_same_name_breaks_nothing():
    Workflow.objects.create(name=table.WORKFLOW, active=True)
    ReviewTask.objects.create(name=table.TASK, active=True)
    assert apply_roles() == 0


def test_people_keep_their_roles():
    user = member_of("Penulis", "Pengelola Materi")
    apply_roles()
    assert {group.name for group in user.groups.all()} == {"Penulis", "Pengelola Materi"}


def test_rights_on_the_library_come_with_its_page(home):
    before = stored()
    MaterialIndexPage.objects.get().delete()
    assert not GroupPagePermission.objects.filter(group__name="Pengelola Materi").exists()
    home.refresh_from_db()
    home.add_child(instance=MaterialIndexPage(title="Materi", slug="materi"))
    assert stored() == before


def test_a_right_that_does_not_exist_is_named(monkeypatch):
    monkeypatch.setitem(table.RECORDS, "auth.group", ("", "", "", "", "tickle"))
    with pytest.raises(LookupError, match="tickle"):
        apply_roles()


def test_no_role_of_wagtails_own_is_left():
    assert set(Group.objects.values_list("name", flat=True)) == set(table.ROLES)
