import json
import logging

import pytest
from django.test import Client

from publishing.responses.json_lines import JsonLines
from publishing.responses.request_id import WithRequestId


@pytest.fixture
def journal():
    """The lines of the journal in its JSON form."""
    lines: list[dict] = []

    class Kept(logging.StreamHandler):
        def emit(self, record):
            lines.append(json.loads(self.format(record)))

    handler = Kept()
    handler.setFormatter(JsonLines())
    handler.addFilter(WithRequestId())
    logging.getLogger("django.request").addHandler(handler)
    yield lines
    logging.getLogger("django.request").removeHandler(handler)


@pytest.fixture
def failure(journal, db, monkeypatch):
    """The answer to a form that broke something, and its line in the journal."""
    monkeypatch.setattr("home.views.results_for", lambda query, *_others: int(query))
    response = Client(raise_request_exception=False).post("/cari/", {"q": "suami saya memukul"})
    return response, journal[-1]


def test_a_failed_answer_and_its_line_in_the_journal_bear_the_same_number(failure):
    response, line = failure
    assert response.status_code == 500
    assert response.headers["X-Request-Id"] == line["request"]


def test_the_journal_as_json_holds_nothing_that_anybody_typed(failure):
    _response, line = failure
    assert line["level"] == "ERROR"
    assert line["trace"][-1].startswith("builtins.ValueError")
    for word in ("suami", "memukul"):
        assert word not in json.dumps(line)


def test_an_answer_that_is_well_bears_no_number(client):
    assert "X-Request-Id" not in client.get("/kekerasan/").headers


def test_a_line_outside_of_requests_has_no_number():
    record = logging.LogRecord("home", logging.WARNING, __file__, 1, "Late by %s.", (5,), None)
    WithRequestId().filter(record)
    line = json.loads(JsonLines().format(record))
    assert line["message"] == "Late by 5."
    assert "request" not in line
