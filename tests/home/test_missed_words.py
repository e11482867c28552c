"""Words that were not found: what is kept of them, when one may be read, and that nothing of readers is."""

from contextlib import contextmanager
from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from home.models import MissedWord
from home.search import missed
from home.search.missed import ENOUGH_DAYS, READABLE_LASTS, UNREADABLE_LASTS
from publishing.models import SameMeaning, User

DAY = date(2026, 12, 1)
WORD = "flembruk"


@pytest.fixture(autouse=True)
def written_at_once(monkeypatch, db):
    monkeypatch.setattr(missed, "WRITTEN_EVERY", 0)
    monkeypatch.setattr(missed, "waiting", missed.Waiting())


@contextmanager
def on(day: date):
    with patch.object(timezone, "localdate", lambda: day):
        yield


def asked_on(client, days: int, query: str = WORD) -> None:
    for number in range(days):
        with on(DAY + timedelta(days=number)):
            client.post("/cari/", {"q": query})


def listed(client) -> str:
    return client.get("/admin/kata-tidak-ditemukan/").content.decode()


def test_a_word_can_be_read_from_the_fifth_different_day_on(client):
    asked_on(client, ENOUGH_DAYS - 1, f"tanda {WORD} pada anak")
    asked_on(client, ENOUGH_DAYS - 1)  # once more on the same days
    row = MissedWord.objects.get()
    assert (row.days, row.word) == (ENOUGH_DAYS - 1, "")
    assert WORD not in row.digest
    asked_on(client, ENOUGH_DAYS, f"poster {WORD}")
    assert MissedWord.objects.get().word == WORD


def test_of_names_numbers_danger_and_what_is_found_nothing_is_kept(client):
    kept = {}
    for query in (
        "kekerasan",  # is found
        "kekersan",  # is mended and found
        f"{WORD} 12",
        f"{WORD}@contoh.id",
        f"suami pukul {WORD}",  # danger
        "rahmawati",
        f"siti {WORD}",
        f"kasus {WORD}",
        f"{WORD} gropstik",  # looks like a name
        WORD * 4,
        "ab",
    ):
        client.post("/cari/", {"q": query})
        kept[query] = MissedWord.objects.count()
    assert not any(kept.values()), kept


def test_a_link_and_an_exact_search_count_nothing(client):
    client.get("/cari/", {"q": WORD})
    client.post("/cari/", {"q": WORD, "persis": "1"})
    assert not MissedWord.objects.exists()


def test_words_are_erased_when_nobody_asks_for_them_any_more(client):
    with on(DAY):
        MissedWord.objects.create(digest="a", last_day=DAY - UNREADABLE_LASTS - timedelta(days=1))
        MissedWord.objects.create(
            digest="b", word="gropstik", days=9, last_day=DAY - READABLE_LASTS - timedelta(days=1)
        )
        client.post("/cari/", {"q": WORD})
    assert MissedWord.objects.get().last_day == DAY


def test_however_much_is_asked_little_is_written(client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(missed, "A_DAY", 2)
    for letter in "abcd":
        client.post("/cari/", {"q": WORD + letter})
    assert MissedWord.objects.count() == 2
    monkeypatch.setattr(missed, "WRITTEN_EVERY", 600)
    waiting = missed.Waiting()
    with django_assert_num_queries(0):
        for number in range(1000):
            waiting.add([f"{WORD}{number}"])
    assert len(waiting._words) == missed.WAITING


def test_the_office_teaches_a_missed_word_with_one_click(client, admin_client):
    asked_on(client, ENOUGH_DAYS)
    with on(DAY + timedelta(days=ENOUGH_DAYS)):
        address = f"/admin/snippets/publishing/samemeaning/add/?typed={WORD}"
        assert address in listed(admin_client)
        assert address in admin_client.get("/admin/").content.decode()
        assert f">\n{WORD}</textarea>" in admin_client.get(address).content.decode()
        SameMeaning.objects.create(typed=WORD, meant="penelantaran")
        assert address not in listed(admin_client)


def test_the_office_forgets_a_word(client, admin_client):
    asked_on(client, ENOUGH_DAYS)
    admin_client.post("/admin/kata-tidak-ditemukan/", {"word": MissedWord.objects.get().pk})
    admin_client.post("/admin/kata-tidak-ditemukan/", {"word": "9" * 40})
    assert not MissedWord.objects.exists()


def test_who_may_not_teach_sees_no_missed_words(client):
    MissedWord.objects.create(digest="a", word=WORD, days=9, last_day=date.today())
    reviewer = User.objects.create_user("penulis", password="kata-sandi-panjang")
    reviewer.groups.add(Group.objects.get(name="Penulis"))
    client.force_login(reviewer)
    assert WORD not in client.get("/admin/").content.decode()
    assert client.get("/admin/kata-tidak-ditemukan/").status_code in {302, 403}
