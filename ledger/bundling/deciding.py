"""Applying a policy to an enquiry as it stood: what is given, and what the search finds in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from domain.clearance import Clearance
from domain.disclosure import Deciding, Found
from domain.enquiry import Enquiry
from domain.events.documents import DocumentDeposited
from ledger.bundling.finding import Searching, hidden_words
from ledger.bundling.gathering import Gathered
from ledger.bundling.signers import Signers
from ledger.bundling.wanted import Wanted
from ledger.bundling.withholding import Position, give, sources_of
from ledger.errors import RecordUnreadable
from ledger.ledger import Ledger

__all__ = ["Disclosed"]


@dataclass(frozen=True)
class Disclosed:
    """An enquiry's stream at the size of the view, as one recipient is given it.

    Who is withheld, under which order, and what is searched for follows from the record as it
    stands now: what has become known since must not make an older view give more.
    """

    ledger: Ledger
    wanted: Wanted
    present: Enquiry
    stream: Gathered
    clearance: Clearance

    @cached_property
    def _deciding(self) -> Deciding:
        return Deciding(self.wanted.policy, self.present, self.clearance)

    @cached_property
    def positions(self) -> tuple[Position, ...]:
        """Every position of the stream."""
        return tuple(position for position, _ in self._decided)

    @cached_property
    def _decided(self) -> tuple[tuple[Position, tuple[str, ...]], ...]:
        return tuple(map(self._position, (seq for seq, _, _ in self.stream.places)))

    def _position(self, seq: int) -> tuple[Position, tuple[str, ...]]:
        """What is given at a position, and the texts that are not."""
        signed = self.stream.signed.get(seq)
        if signed is None:
            self._check_disposed(seq)
            return Position(seq, None, "disposed"), ()
        content = signed.content()
        sources = sources_of(signed, content)
        outcome = self._deciding.of(signed.entry, content, sources)
        hidden = tuple(hidden_words(content, outcome)) if outcome.whole or outcome.parts else ()
        if outcome.whole:
            return Position(seq, None, outcome.whole), hidden
        return Position(seq, give(signed, outcome, content, sources)), hidden

    def _check_disposed(self, seq: int) -> None:
        """A certificate says why nothing is left; else somebody took the entry away."""
        digest = next(digest for place, _, digest in self.stream.places if place == seq)
        certificates = self.ledger.reads.authority().disposals
        if not any(one.covers(self.wanted.enquiry, seq, digest) for one in certificates):
            raise RecordUnreadable(f"entry {seq}: nothing is left of it, and nobody disposed of it")

    @cached_property
    def orders(self) -> tuple[int, ...]:
        """The entries with the orders without which more would be withheld."""
        given = (one.given.outcome.orders for one in self.positions if one.given)
        return tuple(sorted(frozenset[int]().union(*given)))

    def documents(self) -> Iterator[tuple[int, DocumentDeposited, str | None]]:
        """The files that entries in it deposit and show, with the reason if one is withheld."""
        for one in self.positions:
            event = one.given.signed.entry.event if one.given else None
            if (
                one.given
                and isinstance(event, DocumentDeposited)
                and "document" in one.given.content
            ):
                yield one.seq, event, one.given.outcome.document

    def search(
        self,
        files: Mapping[int, bytes],
        signers: Sequence[Signers],
        others: Iterable[tuple[str, str]],
        names: Iterable[str],
    ) -> Iterator[Found]:
        """What is found in the entries, in the files by the entry that deposits each, in the
        streams of who signed, and in other texts that leave. `names` are those of practitioners,
        whom nobody withholds.
        """
        policy, present = self.wanted.policy, self.present
        hidden = ((one.seq, text) for one, texts in self._decided for text in texts)
        personal = (text for one in signers for text in one.hidden)
        looking = Searching.of(policy, present, self._deciding, hidden, names, personal)
        yield from looking.entries(self.positions)
        for seq, event, _ in self.documents():
            if seq in files:
                yield from looking.document(seq, event.document.media_type, files[seq])
        for one in signers:
            yield from looking.signers(one.whose, one.positions)
        yield from looking.texts(others)
