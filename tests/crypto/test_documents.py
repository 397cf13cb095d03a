"""Documents: what was sealed is what is read, and no part of it can be changed, cut or moved."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.documents import (
    CHUNK_BYTES,
    TAG_BYTES,
    Deposit,
    DocumentBroken,
    DocumentPlace,
    open_document,
    seal_document,
    unwrap_deposit,
    wrap_deposit,
)
from crypto.sealing import SealBroken

PLACE = DocumentPlace("ledger", "stream", "name")
STREAM_KEY = b"\x05" * 32
SEALED_CHUNK = CHUNK_BYTES + TAG_BYTES
LENGTHS = st.sampled_from(
    [1, 2, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES, 3 * CHUNK_BYTES + 7]
)


def deposit(size: int) -> Deposit:
    """A document of so many bytes."""
    return Deposit(b"\x06" * 32, b"\x07" * 32, size, "text/plain")


def sealed(data: bytes, part: int = CHUNK_BYTES) -> bytes:
    """It comes in parts of so many bytes."""
    parts = (data[start : start + part] for start in range(0, len(data), part))
    return b"".join(seal_document(PLACE, deposit(0).key, parts))


def read(data: bytes, size: int, place: DocumentPlace = PLACE) -> bytes:
    """All of it."""
    return b"".join(open_document(place, deposit(size), BytesIO(data).read))


@given(LENGTHS, st.integers(1, 2 * CHUNK_BYTES))
def test_what_was_sealed_is_what_is_read(length: int, part: int) -> None:
    """Whatever its length, and however it came in."""
    data = bytes(index % 251 for index in range(length))
    box = sealed(data, max(part, length // 50))
    assert len(box) == length + TAG_BYTES * -(-length // CHUNK_BYTES)
    assert read(box, length) == data


@given(LENGTHS, st.data())
def test_no_byte_can_change(length: int, data: st.DataObject) -> None:
    """A flipped bit anywhere is found, at the latest when its chunk is read."""
    box = bytearray(sealed(b"x" * length))
    box[data.draw(st.integers(0, len(box) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(DocumentBroken):
        read(bytes(box), length)


DATA = b"a" * CHUNK_BYTES + b"b" * CHUNK_BYTES + b"c"
BOX = sealed(DATA)
CHUNKS = [BOX[start : start + SEALED_CHUNK] for start in range(0, len(BOX), SEALED_CHUNK)]

MISUSES: dict[str, Callable[[], object]] = {
    "cut off behind a chunk": lambda: read(b"".join(CHUNKS[:2]), len(DATA)),
    "cut off, and said to be so short": lambda: read(b"".join(CHUNKS[:2]), 2 * CHUNK_BYTES),
    "cut off within a chunk": lambda: read(BOX[:-1], len(DATA)),
    "lengthened": lambda: read(BOX + b"\0", len(DATA)),
    "chunks swapped": lambda: read(CHUNKS[1] + CHUNKS[0] + CHUNKS[2], len(DATA)),
    "a chunk twice": lambda: read(b"".join([CHUNKS[0], *CHUNKS]), len(DATA) + CHUNK_BYTES),
    "a chunk left out": lambda: read(CHUNKS[0] + CHUNKS[2], CHUNK_BYTES + 1),
    "moved": lambda: read(BOX, len(DATA), replace(PLACE, stream="another")),
    "renamed": lambda: read(BOX, len(DATA), replace(PLACE, name="another")),
    "nothing": lambda: read(b"", len(DATA)),
    "empty": lambda: sealed(b""),
    "a short key": lambda: list(
        open_document(PLACE, replace(deposit(1), key=b"short"), BytesIO(BOX).read)
    ),
}


@pytest.mark.parametrize("misuse", MISUSES)
def test_what_is_not_as_it_was_does_not_open(misuse: str) -> None:
    """Chunks are bound to their order, their end and their document."""
    with pytest.raises(DocumentBroken):
        MISUSES[misuse]()


def test_a_key_opens_at_its_own_place_alone() -> None:
    """The key and the description come back; nowhere else, and under no other key."""
    wrapped = wrap_deposit(PLACE, STREAM_KEY, deposit(7))
    assert unwrap_deposit(PLACE, STREAM_KEY, wrapped) == deposit(7)
    for place, key in (
        (replace(PLACE, ledger="x"), STREAM_KEY),
        (replace(PLACE, stream="x"), STREAM_KEY),
        (replace(PLACE, name="x"), STREAM_KEY),
        (PLACE, b"\x08" * 32),
    ):
        with pytest.raises(SealBroken):
            unwrap_deposit(place, key, wrapped)
