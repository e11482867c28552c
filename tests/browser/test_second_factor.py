"""Into the editors' area as people come: by link, with a phone, with a passkey, with paper, and after a loss."""

import re
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.parse import urlencode

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, Served, serve

PASSWORD, SEED = "surau gadang tepi air", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PAPER = [f"4711{number:04}" for number in range(10)]
CODE, CLIENTS = "/admin/login/kode/", 12
MAKE_PEOPLE = f"""
from dataclasses import asdict
from datetime import timedelta
import time
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from publishing.accounts.factor.half_way import KEY, HalfWay
from publishing.accounts.links import AccountLink, digest_of
from publishing.models import User

def person(name, group, password={PASSWORD!r}):
    user = User.objects.create_user(name, password=password)
    user.groups.add(Group.objects.get(name=group))
    return user

def bound(name):
    user = person(name, "Peninjau")
    Authenticator.objects.create(user=user, type="totp", data={{"secret": encrypt({SEED!r})}})
    codes = [encrypt(code) for code in {PAPER!r}]
    Authenticator.objects.create(user=user, type="recovery_codes", data={{"migrated_codes": codes}})
    return user

for name in ("baru-ponsel", "baru-kunci"):
    link = AccountLink(account=person(name, "Peninjau", None), digest=digest_of("token-of-" + name))
    link.expires_at = timezone.now() + timedelta(1)
    link.save()
bound("kehilangan")
person("mitra-uji", "Mitra Adat")
owner = User.objects.get(is_superuser=True)
owner.set_password({PASSWORD!r})
owner.save()
crowd = bound("banyak")
for number in range({CLIENTS}):
    way = HalfWay(crowd.pk, crowd.get_session_auth_hash(), time.time(), "/admin/", False, encrypt("x"))
    session = SessionStore()
    session[KEY] = asdict(way)
    session._session_key = f"crowdcrowdcrowd{{number}}"
    session.save(must_create=True)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[Served]:
    data = tmp_path_factory.mktemp("second-factor")
    with serve(data, MAKE_PEOPLE, host="localhost", REQUIRE_SECOND_FACTOR="true") as site:
        yield site


@pytest.fixture(scope="module")
def desk(browser, site) -> Iterator[Page]:
    """A browser on a computer that can keep passkeys, and asks for a finger."""
    context = browser.new_context(base_url=site.url, viewport=DESK, locale="id-ID")
    page = context.new_page()
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    finger = {"hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, **finger}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield page
    context.close()


@pytest.fixture
def page(desk) -> Iterator[Page]:
    refused: list[str] = []

    def listen(message) -> None:
        refused.extend([message.text] if "Content Security" in message.text else [])

    desk.context.clear_cookies()
    desk.on("console", listen)
    yield desk
    desk.remove_listener("console", listen)
    assert refused == []


def code_of(seed: str) -> str:
    return format_hotp_value(hotp_value(seed, int(time.time()) // 30))


def log_in(page: Page, name: str) -> None:
    page.context.clear_cookies()
    page.goto("/admin/login/")
    page.locator("#id_username").fill(name)
    page.locator("#id_password").fill(PASSWORD)
    page.locator(".login-form button[type=submit]").click()
    page.wait_for_url(re.compile("/admin/login/(kode|perangkat)/$"))


def type_code(page: Page, code: str) -> None:
    page.locator("#id_code").fill(code)
    page.get_by_role("button", name="Lanjut").click()


def use_link(page: Page, name: str) -> None:
    page.goto(f"/admin/undangan/token-of-{name}/")
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.locator("main button").first.click()
    page.wait_for_url("**/admin/login/perangkat/")


def is_in(page: Page) -> None:
    expect(page).to_have_url(re.compile(r"/admin/$"))


def test_invited_with_a_phone_then_a_passkey_of_the_computer(page):
    use_link(page, "baru-ponsel")
    seed = page.locator(".factor-seed").inner_text().replace(" ", "")
    type_code(page, code_of(seed))
    expect(page.locator(".factor-codes code")).to_have_count(10)
    paper = page.locator(".factor-codes code").all_inner_texts()
    page.get_by_role("link", name="Sudah saya tulis").click()
    is_in(page)
    page.goto("/admin/faktor-kedua/")
    page.locator("#id_code").fill(paper[0])
    page.get_by_role("button", name="Tambah kunci sandi").click()
    page.get_by_label("Nama kunci sandi ini").fill("Komputer kantor")
    page.get_by_role("button", name="Buat kunci sandi").click()
    expect(page.get_by_role("link", name="Komputer kantor")).to_be_visible()
    log_in(page, "baru-ponsel")
    page.get_by_role("button", name="Pakai kunci sandi").click()
    is_in(page)
    log_in(page, "baru-ponsel")
    type_code(page, paper[0])
    expect(page.get_by_text("Kode ini salah")).to_be_visible()


def test_invited_without_a_phone_a_passkey_and_paper_are_enough_and_it_is_removed_with_itself(page):
    use_link(page, "baru-kunci")
    page.get_by_role("link", name="Tidak ada ponsel?").click()
    page.get_by_label("Nama kunci sandi ini").fill("Laptop")
    page.get_by_role("button", name="Buat kunci sandi").click()
    expect(page.locator(".factor-codes code")).to_have_count(10)
    page.goto("/admin/faktor-kedua/")
    page.get_by_role("link", name="Laptop").click()
    expect(page.get_by_text("Hanya ini yang membuka akun Anda.")).to_be_visible()
    page.goto("/admin/faktor-kedua/")
    page.get_by_role("button", name="Pasang ponsel").click()  # the code stays empty: the passkey is asked
    page.wait_for_url("**/admin/login/perangkat/")
    type_code(page, code_of(page.locator(".factor-seed").inner_text().replace(" ", "")))
    page.get_by_role("link", name="Laptop").click()
    page.get_by_role("button", name="Hapus kunci sandi ini").click()
    page.wait_for_url("**/admin/faktor-kedua/")
    expect(page.get_by_role("link", name="Laptop")).to_have_count(0)


def test_a_lost_factor_is_removed_by_an_administrator_and_by_the_command(page, site):
    log_in(page, "admin")
    page.get_by_role("button", name="Nanti saja").click()
    ((pk,),) = site.ask("SELECT id FROM publishing_user WHERE username = 'kehilangan'")
    page.goto(f"/admin/akun/{pk}/")
    page.get_by_role("button", name="Hapus kunci kedua").click()
    expect(page.get_by_text("Belum ada: dipasang saat masuk berikutnya.")).to_be_visible()
    log_in(page, "kehilangan")
    type_code(page, code_of(page.locator(".factor-seed").inner_text().replace(" ", "")))
    page.wait_for_url("**/kertas/")
    site.run("from django.core.management import call_command; call_command('remove_second_factor', 'kehilangan')")
    page.goto("/admin/")
    expect(page).to_have_url(re.compile("/admin/login/"))


def test_a_partner_is_asked_for_a_password_alone_and_never_enters_the_editors_area(page):
    page.goto("/mitra/")
    page.get_by_label("Nama pengguna atau email").fill("mitra-uji")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Masuk").click()
    expect(page.get_by_role("button", name="Keluar dari akun")).to_be_visible()
    page.goto("/admin/")
    expect(page).to_have_url(re.compile("/admin/login/"))
    page.goto("/admin/login/perangkat/")
    expect(page).to_have_url(re.compile("/admin/login/"))


def send(site: Served, number: int, code: str) -> str:
    """A code from one of many half-open logins of one account: OPENED, or the status."""
    token = "a" * 32
    fields = urlencode({"code": code, "csrfmiddlewaretoken": token}).encode()
    cookies = f"sessionid=crowdcrowdcrowd{number}; csrftoken={token}"
    asked = urllib.request.Request(site.url + CODE, fields, {"Cookie": cookies, "Origin": site.url})
    try:
        urllib.request.build_opener(Stay).open(asked, timeout=30)
    except HTTPError as answer:
        return answer.headers["Location"] or str(answer.code)
    return "200"


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *redirect) -> None:
        return None


def at_once(site: Served, codes: list[str], first: int = 0) -> list[str]:
    with ThreadPoolExecutor(len(codes)) as threads:
        numbers = range(first, first + len(codes))
        return sorted(threads.map(lambda number, code: send(site, number, code), numbers, codes))


def test_codes_and_limits_hold_across_the_processes_that_answer(site):
    assert at_once(site, [PAPER[0]] * 3) == ["/admin/", "200", "200"]
    # Of two in the same moment both may be refused: neither knows that it was the first.
    assert at_once(site, [code_of(SEED)] * 2, 3) in (["/admin/", "200"], ["200", "200"])
    wrong = at_once(site, ["000000"] * 7, 5)
    assert wrong.count("200") <= 5
    assert wrong.count("429") == 7 - wrong.count("200")
