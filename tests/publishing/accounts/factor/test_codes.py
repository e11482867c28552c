"""Codes open once, whichever process asks; and what they are made from can be read nowhere."""

import logging

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache

from publishing.accounts.factor import codes
from tests.publishing.accounts.factor.conftest import (
    CODE,
    NEW,
    SEED,
    code_of,
    is_in,
    logged_in,
    with_password,
)  # fmt: skip


def test_a_code_that_was_used_is_refused_in_another_process_too(editor):
    code = code_of()
    assert codes.accept(editor, code)
    cache.clear()  # what another process has of it
    assert not codes.accept(editor, code)
    assert not codes.accept(editor, f" {code[:3]} {code[3:]} ")


def test_the_code_that_bound_the_app_opens_nothing_any_more(fresh):
    code = code_of()
    assert codes.enrol(fresh, SEED, code)
    assert not codes.accept(fresh, code)


def test_a_code_of_a_clock_that_is_half_a_minute_wrong_is_taken_and_an_old_one_is_not(editor):
    assert codes.accept(editor, code_of(steps=1))
    assert not codes.accept(editor, code_of(steps=-3))


def test_a_code_on_paper_opens_once(editor):
    paper = codes.on_paper(editor)
    assert codes.accept(editor, paper[3])
    cache.clear()
    assert not codes.accept(editor, paper[3])
    assert codes.on_paper(editor) == paper[:3] + paper[4:]


def test_an_account_takes_one_app_and_not_a_second(editor):
    assert codes.enrol(editor, "A" * 32, code_of("A" * 32)) is None


def test_seeds_lie_encrypted(editor):
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SEED not in stored
    assert all(code not in stored for code in codes.on_paper(editor))


def test_a_key_may_be_changed_while_the_former_one_is_still_named(editor, settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another one", [settings.SECRET_KEY]
    assert codes.accept(editor, code_of())


def test_a_lost_key_opens_nothing_breaks_nothing_and_is_told(editor, settings, caplog):
    settings.SECRET_KEY = "another one"
    browser = with_password(editor)
    with caplog.at_level(logging.ERROR):
        assert browser.post(CODE, {"code": code_of()}).status_code == 200
    assert "FACTOR_KEY" in caplog.text


def test_binding_an_app_leads_to_the_codes_for_paper_which_are_shown_once(fresh):
    browser = with_password(fresh)
    page = browser.get(NEW)
    assert "<svg" in page.content.decode()
    seed = page.context["seed"].replace(" ", "")
    assert seed not in str(dict(browser.session))
    assert browser.post(NEW, {"code": code_of(seed)}).headers["Location"] == "/admin/faktor-kedua/kertas/"
    paper, again = browser.get("/admin/faktor-kedua/kertas/"), browser.get("/admin/faktor-kedua/kertas/")
    assert paper.context["codes"] == codes.on_paper(fresh)
    assert len(paper.context["codes"]) == 10
    assert again.context["codes"] == []


def test_a_first_code_that_is_wrong_binds_nothing_and_keeps_the_seed(fresh):
    browser = with_password(fresh)
    seed = browser.get(NEW).context["seed"]
    answer = browser.post(NEW, {"code": "000000"})
    assert answer.context["seed"] == seed
    assert not codes.factor_of(fresh)


@pytest.mark.parametrize("button", ["paper", "exchange"])
def test_ones_own_factor_is_changed_only_with_a_code(editor, button):
    browser, paper = logged_in(editor), codes.on_paper(editor)
    browser.post("/admin/faktor-kedua/", {"code": "000000", button: ""})
    assert codes.on_paper(editor) == paper
    answer = browser.post("/admin/faktor-kedua/", {"code": paper[0], button: ""})
    if button == "paper":
        assert not set(paper) & set(browser.get(answer.headers["Location"]).context["codes"])
    else:
        assert answer.headers["Location"] == NEW
        assert not is_in(browser)
