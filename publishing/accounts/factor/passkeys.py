"""
Passkeys: a key that a device keeps and opens with a finger, a face or a PIN. It signs for our host and for no other.

They lie in allauth's table, encrypted and bound to their account, so that a row that was exchanged or copied opens
nothing (decision 66). The browser's part is static/js/passkeys.js.
"""

import base64
import json
import logging
import struct
import time
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from fido2.cose import CoseKey
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from publishing.accounts.attempts import Limit
from publishing.accounts.factor.seeds import Unreadable
from publishing.accounts.user import User

KIND = Authenticator.Type.WEBAUTHN
MOST, LONGEST_NAME, LONGEST_ANSWER = 10, 40, 20_000  # of one account; letters; what a browser sends
LASTS = 30 * 60  # seconds from the question to the answer, as long as a login that has got as far as the password
USED = Limit("challenge of a passkey", ((1, timedelta(seconds=LASTS)),))
ASKED, OFFERED = "passkey_asked", "passkey_offered"  # in the session: what is to be signed
# With what fido2 answers to something that no browser sends.
MALFORMED = (
    ValueError, TypeError, LookupError, AttributeError, AssertionError, ArithmeticError, RecursionError, struct.error,
    NotImplementedError, UnsupportedAlgorithm,
)  # fmt: skip

logger = logging.getLogger(__name__)


@dataclass
class Key:
    """What is stored of one. `count` goes up with each use where the device counts: a copy of it falls behind."""

    factor: Authenticator
    public: AttestedCredentialData
    count: int


def of(user: User) -> QuerySet[Authenticator]:
    """The passkeys of an account, the oldest first."""
    return Authenticator.objects.filter(user=user, type=KIND).order_by("pk")


def name_of(factor: Authenticator) -> str:
    return factor.data["name"]


def host() -> str:
    """For which they sign: that of BASE_URL. At another address of this site, or a number, browsers refuse."""
    return urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"


def offer(request: HttpRequest, user: User) -> str:
    """What the browser needs to make a new one, as JSON. Devices that hold one already refuse."""
    owner = PublicKeyCredentialUserEntity(
        id=str(user.pk).encode(), name=user.get_username(), display_name=user.get_full_name() or user.get_username()
    )
    options, state = _server().register_begin(
        owner,
        [key.public for key in _keys(user)],
        resident_key_requirement=ResidentKeyRequirement.PREFERRED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return _asked(request, OFFERED, user, options, state)


def ask(request: HttpRequest, user: User) -> str:
    """What the browser needs to use one of the account's, as JSON. Empty when there is none."""
    keys = _keys(user)
    if not keys:
        return ""
    options, state = _server().authenticate_begin(
        [key.public for key in keys], user_verification=UserVerificationRequirement.PREFERRED
    )
    return _asked(request, ASKED, user, options, state)


def bind(request: HttpRequest, user: User, name: str, answer: str) -> Authenticator | None:
    """Take up what the browser has made. None when it does not fit to what was offered."""
    state = _taken(request, OFFERED, user)
    try:
        made = state and _server().register_complete(state, _read(answer))
    except MALFORMED:
        return None
    if not made or not _is_sound(made.credential_data):
        return None
    if any(made.credential_data.credential_id == key.public.credential_id for key in _keys(user)):
        return None
    stored = _sealed(user.pk, made.credential_data, made.counter)
    return Authenticator.objects.create(user=user, type=KIND, data={"name": name, "credential": stored})


@transaction.atomic
def accept(request: HttpRequest, user: User, answer: str) -> Authenticator | None:
    """The passkey that has signed what was asked for. Each question is answered once, in whichever process."""
    state = _taken(request, ASKED, user)
    if not state:
        return None
    keys = _keys(user, of(user).select_for_update())
    try:
        response = AuthenticationResponse.from_dict(_read(answer))
        used = _server().authenticate_complete(state, [key.public for key in keys], response)
        count = response.response.authenticator_data.counter
    except MALFORMED:
        return None
    key = next(key for key in keys if key.public == used)
    if (count or key.count) and count <= key.count:
        logger.warning("A passkey of account %d was used with an old count: there may be a copy of it.", user.pk)
        return None
    key.factor.data["credential"] = _sealed(user.pk, key.public, count)
    key.factor.last_used_at = timezone.now()
    key.factor.save(update_fields=["data", "last_used_at"])
    return key.factor


def rename(factor: Authenticator, name: str) -> None:
    factor.data["name"] = name
    factor.save(update_fields=["data"])


def _server() -> Fido2Server:
    rp = PublicKeyCredentialRpEntity(id=host(), name=settings.WAGTAIL_SITE_NAME)
    return Fido2Server(rp, verify_origin=_is_ours)


def _is_sound(public: AttestedCredentialData) -> bool:
    """Of a kind that was offered, and a key indeed: one that opens nothing would shut its owner out."""
    try:
        public.public_key.verify(b"anything", b"no signature of it")
    except InvalidSignature:
        return public.public_key.ALGORITHM in CoseKey.supported_algorithms()
    except MALFORMED:
        pass
    return False


def _is_ours(origin: str) -> bool:
    """No other host below ours either, which fido2 would take."""
    sent_from = urlsplit(origin)
    return sent_from.hostname == host() and (sent_from.scheme == "https" or host() == "localhost")


def _read(answer: str) -> dict:
    if len(answer) > LONGEST_ANSWER:
        raise ValueError
    return json.loads(answer)


def _asked(request: HttpRequest, what: str, user: User, options, state: dict) -> str:
    request.session[what] = {**state, "account": user.pk, "at": time.time()}
    return json.dumps(dict(options)["publicKey"])


def _taken(request: HttpRequest, what: str, user: User) -> dict | None:
    """The question that this session was asked, which is then answered."""
    state = request.session.pop(what, None)
    if not state or state["account"] != user.pk or time.time() - state["at"] > LASTS:
        return None
    return None if USED.wait_for(state["challenge"]) else state


def _keys(user: User, stored: QuerySet[Authenticator] | None = None) -> list[Key]:
    """Those that can be read. One whose row was exchanged, or belongs to somebody else, can't."""
    keys = []
    for factor in of(user) if stored is None else stored:
        try:
            account, public, count = json.loads(decrypt(factor.data["credential"]))
        except Unreadable:
            account = None
        if account == user.pk:
            keys.append(Key(factor, AttestedCredentialData(base64.b64decode(public)), count))
        else:
            logger.error("A passkey of account %d can't be read: was FACTOR_KEY or SECRET_KEY changed?", user.pk)
    return keys


def _sealed(account: int, public: AttestedCredentialData, count: int) -> str:
    return encrypt(json.dumps([account, base64.b64encode(public).decode(), count]))
