"""What tells a small town who is meant without a name: two details about one case. And addresses, and private e-mail."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from publishing.guard.findings import ADDRESS, EMAIL, SMALL_TOWN
from publishing.guard.vocabulary import CASE_VERBS, COMMON

AGE, PLACE, SCHOOL, DATE, HOSPITAL, RELATION = "age", "place", "school", "date", "hospital", "relation"

_MONTHS = (
    "januari|februari|pebruari|maret|april|mei|juni|juli|agustus|september|oktober|november|nopember|desember|jan|feb|mar|"
    "apr|jun|jul|agu|ags|sep|sept|okt|nov|des"
)
_YEARS = r"(?:\d{1,2}|(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)(?: belas| puluh(?: \w+)?)?|sepuluh|sebelas|belasan)"
_DETAILS = {
    AGE: (
        rf"(?<!ayat )(?<!paling lama )(?<!paling singkat )(?<!selama )(?<!penjara )(?<!di bawah )(?<!minimal )"
        rf"\b{_YEARS} ?(?:\([^)]{{1,20}}\) )?(?:tahun|thn|th|taun|bulan)\b(?! (?:lalu|penjara|terakhir|ke|kemudian|\d))|"
        rf"\b(?:ber)?(?:usia|umur|umua)(?:nya)?(?: (?:baru|masih|sekitar|kira-kira))? {_YEARS}\b"
        r"|(?<=[a-z])[ ,]*\((?:[1-9]|[1-6]\d)(?: ?(?:tahun|thn|th))?\)"
    ),
    SCHOOL: (
        r"\b(?:SDN?|SDIT|SMPN?|SMPIT|SMAN?|SMKN?|MTsN?|MAN|MIN|TK|PAUD)\b(?: negeri)? ?(?:\d+|[A-Z][a-z]+)|"
        r"\bkelas (?:[0-9]{1,2}|[IVX]+|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)\b|"
        r"\b(?:pesantren|ponpes|madrasah|kampus|universitas) [A-Z]\w+|"
        r"\b(?:siswi|siswa|mahasiswi|santriwati|pelajar)\b(?= (?:SD|SMP|SMA|SMK|MTs|MAN|kelas|di|sebuah|salah))|"
        r"\bbekerja (?:sebagai|di|pada|jadi)\b|"
        r"\b(?:berprofesi|profesi(?:nya)?|pekerjaan(?:nya)?)\b|\b(?:seorang|sebagai) (?:guru|pedagang|buruh|sopir|pegawai|"
        r"karyawan|honorer|bidan|perawat|PNS|ASN|penjahit|petani|tukang|satpam|kasir|pelayan|dosen|polisi|tentara|kuli|ojek|"
        r"penjual|asisten rumah tangga|ART)\w*"
    ),
    DATE: (
        rf"\b\d{{1,2}} (?:{_MONTHS})\b|\b\d{{1,2}}[/.-]\d{{1,2}}(?:[/.-](?:19|20)?\d\d)?\b(?! ?(?:WIB|wib|%))|\b(?:pada|bulan|"
        rf"sejak|awal|akhir|pertengahan) (?:{_MONTHS})\b|\b(?:senin|selasa|rabu|kamis|jumat|sabtu|minggu) (?:malam|pagi|siang|"
        r"sore|dini|subuh|kemarin|lalu|\()|\b(?:tadi malam|semalam|kemarin|minggu lalu|bulan lalu|dini hari|pekan lalu)\b"
        r"|\bhari (?:senin|selasa|rabu|kamis|jumat|sabtu|minggu)\b"
    ),
    HOSPITAL: r"\b(?:RSUD|RSUP|RSIA?|rumah sakit|puskesmas|klinik|IGD|UGD)\b",
    RELATION: (
        r"\b(?:ayah|ibu|bapak|mama|papa|paman|om|kakek|nenek|kakak|abang|adik|mamak|tetangga|guru|pacar|kekasih|suami|istri|"
        r"mertua|ipar|sepupu|keponakan|kemenakan|majikan|bos|atasan|kepala sekolah|teman|tante|bibi|mantan suami|mantan "
        r"pacar|anak|cucu)(?:nya|nyo| kandung(?:nya)?| tiri(?:nya)?| angkat(?:nya)?| ipar| sekelas| korban| ngaji| mengaji| "
        r"sendiri| sekampung| pelaku|-nya)\b"
    ),
}
_DETAIL = {
    name: re.compile(pattern, re.IGNORECASE if name not in (HOSPITAL,) else 0) for name, pattern in _DETAILS.items()
}
_DETAIL[HOSPITAL] = re.compile(_DETAILS[HOSPITAL] + r"|\b(?:dirawat|dilarikan ke|opname)\b", re.IGNORECASE)
_NAMED_PLACE = re.compile(
    r"\b(?:kelurahan|kel\.|kel|nagari|jorong|desa|kampung|kampuang|korong|dusun|RT\.? ?\d+)\.? ?(?-i:(?=[A-Z0-9]))(?!ini|itu)"
    r"(?:[\w-]+)(?: [A-Z]\w+){0,3}",
    re.IGNORECASE,
)
_CASE_VERB = rf"\b{CASE_VERBS}\b"
_ONE_CASE = re.compile(
    r"\bseorang (?:ibu|anak|siswi|siswa|remaja|perempuan|gadis|gadih|pelajar|warga|pria|istri|suami|balita|bocah|"
    r"mahasiswi|mahasiswa|wanita|laki|lelaki|janda|nenek|kakek|santri|santriwati|bayi|pekerja|ART|asisten|guru|pedagang|padusi)"
    r"|\bkorban (?:yang|adalah|merupakan|berusia|berumur|warga|tinggal|asal|masih|kini|sempat|saat ini|dilarikan|dirawat|"
    r"dibawa|dirujuk|mengalami|melapor|hamil|bersekolah|bekerja|seorang|sendiri|tersebut|itu|ini|duduk|siswi|siswa|anak|"
    r"sudah|telah|tengah|sedang|trauma|perempuan|laki|baru|ditemukan|dijemput|ternyata|merantau|umur|usia|di |ke |dan pelaku|"
    r"dicabuli|diperkosa|dipukul|disetubuhi|dianiaya|dihamili|\(|:|,)"
    r"|\b(?:pelaku|tersangka|terlapor|terduga pelaku) (?:adalah|merupakan|berinisial|ditangkap|diamankan|berusia|warga|tinggal|"
    r"yang|ternyata|masih|sudah|telah|bekerja|seorang|sendiri|ditahan|kini|tak lain|tidak lain|mengaku|:|,|\()"
    r"|\b(?:ayah|ibu|bapak|paman|kakek|nenek|kakak|tetangga|guru|pacar|suami|istri|mamak|orang tua|keluarga|rumah|teman|"
    r"identitas|umur|usia|alamat|sekolah|tempat tinggal)(?: kandung| tiri)?(?:nya)? (?:si )?korban\b"
    r"|\b(?:kejadian|peristiwa|kasus|perkara|laporan|aksi bejat|perbuatan)(?:nya)? (?:itu|ini|tersebut|yang menimpa|terjadi|"
    r"bermula|terungkap|berawal|dilaporkan|pertama|kedua|terbaru|di |pada |seorang|dengan korban|pencabulan|persetubuhan|"
    r"pemerkosaan|penganiayaan|perkosaan|inses|KDRT|kekerasan \w+ (?:di|terhadap))"
    r"|\b(?:menimpa|dialami|dilaporkan|diduga|ditemukan|dikabarkan)\b|\b(?:korban|pelaku)(?:nya|nyo)\b"
    rf"|\b(?:anak|ibu|perempuan|gadis|siswi|istri|wanita|warga|bocah|balita|remaja)\b[^.\n]{{0,60}}{_CASE_VERB}"
    rf"|\bdi(?:cabul|perkosa|setubuh|hamil|gauli|nodai|rudapaksa|sodomi|aniaya|bacok|bunuh|tusuk)\w*"
    rf"|\bkasus: |\b(?:satu|dua|tiga|empat|[1-4]) (?:orang )?(?:kasus|korban|laporan|anak|siswi|perempuan)\b",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"\b(?:korban|penyintas|pelaku|tersangka|terdakwa|terlapor|kasus|visum|kdrt|tppo|pencabulan|persetubuhan|"
    r"pe?merkosaan|perkosaan|penganiayaan|pelecehan|kekerasan|inses|hamil|melapor\w*|dugaan)(?:nya|nyo)?\b|"
    + _CASE_VERB,
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
    r"\b(?:contoh gabungan|cerita gabungan|rekaan|fiktif|karangan|bukan kejadian nyata|ilustrasi)\b", re.I
)
_SENTENCE_END = re.compile(r"\n+|[.!?]+[\"')\]]*(?=\s|$)")
_ABBREVIATED = re.compile(
    r"\b(?:jl|jln|gg|no|kel|kec|kab|dr|drs|dra|ns|dt|st|hj|rt|rw|sdr|sdri|ny|tn|nn|an|bpk|tgl|thn|th|hal|prof|ir|s\.d|a\.n|"
    r"[a-z])$",
    re.IGNORECASE,
)

_STREET = re.compile(
    r"\bRT\b\.? ?/? ?(?:RW\.? ?)?:? ?\d{1,3}\b(?:[ ./,-]{0,3}(?:RW\.? ?)?\d{1,3}\b)?|\bRW\b\.? ?\d{1,3}\b|"
    r"\b(?:(?:jl|jln|gg|lrg)\b\.? ?|(?:jalan|gang|lorong) (?-i:(?=[A-Z0-9])))(?P<street>[A-Z0-9][\w'-]*)"
    r"(?:(?-i: [A-Z0-9][\w.'-]*){0,4})(?:,? (?:no|nomor)\b\.? ?\w{1,5})?|"
    r"\b(?:nomor|no\.?) rumah ?:? ?\w{1,5}|\brumah (?:nomor|no\.?) ?\d+\w?|"
    r"(?-i:\bBlok [A-Z0-9]{1,3}\b)(?:[ ,/]{1,2}(?:no\.?|nomor)? ?\d{1,3})?"
    r"|\b(?:perumahan|komplek|kompleks|perum) (?-i:[A-Z]\w+(?: [A-Z]\w+){0,3})",
    re.IGNORECASE,
)
_HOME = re.compile(
    r"\b(?:rumah(?:nya)? (?:korban|pelaku|keluarga|orang|kontrakan|ibu|bapak|ayah|nenek|kakek|paman|tersangka)|rumahnya|rumah korban|"
    r"tinggal|kediaman\w*|domisili|berdomisili|alamat rumah|beralamat|alamat (?:korban|pelaku|pelapor|anak|orang|lengkap|ktp)|"
    r"kontrakan\w*|kos(?:annya|nya)|warga|bertempat tinggal|mengontrak|indekos|penghuni|rumah (?:no|nomor|bercat))\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:korban|penyintas|pelaku|tersangka|terdakwa|pelapor|terlapor|saksi|kejadian|tkp|peristiwa)(?:nya|nyo)?\b|"
    + _CASE_VERB,
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:kantor|dinas|polres|polsek|polda|puskesmas|rsud|rumah sakit|aula|gedung|sekretariat|posko|balai|masjid|mushalla|uptd|"
    r"p2tp2a|lapangan|hotel|pengadilan|kejaksaan|lkaam|kan|lpsk|lbh|posyandu|ketua|lurah|satgas|kader|sekolah|sd|sdn|smp|smpn|"
    r"sma|sman|klinik|bank|dp3ap2kb|yayasan|pengurus|perangkat|kegiatan|acara|gotong|lomba|sosialisasi|datang|tempat)\b",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?:@| ?(?:\[at\]|\(at\)|\{at\}) ?| at (?=(?:gmail|yahoo|hotmail|outlook|ymail|icloud)\b))"
    r"[A-Za-z0-9-]{1,63}(?:(?:\.| ?(?:\[dot\]|\(dot\)|\(titik\)) ?| dot )[A-Za-z]{2,12}){1,3}",
    re.IGNORECASE,
)
_OFFICE_HOST = re.compile(r"(?:^|\.)(?:go\.id|mil\.id|desa\.id|polri\.go\.id)$", re.IGNORECASE)
_OFFICE_NAME = re.compile(
    r"dp3|p2tp2a|uptd|dinas|lkaam|bundokanduang|^kan[._-]|pkk|kelurahan|kecamatan|polres|satgas|puskesmas|rsud|nagari|"
    r"^(?:info|humas|kontak|redaksi|sekretariat|admin|layanan|pengaduan|support|noreply|office|contact|ppid|kantor)",
    re.IGNORECASE,
)
_FREE_HOST = re.compile(r"(?:gmail|yahoo|ymail|hotmail|outlook|icloud|live|proton|rocketmail|aol|msn)", re.IGNORECASE)
_FEWEST_DETAILS = 2


@dataclass(frozen=True)
class Detail:
    kind: str
    start: int
    end: int
    words: str


def emails(text: str, verified: Collection[str]) -> Iterator[Detail]:
    for found in _EMAIL.finditer(text):
        address = re.sub(
            r" ?[\[({](?:at|dot|titik)[\])}] ?| at | dot ", lambda sign: "@" if "at" in sign[0] else ".", found[0]
        )
        name, _, host = address.partition("@")
        if _OFFICE_HOST.search(host) or address.lower() in verified:
            continue
        if _OFFICE_NAME.search(name) and (not _FREE_HOST.match(host) or not re.match("info|admin|kontak", name)):
            continue
        yield Detail(EMAIL, *found.span(), address)


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence begins and ends. A line ends one too."""
    spans, start = [], 0
    for found in _SENTENCE_END.finditer(text):
        if found[0] == "." and _ABBREVIATED.search(text, max(found.start() - 5, 0), found.start()):
            continue
        spans.append((start, found.end()))
        start = found.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def addresses(text: str, spans: list[tuple[int, int]]) -> Iterator[Detail]:
    """Streets and houses of persons: in a sentence about a case or a home, not that of an office."""
    for i, (start, end) in enumerate(spans):
        streets = [
            found for found in _STREET.finditer(text, start, end) if (found["street"] or "").lower() not in COMMON
        ]
        if not streets:
            continue
        home = _HOME.search(text, start, end)
        office = _OFFICE.search(text, start, end)
        part = _PART.search(text, start, end)
        around = part or _PART.search(text, spans[max(i - 1, 0)][0], end)
        if (
            (home and (not office or part))
            or (part and not office)
            or (around and not office and _LABELLED.match(text, start))
        ):
            yield Detail(ADDRESS, streets[0].start(), streets[-1].end(), streets[0][0])


