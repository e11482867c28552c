"""Numbers of a year on one screen, for whoever may see each; nothing about anybody."""

import csv
import io
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from campaigns.models import SessionRequest
from home.statistics.requests import Requests
from publishing.models import User
from resources.models import Download
from tests.factories import SessionPageFactory, at
from tests.resources.factories import MaterialFactory

pytestmark = pytest.mark.django_db


def asked(day: str, **changes) -> SessionRequest:
    fields = {
        "institution": "Contoh lembaga", "nagari": "Contoh", "name": "Contoh nama", "email": "contoh@example.org",
        "wished_day": date(2031, 1, 1), "topic": "TPPO", "created_at": at(day),
    }  # fmt: skip
    return SessionRequest.objects.create(**fields | changes)


def member_of(group: str) -> Client:
    user = User.objects.create_user(group)
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


def test_the_day_of_an_answer_is_kept_at_the_first_answer_until_it_is_taken_back():
    one = asked("2019-03-01")
    one.status = "scheduled"
    one.save(update_fields=["status"])
    first = SessionRequest.objects.get().answered_at
    assert timezone.now() - first < timedelta(minutes=1)
    one.status, one.note = "declined", "Tidak ada narasumber"
    one.save()
    assert SessionRequest.objects.get().answered_at == first
    one.status = "new"
    one.save()
    assert SessionRequest.objects.get().answered_at is None
    old = asked("2019-03-02")
    SessionRequest.objects.filter(pk=old.pk).update(status="declined")  # before answers were noted
    old.refresh_from_db()
    old.save()
    assert old.answered_at is None


def test_how_fast_requests_were_answered_leaves_out_what_is_not_known():
    for day, answered, status in (
        ("2019-03-01", "2019-03-01", "scheduled"), ("2019-03-01", "2019-03-05", "declined"),
        ("2019-04-01", "2019-04-11", "scheduled"), ("2019-04-02", None, "scheduled"), ("2019-04-03", None, "new"),
        ("2019-05-01", None, "apart"),
    ):  # fmt: skip
        one = asked(day)
        SessionRequest.objects.filter(pk=one.pk).update(answered_at=answered and at(answered), status=status)
    requests = Requests(2019)
    assert (len(requests.asked), requests.answered, requests.waiting, requests.untimed) == (5, 4, 1, 1)
    assert requests.median_days == 4
    assert requests.by_month[2:5] == [2, 3, 0]


def test_each_role_sees_its_parts_and_the_tables_say_the_same():
    SessionPageFactory(starts_at=at("2019-05-08"), reached_women=4)
    asked("2019-03-01")
    Download.objects.create(page=MaterialFactory(title="Poster hak anak"), name="a.pdf", day=date(2019, 2, 1), count=7)
    parts = {"unduhan", "permintaan", "kegiatan", "kelurahan"}
    for group, seen in (("Peninjau", parts), ("Penulis", parts - {"permintaan"}), ("Pengelola Materi", {"unduhan"})):
        sections = seen - {"kelurahan"}  # it stands with "kegiatan"
        client = member_of(group)
        answer = client.get("/admin/statistik/?tahun=2019")
        page = BeautifulSoup(answer.content, "html.parser")
        assert len(page.select("section.statistics")) == len(sections), group
        assert len(page.select("a[href$='.xlsx']")) == len(seen)
        assert ("Poster hak anak" in page.text, "Contoh nama" in page.text) == (True, False)
        for part in parts:
            for kind in ("csv", "xlsx"):
                answer = client.get(f"/admin/statistik/2019/{part}.{kind}")
                assert answer.status_code == (200 if part in seen else 302)
    client = member_of("Administrator")
    rows = {}
    for part in parts:
        text = client.get(f"/admin/statistik/2019/{part}.csv").getvalue().decode("utf-8-sig")
        rows[part] = list(csv.reader(io.StringIO(text), delimiter=";"))
        saved = load_workbook(io.BytesIO(client.get(f"/admin/statistik/2019/{part}.xlsx").content)).active
        assert [[str("" if cell.value is None else cell.value) for cell in row] for row in saved.rows] == rows[part]
    assert rows["unduhan"][1][:2] == ["Materi", "Poster hak anak"]
    assert rows["unduhan"][1][-1] == "7"
    assert rows["permintaan"][3] == ["Mar", "1", "0", ""]
    assert rows["kelurahan"][0] == ["Kecamatan", "Kelurahan", "Kegiatan"]
    assert len(rows["kelurahan"]) == 1 + 47, "those without a session too"
    assert rows["kegiatan"][-1] == ["Tanpa kelurahan", "1", "4", "", "", "", "4"]


def test_a_year_of_which_nothing_is_known_is_none(admin_client):
    assert admin_client.get("/admin/statistik/1999/unduhan.csv").status_code == 404
    assert admin_client.get("/admin/statistik/?tahun=1999").status_code == 200
