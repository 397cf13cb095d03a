"""The child is safe until the conference: arranged, with the chair, and looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case, persons_in
from domain.duties.duty import CHILD_SAFETY, PROCEDURE, Breach, Duty, Quote, Rule, Unless
from domain.duties.limits import OwnDate
from domain.entry import Entry
from domain.events.conference import ConferenceHeld
from domain.events.interim import InterimArrangements, InterimArrangementsReviewed
from domain.events.outcome import OutcomeDecided

_ASKED: Final = ("icpc.interim_arrangements", True)
_QUOTES: Final = {"000": Quote(282, "Suitable multi-agency arrangements must be put in place")}


def _none_arranged(outcome: Entry, case: Case) -> Iterator[Breach]:
    children = persons_in(outcome.event, "child")
    arranged = case.all(InterimArrangements)
    if not any(children & persons_in(entry.event, "child") for entry in arranged):
        yield Breach("Nothing is recorded that keeps the child safe until the conference.")


ARRANGED: Final = Rule(
    "CPC-04",
    CHILD_SAFETY,
    "keeping the child safe until the conference",
    of=OutcomeDecided.where(lambda event: event.outcome.kind == "substantiated_icpc"),
    breaches=_none_arranged,
    remedy=InterimArrangements,
    only=_ASKED,
    quotes=_QUOTES,
)


def _without_chair(arranged: Entry, _: Case) -> Iterator[Breach]:
    if isinstance(arranged.event, InterimArrangements) and arranged.event.chair is None:
        yield Breach("The arrangements were made without consulting the chair of the conference.")


CHAIR_CONSULTED: Final = Rule(
    "CPC-04",
    PROCEDURE,
    "consulting the chair about interim arrangements",
    of=InterimArrangements,
    breaches=_without_chair,
    remedy=InterimArrangements,
    only=_ASKED,
    quotes={"000": Quote(282, "in consultation with the Child Protection Conference Chair")},
)

REVIEWED: Final = Duty(
    "CPC-04",
    CHILD_SAFETY,
    "reviewing what keeps {subject} safe until the conference",
    each="entry",
    about="child",
    arises=InterimArrangements,
    due=OwnDate("review"),
    met_by=InterimArrangementsReviewed,
    answers="answers",
    unless=Unless(ConferenceHeld),
    only=_ASKED,
    quotes={"000": Quote(282, "will coordinate and review such arrangements")},
)

DUTIES: Final = (REVIEWED,)
RULES: Final = (ARRANGED, CHAIR_CONSULTED)
