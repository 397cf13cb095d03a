"""Inputs near good ones: bytes changed, cut, doubled, moved, and spliced with those of another."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Final

MAX_BYTES: Final = 2**17

_TOKENS: Final = (
    *(
        b"",
        b"\x00",
        b"\xff",
        b"\n",
        b"\n\n",
        b"\r\n",
        b" ",
        b"~",
        b".",
        b"+",
        b"/",
        b"=",
        b"-",
        b",",
    ),
    *(
        b'"',
        b"\\",
        b"{}",
        b"[]",
        b"null",
        b"true",
        b'""',
        b'"\\ud800"',
        b"\xed\xa0\x80",
        b"\xc0\x80",
    ),
    *(b"0", b"-0", b"1e9", b"0.5", b"NaN", b"-1", b"9007199254740992", b"9" * 19, b"9" * 5000),
    *(b"9223372036854775807", b"9223372036854775808", b"253402300800", b"18446744073709551616"),
    *(
        b"[" * 40,
        b"[" * 20_000,
        b'{"a":' * 20_000,
        b'{"...":"',
        b'"_sd":',
        b"\xe2\x80\x94 ",
        b"../",
    ),
    *("ü".encode(), "\U0001d7d9".encode(), "\u2028".encode(), "İ".encode(), "\u0301".encode()),
)


def mutated(seeds: Sequence[bytes], random: Random) -> bytes:
    """One of the seeds, changed one to four times."""
    data = random.choice(seeds)
    for _ in range(random.randint(1, 4)):
        data = random.choice(_CHANGES)(data, seeds, random)
    return data[:MAX_BYTES]


def _flipped(data: bytes, _: Sequence[bytes], random: Random) -> bytes:
    at, after = _span(data, random, 1)
    changed = bytes(byte ^ 1 << random.randrange(8) for byte in data[at:after])
    return data[:at] + changed + data[after:]


def _cut(data: bytes, _: Sequence[bytes], random: Random) -> bytes:
    at, after = _span(data, random)
    return data[:at] + data[after:]


def _doubled(data: bytes, _: Sequence[bytes], random: Random) -> bytes:
    at, after = _span(data, random)
    return data[:after] + data[at:]


def _moved(data: bytes, _: Sequence[bytes], random: Random) -> bytes:
    at, after = _span(data, random)
    rest = data[:at] + data[after:]
    to = random.randint(0, len(rest))
    return rest[:to] + data[at:after] + rest[to:]


def _spliced(data: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    other = random.choice(seeds)
    at, after = _span(data, random)
    begin, end = _span(other, random)
    return data[:at] + other[begin:end] + data[after:]


def _told(data: bytes, _: Sequence[bytes], random: Random) -> bytes:
    at, after = _span(data, random, random.choice((0, 1, 20)))
    return data[:at] + random.choice(_TOKENS) + data[after:]


def _ended(data: bytes, _: Sequence[bytes], random: Random) -> bytes:
    return data[: random.randint(0, len(data))]


def _span(data: bytes, random: Random, longest: int = 200) -> tuple[int, int]:
    at = random.randint(0, len(data))
    return at, min(len(data), at + random.randint(min(longest, 1), longest))


_CHANGES: Final[tuple[Callable[[bytes, Sequence[bytes], Random], bytes], ...]] = (
    *(_flipped, _cut, _doubled, _moved, _spliced, _told, _told, _ended),
)
