"""What the starter content promises its readers: in its words, and in what the pages make of them."""

import re
import tomllib
from html import unescape
from io import BytesIO
from urllib.parse import unquote

import pytest
from django.core.management import call_command
from django.utils import timezone
from django.utils.html import strip_tags
from PIL import Image

from campaigns.models import ArticlePage
from home.help.picture import SIZE, rows
from home.help.points import Help
from home.models import HelpPoint
from home.starter.loader import FOLDER
from home.starter.models import StarterItem
from publishing.models import CampaignImage
from publishing.words.plain_language import STIFF
from tests.home.materials import FILES as MATERIALS
from tests.home.materials import words_of

FILES = [*(FOLDER / "pages").rglob("*.toml"), *(FOLDER / "examples").rglob("*.toml"), FOLDER / "help_points.toml"]
NEW = ["/remaja/", "/remaja/batas-tubuh/", "/remaja/minta-foto/", "/remaja/di-rumah/", "/saat-berat/"]
# Codes and names of files are no words for readers.
CODES = {"type", "icon", "drawing", "image", "page", "kind", "file", "material", "former", "slug", "key", "url"}
NUMBER = re.compile(r"\b(?:polisi|SAPA|LPSK|hubungi|telepon)\s+(?:110|129|148|119)\b", re.IGNORECASE)
IN_A_LINK = re.compile(
    r"<(a|nav|summary|button|label|h[1-6]|script|style|svg)\b.*?</\1>|<aside class=\"wallet\".*?</aside>"
    r"|<li class=\"card card-link\".*?</li>",
    re.DOTALL,
)


def texts(value: object, name: str = "") -> list[str]:
    """Every word of a starter file that a reader or an editor sees."""
    if isinstance(value, dict):
        return [text for key, one in value.items() for text in texts(one, key)]
    if isinstance(value, list):
        return [text for one in value for text in texts(one, name)]
    return [value] if isinstance(value, str) and name not in CODES else []


def all_texts() -> list[tuple[str, str]]:
    return [(str(file.relative_to(FOLDER)), text) for file in FILES for text in texts(tomllib.loads(file.read_text()))]


def main_of(client, url: str) -> str:
    return client.get(url).content.decode().split("<main")[1].split("</main>")[0]


@pytest.fixture
def urls(home) -> list[str]:
    return [page.url for page in home.get_descendants(inclusive=True).live()]


def test_every_number_that_a_page_names_can_be_tapped(client, urls):
    named = {url: NUMBER.findall(unescape(strip_tags(IN_A_LINK.sub(" | ", main_of(client, url))))) for url in urls}
    assert not {url: numbers for url, numbers in named.items() if numbers}
    assert '<a href="tel:110">polisi 110</a>' in main_of(client, "/kekerasan/fisik/")


def test_danger_begins_with_the_police(client, db):
    for page in ArticlePage.objects.live():
        box = main_of(client, page.url).split("callout-urgent")[1].split("</div>")[0]
        assert 0 < box.index('href="tel:110"') < box.index('href="tel:129"') < box.index("<p>"), page.url
    for url in ("/hubungi/", "/saat-berat/", "/remaja/", "/tppo/cek-tawaran-kerja/"):
        assert "danger-calls" in main_of(client, url), url


def test_a_search_in_danger_begins_with_the_police(client, home):
    above = main_of(client, "/cari/?q=dipukul").split("danger-card")[1].split("</section>")[0]
    assert 0 < above.index('href="tel:110"') < above.index('href="tel:129"') < above.index("<p>")
    assert '<a href="tel:110">polisi 110</a>' in above


def test_a_number_inside_of_a_name_is_said_beside_it():
    named = [HelpPoint(name=name, phone=phone) for name, phone in (("SAPA 129", "129"), ("healing119.id", "119"))]
    assert [point.is_named_by_its_number for point in named] == [True, False]


def test_no_text_names_a_door_that_nobody_verified():
    door = re.compile(
        r"\bdatang ke|datanglah ke|(?:atau|boleh|juga) datang|boleh bertanya[^.]*tanpa menyebut nama"
        r"|tidak sama dengan melapor"
    )
    printed = [(name, words_of(name)) for name in MATERIALS]
    told = [(file, text) for file, text in all_texts() + printed if door.search(" ".join(text.lower().split()))]
    assert not told


def test_what_people_can_do_follows_from_what_is_verified(client, local_point):
    assert "Anda boleh menelepon atau mengirim pesan WhatsApp." in main_of(client, "/hubungi/")
    local_point.address, local_point.source, local_point.verified_on = "Jalan Contoh", "Surat", timezone.localdate()
    local_point.save()
    for url in ("/hubungi/", "/"):
        assert "Anda boleh menelepon, mengirim pesan WhatsApp atau datang." in main_of(client, url)
    HelpPoint.objects.exclude(pk=local_point.pk).delete()
    assert "Anda boleh datang." in main_of(client, "/hubungi/")


