"""Words that say what the number after them is. Found once in a text, then asked for each number."""

import re
from bisect import bisect_right

_FILLER = re.compile(
    r"[^\w\n]*(?:(?:no(?:mor)?|id|number)\b[^\w\n]*)?(?:(?:nya|adalah|ialah)\b[^\w\n]*)?", re.IGNORECASE
)
_SAME_LINE = re.compile(r"[^\d\n]{0,24}")
_ANYTHING = re.compile(r"[\s\S]{0,60}")


class Labels:
    """Where the words of one kind stand in one text."""

    def __init__(self, words: re.Pattern, between: re.Pattern, text: str) -> None:
        self.text = text
        self.between = between
        self.ends = [found.end() for found in words.finditer(text)]

    def end_before(self, position: int) -> int | None:
        """Where the last word ends that belongs to the number at `position`."""
        place = bisect_right(self.ends, position)
        if not place:
            return None
        end = self.ends[place - 1]
        return end if position - end <= 60 and self.between.fullmatch(self.text, end, position) else None


# Read in small letters: without IGNORECASE the search skips what begins with another letter.
_IDENTITY = re.compile(
    r"\b(?:nik|kk|ktp|e-?ktp|kia|nomor induk kependudukan|no(?:mor)?\.? ?induk|kartu keluarga|kartu tanda penduduk)"
    r"(?:nya|ku)?\b"
)
_OTHER = re.compile(
    r"\b(?:nip|nuptk|nisn|nis|npsn|npwp|nrp|nib|isbn|issn|ean|doi|va|virtual account|reg(?:istrasi|ister)?|resi|"
    r"rekening|"
    r"rek|akta|seri|agenda|faktur|invoice|kode|billing|sk|surat|dokumen|paket|pesanan|zoom|meeting|rapat|id|passcode|"
    r"sandi|perkara|putusan|berkas|arsip|inventaris|barang|sertifikat|lisensi|izin|kontrak|tiket|koordinat|barcode|"
    r"undian|antrean|antrian|kupon|urut|polis|produk|model|versi|batch|sku|serial|imei|"
    r"referensi|transaksi|artikel|konten|order|laporan|katalog|rak|kursi|halaman|hal|nilai|skor|rp|idr)\b|\b(?:rp|idr)(?=\d)"
)
_PHONE = re.compile(
    r"\b(?:hp|h\.p|wa|w\.a|whats ?app|telp?|tlp|telf|telepon|telpon|phone|ponsel|handphone|hotline|kontak|contact|cp|"
    r"narahubung|hubungi|hub|call|chat|japri|sms|nomor(?:nya)?|nope|seluler|fax|faks)(?:nya|ku|an)?\b"
)
_LANDLINE = re.compile(r"\b(?:telp?|tlp|telf|telepon|telpon|fax|faks?)\b")
_DIRECTLY = re.compile(r"[.: ]{0,3}(?:\(?kantor\)?[.: ]{0,2})?")
_MEETING = re.compile(r"\b(?:zoom|meeting|rapat|id|passcode|webinar)\b")
_CARD = re.compile(r"\b(?:kartu(?! keluarga| tanda)|kredit|debit|atm|visa|master ?card|card|gpn|cvv)\b")


class Context:
    """What stands before each number of one text."""

    def __init__(self, text: str) -> None:
        text = _in_small_letters(text)
        self._identity = Labels(_IDENTITY, _ANYTHING, text)
        self._other = Labels(_OTHER, _FILLER, text)
        self._phone = Labels(_PHONE, _SAME_LINE, text)
        self._landline = Labels(_LANDLINE, _DIRECTLY, text)
        self._meeting = Labels(_MEETING, _SAME_LINE, text)
        self._card = Labels(_CARD, _ANYTHING, text)

    def identity_label(self, position: int) -> int | None:
        """Where a word for NIK or KK ends before the number, however far within a line or two."""
        return self._identity.end_before(position)

    def names_identity(self, position: int) -> bool:
        """NIK, KK, KTP before the number, and no word nearer that says it is another one."""
        named = self._identity.end_before(position)
        return named is not None and (self._other.end_before(position) or 0) <= named

    def names_other(self, position: int) -> bool:
        """Invoice, NIP, ISBN, Rp before the number."""
        return self._other.end_before(position) is not None

    def names_phone(self, position: int) -> bool:
        """HP, telepon, hubungi before the number, and no word nearer that says it is another one."""
        named = self._phone.end_before(position)
        return named is not None and (self._other.end_before(position) or 0) <= named

    def names_landline(self, position: int) -> bool:
        """Telp., Fax directly before the number: it may do without its area code."""
        return self._landline.end_before(position) is not None

    def names_meeting(self, position: int) -> bool:
        return self._meeting.end_before(position) is not None

    def names_card(self, position: int) -> bool:
        return self._card.end_before(position) is not None


def _in_small_letters(text: str) -> str:
    """The text, as long as before."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(sign.lower() if sign.isascii() else sign for sign in text)
