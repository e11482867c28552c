"""Editors announce, move, cancel and report: what the editors' area does with a session."""

from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from campaigns.models import AdatInstitution, SessionIndexPage, SessionPage
from campaigns.sessions.collisions import collisions
from home.models import HomePage
from tests.factories import AdatInstitutionFactory, CampaignImageFactory, SessionPageFactory, at, days_from_now

pytestmark = pytest.mark.django_db
Status = SessionPage.Status


def editor_of(group: str) -> Client:
    user = get_user_model().objects.create_user(group)
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor() -> Client:
    return editor_of("Peninjau")


def typed(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def form_of(session: SessionPage, **changes) -> dict:
    """What the editor's browser sends for a session with these changes."""
    streams = ("body", "partners", "speakers", "programme", "photos", "sources")
    fields = {
        "title": session.title,
        "slug": session.slug,
        "starts_at": typed(session.starts_at),
        "ends_at": typed(session.ends_at),
        "status": session.status,
        "status_reason": session.status_reason,
        "review_after_months": 12,
        "emergency_reason": "Uji tanpa orang kedua",
        "session_materials": inline_formset([]),
        **{name: streamfield([]) for name in streams},
    } | changes
    institutions = fields.pop("institutions", [institution.pk for institution in session.institutions.all()])
    return nested_form_data(fields) | {"institutions": institutions}


def save(editor: Client, session: SessionPage, action: str = "publish", **changes):
    """Send the form: on success the editor is led on, else the form comes back with what is wrong."""
    data = form_of(session, **changes) | ({f"action-{action}": "1"} if action else {})
    return editor.post(reverse("wagtailadmin_pages:edit", args=[session.pk]), data, follow=True)


def errors(response) -> dict[str, list[str]]:
    return response.context["form"].errors if "form" in response.context else {}


def again(session: SessionPage) -> SessionPage:
    return SessionPage.objects.get(pk=session.pk)


def messages(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").select_one(".messages").text.split())


def test_sessions_stand_below_their_index_and_nowhere_else():
    assert SessionPage.can_create_at(SessionIndexPage.objects.get())
    assert not SessionPage.can_create_at(HomePage.objects.get())
    assert not SessionIndexPage.can_create_at(HomePage.objects.get()), "there is one already"
    assert SessionPage.allowed_subpage_models() == []


def test_a_writer_announces_a_session_in_the_editors_area():
    writer, index = editor_of("Penulis"), SessionIndexPage.objects.get()
    institution = AdatInstitutionFactory()
    address = reverse("wagtailadmin_pages:add", args=["campaigns", "sessionpage", index.pk])
    form = writer.get(address).content.decode()
    for words in ("Kapan", "Di mana", "Orang dan acara", "Laporan", institution.name):
        assert words in form
    new = SessionPage(
        title="Sosialisasi baru", slug="sosialisasi-baru", starts_at=days_from_now(5), ends_at=days_from_now(6)
    )
    writer.post(address, form_of(new, institutions=[institution.pk], topics="Anak, Adat"))
    made = SessionPage.objects.get(slug="sosialisasi-baru")
    assert not made.live
    assert list(made.institutions.all()) == [institution]
    assert {topic.name for topic in made.topics.all()} == {"Anak", "Adat"}


def test_a_session_that_is_moved_remembers_its_former_start(editor):
    session = SessionPageFactory(starts_at=days_from_now(10))
    save(
        editor,
        session,
        status=Status.POSTPONED,
        starts_at=typed(days_from_now(20)),
        ends_at=typed(days_from_now(20, 12)),
    )
    moved = again(session)
    assert moved.is_postponed
    assert (moved.postponed_from, moved.starts_at) == (days_from_now(10), days_from_now(20))
    save(editor, moved, starts_at=typed(days_from_now(30)), ends_at=typed(days_from_now(30, 12)),
         postponed_from=typed(moved.postponed_from))  # fmt: skip
    assert again(session).postponed_from == days_from_now(20), "a second time"


def test_a_draft_of_a_move_may_be_saved_again(editor):
    session = SessionPageFactory(starts_at=days_from_now(10))
    new = {"status": Status.POSTPONED, "starts_at": typed(days_from_now(20)), "ends_at": typed(days_from_now(21))}
    save(editor, session, action="", **new)
    save(editor, session, **new, postponed_from=typed(days_from_now(10)))
    assert again(session).postponed_from == days_from_now(10)


def test_to_postpone_without_a_new_date_is_refused_at_the_date(editor):
    session = SessionPageFactory()
    response = save(editor, session, status=Status.POSTPONED)
    assert errors(response) == {"starts_at": ["Ini masih tanggal semula. Isi tanggal yang baru."]}
    assert again(session).status == Status.PLANNED


def test_to_cancel_takes_a_reason_and_the_session_stays_at_its_address_and_says_so_first(editor, client):
    session = SessionPageFactory()
    assert set(errors(save(editor, session, status=Status.CANCELLED))) == {"status_reason"}
    save(editor, session, status=Status.CANCELLED, status_reason="Gedung rusak karena banjir.")
    html = client.get(session.url).content.decode()
    assert html.index("Gedung rusak karena banjir.") < html.index("<h1>")


@pytest.mark.parametrize(
    ("before", "after"), [({"status": Status.CANCELLED, "status_reason": "Hujan"}, Status.DONE),
                          ({"status": Status.DONE}, Status.POSTPONED)]
)  # fmt: skip
def test_what_readers_saw_can_not_become_anything(editor, before, after):
    session = SessionPageFactory(starts_at=days_from_now(-5), **before)
    response = save(editor, session, status=after, starts_at=typed(days_from_now(-4)), ends_at=typed(days_from_now(-3)))
    assert set(errors(response)) == {"status"}
    assert again(session).status == before["status"]


def test_a_mistaken_cancellation_can_be_taken_back(editor):
    session = SessionPageFactory(status=Status.CANCELLED, status_reason="Salah klik")
    save(editor, session, status=Status.PLANNED)
    assert again(session).status == Status.PLANNED


def test_a_report_needs_no_photo_and_a_photo_needs_a_description(editor):
    session = SessionPageFactory(starts_at=days_from_now(-5))
    report = {"status": Status.DONE, "reached_women": "12", "reached_boys": "0", "report_summary": "Disepakati."}
    silent, described = CampaignImageFactory(description=""), CampaignImageFactory()
    photo = {"image": silent.pk, "caption": "", "credit": ""}
    response = save(editor, session, **report, photos=streamfield([("photo", photo)]))
    assert set(errors(response)) == {"photos"}
    save(editor, session, **report, photos=streamfield([("photo", photo | {"image": described.pk})]))
    reported = again(session)
    assert (reported.reached_women, reported.reached_men, reported.reached_boys) == (12, None, 0)
    assert reported.photos[0].value["image"].pk == described.pk
    save(editor, session, **report)
    assert not again(session).photos


def test_two_sessions_of_an_institution_at_the_same_time_are_saved_and_the_editor_is_warned(editor):
    kan = AdatInstitutionFactory(name="Contoh KAN")
    other = SessionPageFactory(title="Yang lain", institutions=[kan])
    session = SessionPageFactory(institutions=[kan], starts_at=days_from_now(20))
    when = {"starts_at": typed(other.starts_at + timedelta(hours=1)), "ends_at": typed(other.ends_at)}
    for action in ("", "publish"):
        said = messages(save(editor, session, action=action, **when))
        assert "Contoh KAN punya kegiatan lain: “Yang lain”" in said
    assert again(session).starts_at == other.starts_at + timedelta(hours=1)


def test_saving_behind_the_editors_back_does_not_pile_up_warnings(editor):
    kan = AdatInstitutionFactory()
    session, other = SessionPageFactory(institutions=[kan]), SessionPageFactory(institutions=[kan])
    assert collisions(session) == [(other, [kan])]
    address = reverse("wagtailadmin_pages:edit", args=[session.pk])
    assert editor.post(address, form_of(session), headers={"Accept": "application/json"}).json()["success"]
    assert "punya kegiatan lain" not in editor.get(address).content.decode()


def test_no_collision_is_seen_where_there_is_none():
    kan, lkaam = AdatInstitutionFactory(), AdatInstitutionFactory()
    session = SessionPageFactory(institutions=[kan], starts_at=at("2099-01-01", "09:00"))
    SessionPageFactory(institutions=[lkaam], starts_at=at("2099-01-01", "09:00"))
    SessionPageFactory(institutions=[kan], starts_at=at("2099-01-01", "12:00"))
    SessionPageFactory(
        institutions=[kan], starts_at=at("2099-01-01", "10:00"), status=Status.CANCELLED, status_reason="Hujan"
    )
    assert collisions(session) == []
    draft = SessionPageFactory(institutions=[kan, lkaam], starts_at=at("2099-01-01", "11:00"), live=False)
    assert collisions(session) == [(draft, [kan])]


def on_the_desk(editor) -> dict[str, str]:
    """What each group of the first screen says, by its heading. Coming sessions have none."""
    desk = BeautifulSoup(editor.get(reverse("wagtailadmin_home")).content, "html.parser").select_one(".desk")
    groups = {}
    for group in desk.select(".desk-group"):
        heading = group.h4.find(string=True).strip() if group.h4 else ""
        groups[heading] = groups.get(heading, "") + group.text
    return groups


def test_the_editors_first_screen_names_past_sessions_without_a_report(editor):
    SessionPageFactory(title="Belum dilaporkan", starts_at=days_from_now(-3))
    SessionPageFactory(title="Sudah dilaporkan", starts_at=days_from_now(-3), report_summary="Ringkas.")
    SessionPageFactory(title="Akan datang")
    SessionPageFactory(title="Batal", starts_at=days_from_now(-3), status=Status.CANCELLED, status_reason="Hujan")
    unreported = on_the_desk(editor)["Kegiatan yang belum ada laporannya"]
    assert "Belum dilaporkan" in unreported
    for title in ("Sudah dilaporkan", "Akan datang", "Batal"):
        assert title not in unreported


def test_sessions_are_not_listed_for_checking_by_date(editor):
    SessionPageFactory(title="Tanpa tanggal periksa")
    named = [heading for heading, text in on_the_desk(editor).items() if "Tanpa tanggal periksa" in text]
    assert named == [""]  # among those that come, and nowhere else


def test_the_table_of_sessions_tells_when_status_and_report_and_can_be_narrowed(editor):
    kan = AdatInstitutionFactory()
    SessionPageFactory(title="Lewat tanpa laporan", starts_at=at("2024-05-08"))
    SessionPageFactory(title="Yang dicari", starts_at=at("2099-12-03"), institutions=[kan])
    text = BeautifulSoup(editor.get(reverse("sessions:index")).content, "html.parser").main.text
    assert "Kamis, 3 Desember 2099, 09.00–12.00 WIB" in text
    assert "belum ada" in text
    assert text.index("Yang dicari") < text.index("Lewat tanpa laporan")
    narrowed = editor.get(reverse("sessions:index"), {"institutions": kan.pk, "status": "planned"}).content.decode()
    assert "Yang dicari" in narrowed
    assert "Lewat tanpa laporan" not in narrowed


@pytest.mark.parametrize(
    ("group", "actions"),
    [
        ("Penulis", {"add", "edit"}),
        ("Peninjau", {"add", "edit"}),
        ("Administrator", {"add", "edit", "delete"}),
        ("Mitra Adat", set()),
        ("Pengelola Materi", set()),
    ],
)
def test_who_may_edit_adat_institutions(group, actions):
    client, institution = editor_of(group), AdatInstitutionFactory()
    for action in ("add", "edit", "delete"):
        args = [] if action == "add" else [institution.pk]
        address = reverse(f"wagtailsnippets_{AdatInstitution._meta.app_label}_adatinstitution:{action}", args=args)
        assert (client.get(address).status_code == 200) is (action in actions), action


def test_drafts_can_be_looked_at_before_readers_see_them():
    session = SessionPageFactory(live=False)
    for page in (session, SessionIndexPage.objects.get()):
        assert page.make_preview_request().status_code == 200
