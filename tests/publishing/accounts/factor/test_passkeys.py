"""A passkey beside the password: it opens its own account, at our host, once for each question."""

import json
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail as outbox
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import ModelLogEntry

from publishing.accounts import trail
from publishing.accounts.factor import codes, own, passkeys
from publishing.models import User
from tests.publishing.accounts.factor.conftest import CODE, DOOR, SEED, code_of, is_in, make_editor, with_password
from tests.publishing.accounts.factor.device import Device

FIRST, OWN, ADD = "/admin/login/perangkat/kunci-sandi/", "/admin/faktor-kedua/", "/admin/faktor-kedua/kunci-sandi/baru/"


@pytest.fixture
def device() -> Device:
    return Device()


def make_first(user: User, device: Device, name: str = "Komputer kantor") -> Client:
    """Logged in with a passkey that was just made, as the first factor of the account."""
    browser = with_password(user)
    answer = device.make(browser.get(FIRST).context["offer"])
    assert browser.post(FIRST, {"name": name, "passkey": answer}).headers["Location"] == "/admin/faktor-kedua/kertas/"
    return browser


def use(browser: Client, device: Device, address: str = CODE, **more):
    return browser.post(address, {"code": "", "passkey": device.use(browser.get(address).context["passkey"]), **more})


@pytest.fixture
def keyed(fresh, device) -> User:
    """An editor with a passkey and codes on paper, and no app."""
    make_first(fresh, device)
    return fresh


def test_password_and_passkey_open_the_area(keyed, device):
    browser = with_password(keyed)
    assert not is_in(browser)
    assert use(browser, device).headers["Location"] == "/admin/"
    assert is_in(browser)


def test_the_first_passkey_brings_the_codes_for_paper_which_open_the_account_too(fresh, device):
    browser = make_first(fresh, device)
    paper = browser.get("/admin/faktor-kedua/kertas/").context["codes"]
    assert len(paper) == 10
    other = with_password(fresh)
    assert other.post(CODE, {"code": paper[0]}).status_code == 302
    assert is_in(other)
    assert with_password(fresh).post(CODE, {"code": paper[0]}).status_code == 200


WRONG = [
    {"origin": "https://suluah.example"}, {"origin": "http://jahat.localhost"}, {"host": "suluah.example"},
    {"number": b"another number"}, {"key": Device().key},
]  # fmt: skip


def test_what_was_signed_elsewhere_or_by_another_opens_nothing_and_is_counted(keyed, device):
    browser = with_password(keyed)
    for wrong in WRONG:
        assert use(browser, Device(**{"key": device.key, **wrong})).status_code == 200, wrong
    assert not is_in(browser)
    assert ModelLogEntry.objects.filter(action=trail.WRONG_CODE).count() == len(WRONG)
    assert use(browser, device).status_code == 429


def test_a_passkey_of_one_account_opens_no_other_and_neither_does_its_row(keyed, device):
    other = make_editor("lain", "Penulis")
    make_first(other, Device(number=b"another device00"))
    browser = with_password(other)
    assert use(browser, device).status_code == 200
    passkeys.of(other).update(data=passkeys.of(keyed).get().data)
    assert passkeys.ask(browser.get("/").wsgi_request, other) == ""
    assert not is_in(browser)


def test_an_answer_opens_once_also_in_a_session_that_was_copied(keyed, device):
    browser, copy = with_password(keyed), Client()
    asked = browser.get(CODE).context["passkey"]
    saved = dict(browser.session)
    answer = {"passkey": device.use(asked)}
    assert browser.post(CODE, answer).status_code == 302
    session = copy.session  # what another process may have read before
    session.update(saved)
    session.save()
    assert copy.post(CODE, answer).status_code == 200
    assert not is_in(copy)


def test_an_answer_that_comes_too_late_opens_nothing(keyed, device, monkeypatch):
    browser = with_password(keyed)
    browser.get(CODE)
    monkeypatch.setattr(passkeys, "LASTS", -1)
    assert use(browser, device).status_code == 200


def test_a_copy_of_a_device_that_counts_is_refused(fresh, device, caplog):
    device.count = 7
    make_first(fresh, device)
    device.count = 8
    assert use(with_password(fresh), device).status_code == 302
    assert use(with_password(fresh), device).status_code == 200
    assert "there may be a copy" in caplog.text


