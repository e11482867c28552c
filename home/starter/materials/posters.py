"""Posters to hang up, A3 and A4, and the same message as a square picture for messengers."""

from home.starter.materials import helplines
from home.starter.materials.motif import bullet, footer, heading, pucuk_rabuang, signature
from home.starter.materials.palette import BOLD, COPY, headline, letters
from home.starter.materials.sheet import A3, A4, Sheet

A3_SCALE = A3[0] / A4[0]
SQUARE = (190, 190)
LEFT, WIDTH = 10, 190

TRAFFICKING = "Kenali tanda perdagangan orang"
TRAFFICKING_LEAD = "Tindak pidana perdagangan orang (TPPO) sering dimulai dari janji yang baik."
SIGNS = (
    "Datang lewat media sosial atau “sponsor”, bukan lewat Disnaker.",
    "Gajinya tinggi, padahal tidak perlu keahlian.",
    "Uang muka besar yang menjadi utang.",
    "Visanya kunjungan, ziarah, atau umrah, bukan visa kerja.",
    "Tidak ada kontrak tertulis, atau bahasanya tidak dipahami.",
    "Paspor atau dokumen asli dipegang orang lain.",
    "Diminta segera berangkat, malam ini.",
    "Diminta tidak memberi tahu keluarga.",
)
SQUARE_SIGNS = (
    "Gaji tinggi, padahal tidak perlu keahlian",
    "Uang muka besar yang menjadi utang",
    "Visa kunjungan atau umrah, bukan visa kerja",
    "Paspor dipegang orang lain",
    "Harus segera, dan keluarga jangan diberi tahu",
)
STEPS = (
    ("Pegang sendiri", "Jangan serahkan paspor dan dokumen asli. Titipkan salinannya pada keluarga."),
    ("Periksa dulu", "Tanyakan ke dinas tenaga kerja (Disnaker) atau balai pekerja migran (BP3MI)."),
    ("Beri kabar", "Ceritakan rute kepada orang yang dipercaya. Sepakati satu kata sandi."),
)
ASK = "Satu tanda belum tentu TPPO, tetapi cukup menjadi alasan untuk bertanya."
TRAFFICKING_SOURCES = (
    "Sumber: UU Nomor 21 Tahun 2007; peringatan Kementerian Luar Negeri dan Kepolisian; indikator UNODC dan IOM."
)

ALONE = "Anda tidak sendiri."
VIOLENCE = "Dipukul, dihina, diancam, dipaksa, atau ditelantarkan:<br/>itu kekerasan. <b>Ini bukan salah Anda.</b>"
PROMISES = (
    ("dengar", "Boleh bertanya dulu", "Anda tidak perlu yakin, dan tidak perlu membawa bukti."),
    ("damping", "Boleh ditemani", "Ajak orang yang Anda percaya. Boleh juga bertanya untuk orang lain."),
    ("pulih", "Anda yang memutuskan", "Ceritakan sedikit demi sedikit, menurut waktu Anda."),
)
SECRETARIAT = (
    "Boleh juga datang ke P2TP2A Kota Payakumbuh, pusat pelayanan terpadu perlindungan perempuan dan anak. "
    "Sekretariatnya di kantor DP3AP2KB."
)
ALONE_SOURCES = "Sumber: layanan SAPA 129 KemenPPPA; laporan rapat koordinasi Kota Payakumbuh, 8 Mei 2024."


