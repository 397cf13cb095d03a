"""Reading ASN.1 in DER (ITU-T X.690): as much as it takes to find a part of a time stamp."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from crypto.errors import Malformed

_LONG: Final = 0x80
MAX_LENGTH_BYTES: Final = 4
"""Most bytes in which a length is read; what is read here has at most 64 KiB."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element of `data`: its identifier byte, where it starts, its contents, and its end."""

    data: bytes
    tag: int
    start: int
    body: int
    end: int

    @property
    def encoded(self) -> bytes:
        """Identifier, length and contents."""
        return self.data[self.start : self.end]

    @property
    def contents(self) -> bytes:
        """The contents alone."""
        return self.data[self.body : self.end]

    def parts(self) -> Iterator["Element"]:
        """The elements within, in their order.

        Raises:
            Malformed: the contents are not elements that fill them exactly.
        """
        at = self.body
        while at < self.end:
            part = _read(self.data, at, self.end)
            yield part
            at = part.end

    def part(self, place: int) -> "Element":
        """The element within at a place, from 0.

        Raises:
            Malformed: there is none, or as `parts`.
        """
        for number, part in enumerate(self.parts()):
            if number == place:
                return part
        raise Malformed("DER: an element is missing")


def read(data: bytes) -> Element:
    """The one element that `data` is.

    Raises:
        Malformed: not one element in DER, or bytes behind it.
    """
    element = _read(data, 0, len(data))
    if element.end != len(data):
        raise Malformed("DER: bytes behind the element")
    return element


def _read(data: bytes, start: int, end: int) -> Element:
    if end - start < 2:  # noqa: PLR2004 - identifier and length
        raise Malformed("DER: cut off")
    if data[start] & 0x1F == 0x1F:  # noqa: PLR2004 - X.690, section 8.1.2.4: more identifier bytes
        raise Malformed("DER: a tag of several bytes")
    length, body = _length(data, start + 1, end)
    if body + length > end:
        raise Malformed("DER: cut off")
    return Element(data, data[start], start, body, body + length)


def _length(data: bytes, at: int, end: int) -> tuple[int, int]:
    first = data[at]
    if first < _LONG:
        return first, at + 1
    count = first - _LONG
    if not 1 <= count <= MAX_LENGTH_BYTES or at + 1 + count > end:
        raise Malformed("DER: a length that is not definite, or too large")
    length = int.from_bytes(data[at + 1 : at + 1 + count], "big")
    if length < _LONG or data[at + 1] == 0:
        raise Malformed("DER: a length in more bytes than it needs")
    return length, at + 1 + count
