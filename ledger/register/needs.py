"""What the register says of countersignatures: the fold of the views, as who sees all sees it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from domain.entry import Entry
from domain.events.records import Countersignature
from projections.countersigning import Need, standing_of
from projections.reading import Reading

NeedState = Literal["waiting", "returned", "given", "void"]
ANYBODY = "anybody"
"""Stands for a role where the procedure does not say who countersigns."""


@dataclass(frozen=True, slots=True)
class Countersigning:
    """A countersignature that an entry needs, was sent back without, has, or had before it was
    replaced. `whom`: the roles, and the practitioner if it is one person's, that it waits for.
    """

    entry: Entry
    kind: str
    state: NeedState
    whom: tuple[str, ...] = ()
    answer: Entry | None = None


def countersignings(reading: Reading) -> Iterator[Countersigning]:
    """Every countersignature of an enquiry, by entry."""
    for entry in reading.enquiry.entries:
        replaced = reading.enquiry.replaced_by(entry)
        yield from _standing(entry, reading) if replaced is None else _void(entry, reading)


def _standing(entry: Entry, reading: Reading) -> Iterator[Countersigning]:
    standing = standing_of(entry, reading)
    for answer, event in standing.given:
        yield Countersigning(entry, event.kind, "given", answer=answer)
    returns = reading.case.referring(entry, "returns")
    for need in standing.outstanding:
        if returns:
            yield Countersigning(entry, need.kind, "returned", answer=returns[-1])
        else:
            yield Countersigning(entry, need.kind, "waiting", _whom(need))


def _whom(need: Need) -> tuple[str, ...]:
    person = need.person.practitioner if need.person else None
    return (*sorted(need.roles), *([person] if person else ())) or (ANYBODY,)


def _void(entry: Entry, reading: Reading) -> Iterator[Countersigning]:
    for answer, event in reading.enquiry.of(Countersignature):
        if event.countersigns == entry.seq:
            yield Countersigning(entry, event.kind, "void", answer=answer)
