"""Whatever stands in a cell is kept as it stands, is shown as what it was read as, or has a message at that cell."""

from datetime import date, datetime, time

import pytest
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from campaigns.models import AdatInstitution
from campaigns.schedule.headings import COLUMNS
from campaigns.schedule.known import TEXTS
from campaigns.schedule.planned import PlannedRow
from campaigns.schedule.rows import understand
from campaigns.schedule.table import TableRow
from campaigns.sessions import dates
from publishing.spreadsheets.cells import Cell, Fault
from publishing.words.unseen import one_spaced

pytestmark = pytest.mark.django_db
LETTERS = dict(zip(COLUMNS, "ABCDEFGHIJKLMNO", strict=True))
DAY = date(2026, 12, 3)
ROW = {"title": "Temu", "first_day": DAY}
MOMENTS = {"first_day", "last_day", "first_hour", "last_hour"}
NAMES = ("village", "nagari", "institutions", "topics")
RUN = settings(max_examples=300, suppress_health_check=list(HealthCheck), deadline=None)

MINUTES = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
DAYS = st.dates(date(1990, 1, 1), date(2110, 1, 1)) | st.dates(DAY, date(2026, 12, 9))
FORMS_OF_DAYS = ("{0.day}/{0.month}/{0.year}", "{0.day}-{0.month}-{0:%y}", "{0:%Y-%m-%d}", "{0.month}/{0.day}/{0.year}")
WRITTEN_DAYS = st.builds(lambda form, day: form.format(day), st.sampled_from(FORMS_OF_DAYS), DAYS)
WRITTEN_HOURS = st.sampled_from(
    ["09.00", "9", "9,30", "pkl. 14.00", "09.00-11.00", "21.00 - 00.30", "09.00 s/d selesai", "selesai", "25.00",
     "24.00", "5 siang", "9:00:30", "17"]
)  # fmt: skip
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)  # of others the reader makes faults
FAULTS = st.builds(Fault, st.sampled_from(["error", "formula", "long", "characters"]), st.text(max_size=9))
TIMES = st.one_of(
    st.booleans(), st.integers(-10, 10**18), NUMBERS, st.floats(0, 1), st.text(max_size=30), DAYS, st.times(),
    MINUTES, st.builds(datetime.combine, DAYS, st.times() | MINUTES), WRITTEN_DAYS, WRITTEN_HOURS, FAULTS,
    st.sampled_from(["-", "#REF!", "=A1", "5-6 Desember 2026", "7/12/26 09.00"]),
)  # fmt: skip
WORDS = st.one_of(
    st.booleans(), st.integers(-10, 10**18), NUMBERS, st.text(max_size=30), DAYS, MINUTES, FAULTS,
    st.sampled_from(["-", "#N/A", "Kel. Tiakar", "Balai\nadat", "7,0", "TPPO; Anak", ";"]),
)  # fmt: skip


def understood(cells: dict[str, Cell]) -> tuple[PlannedRow, set[str]]:
    """The row, and the columns of which it says something to the editor."""
    (row,) = understand([TableRow(2, cells, LETTERS)])
    told = {cell for cell, _words in [*row.problems, *row.warnings]}
    return row, {column for column, letter in LETTERS.items() if f"{letter}2" in told}


def is_empty(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not one_spaced(cell))


@RUN
@given(column=st.sampled_from(sorted(TEXTS)), cell=WORDS)
def test_a_cell_of_text_is_kept_and_shown_as_it_stands_or_told(db, column, cell):
    row, told = understood(ROW | {column: cell})
    assume(not is_empty(cell) and column not in told)
    event(f"kept: {type(cell).__name__}")
    kept = row.facts[TEXTS[column]]
    assert kept in {row.title, *(words for _heading, words in row.readings)}
    if isinstance(cell, str):
        assert kept == one_spaced(cell)
    else:
        assert isinstance(cell, int | float)
        assert float(kept.replace(",", ".")) == pytest.approx(cell)


@RUN
@given(column=st.sampled_from(NAMES), cell=WORDS)
def test_a_cell_of_names_is_found_and_shown_or_told(db, column, cell):
    AdatInstitution.objects.get_or_create(name="TPPO; Anak", defaults={"slug": "uji"})
    row, told = understood(ROW | {column: cell})
    assume(not is_empty(cell) and column not in told)
    ((_heading, words),) = row.readings
    for part in one_spaced(str(cell)).split(";"):
        assert part.strip().removeprefix("Kel. ").removesuffix(".0") in words.replace(",", ".") or column == "topics"


# Of a cell that is silently left out the row says the same without it.


@RUN
@given(
    column=st.sampled_from(["first_hour", "last_day", "last_hour"]),
    cell=TIMES,
    others=st.fixed_dictionaries({"first_hour": st.sampled_from([None, "08.00", time(8)])}),
)
def test_a_cell_of_time_changes_what_the_row_says_or_is_told(db, column, cell, others):
    assume(not is_empty(cell))
    row, told = understood(ROW | others | {column: cell})
    if column in told:
        return
    event(f"read: {column}, {type(cell).__name__}")
    without, _told = understood(ROW | others | {column: None})
    said, said_without = ((one.facts, one.names_end) for one in (row, without))
    names_the_first_day = column == "last_day" and dates.day_of(row.starts_at) == DAY == last_day(row)
    assert said != said_without or names_the_first_day


def last_day(row: PlannedRow) -> date:
    return dates.day_of(datetime.fromisoformat(row.facts["ends_at"]))


@RUN
@given(column=st.sampled_from(sorted(MOMENTS)), day=DAYS, hour=st.times() | MINUTES)
def test_no_part_of_a_cell_with_day_and_hour_is_lost(db, column, day, hour):
    cells = ROW | {"first_hour": "08.00"} if column in {"last_day", "last_hour"} else ROW
    row, told = understood(cells | {column: datetime.combine(day, hour)})
    if row.problems:
        assert column in told
        return
    event("read")
    assert (hour.second, hour.microsecond) == (0, 0)
    if hour != time.min or column in {"first_hour", "last_hour"}:
        assert f"{hour:%H.%M}" in row.when
    assert day in {dates.day_of(row.starts_at), last_day(row)}


@RUN
@given(day=st.dates(date(2000, 1, 1), date(2099, 12, 31)), form=st.sampled_from(FORMS_OF_DAYS[:3]))
def test_a_day_written_day_first_is_that_day(db, day, form):
    row, told = understood({"title": "Temu", "first_day": form.format(day)})
    assert dates.day_of(row.starts_at) == day
    assert not told


@RUN
@given(first=MINUTES, last=st.none() | MINUTES)
def test_hours_of_cells_are_the_hours_of_the_session(db, first, last):
    row, told = understood(ROW | {"first_hour": first, "last_hour": last})
    if not row.problems:
        assert row.when.startswith(f"Kamis, 3 Desember 2026, {first:%H.%M}")
        assert (f"{last:%H.%M}" if last else "selesai") in row.when
        assert last is None or last > first or "last_hour" in told


def test_what_may_never_be_public_is_told_at_its_cell_and_what_needs_a_reason_too():
    row, told = understood(ROW | {"venue": "Rumah, NIK 13.76.01.45.05.09.0001"})
    assert (told, row.kind) == ({"venue"}, "wrong")
    assert "13•••••••••••01" in row.problems[0][1]
    row, told = understood(ROW | {"audience": "Korban Siti Aminah"})
    assert (told, row.kind) == ({"audience"}, "new")