def trafficking(scale: float = 1) -> bytes:
    sheet = Sheet(A4, scale=scale)
    inks = sheet.inks
    with sheet.window(LEFT, 10, WIDTH, 86):
        sheet.panel(LEFT, 10, WIDTH, 86, fill=inks.main, radius=0)
        pucuk_rabuang(sheet, LEFT, 85, WIDTH, 11, ground=inks.deep, shoot=inks.gold)
    sheet.drawing("koper", 121, 16, 73, 64, view=(200, 60, 780))
    signature(sheet, 18, 16, 12, name=inks.cream, motto=inks.glow)
    sheet.text(18, 31, 100, TRAFFICKING, headline(34, inks.cream, leading=1.04), room=38)
    sheet.text(18, 72.3, 100, TRAFFICKING_LEAD, letters(11, inks.cream, leading=1.3), room=11)

    y = (
        heading(sheet, LEFT, 102.5, WIDTH, "Waspada kalau tawaran kerja itu …", 17, ink=inks.main, accent=inks.gold)
        + 3.4
    )
    column = (WIDTH - 8) / 2
    for row in range(4):
        for side in range(2):
            x = LEFT + side * (column + 8)
            bullet(sheet, x, y + 0.9, 4.4, inks.gold)
            sheet.text(x + 7, y, column - 7, SIGNS[row * 2 + side], letters(11.9, inks.ink, leading=1.28), room=11.5)
        y += 13.6
    sheet.panel(LEFT, y, WIDTH, 10.5, fill=inks.glow, radius=3)
    sheet.text(LEFT + 5, y + 2.7, WIDTH - 10, ASK, letters(11.8, inks.ink, BOLD, leading=1.2, align="center"), room=6)
    _steps(sheet, y + 14.5)
    helplines.contact_line(sheet, LEFT, 218.5, WIDTH)
    helplines.panel(sheet, LEFT, 235, WIDTH)
    footer(sheet, TRAFFICKING_SOURCES)
    return sheet.pdf()


def _steps(sheet: Sheet, y: float) -> None:
    inks = sheet.inks
    width = (WIDTH - 10) / 3
    for place, (title, words) in enumerate(STEPS):
        x = LEFT + place * (width + 5)
        sheet.panel(x, y, width, 27.5, fill=inks.cream, radius=3)
        sheet.text(
            x + 4.5, y + 3, width - 8, f"{place + 1}. {title}", letters(13, inks.main, BOLD, leading=1.3), room=7
        )
        sheet.text(x + 4.5, y + 10, width - 8, words, letters(10.4, inks.ink, leading=1.32), room=16)


def not_alone(scale: float = 1) -> bytes:
    sheet = Sheet(A4, scale=scale)
    inks = sheet.inks
    with sheet.window(LEFT, 10, WIDTH, 204):
        sheet.panel(LEFT, 10, WIDTH, 204, fill=inks.main, radius=0)
        sheet.drawing("tangan", LEFT, 10, WIDTH, 84, radius=0, view=(80, 140, 1040))
        pucuk_rabuang(sheet, LEFT, 93, WIDTH, 11, ground=inks.deep, shoot=inks.gold)
    signature(sheet, 16, 16, 12, name=inks.main, motto=inks.main)
    sheet.text(LEFT + 6, 110, WIDTH - 12, ALONE, headline(47, inks.cream, align="center"), room=20)
    sheet.text(LEFT + 20, 131.5, WIDTH - 40, VIOLENCE, letters(15, inks.cream, leading=1.36, align="center"), room=15)
    third = (WIDTH - 16) / 3
    for place, (icon, title, words) in enumerate(PROMISES):
        x = LEFT + 8 + place * third
        middle = x + third / 2
        sheet.circle(middle, 158.5, 7, fill=inks.glow)
        sheet.icon(icon, middle - 4.3, 154.2, 8.6, inks.deep)
        centred = letters(12.5, inks.glow, BOLD, leading=1.25, align="center")
        sheet.text(x + 1, 167.5, third - 2, title, centred, room=6)
        sheet.text(x + 3, 174, third - 6, words, letters(10.2, inks.cream, leading=1.3, align="center"), room=15)
    sheet.line(LEFT + 14, 193.5, LEFT + WIDTH - 14, 193.5, inks.gold, thick=0.3)
    sheet.text(
        LEFT + 14, 197.5, WIDTH - 28, SECRETARIAT, letters(10.4, inks.cream, leading=1.35, align="center"), room=11
    )
    helplines.contact_line(sheet, LEFT, 218, WIDTH)
    helplines.panel(sheet, LEFT, 235, WIDTH)
    footer(sheet, ALONE_SOURCES)
    return sheet.pdf()


