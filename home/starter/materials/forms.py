"""Sheets to fill in with a pen: who came to a session, and what to settle before one leaves for work abroad."""

from home.starter.materials import helplines
from home.starter.materials.motif import bullet, pucuk_rabuang, shoots
from home.starter.materials.palette import BOLD, headline, letters
from home.starter.materials.sheet import A4, A5, Sheet, two_on_one

ATTENDANCE = "Daftar hadir"
ROWS = 20
COLUMNS = (
    ("No.", 10),
    ("Nama<br/><font size=7>boleh dikosongkan</font>", 62),
    ("Asal nagari atau kelurahan", 54),
    ("Perempuan<br/>dewasa", 16),
    ("Laki-laki<br/>dewasa", 16),
    ("Anak<br/>perempuan", 16),
    ("Anak<br/>laki-laki", 16),
)
PRIVACY = (
    "Jangan menulis nomor telepon, nomor KTP (NIK), alamat rumah, atau cerita siapa pun di lembar ini.",
    "Anak adalah yang belum berusia 18 tahun. Nama anak tidak perlu ditulis; cukup beri tanda centang.",
    "Laporkan hanya jumlahnya. Simpan lembar ini di tempat terkunci, lalu musnahkan sesudah jumlahnya dilaporkan.",
    "Minta izin sebelum memotret. Wajah anak tidak difoto.",
)


def attendance() -> bytes:
    sheet = Sheet(A4)
    inks = sheet.inks
    left, width = 10, 190
    sheet.text(left, 10.5, 80, ATTENDANCE, headline(24, inks.main), room=12)
    sheet.text(
        left + 90,
        13,
        100,
        "Beri tanda centang pada satu kolom di kanan.",
        letters(9.5, inks.soft, leading=1.3, align="right"),
        room=6,
    )
    shoots(sheet, left, 22.5, width, 2.4, inks.gold)
    label = letters(9.5, inks.ink, BOLD, leading=1.2)
    for words, x, y, span in (
        ("Kegiatan", left, 30, 190),
        ("Hari, tanggal", left, 38, 92),
        ("Tempat", left + 98, 38, 92),
    ):
        sheet.text(x, y, 30, words, label, room=5)
        sheet.line(x + 27, y + 4.4, x + span, y + 4.4, inks.soft, thick=0.25)
    y, head, row = 47.0, 12, 9.3
    sheet.panel(left, y, width, head, fill=inks.main, radius=0)
    foot = y + head + ROWS * row
    x = left
    for place, (words, span) in enumerate(COLUMNS):
        style = letters(
            9.5 if place < 3 else 7.2, inks.cream, BOLD, leading=1.2, align="left" if place in {1, 2} else "center"
        )
        inset = 2 if place in {1, 2} else 0.6
        used = sheet.height_of(words, style, span - 2 * inset)
        sheet.text(x + inset, y + (head - used) / 2, span - 2 * inset, words, style, room=head)
        x += span
    number = letters(8.5, inks.soft, leading=1.2, align="center")
    for place in range(ROWS):
        top = y + head + place * row
        if place % 2:
            sheet.panel(left, top, width, row, fill=inks.cream, radius=0)
        sheet.text(left + 1, top + 2.8, 8, str(place + 1), number, room=5)
    total = letters(10, inks.ink, BOLD, leading=1.2, align="right")
    sheet.panel(left, foot, width, 11, fill=inks.glow, radius=0)
    sheet.text(left + 10, foot + 3.2, 113, "Jumlah di lembar ini", total, room=5)
    for place in range(ROWS + 1):
        sheet.line(left, y + head + place * row, left + width, y + head + place * row, inks.line, thick=0.2)
    x = left
    for place in range(len(COLUMNS) + 1):
        sheet.line(
            x, y + head, x, foot + 11, inks.soft if place in {0, len(COLUMNS)} or place > 2 else inks.line, thick=0.25
        )
        x += COLUMNS[place][1] if place < len(COLUMNS) else 0
    for edge in (foot, foot + 11):
        sheet.line(left, edge, left + width, edge, inks.soft, thick=0.3)
    y = foot + 15
    sheet.text(left, y, width, "Lembar ini melindungi yang hadir", letters(10.5, inks.main, BOLD, leading=1.2), room=6)
    y += 6
    for words in PRIVACY:
        bullet(sheet, left, y + 0.9, 2.5, inks.gold)
        y = sheet.text(left + 5, y, width - 5, words, letters(9, inks.ink, leading=1.32), room=6) + 0.9
    return sheet.pdf()


