"""Checking the disclosures of very many entries: what `crypto.disclosures.reveal` does, in bulk.

`reveal` reads one disclosure after the other with the standard library alone, and costs more than
the signature above them. Here all of an entry's are read at once. Whatever is not plainly in order
is left to `reveal`, whose word is final: this may only ever accept what `reveal` accepts (a
property that the tests hold it to), and gives no reason of its own.
"""

import re
from binascii import a2b_base64, b2a_base64
from collections.abc import Sequence
from hashlib import sha256
from typing import Any, Final

import orjson

from crypto.disclosures import MAX_DEPTH, MAX_DISCLOSURES, RESERVED, reveal


class _Unsure(Exception):
    """Something is not plainly in order."""


def check_disclosures(sd: Sequence[str], plaintext: bytes) -> None:
    """Check that `plaintext`, disclosures with `~` after each, is exactly what `sd` signs.

    Raises:
        DisclosureRefused: a disclosure without a digest, a digest without a disclosure, or not in
            the one accepted form.
        UnicodeDecodeError: not even ASCII.
    """
    try:
        _check(sd, plaintext)
    except (_Unsure, ValueError, TypeError):
        reveal(sd, plaintext.decode("ascii").split("~")[:-1])


def _check(sd: Sequence[str], plaintext: bytes) -> None:
    texts = plaintext.split(b"~")
    if texts.pop() or not 0 < len(texts) <= MAX_DISCLOSURES:
        raise _Unsure
    keys = _digests(texts)
    if sorted(set(keys)) != keys:
        raise _Unsure
    values = _read(plaintext)
    _check_salts(values)
    _Walk(dict(zip(keys, values, strict=True))).content(sd)


def _digests(texts: Sequence[bytes]) -> list[str]:
    """SHA-256 of each in base64url: 32 bytes and a zero byte give 43 characters and one to drop."""
    joined = b"\0".join([sha256(text).digest() for text in texts]) + b"\0"
    written = b2a_base64(joined, newline=False).translate(_FROM_STANDARD).decode("ascii")
    return [written[start : start + 43] for start in range(0, len(written), 44)]


def _read(plaintext: bytes) -> list[Any]:
    """The value in each disclosure, once writing all of them again has given the same bytes.

    Each is read on its own, so no two can share a bracket; and a whole JSON array is never the
    beginning of another, so if the joined bytes agree, each one's do.
    """
    raws = [a2b_base64(text + b"==") for text in plaintext.translate(_TO_STANDARD).split(b"~")[:-1]]
    again = b"~".join([b2a_base64(raw, newline=False) for raw in raws])
    if again.translate(_FROM_STANDARD, b"=") != plaintext[:-1]:
        raise _Unsure
    values = [orjson.loads(raw) for raw in raws]
    if orjson.dumps(values, option=_CANONICAL) != b"[" + b",".join(raws) + b"]":
        raise _Unsure
    return values


def _check_salts(values: Sequence[Any]) -> None:
    salts = [value[0] for value in values]
    if len(set(salts)) != len(salts) or {len(salt) for salt in salts} != {_SALT_LENGTH}:
        raise _Unsure
    if not _SALTS.fullmatch("".join(salts)):
        raise _Unsure


class _Walk:
    """One walk from the signed digests down, which takes each disclosure once and leaves none."""

    __slots__ = ("_given",)

    def __init__(self, given: dict[str, Any]) -> None:
        self._given = given

    def content(self, sd: Sequence[str]) -> None:
        names = set()
        for key in sd:
            parts = self._given.pop(key, None)
            if not isinstance(parts, list) or len(parts) != 3:  # noqa: PLR2004 - [salt, name, value]
                raise _Unsure
            names.add(parts[1])
            self._value(parts[2], 0, 0)
        if self._given or len(names) != len(sd) or not RESERVED.isdisjoint(names):
            raise _Unsure
        if not all(type(name) is str and name.isascii() for name in names):
            raise _Unsure

    def _value(self, value: Any, depth: int, nesting: int) -> None:
        kind = type(value)
        if kind is str or kind is bool or kind is int or value is None:
            return
        if kind is dict and nesting < _NESTING:
            if "..." in value or "_sd" in value or not "".join(value).isascii():
                raise _Unsure
            for item in value.values():
                self._value(item, depth, nesting + 1)
        elif kind is list and depth < MAX_DEPTH:
            for item in value:
                self._element(item, depth + 1)
        else:
            raise _Unsure

    def _element(self, item: Any, depth: int) -> None:
        parts = self._given.pop(item["..."], None)
        if len(item) != 1 or not isinstance(parts, list) or len(parts) != 2:  # noqa: PLR2004 - [salt, value]
            raise _Unsure
        self._value(parts[1], depth, 0)


_CANONICAL: Final = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER
_NESTING: Final = 16
"""Half of what `crypto.canonical` allows: beyond it, `reveal` decides."""
_SALT_LENGTH: Final = 22
_SALTS: Final = re.compile(r"(?:[\w-]{21}[AQgw])+", re.ASCII)
_FROM_STANDARD: Final = bytes.maketrans(b"+/", b"-_")
_TO_STANDARD: Final = bytes.maketrans(b"-_", b"+/")