_LABELLED = re.compile(r"\s*(?:alamat|tempat tinggal|lokasi|tkp)\b", re.IGNORECASE)


def small_town(
    text: str, spans: list[tuple[int, int]], places: re.Pattern | None, persons: Sequence[int] = ()
) -> Iterator[Detail]:
    """
    Two or more kinds of details in what is told about one case.

    `persons` are the places of its named persons, in order: their sentences tell of a case.
    """
    if not _CASE.search(text) or (_MADE_UP.search(text) and not persons):
        return
    told = [
        _told(text, start, end, places, bisect_left(persons, start) < bisect_left(persons, end)) for start, end in spans
    ]
    i = 0
    while i < len(spans):
        if not told[i].one_case:
            i += 1
            continue
        first, last = i, i
        if i and told[i - 1].details and not told[i - 1].apart:
            first = i - 1
        while last + 1 < len(spans) and last - i < 3 and not told[last + 1].apart:
            last += 1
        details = [detail for sentence in told[first : last + 1] for detail in sentence.details]
        kinds = {detail.kind for detail in details}
        if len(kinds) >= _FEWEST_DETAILS and _CASE.search(text, spans[first][0], spans[last][1]):
            words = " ".join(detail.words for detail in sorted(details, key=lambda detail: detail.start))
            yield Detail(
                SMALL_TOWN, min(detail.start for detail in details), max(detail.end for detail in details), words
            )
            i = last + 1
        else:
            i += 1


@dataclass(frozen=True)
class _Sentence:
    details: list[Detail]
    one_case: bool
    apart: bool  # tells of an event or in general, not of the case


def _told(text: str, start: int, end: int, places: re.Pattern | None, has_person: bool) -> _Sentence:
    details = [
        Detail(kind, *found.span(), found[0].strip(" ,"))
        for kind, pattern in _DETAIL.items()
        if (found := pattern.search(text, start, end))
    ]
    place = _NAMED_PLACE.search(text, start, end) or (places and places.search(text, start, end))
    if place:
        details.append(Detail(PLACE, *place.span(), place[0]))
    general = _GENERAL.search(text, start, end)
    event = _EVENT.search(text, start, end)
    one_case = has_person or (bool(_ONE_CASE.search(text, start, end)) and not general and not event)
    return _Sentence(details, one_case, bool((event or general) and not one_case))