def test_words_are_those_that_everybody_uses():
    stiff = re.compile(rf"\b(?:{'|'.join(STIFF)})\b(?!”)", re.IGNORECASE)
    printed = [(name, words_of(name)) for name in MATERIALS]
    assert not [(file, found[0]) for file, text in all_texts() + printed if (found := stiff.search(text))]


def test_protection_is_spelt_as_each_law_spells_it():
    """Pelindungan: in the laws on sexual violence, personal data and migrant workers. Perlindungan: in all others."""
    of_these = r"penanganan, pelindungan|Pelindungan (?:Data Pribadi|Pekerja Migran)"
    for file, text in all_texts():
        assert "pelindungan" not in re.sub(of_these, "", text).lower(), file
        assert not re.search(r"penanganan, perlindungan|perlindungan data pribadi", text, re.IGNORECASE), file


def test_cards_of_every_topic_bear_a_drawing(client, home):
    for url in ("/kekerasan/", "/tppo/", "/remaja/"):
        cards = main_of(client, url).split('<li class="card card-link">')[1:]
        assert cards, url
        assert all('class="card-icon"><svg' in card for card in cards), url


def test_figures_name_each_source_once(client, home):
    table = main_of(client, "/data/").split("<table>")[1].split("</table>")[0]
    told = re.findall(r'scope="row">(\d+)</th>\s*<td>(\d+)|<small>(\w+)', table)
    assert [one or year + ": " + count for year, count, one in told] == [
        "2021: 12", "2022: 14", "2023: 4", "Pemerintah", "2024: 2", "2025: 4", "Kepala",
    ]  # fmt: skip


def test_laws_in_brackets_are_short():
    long = [text for _file, text in all_texts() if re.search(r"\((?:Undang-Undang|Peraturan Daerah) ", text)]
    assert not long


@pytest.mark.parametrize("url", NEW)
def test_neither_title_nor_address_nor_share_card_of_a_page_for_a_person_in_danger_says_so(client, page_at, url):
    head = re.sub(r"<style>.*?</style>|<script.*?</script>", "", client.get(url).content.decode().split("<body")[0])
    telling = r"kekerasan|seksual|mati\b|bunuh|sentuh|ancam|korban|terlalu berat|tidak aman"
    assert not re.search(telling, head.lower())


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("/kekerasan/seksual/", "72 jam"),
        ("/remaja/batas-tubuh/", "makin cepat makin baik"),
        ("/kekerasan/fisik/", "Temui dokter hari ini"),
        ("/kekerasan/berbasis-elektronik/", "Jangan bayar. Jangan kirim lagi."),
        ("/kekerasan/dalam-rumah-tangga/", "tidak seorang pun boleh memaksa Anda berdamai"),
        ("/kekerasan/dalam-rumah-tangga/", "perintah perlindungan"),
        ("/saat-berat/", "healing119.id"),
        ("/kekerasan/peran-ninik-mamak/", "Tanyakan ke ahli hukum"),
    ],
)
def test_what_must_be_said_is_said(client, url, words):
    assert words in " ".join(unescape(strip_tags(main_of(client, url))).split())


def test_the_message_and_the_picture_of_numbers_name_nothing_else(client):
    message = unquote(re.search(r'wa\.me/\?text=([^"]+)"', main_of(client, "/hubungi/"))[1])
    assert message.splitlines()[1:] == ["Polisi: 110", "SAPA 129", "WhatsApp SAPA 129: 0811-1129-129"]
    assert message == unquote(re.search(r'sms:\?&amp;body=([^"]+)"', main_of(client, "/hubungi/"))[1])
    assert not re.search(r"suluah|kekerasan|bantuan|korban|https?:", message.lower())
    assert rows(Help()) == [("Polisi", "110"), ("SAPA", "129"), ("WhatsApp SAPA 129", "0811-1129-129")]
    response = client.get("/hubungi/nomor.png")
    with Image.open(BytesIO(response.content)) as picture:
        assert picture.size == SIZE == (1080, 1920)
    assert len(response.content) < 60_000


def test_an_existing_site_gets_the_new_pages_and_keeps_what_editors_changed(client, page_at):
    """Also when a picture of theirs is gone."""
    urls = ["/remaja/", "/remaja/minta-foto/", "/saat-berat/", "/kekerasan/peran-ninik-mamak/"]
    for url in urls[1:]:
        page_at(url).delete()
    StarterItem.objects.filter(key__in=[f"page:{url}" for url in urls[1:]]).delete()
    CampaignImage.objects.filter(title__icontains="musyawarah").delete()
    changed = page_at("/remaja/")
    changed.title = "Judul dari kantor"
    changed.save_revision().publish()
    call_command("load_starter_content", verbosity=0)
    assert all(client.get(url).status_code == 200 for url in urls)
    assert page_at("/remaja/").title == "Judul dari kantor"
