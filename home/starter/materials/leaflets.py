"""Leaflets to hand out: one folded twice for everybody, one sheet for those whom people come to in the nagari."""

from home.starter.materials import helplines
from home.starter.materials.motif import bullet, footer, heading, pucuk_rabuang, signature
from home.starter.materials.palette import BOLD, headline, letters
from home.starter.materials.sheet import A4, Sheet

LANDSCAPE = (A4[1], A4[0])
FOLDED_IN = 97  # the panel that is folded in is 3 mm narrower than the other two of 100
NBSP = "\N{NO-BREAK SPACE}"
TITLE = "Bentuk kekerasan dan ke mana meminta pertolongan"
FORMS = (
    ("tangan", "Kekerasan fisik", "Dipukul, didorong, dilempari barang, atau disakiti tubuhnya."),
    ("kata", "Kekerasan psikis", "Dihina, diancam, diawasi terus, atau dilarang menemui keluarga."),
    (
        "tubuh",
        "Kekerasan seksual",
        "Disentuh atau dipaksa secara seksual, juga oleh suami atau istri. Ucapan pun bisa termasuk.",
    ),
    ("rumah", "Penelantaran", "Tidak diberi nafkah, makan, atau perawatan oleh orang yang wajib memberinya."),
    ("gawai", "Kekerasan lewat gawai", "Foto atau video pribadi disebar, atau dipakai untuk mengancam."),
    ("anak", "Terhadap anak", "Semua bentuk itu, pada orang yang belum 18 tahun. Anak tidak bersalah."),
    ("cincin", "Perkawinan paksa", "Dipaksa menikah, termasuk perkawinan anak dan dinikahkan dengan pelaku perkosaan."),
    ("koper", "Perdagangan orang", "Ditipu, dijerat utang, atau dibawa pergi untuk dieksploitasi."),
)
LAWS = (
    ("Di rumah", "Kekerasan fisik, psikis, seksual, dan penelantaran dilarang.", "UU 23/2004, Pasal 5"),
    (
        "Kekerasan seksual",
        "Perkaranya tidak boleh diselesaikan di luar pengadilan, kecuali pelakunya anak.",
        "UU 12/2022, Pasal 23",
    ),
    ("Bukti", "Keterangan korban adalah alat bukti, dan korban berhak didampingi.", "UU 12/2022, Pasal 24–26"),
    ("Menikah", "Umur terendah 19 tahun, bagi perempuan dan lelaki.", "UU 16/2019"),
    ("Nama anak", "Identitas anak dalam perkara dilarang disebarkan.", "UU 11/2012, Pasal 19"),
    ("Perdagangan orang", "Persetujuan korban tidak menghapus tuntutan.", "UU 21/2007, Pasal 26"),
)
RECENT = (
    ("Pergi ke tempat yang lebih aman", "Rumah keluarga, tetangga, atau tempat yang ramai."),
    ("Hubungi orang yang dipercaya", "Mintalah ia datang atau menemani."),
    ("Dahulukan pertolongan medis", "Kesehatan lebih penting daripada bukti."),
    ("Kalau bisa, tunda mandi sampai diperiksa", "Simpan pakaian di kantong kertas."),
    ("Simpan pesan dan ancaman", "Ambil tangkapan layar dengan tanggal dan nomornya. Tidak perlu dibalas."),
)
WORRIED = (
    "Dengarkan berdua saja, dan percaya.",
    "Tanyakan, “Apa yang bisa saya bantu?”",
    "Jangan mendatangi pelaku.",
    "Jangan sebarkan ceritanya.",
)


def folded() -> bytes:
    """Two sides of A4, turned on the short side: flap, back and front outside; three panels inside."""
    sheet = Sheet(LANDSCAPE)
    _flap(sheet, 10, FOLDED_IN - 18)
    _back(sheet, FOLDED_IN + 8, 84)
    _front(sheet, FOLDED_IN + 108, 82)
    sheet.next_page()
    _forms(sheet)
    _laws(sheet, 208, 79)
    return sheet.pdf()


