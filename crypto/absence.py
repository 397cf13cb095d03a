"""The absence statement: that a stream held no entry of some types recorded in a period.

The ledger signs it, and nobody need believe it: it comes with every entry of the stream, of which
at least the type is disclosed, and `contradicted` compares. What could hide an entry of which it
denies the existence contradicts it too (docs/FORMAT.md, chapter 17).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from crypto import jws
from crypto.canonical import Json
from crypto.claims import (
    MAX_TIME,
    ClaimRefused,
    check_digest,
    check_line,
    check_members,
    check_number,
    check_time,
    check_uuid,
)
from crypto.jws import Signer

TYP: Final = "countersign-absence+jwt"
MAX_TYPES: Final = 256
"""Most types of a statement: more than there are kinds of events."""
SECONDS_OF_MINUTE: Final = 60

_CLAIMS: Final = frozenset(
    {"aud", "digest", "from", "iat", "origin", "root", "seq", "size", "sub", "types", "until"}
)
_TYPE: Final = re.compile(r"[a-z][a-z0-9-]{0,63}/[1-9][0-9]{0,8}")


@dataclass(frozen=True, slots=True)
class Absence:
    """None of the `seq` entries of `stream` is of one of `types` and has `begins <= iat < ends`.

    So it stood when the log `origin` had `size` leaves and `root`, and the stream ended with the
    entry `digest`. Times are seconds since 1970, those of the period whole minutes, so that words
    for them are exact; `made` is when the ledger signed, not before the period was over. `types`
    ascend.
    """

    ledger: str
    origin: str
    size: int
    root: str
    stream: str
    seq: int
    digest: str
    types: tuple[str, ...]
    begins: int
    ends: int
    made: int

    def as_json(self) -> dict[str, Json]:
        """The payload as it is signed."""
        return {
            "aud": self.ledger,
            "digest": self.digest,
            "from": self.begins,
            "iat": self.made,
            "origin": self.origin,
            "root": self.root,
            "seq": self.seq,
            "size": self.size,
            "sub": self.stream,
            "types": list(self.types),
            "until": self.ends,
        }


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is known of the entry `seq`: `iat` and type, each None where it is not shown.

    Both are None of an entry that is withheld whole, or of which only its digest is left.
    """

    seq: int
    iat: int | None = None
    type: str | None = None


class Contradiction(StrEnum):
    """How an entry speaks against an absence."""

    RECORDED = "recorded"
    """It is of such a type, and was recorded in the period."""
    UNTYPED = "untyped"
    """It was recorded in the period, and its type is not shown."""
    HIDDEN = "hidden"
    """It is not shown at all, and those around it do not keep it out of the period."""


def sign_absence(absence: Absence, kid: str, signer: Signer) -> bytes:
    """Sign a statement with the ledger's key; whether it is true is for the caller to have seen.

    Raises:
        ClaimRefused: it is not in the form that `open_absence` accepts.
    """
    payload = absence.as_json()
    _read(payload)
    return jws.sign(TYP, kid, payload, signer)


def open_absence(data: bytes, key: Ed25519PublicKey) -> Absence:
    """Read and verify a statement's signature; what it says is checked with `contradicted`.

    Raises:
        JwsRefused, ClaimRefused: not exactly an absence statement.
        SignatureInvalid: not signed by the ledger's key.
    """
    return _read(jws.parse(TYP, data).verify(key))


def unverified_absence(data: bytes) -> tuple[Absence, str]:
    """What a statement says, and the id of the key to verify it with, before anybody has.

    Raises:
        JwsRefused, ClaimRefused: not exactly an absence statement.
    """
    parsed = jws.parse(TYP, data)
    return _read(parsed.unverified_payload()), parsed.kid


def contradicted(
    absence: Absence, entries: Iterable[Recorded]
) -> tuple[tuple[int, Contradiction], ...]:
    """The positions that speak against a statement, ascending; none where it is proven.

    `entries` are those of its stream, whose signatures, order and end have been verified: that
    times never run backwards in it is what keeps a hidden entry between its neighbours. A position
    up to `absence.seq` that is not among them is hidden; those beyond it are not spoken of.
    """
    known = {entry.seq: entry for entry in entries}
    listed = [known.get(seq, Recorded(seq)) for seq in range(1, absence.seq + 1)]
    return tuple(_against(absence, listed))


def _against(absence: Absence, listed: Sequence[Recorded]) -> Iterator[tuple[int, Contradiction]]:
    after = _next_times(listed)
    before = 0
    for entry, latest in zip(listed, after, strict=True):
        if entry.iat is None:
            if before < absence.ends and latest >= absence.begins:
                yield entry.seq, Contradiction.HIDDEN
            continue
        before = entry.iat
        if not absence.begins <= entry.iat < absence.ends:
            continue
        if entry.type is None:
            yield entry.seq, Contradiction.UNTYPED
        elif entry.type in absence.types:
            yield entry.seq, Contradiction.RECORDED


def _next_times(listed: Sequence[Recorded]) -> list[int]:
    """For each entry the first time that is shown at or after it: no entry is later than that."""
    times, following = [], MAX_TIME
    for entry in reversed(listed):
        following = entry.iat if entry.iat is not None else following
        times.append(following)
    return times[::-1]


def _read(claims: dict[str, Json]) -> Absence:
    check_members("payload", claims, _CLAIMS)
    absence = Absence(
        ledger=check_digest("aud", claims["aud"]),
        origin=check_line("origin", claims["origin"]),
        size=check_number("size", claims["size"], least=1),
        root=check_digest("root", claims["root"]),
        stream=check_uuid("sub", claims["sub"]),
        seq=check_number("seq", claims["seq"], least=1),
        digest=check_digest("digest", claims["digest"]),
        types=_types(claims["types"]),
        begins=_minute("from", claims["from"]),
        ends=_minute("until", claims["until"]),
        made=check_time("iat", claims["iat"]),
    )
    if absence.digest == absence.ledger:
        raise ClaimRefused("digest: the ledger id, which belongs where a stream holds nothing")
    if absence.seq > absence.size:
        raise ClaimRefused("seq: more entries than the log has leaves")
    if not absence.begins < absence.ends <= absence.made:
        raise ClaimRefused("from, until, iat: not a period that was over when this was signed")
    return absence


def _minute(name: str, value: Json) -> int:
    seconds = check_time(name, value)
    if seconds % SECONDS_OF_MINUTE:
        raise ClaimRefused(f"{name}: not a whole minute")
    return seconds


def _types(value: Json) -> tuple[str, ...]:
    if not isinstance(value, list) or not 1 <= len(value) <= MAX_TYPES:
        raise ClaimRefused(f"types: not a list of 1 to {MAX_TYPES}")
    types = [_type(item) for item in value]
    if types != sorted(set(types)):
        raise ClaimRefused("types: not ascending, or one stands twice")
    return tuple(types)


def _type(value: Json) -> str:
    if not isinstance(value, str) or not _TYPE.fullmatch(value):
        raise ClaimRefused("types: one is not a name and a version, as child-seen/1")
    return value
