"""What calls for a strategy discussion: considered, and not put off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case, any_of
from domain.duties.discussions import held
from domain.duties.duty import CHILD_SAFETY, PROCEDURE, STATED, Breach, Duty, Quote, Rule
from domain.duties.limits import AsSoonAs
from domain.duties.spans import happened
from domain.entry import Entry
from domain.events.convening import (
    NewInformationReceived,
    StrategyDiscussionDeferred,
    StrategyDiscussionNotHeld,
)
from domain.events.strategy import StrategyDiscussionConvened, StrategyDiscussionHeld
from domain.events.triggers import SexualActivity, StrategyTrigger

UNDER: Final = 10
"""Sexual activity between children who are all younger is considered individually (STR-38)."""

_CONSIDERED: Final = any_of(
    StrategyDiscussionConvened, StrategyDiscussionHeld, StrategyDiscussionNotHeld
)


def _all_young(trigger: StrategyTrigger) -> bool:
    between = trigger.trigger.between if isinstance(trigger.trigger, SexualActivity) else ()
    return bool(between) and all(child.age < UNDER for child in between)


def _for_this(done: Entry, trigger: Entry, case: Case) -> bool:
    """A discussion is about everything known; a decision to hold none, about what it answers."""
    return not isinstance(done.event, StrategyDiscussionNotHeld) or done in case.answering(
        trigger, "answers"
    )


CONSIDERED: Final = Duty(
    "STR-33",
    CHILD_SAFETY,
    "considering a strategy discussion about {subject}",
    each="entry",
    about="child",
    arises=StrategyTrigger.where(lambda trigger: not _all_young(trigger)),
    due=AsSoonAs(guide="strategy.after_suspicion_hours"),
    met_by=_CONSIDERED,
    fits=_for_this,
    only=("strategy.triggers", STATED),
    quotes={
        "000": Quote(53, "circumstances where a strategy discussion/meeting should be considered")
    },
)

CONSIDERED_INDIVIDUALLY: Final = Duty(
    "STR-38",
    CHILD_SAFETY,
    "considering individually a strategy discussion about {subject} and others under 10",
    each="entry",
    about="child",
    arises=StrategyTrigger.where(_all_young),
    due=AsSoonAs(guide="strategy.after_suspicion_hours"),
    met_by=_CONSIDERED,
    fits=_for_this,
    only=("strategy.triggers", STATED),
    quotes={
        "000": Quote(60, "If both children are under 10 a strategy discussion will be considered")
    },
)


def _unconsidered(news: Entry, case: Case) -> Iterator[Breach]:
    later = [
        entry
        for entry in case.all(_CONSIDERED)
        if _for_this(entry, news, case) and not happened(news).surely_after(happened(entry))
    ]
    if not later:
        yield Breach(
            "New information came in, and it is not recorded whether it calls for another "
            "strategy discussion."
        )


NEW_INFORMATION: Final = Rule(
    "STR-25",
    PROCEDURE,
    "considering a strategy discussion on new information",
    of=NewInformationReceived,
    breaches=_unconsidered,
    remedy=StrategyDiscussionNotHeld,
    only=("strategy.on_new_information", True),
    quotes={"001": Quote(18, "when new information is received on an already open case")},
)


def _waiting_for_lado(deferred: Entry, case: Case) -> Iterator[Breach]:
    if not held(deferred, case):
        yield Breach(
            "The discussion was put off to wait for the designated officer (LADO), whose answer "
            "must not delay it.",
        )


NOT_DELAYED: Final = Rule(
    "STR-21",
    CHILD_SAFETY,
    "holding the discussion without waiting for the designated officer",
    of=StrategyDiscussionDeferred.where(cause="awaiting_lado"),
    breaches=_waiting_for_lado,
    remedy=StrategyDiscussionHeld,
    only=("lado.must_not_delay", True),
    quotes={"000": Quote(67, "an initial response from the LADO should not delay")},
)


DUTIES: Final = (CONSIDERED, CONSIDERED_INDIVIDUALLY)
RULES: Final = (NEW_INFORMATION, NOT_DELAYED)
