"""Details by which a small town knows who is meant: age, school, work, day, hospital, kin, place."""

import re
from collections.abc import Iterator

from publishing.guard.rules import places
from publishing.guard.rules.people import Person
from publishing.guard.rules.vocabulary import CASE_VERBS

_MONTHS = (
    "januari|februari|pebruari|maret|april|mei|juni|juli|agustus|september|oktober|november|nopember|desember|jan|feb|"
    "mar|apr|jun|jul|agu|ags|sep|sept|okt|nov|des"
)
_DAYS = "senin|selasa|rabu|kamis|jumat|sabtu|minggu"
YEARS = (
    r"(?:\d{1,2}|(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)(?: belas| puluh(?: \w+)?)?|sepuluh|sebelas|"
    r"belasan)"
)
TAHUN = r"(?:tahun|thn|th|taun)"
NO_AGE = (
    r"(?! ?(?:-|\d|lalu|penjara|terakhir|kemudian|sampai|hingga|ke atas|ke bawah|s/d|atau lebih|pertama|ajaran|"
    r"anggaran))"
)
PERSONS = (
    "ibu|ibu-ibu|anak|siswi|siswa|remaja|perempuan|gadis|gadih|pelajar|warga|pria|istri|suami|balita|bocah|bayi|mahasiswi|"
    "mahasiswa|wanita|laki-laki|lelaki|janda|duda|nenek|kakek|santri|santriwati|pekerja|ART|guru|pedagang|padusi|lansia|"
    "PMI|TKW|kemenakan|kamanakan|keponakan|ponakan|cucu|paja|"
    "karyawati|karyawan|kasir|buruh|sopir|honorer|penjahit|petani|tukang|satpam|ayah|paman|oknum|pemuda|murid|cewek|cowok"
)
RELATIONS = (
    "ayah|ibu|bapak|mama|papa|apak|amak|abak|paman|om|kakek|nenek|kakak|abang|adik|mamak|tetangga|guru|pacar|kekasih|suami|istri|mertua|"
    "ipar|sepupu|keponakan|kemenakan|majikan|bos|atasan|kepala sekolah|teman|tante|bibi|mantan suami|mantan pacar|cucu"
)
PART = "korban|penyintas|pelaku|tersangka|terdakwa|terlapor|pelapor|terduga pelaku|klien"
VERB = rf"\b{CASE_VERBS}\b"

