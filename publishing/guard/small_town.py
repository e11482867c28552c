"""What tells a small town who is meant without a name: two details about one case."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from publishing.guard import places
from publishing.guard.findings import SMALL_TOWN
from publishing.guard.people import Person
from publishing.guard.vocabulary import CASE_VERBS

FEWEST_DETAILS = 2
_AGAIN = 3  # sentences after one that tells of a case

_MONTHS = (
    "januari|februari|pebruari|maret|april|mei|juni|juli|agustus|september|oktober|november|nopember|desember|jan|feb|"
    "mar|apr|jun|jul|agu|ags|sep|sept|okt|nov|des"
)
_DAYS = "senin|selasa|rabu|kamis|jumat|sabtu|minggu"
_YEARS = (
    r"(?:\d{1,2}|(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)(?: belas| puluh(?: \w+)?)?|sepuluh|sebelas|"
    r"belasan)"
)
_TAHUN = r"(?:tahun|thn|th|taun)"
_NO_AGE = (
    r"(?! ?(?:-|\d|lalu|penjara|terakhir|kemudian|sampai|hingga|ke atas|ke bawah|s/d|atau lebih|pertama|ajaran|"
    r"anggaran))"
)
_PERSONS = (
    "ibu|ibu-ibu|anak|siswi|siswa|remaja|perempuan|gadis|gadih|pelajar|warga|pria|istri|suami|balita|bocah|bayi|mahasiswi|"
    "mahasiswa|wanita|laki-laki|lelaki|janda|duda|nenek|kakek|santri|santriwati|pekerja|ART|guru|pedagang|padusi|lansia|"
    "PMI|TKW|karyawati|karyawan|kasir|buruh|sopir|honorer|penjahit|petani|tukang|satpam|ayah|paman|oknum|pemuda|murid"
)
_RELATIONS = (
    "ayah|ibu|bapak|mama|papa|paman|om|kakek|nenek|kakak|abang|adik|mamak|tetangga|guru|pacar|kekasih|suami|istri|mertua|"
    "ipar|sepupu|keponakan|kemenakan|majikan|bos|atasan|kepala sekolah|teman|tante|bibi|mantan suami|mantan "
    "pacar|cucu"
)
_PART = "korban|penyintas|pelaku|tersangka|terdakwa|terlapor|pelapor|terduga pelaku|klien"
_VERB = rf"\b{CASE_VERBS}\b"

_DETAILS = {
    "age": (
        r"(?<!ayat )(?<!paling lama )(?<!paling singkat )(?<!selama )(?<!penjara )(?<!di bawah )(?<!minimal )(?<!atas )"
        rf"\b{_YEARS} ?(?:\([^)]{{1,20}}\) )?(?:{_TAHUN}|bulan)\b{_NO_AGE}"
        r"|\b(?:ber)?(?:usia|umur|umua)(?:nya)?(?: (?:korban|anak|pelaku|pelapor|baru|masih|sekitar|kira-kira))*[ :=]+"
        rf"{_YEARS}\b{_NO_AGE}|(?<=[a-z])[ ,]*\((?:[1-9]|[1-6]\d)(?: ?{_TAHUN})?\)"
        r"|\bkelas (?:[0-9]{1,2}|[IVX]+|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)\b"
    ),
    "school": (
        r"\b(?:SDN?|SDIT|SMPN?|SMPIT|SMAN?|SMKN?|MTsN?|MAN|MIN|TK|PAUD)\b(?: negeri)? ?(?:\d+|(?-i:[A-Z][a-z]+|IT))"
        r"|\b(?:pesantren|ponpes|madrasah|kampus|universitas) (?-i:[A-Z])\w+"
        r"|\b(?:siswi|siswa|mahasiswi|mahasiswa|santri|santriwati|pelajar|bersekolah|kuliah)\b|\bsekolah (?:di|itu)\b"
    ),
    "work": (
        r"\b(?:karyawati|karyawan|kasir|honorer|penjahit|satpam|pedagang|penjual|buruh|sopir|petani|kuli|berjualan|"
        r"berprofesi)\b|\bkader posyandu\b|\bguru (?:ngaji|mengaji|SD|SMP|SMA|TK|agama|olahraga|silat)\b|\btukang \w+"
        r"|\b(?:lurah|camat|ketua (?:KAN|RT|RW|LPM|LKAAM)|anggota (?:polisi|dewan|DPRD|TNI)|wali nagari|datuak|garin|"
        r"imam masjid|(?:penjaga|satpam|guru) (?:sekolah|les)\w*|pengasuh|pelatih)\b"
        r"|\bbekerja (?:sebagai|di|pada|jadi)\b|\b(?:profesi|pekerjaan)(?:nya)?\b"
        r"|\b(?:seorang|sebagai|adalah|istri|anak) (?:guru|pegawai|bidan|perawat|PNS|ASN|dosen|polisi|tentara|pelayan|"
        r"ojek|"
        r"asisten rumah tangga|ART|ketua \w+|lurah|camat)\b"
    ),
    "day": (
        rf"\b\d{{1,2}} (?:{_MONTHS})\b|\b\d{{1,2}}[/.-]\d{{1,2}}(?:[/.-](?:19|20)?\d\d)?\b(?! ?(?:WIB|%|tahun))"
        rf"|\b(?:pada|bulan|sejak|awal|akhir|pertengahan) (?:{_MONTHS})\b"
        rf"|\b(?:{_DAYS}) (?:malam|pagi|siang|sore|dini|subuh|kemarin|lalu|\()|\bhari (?:{_DAYS})\b"
        r"|\b(?:tadi malam|semalam|kemarin|minggu lalu|bulan lalu|dini hari|pekan lalu|malam (?:takbiran|minggu|"
        r"lebaran))\b"
    ),
    "hospital": (
        r"(?-i:\b(?:RSUD|RSUP|RSIA?|RS)\b)|\b(?:rumah sakit|puskesmas|klinik|IGD|UGD|dirawat|dilarikan ke|opname)\b"
    ),
    "relation": (
        rf"\b(?:{_RELATIONS})(?:nya|nyo| kandung(?:nya)?| tiri(?:nya)?| angkat(?:nya)?| ipar| sekelas| korban| ngaji|"
        rf" mengaji|"
        r" sendiri| sekampung| pelaku|-nya)\b"
        rf"|\b{CASE_VERBS} (?:oleh )?(?:pengasuh|penjaga|pelatih|pembina|sopir)\b"
        r"|\b(?:anak|putra|putri|cucu|istri|suami|kemenakan|keponakan|menantu)(?: bungsu| sulung| pertama| kedua|"
        r" tunggal)? "
        r"(?:dari|salah|seorang|bapak|pak|ibu|bu|buk|lurah|camat|ketua|datuak)\b"
        r"|\banak(?:nya|nyo| kandung(?:nya)?| tiri(?:nya)?| angkat(?:nya)?)\b"
        r"|\b(?:adik|kakak|teman) kelas(?:nya)?\b"
        rf"|\b(?:penganiayaan|kekerasan|pemerkosaan|pencabulan) (?:oleh )?(?:{_RELATIONS})\b"
        rf"|\b{CASE_VERBS} (?:oleh )?(?:{_RELATIONS})\b"
    ),
    "place": (
        r"\b(?:kelurahan|kel|nagari|jorong|desa|kampung|kampuang|korong|dusun)\b\.?:? ?(?-i:[A-Z0-9])[\w-]*"
        r"(?-i:(?: [A-Z]\w+){0,3})"
        r"|\b(?:tinggal|rumah|rumahnya|kontrakan|kos)(?: di)?(?: kontrakan| kos)? (?:belakang|dekat|depan|samping|"
        r"sebelah) \w+"
    ),
}
_DETAIL = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _DETAILS.items()}

_ONE_CASE = re.compile(
    rf"\bseorang (?:{_PERSONS})\b|\bseorang \w+[^.\n]{{0,80}}{_VERB}"
    rf"|\b(?:{_PART})(?:nya|nyo)?(?:[,:(]| (?:yang|adalah|merupakan|berusia|berumur|berinisial|warga|tinggal|asal|"
    rf"masih|kini|"
    r"sempat|saat ini|dilarikan|dirawat|dibawa|dirujuk|mengalami|melapor|hamil|bersekolah|bekerja|sendiri|tersebut|"
    r"itu|ini|"
    r"duduk|sudah|telah|tengah|sedang|trauma|baru|ditemukan|dijemput|ternyata|merantau|umur|usia|di|ke|dan pelaku|"
    r"ditangkap|"
    rf"diamankan|ditahan|tak lain|tidak lain|mengaku|[(:,-]|{_PERSONS}|{CASE_VERBS})\b)"
    rf"|\b(?:korban|pelaku)(?:nya|nyo)\b|\bkorban\b[^.\n]{{0,40}}, ?\d{{1,2}} {_TAHUN}\b"
    rf"|\b(?:{_RELATIONS}|orang tua|keluarga|rumah|umur|usia|alamat|sekolah|tempat tinggal)(?: kandung|"
    rf" tiri)?(?:nya)? "
    r"(?:si )?korban\b"
    rf"|\bkorban (?:pertama|kedua|ketiga|keempat|lainnya|terakhir)\b|\bkorban(?: \w+){{1,3}} (?:itu|tersebut)\b"
    rf"|\b(?:{_PERSONS}) asal\b|\b(?:istri|suami|anak) seorang\b"
    r"|\b(?:kejadian|peristiwa|kasus|perkara|laporan|aksi bejat|perbuatan)(?:nya)? (?:itu|ini|tersebut|yang menimpa|"
    r"terjadi|"
    r"bermula|terungkap|berawal|dilaporkan|kedua|terbaru|di|pada|seorang|\d|dengan korban|pencabulan|persetubuhan|"
    r"pemerkosaan|penganiayaan|perkosaan|inses|KDRT|kekerasan \w+ (?:di|terhadap))\b"
    r"|\b(?:tanggal|waktu|tempat|lokasi) kejadian\b|\b(?:menimpa|dialami|diduga|dikabarkan|salah satunya)\b"
    rf"|\b(?:{_PERSONS})\b[^.\n]{{0,60}}{_VERB}|(?<!yang )\b(?:menjadi|jadi) korban\b"
    rf"|\b(?:{_PERSONS})(?: \w+)?,? (?:(?:ber)?(?:usia|umur) )?{_YEARS} {_TAHUN}\b{_NO_AGE}"
    rf"|\b(?:{_PERSONS}) \(\d{{1,2}}\)|\b(?:asal|warga) (?:kelurahan|nagari|jorong|"
    rf"kampung)\b[^.\n]{{0,30}}\d{{1,2}} {_TAHUN}\b"
    r"|, (?:korban|penyintas|pelaku) (?:KDRT|TPPO|pencabulan|perundungan|kekerasan|pelecehan|pemerkosaan|"
    r"penganiayaan)\b"
    r"|\bdi(?:cabul|perkosa|setubuh|hamil|gauli|nodai|rudapaksa|sodomi|aniaya|bacok|bunuh|tusuk)\w*"
    rf"|\bme\w{{3,12}} (?:{_RELATIONS})nya\b|\bkasus: "
    r"|\b(?:kekerasan|pencabulan|persetubuhan|pelecehan|penganiayaan)\b[^.\n]{0,30}\b(?:terhadap|pada) (?:seorang|"
    r"siswi|siswa|"
    r"remaja|balita|bocah|santri|istri|ibu rumah|lansia|pelajar)"
    r"|(?<!dari )\b(?:satu|dua|tiga|empat|[1-4]) (?:orang )?(?:kasus|korban|laporan)\b|\bKDRT di\b"
    r"|\bbayi\b[^.\n]{0,30}\bdibuang\b",
    re.IGNORECASE,
)
_CASE = re.compile(
    rf"\b(?:{_PART}|kasus|visum|kdrt|tppo|pencabulan|persetubuhan|pe?merkosaan|perkosaan|penganiayaan|pelecehan|"
    rf"kekerasan|"
    rf"inses|hamil|melapor\w*|dugaan)(?:nya|nyo)?\b|{_VERB}"
    r"|\b(?:peristiwa|kejadian) (?:itu|tersebut)\b|\b(?:saat|tempat|lokasi) kejadian\b"
    r"|\bdipaksa (?:melayani|bekerja|menikah|kawin)\b|\bbayi\b[^.\n]{0,30}\bdibuang\b",
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
    r"bimtek|musyawarah|pembentukan|dilantik|pelantikan|deklarasi|lomba|jadwal|pukul \d|aula)\b",
    re.IGNORECASE,
)
_MADE_UP = re.compile(
    r"\b(?:contoh gabungan|cerita gabungan|rekaan|fiktif|karangan|bukan kejadian nyata|ilustrasi)\b", re.IGNORECASE
)


class _Sentence(NamedTuple):
    details: list[Person]
    one_case: bool
    apart: bool  # tells of an event or in general, not of the case


def small_town(text: str, spans: list[tuple[int, int]], persons: Sequence[int] = ()) -> Iterator[Person]:
    """
    Two or more kinds of details in what is told about one case.

    `spans` are its sentences; `persons` the places of its named persons, in order: their sentences tell of a case.
    """
    if not _CASE.search(text) or (_MADE_UP.search(text) and not persons):
        return
    if len({kind for kind, pattern in _DETAIL.items() if pattern.search(text)}) < FEWEST_DETAILS - 1:
        return
    told = [_told(text, start, end, bisect_left(persons, start) < bisect_left(persons, end)) for start, end in spans]
    i = 0
    while i < len(spans):
        if not told[i].one_case:
            i += 1
            continue
        first, last = i, i
        if i and told[i - 1].details and not told[i - 1].apart:
            first = i - 1
        while last + 1 < len(spans) and last - i < _AGAIN and not told[last + 1].apart:
            last += 1
        details = sorted(
            (detail for one in told[first : last + 1] for detail in one.details), key=lambda one: one.start
        )
        if len({detail.kind for detail in details}) >= FEWEST_DETAILS and _CASE.search(
            text, spans[first][0], spans[last][1]
        ):
            words = " ".join(detail.words for detail in details)
            yield Person(SMALL_TOWN, details[0].start, max(detail.end for detail in details), words)
            i = last
        i += 1


def _told(text: str, start: int, end: int, has_person: bool) -> _Sentence:
    details = [
        Person(kind, *found.span(), found[0].strip(" ,"))
        for kind, pattern in _DETAIL.items()
        if (found := pattern.search(text, start, end) or (kind == "place" and _known_place(text, start, end)))
    ]
    in_general = bool(_GENERAL.search(text, start, end) or _EVENT.search(text, start, end))
    one_case = has_person or (not in_general and bool(_ONE_CASE.search(text, start, end)))
    return _Sentence(details, one_case, in_general and not one_case)


def _known_place(text: str, start: int, end: int) -> re.Match | None:
    pattern = places.pattern()
    return pattern.search(text, start, end) if pattern else None