DEEP = "[" * 5000
HOSTILE = [
    "", "{}", "[]", "null", "7", '"x"', DEEP, '{"id": 1, "rawId": 1}', '{"rawId": "AA", "response": null}',
    "x" * 30_000,
    '{"rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "e30", "attestationObject": "oA"}}',
    '{"rawId": "AA", "response": {"clientDataJSON": "AA", "attestationObject": "AA"}}',
    '{"rawId": "A", "response": {"clientDataJSON": "W10", "authenticatorData": "AA", "signature": 1}}',
]  # fmt: skip


def cut_anywhere(answer: str, step: int) -> Iterator[str]:
    """The answer with each of its parts shorter than it was."""
    whole = json.loads(answer)
    for part, text in whole["response"].items():
        for at in range(0, len(text) - 3, step):
            yield json.dumps({**whole, "response": {**whole["response"], part: text[:at]}})


def test_whatever_is_sent_in_place_of_an_answer_is_refused_calmly(keyed, device, monkeypatch):
    request = with_password(keyed).get(CODE).wsgi_request
    asked, offered = passkeys.ask(request, keyed), passkeys.offer(request, keyed)
    states = {what: request.session[what] for what in (passkeys.ASKED, passkeys.OFFERED)}
    monkeypatch.setattr(passkeys, "_taken", lambda request, what, user: states[what])
    used, made = cut_anywhere(device.use(asked), 7), cut_anywhere(Device(number=b"x" * 16).make(offered), 7)
    assert not any(passkeys.accept(request, keyed, said) for said in [*HOSTILE, *used])
    assert not any(passkeys.bind(request, keyed, "x", said) for said in [*HOSTILE, *made])


def test_it_lies_encrypted(keyed, device):
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert "Komputer kantor" in stored
    assert "MDEyMzQ1Njc4OWFiY2RlZg" not in stored  # its number


def proven(browser: Client) -> Client:
    """Has shown a factor again, to add one."""
    assert browser.post(OWN, {"code": code_of(steps=1), "add": ""}).headers["Location"] == ADD
    return browser


@pytest.fixture
def browser(editor) -> Client:
    """Of an editor whose app holds SEED."""
    browser = with_password(editor)
    browser.post(CODE, {"code": code_of()})
    return browser


def add(browser: Client, device: Device, name: str):
    return browser.post(ADD, {"name": name, "passkey": device.make(browser.get(ADD).context["offer"])})


def test_one_is_added_only_after_a_code_and_then_opens_the_account_too(editor, browser, device):
    assert browser.get(ADD).headers["Location"] == OWN
    assert browser.post(ADD, {"name": "Ponsel", "passkey": "{}"}).headers["Location"] == OWN
    assert add(proven(browser), device, "Ponsel").headers["Location"] == OWN
    assert browser.get(ADD).headers["Location"] == OWN
    other = with_password(editor)
    assert use(other, device).status_code == 302
    assert is_in(other)


def test_a_name_is_taken_once_and_may_be_changed(editor, browser, device):
    add(proven(browser), device, "Ponsel")
    key = passkeys.of(editor).get()
    browser.post(f"{OWN}kunci-sandi/{key.pk}/", {"rename": "", "name": "Ponsel biru"})
    assert passkeys.name_of(passkeys.of(editor).get()) == "Ponsel biru"
    session = browser.session
    session[own.PROVEN] = 9e9
    session.save()
    again = add(browser, Device(number=b"another device00"), "PONSEL BIRU")
    assert again.context["form"].errors["name"]
    assert browser.post(f"{OWN}kunci-sandi/{key.pk}/", {"rename": "", "name": " "}).context["names"].errors["name"]


def test_one_is_removed_only_with_a_code_and_ends_the_sessions_that_it_opened(editor, browser, device):
    add(proven(browser), device, "Ponsel")
    address = f"{OWN}kunci-sandi/{passkeys.of(editor).get().pk}/"
    opened = with_password(editor)
    use(opened, device)
    browser.post(address, {"code": "000000", "remove": ""})
    assert is_in(opened)
    assert browser.post(address, {"code": codes.on_paper(editor)[0], "remove": ""}).headers["Location"] == OWN
    assert is_in(browser)
    assert not is_in(opened)
    assert not use_of_a_removed_one(editor, device)


def use_of_a_removed_one(editor: User, device: Device) -> bool:
    browser = with_password(editor)
    return bool(browser.get(CODE).context["passkey"])


