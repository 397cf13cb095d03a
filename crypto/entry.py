"""The entry: an SD-JWT (RFC 9901) signed on the author's device (docs/FORMAT.md, chapter 1).

An entry travels as `JWS~disclosure~…~disclosure~`. The JWS is what is stored, hashed and chained;
the disclosures carry everything that a person would recognise. Parsing is strict: one accepted byte
form, so that the digest of an entry is the digest of *the* entry and nobody can make a second
spelling of it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from crypto import jws
from crypto.canonical import Json, b64
from crypto.claims import (
    DIGEST,
    UUID,
    check_digest,
    check_members,
    check_number,
    check_time,
    check_uuid,
)
from crypto.disclosures import Concealed, reveal
from crypto.errors import CryptoError
from crypto.jws import Jws, Signer

TYP: Final = "countersign-entry+sd-jwt"
MAX_ENTRY_BYTES: Final = 1024 * 1024
"""Bound on a JWS with its disclosures: a report of 100,000 words is deposited as a document."""
MAX_REFS: Final = 64
"""Bound on references: more than any record in the procedures concerns at once."""

_CLAIMS: Final = frozenset(
    {"_sd", "_sd_alg", "aud", "dir", "iat", "iss", "prev", "refs", "seq", "sub"}
)
_REF: Final = frozenset({"digest", "rel", "seq", "sub"})
_REL: Final = re.compile(r"[a-z][a-z-]{0,31}")


class EntryRefused(CryptoError):
    """The bytes are not an entry in the one accepted form; the message names field and reason."""


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

    `iat` is seconds since 1970 on the ledger's clock; `seq` counts from 1; `prev` and `dir` are
    digests (`prev` at 1, and `dir` before the author's directory stream exists, are the ledger id,
    `aud`).
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
    """The clear part of an entry in its accepted form. Its signature is *not* verified by that."""

    jws: Jws
    claims: Claims
    sd: tuple[str, ...]
    digest: str = field(init=False)
    """SHA-256 of the JWS: what `prev` carries and what the log's leaf is made of."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "digest", b64(self.jws.digest))

    def verify(self, key: Ed25519PublicKey) -> None:
        """Check the signature with the author's key.

        Raises:
            SignatureInvalid: these bytes were not signed by this key, or name another.
        """
        self.jws.verify_signature(key)


@dataclass(frozen=True, slots=True)
class SignedEntry:
    """An envelope with every one of its disclosures, checked against each other."""

    envelope: Envelope
    disclosures: tuple[str, ...] = field(repr=False)
    content: dict[str, Json] = field(repr=False)

    def encode(self) -> bytes:
        """The entry as it travels between the device and the ledger."""
        return b"~".join(
            (self.envelope.jws.data, *(d.encode("ascii") for d in self.disclosures), b"")
        )


def sign(claims: Claims, concealed: Concealed, kid: str, signer: Signer) -> bytes:
    """Sign on the author's device: the JWS with its disclosures, ready to be admitted.

    The same `concealed` content may be signed again at another position, which keeps the words,
    their salts and their digests. What `parse_envelope` would refuse is not signed.

    Raises:
        ClaimRefused, EntryRefused: the claims are not those of an entry.
    """
    payload = claims.as_json(concealed.sd)
    _read(payload)
    signed = jws.sign(TYP, kid, payload, signer)
    return b"~".join((signed, *(text.encode("ascii") for text in concealed.disclosures), b""))


def parse(data: bytes) -> SignedEntry:
    """Read an entry with all its disclosures.

    Raises:
        EntryRefused: too large, or not a JWS and disclosures with `~` after each.
        DisclosureRefused: a disclosure without a digest or the other way round.
        JwsRefused, ClaimRefused: as `parse_envelope`.
    """
    if len(data) > MAX_ENTRY_BYTES:
        raise EntryRefused(f"entry: larger than {MAX_ENTRY_BYTES} bytes")
    if not data.endswith(b"~"):
        raise EntryRefused("entry: does not end with '~' after its last disclosure")
    signed, *rest = data[:-1].split(b"~")
    envelope = parse_envelope(signed)
    try:
        disclosures = tuple(text.decode("ascii") for text in rest)
    except UnicodeDecodeError as error:
        raise EntryRefused("disclosures: not ASCII") from error
    return SignedEntry(envelope, disclosures, reveal(envelope.sd, disclosures))


def parse_envelope(data: bytes) -> Envelope:
    """Read the JWS alone.

    Raises:
        JwsRefused: not a JWS in its accepted form.
        ClaimRefused: not exactly the claims of an entry, or one that is not in its form.
        EntryRefused: the claims contradict each other.
    """
    parsed = jws.split(TYP, data)
    plain = _PLAIN.fullmatch(parsed.payload.decode("ascii", "replace"))
    claims, sd = _match(plain) if plain else _read(parsed.unverified_payload())
    return Envelope(parsed, claims, sd)


