"""Abbreviations are read out in full once a page, where its own text does not spell them out."""

import re
from html import unescape

from publishing.words.text_parts import changed

# The words of the office. Kept in the code: they belong to laws and institutions and hardly ever change.
IN_FULL = {
    "BP3MI": "Balai Pelayanan Pelindungan Pekerja Migran Indonesia",
    "DP3AP2KB": "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan Keluarga Berencana",
    "KAN": "Kerapatan Adat Nagari",
    "KDRT": "kekerasan dalam rumah tangga",
    "LKAAM": "Lembaga Kerapatan Adat Alam Minangkabau",
    "LPSK": "Lembaga Perlindungan Saksi dan Korban",
    "P2TP2A": "Pusat Pelayanan Terpadu Perlindungan Perempuan dan Anak",
    "TPKS": "tindak pidana kekerasan seksual",
    "TPPO": "tindak pidana perdagangan orang",
    "UPTD PPA": "Unit Pelaksana Teknis Daerah Perlindungan Perempuan dan Anak",
}
_SHORT = re.compile(rf"\b({'|'.join(sorted(map(re.escape, IN_FULL), key=len, reverse=True))})\b")
# What is not running text: tags, names of controls, what holds no words, and what only paper shows.
_NOT_TEXT = re.compile(
    r"<(script|style|svg|nav|a|summary|button|label)\b.*?</\1>|<aside class=\"wallet\".*?</aside>|<!--.*?-->|<[^>]*>",
    re.DOTALL,
)


def spelt_out(html: str) -> str:
    """`html` with the full words, for those who listen, behind the first of each abbreviation in its text."""
    text = " ".join(unescape(_NOT_TEXT.sub(" ", html)).lower().split())
    wanted = {short for short in IN_FULL if short.lower() in text and IN_FULL[short].lower() not in text}
    if not wanted:
        return html

    def with_full_words(match: re.Match) -> str:
        short = match[0]
        if short not in wanted:
            return short
        wanted.discard(short)
        return f'{short}<span class="heard"> ({IN_FULL[short]})</span>'

    return changed(html, _NOT_TEXT, lambda text: _SHORT.sub(with_full_words, text))
