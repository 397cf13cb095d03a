"""The streams by which signatures are checked, as one recipient is given them: the directory of
everybody who signed, and the authority's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from crypto.listed import Gap
from domain.disclosure import DecidingOfSigners
from ledger.bundling.finding import hidden_words
from ledger.bundling.gathering import Gathered, Signed
from ledger.bundling.wanted import Wanted
from ledger.bundling.withholding import Given, Position, give
from ledger.ledger import Ledger
from ledger.sentences import sentence_of

__all__ = ["Signers", "signers"]


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
        sentence = sentence_of(type(signed.entry.event))
        sources = [piece.source for piece in sentence.compose(content)]
        found = self.wanted.found_in(f"{self.whose}, entry {seq}")
        outcome = deciding.of(signed.entry, content, sources, found)
        hidden = tuple(hidden_words(content, outcome)) if outcome.parts else ()
        return seq, give(signed, outcome, content, lambda: sources), hidden


def signers(ledger: Ledger, wanted: Wanted, stream: Gathered) -> Signers:
    """A stream of who signed, or the authority's, for this recipient."""
    known = ledger.reads.directory().people.get(stream.stream)
    whose = f"the directory of {known.name}" if known else "the authority’s record"
    return Signers(stream, whose, wanted)
