"""The one accepted byte form of JSON and base64url.

Two texts that mean the same are two hashes and two signatures, and whoever may choose between them
can make a second "valid" copy of a record. So every byte string that is signed or hashed has one
spelling, RFC 8785 (JCS) for JSON and RFC 4648 section 5 without padding for base64url, and
`encode(decode(b)) == b` holds or `b` is refused (docs/FORMAT.md, F0).
"""

import binascii
import hashlib
import json
from collections.abc import Sequence
from typing import Any, Final, NoReturn

from crypto.errors import CryptoError

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]

MAX_INTEGER: Final = 2**53 - 1
"""Largest magnitude of an integer: what a browser holds exactly (RFC 8259, section 6)."""
MAX_JSON_BYTES: Final = 2**24
"""Longest JSON text: of nothing but `[],` it takes 30 times as much memory once read, and a ZIP
archive of a few hundred kilobytes may hold a text that takes all there is."""
MAX_NESTING: Final = 32
"""Bound on arrays and objects within each other. Without one, the stack of whoever reads would be
the limit, and a record that one verifier accepts would crash another."""


class NotCanonical(CryptoError):
    """The bytes are not in their one accepted form."""


def encode(value: Json) -> bytes:
    """Write `value` as RFC 8785 bytes, from which `decode` reads the same value again.

    Raises:
        NotCanonical: `value` holds what has no such form: a float, an integer beyond 2^53 - 1, an
            unpaired surrogate, a key that is not an ASCII string, or more than 32 levels.
    """
    try:
        data = _write(value).encode("utf-8")
    except (TypeError, ValueError, RecursionError) as error:
        raise NotCanonical("a value that has no canonical form") from error
    if decode(data) != value:
        raise NotCanonical("a value that would be read back as another")
    return data


def decode(data: bytes) -> Json:
    """Read RFC 8785 bytes, refusing every other spelling of the same value.

    Duplicate keys, white space, escapes that are not needed, `-0`, unsorted keys and bytes after
    the value all fail because writing the value again gives other bytes; and so does an escaped
    unpaired surrogate, which text that was read from UTF-8 cannot hold.

    Raises:
        NotCanonical: the bytes are not UTF-8, not JSON, or not in their canonical form.
    """
    return decode_all((data,))[0]


def decode_all(parts: Sequence[bytes]) -> list[Json]:
    """`decode` each of `parts`, for less: they are written again, and compared, all at once.

    That is as strict. Each was read to its end as one value, so in two equal joins none can be the
    beginning of another with a comma behind it: reading the longer would have stopped there.

    Raises:
        NotCanonical: as `decode`.
    """
    if sum(map(len, parts)) > MAX_JSON_BYTES:
        raise NotCanonical(f"longer than {MAX_JSON_BYTES} bytes")
    try:
        texts = [part.decode("utf-8") for part in parts]
        read = [_read(text, 0) for text in texts]
        values: list[Json] = [value for value, _ in read]
        written = _write(values)
    except UnicodeDecodeError as error:
        raise NotCanonical("not UTF-8") from error
    except (StopIteration, json.JSONDecodeError, RecursionError) as error:
        raise NotCanonical("not JSON") from error
    if written != f"[{','.join(texts)}]":
        raise NotCanonical("JSON is not in its canonical form (RFC 8785)")
    for text, (value, end) in zip(texts, read, strict=True):
        if end != len(text):
            raise NotCanonical("bytes after the JSON value")
        if not text.isascii() or text.count("[") + text.count("{") > MAX_NESTING:
            _check_shape(value, MAX_NESTING)
    return values


def b64(data: bytes) -> str:
    """Write base64url without padding (RFC 4648, section 5)."""
    text = binascii.b2a_base64(data, newline=False).translate(_FROM_STANDARD, b"=")
    return text.decode("ascii")


