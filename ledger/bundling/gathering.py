"""The streams of a bundle as they stood: the enquiry, the authority's, and every signer's."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crypto.canonical import Json, b64
from crypto.entry import Envelope
from crypto.listed import StreamKind
from domain.entry import Entry
from ledger.bulk import read_disclosures
from ledger.errors import RecordUnreadable
from ledger.ledger import Ledger

__all__ = ["Gathered", "Signed", "gather", "signers_of"]


@dataclass(frozen=True, slots=True)
class Signed:
    """An entry as it was signed: its envelope, its sealed disclosures opened, and as it reads."""

    envelope: Envelope
    words: bytes
    """The disclosures, each with `~` behind it."""
    entry: Entry

    @property
    def whole(self) -> bytes:
        """The entry with all its disclosures."""
        return self.envelope.jws.data + b"~" + self.words

    def content(self) -> dict[str, Json]:
        """What was signed, as JSON."""
        return read_disclosures(self.envelope.sd, self.words)


@dataclass(frozen=True, slots=True)
class Gathered:
    """One stream at the size of the view: where each entry stands, and what is left of it."""

    stream: str
    kind: StreamKind
    places: Sequence[tuple[int, int, str]]
    """Seq, leaf index and digest of every entry."""
    signed: Mapping[int, Signed]
    """By seq; of what was disposed of nothing is left."""

    @property
    def authors(self) -> frozenset[str]:
        """Who signed its entries."""
        return frozenset(one.envelope.claims.iss for one in self.signed.values())


def gather(ledger: Ledger, stream: str, kind: StreamKind, size: int) -> Gathered:
    """A stream as it stood when the log had `size` entries.

    Raises:
        RecordUnreadable: what is stored is not what was signed.
    """
    stands = ledger.store.log.stands(stream, size)
    upto = stands[-1][0] if stands else 0
    entries = ledger.reads.history.entries(stream)
    _check_stored(stream, entries, stands)
    opened = ledger.reads.history.opened(stream, upto)
    signed = {
        seq: Signed(envelope, words, entries[seq - 1]) for seq, (envelope, words) in opened.items()
    }
    places = [(seq, index, b64(digest)) for seq, index, digest in stands]
    return Gathered(stream, kind, places, signed)


def _check_stored(
    stream: str, entries: Sequence[Entry], stands: Sequence[tuple[int, int, bytes]]
) -> None:
    """What the log has at each position is stored there, or its digest, if it was disposed of.

    Otherwise an entry that somebody deleted would leave under a reason for withholding it.
    """
    stored = {entry.seq: entry.digest for entry in entries}
    for seq, _, digest in stands:
        if stored.get(seq) != b64(digest):
            raise RecordUnreadable(f"entry {seq} of stream {stream}: not the one that the log has")


def signers_of(ledger: Ledger, authors: Collection[str], size: int) -> Iterator[Gathered]:
    """The directory streams of these people, and of whoever signed in those: the registrar, the
    officers. By id.
    """
    found: dict[str, Gathered] = {}
    waiting = set(authors)
    while waiting:
        for person in waiting:
            found[person] = gather(ledger, person, "directory", size)
        waiting = {who for one in found.values() for who in one.authors} - found.keys()
    yield from (found[person] for person in sorted(found))
