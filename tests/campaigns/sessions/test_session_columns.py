"""The office says which columns its tables of sessions carry, in which order and under which headings."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.test.utils.form_data import nested_form_data, streamfield

from campaigns.models import SessionColumns
from campaigns.sessions.columns import chosen_columns
from campaigns.sessions.table import COLUMNS, headings
from tests.factories import SessionPageFactory, at
from tests.publishing.conftest import person
from tests.publishing.records.kinds import browser_of

FORM = [("reached", "jumlah Peserta"), ("title", ""), ("quarter", "=Triwulan ke-")]


def blocks(chosen: list[tuple[str, str]]) -> list[tuple[str, dict]]:
    return [("column", {"column": name, "heading": heading}) for name, heading in chosen]


def send(browser: Client, chosen: list[tuple[str, str]]):
    address = reverse("wagtailsnippets_campaigns_sessioncolumns:edit", args=[SessionColumns.load().pk])
    return browser.post(address, nested_form_data({"columns": streamfield(blocks(chosen))}), follow=True)


def exported(browser: Client, kind: str) -> bytes:
    answer = browser.get(reverse("sessions:index"), {"export": kind, "year": "2025"})
    return b"".join(answer.streaming_content)


def first_rows(workbook: bytes) -> list[list[object]]:
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(workbook)).active.rows][:2]


def lines(table: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.fixture
def held(db):
    return SessionPageFactory(title="Temu di balai", starts_at=at("2025-05-08"), status="done", reached_women=40)


def test_a_chosen_column_stands_under_its_own_heading_or_under_ours():
    chosen = SessionColumns(columns=blocks([("title", " judul acara "), ("day", "")])).chosen()
    assert headings(chosen.values()) == ["judul acara", "Hari pertama"]


@pytest.mark.parametrize("chosen", [[], [("gone", "Lama"), ("", "")]], ids=["nothing", "nothing-known"])
def test_without_a_choice_that_is_known_all_columns_stand(chosen):
    assert SessionColumns(columns=blocks(chosen)).chosen() == COLUMNS


def test_a_column_that_is_gone_leaves_the_others():
    assert list(SessionColumns(columns=blocks([("gone", "Lama"), ("day", "")])).chosen()) == ["day"]


def test_every_table_of_sessions_carries_what_was_chosen_in_its_order(held):
    reviewer, writer = (browser_of(person(name, name.capitalize())) for name in ("peninjau", "penulis"))
    assert lines(exported(writer, "csv"))[0] == headings()
    assert "diperbarui" in send(reviewer, FORM).content.decode()
    told = ["jumlah Peserta", "Judul", "=Triwulan ke-"]
    assert lines(exported(writer, "csv")) == [
        ["jumlah Peserta", "Judul", "'=Triwulan ke-"],
        ["40", "Temu di balai", "2"],
    ]
    assert first_rows(exported(writer, "xlsx")) == [told, [40, "Temu di balai", 2]]
    send(reviewer, [])
    assert chosen_columns() == COLUMNS


def test_the_screen_begins_with_all_columns_and_stores_none_of_them_unasked(admin_client, db):
    page = admin_client.get(reverse("wagtailsnippets_campaigns_sessioncolumns:list"), follow=True)
    shown = list(page.context["form"].instance.columns)
    assert [child.value["column"] for child in shown] == list(COLUMNS)
    assert len({child.id for child in shown} - {None}) == len(COLUMNS)
    assert not SessionColumns.objects.get().columns


@pytest.mark.parametrize(
    ("chosen", "part", "told"),
    [
        ([("title", "A"), ("title", "B")], "column", "Kolom ini sudah ada di tabel."),
        ([("title", ""), ("kind", "JUDUL")], "heading", "Judul ini sudah dipakai kolom lain."),
        ([("day", ""), ("", "A")], "column", ""),
        ([("day", ""), ("gone", "A")], "column", ""),
    ],
    ids=["a-column-twice", "a-heading-twice", "no-column", "an-unknown-column"],
)
def test_what_would_confuse_a_table_is_told_at_its_place_and_kept_in_the_form(admin_client, db, chosen, part, told):
    form = send(admin_client, chosen).context["form"]
    (error,) = form.errors["columns"].as_data()
    (message,) = error.block_errors[1].block_errors[part].messages
    assert told in message
    assert [child.value["heading"] for child in form["columns"].value()] == [heading for _name, heading in chosen]
    assert not SessionColumns.objects.get().columns


@pytest.mark.parametrize(("role", "may"), [("Penulis", False), ("Peninjau", True), ("Administrator", True)])
def test_whoever_may_set_the_columns_is_led_there(db, role, may):
    browser = browser_of(person("seseorang", role))
    words = browser.get(reverse("sessions:index")).content.decode()
    assert ("Atur kolom tabel" in words) is may
    assert ("Atur kolom daftar kegiatan" in browser.get(reverse("evidence")).content.decode()) is may
    screen = browser.get(reverse("wagtailsnippets_campaigns_sessioncolumns:list"), follow=True)
    assert ("form" in (screen.context or {}) and "Kolom tabel kegiatan" in screen.content.decode()) is may
