"""A compact JWS (RFC 7515) in its one accepted form, algorithm `Ed25519` (RFC 9864).

Each kind of statement has a `typ` of its own, so that a signature given for one purpose (to sign
in) can never be presented as another (an entry): RFC 8725, section 3.11.
"""

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from crypto.canonical import Json, NotCanonical, b64, decode, digest, encode, unb64
from crypto.claims import ClaimRefused, check_digest
from crypto.ed25519 import SIGNATURE_BYTES
from crypto.errors import CryptoError, SignatureInvalid

MAX_JWS_BYTES: Final = 64 * 1024
"""Bound on a JWS; an entry with 600 top-level parts and 20 references has about 42 KiB."""

_PARTS: Final = 3
_HEADER: Final = frozenset({"alg", "kid", "typ"})


class JwsRefused(CryptoError):
    """The bytes are not a JWS in the one accepted form; the message names the part and reason."""


class Signer(Protocol):
    """Whoever can sign with a key: a key file, a browser, a smart card."""

    def sign(self, data: bytes, /) -> bytes:
        """Return the 64-byte Ed25519 signature (RFC 8032) over `data`."""


@dataclass(frozen=True, slots=True)
class Jws:
    """A JWS in its accepted form. Its signature is *not* verified by having one of these."""

    data: bytes = field(repr=False)
    kid: str
    payload: bytes = field(repr=False)
    signature: bytes = field(repr=False)

    @property
    def digest(self) -> bytes:
        """SHA-256 of the whole JWS."""
        return hashlib.sha256(self.data).digest()

    def unverified_payload(self) -> dict[str, Json]:
        """What the payload says, whoever signed it.

        Raises:
            JwsRefused: not an object in its canonical form.
        """
        try:
            claims = decode(self.payload)
        except NotCanonical as error:
            raise JwsRefused(f"jws: {error}") from error
        if not isinstance(claims, dict):
            raise JwsRefused("payload: not an object")
        return claims

    def verify(self, key: Ed25519PublicKey) -> dict[str, Json]:
        """The payload, once the signature is found to be by `key`, which `kid` must name.

        Raises:
            SignatureInvalid: these bytes were not signed by this key, or name another.
        """
        self.verify_signature(key)
        return self.unverified_payload()

    def verify_signature(self, key: Ed25519PublicKey) -> None:
        """`verify`, for those who have read the payload already."""
        if self.kid != thumbprint(key.public_bytes_raw()):
            raise SignatureInvalid("kid: names another key")
        try:
            key.verify(self.signature, self.data[: self.data.rindex(b".")])
        except InvalidSignature:
            raise SignatureInvalid("signature: not by this key over these bytes") from None


def sign(typ: str, kid: str, payload: dict[str, Json], signer: Signer) -> bytes:
    """Sign `payload` as a JWS of the kind `typ`.

    Raises:
        NotCanonical: the payload cannot be written.
        SignatureInvalid: the signer returned something other than a signature.
    """
    header: dict[str, Json] = {"alg": "Ed25519", "kid": kid, "typ": typ}
    signed = f"{b64(encode(header))}.{b64(encode(payload))}".encode("ascii")
    signature = signer.sign(signed)
    if len(signature) != SIGNATURE_BYTES:
        raise SignatureInvalid(f"signature: the signer did not return {SIGNATURE_BYTES} bytes")
    return signed + b"." + b64(signature).encode("ascii")


def parse(typ: str, data: bytes) -> Jws:
    """Read a JWS of the kind `typ`.

    Raises:
        JwsRefused: too large, of another kind, or not in the one accepted form.
    """
    parsed = split(typ, data)
    parsed.unverified_payload()  # refuses what is not in its form
    return parsed


def split(typ: str, data: bytes) -> Jws:
    """`parse`, for those who read the payload themselves: all of its form is theirs to check.

    Raises:
        JwsRefused: as `parse`, but for the payload.
    """
    if len(data) > MAX_JWS_BYTES:
        raise JwsRefused(f"jws: larger than {MAX_JWS_BYTES} bytes")
    parts = data.split(b".")
    if len(parts) != _PARTS:
        raise JwsRefused("jws: not three parts")
    payload, signature = _unb64(parts[1]), _unb64(parts[2])
    if len(signature) != SIGNATURE_BYTES:
        raise JwsRefused(f"signature: not {SIGNATURE_BYTES} bytes")
    return Jws(data, _kid(typ, parts[0]), payload, signature)


@lru_cache(maxsize=4096)
def thumbprint(raw_public_key: bytes) -> str:
    """The key id of an Ed25519 key: its RFC 7638 thumbprint, as RFC 8037 defines the members."""
    return digest(b'{"crv":"Ed25519","kty":"OKP","x":"%s"}' % b64(raw_public_key).encode("ascii"))


@lru_cache(maxsize=4096)
def _kid(typ: str, encoded: bytes) -> str:
    """The key id that a header names: each key has one header, which is read once."""
    try:
        header = decode(_unb64(encoded))
    except NotCanonical as error:
        raise JwsRefused(f"jws: {error}") from error
    if not isinstance(header, dict) or header.keys() != _HEADER:
        raise JwsRefused("header: not exactly alg, kid and typ")
    if header["alg"] != "Ed25519":
        raise JwsRefused("alg: not Ed25519")
    if header["typ"] != typ:
        raise JwsRefused(f"typ: not {typ}")
    try:
        return check_digest("kid", header["kid"])
    except ClaimRefused as error:
        raise JwsRefused(str(error)) from error


def _unb64(text: bytes) -> bytes:
    try:
        return unb64(text.decode("ascii"))
    except UnicodeDecodeError as error:
        raise JwsRefused("jws: not ASCII") from error
    except NotCanonical as error:
        raise JwsRefused(f"jws: {error}") from error
