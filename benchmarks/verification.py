"""Verifying a whole ledger, beside the signatures that it cannot do without."""

from collections.abc import Iterator
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from benchmarks.enquiries import Enquiries
from benchmarks.ledgers import NOW, Staffed, staffed
from benchmarks.measure import in_turns, side_by_side, timed
from benchmarks.report import Result, Target
from crypto.ed25519 import load_public_key
from crypto.entry import parse_envelope
from crypto.jws import Jws
from crypto.trust import parse_trust
from ledger.verify import Options, verify_ledger

CORES: Final = 2
WRITERS: Final = 8
TARGET: Final = Target(0.5, at_least=True)
UNANCHORED: Final = 2
"""The exit code of a ledger in order against which no receipt or checkpoint was given."""

Signature = tuple[Jws, Ed25519PublicKey]


def run(*, quick: bool) -> Iterator[Result | str]:
    """A ledger of some thousand entries, verified on both cores."""
    entries = 6_400 if quick else 16_000
    with staffed(WRITERS) as at:
        halves = _admitted(at, entries)
        measured = in_turns(
            {
                "all": timed(lambda: _verify(at, entries)),
                "signatures": lambda: side_by_side(_check_signature, halves),
            },
            rounds=3 if quick else 7,
        )
    whole, bare = (entries / measured.seconds(name) for name in measured.rounds)
    yield Result(
        f"verifying a ledger of {entries:,} entries",
        measured.ratio("signatures", "all"),
        TARGET,
        (f"{whole:,.0f} entries a second; bare Ed25519 on {CORES} cores: {bare:,.0f}",),
    )


def _admitted(at: Staffed, entries: int) -> list[list[Signature]]:
    """Let the staff record so many entries at once; what is signed, for each core."""
    enquiries = Enquiries(at)
    shares = [enquiries.signed(author, entries // WRITERS) for author in at.staff]
    side_by_side(lambda data: at.ledger.admit([data]), shares)
    signatures = [
        (parse_envelope(data.partition(b"~")[0]).jws, load_public_key(author.device.public_key))
        for author, share in zip(at.staff, shares, strict=True)
        for data in share
    ]
    return [signatures[core::CORES] for core in range(CORES)]


def _check_signature(signature: Signature) -> None:
    jws, key = signature
    key.verify(jws.signature, jws.data[: jws.data.rindex(b".")])


def _verify(at: Staffed, entries: int) -> None:
    trust = parse_trust((at.settings.data / "trust.json").read_bytes())
    report = verify_ledger(at.settings, trust, options=Options(workers=CORES, now=NOW))
    assert report.exit_code == UNANCHORED, report
    assert report.counted.entries > entries
