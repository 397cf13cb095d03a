"""A copy keeps every cosignature that it was ever shown, whatever else stands beside it later."""

from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto.checkpoint import unverified_checkpoint
from crypto.cosignature import Cosigner
from crypto.note import MAX_SIGNATURES, UnverifiedNote
from ledger.mirroring.mirror import Mirror
from tests.log.making import TRUST, Files, checkpoint, leaves, show

WITNESSES = tuple(
    Cosigner(f"{name}.example/w", Ed25519PrivateKey.generate()) for name in ("police", "health")
)
POLICY = "".join(
    [
        *(f"witness w{n} {one.key.vkey}\n" for n, one in enumerate(WITNESSES)),
        "group both all w0 w1\nquorum both\n",
    ]
)
WATCHED = replace(TRUST, policy=POLICY)
ENTRIES = leaves(3)
BARE = checkpoint(ENTRIES)


def _line(witness: Cosigner) -> bytes:
    signed = witness.sign_at(unverified_checkpoint(BARE), 1_700_000_000)
    return f"{signed.encode()}\n".encode()


def _strangers(count: int) -> bytes:
    return b"".join(f"— stranger{n}.example/w abcdefgh\n".encode() for n in range(count))


POLICE, HEALTH = map(_line, WITNESSES)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of a log, which the police have cosigned."""
    _shown(tmp_path / "copy", BARE + POLICE)
    return tmp_path / "copy"


def _shown(copy: Path, *notes: bytes) -> tuple[str, ...]:
    """Show the same tree under each of these notes; who of the witnesses is missing at the end."""
    missing: tuple[str, ...] = ()
    for note in notes:
        show(copy.parent / "ledger", ENTRIES, note=note)
        (followed,) = Mirror(Files(copy.parent / "ledger"), copy, WATCHED).follow()
        missing = followed.missing
    return missing


def _kept(copy: Path) -> bytes:
    return (copy / "1/checkpoint").read_bytes()


def test_lines_of_strangers_take_no_cosignature_away(copy: Path) -> None:
    """Whoever serves the log, or sits between, could show it with more lines and less in them."""
    assert _shown(copy, BARE + _strangers(40)) == ("w1",)
    assert POLICE in _kept(copy)


def test_cosignatures_that_come_apart_are_put_together(copy: Path) -> None:
    """Each was shown without the other, and both count."""
    assert _shown(copy, BARE + HEALTH, BARE) == ()
    assert POLICE in _kept(copy)
    assert HEALTH in _kept(copy)


def test_strangers_leave_room_for_who_is_known(copy: Path) -> None:
    """A note holds so many lines: those of the ledger and of its witnesses come first."""
    full = BARE + _strangers(MAX_SIGNATURES - 1)
    assert _shown(copy, full, BARE + HEALTH) == ()
    kept = UnverifiedNote.parse(_kept(copy))
    assert len(kept.signatures) == MAX_SIGNATURES
    assert _shown(copy, full) == ()
