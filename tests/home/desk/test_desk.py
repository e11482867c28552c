from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Collection, Page, Revision

from home.desk import library
from home.desk.pages import pages_to_check
from home.desk.panel import DeskPanel
from home.desk.reach import Reach
from publishing.desk import DESK, MOST_NAMED, Part, Task
from publishing.desk import Group as Tasks
from publishing.fronts.models import Front
from publishing.models import ScheduleFailure, User
from publishing.pages import schedules
from resources.models import KitIndexPage, MaterialIndexPage
from tests.factories import CampaignImageFactory, SessionPageFactory, days_from_now
from tests.home.desk.everything import OWNER, make_people, make_work, people
from tests.resources.factories import KitFactory, MaterialFactory

EVERYTHING = Reach(("",))


@pytest.fixture
def editor(db) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("kantor", password="rahasia-sekali"))
    return client


def member_of(group: str) -> Client:
    user = User.objects.create_user(group)
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


def test_pages_never_checked_come_first_then_the_longest_unchecked(page_at):
    for url, day in (("/tentang/", "2020-05-01"), ("/privasi/", "2019-05-01"), ("/data/", None)):
        page = page_at(url)
        type(page).objects.filter(pk=page.pk).update(reviewed_on=day)
    known = [page_at(url).pk for url in ("/data/", "/privasi/", "/tentang/")]
    assert [page.pk for page in pages_to_check(EVERYTHING) if page.pk in known] == known


def test_of_very_many_pages_the_first_are_named_and_the_others_counted(editor, django_assert_num_queries):
    before = len(pages_to_check(EVERYTHING))
    for number in range(MOST_NAMED + 3):
        MaterialFactory(parent=MaterialIndexPage.objects.get(), title=f"Belum diperiksa {number}")
    assert f"dan {before + 3} lagi" in editor.get("/admin/").content.decode()
    with django_assert_num_queries(1):
        assert len(pages_to_check(EVERYTHING)) == before + MOST_NAMED + 3


def box(editor: Client) -> str:
    """The words of the box on the first screen."""
    return " ".join(BeautifulSoup(editor.get("/admin/").content, "html.parser").select_one(".attention").text.split())


def end_was(page: Page, ago: timedelta) -> None:
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - ago)


def test_what_should_have_happened_and_did_not_is_named(editor, page_at):
    end_was(page_at("/tentang/"), timedelta(minutes=1))
    assert "Dijadwalkan, belum terlaksana" not in box(editor), "the worker may still be at it"
    end_was(page_at("/tentang/"), timedelta(minutes=3))
    assert "Tentang Suluah: harus turun" in box(editor)
    assert "pekerja situs tidak berjalan" in box(editor)


def test_a_schedule_that_failed_is_named_with_its_reason(editor, page_at, monkeypatch):
    page = page_at("/tentang/")
    revision = page.save_revision()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(seconds=20))

    def fail(self, **kwargs):
        raise ValidationError("Slug ini sudah dipakai.")

    with monkeypatch.context() as patch:
        patch.setattr(Revision, "publish", fail)
        schedules.run()
    assert "Tentang Suluah: harus terbit" in box(editor)
    assert "Slug ini sudah dipakai." in box(editor)
    ScheduleFailure.objects.update(failed_at=timezone.now() - timedelta(hours=1))
    schedules.run()
    assert "harus terbit" not in box(editor)


def test_what_a_schedule_did_is_told(editor, page_at):
    end_was(page_at("/tentang/"), timedelta(seconds=5))
    schedules.run()
    assert "Terlaksana sendiri menurut jadwal Tentang Suluah: turun" in box(editor)


def test_a_page_that_was_only_compared_with_its_sources_is_not_called_checked(editor, page_at):
    page = page_at("/tentang/")
    type(page).objects.filter(pk=page.pk).update(reviewed_on="2020-05-01")
    assert "Tentang Suluah: dicocokkan dengan sumbernya pada 1 Mei 2020, belum diperiksa kantor" in box(editor)


def headings(client: Client) -> str:
    return " ".join(BeautifulSoup(client.get("/admin/").content, "html.parser").select_one(".attention").text.split())