_DETAILS = {
    "age": (
        r"(?<!ayat )(?<!paling lama )(?<!paling singkat )(?<!selama )(?<!penjara )(?<!di bawah )(?<!minimal )(?<!atas )"
        rf"\b{YEARS} ?(?:\([^)]{{1,20}}\) )?(?:{TAHUN}|bulan)\b{NO_AGE}"
        r"|\b(?:ber)?(?:usia|umur|umua)(?:nya)?(?: (?:korban|anak|pelaku|pelapor|baru|masih|sekitar|kira-kira))*[ :=]+"
        rf"{YEARS}\b{NO_AGE}|(?<=[a-z])[ ,]*\((?:[1-9]|[1-6]\d)(?: ?{TAHUN})?\)"
        r"|\bkelas (?:[0-9]{1,2}|[IVX]+|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)\b"
    ),
    "school": (
        r"\b(?:SDN?|SDIT|SMPN?|SMPIT|SMAN?|SMKN?|MTsN?|MAN|MIN|TK|PAUD)\b(?: negeri)? ?(?:\d+|(?-i:[A-Z][a-z]+|IT))"
        r"|\b(?:pesantren|ponpes|madrasah|kampus|universitas) (?-i:[A-Z])\w+"
        r"|\b(?:siswi|siswa|mahasiswi|mahasiswa|santri|santriwati|pelajar|murid|mhs|mhsw|bersekolah|kuliah|anak (?:SD|"
        r"SMP|SMA|SMK))\b|\bsekolah (?:di|itu)\b"
    ),
    "work": (
        r"\b(?:karyawati|karyawan|kasir|honorer|penjahit|satpam|pedagang|penjual|buruh|sopir|petani|kuli|berjualan|"
        r"mengajar|"
        r"berprofesi)\b|\bkader posyandu\b|\bguru (?:ngaji|mengaji|SD|SMP|SMA|TK|agama|olahraga|silat)\b|\btukang \w+"
        r"|\b(?:lurah|camat|pejabat|ketua (?:KAN|RT|RW|LPM|LKAAM)|anggota (?:polisi|dewan|DPRD|TNI)|wali nagari|"
        r"datuak|garin|imam masjid|(?:penjaga|satpam|guru) (?:sekolah|les)\w*|pengasuh|pelatih)\b"
        r"|\bbekerja (?:sebagai|di|pada|jadi)\b|\b(?:profesi|pekerjaan)(?:nya)?\b"
        r"|\b(?:seorang|sebagai|adalah|istri|anak) (?:guru|pegawai|bidan|perawat|PNS|ASN|dosen|polisi|tentara|pelayan|"
        r"ojek|asisten rumah tangga|ART|ketua \w+|lurah|camat)\b"
    ),
    "day": (
        rf"\b\d{{1,2}} (?:{_MONTHS})\b|\b\d{{1,2}}[/.-]\d{{1,2}}(?:[/.-](?:19|20)?\d\d)?\b(?! ?(?:WIB|%|tahun))"
        rf"|\b(?:pada|bulan|sejak|awal|akhir|pertengahan) (?:{_MONTHS})\b"
        rf"|\b(?:{_DAYS}) (?:malam|pagi|siang|sore|dini|subuh|kemarin|lalu|\()|\bhari (?:{_DAYS})\b"
        r"|\b(?:tadi malam|semalam|kemarin|minggu lalu|bulan lalu|dini hari|pekan lalu|malam (?:takbiran|minggu|"
        r"lebaran))\b"
    ),
    # Who has it opens the file: of a court, of the police, of a hospital, of a car.
    "file": (
        r"\b\d{1,4}/Pid\.?[\w.-]*/\d{4}|\bLP ?/ ?[AB]? ?/ ?\d+|\b(?:no(?:mor)?\.? )?rekam medi[sk]\b|"
        r"(?-i:\bB[A-Z]? \d{3,4} [A-Z]{1,3}\b)"
    ),
    "hospital": (
        r"(?-i:\b(?:RSUD|RSUP|RSIA?|RS)\b)|\b(?:rumah sakit|puskesmas|klinik|IGD|UGD|dirawat|dilarikan ke|opname)\b"
    ),
    "relation": (
        rf"\b(?:{RELATIONS})(?:nya|nyo| kandung(?:nya|nyo)?| tiri(?:nya|nyo)?| angkat(?:nya|nyo)?| ipar| sekelas|"
        rf" korban| ngaji| mengaji|"
        r" sendiri| sekampung| pelaku| pelapor| terlapor| tersangka|-nya)\b"
        rf"|\b{CASE_VERBS} (?:oleh )?(?:pengasuh|penjaga|pelatih|pembina|sopir)\b"
        r"|\b(?:anak|putra|putri|cucu|istri|suami|kemenakan|kamanakan|keponakan|ponakan|menantu)"
        r"(?: bungsu| sulung| pertama| kedua| tunggal)? "
        r"(?:dari|salah|seorang|bapak|pak|ibu|bu|buk|mak|amak|apak|tuan|lurah|camat|ketua|datuak|pejabat|anggota|kepala|guru|ustaz|buya)\b"
        r"|\banak(?:nya|nyo| kandung(?:nya)?| tiri(?:nya)?| angkat(?:nya)?)\b"
        r"|\b(?:adik|kakak|teman) kelas(?:nya)?\b|\binduak ?bapak(?:nyo)?\b|\bbapaknyo\b"
        rf"|\b(?:penganiayaan|kekerasan|pemerkosaan|pencabulan) (?:oleh )?(?:{RELATIONS})\b"
        rf"|\b{CASE_VERBS} (?:oleh )?(?:{RELATIONS})\b"
    ),
    "place": (
        r"\b(?:kelurahan|kel|nagari|jorong|desa|kampung|kampuang|korong|dusun)\b\.?:? ?(?-i:[A-Z0-9])[\w-]*"
        r"(?-i:(?: [A-Z]\w+){0,3})"
        r"|\b(?:tinggal|rumah|rumahnya|kontrakan|kos)(?: di)?(?: kontrakan| kos)? (?:belakang|dekat|depan|samping|"
        r"sebelah) \w+"
    ),
}
_DETAIL = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _DETAILS.items()}


def details_of(text: str, start: int, end: int) -> Iterator[Person]:
    """One detail of each kind in text[start:end]."""
    for kind, pattern in _DETAIL.items():
        found = pattern.search(text, start, end) or (kind == "place" and _known_place(text, start, end))
        if found:
            yield Person(kind, *found.span(), found[0].strip(" ,"))


def _known_place(text: str, start: int, end: int) -> re.Match | None:
    pattern = places.pattern()
    return pattern.search(text, start, end) if pattern else None
