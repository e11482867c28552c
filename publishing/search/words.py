"""What is typed and what is written, as the same plain words: small Latin letters and digits."""

import re
import unicodedata

from publishing.words.unseen import comparable

LONGEST = 40  # characters of a word; what is longer is none
MOST = 40  # words of a query that are read
_WORD = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}(?:[a-z]\b)?")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_TWICE = re.compile(r"([a-z]{3,})2(?:nya|ku|mu|an)?")
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")

# As people write in chats, in the words of the texts. Regular forms only; meanings are the office's (SameMeaning).
_CHAT = (
    "yg=yang yng=yang dgn=dengan dg=dengan sm=sama utk=untuk untk=untuk tuk=untuk krn=karena karna=karena jd=jadi "
    "jg=juga sy=saya gw=saya gue=saya gua=saya w=saya aq=saya ak=saya ku=saya akoh=saya dy=dia lo=kamu lu=kamu kmu=kamu "
    "km=kamu klo=kalau kalo=kalau kl=kalau klu=kalau tdk=tidak tak=tidak tk=tidak gk=tidak ga=tidak gak=tidak g=tidak "
    "ngga=tidak nggak=tidak enggak=tidak kaga=tidak kagak=tidak ndak=tidak indak=tidak ndk=tidak gmn=bagaimana "
    "gimana=bagaimana gmna=bagaimana bgmn=bagaimana bgaimana=bagaimana knp=kenapa knapa=kenapa kpn=kapan dmn=dimana "
    "dmna=dimana kmn=kemana kmna=kemana sp=siapa spa=siapa ap=apa apkh=apakah brp=berapa bs=bisa bsa=bisa bkn=bukan "
    "blm=belum blum=belum udh=sudah udah=sudah sdh=sudah dah=sudah sdg=sedang lg=lagi lgi=lagi tp=tapi tpi=tapi "
    "org=orang orng=orang ortu=orang_tua orangtua=orang_tua ortuku=orang_tua bpk=bapak bpak=bapak bkp=bapak ibuk=ibu emak=ibu mak=ibu mama=ibu mamah=ibu "
    "papa=ayah papah=ayah abah=ayah abak=ayah "
    "cew=cewek cow=cowok sm=sama smua=semua bnyk=banyak bgt=banget bngt=banget hrs=harus hrus=harus trs=terus "
    "trus=terus skrg=sekarang skrang=sekarang skg=sekarang kmrn=kemarin tlg=tolong tlng=tolong tolg=tolong bntu=bantu "
    "bntuan=bantuan lpr=lapor lapr=lapor lpor=lapor nmr=nomor nmor=nomor no=nomor telp=telepon tlp=telepon tlpn=telepon "
    "telpon=telepon telfon=telepon tilpun=telepon wa=whatsapp wasap=whatsapp watsap=whatsapp wapri=whatsapp hp=ponsel "
    "hape=ponsel handphone=ponsel kel=kelurahan kec=kecamatan kab=kabupaten pyk=payakumbuh pykmbh=payakumbuh "
    "payokumbuah=payakumbuh kdrtt=kdrt psn=pesan ngpain=apa mksd=maksud kks=kakak adk=adik ank=anak anka=anak "
    "sosmed=media_sosial medsos=media_sosial vidio=video vid=video pict=foto pic=foto poto=foto photo=foto "
    "fto=foto skul=sekolah sklh=sekolah sekola=sekolah kerjaan=kerja krja=kerja pcr=pacar pcar=pacar "
    "mntan=mantan suamik=suami swami=suami laki2=lelaki pengen=ingin pngen=ingin pgn=ingin pingin=ingin pengin=ingin "
    "temen=teman temenku=teman tmn=teman temanku=teman kepengen=ingin pen=ingin pngn=ingin bundir=bunuh_diri bundr=bunuh_diri bunuhdiri=bunuh_diri "
    "dipukulin=dipukuli dipukulinn=dipukuli digebukin=digebuki dimarahin=dimarahi dihajar=hajar mukul=memukul "
    "mukulin=memukuli nampar=menampar nyekap=menyekap ngancam=mengancam ngancem=mengancam diancem=diancam "
    "nyebar=menyebar nyebarin=menyebarkan disebarin=disebarkan ngurung=mengurung dikurungin=dikurung nipu=menipu "
    "nyiksa=menyiksa nelantarin=menelantarkan lecehin=melecehkan dilecehin=dilecehkan nikahin=menikahkan "
    "dinikahin=dinikahkan dijualin=dijual maksa=memaksa dipaksain=dipaksa ngelapor=melapor laporin=melaporkan "
    "urang=orang karajo=kerja takuik=takut malapor=melapor dipaso=dipaksa dipukua=dipukul mamukua=memukul "
    "ditampa=ditampar manampa=menampar pitih=uang padusi=perempuan kantua=kantor caro=cara kama=kemana dima=dimana "
    "iduik=hidup bunuah=bunuh dibunuah=dibunuh dikuruang=dikurung dijua=dijual sakola=sekolah apak=bapak amak=ibu "
    "mande=ibu kamanakan=kemenakan diparkosa=diperkosa dianiayo=dianiaya disipak=ditendang talantar=telantar "
    "sakik=sakit dibao=dibawa pamberang=pemarah lapeh=lepas manangih=menangis dilarang=dilarang pai=pergi baliak=kembali nio=ingin namuah=mau "
    "nyakitin=menyakiti disakitin=disakiti bunuhin=membunuh ngilang=menghilang"
)  # fmt: skip
CHAT = {short: long.split("_") for short, long in (pair.split("=") for pair in _CHAT.split())}

