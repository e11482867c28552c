"""
The rules of the MDN HTTP Observatory, applied to our answers.

https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring: everybody starts at 100; each rule adds or
takes points, and bonuses count only from 90 on. What we can't know here (the certificate, the preload list) gives none.
"""

import importlib
import re

import pytest

SIX_MONTHS = 15_768_000


def csp_points(policy: str) -> int:
    """Content-Security-Policy: +10 for default-src 'none' without anything unsafe, down to -25 for none at all."""
    if not policy:
        return -25
    rules = {parts[0]: parts[1:] for part in policy.split(";") if (parts := part.split())}
    scripts, styles = (rules.get(name, rules.get("default-src", ["*"])) for name in ("script-src", "style-src"))
    if any(source in {"*", "http:", "https:", "data:", "'unsafe-inline'"} for source in scripts):
        return -20
    if "'unsafe-eval'" in scripts:
        return -10
    if "'unsafe-inline'" in styles:
        return 0
    strict = rules.get("default-src") == ["'none'"]
    closed = rules.get("frame-ancestors") == ["'none'"] and "base-uri" in rules and "form-action" in rules
    return 10 if strict and closed else 5


def points(headers: dict[str, str], *, secure_redirect: bool, cookies: bool) -> dict[str, int]:
    transport = headers.get("Strict-Transport-Security", "")
    age = re.search(r"max-age=(\d+)", transport)
    return {
        "content security policy": csp_points(headers.get("Content-Security-Policy", "")),
        "cookies": -20 if cookies else 0,
        "cross-origin sharing": -50 if headers.get("Access-Control-Allow-Origin") == "*" else 0,
        "redirection to https": 0 if secure_redirect else -20,
        "referrer policy": 5
        if headers.get("Referrer-Policy") in {"no-referrer", "same-origin", "strict-origin"}
        else 0,
        "strict transport security": 0 if age and int(age[1]) >= SIX_MONTHS else -20,
        "content type options": 0 if headers.get("X-Content-Type-Options") == "nosniff" else -5,
        "frame options": 5 if "frame-ancestors 'none'" in headers.get("Content-Security-Policy", "") else -20,
        "cross-origin resource policy": 10 if headers.get("Cross-Origin-Resource-Policy") == "same-origin" else 0,
    }


def score(found: dict[str, int]) -> int:
    lost = 100 + sum(value for value in found.values() if value < 0)
    return lost + sum(value for value in found.values() if value > 0) if lost >= 90 else lost


@pytest.fixture
def as_in_production(settings, monkeypatch):
    """With what suluah.settings.production says of transport and cookies."""
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL"):
        monkeypatch.setenv(name, "https://example.invalid")
    production = importlib.import_module("suluah.settings.production")
    for name in dir(production):
        if name.startswith("SECURE_") or "_COOKIE_" in name:
            setattr(settings, name, getattr(production, name))
    return settings


FULL_MARK = 130  # 100, and every bonus that exists: policy 10, referrer 5, frames 5, resources 10


@pytest.mark.parametrize(
    "path", ["/", "/kekerasan/fisik/", "/tppo/tanda-bahaya/", "/hubungi/", "/cari/", "/tidak-ada/"]
)
def test_public_pages_reach_the_full_mark(client, as_in_production, path):
    redirected = client.get(path)
    assert redirected["Location"].startswith("https://")
    assert redirected["Cache-Control"] == "no-store", "a permanent redirect would stay in the browser's cache"
    response = client.get(path, secure=True)
    found = points(response.headers, secure_redirect=redirected.status_code == 301, cookies=bool(response.cookies))
    assert score(found) == FULL_MARK, found


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Content-Security-Policy", "default-src 'self' 'unsafe-inline'"),
        ("Content-Security-Policy", ""),
        ("Strict-Transport-Security", "max-age=3600"),
        ("X-Content-Type-Options", ""),
        ("Referrer-Policy", "unsafe-url"),
        ("Access-Control-Allow-Origin", "*"),
    ],
)
def test_the_score_falls_with_a_weaker_header(client, as_in_production, header, value):
    headers = {**client.get("/", secure=True).headers, header: value}
    assert score(points(headers, secure_redirect=True, cookies=False)) < FULL_MARK


def test_the_editors_cookies_are_for_https_and_for_this_site_only(as_in_production):
    assert as_in_production.SESSION_COOKIE_SECURE
    assert as_in_production.CSRF_COOKIE_SECURE
    assert as_in_production.SESSION_COOKIE_HTTPONLY
    assert as_in_production.SESSION_COOKIE_SAMESITE == "Lax"
