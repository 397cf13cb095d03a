"""The child: seen within a day, or looked for within a day."""

from __future__ import annotations

from typing import Final

from domain.duties.duty import CHILD_SAFETY, Duty, Quote, Unless
from domain.duties.limits import Within
from domain.duties.strategy import INITIATING
from domain.events.child import ChildLocated, ChildSeen, WhereaboutsUnknown
from domain.events.strategy import StrategyDiscussionHeld

CHILD_SEEN: Final = Duty(
    "TIM-07",
    CHILD_SAFETY,
    "seeing {subject}",
    each="child",
    arises=INITIATING,
    since="ended",
    due=Within("child.seen_hours", warn="child.seen_warn_hours"),
    met_by=ChildSeen,
    unless=Unless(WhereaboutsUnknown, until=ChildLocated),
    quotes={"000": Quote(146, "initially with 24hrs of the Strategy Discussion")},
)

CHILD_LOOKED_FOR: Final = Duty(
    "TIM-08",
    CHILD_SAFETY,
    "holding a strategy discussion on finding {subject}",
    each="entry",
    about="child",
    arises=WhereaboutsUnknown,
    due=Within("access.whereabouts_unknown.strategy_hours"),
    met_by=StrategyDiscussionHeld,
    quotes={"000": Quote(152, "the following action must be taken within 24 hours")},
)

DUTIES: Final = (CHILD_SEEN, CHILD_LOOKED_FOR)
