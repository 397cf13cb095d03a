"""The entry: an SD-JWT (RFC 9901) signed on the author's device (docs/FORMAT.md, chapter 1).

An entry travels as `JWS~disclosure~…~disclosure~`. The JWS is what is stored, hashed and chained; the
disclosures carry everything that a person would recognise. Parsing is strict: one accepted byte form, so
that the digest of an entry is the digest of *the* entry and nobody can make a second spelling of it.
"""

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from crypto import jws
from crypto.canonical import Json, b64
from crypto.disclosures import Concealed, check_names, reveal
from crypto.errors import CryptoError
from crypto.jws import Jws, Signer, check_digest

TYP: Final = "countersign-entry+sd-jwt"
MAX_ENTRY_BYTES: Final = 1024 * 1024
"""Bound on a JWS with its disclosures: a report of 100,000 words is deposited as a document instead."""
MAX_REFS: Final = 64
"""Bound on references: more than any record in the procedures concerns at once."""

_CLAIMS: Final = ("_sd", "_sd_alg", "aud", "dir", "iat", "iss", "prev", "refs", "seq", "sub")
_REL = re.compile(r"[a-z][a-z-]{0,31}")


class EntryRefused(CryptoError):
    """The bytes are not an entry in the one accepted form; the message names the field and the reason."""


@dataclass(frozen=True, slots=True)
class Ref:
    """An entry that this one countersigns, returns, corrects, withdraws or answers."""

    rel: str
    sub: str
    seq: int
    digest: str

    def as_json(self) -> Json:
        """The claim as it is signed."""
        return {"digest": self.digest, "rel": self.rel, "seq": self.seq, "sub": self.sub}


@dataclass(frozen=True, slots=True)
class Claims:
    """The clear part of an entry, but for the digests of its disclosures.

    `iat` is seconds since 1970 on the ledger's clock; `seq` counts from 1; `prev` and `dir` are digests
    (`prev` at 1, and `dir` before the author's directory stream exists, are the ledger id, `aud`).
    """

    aud: str
    iss: str
    sub: str
    seq: int
    prev: str
    iat: int
    dir: str
    refs: tuple[Ref, ...] = ()

    def as_json(self, sd: Iterable[str]) -> dict[str, Json]:
        """The payload as it is signed, with the sorted digests `sd` of the disclosures."""
        return {
            "_sd": list(sd),
            "_sd_alg": "sha-256",
            "aud": self.aud,
            "dir": self.dir,
            "iat": self.iat,
            "iss": self.iss,
            "prev": self.prev,
            "refs": [ref.as_json() for ref in self.refs],
            "seq": self.seq,
            "sub": self.sub,
        }


