"""The clear part of very many entries: what `crypto.entry.parse_envelope` reads, in bulk.

Most entries are plainly in order, and to show that takes a fifth of the work of naming what is not.
Whatever is not plain is left to `parse_envelope`, whose word is final: this may only ever accept
what that accepts, and reads the same from it (a property that the tests hold it to).
"""

import re
from binascii import a2b_base64, b2a_base64
from collections.abc import Callable
from typing import Any, Final, NamedTuple

import orjson

from crypto.canonical import digest
from crypto.claims import MAX_TIME
from crypto.ed25519 import SIGNATURE_BYTES
from crypto.entry import Envelope, parse_envelope
from crypto.jws import MAX_JWS_BYTES

Place = tuple[str, int, str]
"""Stream, seq and digest of an entry that another refers to."""


class Clear(NamedTuple):
    """The signed claims of an entry with what verifies them; nothing here is verified."""

    ledger: str
    author: str
    stream: str
    seq: int
    prev: str
    iat: int
    dir: str
    refs: tuple[Place, ...]
    sd: tuple[str, ...]
    kid: str
    digest: str
    signature: bytes
    signed: bytes


class ClearReader:
    """Reads entries; a header that was found in order once is known from then on."""

    def __init__(self) -> None:
        self._headers: dict[bytes, str] = {}

    def read(self, data: bytes) -> Clear:
        """The clear part of an entry.

        Raises:
            CryptoError: not an entry in the one accepted form.
        """
        try:
            return self._read(data)
        except (ValueError, TypeError, LookupError):
            envelope = parse_envelope(data)
        if len(self._headers) < _MAX_HEADERS:
            self._headers[data[: data.index(b".")]] = envelope.jws.kid
        return _of(envelope)

    def _read(self, data: bytes) -> Clear:
        """Raises one of three exceptions where anything is not plain."""
        header, payload, signature = data.split(b".")
        kid = self._headers[header]
        raw, end = _decode(payload), _decode(signature)
        claims = orjson.loads(raw)
        plain = (
            orjson.dumps(claims, option=_CANONICAL) == raw
            and claims.keys() == _CLAIMS
            and len(end) == SIGNATURE_BYTES
            and len(data) <= MAX_JWS_BYTES
            and not claims["refs"]
        )
        if not plain:
            raise ValueError
        return _checked(claims, kid, data, end)


def _checked(claims: dict[str, Any], kid: str, data: bytes, signature: bytes) -> Clear:
    sd, seq, iat = claims["_sd"], claims["seq"], claims["iat"]
    ledger, prev = claims["aud"], claims["prev"]
    texts = " ".join((ledger, claims["dir"], prev, claims["iss"], claims["sub"]))
    plain = (
        claims["_sd_alg"] == "sha-256"
        and type(claims["refs"]) is list
        and type(sd) is list
        and sorted(set(sd)) == sd
        and {len(key) for key in sd} == {_DIGEST_LENGTH}
        and _DIGESTS("".join(sd))
        and _TEXTS(texts)
        and type(seq) is int
        and type(iat) is int
        and seq >= 1
        and 1 <= iat <= MAX_TIME
        and (seq == 1) == (prev == ledger)
    )
    if not plain:
        raise ValueError
    return Clear(
        ledger=ledger,
        author=claims["iss"],
        stream=claims["sub"],
        seq=seq,
        prev=prev,
        iat=iat,
        dir=claims["dir"],
        refs=(),
        sd=tuple(sd),
        kid=kid,
        digest=digest(data),
        signature=signature,
        signed=data[: data.rindex(b".")],
    )


def _decode(text: bytes) -> bytes:
    raw = a2b_base64(text.translate(_TO_STANDARD) + b"==")
    if b2a_base64(raw, newline=False).translate(_FROM_STANDARD, b"=") != text:
        raise ValueError
    return raw


def _of(envelope: Envelope) -> Clear:
    claims, data = envelope.claims, envelope.jws.data
    return Clear(
        ledger=claims.aud,
        author=claims.iss,
        stream=claims.sub,
        seq=claims.seq,
        prev=claims.prev,
        iat=claims.iat,
        dir=claims.dir,
        refs=tuple((ref.sub, ref.seq, ref.digest) for ref in claims.refs),
        sd=envelope.sd,
        kid=envelope.jws.kid,
        digest=envelope.digest,
        signature=envelope.jws.signature,
        signed=data[: data.rindex(b".")],
    )


_CLAIMS: Final = frozenset(
    ["_sd", "_sd_alg", "aud", "dir", "iat", "iss", "prev", "refs", "seq", "sub"]
)
_DIGEST: Final = r"[\w-]{42}[AEIMQUYcgkosw048]"
_DIGEST_LENGTH: Final = 43
_UUID: Final = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_DIGESTS: Final[Callable[[str], object]] = re.compile(rf"(?:{_DIGEST})+", re.ASCII).fullmatch
_TEXTS: Final[Callable[[str], object]] = re.compile(
    rf"{_DIGEST} {_DIGEST} {_DIGEST} {_UUID} {_UUID}", re.ASCII
).fullmatch
_CANONICAL: Final = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER
_MAX_HEADERS: Final = 100_000
"""Headers remembered: one for each key that ever signed."""
_FROM_STANDARD: Final = bytes.maketrans(b"+/", b"-_")
_TO_STANDARD: Final = bytes.maketrans(b"-_", b"+/")