def _front(sheet: Sheet, x: float, width: float) -> None:
    inks = sheet.inks
    with sheet.window(x, 10, width, 190):
        sheet.panel(x, 10, width, 190, fill=inks.main, radius=0)
        sheet.drawing("payung", x, 10, width, 77, radius=0, view=(215, 25, 770))
        pucuk_rabuang(sheet, x, 86, width, 10, ground=inks.deep, shoot=inks.gold)
    sheet.text(x + 8, 105, width - 14, TITLE, headline(23.5, inks.cream, leading=1.12), room=50)
    sheet.text(
        x + 8, 156, width - 16, "Untuk dibaca, disimpan, dan diteruskan.", letters(11, inks.glow, leading=1.3), room=12
    )
    signature(sheet, x + 8, 181, 10.5, name=inks.cream, motto=inks.glow)


def _flap(sheet: Sheet, x: float, width: float) -> None:
    inks = sheet.inks
    sheet.panel(x, 10, width, 190, fill=inks.cream)
    y = heading(sheet, x + 7, 19, width - 14, "Kalau baru saja terjadi", 16.5, ink=inks.main, accent=inks.gold)
    y = sheet.text(
        x + 7,
        y + 2.5,
        width - 14,
        "Ini bukan salah Anda. Lakukan yang sanggup saja.",
        letters(10.4, inks.ink, leading=1.38),
        room=11,
    )
    y += 5
    for place, (title, words) in enumerate(RECENT):
        sheet.circle(x + 11, y + 4, 4, fill=inks.main)
        sheet.text(
            x + 7, y + 1.5, 8, str(place + 1), letters(10.5, inks.cream, BOLD, leading=1.2, align="center"), room=6
        )
        below = sheet.text(x + 19, y, width - 25, title, letters(10.8, inks.main, BOLD, leading=1.25), room=10)
        y = sheet.text(x + 19, below + 0.6, width - 25, words, letters(9.6, inks.ink, leading=1.35), room=20) + 4.2
    sheet.panel(x + 7, 169, width - 14, 25, fill=inks.glow, radius=3)
    sheet.text(
        x + 11,
        172.6,
        width - 22,
        "<b>Visum</b> adalah hasil pemeriksaan tertulis. Polisi memintanya untuk sebuah perkara. "
        "Pendamping boleh menemani.",
        letters(9.2, inks.ink, leading=1.36),
        room=18,
    )


def _back(sheet: Sheet, x: float, width: float) -> None:
    inks = sheet.inks
    y = heading(sheet, x, 12, width, "Ke mana meminta pertolongan", 16.5, ink=inks.main, accent=inks.gold)
    y = helplines.tower(sheet, x, y + 4, width)
    y = sheet.text(
        x,
        y + 4.5,
        width,
        "<b>P2TP2A Kota Payakumbuh</b> memberi informasi, konsultasi, dan konseling. "
        "Sekretariatnya di kantor DP3AP2KB.",
        letters(9.4, inks.ink, leading=1.36),
        room=14,
    )
    sheet.text(
        x, y + 4, width, "Satgas perempuan dan anak kelurahan kami:", letters(9.4, inks.ink, BOLD, leading=1.3), room=6
    )
    sheet.line(x, y + 16.5, x + width, y + 16.5, inks.soft, thick=0.3, dash=(0.5, 1))
    y += 22
    sheet.panel(x, y, width, 200 - y, fill=inks.mint, radius=3)
    y = sheet.text(
        x + 6, y + 3.6, width - 12, "Khawatir pada orang lain?", letters(11, inks.main, BOLD, leading=1.3), room=6
    )
    for words in WORRIED:
        bullet(sheet, x + 6, y + 1.9, 2.6, inks.gold)
        y = sheet.text(x + 10.5, y + 1.1, width - 16, words, letters(9.4, inks.ink, leading=1.3), room=6)