def test_everybody_is_told_what_he_can_do_and_may_open_each_link(page_at, local_point):
    SessionPageFactory(title="Tanpa laporan", starts_at=days_from_now(-3))
    MaterialFactory(parent=MaterialIndexPage.objects.get(), title="Poster belum diperiksa")
    CampaignImageFactory(title="Tanpa kata", description="", collection=Collection.get_first_root_node())
    seen = {}
    for group in ("Penulis", "Peninjau", "Pengelola Materi"):
        client = member_of(group)
        box = BeautifulSoup(client.get("/admin/").content, "html.parser").select_one(".attention")
        seen[group] = " ".join(box.text.split())
        if group != "Peninjau":
            links = box.select(".desk-shortcuts a, .desk-group li:first-child a")
            for address in {link["href"].partition("#")[0] for link in links}:
                assert client.get(address).status_code == 200, (group, address)
    assert all("Tanpa laporan" in seen[group] for group in ("Penulis", "Peninjau"))
    for words in ("Tanpa laporan", "Tentang Suluah", local_point.name, "Umumkan kegiatan"):
        assert words not in seen["Pengelola Materi"]
    for words in ("Poster belum diperiksa", "Tanpa kata", "Tambah poster"):
        assert words in seen["Pengelola Materi"]
    assert local_point.name in seen["Peninjau"]
    assert local_point.name not in seen["Penulis"]
    assert "Ubah nomor" not in seen["Penulis"]


def test_a_coming_session_says_what_its_newest_version_lacks(editor):
    session = SessionPageFactory(title="Segera", starts_at=days_from_now(5), live=False)
    SessionPageFactory(title="Nanti", starts_at=days_from_now(15))
    SessionPageFactory(title="Batal", starts_at=days_from_now(5), status="cancelled", status_reason="Hujan")
    session.venue, session.invitation = "Balai", "Dengan hormat"
    session.save_revision()
    told = box(editor)
    assert "WIB. Kurang: penerbitan, materi" in told
    assert "Nanti" not in told
    assert "Batal" not in told


def test_what_was_sent_for_review_waits_for_the_reviewer_and_comes_back_to_the_writer(page_at):
    writer, reviewer = member_of("Penulis"), member_of("Peninjau")
    page = page_at("/tentang/")
    author = User.objects.get(username="Penulis")
    page.save_revision(user=author)
    page.get_workflow().start(page, author)
    assert "Untuk ditinjau 1 Tentang Suluah: dari Penulis" in headings(reviewer)
    assert "Untuk ditinjau" not in headings(writer)
    page.current_workflow_task_state.reject(user=User.objects.get(username="Peninjau"), comment="Sumbernya mana?")
    assert "Tentang Suluah: Sumbernya mana?" in headings(writer)
    assert "Untuk ditinjau" not in headings(reviewer)


def test_another_room_adds_what_waits_there(editor):
    def groups(user):
        yield Tasks(Part.MINE, "Tautan rusak", [Task("Halaman uji", "/admin/", "404")], count=7)

    with hooks.register_temporarily(DESK, groups):
        assert "Tautan rusak 7 Halaman uji: 404 dan 6 lagi" in box(editor)


@pytest.fixture
def asked(monkeypatch) -> list[str]:
    """What the box of the first screen asks the database."""
    sql: list[str] = []

    def note(execute, query, *rest):
        sql.append(query)
        return execute(query, *rest)

    def inside(panel, context, make=DeskPanel.get_context_data):
        with connection.execute_wrapper(note):
            return make(panel, context)

    monkeypatch.setattr(DeskPanel, "get_context_data", inside)
    return sql


def test_the_desk_costs_few_queries_whatever_waits(asked, db):
    make_people()
    KitFactory(parent=KitIndexPage.objects.get())
    for number in range(1, 13):
        SessionPageFactory(title=f"Lewat {number}", starts_at=days_from_now(-number))
        SessionPageFactory(title=f"Segera {number}", starts_at=days_from_now(number))
    make_work(12)
    waiting = {}
    for name in people():
        client = Client()
        client.force_login(User.objects.get(username=name))
        client.get("/admin/")
        asked.clear()
        waiting[name] = box(client)
        assert len(asked) < 20, (name, len(asked))
    for words in (
        "Untuk ditinjau 3", "Dijadwalkan, belum terlaksana 12", "Sudah terbit, dan mungkin tidak semestinya 12",
        "Draf lama berisi hal yang tidak boleh terbit 12", "Permintaan sosialisasi yang perlu dijawab 12",
        "Banyak permintaan sekaligus 12", "Laporan dari lapangan untuk dilihat 12", "Segera 12",
        "Kegiatan yang belum ada laporannya 12", "Tautan yang tidak sampai ke mana-mana 12",
        "Kata pembaca yang belum dikenal pencarian 12", "Paket yang ZIP-nya gagal dibuat 1",
    ):  # fmt: skip
        assert words in waiting["Peninjau"], words
    assert "Untuk diperbaiki: peninjau meminta perubahan 3" in waiting["Penulis"]
    assert "Gambar tanpa deskripsi 12" in waiting[OWNER]


def test_of_a_front_that_no_worker_looks_after_nothing_is_said_to_be_done():
    front = Front(location="http://10.0.0.1:8081", done=160, total=160)
    front.gone = ["/kegiatan/lama/"]
    assert str(library._front(front).advice) == "Menunggu pekerja situs."
    front.worker_until = timezone.now() + timedelta(minutes=1)
    assert library._front(front).advice == "160 dari 160 alamat selesai."
