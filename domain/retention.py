"""How long a record is kept: the class follows what came of the enquiry and what happened since.

Nothing here destroys anything or forbids it: whoever disposes of a record is shown the answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.calendar import local_date
from domain.duties.spans import happened
from domain.enquiry import Enquiry
from domain.events.outcome import OutcomeDecided
from domain.events.people import Born, LookedAfter, ParentalResponsibility
from domain.events.referral import HarmSuspected
from domain.events.section47 import Section47Initiated
from domain.people import DatedFact
from domain.profiles import Profile
from domain.profiles.records import RetentionClass

__all__ = ["Kept", "kept"]


@dataclass(frozen=True, slots=True)
class Kept:
    """A class that applies, from what day it counts, and the last day on which it is kept.

    Both days are `None` where the record does not say: it is kept until it does.
    """

    retention: RetentionClass
    since: date | None
    until: date | None


def kept(enquiry: Enquiry, profile: Profile) -> Kept:
    """The class under which this record is kept longest; of one that cannot be counted, that one.

    The profile has a class for every enquiry (`child_protection`).
    """
    applying = _circumstances(enquiry)
    found = [_counted(one, enquiry) for one in profile.retention.classes if one.code in applying]
    return max(found, key=lambda one: one.until or date.max)


def _circumstances(enquiry: Enquiry) -> frozenset[str]:
    harms = {harm for _, event in enquiry.of(HarmSuspected) for harm in event.harms}
    harms |= {harm for _, event in enquiry.of(Section47Initiated) for harm in event.harms}
    facts = [dated.fact for dated in _of_children(enquiry, None)]
    return frozenset(
        code
        for code, so in (
            ("child_protection", True),
            ("child_sexual_abuse", "sexual" in harms),
            ("looked_after", any(isinstance(fact, LookedAfter) for fact in facts)),
            ("adopted", _adoption(enquiry) is not None),
        )
        if so
    )


def _of_children(enquiry: Enquiry, kind: type | None) -> Iterator[DatedFact]:
    for person in enquiry.people.values():
        if person.event.kind == "child":
            yield from (one for one in person.facts if kind is None or isinstance(one.fact, kind))


def _adoption(enquiry: Enquiry) -> DatedFact | None:
    """The parental responsibility that an adoption order gave, whoever has it."""
    facts = (dated for person in enquiry.people.values() for dated in person.facts)
    return next(
        (
            dated
            for dated in facts
            if isinstance(dated.fact, ParentalResponsibility) and dated.fact.basis == "adoption"
        ),
        None,
    )


def _counted(retention: RetentionClass, enquiry: Enquiry) -> Kept:
    since = _START[retention.counted_from](enquiry)
    until = _years_after(since, retention.years) if since and retention.years else None
    return Kept(retention, since, until)


def _closure(enquiry: Enquiry) -> date | None:
    outcome = enquiry.last(OutcomeDecided)
    return local_date(happened(outcome).latest) if outcome else None


def _birth(enquiry: Enquiry) -> date | None:
    """The youngest child's, so that nobody's record is short."""
    born = [one.fact.on for one in _of_children(enquiry, Born) if isinstance(one.fact, Born)]
    return max(born, default=None)


def _order(enquiry: Enquiry) -> date | None:
    adoption = _adoption(enquiry)
    return adoption.since if adoption else None


_START = {"closure": _closure, "birth": _birth, "adoption_order": _order}


def _years_after(day: date, years: int) -> date:
    """The anniversary; of 29 February, the first of March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
