"""The streams by which signatures are checked, as one recipient is given them: the directory of
everybody who signed, and the authority's.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from crypto.listed import Gap
from domain.disclosure import DecidingOfSigners
from ledger.bundling.finding import hidden_words
from ledger.bundling.gathering import Gathered, Signed, gather, signers_of
from ledger.bundling.wanted import Wanted
from ledger.bundling.withholding import Given, Position, give, sources_of
from ledger.ledger import Ledger

__all__ = ["Signers", "signers_at", "signers_since"]


@dataclass(frozen=True)
class Signers:
    """One such stream. Every entry of it is given, and with it what verifiers need."""

    stream: Gathered
    whose: str
    """How the search names it."""
    wanted: Wanted

    @cached_property
    def positions(self) -> tuple[Position, ...]:
        """Every position of the stream."""
        return tuple(Position(seq, given) for seq, given, _ in self._decided)

    @property
    def given(self) -> Iterator[tuple[int, Given]]:
        """What is given of each entry, by its number."""
        yield from ((seq, given) for seq, given, _ in self._decided)

    @property
    def gaps(self) -> Iterator[Gap]:
        """What is withheld in it."""
        yield from (gap for _, given in self.given for gap in given.gaps)

    @property
    def hidden(self) -> Iterator[str]:
        """The texts that are withheld."""
        yield from (text for _, _, texts in self._decided for text in texts)

    def after(self, seq: int) -> "Signers":
        """Only what stands behind an entry."""
        signed = {n: one for n, one in self.stream.signed.items() if n > seq}
        stream = Gathered(self.stream.stream, self.stream.kind, self.stream.places, signed)
        return Signers(stream, self.whose, self.wanted)

    @cached_property
    def _decided(self) -> Sequence[tuple[int, Given, Sequence[str]]]:
        deciding = DecidingOfSigners(self.wanted.policy)
        return [self._decide(deciding, *one) for one in self.stream.signed.items()]

    def _decide(
        self, deciding: DecidingOfSigners, seq: int, signed: Signed
    ) -> tuple[int, Given, Sequence[str]]:
        content = signed.content()
        sources = sources_of(signed, content)
        found = self.wanted.found_in(f"{self.whose}, entry {seq}")
        outcome = deciding.of(signed.entry, content, sources, found)
        hidden = tuple(hidden_words(content, outcome)) if outcome.parts else ()
        return seq, give(signed, outcome, content, sources), hidden


def signers_at(
    ledger: Ledger, wanted: Wanted, authors: Collection[str], size: int
) -> Iterator[Signers]:
    """The authority's stream, and the directory streams of these people and of whoever signed in
    those, at the size of the view.
    """
    authority = gather(ledger, ledger.genesis.authority, "authority", size)
    yield _signers(ledger, wanted, authority)
    for stream in signers_of(ledger, authority.authors.union(authors), size):
        yield _signers(ledger, wanted, stream)


def signers_since(
    ledger: Ledger, wanted: Wanted, streams: Iterable[str], known: Mapping[str, int], size: int
) -> Iterator[Signers]:
    """What these directory streams have grown by since the view, in which each has so many entries,
    until the log had `size`: it goes along with the issuing entry.
    """
    for stream in streams:
        gathered = gather(ledger, stream, "directory", size)
        yield _signers(ledger, wanted, gathered).after(known[stream])


def _signers(ledger: Ledger, wanted: Wanted, stream: Gathered) -> Signers:
    known = ledger.reads.directory().people.get(stream.stream)
    whose = f"the directory of {known.name}" if known else "the authority’s record"
    return Signers(stream, whose, wanted)