DEPARTURE = "Sebelum berangkat kerja ke luar negeri"
CHECKS = (
    (
        "Periksa tawarannya",
        (
            "Perusahaan dan pekerjaannya sudah saya tanyakan ke dinas tenaga kerja (Disnaker) "
            "atau balai pekerja migran (BP3MI).",
            "Kontraknya tertulis, dan saya memahami bahasanya.",
            "Visa saya visa kerja, bukan kunjungan, ziarah, atau umrah.",
            "Saya tahu semua biayanya. Tidak ada yang menjadi utang.",
        ),
    ),
    (
        "Pegang sendiri dokumennya",
        (
            "Paspor dan dokumen asli ada di tangan saya.",
            "Salinan paspor, visa, dan kontrak ada pada keluarga.",
        ),
    ),
    (
        "Beri tahu keluarga",
        (
            "Keluarga tahu rute, tanggal, dan tempat kerja saya.",
            "Kami sepakat satu kata sandi yang berarti “tolong saya”.",
            "Kami sepakat kapan saya memberi kabar.",
        ),
    ),
)
STOP = "Ada yang menyuruh berbohong, merahasiakan dari keluarga, atau memegang paspor Anda."
FAMILY = (
    "Negara dan kota tujuan",
    "Nama perusahaan atau majikan",
    "Alamat tempat kerja",
    "Siapa yang mengajak",
    "Tanggal dan rute perjalanan",
    "Kapan akan memberi kabar",
)
IF_SILENT = (
    "Jangan menghadapi perekrut sendiri.",
    "Simpan pesan terakhir, nomor pengirim, dan tanggalnya.",
    "Hubungi SAPA 129 atau polisi 110.",
    "Ia di luar negeri? Tanyakan juga ke kedutaan atau konsulat Indonesia di sana.",
)


def before_departure() -> bytes:
    """A5: the checklist in front, on the back the sheet that stays with the family."""
    sheet = Sheet(A5)
    _checklist(sheet)
    sheet.next_page()
    _for_the_family(sheet)
    return sheet.pdf()


def before_departure_twice() -> bytes:
    return two_on_one(before_departure())


def _checklist(sheet: Sheet) -> None:
    inks = sheet.inks
    left, width = 10, 128
    with sheet.window(left, 10, width, 40):
        sheet.panel(left, 10, width, 40, fill=inks.main, radius=0)
        sheet.drawing("surat", 101, 10, 37, 33, radius=0, view=(300, 5, 660))
        pucuk_rabuang(sheet, left, 43, width, 7, ground=inks.deep, shoot=inks.gold)
    sheet.text(16, 13.6, 84, DEPARTURE, headline(20.5, inks.cream, leading=1.08), room=17)
    sheet.text(
        16,
        31.5,
        84,
        "Centang satu per satu, bersama keluarga atau mamak.",
        letters(9.6, inks.glow, leading=1.3),
        room=10,
    )
    y = 55.0
    for title, checks in CHECKS:
        y = sheet.text(left, y, width, title, letters(12, inks.main, BOLD, leading=1.2), room=6) + 1.8
        for words in checks:
            sheet.panel(left + 0.4, y + 0.4, 4.4, 4.4, line=inks.ink, thick=0.4, radius=0.8)
            y = sheet.text(left + 8, y, width - 8, words, letters(10.4, inks.ink, leading=1.32), room=11) + 2.5
        y += 2.4
    sheet.panel(left, y, width, 21, fill="#fbecea", line=inks.danger, thick=0.6, radius=3)
    sheet.text(
        left + 5,
        y + 2.8,
        width - 10,
        "Jangan berangkat dulu kalau …",
        letters(11, inks.danger, BOLD, leading=1.2),
        room=6,
    )
    sheet.text(left + 5, y + 8.6, width - 10, STOP, letters(10, inks.ink, leading=1.32), room=11)
    helplines.strip(sheet, left, 180, width)


def _for_the_family(sheet: Sheet) -> None:
    inks = sheet.inks
    left, width = 10, 128
    shoots(sheet, left, 10, width, 2.4, inks.gold)
    sheet.text(left, 16, width, "Untuk keluarga di rumah", headline(19, inks.main), room=9)
    sheet.text(
        left,
        26,
        width,
        "Isi bersama sebelum berangkat. Simpan di rumah, jangan dibagikan di media sosial. "
        "Kata sandi cukup diingat, jangan ditulis.",
        letters(9.8, inks.ink, leading=1.36),
        room=15,
    )
    y = 44.0
    for words in FAMILY:
        sheet.text(left, y, width, words, letters(9.4, inks.main, BOLD, leading=1.2), room=5)
        sheet.line(left, y + 12, left + width, y + 12, inks.soft, thick=0.3, dash=(0.5, 1))
        y += 15.2
    sheet.panel(left, y + 1, width, 37, fill=inks.mint, radius=3)
    y = (
        sheet.text(
            left + 5,
            y + 4.6,
            width - 10,
            "Kalau kabarnya terputus",
            letters(11.5, inks.main, BOLD, leading=1.2),
            room=6,
        )
        + 1.4
    )
    for words in IF_SILENT:
        bullet(sheet, left + 5, y + 1, 2.8, inks.gold)
        y = sheet.text(left + 10, y, width - 15, words, letters(9.6, inks.ink, leading=1.32), room=10) + 1.2
    helplines.strip(sheet, left, 180, width)
