"""A decision as an inspector reads it among many: whose, how old, with what was found of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from domain.calendar import local_date
from ledger.across.lines import Reader
from ledger.inspecting.decided import Decided
from ledger.inspecting.population import roles_in_force
from ledger.ledger import Ledger
from ledger.register.facts import COURT, Decider
from ledger.views import AsOf
from projections.age import age_band
from projections.duties import FindingView, duties
from projections.identity import identity
from projections.parts import title_of
from projections.reading import Reading


@dataclass(frozen=True, slots=True)
class Who:
    """A decider in words."""

    name: str | None
    """As the directory has it; None for who has no id there."""
    title: str
    """The role as readers see it."""

    @property
    def words(self) -> str:
        """Both, or the role alone."""
        return f"{self.name}, {self.title}" if self.name else self.title


@dataclass(frozen=True, slots=True)
class Described:
    """A decision with what its enquiry says of it, as far as the reader may see it."""

    decided: Decided
    title: str
    """What the entry is, in words."""
    child: str | None
    """The name in use of the child whom the enquiry is about."""
    age: str | None
    """The child's age band on the day of the decision."""
    who: tuple[Who, ...]
    findings: tuple[FindingView, ...]
    """The findings that concern the entry."""


class Describing:
    """Describes decisions to a reader, as the log stood at a size."""

    def __init__(self, ledger: Ledger, reader: Reader, size: int) -> None:
        self._reader = reader
        self._cut = AsOf(size=size)
        self._roles = roles_in_force(ledger)
        people = ledger.reads.directory().people.values()
        self._names = {person.id: person.name for person in people}

    def all(self, decided: Iterable[Decided]) -> Iterator[Described]:
        """Each in its turn, where its record can still be read."""
        for one in decided:
            reading = self._reader.opened(one.stream, self._cut)
            if reading:
                yield self._one(one, reading)

    def _one(self, decided: Decided, reading: Reading) -> Described:
        reader = self._reader
        found = reader.views.get(duties, reading).findings
        return Described(
            decided=decided,
            title=title_of(reading.enquiry.entry(decided.seq)),
            child=reader.views.get(identity, reading).name,
            age=age_band(reading, local_date(decided.decided_at)),
            who=tuple(self._who(one) for one in decided.deciders),
            findings=tuple(one for one in found if decided.seq in one.entries),
        )

    def _who(self, one: Decider) -> Who:
        role = self._roles.get(one.role)
        title = role.title if role else "A court" if one.role == COURT else one.role
        return Who(self._names.get(one.practitioner), title)
