from io import BytesIO, StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.utils import timezone

from home.help.models import HelpPoint
from publishing.guard import verified

LINES = "a\tSAPA 129, 0857-7001-0048\r\nb\tKorban Siti Aminah, 0812 0000 7890\n\nc\tKorban Siti Aminah\x85melapor\nd\n"


def answers(file, **options):
    out = StringIO()
    call_command("check_text", file, stdout=out, **options)
    return out.getvalue().splitlines()


@pytest.fixture
def without_database(monkeypatch):
    def unreachable():
        raise DatabaseError

    monkeypatch.setattr(verified, "numbers", unreachable)


def test_each_line_gets_its_level_and_its_kinds(tmp_path, without_database):
    file = tmp_path / "texts.tsv"
    file.write_text(LINES, encoding="utf-8", newline="")
    assert answers(str(file)) == ["a\tnone\t", "b\tstop\tname,phone", "c\task\tname", "d\tnone\t"]


def test_texts_can_be_piped_in_and_more_numbers_given(tmp_path, without_database, monkeypatch):
    more = tmp_path / "numbers.tsv"
    more.write_text("0812 0000 7890\tkantor\n", encoding="utf-8")
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=BytesIO(b"a\t+62 812 0000 7890\nb\t\xff")))
    assert answers("-", verified=str(more)) == ["a\tnone\t", "b\tnone\t"]


def test_a_file_that_is_not_there_is_told(without_database):
    with pytest.raises(CommandError, match=r"nowhere\.tsv"):
        answers("nowhere.tsv")


def test_only_numbers_that_readers_see_are_verified(db):
    point = HelpPoint.objects.create(name="Kantor", kind=HelpPoint.Kind.LOCAL, phone="0752-0000-123")
    assert "07520000123" not in verified.numbers()
    point.source, point.verified_on = "Telepon", timezone.localdate()
    point.save()
    assert "07520000123" in verified.numbers()
