"""The search against the judged queries of tests/search; `manage.py judge_search` tells more."""

from functools import cache

import pytest
from django.conf import settings
from django.test import RequestFactory

from campaigns.models import Village
from home.help.points import Help
from home.search.judging import NEAR, judge, read_judged, table
from home.search.results import results_for
from publishing.search.danger import card_for
from publishing.search.finding import find

QUERIES = settings.ROOT / "tests" / "search"


@pytest.fixture
def verdict(with_examples, db):
    request, help_points = RequestFactory().get("/cari/"), Help()
    judged = [one for name in ("judged.tsv", "unseen.tsv") for one in read_judged(QUERIES / name)]
    verdicts = judge(judged, cache(lambda query: results_for(query, request, help_points, most=NEAR)), card_for)
    return list(verdicts.values()), table(verdicts)


def test_the_right_page_comes_first_or_near(verdict):
    verdicts, told = verdict
    asked = sum(one.asked for one in verdicts)
    assert asked >= 1000
    assert sum(one.near for one in verdicts) >= 0.95 * asked, told
    assert sum(one.first for one in verdicts) >= 0.80 * asked, told
    assert sum(one.nothing for one in verdicts) <= 0.01 * asked, told
    assert sum(one.cards_shown for one in verdicts) == sum(one.cards for one in verdicts), told


def test_words_of_danger_show_the_help_that_fits(db):
    lines = [line.split("\t") for line in (QUERIES / "danger.tsv").read_text().splitlines() if line[0] != "#"]
    assert len(lines) >= 150
    assert {query: shown for query, card in lines if (shown := card_for(query)) != card} == {}


def test_harmless_words_show_no_card(db):
    harmless = (QUERIES / "harmless.txt").read_text().splitlines()
    assert len(harmless) >= 300
    assert {query: card for query in harmless if (card := card_for(query))} == {}


def test_the_task_force_of_every_kelurahan_is_found_first(db):
    missed = []
    for village in Village.objects.all():
        best = find(f"satgas {village.name}").hits[0].entry
        if best.title != f"Satgas Kelurahan {village.name}":
            missed.append((village.name, best.title))
    assert not missed
