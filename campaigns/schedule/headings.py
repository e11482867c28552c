"""The headings of a schedule: those of our template, and the words that offices here write above the same columns."""

import re
from dataclasses import dataclass, field

from publishing.spreadsheets.cells import Cell
from publishing.words.unseen import comparable

# Column -> its heading in the template and other words for it. Compared without case, signs and what is in brackets.
COLUMNS = {
    "code": ("Kode", "kode kegiatan", "kode jadwal", "id"),
    "title": (
        "Judul", "kegiatan", "nama kegiatan", "judul kegiatan", "uraian kegiatan", "acara", "nama acara", "agenda",
    ),
    "summary": ("Ringkasan", "keterangan", "deskripsi"),
    "first_day": ("Tanggal mulai",),
    "first_hour": ("Jam mulai",),
    "last_day": ("Tanggal selesai",),
    "last_hour": ("Jam selesai",),
    "venue": ("Tempat", "lokasi", "tempat kegiatan", "lokasi kegiatan", "tempat pelaksanaan", "nama tempat"),
    "address": ("Alamat", "alamat lengkap", "alamat tempat"),
    "village": ("Kelurahan", "kel", "kelurahan desa", "desa kelurahan"),
    "nagari": ("Nagari", "kanagarian"),
    "institutions": ("Lembaga adat", "lembaga", "nama lembaga", "lembaga pengundang"),
    "topics": ("Topik", "materi", "tema"),
    "audience": ("Sasaran", "peserta", "sasaran peserta", "target peserta"),
    "kind": ("Jenis", "jenis kegiatan", "bentuk", "bentuk kegiatan"),
}  # fmt: skip
WEEKDAY = "weekday"  # a column of its own in many schedules; it says nothing new, but must not say anything else
REQUIRED = ("title", "first_day")
TO_THE_END = {"first_day": "last_day", "first_hour": "last_hour"}
_DAY = (
    "tanggal", "tgl", "hari tanggal", "hari tgl", "hari dan tanggal", "tanggal kegiatan", "tanggal pelaksanaan",
    "hari tanggal pelaksanaan",
)  # fmt: skip
_HOUR = ("jam", "waktu", "pukul", "pkl", "jam kegiatan", "waktu kegiatan", "waktu pelaksanaan")
_BOTH = (
    "hari tanggal jam", "hari tanggal waktu", "tanggal jam", "tanggal waktu", "tanggal dan jam", "tanggal dan waktu",
    "hari tanggal dan waktu", "hari tanggal dan jam",
)  # fmt: skip
_STARTS, _ENDS = ("mulai", "dari", "awal"), ("selesai", "sampai", "akhir", "berakhir", "s d", "hingga")
# Both lines of a heading in two lines: "Waktu" over "Mulai" and "Selesai".
BELOW = {*_STARTS, *_ENDS, *_DAY, *_HOUR, "hari"}
_BRACKETS, _SIGNS = re.compile(r"\([^)]*\)|\[[^\]]*\]"), re.compile(r"[\W_]+")


def plain(heading: Cell) -> str:
    """The words of a heading: "Hari/Tanggal*" and "HARI, TANGGAL (WIB)" are both "hari tanggal"."""
    return _SIGNS.sub(" ", _BRACKETS.sub(" ", comparable(heading))).strip() if isinstance(heading, str) else ""


def _all_words() -> dict[str, str]:
    words = {plain(word): name for name, all_words in COLUMNS.items() for word in all_words} | {"hari": WEEKDAY}
    for bases, first in ((_DAY, "first_day"), (_HOUR, "first_hour")):
        for base in bases:
            words[base] = first
            words |= {way: first for start in _STARTS for way in (f"{base} {start}", f"{start} {base}")}
            words |= {way: TO_THE_END[first] for end in _ENDS for way in (f"{base} {end}", f"{end} {base}")}
    return words | dict.fromkeys(_BOTH, "first_day")


WORDS = _all_words()


@dataclass
class Headings:
    """Position -> column; `twice` are pairs of positions that mean the same one, `others` those that mean none."""

    columns: dict[int, str] = field(default_factory=dict)
    twice: list[tuple[int, int]] = field(default_factory=list)
    others: dict[int, str] = field(default_factory=dict)

    @property
    def missing(self) -> list[str]:
        return [COLUMNS[name][0] for name in REQUIRED if name not in self.columns.values()]


def headings_of(cells: list[Cell], beside: dict[int, int]) -> Headings:
    """What a row says as headings. `beside`: the position of the merged cell to the left that a position belongs to."""
    found = Headings()
    for position, cell in enumerate(cells):
        words = plain(cell)
        name = WORDS.get(words)
        if name and position in beside:  # "Waktu" over two columns: from, to
            name = TO_THE_END.get(name, "")
        if not name:
            if words and position not in beside:
                found.others[position] = " ".join(str(cell).split())
        elif name in found.columns.values():
            first = next(place for place, other in found.columns.items() if other == name)
            found.twice.append((first, position))
        else:
            found.columns[position] = name
    _take_day_from_elsewhere(found, cells)
    return found


def _take_day_from_elsewhere(found: Headings, cells: list[Cell]) -> None:
    """Where only "Hari" or only "Waktu" stands, the day is in it."""
    if "first_day" in found.columns.values():
        return
    places = {name: position for position, name in found.columns.items()}
    if WEEKDAY in places:
        found.columns[places[WEEKDAY]] = "first_day"
    elif "first_hour" in places and plain(cells[places["first_hour"]]).startswith("waktu"):
        found.columns[places["first_hour"]] = "first_day"


def of_two_lines(above: list[Cell], below: list[Cell], beside: dict[int, int]) -> list[Cell] | None:
    """Both lines as one, when the second one goes on with the headings; None when it is a row of the table."""
    words = [plain(cell) for cell in below]
    filled = [position for position, cell in enumerate(below) if cell is not None]
    goes_on = [position for position in filled if words[position] in BELOW]
    over = _carried(above, beside, len(below))
    if not goes_on or any(position not in goes_on and words[position] != plain(over[position]) for position in filled):
        return None
    joined = list(over)
    for position in goes_on:
        if words[position] != plain(over[position]):
            joined[position] = f"{over[position] or ''} {below[position]}".strip()
    return joined


def _carried(above: list[Cell], beside: dict[int, int], width: int) -> list[Cell]:
    """The upper line, in which a heading goes on over the empty cells to its right."""
    carried: list[Cell] = []
    for position in range(max(width, len(above))):
        cell = above[position] if position < len(above) else None
        carried.append(cell if cell is not None or not carried else carried[-1])
    return carried
