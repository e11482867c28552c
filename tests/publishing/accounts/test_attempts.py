"""How often something may be tried under one name."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from publishing.accounts import attempts
from publishing.accounts.attempts import Limit
from publishing.models import Attempt

MINUTE = timedelta(minutes=1)
LIMIT = Limit("uji", ((3, MINUTE), (5, timedelta(hours=1))))


@pytest.fixture
def later(monkeypatch):
    """later(time): it is that much later than when the test began."""
    began = timezone.now()
    monkeypatch.setattr(attempts.timezone, "now", lambda: began)

    def go(time: timedelta) -> None:
        monkeypatch.setattr(attempts.timezone, "now", lambda: began + time)

    return go


def tries(name: str, number: int, limit: Limit = LIMIT) -> list[bool]:
    return [not limit.wait_for(name) for _ in range(number)]


def test_so_many_are_allowed_and_no_more(db, later):
    assert tries("siti", 5) == [True, True, True, False, False]


def test_the_wait_is_told_and_then_over(db, later):
    tries("siti", 3)
    later(timedelta(seconds=20))
    assert LIMIT.wait_for("siti") == timedelta(seconds=40)
    later(timedelta(seconds=61))
    assert not LIMIT.wait_for("siti")


def test_a_refused_try_does_not_make_the_wait_longer(db, later):
    tries("siti", 30)
    later(timedelta(seconds=61))
    assert tries("siti", 1) == [True]


def test_the_longer_rule_holds_as_well(db, later):
    tries("siti", 3)
    later(2 * MINUTE)
    assert tries("siti", 3) == [True, True, False]
    assert LIMIT.wait_for("siti") == timedelta(minutes=58)


def test_one_name_shuts_out_no_other_and_one_purpose_no_other(db):
    tries("siti", 5)
    assert tries("budi", 1) == [True]
    assert tries("siti", 1, Limit("lain", LIMIT.rules)) == [True]


def test_a_success_forgets_what_came_before(db):
    tries("siti", 2)
    LIMIT.forget("siti")
    assert tries("siti", 3) == [True, True, True]


def test_capitals_and_blanks_make_no_other_name(db):
    tries("siti", 3)
    assert tries(" SITI ", 1) == [False]


def test_no_name_is_stored_and_nothing_older_than_an_hour(db, later):
    tries("siti", 2)
    stored = str(list(Attempt.objects.values_list()))
    assert "siti" not in stored
    later(timedelta(minutes=61))
    tries("budi", 1)
    assert Attempt.objects.count() == 1


@given(name=st.text())
def test_any_name_can_be_counted(name):
    assert len(LIMIT._digest(name)) == 64
