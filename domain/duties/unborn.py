"""A child who is not born yet: nobody can see, hear, examine or tell one (STR-08, STR-35)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from domain.duties.case import Case, any_of, persons_in
from domain.duties.duty import Unless
from domain.events.people import PersonFact
from domain.events.triggers import StrategyTrigger

EXPECTED: Final = any_of(
    PersonFact.where(lambda event: event.fact.kind == "due"),
    StrategyTrigger.where(lambda event: event.trigger.kind == "unborn"),
)
"""What says that a child is not born yet, until it is recorded as born."""

UNBORN: Final = Unless(
    EXPECTED,
    until=PersonFact.where(lambda event: event.fact.kind == "born"),
    about=("person", "child"),
    ends="fact.on",
)
"""Nothing is asked until the birth; what is to be done before the outcome is asked from then on."""

NOT_BORN_THEN: Final = replace(UNBORN, again=False)
"""Nothing is asked of a child born only afterwards: there was nobody to be in time for."""


def unborn(case: Case) -> set[str]:
    """Those who are recorded as expected, and not as born."""
    people = case.enquiry.people
    expected = {
        person
        for entry in case.all(EXPECTED)
        for field in ("person", "child")
        for person in persons_in(entry.event, field)
    }
    return {one for one in expected if one not in people or people[one].fact("born") is None}
