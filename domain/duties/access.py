"""Reaching the child: one who cannot be found, one whom somebody keeps back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case, Wanted, any_of, persons_in
from domain.duties.duty import CHILD_SAFETY, Breach, Duty, Quote, Rule, Unless
from domain.duties.limits import Within
from domain.duties.spans import happened
from domain.entry import Entry
from domain.events.access import AccessPlan, AccessRefused
from domain.events.child import ChildLocated, WhereaboutsUnknown
from domain.events.strategy import ParticipantAttended, StrategyDiscussionHeld

_HOURS: Final = "access.whereabouts_unknown.strategy_hours"

CHILD_LOOKED_FOR: Final = Duty(
    "TIM-08",
    CHILD_SAFETY,
    "holding a strategy discussion on finding {subject}",
    each="entry",
    about="child",
    arises=WhereaboutsUnknown,
    due=Within(_HOURS),
    met_by=StrategyDiscussionHeld,
    unless=Unless(ChildLocated, later=True),
    quotes={"000": Quote(152, "the following action must be taken within 24 hours")},
)

WAY_TO_FIND_AGREED: Final = Duty(
    "SEE-14",
    CHILD_SAFETY,
    "agreeing how to find and see {subject}",
    each="entry",
    about="child",
    arises=WhereaboutsUnknown,
    due=Within(_HOURS),
    met_by=any_of(AccessPlan.where(purpose="locate"), ChildLocated),
    quotes={"000": Quote(154, "what further action is required to locate and see")},
)


def _since(refused: Entry, wanted: Wanted, case: Case) -> list[Entry]:
    start = happened(refused)
    return [entry for entry in case.all(wanted) if not start.surely_after(happened(entry))]


def _with_a_lawyer(held: Entry, case: Case) -> bool:
    """Whether somebody from a legal agency took part in this discussion."""
    number = getattr(held.event, "discussion", None)
    return any(
        isinstance(entry.event, ParticipantAttended)
        and entry.event.discussion == number
        and entry.event.attendance.kind == "attended"
        and (role := case.profile.roles.get(entry.event.participant.role)) is not None
        and role.agency == "legal"
        for entry in case.all(ParticipantAttended)
    )


def _discussion_missing(refused: Entry, case: Case) -> str | None:
    """Why the discussion that must follow a refusal has not been held yet, or not as it must be."""
    held = _since(refused, StrategyDiscussionHeld, case)
    if not held:
        return "Access to the child was refused; no strategy discussion was held since."
    legal = case.profile.access.refused.legal_representation
    if legal and not any(_with_a_lawyer(entry, case) for entry in held):
        return "No strategy discussion since access was refused had a legal adviser."
    return None


def _not_discussed(refused: Entry, case: Case) -> Iterator[Breach]:
    missing = _discussion_missing(refused, case)
    if missing:
        yield Breach(missing, tuple(_since(refused, StrategyDiscussionHeld, case)))


def _not_planned(refused: Entry, case: Case) -> Iterator[Breach]:
    """Asked once the discussion was held from which the plan comes."""
    child = persons_in(refused.event, "child")
    plans = _since(refused, AccessPlan.where(purpose="access"), case)
    planned = any(persons_in(entry.event, "child") == child for entry in plans)
    if not planned and _discussion_missing(refused, case) is None:
        yield Breach("No plan was agreed to get access to the child.")


ACCESS_DISCUSSED: Final = Rule(
    "SEE-15",
    CHILD_SAFETY,
    "the discussion after access to the child was refused",
    of=AccessRefused,
    breaches=_not_discussed,
    remedy=StrategyDiscussionHeld,
    only=("access.refused.strategy_discussion", True),
    quotes={"000": Quote(156, "If access to a child/young person is refused or obstructed")},
)

ACCESS_PLANNED: Final = Rule(
    "SEE-15",
    CHILD_SAFETY,
    "a plan to get access to the child",
    of=AccessRefused,
    breaches=_not_planned,
    remedy=AccessPlan,
    only=("access.refused.strategy_discussion", True),
    quotes={"000": Quote(156, "to develop a plan to locate or access the child/young person")},
)

DUTIES: Final = (CHILD_LOOKED_FOR, WAY_TO_FIND_AGREED)
RULES: Final = (ACCESS_DISCUSSED, ACCESS_PLANNED)