def test_ones_own_passkey_of_this_session_may_go_while_another_factor_stays(editor, browser, device):
    add(proven(browser), device, "Ponsel")
    opened = with_password(editor)
    use(opened, device)
    use(opened, device, f"{OWN}kunci-sandi/{passkeys.of(editor).get().pk}/", remove="")
    assert not passkeys.of(editor)
    assert is_in(opened)


def test_the_last_factor_is_not_removed_by_its_owner(keyed, device):
    browser = with_password(keyed)
    use(browser, device)
    address = f"{OWN}kunci-sandi/{passkeys.of(keyed).get().pk}/"
    page = browser.get(address)
    assert page.context["is_last"]
    browser.post(address, {"code": codes.on_paper(keyed)[0], "remove": ""})
    assert passkeys.of(keyed)


def test_nobody_opens_the_page_of_somebody_elses(keyed, browser):
    assert browser.get(f"{OWN}kunci-sandi/{passkeys.of(keyed).get().pk}/").status_code in (200, 404)
    other = make_editor("lain", "Penulis")
    make_first(other, Device(number=b"another device00"))
    assert browser.get(f"{OWN}kunci-sandi/{passkeys.of(other).get().pk}/").status_code == 404


def test_who_has_a_passkey_alone_binds_an_app_beside_it_and_keeps_the_paper(keyed, device):
    browser = with_password(keyed)
    use(browser, device)
    paper = codes.on_paper(keyed)
    assert use(browser, device, OWN, exchange="").headers["Location"] == "/admin/login/perangkat/"
    assert not is_in(browser)
    seed = browser.get("/admin/login/perangkat/").context["seed"].replace(" ", "")
    assert browser.post("/admin/login/perangkat/", {"code": code_of(seed)}).headers["Location"] == OWN
    assert is_in(browser)
    assert codes.on_paper(keyed) == paper
    assert len(codes.bound_to(keyed)) == 2


def test_another_phone_takes_the_app_and_leaves_the_passkeys(editor, browser, device):
    add(proven(browser), device, "Ponsel")
    browser.post(OWN, {"code": codes.on_paper(editor)[0], "exchange": ""})
    assert not codes.factor_of(editor)
    assert passkeys.of(editor)
    assert use(with_password(editor), device).status_code == 302


@pytest.fixture
def mails(settings) -> list:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return outbox.outbox


def by_an_administrator(keyed: User) -> None:
    head = make_editor("kepala", "Administrator")
    office = make_first(head, Device(number=b"another device00"))
    key = passkeys.of(keyed).get()
    assert office.post(f"/admin/akun/{keyed.pk}/kunci-sandi/{key.pk}/").status_code == 302


def by_the_command(keyed: User) -> None:
    call_command("remove_second_factor", keyed.username, passkey="komputer kantor", verbosity=0)


@pytest.mark.parametrize("way", [by_an_administrator, by_the_command])
def test_a_lost_passkey_is_removed_noted_and_told_to_its_owner(keyed, mails, way, capsys):
    User.objects.filter(pk=keyed.pk).update(email="peninjau@contoh.invalid")
    way(keyed)
    assert not Authenticator.objects.filter(user=keyed).exists()  # it was the last one: the paper ends as well
    entry = ModelLogEntry.objects.get(action=trail.PASSKEY_REMOVED)
    assert (entry.object_id, entry.label) == (str(keyed.pk), "peninjau: Komputer kantor")
    assert [mail.to for mail in mails] == [["peninjau@contoh.invalid"]]
    assert "Komputer kantor" in mails[0].body
    assert with_password(keyed).get(CODE).headers["Location"] == "/admin/login/perangkat/"


def test_the_command_names_the_passkeys_when_it_finds_none_of_a_name(keyed):
    with pytest.raises(CommandError, match="Komputer kantor"):
        call_command("remove_second_factor", keyed.username, passkey="Ponsel")


def test_only_pages_of_the_editors_area_may_ask_for_one_and_only_for_themselves(client, db):
    allowed = "publickey-credentials-create=(self), publickey-credentials-get=(self)"
    assert allowed in client.get(DOOR).headers["Permissions-Policy"]
    assert allowed.replace("self", "") in client.get("/mitra/").headers["Permissions-Policy"]


def test_the_question_names_no_passkey_before_the_password(keyed):
    page = Client().get(CODE)
    assert page.headers["Location"] == DOOR
    assert SEED not in page.content.decode()