# They hold sentences together; nothing is found by them. Also those of English.
STOP = frozenset(
    ["yang", "di", "ke", "dari", "dan", "atau", "untuk", "dengan", "pada", "dalam", "oleh", "sebagai", "adalah", "ialah", "itu", "ini", "tersebut", "para", "si", "sang", "akan", "telah", "sudah", "sedang", "lagi", "masih", "belum", "juga", "pun", "saja", "aja", "hanya", "cuma", "saya", "aku", "kami", "kita", "kamu", "anda", "dia", "ia", "mereka", "nya", "beliau", "apa", "apakah", "siapa", "bagaimana", "kenapa", "mengapa", "kapan", "dimana", "kemana", "mana", "berapa", "cara", "caranya", "gimana", "jika", "kalau", "bila", "jadi", "karena", "sebab", "supaya", "agar", "tapi", "tetapi", "namun", "meski", "walau", "serta", "maka", "lalu", "terus", "kemudian", "tidak", "bukan", "jangan", "tanpa", "ada", "bisa", "dapat", "boleh", "harus", "mau", "ingin", "perlu", "banget", "sangat", "sekali", "paling", "lebih", "sama", "seperti", "secara", "antara", "sampai", "hingga", "sejak", "ya", "yah", "dong", "deh", "sih", "kok", "loh", "lah", "nih", "tuh", "oh", "eh", "hai", "halo", "hi", "tentang", "soal", "mengenai", "terhadap", "setiap", "tiap", "suatu", "seorang", "sebuah", "beberapa", "semua", "seluruh", "lain", "punya", "milik", "tolong", "mohon", "minta", "info", "informasi", "cari", "mencari", "tahu", "tau", "tanya", "bertanya", "buat", "the", "a", "an", "of", "to", "in", "on", "at", "for", "and", "or", "is", "are", "was", "were", "be", "been", "am", "i", "my", "me", "mine", "you", "your", "he", "she", "his", "her", "him", "it", "we", "our", "they", "them", "their", "this", "that", "what", "how", "where", "who", "when", "why", "do", "does", "did", "can", "could", "should", "would", "will", "have", "has", "had", "with", "from", "by", "about", "not", "no", "if", "so", "some", "any", "there", "get", "got", "need", "want", "find", "please", "den", "awak", "ambo", "waang", "ang", "kau", "uda", "uni", "nan", "jo", "dek", "dari", "ka", "dih", "ciek", "baa", "apo", "dima", "sia", "indak", "alun", "lah"]
)  # fmt: skip

# They say something, but not what a query is about.
SOFT = frozenset(
    [
        "korban",
        "orang",
        "teman",
        "kawan",
        "hak",
        "tempat",
        "hari",
        "malam",
        "orangtua",
        "tua",
        "kali",
        "baru",
        "kejadian",
        "masalah",
    ]
)


def plain_words(text: str) -> list[str]:
    """
    The words of a text in their order: "K.D.R.T. di Aïr, anak2" → kdrt, di, air, anak.

    Accents, case, full-width forms and what nobody sees make no difference.
    """
    text = unicodedata.normalize("NFD", comparable(text.replace("\x00", " ")))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = _INITIALS.sub(lambda match: match[0].replace(".", ""), text)
    text = _APOSTROPHE.sub("", text)
    return [_once(word) for word in _WORD.findall(text) if len(word) <= LONGEST]


def typed_words(text: str) -> list[str]:
    """The first words of what a reader typed, as `plain_words`, chat spellings written out."""
    words = [_DRAWN_OUT.sub(r"\1", word) for word in plain_words(text)[:MOST]]
    words = [f"{word[:-1]}a" if word.endswith("nyo") and len(word) > 5 else word for word in words]
    words = [long for word in words for long in CHAT.get(word, [word])]
    return _law_in_short(words)


def _law_in_short(words: list[str]) -> list[str]:
    """ "Undang-undang nomor 12 tahun 2022" → uu 12 2022."""
    made: list[str] = []
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        if word in {"nomor", "tahun"} and following.isdigit():
            continue
        if word == "undang" and made and made[-1] == "undang":
            made[-1] = "uu"
        else:
            made.append(word)
    return made


def _once(word: str) -> str:
    match = _TWICE.fullmatch(word)
    return match[1] if match else word
