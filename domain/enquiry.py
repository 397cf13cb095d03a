"""An enquiry is the ordered tuple of its entries, with questions to ask of it (principle 1)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Final, Protocol, TypeVar

from domain.disposed import is_disposed
from domain.entry import Entry
from domain.events.base import Event
from domain.events.records import ProcedureMoved
from domain.events.strategy import (
    ParticipantAttended,
    ParticipantInvited,
)
from domain.events.strategy_record import (
    ActionAgreed,
    ActionCompleted,
    ActionVaried,
    StrategyRecord,
)
from domain.people import PersonRecord, people_of

REPLACES: Final = frozenset({"corrects", "withdraws"})
CHILDREN: Final = frozenset({"child", "sibling"})
"""The kinds of person who are children of the family."""

E = TypeVar("E", bound=Event)


class Matching(Protocol):
    """An event class or a pattern made with `where`."""

    def matches(self, event: Event, /) -> bool:
        """Whether an event fits."""


@dataclass(frozen=True, slots=True)
class Action:
    """An agreed action, the entry that agreed it, and the one that says it was completed."""

    agreed: ActionAgreed
    entry: Entry
    completed: Entry | None


def _varied(action: Action, change: ActionVaried) -> Action:
    """The action with its new date."""
    new = {"due": change.due, "owner": change.owner or action.agreed.owner}
    return replace(action, agreed=action.agreed.model_copy(update=new))


@dataclass(frozen=True)
class Enquiry:
    """One child's one enquiry. Equal histories are equal enquiries; nothing else is kept."""

    id: str
    entries: tuple[Entry, ...] = ()
    _replaced: dict[int, Entry] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        replaced = {
            ref.seq: entry
            for entry in self.entries
            for ref in entry.refs
            if ref.rel in REPLACES and ref.stream == self.id
        }
        object.__setattr__(self, "_replaced", replaced)

    @property
    def version(self) -> int:
        """The position of the last entry; 0 before the first."""
        return len(self.entries)

    @property
    def disposed(self) -> bool:
        """Whether all that was recorded was disposed of, so that there is nothing to read."""
        return bool(self.entries) and self.gone == len(self.entries)

    @cached_property
    def gone(self) -> int:
        """How many of the entries were disposed of."""
        return sum(map(is_disposed, self.entries))

    @cached_property
    def moves(self) -> tuple[ProcedureMoved, ...]:
        """The standing decisions to go on under another procedure, in order."""
        return tuple(event for _, event in self.of(ProcedureMoved))

    @cached_property
    def parties(self) -> frozenset[tuple[str, str]]:
        """Who takes part, and for which agency: who recorded, was invited or attended."""
        return frozenset(self._taking_part())

    def with_entry(self, entry: Entry) -> "Enquiry":
        """The enquiry after one more entry."""
        return Enquiry(self.id, (*self.entries, entry))

    def at_version(self, version: int) -> "Enquiry":
        """The enquiry as it stood after its first `version` entries."""
        return Enquiry(self.id, self.entries[:version])

    def as_known_at(self, time: datetime) -> "Enquiry":
        """What had been recorded by `time`, whatever is known since."""
        return Enquiry(self.id, tuple(e for e in self.entries if e.recorded <= time))

    def entry(self, seq: int) -> Entry:
        """The entry at a position, from 1.

        Raises:
            IndexError: there is none.
        """
        if not 1 <= seq <= len(self.entries):
            raise IndexError(f"seq: this enquiry has {len(self.entries)} entries")
        return self.entries[seq - 1]

    def replaced_by(self, entry: Entry) -> Entry | None:
        """The entry that corrects or withdraws this one, if any."""
        return self._replaced.get(entry.seq)

    @cached_property
    def people(self) -> Mapping[str, PersonRecord]:
        """Everybody added to this enquiry by local id, with the facts recorded of them."""
        return people_of(self.in_turn)

    def place(self, entry: Entry) -> int:
        """The position of what an entry corrects, back to the first; its own, if it corrects none.

        A word mended years later says nothing newer than what it mends, so whatever asks what was
        said last goes by this.
        """
        for ref in entry.refs:
            if ref.rel == "corrects" and ref.stream == self.id and ref.seq < entry.seq:
                return self.place(self.entry(ref.seq))
        return entry.seq

    @cached_property
    def in_turn(self) -> tuple[Entry, ...]:
        """The standing entries, each correction in the place of what it corrects."""
        return tuple(sorted(self.standing(), key=self.place))

    def standing(self) -> Iterator[Entry]:
        """The entries that no later one corrects or withdraws, in the order of recording."""
        return (entry for entry in self.entries if entry.seq not in self._replaced)

    def _taking_part(self) -> Iterator[tuple[str, str]]:
        for entry in self.entries:
            yield entry.author, entry.frame.capacity.agency
        for entry in self.standing():
            if isinstance(entry.event, ParticipantInvited | ParticipantAttended):
                participant = entry.event.participant
                if participant.practitioner:
                    yield participant.practitioner, participant.agency

    def all(self, wanted: Matching) -> tuple[Entry, ...]:
        """The standing entries whose events fit."""
        return tuple(entry for entry in self.standing() if wanted.matches(entry.event))

    def of(self, event: type[E]) -> Iterator[tuple[Entry, E]]:
        """The standing entries of one event class, each with its event."""
        for entry in self.standing():
            if isinstance(entry.event, event):
                yield entry, entry.event

    def first(self, wanted: Matching) -> Entry | None:
        """The first standing entry that fits."""
        return next((entry for entry in self.standing() if wanted.matches(entry.event)), None)

    def last(self, wanted: Matching) -> Entry | None:
        """The last standing entry that fits."""
        found = self.all(wanted)
        return found[-1] if found else None

    @property
    def children(self) -> tuple[PersonRecord, ...]:
        """The child whom the enquiry is about, and the other children, in the order added."""
        return tuple(p for p in self.people.values() if p.event.kind in CHILDREN)

    def actions(self) -> tuple[Action, ...]:
        """The actions agreed, by their number. Agreed again or varied, as was agreed last."""
        done = {event.action: entry for entry, event in self.of(ActionCompleted)}
        agreed: dict[int, Action] = {}
        for entry in self.in_turn:
            if isinstance(event := entry.event, StrategyRecord):
                for action in event.actions:
                    agreed[action.number] = Action(action, entry, done.get(action.number))
            elif isinstance(event, ActionVaried) and event.action in agreed:
                agreed[event.action] = _varied(agreed[event.action], event)
        return tuple(agreed[number] for number in sorted(agreed))

    def open_actions(self) -> tuple[Action, ...]:
        """The actions that no standing entry says were completed (STR-29)."""
        return tuple(action for action in self.actions() if action.completed is None)

    def names_in_use(self) -> dict[str, tuple[str, ...]]:
        """Local id to every name in use, the current one first."""
        return {person.id: person.names for person in self.people.values()}
