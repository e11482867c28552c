"""Days and hours as people write them: the right value of each form, a reason for what can't be read, and no guess."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.words.days import MONTHS, WEEKDAYS
from publishing.words.hours import Hours
from publishing.words.moments import Span, day, hour, hours, in_words, moment, span
from publishing.words.unreadable import Unreadable

FIFTH, SIXTH = date(2026, 12, 5), date(2026, 12, 6)


@pytest.mark.parametrize(
    "written",
    ["5 Desember 2026", "05 desember 2026", " 5  DESEMBER 2026 ", "5 Des 2026", "5 Des. 2026", "5/12/2026",
     "05-12-2026",
     "5.12.2026", "5 - 12 - 2026", "5 12 2026", "05/12/26", "5.12.26", "05-Des-26", "5 Des '26", "5 Dec 2026",
     "December 5, 2026", "5/XII/2026", "2026-12-05", "2026/12/05", "2026-12-05 00:00:00", "Sabtu, 5 Desember 2026",
     "Sabtu/5 Desember 2026", "Sab, 5 Des 2026", "Sat, 5 Dec 2026", "5 Desember 2026 (Sabtu)", "Sabtu 05/12/2026",
     "Hari/Tanggal: Sabtu, 5 Desember 2026", "tgl. 5 Desember 2026", "5 Desember 2026.", "5\u00a0Desember\u00a02026",
     "\u200e5 Des\u200bember 2026\u202c", "５／１２／２０２６", "5‑12–2026", "5Desember2026"],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(written):
    assert day(written) == FIFTH


@pytest.mark.parametrize(
    ("written", "right"),
    [("1/11/2026", date(2026, 11, 1)), ("07/12/26", date(2026, 12, 7)), ("07/12/2026", date(2026, 12, 7)),
     ("Jum’at, 4 Desember 2026", date(2026, 12, 4)), ("Jumat 4 Des 2026", date(2026, 12, 4)),
     ("7 Dec 2026", date(2026, 12, 7)), ("29 Februari 2028", date(2028, 2, 29)), ("17 Agt 2027", date(2027, 8, 17)),
     ("3 Nopember 2026", date(2026, 11, 3)), ("Ahad, 6 Desember 2026", SIXTH)],
)  # fmt: skip
def test_the_day_comes_before_the_month(written, right):
    assert day(written) == right


@pytest.mark.parametrize(
    ("written", "code"),
    [("besok", "unknown"), ("", "empty"), ("\u200b", "empty"), ("12/25/2026", "month"), ("13/25/2026", "month"),
     ("31/02/2026", "day"), ("29 Februari 2026", "day"), ("0/12/2026", "day"), ("03/12/1066", "year"),
     ("5 Desmber 2026", "month"), ("5 Desember", "no_year"), ("5/12", "no_year"), ("5 Des 09.00", "no_year"),
     ("Desember 2026", "no_day"), ("Jumat, 5 Desember 2026", "weekday"), ("5 Desember 2026 09.00", "hour"),
     ("5–6 Desember 2026", "several"), ("5 Desember 2026 dan seterusnya", "rest"), ("1² Desember 2026", "unknown"),
     ("46361", "unknown"), ("2026", "unknown"), ("20261205", "unknown"), ("5/12/226", "unknown"), ("5" * 300, "long"),
     ("5-12/26", "unknown"), ("5 Desember 20266", "unknown")],
)  # fmt: skip
def test_what_is_no_single_day_is_refused_by_its_kind(written, code):
    with pytest.raises(Unreadable) as refused:
        day(written)
    assert refused.value.code == code
    assert str(refused.value)


def test_a_weekday_that_does_not_fit_is_told_with_the_right_one():
    with pytest.raises(Unreadable, match="8 Mei 2026 jatuh pada hari Jumat, bukan Sabtu"):
        day("Sabtu, 8 Mei 2026")


def test_a_month_that_does_not_exist_is_told_with_the_order_to_write_in():
    with pytest.raises(Unreadable, match=r"tidak ada bulan 25\. Hari ditulis dahulu"):
        day("12/25/2026")


@pytest.mark.parametrize(
    ("written", "right"),
    [("09.00", time(9)), ("9:00", time(9)), ("9", time(9)), ("09,00", time(9)), ("9:00:00 AM", time(9)),
     ("9.00 a.m.", time(9)), ("2:30 PM", time(14, 30)), ("12:00 AM", time(0)), ("12.15 PM", time(12, 15)),
     ("pukul 09.00 WIB", time(9)), ("pkl. 14.00", time(14)), ("Pk 14.00", time(14)), ("jam 9", time(9)),
     ("14.00 WIB", time(14)), ("14.00 wib.", time(14)), ("2 siang", time(14)), ("12 siang", time(12)),
     ("jam 9 pagi", time(9)), ("4 sore", time(16)), ("7.30 malam", time(19, 30)), ("00.30", time(0, 30)),
     ("１４：３０", time(14, 30)), ("\u200e09.00\u00a0WIB", time(9)), ("(09.00)", time(9))],
)  # fmt: skip
def test_an_hour_is_read_however_it_is_written(written, right):
    assert hour(written) == right


@pytest.mark.parametrize(
    ("written", "code"),
    [("25.00", "hour"), ("24.00", "hour"), ("09.60", "hour"), ("09.5", "unknown"), ("0900", "unknown"), ("", "unknown"),
     ("pagi", "unknown"), ("14.00 WITA", "zone"), ("09.00.30", "second"), ("12 malam", "hour"), ("1 malam", "hour"),
     ("13:00 AM", "hour"), ("09.00-11.00", "several"), ("09.00 - selesai", "several"), ("habis Isya", "unknown")],
)  # fmt: skip
def test_what_is_no_single_hour_is_refused_by_its_kind(written, code):
    with pytest.raises(Unreadable) as refused:
        hour(written)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("written", "right"),
    [("09.00-11.00", Hours(time(9), time(11))), ("09.00 s/d 12.00 WIB", Hours(time(9), time(12))),
     ("09.00 WIB s.d. 12.00 WIB", Hours(time(9), time(12))), ("pukul 9 sampai 11", Hours(time(9), time(11))),
     ("09.00 sampai dengan 11.30", Hours(time(9), time(11, 30))), ("9-11", Hours(time(9), time(11))),
     ("09.00 - selesai", Hours(time(9), until_done=True)), ("09.00 WIB s/d selesai", Hours(time(9), until_done=True)),
     ("21.00–00.30", Hours(time(21), time(0, 30), next_day=True)),
     ("21.00 - 24.00", Hours(time(21), time(0), next_day=True)), ("8 pagi - 2 siang", Hours(time(8), time(14))),
     ("14.00", Hours(time(14)))],
)  # fmt: skip
def test_a_span_of_hours_is_read(written, right):
    assert hours(written) == right


@pytest.mark.parametrize("written", ["7-9 malam", "2 - 4 PM", "9 pagi - 2"])
def test_hours_of_which_one_may_be_morning_or_evening_are_refused(written):
    with pytest.raises(Unreadable) as refused:
        hours(written)
    assert refused.value.code == "half"


@pytest.mark.parametrize(
    ("written", "right"),
    [("5–6 Desember 2026", Span(FIFTH, SIXTH)), ("05 - 06 Desember 2026", Span(FIFTH, SIXTH)),
     ("5 s/d 6 Desember 2026", Span(FIFTH, SIXTH)), ("5 dan 6 Desember 2026", Span(FIFTH, SIXTH)),
     ("05-06/12/2026", Span(FIFTH, SIXTH)), ("5/12/2026 - 6/12/2026", Span(FIFTH, SIXTH)),
     ("Sabtu-Minggu, 5-6 Desember 2026", Span(FIFTH, SIXTH)),
     ("Sabtu, 5 Desember 2026 s/d Minggu, 6 Desember 2026", Span(FIFTH, SIXTH)),
     ("07 - 08 Desember 2026", Span(date(2026, 12, 7), date(2026, 12, 8))),
     ("30 November - 2 Desember 2026", Span(date(2026, 11, 30), date(2026, 12, 2))),
     ("5 Desember 2026", Span(FIFTH, FIFTH)), ("5 Desember 2026 09.00", Span(FIFTH, FIFTH, time(9))),
     ("5 Desember 2026, 09.00-11.00 WIB", Span(FIFTH, FIFTH, time(9), time(11))),
     ("5 Desember 2026 pukul 09.00 - selesai", Span(FIFTH, FIFTH, time(9), until_done=True)),
     ("5/12/2026 21.00–00.30", Span(FIFTH, FIFTH, time(21), time(0, 30), next_day=True)),
     ("5 Desember 2026 21.00 s/d 6 Desember 2026 00.30", Span(FIFTH, SIXTH, time(21), time(0, 30))),
     ("5-6 Desember 2026, 09.00-16.00", Span(FIFTH, SIXTH, time(9), time(16))),
     ("09.00-11.00", Span(first_hour=time(9), last_hour=time(11)))],
)  # fmt: skip
def test_a_span_says_no_more_than_was_written(written, right):
    assert span(written) == right


def test_an_evening_after_midnight_ends_on_the_next_day():
    assert span("5 Desember 2026 21.00–00.30").next_day
    assert not span("5 Desember 2026 21.00–23.30").next_day


@pytest.mark.parametrize(
    ("written", "code"),
    [("5, 7 Desember 2026", "several"), ("6-5 Desember 2026", "order"), ("Senin-Minggu, 5-6 Desember 2026", "weekday"),
     ("Sabtu-Senin, 5-6 Desember 2026", "weekday"), ("6/12/2026 - 5/12/2026", "order")],
)  # fmt: skip
def test_days_that_make_no_span_are_refused_by_their_kind(written, code):
    with pytest.raises(Unreadable) as refused:
        span(written)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "written",
    ["5 Desember 2026 09.00", "5/12/2026 09:00", "05/12/2026 09.00", "2026-12-05 09.00", "2026-12-05T09:00",
     "2026-12-05 09:00:00", "2026-12-05T02:00:00Z", "2026-12-05T09:00+07:00", "Sabtu, 5 Desember 2026 pukul 09.00 WIB",
     "5 Des 2026, pkl. 9", "5 Desember 2026 jam 9 pagi", "05/12/26 09.00", "5.12.26 09.00",
     "5 Desember 2026 9:00 AM"],
)  # fmt: skip
def test_a_moment_is_read_however_it_is_written(written):
    assert moment(written) == datetime(2026, 12, 5, 9)


def test_a_day_without_an_hour_begins_at_midnight():
    assert moment("5 Des 2026") == datetime(2026, 12, 5)


@pytest.mark.parametrize(
    ("written", "code"),
    [("09.00", "no_day"), ("5 Desember 2026 9", "rest"), ("5 Desember 2026 09.00-11.00", "several"),
     ("5–6 Desember 2026", "several"), ("5 Desember 2026 25.00", "hour"), ("5 Desember 2026 siang", "rest"),
     ("9999-12-31T23:59:00-11:00", "unknown")],
)  # fmt: skip
def test_what_is_no_single_moment_is_refused_by_its_kind(written, code):
    with pytest.raises(Unreadable) as refused:
        moment(written)
    assert refused.value.code == code


def test_a_moment_in_words():
    assert in_words(FIFTH) == "Sabtu, 5 Desember 2026"
    assert in_words(time(9, 5)) == "pukul 09.05 WIB"
    assert in_words(datetime(2026, 12, 5, 9)) == "Sabtu, 5 Desember 2026 pukul 09.00 WIB"


DATES = st.dates(date(2000, 1, 1), date(2100, 12, 31))
HOURS = st.times().map(lambda value: value.replace(second=0, microsecond=0))
DAY_FORMS = [
    lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{d.day:02}-{MONTHS[d.month - 1][:3]}-{d.year}",
    lambda d: f"{d.day}/{d.month}/{d.year}",
    lambda d: f"{d.day:02}-{d.month:02}-{d.year}",
    lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
    lambda d: d.isoformat(),
    lambda d: f"{d:%b} {d.day}, {d.year}",
    lambda d: f"{WEEKDAYS[d.weekday()]}, {d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"\u200e{d.day}\u00a0{MONTHS[d.month - 1].upper()}\u200b {d.year}",
]
HOUR_FORMS = [
    lambda t: f"{t.hour:02}.{t.minute:02}",
    lambda t: f"{t.hour}:{t.minute:02}:00",
    lambda t: f"pukul {t.hour:02}.{t.minute:02} WIB",
    lambda t: f"pkl. {t.hour},{t.minute:02}",
    lambda t: f"{t:%I:%M %p}",
]


@given(DATES, HOURS, st.sampled_from(DAY_FORMS), st.sampled_from(HOUR_FORMS), st.sampled_from([" ", ", ", " - "]))
def test_every_moment_reads_back_from_each_form(written_day, written_hour, day_form, hour_form, between):
    assert day(day_form(written_day)) == written_day
    assert hour(hour_form(written_hour)) == written_hour
    if between == " - ":
        return
    both = f"{day_form(written_day)}{between}{hour_form(written_hour)}"
    assert moment(both) == datetime.combine(written_day, written_hour)


@given(DATES.filter(lambda d: d.year < 2100))
def test_two_digits_of_a_year_are_of_this_century(written):
    assert day(f"{written:%d/%m/%y}") == written


@given(DATES.filter(lambda d: d.year < 2100), st.integers(1, 40))
def test_spans_of_days_read_back(first, length):
    last = first + timedelta(days=length)
    assert span(f"{first:%d/%m/%Y} – {last:%d/%m/%Y}") == Span(first, last)
    if (first.year, first.month) == (last.year, last.month):
        assert span(f"{first.day}-{last.day} {MONTHS[last.month - 1]} {last.year}") == Span(first, last)


@given(DATES, st.sampled_from(WEEKDAYS))
def test_only_the_right_weekday_passes(written, name):
    text = f"{name}, {written.day} {MONTHS[written.month - 1]} {written.year}"
    if name == WEEKDAYS[written.weekday()]:
        assert day(text) == written
    else:
        with pytest.raises(Unreadable):
            day(text)


PIECES = st.lists(
    st.sampled_from(
        ["5", "12", "2026", "31", "26", "0", ".", "/", "-", "–", " ", ",", ":", "Desember", "mei", "Sabtu", "jum’at",
         "s/d", "selesai", "pukul", "WIB", "pagi", "malam", "AM", "dan", "T", "Z", "²", "٥", "\u200b", "(", "'"]
    )
    | st.text(max_size=3),
    max_size=14,
).map("".join)  # fmt: skip


@pytest.mark.parametrize("reader", [day, hour, hours, moment, span])
@given(text=st.text() | PIECES)
def test_no_text_raises_anything_else(reader, text):
    with suppress(Unreadable):
        reader(text)


@given(PIECES)
def test_a_moment_and_a_span_never_disagree(text):
    with suppress(Unreadable):
        assert moment(text).date() == span(text).first_day