def unb64(text: str) -> bytes:
    """Read base64url without padding, refusing every second spelling of the same bytes.

    Python's decoder skips foreign characters and ignores the unused low bits of the last one,
    either of which would let an attacker re-encode a signature without breaking it; so the bytes
    are written again and compared.

    Raises:
        NotCanonical: the text is not the one spelling of its bytes.
    """
    try:
        data = binascii.a2b_base64(text.encode("ascii").translate(_TO_STANDARD) + b"==")
    except ValueError as error:
        raise NotCanonical("not base64url") from error
    if b64(data) != text:
        raise NotCanonical("base64url is not in its canonical form")
    return data


def unb64_all(texts: Sequence[str]) -> list[bytes]:
    """`unb64` each of `texts`, for less: their characters are looked at all at once.

    That is as strict. With no character but those of the alphabet, nothing is skipped, and all that
    can differ in a second spelling are the unused bits of the last character.

    Raises:
        NotCanonical: as `unb64`.
    """
    try:
        joined = "~".join(texts).encode("ascii")
        foreign = joined.translate(None, _ALPHABET)
        padded = joined.translate(_TO_STANDARD).replace(b"~", b"==~") + b"=="
        parts = padded.split(b"~") if texts else []
        data = list(map(binascii.a2b_base64, parts))
    except ValueError as error:
        raise NotCanonical("not base64url") from error
    if len(foreign) != len(texts) - bool(texts) or foreign.strip(b"~"):
        raise NotCanonical("not base64url")
    if not {(len(part) % 4, part[-3:-2]) for part in parts} <= _ENDS:
        raise NotCanonical("base64url is not in its canonical form")
    return data


def digest(data: bytes) -> str:
    """SHA-256 of `data` as 43 characters of base64url."""
    return b64(hashlib.sha256(data).digest())


def digests(texts: Sequence[str]) -> list[str]:
    """`digest` of each of these ASCII texts, for less: their base64url is written all at once."""
    sha256 = hashlib.sha256
    # With a zero byte each takes 44 characters, of which the last says nothing.
    hashes = b"".join([sha256(text.encode("ascii")).digest() + b"\0" for text in texts])
    written = b64(hashes)
    return [written[place : place + 43] for place in range(0, 44 * len(texts), 44)]


def _check_shape(value: Json, levels: int) -> None:
    """Bound the nesting, and keep keys to ASCII, where Python's order of keys is that of JCS.

    RFC 8785, section 3.2.3, sorts by UTF-16 code units, which differs from code points beyond
    U+FFFF.
    """
    if isinstance(value, dict):
        if not "".join(value).isascii():
            raise NotCanonical("a key that is not ASCII")
        value = list(value.values())
    if isinstance(value, list):
        if not levels:
            raise NotCanonical(f"more than {MAX_NESTING} levels of nesting")
        for item in value:
            if isinstance(item, list | dict):
                _check_shape(item, levels - 1)


def _integer(text: str) -> int:
    value = int(text) if len(text) <= len(str(-MAX_INTEGER)) else MAX_INTEGER + 1
    if abs(value) > MAX_INTEGER:
        raise NotCanonical("an integer is beyond 2^53 - 1")
    return value


def _number(_: str) -> NoReturn:
    raise NotCanonical("a number that is not an integer")


_decoder: Any = json.JSONDecoder(parse_int=_integer, parse_float=_number, parse_constant=_number)
_read: Final = _decoder.scan_once
"""Reads one value of a text from a place in it; where there is none it raises StopIteration."""
_write: Final = json.JSONEncoder(
    # What was read has no cycles; in anything else a cycle ends as nesting without end.
    check_circular=False,
    ensure_ascii=False,
    sort_keys=True,
    separators=(",", ":"),
).encode
_FROM_STANDARD: Final = bytes.maketrans(b"+/", b"-_")
_TO_STANDARD: Final = bytes.maketrans(b"-_", b"+/")
_ALPHABET: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_STANDARD: Final = _ALPHABET.translate(_TO_STANDARD)
_ENDS: Final = (
    {(2, b"")}
    | {(2, _STANDARD[place : place + 1]) for place in range(64)}
    | {(0, _STANDARD[place : place + 1]) for place in range(0, 64, 16)}
    | {(1, _STANDARD[place : place + 1]) for place in range(0, 64, 4)}
)
"""How long a text with two bytes of padding may be, modulo 4, and how it may end before these."""
