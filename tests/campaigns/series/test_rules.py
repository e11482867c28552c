"""The days of a rule are those that RFC 5545 names, and a rule is the same after it was written down."""

from datetime import date, datetime, timedelta

from dateutil import rrule
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.series.rules import MOST_DAYS, Every, Rule, is_last_such_weekday

RULES = st.builds(
    lambda first, every, interval, length: Rule(first, every, interval, first + timedelta(days=length)),
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.sampled_from(list(Every)),
    st.integers(1, 12),
    st.integers(1, 731),
)


def asked_of_dateutil(rule: Rule) -> list[date]:
    """The same rule, not written as text, but put to dateutil in its own words."""
    weekday = rrule.weekday(rule.first.weekday())
    frequency, by = {
        Every.WEEK: (rrule.WEEKLY, {"byweekday": weekday}),
        Every.DATE: (rrule.MONTHLY, {"bymonthday": rule.first.day}),
        Every.WEEKDAY: (rrule.MONTHLY, {"byweekday": weekday((rule.first.day - 1) // 7 + 1)}),
        Every.LAST_WEEKDAY: (rrule.MONTHLY, {"byweekday": weekday(-1)}),
    }[rule.every]
    start, end = (datetime(day.year, day.month, day.day) for day in (rule.first, rule.until))
    return [moment.date() for moment in rrule.rrule(frequency, start, interval=rule.interval, until=end, **by)]


@settings(max_examples=200)
@given(RULES)
def test_the_days_are_those_of_dateutil(rule):
    days = rule.days()
    assert days[0] == rule.first
    assert days == sorted({rule.first, *asked_of_dateutil(rule)})[: MOST_DAYS + 1]


@settings(max_examples=200)
@given(RULES)
def test_a_rule_that_was_written_down_is_the_same(rule):
    assert Rule.of(rule.first, str(rule)) == rule


def test_a_month_without_such_a_day_is_passed_over():
    assert Rule(date(2026, 1, 31), Every.DATE, 1, date(2026, 6, 1)).days() == [
        date(2026, 1, 31), date(2026, 3, 31), date(2026, 5, 31),
    ]  # fmt: skip
    assert is_last_such_weekday(date(2026, 2, 22))
    assert not is_last_such_weekday(date(2026, 2, 21))
