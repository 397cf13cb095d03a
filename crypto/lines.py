"""What every C2SP text is made of: lines, base64 and decimals, each with one spelling.

A second spelling would make a second valid form of one note, and two hashes of one statement.
"""

import base64
import binascii
import re
from typing import Final

from crypto.errors import Malformed

_CONTROL: Final = re.compile(r"[\x00-\x1f]")
_DECIMAL: Final = re.compile(r"0|[1-9][0-9]{0,18}")
"""At most as many digits as 2^63 - 1 has."""


def check_line(field: str, text: str) -> None:
    """Check that `text` can stand as a line of a note (signed-note, Format).

    Raises:
        Malformed: it is empty, or holds a control character or what UTF-8 cannot write.
    """
    if not text or _CONTROL.search(text):
        raise Malformed(f"{field}: empty, or with a control character")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Malformed(f"{field}: an unpaired surrogate") from error


def encode_base64(data: bytes) -> str:
    """Standard base64 with padding (RFC 4648, section 4), which all C2SP formats use."""
    return binascii.b2a_base64(data, newline=False).decode("ascii")


def decode_base64(field: str, text: str) -> bytes:
    """Read standard base64.

    Raises:
        Malformed: not base64, or with line breaks, missing padding or stray low bits.
    """
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise Malformed(f"{field}: not base64") from error
    if encode_base64(data) != text:
        raise Malformed(f"{field}: base64 not in its canonical form")
    return data


def decode_decimal(field: str, text: str) -> int:
    """Read a number of leaves, or the index of one.

    Raises:
        Malformed: anything but 1 to 19 ASCII digits without a leading zero.
    """
    if not _DECIMAL.fullmatch(text):
        raise Malformed(f"{field}: not a decimal of at most 19 digits without a leading zero")
    return int(text)