@dataclass(frozen=True, slots=True)
class Envelope:
    """The clear part of an entry in its accepted form. Its signature is *not* verified by having one."""

    jws: Jws
    claims: Claims
    sd: tuple[str, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of the JWS: what `prev` carries and what the log's leaf is made of."""
        return b64(self.jws.digest)

    def verify(self, key: Ed25519PublicKey) -> None:
        """Check the signature with the author's key.

        Raises:
            SignatureInvalid: these bytes were not signed by this key.
        """
        self.jws.verify(key)


@dataclass(frozen=True, slots=True)
class SignedEntry:
    """An envelope with every one of its disclosures, checked against each other."""

    envelope: Envelope
    disclosures: tuple[str, ...]
    content: dict[str, Json]

    def encode(self) -> bytes:
        """The entry as it travels between the device and the ledger."""
        return b"~".join(
            (self.envelope.jws.data, *(d.encode("ascii") for d in self.disclosures), b"")
        )


def sign(claims: Claims, concealed: Concealed, kid: str, signer: Signer) -> bytes:
    """Sign on the author's device: the JWS with its disclosures, ready to be admitted.

    The same `concealed` content may be signed again at another position (design, section 4), which keeps
    the words, their salts and their digests.

    Raises:
        NotCanonical: a claim cannot be written.
    """
    signed = jws.sign(TYP, kid, claims.as_json(concealed.sd), signer)
    return b"~".join((signed, *(text.encode("ascii") for text in concealed.disclosures), b""))


def parse(data: bytes) -> SignedEntry:
    """Read an entry with all its disclosures.

    Raises:
        EntryRefused: too large, not in the one accepted form, a disclosure without a digest or the other
            way round.
    """
    if len(data) > MAX_ENTRY_BYTES:
        raise EntryRefused(f"entry: larger than {MAX_ENTRY_BYTES} bytes")
    if not data.endswith(b"~"):
        raise EntryRefused("entry: does not end with '~' after its last disclosure")
    signed, *disclosures = data[:-1].split(b"~")
    envelope = parse_envelope(signed)
    try:
        texts = tuple(disclosure.decode("ascii") for disclosure in disclosures)
    except UnicodeDecodeError as error:
        raise EntryRefused("disclosures: not ASCII") from error
    content = reveal(envelope.sd, texts)
    check_names(content)
    return SignedEntry(envelope, texts, content)


def parse_envelope(data: bytes) -> Envelope:
    """Read the JWS alone.

    Raises:
        JwsRefused: not a JWS in its accepted form.
        EntryRefused: not exactly the claims of an entry.
    """
    parsed = jws.parse(TYP, data)
    claims, sd = _claims(parsed.unverified_payload)
    return Envelope(parsed, claims, sd)


def _claims(payload: dict[str, Json]) -> tuple[Claims, tuple[str, ...]]:
    if tuple(sorted(payload)) != _CLAIMS:
        raise EntryRefused("payload: not exactly the claims of an entry")
    if payload["_sd_alg"] != "sha-256":
        raise EntryRefused("_sd_alg: not sha-256")
    claims = Claims(
        aud=check_digest("aud", payload["aud"]),
        iss=_uuid_claim("iss", payload["iss"]),
        sub=_uuid_claim("sub", payload["sub"]),
        seq=_positive("seq", payload["seq"]),
        prev=check_digest("prev", payload["prev"]),
        iat=_positive("iat", payload["iat"]),
        dir=check_digest("dir", payload["dir"]),
        refs=_refs(payload["refs"]),
    )
    return claims, _sd(payload["_sd"])


def _refs(value: Json) -> tuple[Ref, ...]:
    if not isinstance(value, list) or len(value) > MAX_REFS:
        raise EntryRefused(f"refs: not a list of at most {MAX_REFS}")
    refs = tuple(_ref(item) for item in value)
    if len(set(refs)) != len(refs):
        raise EntryRefused("refs: the same reference twice")
    return refs


def _ref(value: Json) -> Ref:
    if not isinstance(value, dict) or set(value) != {"digest", "rel", "seq", "sub"}:
        raise EntryRefused("refs: not exactly rel, sub, seq and digest")
    rel = value["rel"]
    if not isinstance(rel, str) or not _REL.fullmatch(rel):
        raise EntryRefused("refs: rel is not a lower-case word")
    return Ref(
        rel=rel,
        sub=_uuid_claim("refs.sub", value["sub"]),
        seq=_positive("refs.seq", value["seq"]),
        digest=check_digest("refs.digest", value["digest"]),
    )


def _sd(value: Json) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise EntryRefused("_sd: not a list of digests")
    sd = tuple(check_digest("_sd", item) for item in value)
    if any(a >= b for a, b in zip(sd, sd[1:], strict=False)):
        raise EntryRefused("_sd: digests are not sorted, or one stands twice")
    return sd


def _uuid_claim(name: str, value: Json) -> str:
    try:
        if isinstance(value, str) and str(uuid.UUID(value)) == value:
            return value
    except ValueError:
        pass
    raise EntryRefused(f"{name}: not a lower-case UUID (RFC 9562)")


def _positive(name: str, value: Json) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise EntryRefused(f"{name}: not a positive whole number")
    return value