def _match(plain: re.Match[str]) -> tuple[Claims, tuple[str, ...]]:
    """What `_read` reads, from a payload whose form `_PLAIN` has shown to be in order."""
    digests, aud, directory, iat, iss, prev, refs, seq, sub = plain.groups()
    claims = Claims(
        aud=aud,
        iss=iss,
        sub=sub,
        seq=int(seq),
        prev=prev,
        iat=check_time("iat", int(iat)),
        dir=directory,
        refs=_unique(Ref(rel, to, int(at), one) for one, rel, at, to in _REFS.findall(refs)),
    )
    _check_position(claims)
    return claims, _sorted(tuple(digests.split('","')))


def _read(payload: dict[str, Json]) -> tuple[Claims, tuple[str, ...]]:
    check_members("payload", payload, _CLAIMS)
    if payload["_sd_alg"] != "sha-256":
        raise EntryRefused("_sd_alg: not sha-256")
    claims = Claims(
        aud=check_digest("aud", payload["aud"]),
        iss=check_uuid("iss", payload["iss"]),
        sub=check_uuid("sub", payload["sub"]),
        seq=check_number("seq", payload["seq"], least=1),
        prev=check_digest("prev", payload["prev"]),
        iat=check_time("iat", payload["iat"]),
        dir=check_digest("dir", payload["dir"]),
        refs=_refs(payload["refs"]),
    )
    _check_position(claims)
    return claims, _sd(payload["_sd"])


def _check_position(claims: Claims) -> None:
    if (claims.seq == 1) != (claims.prev == claims.aud):
        raise EntryRefused("prev: the ledger id belongs at seq 1, and only there")
    if any(ref.sub == claims.sub and ref.seq >= claims.seq for ref in claims.refs):
        raise EntryRefused("refs: this entry itself, or a later one of its stream")


def _refs(value: Json) -> tuple[Ref, ...]:
    if not isinstance(value, list):
        raise EntryRefused("refs: not a list")
    return _unique(_ref(item) for item in value)


def _unique(given: Iterable[Ref]) -> tuple[Ref, ...]:
    refs = tuple(given)
    if len(refs) > MAX_REFS:
        raise EntryRefused(f"refs: more than {MAX_REFS}")
    if len({(ref.rel, ref.sub, ref.seq) for ref in refs}) != len(refs):
        raise EntryRefused("refs: the same reference twice")
    return refs


def _ref(value: Json) -> Ref:
    if not isinstance(value, dict):
        raise EntryRefused("refs: one is not an object")
    check_members("refs", value, _REF)
    rel = value["rel"]
    if not isinstance(rel, str) or not _REL.fullmatch(rel):
        raise EntryRefused("refs.rel: not a lower-case word")
    return Ref(
        rel=rel,
        sub=check_uuid("refs.sub", value["sub"]),
        seq=check_number("refs.seq", value["seq"], least=1),
        digest=check_digest("refs.digest", value["digest"]),
    )


def _sd(value: Json) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise EntryRefused("_sd: not a list of digests")
    return _sorted(tuple(check_digest("_sd", item) for item in value))


def _sorted(sd: tuple[str, ...]) -> tuple[str, ...]:
    if list(sd) != sorted(set(sd)):
        raise EntryRefused("_sd: digests are not sorted, or one stands twice")
    return sd


_COUNT: Final = "[1-9][0-9]{0,14}"
"""A whole number that is plainly below 2^53; `_read` decides on larger ones."""
_REFERENCE: Final = (
    rf'{{"digest":"({DIGEST})","rel":"([a-z][a-z-]{{0,31}})","seq":({_COUNT}),"sub":"({UUID})"}}'
)
_REFS: Final = re.compile(_REFERENCE, re.ASCII)
_ANY_REFERENCE: Final = re.sub(r"\((?!\?)", "(?:", _REFERENCE)
_PLAIN: Final = re.compile(
    rf'{{"_sd":\["({DIGEST}(?:","{DIGEST})*)"\],"_sd_alg":"sha-256","aud":"({DIGEST})",'
    rf'"dir":"({DIGEST})","iat":({_COUNT}),"iss":"({UUID})","prev":"({DIGEST})",'
    rf'"refs":\[((?:{_ANY_REFERENCE}(?:,{_ANY_REFERENCE})*)?)\],"seq":({_COUNT}),"sub":"({UUID})"}}',
    re.ASCII,
)
"""A payload in its canonical form. Every value in it is ASCII without escapes and every member is
always there, so the form is a regular language, and reading it so costs two fifths of reading JSON,
writing it again and checking each claim. What does not match is left to `_read`, which names what
is wrong."""
