"""Checking the disclosures of very many entries: what `crypto.disclosures.reveal` does, in bulk.

`reveal` reads one disclosure after the other with the standard library alone, and costs more than
the signature above them. Here all of an entry's are read at once. Whatever is not plainly in order
is left to `reveal`, whose word is final: this may only ever accept what `reveal` accepts (a
property that the tests hold it to), and gives no reason of its own.
"""

import re
from binascii import a2b_base64, b2a_base64
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import Any, Final

import orjson

from crypto.disclosures import MAX_DEPTH, MAX_DISCLOSURES, RESERVED, reveal


def check_disclosures(sd: Sequence[str], plaintext: bytes) -> None:
    """Check that `plaintext`, disclosures with `~` after each, is exactly what `sd` signs.

    Raises:
        DisclosureRefused: a disclosure without a digest, a digest without a disclosure, or not in
            the one accepted form.
        UnicodeDecodeError: not even ASCII.
    """
    try:
        check_plain(sd, plaintext)
    except (ValueError, TypeError, LookupError):
        reveal(sd, plaintext.decode("ascii").split("~")[:-1])


def check_plain(sd: Sequence[str], plaintext: bytes) -> None:
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
    _walk(given, sd)


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


def _walk(given: dict[str, Any], sd: Sequence[str]) -> None:
    """From the signed digests down, taking each disclosure once and leaving none."""
    names = []
    inner: list[tuple[Any, int, int]] = []
    for key in sd:
        _, name, value = given.pop(key)
        names.append(name)
        if type(value) not in _SCALARS:
            inner.append((value, 0, 0))
    _require("".join(names).isascii() and RESERVED.isdisjoint(names))
    _require(len(set(names)) == len(names))
    while inner:
        value, depth, nesting = inner.pop()
        if type(value) is dict:
            _require(nesting < _NESTING and _DIGEST_KEYS.isdisjoint(value))
            _require("".join(value).isascii())
            below = [(item, depth, nesting + 1) for item in value.values()]
        else:
            _require(type(value) is list and depth < MAX_DEPTH)
            below = [(_take(given, element), depth + 1, 0) for element in value]
        inner += [item for item in below if type(item[0]) not in _SCALARS]
    _require(not given)


def _take(given: dict[str, Any], element: Any) -> Any:
    _, item = given.pop(element["..."])
    _require(len(element) == 1)
    return item


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
