"""What tells a small town who is meant without a name: two details about one case."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from publishing.guard.findings import SMALL_TOWN
from publishing.guard.rules.details import NO_AGE, PART, PERSONS, RELATIONS, TAHUN, VERB, YEARS, details_of
from publishing.guard.rules.people import Person
from publishing.guard.rules.vocabulary import CASE_VERBS, DISASTERS

FEWEST_DETAILS = 2
_AGAIN = 3  # sentences after one that tells of a case

# How people speak of it who do not name it.
_SOFTLY = (
    rf"\b(?:{PERSONS})\b[^.\n]{{0,60}}\b(?:dirusak (?:urang|orang|kehormatan\w*|kesucian\w*)|digitukan|dijamah|"
    r"hamil[^.\n]{0,20} (?:dek|oleh|karena|akibat|ulah)|dipaso kawin|dikawinkan paksa)\b"
)
_ONE_CASE = re.compile(
    rf"\bseorang (?:{PERSONS})\b|\bseorang \w+[^.\n]{{0,80}}{VERB}"
    rf"|\b(?:{PART})(?:nya|nyo)?(?:[,:(]| (?:yang|adalah|merupakan|berusia|berumur|berinisial|warga|tinggal|asal|"
    rf"masih|kini|"
    r"sempat|saat ini|dilarikan|dirawat|seorang|dibawa|dirujuk|mengalami|melapor|hamil|bersekolah|bekerja|sendiri|"
    r"tersebut|itu|ini|lahir|berstatus|punya|anak|"
    r"duduk|sudah|telah|tengah|sedang|trauma|baru|ditemukan|dijemput|ternyata|merantau|umur|usia|di|ke|dan (?:pelaku|"
    r"ibunya|ayahnya|adiknya|kakaknya|anaknya|keluarganya)|ditangkap|"
    rf"diamankan|ditahan|tak lain|tidak lain|mengaku|[(:,-]|{PERSONS}|{CASE_VERBS})\b)"
    rf"|\b(?:korban|pelaku)(?:nya|nyo)\b|\bkorban\b[^.\n]{{0,40}}, ?\d{{1,2}} {TAHUN}\b"
    rf"|\b(?:{RELATIONS}|orang tua|keluarga|rumah|umur|usia|alamat|sekolah|tempat tinggal)(?: kandung| tiri)?(?:nya)? "
    r"(?:si )?korban\b"
    r"|\b(?:dilaporkan|dituduh|ditangkap|diamankan) (?:atas|karena|terkait)\b"
    rf"|\bkorban (?:pertama|kedua|ketiga|keempat|lainnya|terakhir)\b|\bkorban(?: \w+){{1,3}} (?:itu|tersebut)\b"
    rf"|\bkorban\b[^.,\n]{{0,40}}\b(?:usia|umur|berusia|berumur) {YEARS}\b{NO_AGE}"
    rf"|\b(?:{PERSONS}) asal\b|\b(?:istri|suami|anak) seorang\b"
    r"|\b(?:kejadian|peristiwa|kasus|perkara|laporan|aksi bejat|perbuatan)(?:nya)? (?:itu|ini|tersebut|yang menimpa|"
    r"terjadi|"
    r"bermula|terungkap|berawal|dilaporkan|kedua|terbaru|di|pada|seorang|\d|dengan korban|pencabulan|persetubuhan|"
    r"pemerkosaan|penganiayaan|perkosaan|inses|KDRT|kekerasan \w+ (?:di|terhadap))\b"
    r"|\b(?:tanggal|waktu|tempat|lokasi) kejadian\b|\b(?:menimpa|dialami|diduga|dikabarkan|salah satunya)\b"
    rf"|\b(?:{PERSONS})\b[^.\n]{{0,60}}{VERB}|(?<!yang )\b(?:menjadi|jadi) korban\b"
    rf"|\b(?:{PERSONS})(?: \w+)?,? (?:(?:ber)?(?:usia|umur) )?{YEARS} {TAHUN}\b{NO_AGE}"
    rf"|\b(?:{PERSONS}) \(\d{{1,2}}\)|\b(?:asal|warga) (?:kelurahan|nagari|jorong|"
    rf"kampung)\b[^.\n]{{0,30}}\d{{1,2}} {TAHUN}\b"
    r"|, (?:korban|penyintas|pelaku) (?:KDRT|TPPO|pencabulan|perundungan|kekerasan|pelecehan|pemerkosaan|"
    r"penganiayaan)\b"
    r"|\bdi(?:cabul|perkosa|setubuh|hamil|gauli|nodai|rudapaksa|sodomi|aniaya|bacok|bunuh|tusuk)\w*"
    rf"|\bme\w{{3,12}} (?:{RELATIONS})nya\b|\bkasus: "
    r"|\b(?:kekerasan|pencabulan|persetubuhan|pelecehan|penganiayaan)\b[^.\n]{0,30}\b(?:terhadap|pada) (?:seorang|"
    r"siswi|siswa|remaja|balita|bocah|santri|istri|ibu rumah|lansia|pelajar)"
    r"|(?<!dari )\b(?:satu|dua|tiga|empat|[1-4]) (?:orang )?(?:kasus|korban|laporan)\b|\bKDRT di\b"
    r"|\bbayi\b[^.\n]{0,30}\bdibuang\b"
    rf"|{_SOFTLY}",
    re.IGNORECASE,
)
# Enough also where an event is told of: "dalam rapat disebutkan seorang siswi 13 tahun dicabuli".
_STRONGLY = re.compile(
    rf"\b(?:{PERSONS})\b[^.\n]{{0,60}}{VERB}|\bkorban\b[^.\n]{{0,40}}\b{YEARS} {TAHUN}\b{NO_AGE}", re.IGNORECASE
)
_CASE = re.compile(
    rf"\b(?:{PART}|kasus|visum|kdrt|tppo|pencabulan|persetubuhan|pe?merkosaan|perkosaan|penganiayaan|pelecehan|"
    rf"kekerasan|inses|hamil|melapor\w*|dugaan)(?:nya|nyo)?\b|{VERB}"
    r"|\b(?:peristiwa|kejadian) (?:itu|tersebut)\b|\b(?:saat|tempat|lokasi) kejadian\b"
    rf"|\bdipaksa (?:melayani|bekerja|menikah|kawin)\b|\bbayi\b[^.\n]{{0,30}}\bdibuang\b|{_SOFTLY}",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"\b(?:apabila|bila|jika|kalau|misalnya|umpamanya|setiap|siapa pun|pasal|undang-undang|UU|dipidana|pidana penjara|"
    r"berhak|hendaknya|sebaiknya|jangan|paling (?:lama|singkat|sedikit|banyak)|di bawah umur|contoh|rata-rata|persen|"
    r"sering kali|seringkali|biasanya|pada umumnya|dapat|bisa|wajib|boleh|harus|perlu|ciri|tanda)\b",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:sosialisasi|kegiatan|peserta|narasumber|dihadiri|acara|undangan|rapat|rakor|pelatihan|penyuluhan|seminar|"
    r"workshop|lokakarya|sambutan|membuka|dibuka|menghadiri|pertemuan|kunjungan|moderator|peringatan hari|koordinasi|"
    r"bimtek|musyawarah|pembentukan|dilantik|pelantikan|deklarasi|lomba|jadwal|pukul \d|aula)\b"
    rf"|\bkorban (?:{'|'.join(sorted(DISASTERS))})\b",
    re.IGNORECASE,
)
_MADE_UP = re.compile(
    r"\b(?:contoh gabungan|cerita gabungan|rekaan|fiktif|karangan|bukan kejadian nyata|ilustrasi)\b", re.IGNORECASE
)


class _Sentences:
    """What each sentence of a text tells; looked up when it is asked for, for most texts tell of no case."""

    def __init__(self, text: str, spans: list[tuple[int, int]], persons: Sequence[int]) -> None:
        self.text, self.spans, self.persons = text, spans, persons
        self.details = [list(details_of(text, start, end)) for start, end in spans]
        self.kinds = [{detail.kind for detail in details} for details in self.details]
        self._in_general: dict[int, bool] = {}
        self._one_case: dict[int, bool] = {}

    def in_general(self, i: int) -> bool:
        """Of an event, or of everybody."""
        if i not in self._in_general:
            self._in_general[i] = bool(
                _GENERAL.search(self.text, *self.spans[i]) or _EVENT.search(self.text, *self.spans[i])
            )
        return self._in_general[i]

    def one_case(self, i: int) -> bool:
        if i not in self._one_case:
            start, end = self.spans[i]
            has_person = bisect_left(self.persons, start) < bisect_left(self.persons, end)
            told = _STRONGLY if self.in_general(i) else _ONE_CASE
            is_told = not _GENERAL.search(self.text, start, end) and bool(told.search(self.text, start, end))
            self._one_case[i] = has_person or is_told
        return self._one_case[i]

    def apart(self, i: int) -> bool:
        return self.in_general(i) and not self.one_case(i)

    def around(self, i: int) -> tuple[int, int]:
        """The first and the last sentence that tell of the same case as sentence `i`."""
        first = i - 1 if i and self.details[i - 1] and not self.apart(i - 1) else i
        last = i
        while last + 1 < len(self.spans) and last - i < _AGAIN and not self.apart(last + 1):
            last += 1
        return first, last


def small_town(text: str, spans: list[tuple[int, int]], persons: Sequence[int] = ()) -> Iterator[Person]:
    """
    Two or more kinds of details in what is told about one case.

    `spans` are its sentences; `persons` the places of its named persons, in order: their sentences tell of a case.
    """
    if not _CASE.search(text) or (_MADE_UP.search(text) and not persons):
        return
    told = _Sentences(text, spans, persons)
    i = 0
    while i < len(spans):
        near = set().union(*told.kinds[max(i - 1, 0) : i + _AGAIN + 1])
        if len(near) < FEWEST_DETAILS or not told.one_case(i):
            i += 1
            continue
        first, last = told.around(i)
        details = sorted(
            (detail for one in told.details[first : last + 1] for detail in one), key=lambda one: one.start
        )
        kinds = {detail.kind for detail in details}
        if len(kinds) >= FEWEST_DETAILS and _CASE.search(text, spans[first][0], spans[last][1]):
            words = " ".join(detail.words for detail in details)
            yield Person(SMALL_TOWN, details[0].start, max(detail.end for detail in details), words)
            i = last
        i += 1
