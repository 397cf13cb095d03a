"""The sign-in statement: a practitioner proves to a server that they hold a key, and nothing else.

It has a `typ` of its own, so it can never be presented as an entry, and it names the ledger, the
web origin and the server's own nonce, so that one given to an impostor's page is of no use anywhere
else (docs/FORMAT.md, chapter 8). That a nonce is accepted only once is up to whoever issued it.
"""

from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from crypto import jws
from crypto.canonical import Json
from crypto.claims import (
    ClaimRefused,
    check_digest,
    check_line,
    check_members,
    check_time,
    check_uuid,
)
from crypto.errors import CryptoError
from crypto.jws import Signer

TYP: Final = "countersign-signin+jwt"
MAX_LIFETIME: Final = 300
"""Most seconds from `iat` to `exp`: long enough to type a passphrase, too short to be saved up."""
CLOCK_SKEW: Final = 60
"""Seconds by which a device's clock may be ahead of the server's or behind it."""

_CLAIMS: Final = frozenset({"aud", "exp", "iat", "iss", "nonce", "origin"})


class SigninRefused(CryptoError):
    """The statement is not meant for this server, this moment or this attempt."""


@dataclass(frozen=True, slots=True)
class Signin:
    """Practitioner `iss` signs in to `ledger` at the web origin `origin` (RFC 6454, section 6.2).

    `nonce` is the server's for this one attempt; `iat` and `exp` are seconds since 1970.
    """

    ledger: str
    origin: str
    nonce: str
    iss: str
    iat: int
    exp: int

    def as_json(self) -> dict[str, Json]:
        """The payload as it is signed."""
        return {
            "aud": self.ledger,
            "exp": self.exp,
            "iat": self.iat,
            "iss": self.iss,
            "nonce": self.nonce,
            "origin": self.origin,
        }


def sign_signin(signin: Signin, kid: str, signer: Signer) -> bytes:
    """Sign in, on the practitioner's device.

    Raises:
        ClaimRefused: a claim is not in its form, or the lifetime is out of bounds.
    """
    payload = signin.as_json()
    _read(payload)
    return jws.sign(TYP, kid, payload, signer)


def unverified_signer(data: bytes) -> tuple[str, str]:
    """Who says that they sign in: practitioner and key id, by which to find the key to verify with.

    Raises:
        JwsRefused, ClaimRefused: not exactly a sign-in statement.
    """
    parsed = jws.parse(TYP, data)
    return _read(parsed.unverified_payload()).iss, parsed.kid


def open_signin(
    data: bytes, key: Ed25519PublicKey, *, ledger: str, origin: str, nonce: str, now: int
) -> Signin:
    """Read and verify a sign-in statement made for this ledger, origin and nonce, at `now`.

    Raises:
        JwsRefused, ClaimRefused: not exactly a sign-in statement.
        SignatureInvalid: not signed by this key.
        SigninRefused: made for another ledger, origin or nonce; expired; or not yet begun.
    """
    signin = _read(jws.parse(TYP, data).verify(key))
    if (signin.ledger, signin.origin) != (ledger, origin):
        raise SigninRefused("aud, origin: another ledger or another site")
    if signin.nonce != nonce:
        raise SigninRefused("nonce: not the one that was given out")
    if now >= signin.exp + CLOCK_SKEW:
        raise SigninRefused("exp: in the past")
    if signin.iat > now + CLOCK_SKEW:
        raise SigninRefused("iat: in the future")
    return signin


def _read(claims: dict[str, Json]) -> Signin:
    check_members("payload", claims, _CLAIMS)
    signin = Signin(
        ledger=check_digest("aud", claims["aud"]),
        origin=check_line("origin", claims["origin"]),
        nonce=check_line("nonce", claims["nonce"]),
        iss=check_uuid("iss", claims["iss"]),
        iat=check_time("iat", claims["iat"]),
        exp=check_time("exp", claims["exp"]),
    )
    if not 0 < signin.exp - signin.iat <= MAX_LIFETIME:
        raise ClaimRefused(f"exp: not within {MAX_LIFETIME} seconds after iat")
    return signin
