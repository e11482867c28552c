"""Nobody's words and nobody's visit are written down."""

import logging
import runpy
import sys

import pytest
from django.conf import settings
from django.core.exceptions import SuspiciousOperation

from publishing.responses.logs import WithoutValues

WORDS = "dipukul suami"


@pytest.fixture
def journal(caplog):
    """What the server's journal would hold by now."""
    (formatter,) = [handler.formatter for handler in logging.getLogger().handlers if _is_ours(handler)]
    return lambda: "\n".join(map(formatter.format, caplog.records))


def _is_ours(handler: logging.Handler) -> bool:
    return isinstance(handler.formatter, WithoutValues)


@pytest.mark.parametrize(
    "message",
    [
        "invalid literal for int() with base 10: '{words}'",
        "cannot read {words}",
        'syntax error at or near "pukul"\nLINE 1: SELECT to_tsquery({words})',
        "DIPUKUL, suami",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_error_is_logged_with_its_kind_and_place_but_without_what_was_typed(
    client, monkeypatch, journal, method, message
):
    def breaks(query, *_others):
        try:
            raise KeyError(query)
        except KeyError as cause:
            raise ValueError(message.format(words=query)) from cause

    monkeypatch.setattr("home.views.results_for", breaks)
    client.raise_request_exception = False
    assert getattr(client, method)("/cari/", {"q": WORDS}).status_code == 500
    written = journal()
    assert "Internal Server Error: … [cari/]" in written
    assert "builtins.KeyError" in written
    assert "builtins.ValueError" in written
    assert "in breaks" in written
    assert not [word for word in (*WORDS.split(), "pukul") if word in written.lower()]


def test_what_helps_to_mend_it_stays_in_the_message(client, monkeypatch, journal):
    def breaks(*_arguments):
        raise RuntimeError("no such table: home_helppoint")

    monkeypatch.setattr("home.views.results_for", breaks)
    client.raise_request_exception = False
    client.post("/cari/", {"q": WORDS})
    assert "RuntimeError: no such table: home_helppoint" in journal()


def test_a_page_that_is_missing_and_a_wrong_host_are_nobodys_business(client, settings, journal):
    client.get("/tidak-ada/?q=rahasia")
    settings.ALLOWED_HOSTS = ["suluah.example"]
    client.get("/", headers={"host": "rahasia.example"})
    assert journal() == ""


TOKEN = "NHCMA7aiu0sPq3vWx9"


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        ("Forbidden (%s): %s", ("CSRF cookie not set.", f"/mitra/undangan/{TOKEN}/")),
        (f"Error handling request GET /mitra/undangan/{TOKEN}/", ()),
        (f"Invalid value: '{TOKEN}'", ()),
        (f"?tanda={TOKEN}", ()),
        (f"siti.{TOKEN}@example.id has no account", ()),
        ("%(where)s is not here", ({"where": TOKEN},)),
    ],
)
@pytest.mark.parametrize("name", ["django.security.csrf", "django.request", "gunicorn.error", "uvicorn.error", "PIL.x"])
def test_what_others_log_loses_its_values(name, message, arguments):
    record = logging.LogRecord(name, logging.ERROR, "a.py", 1, message, arguments, None)
    assert TOKEN not in WithoutValues("%(name)s %(message)s").format(record)


def test_what_we_log_ourselves_keeps_its_words():
    record = logging.LogRecord("resources.worker", logging.ERROR, "a.py", 1, "Document %s is gone.", (7,), None)
    assert WithoutValues("%(message)s").format(record) == "Document 7 is gone."


def test_an_address_in_an_exception_is_not_written_down():
    try:
        raise LookupError(f"nothing at /mitra/undangan/{TOKEN}/ here")
    except LookupError:
        record = logging.LogRecord("suluah", logging.ERROR, "a.py", 1, "broken", (), sys.exc_info())
    written = WithoutValues("%(message)s").format(record)
    assert "LookupError: nothing at … here" in written
    assert TOKEN not in written


def kinds_of(error: type[Exception]) -> list[type[Exception]]:
    return [error, *(kind for below in error.__subclasses__() for kind in kinds_of(below))]


@pytest.mark.parametrize("error", kinds_of(SuspiciousOperation), ids=lambda error: error.__name__)
def test_what_django_finds_suspicious_is_refused_without_a_line(client, monkeypatch, journal, error):
    def refuses(query, *_others):
        raise error(f"/mitra/undangan/{TOKEN}/")

    monkeypatch.setattr("home.views.results_for", refuses)
    assert client.post(f"/cari/?{TOKEN}", {"q": TOKEN}).status_code == 400
    assert journal() == ""


@pytest.fixture
def gunicorn_settings():
    return runpy.run_path(str(settings.ROOT / "deploy" / "gunicorn.conf.py"))


def test_the_server_writes_no_access_log(gunicorn_settings):
    assert gunicorn_settings["accesslog"] is None
