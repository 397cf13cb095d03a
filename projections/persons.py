"""The people of an enquiry as the record now has them, with dated facts as now believed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from domain.people import DatedFact, PersonRecord
from domain.values import stored_form
from projections.parts import Pieces, statement
from projections.reading import Reading
from projections.view import View

__all__ = ["FactView", "PersonView", "persons"]


class FactView(View):
    """A dated fact as now believed."""

    kind: str
    since: date | None
    """Since when it holds; null: always, or nobody knows."""
    value: dict[str, Any]
    """The fact as it was signed."""
    statement: Pieces
    """The signed words."""
    entry: int
    earlier: tuple[int, ...]
    """Entries that recorded it otherwise before."""


class PersonView(View):
    """Somebody of the enquiry as the record now has them."""

    id: str
    """Local id within this enquiry."""
    name: str
    """The name in use."""
    names: tuple[str, ...]
    """Every name recorded, the one in use first."""
    kind: str
    """child, parent, carer, sibling, family, household_adult, professional or other."""
    relation: str | None
    household: str | None
    """Null where the reader may not see it."""
    entry: int
    """The entry that added them."""
    facts: tuple[FactView, ...]


def persons(reading: Reading) -> Iterator[PersonView]:
    """Everybody added, in the order of recording, by what the reader may see of them."""
    for person in reading.people.values():
        added, event = person.added, person.event
        yield PersonView(
            id=person.id,
            name=person.name,
            names=person.names,
            kind=event.kind,
            relation=event.relation if reading.sees(added, "relation") else None,
            household=event.household if reading.sees(added, "household") else None,
            entry=added.seq,
            facts=tuple(_facts(person, reading)),
        )


def _facts(person: PersonRecord, reading: Reading) -> Iterator[FactView]:
    """The last recorded of each kind, with those that it took the place of."""
    kept: dict[tuple[object, ...], list[DatedFact]] = {}
    for fact in person.facts:
        kept.setdefault(_subject(fact, person), []).append(fact)
    for *earlier, fact in kept.values():
        yield FactView(
            kind=fact.fact.kind,
            since=fact.since,
            value=stored_form(fact.fact),
            statement=statement(fact.entry, reading),
            entry=fact.entry.seq,
            earlier=tuple(one.entry.seq for one in earlier),
        )


def _subject(fact: DatedFact, person: PersonRecord) -> tuple[object, ...]:
    """What a fact is about: a later fact about the same takes its place.

    Somebody has as many aliases and disabilities as are recorded, and parental responsibility for
    each child apart; what ends a fact is about the same as what began it.
    """
    kind = fact.fact.kind
    if kind in _MANY:
        return kind, fact.entry.seq
    return person.history(kind)[0].fact.kind, getattr(fact.fact, "child", None)


_MANY: Final = frozenset({"alias", "disability"})
