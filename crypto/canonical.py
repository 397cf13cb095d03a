"""The one accepted byte form of JSON and base64url.

Two texts that mean the same are two hashes and two signatures, and whoever may choose between them can
make a second "valid" copy of a record. So every byte string that is signed or hashed has one spelling,
RFC 8785 (JCS) for JSON and RFC 4648 section 5 without padding for base64url, and `encode(decode(b)) == b`
holds or `b` is refused.
"""

import binascii
import hashlib
import json
import re
from typing import Final, NoReturn

from crypto.errors import CryptoError

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]

MAX_INTEGER: Final = 2**53 - 1
"""Largest magnitude of an integer: what a browser's `Number` holds exactly (RFC 8259, section 6)."""


class NotCanonical(CryptoError):
    """The bytes are not in their one accepted form."""


def encode(value: Json) -> bytes:
    """Write `value` as RFC 8785 bytes.

    Keys of this project are ASCII, for which Python's code-point order is JCS's UTF-16 order.

    Raises:
        NotCanonical: `value` holds a float, an integer beyond 2^53 - 1 or an unpaired surrogate.
    """
    data = _write(value)
    _DECODER.raw_decode(data.decode("utf-8"))
    return data


def decode(data: bytes) -> Json:
    """Read RFC 8785 bytes, refusing every other spelling of the same value.

    Duplicate keys, white space, escapes that are not needed, `-0`, floats and unsorted keys all fail,
    because writing the value again does not give the same bytes.

    Raises:
        NotCanonical: the bytes are not UTF-8, not JSON, or not in their canonical form.
    """
    try:
        value: Json = _DECODER.raw_decode(data.decode("utf-8"))[0]
    except UnicodeDecodeError as error:
        raise NotCanonical("not UTF-8") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise NotCanonical("not JSON") from error
    if _write(value) != data:
        raise NotCanonical("JSON is not in its canonical form (RFC 8785)")
    return value


def b64(data: bytes) -> str:
    """Write base64url without padding (RFC 4648, section 5)."""
    text = binascii.b2a_base64(data, newline=False).translate(_FROM_STANDARD, b"=")
    return text.decode("ascii")


def unb64(text: str) -> bytes:
    """Read base64url without padding, refusing every second spelling of the same bytes.

    Python's decoder skips foreign characters and ignores the unused low bits of the last one, either of
    which would let an attacker re-encode a signature without breaking it.

    Raises:
        NotCanonical: the text is not the one spelling of its bytes.
    """
    if not _BASE64URL.fullmatch(text):
        raise NotCanonical("base64url is not in its canonical form")
    padded = text.encode("ascii").translate(_TO_STANDARD) + b"=" * (-len(text) % 4)
    return binascii.a2b_base64(padded)


def digest(data: bytes) -> str:
    """SHA-256 of `data` as 43 characters of base64url."""
    return b64(hashlib.sha256(data).digest())


def _write(value: Json) -> bytes:
    try:
        return _encode(value).encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotCanonical("text holds an unpaired surrogate") from error


def _refuse_value(value: object) -> NoReturn:
    raise NotCanonical(f"a {type(value).__name__} has no JSON form here")


def _integer(text: str) -> int:
    value = int(text) if len(text) <= len(str(MAX_INTEGER)) + 1 else MAX_INTEGER + 1
    if abs(value) > MAX_INTEGER:
        raise NotCanonical("an integer is beyond 2^53 - 1")
    return value


def _number(_: str) -> NoReturn:
    raise NotCanonical("a number that is not an integer")


_DECODER: Final = json.JSONDecoder(
    parse_int=_integer, parse_float=_number, parse_constant=_number
)
_encode: Final = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_refuse_value
).encode
_FROM_STANDARD: Final = bytes.maketrans(b"+/", b"-_")
_TO_STANDARD: Final = bytes.maketrans(b"-_", b"+/")
_BASE64URL: Final = re.compile(
    # Whole groups of four, then two characters whose last carries 2 bits, or three whose last carries 4.
    r"(?:[\w-]{4})*(?:[\w-][AQgw]|[\w-]{2}[AEIMQUYcgkosw048])?",
    re.ASCII,
)
