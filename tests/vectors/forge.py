"""Entries made by hand, right or wrong, with the standard library alone.

Nothing here calls the code under test, so a vector does not inherit its mistakes.
"""

import base64
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

Change = Callable[[str], str]


def key(number: int) -> Ed25519PrivateKey:
    """A private key that nobody else should use: its 32 bytes are `number`."""
    return Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)


def b64(data: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def unb64(text: str) -> bytes:
    """The bytes that base64url without padding stands for, in any spelling."""
    return base64.urlsafe_b64decode(text + "==")


def digest(text: str) -> str:
    """SHA-256 as base64url."""
    return b64(hashlib.sha256(text.encode()).digest())


def canon(value: object) -> str:
    """RFC 8785 for what vectors hold: ASCII keys and integers."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def public(private: Ed25519PrivateKey) -> str:
    """The `x` of its JWK (RFC 8037)."""
    return b64(private.public_key().public_bytes_raw())


def kid(private: Ed25519PrivateKey) -> str:
    """Its RFC 7638 thumbprint."""
    return digest(canon({"crv": "Ed25519", "kty": "OKP", "x": public(private)}))


def salt(number: int) -> str:
    """A salt that repeats in every run."""
    return b64(hashlib.sha256(b"salt %d" % number).digest()[:16])


def disclosure(raw: str) -> str:
    """A disclosure as it travels, from its JSON text."""
    return b64(raw.encode())


def element(raw: str) -> str:
    """The array element that stands for a disclosure."""
    return canon({"...": digest(disclosure(raw))})


TYP = "countersign-entry+sd-jwt"
AUTHOR, STRANGER, REGISTRAR, KEEPER = key(1), key(2), key(3), key(4)
"""Keys of the author, of nobody, of the first registrar and of the ledger itself."""
GENESIS = canon(
    {
        "authority": "c0ffee00-1234-4abc-8def-0123456789ab",
        "created": 1_772_323_200,
        "demonstration": True,
        "format": "countersign-genesis/1",
        "ledger_key": public(KEEPER),
        "name": "ledger.example/children",
        "registrar": "3b2a1908-7654-4321-8fed-cba987654321",
        "registrar_key": public(REGISTRAR),
    }
)
LEDGER = digest(GENESIS)
STREAM = "5f2d1b0a-3c4e-4d5f-8a6b-7c8d9e0f1a2b"
CLAIMS: Mapping[str, object] = {
    "_sd_alg": "sha-256",
    "aud": LEDGER,
    "dir": digest("the author's directory stream"),
    "iat": 1_772_419_500,
    "iss": "0e9d8c7b-6a5f-4e3d-9c2b-1a0f9e8d7c6b",
    "prev": LEDGER,
    "refs": [],
    "seq": 1,
    "sub": STREAM,
}
TYPE = canon([salt(0), "type", "note/1"])
REF = {"rel": "corrects", "sub": STREAM, "seq": 1, "digest": digest("an earlier entry")}


def same(text: str) -> str:
    """No change."""
    return text


@dataclass(frozen=True)
class Forged:
    """An entry from its parts: top-level and nested disclosures as JSON text, and what is changed.

    `header`, `payload` and `sd` change JSON texts, `spelling` the base64url of each disclosure, and
    `entry` the whole, where the disclosures stand in the order in which they must.
    """

    top: Sequence[str] = (TYPE,)
    nested: Sequence[str] = ()
    claims: Mapping[str, object] = field(default_factory=dict)
    sd: Change = same
    spelling: Change = same
    header: Change = same
    payload: Change = same
    entry: Change = same
    signer: Ed25519PrivateKey = AUTHOR
    kid: str = kid(AUTHOR)

    def text(self) -> str:
        """The entry as it travels."""
        top = {self.spelling(disclosure(raw)) for raw in self.top}
        nested = {self.spelling(disclosure(raw)) for raw in self.nested}
        digests = canon(sorted(map(digest, top)))
        claims = {**CLAIMS, **self.claims, "_sd": json.loads(self.sd(digests))}
        header = self.header(canon({"alg": "Ed25519", "kid": self.kid, "typ": TYP}))
        signed = f"{b64(header.encode())}.{b64(self.payload(canon(claims)).encode())}"
        signature = b64(self.signer.sign(signed.encode()))
        disclosures = sorted(top | nested, key=digest)
        return self.entry("~".join((f"{signed}.{signature}", *disclosures, "")))
