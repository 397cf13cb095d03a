"""Reading very many disclosures: what `crypto.disclosures.reveal` does, in bulk.

`reveal` reads one disclosure after the other with the standard library alone, and costs more than
the signature above them. Here all of an entry's are read at once. Whatever is not plainly in order
is left to `reveal`, whose word is final: this may only ever accept what `reveal` accepts, and reads
the same from it (a property that the tests hold it to), and gives no reason of its own.
"""

import re
from binascii import a2b_base64, b2a_base64
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import Any, Final

import orjson

from crypto.canonical import Json
from crypto.disclosures import MAX_DEPTH, MAX_DISCLOSURES, RESERVED, reveal
from crypto.entry import MAX_ENTRY_BYTES, SignedEntry, parse, parse_envelope

Content = dict[str, Json]


def read_entry(data: bytes) -> SignedEntry:
    """Read an entry with all its disclosures, as `crypto.entry.parse` does.

    Raises:
        CryptoError: as `parse`.
    """
    signed, _, plaintext = data.partition(b"~")
    try:
        _require(len(data) <= MAX_ENTRY_BYTES)
        envelope = parse_envelope(signed)
        content = read_plain(envelope.sd, plaintext)
    except _NOT_PLAIN:
        return parse(data)
    return SignedEntry(envelope, tuple(plaintext[:-1].decode("ascii").split("~")), content)


def read_disclosures(sd: Sequence[str], plaintext: bytes) -> Content:
    """The content, if `plaintext`, disclosures with `~` after each, is exactly what `sd` signs.

    Raises:
        DisclosureRefused: a disclosure without a digest, a digest without a disclosure, or not in
            the one accepted form.
        UnicodeDecodeError: not even ASCII.
    """
    try:
        return read_plain(sd, plaintext)
    except _NOT_PLAIN:
        return reveal(sd, plaintext.decode("ascii").split("~")[:-1])


def read_plain(sd: Sequence[str], plaintext: bytes) -> Content:
    """The same in bulk.

    Raises:
        ValueError, TypeError, LookupError: something is not plainly in order.
    """
    texts = plaintext.split(b"~")
    _require(not texts.pop() and 0 < len(texts) <= MAX_DISCLOSURES)
    keys = _digests(texts)
    values = _read(plaintext)
    given = dict(zip(keys, values, strict=True))
    salts = " ".join([value[0] for value in values])
    _require(sorted(given) == keys)
    _require(_SALTS(salts) is not None and len(set(salts.split(" "))) == len(values))
    return _content(given, sd)


def _require(plain: bool) -> None:
    if not plain:
        raise ValueError


def _digests(texts: Iterable[bytes]) -> list[str]:
    """SHA-256 of each in base64url: 32 bytes and a zero byte give 43 characters and one to drop."""
    joined = b"\0".join([hashed.digest() for hashed in map(sha256, texts)]) + b"\0"
    written = b2a_base64(joined, newline=False).translate(_FROM_STANDARD).decode("ascii")
    return [written[start : start + 43] for start in range(0, len(written), 44)]


def _read(plaintext: bytes) -> list[Any]:
    """The value in each disclosure, once writing all of them again has given the same bytes.

    Each is read on its own, so no two can share a bracket; and a whole JSON array is never the
    beginning of another, so if the joined bytes agree, each one's do.
    """
    padded = plaintext.translate(_TO_STANDARD).replace(b"~", b"==~").split(b"~")
    raws = list(map(a2b_base64, padded[:-1]))
    again = b"".join(map(b2a_base64, raws)).translate(_FROM_STANDARD, b"=")
    _require(again == plaintext.replace(b"~", b"\n"))
    values = list(map(orjson.loads, raws))
    _require(orjson.dumps(values, option=_CANONICAL) == b"[" + b",".join(raws) + b"]")
    return values


def _content(given: dict[str, Any], sd: Sequence[str]) -> Content:
    """What the signed digests name, taking each disclosure once and leaving none."""
    content = {}
    for key in sd:
        _, name, value = given.pop(key)
        content[name] = value if type(value) in _SCALARS else _value(given, value, 0, 0)
    _require("".join(content).isascii() and RESERVED.isdisjoint(content))
    _require(len(content) == len(sd) and not given)
    return content


def _value(given: dict[str, Any], value: Any, depth: int, nesting: int) -> Json:
    """What is neither a word nor a number, with the disclosures of its elements in their places."""
    if type(value) is dict:
        _require(nesting < _NESTING and _DIGEST_KEYS.isdisjoint(value))
        _require("".join(value).isascii())
        return {
            name: item if type(item) in _SCALARS else _value(given, item, depth, nesting + 1)
            for name, item in value.items()
        }
    _require(type(value) is list and depth < MAX_DEPTH)
    items = [_element(given, element) for element in value]
    return [x if type(x) in _SCALARS else _value(given, x, depth + 1, 0) for x in items]


def _element(given: dict[str, Any], element: Any) -> Any:
    _, item = given.pop(element["..."])
    _require(len(element) == 1)
    return item


_NOT_PLAIN: Final = (ValueError, TypeError, LookupError)
_CANONICAL: Final = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER
_NESTING: Final = 16
"""Half of what `crypto.canonical` allows: beyond it, `reveal` decides."""
_SALTS: Final[Callable[[str], object]] = re.compile(
    r"[\w-]{21}[AQgw](?: [\w-]{21}[AQgw])*", re.ASCII
).fullmatch
_DIGEST_KEYS: Final = frozenset({"...", "_sd"})
_SCALARS: Final = frozenset({str, bool, int, type(None)})
_FROM_STANDARD: Final = bytes.maketrans(b"+/", b"-_")
_TO_STANDARD: Final = bytes.maketrans(b"-_", b"+/")
