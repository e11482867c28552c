"""A device that keeps a passkey, as far as a server can tell."""

import hashlib
import json
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

PRESENT, VERIFIED, NEW = 0x01, 0x04, 0x40


@dataclass
class Device:
    origin: str = "http://localhost:8000"
    host: str = "localhost"
    number: bytes = b"0123456789abcdef"
    count: int = 0
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def make(self, offer: str) -> str:
        """Answers what passkeys.offer says."""
        public = AttestedCredentialData.create(
            Aaguid.NONE, self.number, ES256.from_cryptography_key(self.key.public_key())
        )
        said = AuthenticatorData.create(self._host(), PRESENT | VERIFIED | NEW, self.count, public)
        attestation = AttestationObject.create("none", said, {})
        return self._answer({
            "clientDataJSON": self._client(CollectedClientData.TYPE.CREATE, offer),
            "attestationObject": attestation,
        })  # fmt: skip

    def use(self, asked: str) -> str:
        """Answers what passkeys.ask says."""
        client = self._client(CollectedClientData.TYPE.GET, asked)
        said = AuthenticatorData.create(self._host(), PRESENT | VERIFIED, self.count)
        signature = self.key.sign(said + client.hash, ec.ECDSA(SHA256()))
        return self._answer({"clientDataJSON": client, "authenticatorData": said, "signature": signature})

    def _host(self) -> bytes:
        return hashlib.sha256(self.host.encode()).digest()

    def _client(self, kind: str, asked: str) -> CollectedClientData:
        return CollectedClientData.create(kind, websafe_decode(json.loads(asked)["challenge"]), self.origin)

    def _answer(self, parts: dict[str, bytes]) -> str:
        number = websafe_encode(self.number)
        response = {name: websafe_encode(part) for name, part in parts.items()}
        return json.dumps({"id": number, "rawId": number, "type": "public-key", "response": response})
