"""Orders of the court and police protection: the power to act, and the day on which it ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from domain.duties.case import Case, Wanted, any_of
from domain.duties.duty import CHILD_SAFETY, LAWFULNESS, Breach, Duty, Quote, Rule
from domain.duties.limits import Count, Limit, Reading, Within
from domain.duties.same import child_of, same_child
from domain.duties.spans import moment
from domain.entry import Entry
from domain.events.base import Pattern
from domain.events.protection import EmergencyAction, Removal

_FULL: Final = ("immediate.protection", "full")


def steps(*kinds: str) -> Pattern:
    """Emergency steps of these kinds."""
    return EmergencyAction.where(lambda event: event.action.kind in kinds)


PROTECTED: Final = steps("police_protection")
ORDER: Final = steps("epo_granted")
APPLIED: Final = steps("epo_applied")
REMOVED: Final = steps("removal")
PLANNED_STEP: Final = any_of(APPLIED, REMOVED)
IN_FORCE: Final = any_of(PROTECTED, ORDER)
ALONE: Final = steps("single_agency", "police_protection")
ACTING: Final = any_of(
    APPLIED, REMOVED, PROTECTED, ORDER, steps("single_agency", "immediate_safety")
)
"""The steps by which a child is protected, and not those that follow from them."""


@dataclass(frozen=True, slots=True)
class UntilItExpires(Limit):
    """Until the court's order runs out."""

    def readings(self, count: Count) -> tuple[Reading, ...]:
        """The time that the order gives."""
        return (Reading("when the order expires", moment(count.trigger, "expires")),)


ORDER_FOLLOWED: Final = Duty(
    "IMM-02",
    CHILD_SAFETY,
    "recording what protects {subject} when the emergency protection order ends",
    each="entry",
    about="child",
    arises=ORDER,
    due=UntilItExpires(),
    met_by=steps("epo_ended"),
    quotes={
        "000": Quote(34, "apply for an Emergency Protection Order (EPO)"),
        "001": Quote(69, "where an EPO is in place, or the child is the subject"),
    },
)

POLICE_PROTECTION_ENDS: Final = Duty(
    "IMM-03",
    LAWFULNESS,
    "ending the police protection of {subject}, which section 46 of the Children Act 1989 limits",
    each="entry",
    about="child",
    arises=PROTECTED,
    due=Within("immediate.police_protection_max_hours"),
    met_by=steps("police_protection_ended"),
    quotes={
        "000": Quote(34, "should only be used in exceptional circumstances"),
        "001": Quote(69, "where an EPO is in place, or the child is the subject"),
    },
)


_BACKED_BY: Final[Mapping[str, Wanted]] = {
    "none": any_of(APPLIED, ORDER, PROTECTED),
    "emergency_protection_order": ORDER,
    "police_protection": PROTECTED,
}
"""What has to stand on record behind each power; with the parents' agreement, nothing."""


def _without_a_power(removed: Entry, case: Case) -> Iterator[Breach]:
    """A removal under no order and no police protection, with no application to the court."""
    event = removed.event
    action = event.action if isinstance(event, EmergencyAction) else None
    needed = _BACKED_BY.get(action.power) if isinstance(action, Removal) else None
    if needed is not None and not same_child(needed, removed, case):
        yield Breach(
            f"{child_of(removed, case)} was removed from home, and there is no record of an "
            "application for an emergency protection order, or of the power that was used."
        )


POWER: Final = Rule(
    "IMM-02",
    LAWFULNESS,
    "the power to remove a child",
    of=REMOVED,
    breaches=_without_a_power,
    remedy=EmergencyAction,
    only=_FULL,
    quotes={"000": Quote(34, "apply for an Emergency Protection Order (EPO)")},
)

DUTIES: Final = (ORDER_FOLLOWED, POLICE_PROTECTION_ENDS)
RULES: Final = (POWER,)