def not_alone_copy() -> bytes:
    """Black on white for a photocopier, with strips to tear off."""
    sheet = Sheet(A4, inks=COPY)
    inks = sheet.inks
    sheet.drawing("tangan", LEFT, 10, WIDTH, 66, radius=4, view=(80, 180, 1040), leave_out=2)
    sheet.panel(LEFT, 10, WIDTH, 66, line=inks.ink, thick=0.7)
    sheet.text(LEFT, 82, WIDTH, ALONE, headline(49, inks.ink, align="center"), room=21)
    sheet.text(LEFT + 12, 104, WIDTH - 24, VIOLENCE, letters(16, inks.ink, leading=1.34, align="center"), room=16)
    third = WIDTH / 3
    for place, (_icon, title, words) in enumerate(PROMISES):
        x = LEFT + place * third
        sheet.text(x + 2, 127, third - 4, title, letters(13.5, inks.ink, BOLD, leading=1.25, align="center"), room=7)
        sheet.text(x + 3, 134, third - 6, words, letters(11, inks.ink, leading=1.3, align="center"), room=20)
    sheet.text(LEFT + 8, 155, WIDTH - 16, SECRETARIAT, letters(11, inks.ink, leading=1.35, align="center"), room=11)
    helplines.contact_line(sheet, LEFT, 170, WIDTH)
    helplines.panel(sheet, LEFT, 187, WIDTH)
    helplines.tear_off(sheet, 238)
    return sheet.pdf()


def trafficking_square() -> bytes:
    """For phones: few words, and the numbers inside the picture, where they can't get lost."""
    sheet = Sheet(SQUARE, margin=8)
    inks = sheet.inks
    sheet.panel(0, 0, 190, 190, fill=inks.cream, radius=0)
    sheet.panel(0, 0, 190, 64, fill=inks.main, radius=0)
    pucuk_rabuang(sheet, 0, 62, 190, 10, ground=inks.deep, shoot=inks.gold)
    sheet.text(9, 8, 112, TRAFFICKING, headline(34, inks.cream, leading=1.05), room=39)
    sheet.text(
        9, 50.5, 112, "TPPO sering dimulai dari janji yang baik.", letters(14, inks.glow, BOLD, leading=1.2), room=7
    )
    sheet.drawing("koper", 128, 10, 53, 43, view=(200, 55, 780))
    y = 79
    for words in SQUARE_SIGNS:
        bullet(sheet, 9, y + 1.2, 5.4, inks.gold)
        sheet.text(18, y, 164, words, letters(18.5, inks.ink, leading=1.2), room=8)
        y += 11.4
    sheet.text(
        9,
        y + 2,
        172,
        "Satu tanda saja? Tanya dulu sebelum berangkat.",
        letters(17, inks.main, BOLD, leading=1.2),
        room=8,
    )
    helplines.strip(sheet, 8, 155, 174)
    return sheet.pdf()


def not_alone_square() -> bytes:
    sheet = Sheet(SQUARE, margin=8)
    inks = sheet.inks
    sheet.panel(0, 0, 190, 190, fill=inks.main, radius=0)
    sheet.drawing("tangan", 0, 0, 190, 72, radius=0, view=(80, 170, 1040))
    pucuk_rabuang(sheet, 0, 71, 190, 10, ground=inks.deep, shoot=inks.gold)
    sheet.text(8, 87, 174, ALONE, headline(46, inks.cream, align="center"), room=20)
    sheet.text(12, 109, 166, VIOLENCE, letters(18, inks.cream, leading=1.34, align="center"), room=18)
    sheet.text(
        12,
        134,
        166,
        "Boleh bertanya dulu. Anda yang memutuskan.",
        letters(18, inks.glow, BOLD, leading=1.25, align="center"),
        room=9,
    )
    helplines.strip(sheet, 8, 155, 174)
    return sheet.pdf()
