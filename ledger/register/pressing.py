"""What presses: one line of the duty manager's screen, as an enquiry gives it to the register."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, get_args

from domain.duties import DutyStatus, State
from domain.entry import Entry
from domain.marks import marks_at
from domain.values import Mark
from projections.reading import Reading

__all__ = [
    "SECTIONS",
    "Hides",
    "Pressing",
    "Section",
    "added",
    "hidden_by",
    "is_open",
    "marked",
    "of_status",
]

Section = Literal[
    "unseen",
    "expiring",
    "not_discussed",
    "unallocated",
    "missing",
    "unauthorised",
    "gaps",
]
SECTIONS: Final[tuple[Section, ...]] = get_args(Section)
"""In the order in which they are read."""
Hides = frozenset[tuple[Mark, str]]
"""Marks other than ordinary, each with the practitioner who set it and may read it again."""


@dataclass(frozen=True, slots=True)
class Pressing:
    """Something that presses: in which section, which requirement or countersignature it is about,
    since when, by when if there is a limit, and the entries that it rests on.
    """

    section: Section
    what: str
    since: datetime
    due: datetime | None = None
    seq: int = 0
    """The entry that it began with; 0: none."""
    person: int = 0
    """The entry that added the person whom it is about; 0: nobody in particular."""
    many: int = 1
    """How many of the same."""
    hides: Hides = frozenset()
    settled: bool = False
    """Whether nothing is to be done about the child in this enquiry any more."""


def of_status(section: Section, status: DutyStatus, reading: Reading) -> Pressing:
    """A duty that is not met."""
    subject, due = status.subject, status.due
    return Pressing(
        section,
        status.row,
        status.started.latest,
        due.latest if due else None,
        subject.trigger.seq,
        added(subject.person, reading),
        hides=hidden_by(status.entries, subject.person, reading),
    )


def is_open(status: DutyStatus) -> bool:
    """Whether nothing met it; where the times do not tell, that is a gap in recording."""
    return status.state in {State.RUNNING, State.OVERDUE}


def added(person: str | None, reading: Reading) -> int:
    """The entry that added a person; 0: nobody whom the enquiry has."""
    known = reading.people.get(person or "")
    return known.added.seq if known else 0


def hidden_by(entries: Iterable[Entry], person: str | None, reading: Reading) -> Hides:
    """What somebody must be able to read who is told of this, the person's name included."""
    known = reading.people.get(person or "")
    named = marked(_named_by(known.added), known.added) if known else frozenset()
    return named.union(*(marked(_marks(entry), entry) for entry in entries))


def _marks(entry: Entry) -> frozenset[Mark]:
    """As the views ask it: no entry and no field of it is hidden; of a list, elements may be."""
    fields = (part.mark for part in entry.parts.values())
    return frozenset({entry.mark, *(mark for mark in fields if mark)})


def _named_by(entry: Entry) -> frozenset[Mark]:
    return marks_at(entry, "person") | marks_at(entry, "kind")


def marked(marks: Iterable[Mark], entry: Entry) -> Hides:
    """What marks of an entry hide it behind."""
    return frozenset((mark, entry.author) for mark in marks if mark != "ordinary")
