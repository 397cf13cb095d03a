"""Reaching the child: one who cannot be found, one whom somebody keeps back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case, Wanted, any_of, persons_in
from domain.duties.duty import CHILD_SAFETY, Breach, Duty, Quote, Rule
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


def _next_step_missing(refused: Entry, case: Case) -> Iterator[Breach]:
    """One step at a time: a discussion, a lawyer at it, a plan that comes of it."""
    held = _since(refused, StrategyDiscussionHeld, case)
    plans = [
        entry
        for entry in _since(refused, AccessPlan.where(purpose="access"), case)
        if persons_in(entry.event, "child") == persons_in(refused.event, "child")
    ]
    legal = bool(case.profile.access.refused.legal_representation)
    if not held:
        yield Breach("Access to the child was refused; no strategy discussion was held since.")
    elif legal and not any(_with_a_lawyer(entry, case) for entry in held):
        yield Breach("The discussion after access was refused had no legal adviser.", tuple(held))
    elif not plans:
        yield Breach("No plan was agreed to get access to the child.", tuple(held))


ACCESS_PLANNED: Final = Rule(
    "SEE-15",
    CHILD_SAFETY,
    "what follows when access to the child is refused",
    of=AccessRefused,
    breaches=_next_step_missing,
    remedy=AccessPlan,
    only=("access.refused.strategy_discussion", True),
    quotes={"000": Quote(156, "If access to a child/young person is refused or obstructed")},
)

DUTIES: Final = (CHILD_LOOKED_FOR, WAY_TO_FIND_AGREED)
RULES: Final = (ACCESS_PLANNED,)
