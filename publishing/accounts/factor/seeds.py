"""What a code is made from, as it lies in the database and in each of its copies: encrypted."""

import base64

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class Unreadable(Exception):
    """The key is another one than when it was written."""


class Encrypted(DefaultMFAAdapter):
    """With a key from the environment. No backup holds it: FACTOR_KEY, or else made from the site's secret."""

    def encrypt(self, text: str) -> str:
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Raises Unreadable."""
        try:
            return _keys().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            raise Unreadable from error


def _keys() -> MultiFernet:
    """The first one writes, each reads: a secret that is being changed stands behind the new one for a while."""
    secrets = [settings.FACTOR_KEY, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(secret)) for secret in secrets if secret])


def _key(secret: str) -> bytes:
    derived = HKDF(SHA256(), 32, salt=None, info=b"suluah second factor").derive(secret.encode())
    return base64.urlsafe_b64encode(derived)