def _forms(sheet: Sheet) -> None:
    inks = sheet.inks
    width = 182
    sheet.panel(10, 10, width, 26, fill=inks.main)
    sheet.text(18, 14.2, 160, "Apakah ini termasuk kekerasan?", headline(21, inks.cream), room=10)
    sheet.text(
        18,
        25,
        168,
        "Anda tidak perlu yakin dulu. Satu bentuk saja sudah cukup untuk bertanya.",
        letters(10.8, inks.glow, leading=1.2),
        room=6,
    )
    pucuk_rabuang(sheet, 10, 38.5, width, 6.5, ground=inks.deep, shoot=inks.gold)
    column, height, gap = 84, 35, 3
    for place, (icon, title, words) in enumerate(FORMS):
        x, y = (10, 108)[place // 4], 50 + place % 4 * (height + gap)
        sheet.panel(x, y, column, height, fill=inks.cream, radius=3)
        sheet.circle(x + 12.5, y + 13, 7.6, fill=inks.glow)
        sheet.icon(icon, x + 7.9, y + 8.4, 9.2, inks.deep)
        below = sheet.text(x + 23.5, y + 5, column - 28, title, letters(13, inks.main, BOLD, leading=1.25), room=6)
        sheet.text(x + 23.5, below + 0.8, column - 28, words, letters(10.6, inks.ink, leading=1.36), room=24)


def _laws(sheet: Sheet, x: float, width: float) -> None:
    inks = sheet.inks
    y = heading(sheet, x, 12, width, "Hukum melindungi Anda", 16.5, ink=inks.main, accent=inks.gold) + 3
    for title, words, law in LAWS:
        y = sheet.text(x, y, width, title, letters(10.6, inks.main, BOLD, leading=1.25), room=6)
        y = sheet.text(
            x,
            y + 0.5,
            width,
            f'{words} <font size="8" color="{inks.soft}">{law.replace(" ", NBSP)}</font>',
            letters(9.8, inks.ink, leading=1.36),
            room=20,
        )
        sheet.line(x, y + 2.4, x + width, y + 2.4, inks.line, thick=0.25)
        y += 4.8
    sheet.text(
        x,
        y,
        width,
        "Di kota kita: Peraturan Daerah Nomor 11 Tahun 2016 tentang Perlindungan Perempuan dan Anak.",
        letters(9.4, inks.ink, leading=1.36),
        room=16,
    )
    sheet.panel(x, 168, width, 32, fill=inks.main)
    sheet.text(
        x + 7,
        175.5,
        width - 14,
        "Anda boleh bercerita sedikit demi sedikit. Anda yang memutuskan.",
        headline(13.5, inks.cream, leading=1.22),
        room=26,
    )


ADAT = "Siapa bisa apa"
ADAT_LEAD = "Untuk ninik mamak, bundo kanduang, dan Kerapatan Adat Nagari (KAN)."
FIRST = (
    ("dengar", "Dengarkan", "Sampai selesai, tanpa menyalahkan. Katakan, “Terima kasih sudah bercerita.”"),
    ("kunci", "Jaga rahasianya", "Jangan ceritakan di rapat, lapau, atau WhatsApp. Nama anak dilarang disebarkan."),
    ("pengadilan", "Jangan damaikan sendiri", "Jangan pertemukan atau nikahkan mereka. Jangan datangi pelaku."),
    ("telepon", "Hubungi nomor ini", "Tanyakan tanpa menyebut nama. Kalau ia mau, antarkan."),
)
ROLES = (
    (
        "Ninik mamak",
        (
            "Menjadi tempat kemenakan bercerita tanpa dimarahi.",
            "Menemani kemenakan ke layanan, kalau ia mau.",
            "Memeriksa tawaran kerja bersama ke Disnaker.",
            "Menghentikan gunjingan dalam kaum.",
        ),
    ),
    (
        "Bundo kanduang",
        (
            "Mendengarkan perempuan dan anak, berdua saja.",
            "Mengenali anak yang mendadak berubah.",
            "Mengingatkan keluarga: korban tidak bersalah.",
            "Menemani ke P2TP2A atau satgas kelurahan.",
        ),
    ),
    (
        "KAN",
        (
            "Memberi waktu sosialisasi dalam rapat nagari.",
            "Menempel nomor bantuan di balai adat.",
            "Memasang poster tanda perdagangan orang.",
            "Sepakat: kekerasan seksual tidak didamaikan.",
        ),
    ),
)
NO_SETTLEMENT = (
    "Menurut UU Nomor 12 Tahun 2022 Pasal 23, perkaranya tidak boleh diselesaikan di luar pengadilan, kecuali "
    "pelakunya anak. Memaksa korban menikah dengan pelaku perkosaan adalah tindak pidana (Pasal 10)."
)
ADAT_SOURCES = "Sumber: UU Nomor 12 Tahun 2022; UU Nomor 11 Tahun 2012 Pasal 19; UU Nomor 23 Tahun 2004 Pasal 15."


def adat() -> bytes:
    sheet = Sheet(A4)
    inks = sheet.inks
    left, width = 10, 190
    with sheet.window(left, 10, width, 58):
        sheet.panel(left, 10, width, 58, fill=inks.main, radius=0)
        sheet.drawing("musyawarah", 130, 10, 70, 50, radius=0, view=(90, 5, 1020))
        pucuk_rabuang(sheet, left, 59, width, 9, ground=inks.deep, shoot=inks.gold)
    signature(sheet, 18, 15, 10, name=inks.cream, motto=inks.glow)
    sheet.text(18, 27.5, 110, ADAT, headline(34, inks.cream), room=14)
    sheet.text(18, 44, 106, ADAT_LEAD, letters(11.5, inks.cream, leading=1.32), room=16)

    y = (
        heading(sheet, left, 73, width, "Kalau ada yang bercerita kepada Anda", 15.5, ink=inks.main, accent=inks.gold)
        + 3
    )
    step = (width - 9) / 4
    for place, (icon, title, words) in enumerate(FIRST):
        x = left + place * (step + 3)
        sheet.panel(x, y, step, 44, fill=inks.glow if place == 3 else inks.cream, radius=3)
        sheet.circle(x + 9.6, y + 9.4, 5.8, fill=inks.main)
        sheet.icon(icon, x + 6, y + 5.8, 7.2, inks.cream)
        below = sheet.text(
            x + 4, y + 17, step - 6, f"{place + 1}. {title}", letters(11, inks.main, BOLD, leading=1.2), room=10
        )
        sheet.text(x + 4, below + 0.8, step - 7, words, letters(9.3, inks.ink, leading=1.33), room=44 - (below - y) - 2)

    y = (
        heading(sheet, left, y + 48, width, "Yang bisa dilakukan masing-masing", 15.5, ink=inks.main, accent=inks.gold)
        + 3
    )
    third = (width - 8) / 3
    for place, (name, works) in enumerate(ROLES):
        x = left + place * (third + 4)
        sheet.panel(x, y, third, 58, fill=inks.mint, radius=3)
        row = sheet.text(x + 5, y + 3.6, third - 10, name, headline(14, inks.main, leading=1.2), room=7) + 1.4
        for work in works:
            bullet(sheet, x + 5, row + 0.8, 3, inks.gold)
            row = (
                sheet.text(x + 10, row, third - 13.5, work, letters(9.8, inks.ink, leading=1.33), room=y + 57 - row)
                + 2.2
            )
    y += 62
    sheet.panel(left, y, width, 21.5, fill="#fbecea", line=inks.danger, thick=0.6, radius=3)
    sheet.text(
        left + 6,
        y + 2.6,
        width - 12,
        "Kekerasan seksual tidak boleh didamaikan",
        letters(12.5, inks.danger, BOLD, leading=1.25),
        room=6,
    )
    sheet.text(left + 6, y + 8.6, width - 12, NO_SETTLEMENT, letters(9.8, inks.ink, leading=1.36), room=14)
    helplines.panel(sheet, left, 235, width)
    footer(sheet, ADAT_SOURCES)
    return sheet.pdf()
