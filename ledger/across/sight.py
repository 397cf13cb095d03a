"""What a reader may know of an enquiry, told by the register without opening it.

The policy is that of clearance: the register knows who takes part, the directory their teams, and
each row of it which marks it hides behind.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from typing import Final

from domain import clearance
from domain.clearance import Purpose, Readable, Teams, may_see, reader_among, teams_of
from domain.marks import MARKS
from ledger.across.lines import Reader
from ledger.ledger import Ledger

__all__ = ["Sight", "sight_of"]

_NONE: Final[Teams] = frozenset()


@dataclass(frozen=True)
class Sight:
    """What somebody may know of streams."""

    teams: Mapping[str, Teams]
    """Of each stream, the teams that take part in it, of the agencies for which the reader acts."""
    _readers: Mapping[str, clearance.Reader] | None
    """What the reader is to each stream; None for the operator of a demonstration."""
    _purpose: Purpose
    _seen: dict[tuple[clearance.Reader, str], bool] = field(default_factory=dict)

    def sees(self, stream: str, hides: str) -> bool:
        """Whether a row of this stream that hides behind these marks may be shown."""
        if self._readers is None:
            return True
        key = (self._readers[stream], hides)
        if key not in self._seen:
            self._seen[key] = all(may_see(key[0], one, self._purpose) for one in _parts(hides))
        return self._seen[key]


def sight_of(
    ledger: Ledger,
    reader: Reader,
    parties: Sequence[tuple[str, str, str]],
    procedures: Mapping[str, int],
    now: datetime,
) -> Sight:
    """What a reader sees of streams, by who takes part in them and the entry of the authority
    that adopted the procedure of each.
    """
    teams = _teams(ledger, parties)
    if reader.practitioner is None:
        return Sight(teams, None, reader.purpose)
    person = ledger.reads.practitioner(reader.practitioner)
    own: dict[str, frozenset[str]] = {}
    for stream, practitioner, agency in parties:
        if practitioner == person.id:
            own[stream] = own.get(stream, frozenset()) | {agency}
    adopted = {one.seq: one.profile for one in ledger.reads.authority().profiles}

    @cache
    def standing(profile: int, agencies: frozenset[str], among: Teams) -> clearance.Reader:
        return reader_among(person, agencies, among, adopted[profile], now)

    readers = {
        stream: standing(profile, own.get(stream, frozenset()), teams.get(stream, _NONE))
        for stream, profile in procedures.items()
    }
    return Sight(teams, readers, reader.purpose)


def _teams(ledger: Ledger, parties: Sequence[tuple[str, str, str]]) -> Mapping[str, Teams]:
    of_party = cache(partial(teams_of, directory=ledger.reads.directory()))
    teams: dict[str, Teams] = {}
    for stream, practitioner, agency in parties:
        teams[stream] = teams.get(stream, _NONE) | of_party(practitioner, agency)
    return teams


def _parts(hides: str) -> Iterator[Readable]:
    """What must be readable: the enquiry at all, and whatever the line rests on."""
    yield Readable("ordinary", author="")
    for part in hides.split():
        mark, _, author = part.partition(":")
        yield from (Readable(known, author) for known in MARKS if known == mark)
