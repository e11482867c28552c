"""Institutions, help points, task forces, figures and the settings of help have drafts and review, as pages do."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry

from campaigns.models import AdatInstitution, SessionPage, Village
from home.help.numbers import verified_numbers
from home.models import HelpPoint, HelpSettings
from publishing.guard.gate import HeldBack
from publishing.pages import generation
from publishing.pages.review.fit import Unfit
from publishing.pages.review.second_person import EMERGENCY, OwnWork, emergencies
from publishing.records.models import ReviewedRecord
from tests.factories import AdatInstitutionFactory
from tests.publishing.conftest import person
from tests.publishing.records.kinds import KINDS, Kind, browser_of

pytestmark = pytest.mark.django_db
INSTITUTION, FIGURE, POINT, FORCE, SETTINGS = KINDS


def approve(kind: Kind, record: ReviewedRecord, reviewer) -> None:
    state = record.current_workflow_task_state
    browser_of(reviewer).post(kind.address("workflow_action", record.pk, "approve", state.pk), {"comment": ""})


def fresh(record: Model) -> Model:
    return type(record)._base_manager.get(pk=record.pk)


def test_every_kind_is_tried_here():
    assert {kind.model for kind in KINDS} == {model for model in apps.get_models() if issubclass(model, ReviewedRecord)}


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_readers_see_a_change_once_a_second_person_has_approved_it(kind, writer, reviewer):
    record = kind.made()
    assert kind.is_read(kind.old)
    kind.send(writer, record, **{kind.field: kind.new})
    assert (kind.is_read(kind.old), kind.is_read(kind.new)) == (True, False)
    kind.send(writer, record, "submit", **{kind.field: kind.new})
    assert (kind.is_read(kind.old), kind.is_read(kind.new)) == (True, False)
    assert str(record) in browser_of(reviewer).get("/admin/").content.decode()
    approve(kind, record, reviewer)
    assert (kind.is_read(kind.old), kind.is_read(kind.new)) == (False, True)


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_nobody_publishes_alone_what_he_changed_except_in_an_emergency(kind, reviewer, writer):
    record = kind.made()
    answer = kind.send(reviewer, record, "publish", **{kind.field: kind.new})
    assert answer.context["form"].non_field_errors()
    assert "emergency_reason" in answer.content.decode()
    assert not kind.is_read(kind.new)
    kind.send(reviewer, record, "publish", **{kind.field: kind.new}, emergency_reason="Nomor lama sudah mati")
    assert kind.is_read(kind.new)
    entry = ModelLogEntry.objects.get(action=EMERGENCY)
    assert entry.user == reviewer
    assert [list(emergencies(ModelLogEntry, one)) for one in (writer, reviewer)] == [[entry], []]
    assert "Nomor lama sudah mati" in browser_of(writer).get("/admin/").content.decode()
    kind.send(reviewer, record, **{kind.field: kind.old})
    with pytest.raises(OwnWork):  # the reason was good for one time
        fresh(record).get_latest_revision().publish(user=reviewer)


@pytest.mark.parametrize("kind", KINDS[:4], ids=str)
def test_a_new_record_is_a_draft_until_it_is_published(kind, writer, reviewer):
    kind.send(writer, None, **{kind.field: kind.new})
    record = kind.model.objects.latest("pk")
    assert (record.live, kind.is_read(kind.new)) == (False, False)
    kind.send(reviewer, record, "publish", **{kind.field: kind.new})
    assert (fresh(record).live, kind.is_read(kind.new)) == (True, True)
    browser_of(reviewer).post(kind.address("unpublish", record.pk))
    assert (fresh(record).live, kind.is_read(kind.new)) == (False, False)


ROLES = {
    "Penulis": {"edit"},
    "Peninjau": {"edit", "publish"},
    "Administrator": {"edit", "publish", "delete"},
    "Pengelola Materi": set(),
    "Mitra Adat": set(),
}


@pytest.mark.parametrize("kind", [INSTITUTION, SETTINGS], ids=str)
@pytest.mark.parametrize("role", ROLES)
def test_a_role_does_with_a_record_what_the_table_says(kind, role, admin_user):
    record, user = kind.made(), person("seseorang", role)
    kind.send(admin_user, record, **{kind.field: kind.new})  # another's draft
    may = ROLES[role] - ({"delete"} if kind.model is HelpSettings else set())
    assert (browser_of(user).get(kind.address("edit", record.pk)).status_code == 200) is ("edit" in may)
    kind.send(user, record, "publish", **{kind.field: kind.new})
    assert kind.is_read(kind.new) is ("publish" in may)
    browser_of(user).post(kind.address("delete", record.pk))
    assert kind.model.objects.filter(pk=record.pk).exists() is ("delete" not in may)


@pytest.mark.parametrize("kind", [POINT], ids=str)
def test_a_leak_waits_in_a_draft_and_goes_no_further(kind, writer, reviewer):
    record, leak = kind.made(), "1376014505090001"
    words = f"https://www.bmkg.go.id/nik-{leak}" if kind.model is HelpSettings else f"NIK {leak}"
    kind.send(writer, record, **{kind.field: words})
    assert leak in str(fresh(record).get_latest_revision().content)
    answer = kind.send(writer, record, "submit", **{kind.field: words})
    assert "13•••••••••••01" in answer.context["form"].errors[kind.field][0]
    with pytest.raises(HeldBack):
        fresh(record).get_latest_revision().publish(user=reviewer)
    workflow = record.get_workflow().start(record, writer)
    answer = browser_of(reviewer).post(
        kind.address("workflow_action", record.pk, "approve", workflow.current_task_state.pk),
        {"comment": ""},
        follow=True,
    )
    assert "13•••••••••••01" in answer.content.decode()
    assert fresh(workflow).status == "in_progress"
    assert not kind.is_read(leak)


@pytest.mark.parametrize("kind", [POINT, SETTINGS], ids=str)
def test_the_screens_say_it_in_indonesian_and_offer_what_the_user_may(kind, writer, reviewer):
    record = kind.made()
    kind.send(writer, record, "submit", **{kind.field: kind.new})
    english = ("Save draft", "Publish", "Submit", "Approve", "Request changes")
    for user in (writer, reviewer):
        screen = browser_of(user).get(kind.address("edit", record.pk)).content.decode()
        assert ("Terbitkan" in screen) is (user == reviewer)
        assert not [words for words in english if words in screen]


def test_an_approval_asks_about_no_check_that_only_pages_have(writer, reviewer):
    record = INSTITUTION.made()
    INSTITUTION.send(writer, record, "submit", description="Lain")
    state = record.current_workflow_task_state
    address = INSTITUTION.address("collect_workflow_action_data", record.pk, "approve", state.pk)
    asked = browser_of(reviewer).get(address).content.decode()
    assert "comment" in asked
    assert "checked" not in asked


def test_who_has_approved_meanwhile_taken_an_address_gets_an_error_and_no_broken_page(writer, reviewer):
    kinds = [AdatInstitutionFactory(), AdatInstitutionFactory()]
    for record in kinds:
        record.name = "Nama yang sama"
        record.save_revision(user=writer)
        record.get_workflow().start(record, writer)
    approve(INSTITUTION, kinds[0], reviewer)
    address = INSTITUTION.address("workflow_action", kinds[1].pk, "approve", kinds[1].current_workflow_task_state.pk)
    answer = browser_of(reviewer).post(address, {"comment": ""}, follow=True)
    assert "Nama" in answer.content.decode()
    assert fresh(kinds[1]).name != "Nama yang sama"
    with pytest.raises(Unfit):
        fresh(kinds[1]).get_latest_revision().publish(user=reviewer)


def test_a_half_written_draft_is_kept_and_is_not_published(writer, reviewer):
    INSTITUTION.send(writer, None, kind="")
    record = AdatInstitution.objects.get(slug="kan-uji")
    answer = INSTITUTION.send(writer, record, "submit", kind="")
    assert "kind" in answer.context["form"].errors
    with pytest.raises(ValidationError):
        record.get_latest_revision().publish(user=reviewer)


def test_a_draft_that_names_a_village_that_is_gone_keeps_the_one_that_is_stored(writer):
    record, gone = FORCE.made(), Village.objects.order_by("pk")[1]
    record.village = gone
    record.save_revision(user=writer)
    Village.objects.filter(pk=gone.pk).delete()
    version = fresh(record).get_latest_revision_as_object()
    assert version.village == fresh(record).village


def test_a_draft_changes_no_word_of_the_generation(writer, reviewer):
    record, before = INSTITUTION.made(), generation.current()
    INSTITUTION.send(writer, record, description="Lain")
    assert generation.current() == before
    browser_of(reviewer).post(INSTITUTION.address("unpublish", record.pk))
    assert generation.current() != before


def test_the_address_of_a_draft_leads_nobody_on(writer):
    record, before = INSTITUTION.made(), Redirect.objects.count()
    INSTITUTION.send(writer, record, slug="kan-lain")
    assert Redirect.objects.count() == before
    AdatInstitution.objects.filter(pk=record.pk).update(live=False)
    INSTITUTION.send(writer, record, slug="kan-lagi")
    assert Redirect.objects.count() == before


def test_a_number_of_a_draft_is_verified_nowhere(writer):
    record = POINT.made()
    assert "110" in verified_numbers()
    POINT.send(writer, record, phone="1234567")
    POINT.send(writer, None, name="Draf", phone="7654321")
    HelpPoint.objects.filter(phone="129").update(live=False)
    generation.renew()
    assert not {"1234567", "7654321", "129"} & verified_numbers()


def drafts_of_each_kind() -> None:
    """Of each kind a record whose words are Rahasia, and that readers must not see."""
    for kind in KINDS[:4]:
        record = kind.made()
        setattr(record, kind.field, "Rahasia")
        record.live = False
        record.save()
    session = SessionPage.objects.live().first()
    if session:
        session.institutions.add(AdatInstitution.objects.get(slug="kan-uji"))
        session.save()


WHERE_RECORDS_ARE_READ = (
    "/", "/hubungi/", "/hubungi/satgas/", "/data/", "/data/kasus.csv", "/kegiatan/", "/kegiatan/minta/",
    "/kegiatan/kalender.ics", "/sitemap.xml", "/kegiatan/?lembaga=kan-uji",
)  # fmt: skip


def test_what_is_no_longer_live_is_read_nowhere(client):
    drafts_of_each_kind()
    session = SessionPage.objects.live().first()
    addresses = [*WHERE_RECORDS_ARE_READ, *([session.url, session.url + "kegiatan.ics"] if session else [])]
    read = {address: client.get(address).content.decode() for address in addresses}
    words = ("Rahasia", "KAN Uji", "kan-uji", "Layanan uji", "2001")
    assert not [(address, word) for address, text in read.items() for word in words[:4] if word in text]
    assert "2001" not in read["/data/kasus.csv"]
    for address in ("/kegiatan/lembaga/kan-uji/", "/kegiatan/lembaga/kan-uji/kalender.ics"):
        assert client.get(address).status_code == 404
    found = client.post("/cari/", {"q": "KAN Uji"}).content.decode()
    assert "lembaga/kan-uji" not in found


def test_the_settings_are_one_row_and_stay(admin_client, reviewer):
    edit = SETTINGS.address("edit", HelpSettings.load().pk)
    for action in ("list", "add"):
        assert admin_client.get(SETTINGS.address(action)).url == edit
    assert "unpublish" not in browser_of(reviewer).get(edit).content.decode()
    assert HelpSettings.objects.count() == 1


def test_no_record_can_be_planned():
    """Whoever gives a record a schedule has to teach publishing.pages.schedules of it."""
    for kind in KINDS:
        form = kind.model.snippet_viewset.edit_view.view_class(**kind.model.snippet_viewset.get_edit_view_kwargs())
        assert not {"go_live_at", "expire_at"} & set(form.panel.get_form_class().base_fields)


def test_an_older_version_is_restored_as_a_draft(writer, reviewer):
    record = INSTITUTION.made()
    record.description = "Versi pertama"
    first = record.save_revision(user=writer)
    INSTITUTION.send(writer, record, description="Versi kedua")
    address = INSTITUTION.address("revisions_revert", record.pk, first.pk)
    assert "Versi pertama" in browser_of(reviewer).get(address).content.decode()
    browser_of(reviewer).post(address, INSTITUTION.typed() | {"description": "Versi pertama"})
    assert fresh(record).get_latest_revision().content["description"] == "Versi pertama"
    assert not INSTITUTION.is_read("Versi pertama")


def test_the_list_of_what_waits_leads_to_the_record(writer, reviewer):
    record = FIGURE.made()
    FIGURE.send(writer, record, "submit", source="Lain")
    assert FIGURE.address("edit", record.pk) in browser_of(reviewer).get("/admin/").content.decode()
    assert browser_of(reviewer).get(reverse("wagtailadmin_reports:workflow_tasks")).status_code == 200
