"""Where somebody lives, and private e-mail."""

import re
from collections.abc import Collection, Iterator

from publishing.guard.findings import ADDRESS, EMAIL
from publishing.guard.rules.people import Person
from publishing.guard.rules.vocabulary import CASE_VERBS, COMMON, DISASTERS, NAMES

_STREET = re.compile(
    r"\bRT\b\.? ?/? ?(?:RW\.? ?)?:? ?\d{1,3}\b(?:[ ./,-]{0,3}(?:RW\.? ?)?\d{1,3}\b)?|\bRW\b\.? ?\d{1,3}\b"
    r"|\b(?:(?:jl|jln|gg|lrg)\b\.? ?|(?:jalan|gang|lorong) (?-i:(?=[A-Z0-9])))(?P<street>[A-Z0-9][\w'-]*)"
    r"(?-i:(?: [A-Z0-9][\w.'-]*){0,4})(?:,? (?:no|nomor)\b\.? ?\w{1,5})?"
    r"|\b(?:nomor|no\.?) rumah ?:? ?\w{1,5}|\brumah (?:nomor|no\.?) ?\d+\w?"
    r"|(?-i:\bBlok [A-Z0-9]{1,3}\b)(?:[ ,/]{1,2}(?:no\.?|nomor)? ?\d{1,3})?"
    r"|\b(?:perumahan|komplek|kompleks|perum) (?-i:[A-Z]\w+(?: [A-Z]\w+){0,3})"
    r"|(?P<number>\bNo\.? ?\d{1,3}\w?\b)",
    re.IGNORECASE,
)
_HOME = re.compile(
    r"\b(?:rumah(?:nya)? (?:korban|pelaku|keluarga|orang|kontrakan|kos|ibu|bapak|ayah|nenek|kakek|paman|tersangka|aman|"
    r"singgah|perlindungan|no|nomor|bercat)|rumahnya|shelter|tinggal|kediaman\w*|domisili|berdomisili|alamat rumah|"
    r"beralamat|alamat(?:nya)? (?:keluarga|korban|pelaku|pelapor|anak|orang|lengkap|ktp)|kontrakan\w*|kos(?:annya|"
    r"nya)|warga|"
    r"bertempat tinggal|mengontrak|indekos|penghuni)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"\b(?:korban(?! (?:{'|'.join(sorted(DISASTERS))}))|penyintas|pelaku|tersangka|terdakwa|pelapor|terlapor|saksi|"
    rf"klien|kejadian|tkp|peristiwa)(?:nya|"
    r"nyo)?\b"
    rf"|\b{CASE_VERBS}\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:kantor|dinas|polres|polsek|polda|puskesmas|rsud|rumah sakit|aula|gedung|sekretariat|posko|balai (?:adat|"
    r"kota|pertemuan|nagari)|masjid|mushalla|"
    r"uptd|p2tp2a|lapangan|hotel|pengadilan|kejaksaan|lkaam|kan|lpsk|lbh|posyandu|ketua|lurah|satgas|kader|sekolah|sd|"
    r"sdn|"
    r"smp|smpn|sma|sman|klinik|bank|dp3ap2kb|yayasan|pengurus|perangkat|kegiatan|acara|gotong|lomba|sosialisasi|datang|"
    r"tempat(?! kejadian| tinggal))\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"\s*(?:alamat|tempat tinggal|lokasi|tkp)\b", re.IGNORECASE)
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}"
    r"(?:@| ?(?:\[at\]|\(at\)|\{at\}) ?| (?:at |@ ?)(?=(?:gmail|yahoo|hotmail|outlook|ymail|icloud)\b))"
    r"[A-Za-z0-9-]{1,63}(?:(?:\.| ?(?:\[dot\]|\(dot\)|\(titik\)) ?| dot | \. ?)[A-Za-z]{2,12}){1,3}",
    re.IGNORECASE,
)
_SPELT_SIGN = re.compile(r" ?[\[({](at|dot|titik)[\])}] ?| (at|dot) | (@) ?| (\.) ?", re.IGNORECASE)
_OFFICE_HOST = re.compile(r"(?:^|\.)(?:go|mil|desa)\.id$", re.IGNORECASE)
_INSTITUTION = re.compile(r"\.(?:ac|sch|or)\.id$", re.IGNORECASE)
_OFFICE_NAME = re.compile(
    r"dp3|p2tp2a|uptd|dinas|lkaam|bundokanduang|^kan[._-]|pkk|kelurahan|kecamatan|polres|satgas|puskesmas|rsud|nagari|"
    r"^(?:humas|redaksi|sekretariat|layanan|pengaduan|noreply|ppid|kantor)",
    re.IGNORECASE,
)
_ANYBODY = re.compile(r"^(?:info|kontak|admin|support|office|contact|halo|tanya)", re.IGNORECASE)
_FREE_HOST = re.compile(r"(?:gmail|yahoo|ymail|hotmail|outlook|icloud|live|proton|rocketmail|aol|msn)", re.IGNORECASE)


def addresses(text: str, spans: list[tuple[int, int]]) -> Iterator[Person]:
    """Streets and houses of persons: in a sentence (of `spans`) about a case or a home, not about an office."""
    for i, (start, end) in enumerate(spans):
        streets = list(_STREET.finditer(text, start, end))
        if not streets:
            continue
        home = _HOME.search(text, start, end)
        if not home and all(map(_is_word, streets)):
            continue
        if all(found["number"] for found in streets) and not home:
            continue
        office = _OFFICE.search(text, start, end)
        part = _PART.search(text, start, end)
        if not (home or part) and not (
            _LABELLED.match(text, start) and _PART.search(text, spans[max(i - 1, 0)][0], end)
        ):
            continue
        if not office or (home and part):
            yield Person(ADDRESS, streets[0].start(), streets[-1].end(), streets[0][0])


def _is_word(found: re.Match) -> bool:
    """Jalan Keluar, Gang Damai: rather words than a street, when no number follows."""
    street = found["street"]
    return bool(street and street.lower() in COMMON and not re.search(r"\d", found[0]))


def emails(text: str, verified: Collection[str]) -> Iterator[Person]:
    """Addresses of e-mail that are no office's. `verified` are others that may stand there, in small letters."""
    for found in _EMAIL.finditer(text):
        address = _SPELT_SIGN.sub(_sign, found[0])
        name, _, host = address.partition("@")
        if _OFFICE_HOST.search(host) or address.lower() in verified or _OFFICE_NAME.search(name):
            continue
        if not _FREE_HOST.match(host) and (_ANYBODY.search(name) or (_INSTITUTION.search(host) and not _is_name(name))):
            continue
        yield Person(EMAIL, *found.span(), address)


def _sign(found: re.Match) -> str:
    return "@" if found[0].strip(" [({})]").lower() in ("at", "@") else "."


def _is_name(name: str) -> bool:
    parts = re.findall(r"[a-z]+", name.lower())
    return any(part in NAMES for part in parts) or (len(parts) > 1 and not any(part in COMMON for part in parts))
