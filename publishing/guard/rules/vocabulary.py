"""The words by which the rules know a name, a part in a case, an office. Longer lists stand in lists/."""

from pathlib import Path

_LISTS = Path(__file__).parent / "lists"


def _listed(name: str) -> frozenset[str]:
    return frozenset((_LISTS / f"{name}.txt").read_text(encoding="utf-8").split())


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NAMES = _listed("names")  # given names as they are common in Indonesia, small letters
NAMES_AND_WORDS = _listed("names_and_words")  # those that are words too: names only beside another sign of a name
COMMON = _listed("common")  # words that begin with a capital in a heading or a title, and are no names

# Who has a part in a case.
PARTS = _words(
    "korban korbannya korbannyo penyintas pelaku pelakunya pelakunyo tersangka terdakwa terlapor pelapor terduga "
    "terpidana narapidana saksi pencabul pemerkosa residivis buron buronan dpo calo mucikari muncikari germo "
    "predator oknum klien victim survivor perpetrator"
)
CHILDREN = _words(
    "anak anaknya anakku siswa siswi murid pelajar mahasiswi santri santriwati balita bayi bocah remaja gadis gadih "
    "ananda putranya putrinya paja keponakan kemenakan kamanakan kemenakannya cucu cucunya adik adiknya an"
)
PARENTS = _words(
    "ibu ayah bapak mama papa amak abak apak ibunya ayahnya bapaknya orangtua ortu kakak kakaknya paman bibi nenek "
    "kakek mamak etek tante om wali ibunda ayahanda pasangan suami istri suaminya istrinya"
)
# What may stand between a name and the part that follows it: "Erlinda, PMI yang menjadi korban".
FILL = _words(
    "yang adalah seorang merupakan sebagai selaku dari si menjadi pmi anak istri dua tiga empat lima para kiri kanan "
    "tengah"
)
# Victims of something else than violence: of these nobody's identity is kept secret.
DISASTERS = _words(
    "kebakaran banjir longsor gempa bencana galodo erupsi kecelakaan lakalantas tabrakan tenggelam angin covid phk "
    "pinjol investasi kebanjiran perang"
)
# What leads from a part to a name.
NAMING = _words("bernama banamo namanya namonyo inisial berinisial inisialnya")
BETWEEN = _words(
    "tercinta kecil tersayang malang kunci mata ambo den saya sendiri yakni yaitu adalah ialah atas nama an a n sdr "
    "sdri saudara saudari bernama banamo namanya namonyo berinisial "
    "inisial inisialnya tu ko oleh uni uda mami mrs mr kdrt tppo kekerasan seksual pencabulan penyiksaan "
    "penganiayaan persetubuhan pemerkosaan perkosaan pelecehan penipuan perdagangan orang keluarga yang jadi "
    "menjadi seorang ibu bapak pak bu buk ny tn nn nona anak bayi perempuan laki lelaki itu ini tersebut dengan "
    "dugaan utama merupakan sebut saja panggil lengkap kami kita beliau alm almh almarhum almarhumah si"
)
# What leads to a name in a text about a case, without being a part in it.
ABOUT = _words(
    "kasus menimpa dialami asusila syur mesum telanjang terhadap mendampingi memulangkan menjemput menyelamatkan "
    "mengevakuasi mengantar menjenguk pengakuan kesaksian testimoni membawa"
)
ORDER_OF_CHILDREN = _words(
    "pertama kedua ketiga keempat bungsu sulung tunggal angkat kandung gadis bujang semata wayang"
)
# Titles that everybody may have: they say nothing where somebody's part in a case stands before them.
HONORIFICS = _words("datuak datuk dt h hj haji hajjah buya ustaz ustadz ustad tuanku dr ir drs dra prof")
# Of the titles, those of people who help in a case: a sentence with one may still tell of that case.
AIDES = _words(
    "penyidik pendamping hakim jaksa petugas dokter bidan perawat kader relawan anggota bersama didampingi operator "
    "admin kontak hadir saksi h hj dr dt datuak buya advokat pengacara psikolog konselor"
)
# What stands before a name and nothing else.
ADDRESSED = _words(
    "suami istri nak pak bu buk bapak ibu mak uda uni etek mami sdr sdri saudara saudari ny tn nn kak bang om tante "
    "si adik dek ananda"
)
# A sentence with one of these tells of an event, of a book or in general.
NO_STORY = _words(
    "sosialisasi kegiatan peserta acara rapat pelatihan penyuluhan seminar diskusi materi materinya tema judul buku "
    "novel film lomba membuka menutup memimpin mengajak berpesan apabila bila jika kalau setiap pasal berhak wajib "
    "jangan kasih dapat bisa harus perlu"
)
# Public parts: who has one stands in texts by name.
TITLES = _words(
    "kepala kabid kadis kadinas kasi kasubag kasubbag kasat kanit kapolres kapolsek kapolda kapolri kajari ketua "
    "wakil sekretaris sekda asisten bendahara walikota wali camat lurah bupati gubernur menteri presiden direktur "
    "rektor dekan dosen psikolog psikiater konselor advokat pengacara jaksa hakim panitera penyidik narasumber "
    "pemateri pembicara moderator mc fasilitator pemandu notulen penyuluh ustaz ustadz ustazah ustadzah buya tuanku "
    "datuk datuak dt prof dr ir drs dra drg ns akp akbp kombes kompol iptu ipda aiptu aipda bripka bripda brigadir "
    "briptu letkol kapten mayor serma sertu pendamping koordinator anggota staf jurnalis wartawan peneliti ahli "
    "dokter bidan perawat kader relawan penghulu manti malin dubalang khatib inyiak tokoh sastrawan penulis "
    "penyanyi artis pahlawan nabi rasul hj h pimpinan komandan danramil babinsa bhabinkamtibmas pj plt plh "
    "kapuskesmas operator admin petugas pengurus pembina penasihat manajer hadir dihadiri dibuka ditutup dipimpin "
    "oleh-oleh mewakili diwakili sambutan paparan materi didampingi bersama kontak narahubung"
)
SPEECH = _words(
    "kata katanya ujar ujarnya jelas jelasnya tutur tuturnya ungkap ungkapnya terang terangnya menurut tegas "
    "tegasnya tambah tambahnya imbuh imbuhnya papar paparnya sebut pesan harap"
)
# A place or a house bears the name that follows.
PLACES = _words(
    "jl jln jalan gang gg lorong kelurahan kel nagari jorong desa kampung kampuang kecamatan kec kota kabupaten kab "
    "provinsi rsud rs rsi rsia puskesmas klinik masjid mesjid mushalla musala surau sd sdn sdit smp smpn smpit sma "
    "sman smk smkn mts mtsn man min tk paud pesantren ponpes universitas stikes gedung aula hotel yayasan lembaga "
    "bank toko taman lapangan perumahan komplek kompleks medan gelanggang suku pasar simpang posyandu tpa tpq "
    "polsek polres kan negara negeri undang gunung sungai danau pulau bandara stasiun terminal di ke dari koto"
)
DEGREES = _words(
    "s.h sh m.h mh s.pd m.pd s.e se m.m mm s.sos m.si s.ip s.stp skm s.km m.kes m.biomed m.ag s.ag s.psi m.psi sp.a "
    "sp.og s.kep amd st s.t m.t s.ap m.ap lc ma m.a ph.d"
)
ACRONYMS = _words(
    "a i ii iii iv vi vii viii ix xi xii ppa kdrt tppo tpks uptd dp3ap2kb p2tp2a kan lkaam kkg mgmp wib wita sd sdn "
    "smp smpn sma sman smk smkn mts mtsn man min mi tk paud rt rw uu pp pn pa ma mk ri nkri pkk kb hp wa tv sos sms "
    "igd ugd rs rsud bpjs hiv aids pms nik kk ktp kia sim stnk bpkb sk st sp lp bap spdp tni polri ad al au dpr "
    "dprd kpu kpai lpsk lbh ham opd skpd asn pns pppk thl ok no jl gg kel kec kab prov yth tgl thn th dr drs dra ir "
    "hj h prof sh mh se mm ss sag spd mpd skm kes dt sutan pj plt plh mc tp posbindu uks bk osis kua nu yt ig fb "
    "pdf ppt qr zoom id ip it pt cv ud po bh kbgo ptppo ukm umkm kip ppid ms pdi dki ntt ntb usa uae un uii bri bni "
    "bca btn adm ttd cc dll dsb dst dkk tsb yg dgn utk krn spt tdk sdh blm bgt kpd pd jg lg hr jln rp kl kg km cm "
    "ml gr jam ada sapa itu ini dan di ke ya apa bu pak ibu to vs ai dp eo gk pm am tt tw sw wr wb aba cap aku kau "
    "dia mau tau tahu cs ot tks tsk lsm ngo pbb who unicef unodc iom covid cctv"
)

# What was done to somebody, in all voices: dipukul, memukuli, tercekik. Never "pukul" alone, which is an hour.
CASE_VERBS = (
    r"(?:(?:di|ter|men|mem|meng|me|meny)(?:(?:per)?kosa|cabul|setubuh|rudapaksa|leceh|aniaya|nganiaya|hamil|pukul|"
    r"mukul|"
    r"siksa|nyiksa|tampar|nampar|bacok|culik|nculik|sekap|nyekap|cekik|ncekik|tusuk|nusuk|bunuh|jual|njual|gauli|nodai|"
    r"sodomi|raba|gerayangi|tendang|nendang|perdagangkan|tiduri|telantarkan|nelantarkan|ganggu|siram|injak|seret|"
    r"jambak|eksploitasi|nikahkan|"
    r"rundung)(?:i|kan)?(?:nya)?)"
)
