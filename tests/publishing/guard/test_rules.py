"""The guard's rules: kinds of leaks that are found, of harmless texts that pass. Numbers and persons are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.guard import ASK, STOP, check, words
from publishing.guard.findings import KINDS
from publishing.words.phones import domestic

VERIFIED = ("129", "110", "628111129129")
# A kecamatan 99 and a serial number from 9000: no register gives them.
NIK = "1376994505099001"
PHONE = "0812 0000 7890"


def kinds(text, **more):
    return {finding.kind for finding in check(text, VERIFIED, **more)}


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (
            "nik",
            [
                f"NIK korban {NIK}",
                "1376 9945 0509 9001",
                "13.76.99.45.05.09.9001",
                "1376-9945/0509\n9001",
                "1376<b>9945</b>&shy;0509&#57;001",
                "１３７６９９４５０５０９９００１",
                "l376994505O99OO1",
                "NIK empat angka pertama 1376, lalu 9945, terus 0509, terakhir 9001",
                "satu tiga tujuh enam sembilan sembilan empat lima nol lima nol sembilan sembilan nol nol satu",
                "KK 9999999999999999",
                "foto-ktp-1376994505099001.jpg",
            ],
        ),
        ("card", ["Kartu kredit 4242 4242 4242 4242", "5555-5555-5555-4444", "AMEX 3714 496353 98431"]),
        (
            "phone",
            [
                f"HP {PHONE}",
                "+62 (812) 0000-7890",
                "6281200007890",
                "(0752) 92345",
                "Telp. 92345",
                "nol delapan satu dua nol nol nol nol tujuh delapan",
                "kosong delapan dua belas 0000 tujuh 890",
                "O812-OOOO-789O",
                "0812-0000-\n7890",
                "0️⃣8️⃣1️⃣2️⃣0️⃣0️⃣0️⃣0️⃣7️⃣8️⃣9️⃣0️⃣",
                '<a href="https://wa.me/6281200007890">chat</a>',
                '<a href="tel:+62-812-0000-7890">telepon</a>',
                '<img alt="WA 081200007890" src="a.jpg">',
                "https://chat.whatsapp.com/AbCdEf",
                "08111-129-128",
                "+60 12-000 6789",
            ],
        ),
    ],
)
def test_numbers_stop_a_text_however_they_are_written(kind, texts):
    missed = [text for text in texts if kind not in kinds(text)]
    assert not missed
    assert KINDS[kind] == STOP


def test_numbers_that_are_something_else_pass():
    harmless = [
        "SAPA 129 atau WhatsApp 08111-129-129 (24 jam), polisi 110",
        "https://wa.me/628111129129 dan https://wa.me/?text=halo",
        "NIP 19780512 200501 1 003 dan NIP. 197805122005011003",
        "Nomor 463/123/DP3AP2KB/2024 dan 005/0812/3456/2024",
        "Zoom Meeting ID: 812 3456 7890, sandi 123456",
        "tanggal 12.05.2024 09.00-12.00 WIB, 11/05/2024 - 12/05/2024",
        "08.00-08.15 Registrasi; 08.15 - 10.00 11.00 - 12.00",
        "-0.2245012, 100.6319123 dan #map=17/-0.22412/100.63218",
        "Rp 81.234.567.890, 62.812.345.678 jiwa",
        "ISBN 978-602-1234-56-7, NPWP 12.345.678.9-012.000, kode wilayah 13.76.01.1002",
        "12 14 2023 4 35 12345; 62 83 77 90 85 81 70",
        "IMG_20240508_081234.jpg, Screenshot_2026-12-08-08-12-00-123.png",
        "No. Registrasi 1376012024050001",
        "0812-xxxx-xxxx",
        "Ibuah\t184\t2324\t2702\t1261\t1729\t1342",
        "2015: 8; 2016: 172; 2017: 18; 2018: 21; 2019: 4; 2020: 115; 2021: 3",
        "Virtual Account 8277 0812 3456 7890",
        "Rp08.000.000",
    ]
    assert {text: kinds(text) for text in harmless if kinds(text)} == {}


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (
            "name",
            [
                "Siti Aminah, korban KDRT, kini tinggal bersama orang tuanya",
                "Korban berinisial R dirawat.",
                "Bunga (bukan nama sebenarnya) bercerita.",
                "Penyidik menetapkan Ferdi Nata sebagai tersangka.",
                "Rina dipukul suaminya.",
                "KORBAN TPPO WIRDAWATI DIPULANGKAN SELASA",
                "korban namanya rina",
                "pelaku-bernama-agus-salim.jpg",
                "Hasil visum menunjukkan Sri mengalami luka.",
                "surat kuasa dari Sdri Nurlina dalam perkara KDRT",
            ],
        ),
        (
            "child",
            [
                "Rafi (12) juara lomba",
                "Aisyah, siswi kelas 5 SD 08",
                "korban AB (15)",
                "RD (16) diamankan",
                "RN | 12 | pencabulan",
            ],
        ),
        (
            "parents",
            ["Ibu korban, Yanti, melapor", "anak dari Bapak Rusdi menjadi korban", "ujar Asrul, ayah korban."],
        ),
        (
            "address",
            ["Korban tinggal di RT 02/RW 03", "Rumah korban di Jl. Sudirman No. 12", "kediaman pelaku, Blok C/5"],
        ),
        ("email", ["hubungi siti.aminah@gmail.com", "siti (at) yahoo (dot) com"]),
        (
            "small_town",
            [
                "Seorang anak perempuan 9 tahun dicabuli pamannya.",
                "Seorang ibu di Kelurahan Talang dipukul suaminya pada 12 Mei.",
                "Korban dirawat di RSUD. Usianya 14 tahun.",
                "Terdapat 2 kasus di Kelurahan Talang pada Mei 2024",
                "Padusi umua 14 taun di Tiakar dicabuli.",
                "Putri bungsu Bapak Camat menjadi korban penyebaran foto.",
            ],
        ),
    ],
)
def test_what_tells_who_is_meant_is_asked_about(kind, texts):
    missed = [text for text in texts if kind not in kinds(text)]
    assert not missed
    assert KINDS[kind] == ASK


def test_public_parts_general_words_and_offices_pass():
    harmless = [
        "Korban KDRT berhak atas pendampingan menurut UU 23/2004 Pasal 10.",
        "Rakor dibuka Asisten I Dafrul Pasi bersama Kepala Dinas Agustion; korban harus didengar.",
        "Narasumber Rosmadeli, SKM, M.Biomed (Kepala Bidang Perlindungan Perempuan dan Anak)",
        "“Korban jangan takut melapor,” kata Agustion, Rabu (8/5/2024) di Aula Randang.",
        "Ketua KAN Koto Nan Gadang Dt. Rajo Simulie mengajak anak nagari melindungi korban",
        "Lembaga Perlindungan Saksi dan Korban (LPSK), Forum Anak Kota Payakumbuh",
        "Anak usia 12 tahun boleh menolak sentuhan. Remaja 15-19 tahun rentan menjadi korban.",
        "Sosialisasi di Kelurahan Ibuah, Rabu 8 Mei 2024, dihadiri 40 peserta. Korban diharapkan melapor.",
        "Kantor DP3AP2KB, Jl. Soekarno-Hatta No. 1. Korban dapat datang setiap hari kerja.",
        "dp3ap2kb@payakumbuhkota.go.id, perpustakaan@unand.ac.id",
        "Pelaku dapat dipidana penjara paling lama 15 tahun.",
        "Keluarga korban kebakaran di Jl. Pahlawan, Pak Amir, menerima bantuan.",
        "Ketua RT 03 RW 01 Kelurahan Bunian, Pak Amril, menjadi anggota satgas.",
        "PELAKU BISA ORANG TERDEKAT: AYAH, PAMAN, TETANGGA, GURU",
        "Contoh gabungan: seorang anak 14 tahun diajak bekerja ke luar negeri oleh tetangganya.",
    ]
    assert {text: kinds(text) for text in harmless if kinds(text)} == {}


def test_names_that_are_public_on_this_page_pass():
    text = "Rahmi Fitria, korban yang menulis buku"
    assert kinds(text)
    assert not kinds(text, officials=["Rahmi Fitria"])


def test_an_e_mail_address_may_be_verified_too():
    assert not check("tulis ke relawan.kota@gmail.com", ["Relawan.Kota@gmail.com"])


def test_a_finding_says_where_it_stands_in_the_original_and_shows_only_a_mask():
    text = "<p>Nomor&nbsp;NIK: <b>1376</b>9945&shy;05099001 milik anak itu</p>"
    [finding] = check(text)
    assert text[finding.start : finding.end] == "1376</b>9945&shy;05099001"
    assert finding.masked == "13•••••••••••01"
    [named] = check("Korban Siti Aminah melapor")
    assert named.masked == "S••• •••"


def test_a_nik_beside_a_person_of_a_case_can_not_be_lifted():
    assert [one.may_be_lifted for one in check(f"NIK anak: {NIK}")] == [False]
    assert [one.may_be_lifted for one in check(f"Data: {NIK}")] == [True]


def test_each_kind_has_words_for_editors():
    assert set(words.KINDS) == set(words.REASONS) == set(words.ADVICE) == set(KINDS)


@pytest.mark.parametrize(
    "written", ["08111129129", "+62 811-1129-129", "628111129129", "0062 8111 129 129", "+62 (0) 8111 129129"]
)
def test_a_phone_number_is_one_however_it_is_written(written):
    assert domestic(written) == "08111129129"


SEPARATORS = st.text(" .-/_,:;|()\n\t–·\u00a0\u200b\u00ad", max_size=4)


@given(st.lists(SEPARATORS, min_size=15, max_size=15), st.sampled_from(["", "Nomor ", "data: ", "<p>", "ibu"]))
def test_a_planted_nik_is_found_with_any_separators(separators, before):
    digits = "".join(map("".join, zip(NIK, [*separators, ""], strict=True)))
    text = f"{before}{digits} lalu"
    [finding, *_] = [one for one in check(text) if one.kind == "nik"]
    assert text[finding.start : finding.end].startswith("1")


WORDS = st.sampled_from(
    ["korban", "Siti", "anak", "R", "(15)", "15 tahun", NIK, "0812", "nol", "delapan", "Jl. A", "RT 1", "<p>", "&#4"]
)


@given(st.one_of(st.text(max_size=300), st.lists(st.one_of(WORDS, st.text(max_size=5)), max_size=40).map(" ".join)))
def test_no_text_makes_the_guard_fail_and_each_place_lies_in_it(text):
    for finding in check(text):
        assert 0 <= finding.start < finding.end <= len(text)
        assert "•" in finding.masked
