"""Numbers are written down without making anybody wait."""

from datetime import date

import pytest
from django.db import IntegrityError, OperationalError
from django.db.utils import ConnectionHandler

from resources.downloads.counting import LONGEST_WAIT, Tally, impatient_database
from resources.models import Download
from tests.resources.factories import MaterialFactory

DAY = date(2026, 11, 24)


@pytest.fixture
def page(library):
    return MaterialFactory(parent=library)


def test_one_row_holds_the_number_of_a_file_and_a_day(page):
    for name, day in [("a.pdf", DAY), ("a.pdf", DAY), ("b.pdf", DAY), ("a.pdf", date(2026, 11, 25))]:
        Tally().add((page.pk, name, day))
    rows = set(Download.objects.values_list("name", "day", "count"))
    assert rows == {("a.pdf", DAY, 2), ("b.pdf", DAY, 1), ("a.pdf", date(2026, 11, 25), 1)}


def test_a_number_that_the_database_does_not_take_comes_with_the_next(page, monkeypatch):
    tally, key = Tally(), (page.pk, "a.pdf", DAY)
    with monkeypatch.context() as busy:
        busy.setattr("resources.downloads.counting._write", _locked)
        tally.add(key)
        tally.add(key)
    assert not Download.objects.exists()
    tally.add((page.pk, "b.pdf", DAY))
    assert dict(Download.objects.values_list("name", "count")) == {"a.pdf": 2, "b.pdf": 1}


def _locked(*_args) -> None:
    raise OperationalError("database is locked")


def test_the_number_of_a_page_that_is_gone_is_dropped(page, monkeypatch):
    def refuse(*_args) -> None:
        raise IntegrityError("FOREIGN KEY constraint failed")

    tally = Tally()
    with monkeypatch.context() as gone:
        gone.setattr(type(Download.objects), "add", refuse)
        tally.add((page.pk, "a.pdf", DAY))
    tally.add((page.pk, "b.pdf", DAY))
    assert dict(Download.objects.values_list("name", "count")) == {"b.pdf": 1}


def test_only_for_a_count_the_database_is_waited_for_so_shortly(db, monkeypatch):
    database = ConnectionHandler({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}})["default"]
    monkeypatch.setattr("resources.downloads.counting.connection", database)

    def patience() -> int:
        with database.cursor() as cursor:
            return cursor.execute("PRAGMA busy_timeout").fetchone()[0]

    usual = patience()
    with impatient_database():
        assert patience() == LONGEST_WAIT < usual
    assert patience() == usual
