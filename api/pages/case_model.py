"""What the case page shows, put together once for everybody who may see the same.

Findings and clocks are cut to the most urgent: the page of duties has all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from api.pages.asked_of import asked_of
from api.pages.clock_strips import Picture, picture
from api.pages.findings import Found, Group, found, groups
from domain.events.handover import EnquiryLinked
from projections.case_view import CaseView, case_view
from projections.clocks import clocks
from projections.countersignatures import Outstanding
from projections.decisions import Stand
from projections.duties import duties
from projections.flow import Flow, flow
from projections.identity import other_names
from projections.objections import Objection
from projections.parts import Pieces, Withheld
from projections.persons import PersonView
from projections.reading import Reading

__all__ = ["CaseModel", "case_model"]

MOST_FINDINGS: Final = 6
"""Of each gravity on the case page: what can be taken in before one asks for more."""
MOST_CLOCKS: Final = 12
"""Strips on the case page: one screen."""
MOST_OTHERS: Final = 8
"""Decisions, objections and countersignatures on the case page."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something known of a person, in the words that were signed."""

    words: Pieces
    entry: int


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of the enquiry."""

    name: str
    what: str
    household: str | None
    also: tuple[str, ...]
    facts: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """Another enquiry about the same child, as an entry says."""

    words: str
    other: str
    entry: int


@dataclass(frozen=True, slots=True)
class CaseModel:
    """Everything on the case page but what depends on who reads it."""

    view: CaseView
    flow: Flow
    picture: Picture | None
    findings: tuple[Group, ...]
    decided: tuple[Stand, ...]
    """The latest decisions, the last first."""
    objections: tuple[Objection, ...]
    """Those that nobody answered, then others."""
    people: tuple[Somebody, ...]
    waiting: tuple[tuple[Outstanding, str], ...]
    """The countersignatures that wait, each with what is asked of whom."""
    linked: tuple[Linked, ...]
    elsewhere: tuple[Found, ...]
    """What was recorded for several children and corrected in another child's record since."""
    withheld: int
    """How many duties and findings rest on what the reader may not see."""

    @property
    def found(self) -> int:
        """How many findings there are."""
        return sum(group.count for group in self.findings)

    @property
    def overdue(self) -> int:
        """How many duties are overdue."""
        return sum(1 for duty in self.view.open.duties if duty.state == "overdue")


def case_model(reading: Reading) -> CaseModel:
    """The case page of an enquiry, for `Views.get`."""
    view, asked = case_view(reading), duties(reading)
    path = f"/enquiries/{reading.enquiry.id}"
    return CaseModel(
        view=view,
        flow=flow(reading, asked),
        picture=picture(clocks(asked), path, MOST_CLOCKS),
        findings=tuple(groups(asked, MOST_FINDINGS)),
        decided=view.decided[: -MOST_OTHERS - 1 : -1],
        objections=tuple(sorted(view.objections, key=lambda one: one.answered))[:MOST_OTHERS],
        people=tuple(map(_somebody, view.people)),
        waiting=tuple((one, asked_of(one)) for one in view.open.countersignatures[:MOST_OTHERS]),
        linked=tuple(_linked(reading)),
        elsewhere=tuple(
            found(one, path) for one in asked.findings if one.remedy == "SharedEntryReviewed"
        ),
        withheld=asked.withheld_duties + asked.withheld_findings,
    )


def _linked(reading: Reading) -> Iterator[Linked]:
    """Whoever follows the link and may not read that enquiry is told that there is none."""
    for entry, event in reading.enquiry.of(EnquiryLinked):
        if reading.sees(entry, "relation", "other"):
            yield Linked(_RELATIONS[event.relation], event.other, entry.seq)


_RELATIONS: Final = {
    "duplicate_of": "The enquiry of which this is a duplicate",
    "has_duplicate": "A duplicate of this enquiry",
    "reopens": "The enquiry that this one takes up again",
    "reopened_as": "The enquiry that takes this one up again",
}


def _somebody(person: PersonView) -> Somebody:
    facts = (fact for fact in person.facts if fact.kind not in _SHOWN_APART)
    return Somebody(
        name=person.name,
        what=person.relation or _KINDS[person.kind],
        household=_HOUSEHOLDS.get(person.household or ""),
        also=other_names(person.names),
        facts=tuple(Told(_first_sentence(fact.statement), fact.entry) for fact in facts),
    )


def _first_sentence(words: Pieces) -> Pieces:
    """Without the sentences that say how it is known: those stand with the entry."""
    for index, piece in enumerate(words):
        if not isinstance(piece, Withheld) and piece.text == ".":
            return words[:index]
    return words


_SHOWN_APART: Final = frozenset({"name", "alias", "in_household"})
_KINDS: Final = {
    "child": "the child",
    "sibling": "brother, sister or other child",
    "parent": "parent",
    "carer": "carer",
    "family": "member of the family",
    "household_adult": "adult of the household",
    "professional": "practitioner",
    "other": "other person",
}
_HOUSEHOLDS: Final = {
    "lives_there": "lives in the household",
    "visits": "visits the household regularly",
    "lives_elsewhere": "lives elsewhere",
    "not_known": "not known whether in the household",
}
