"""Times that no single entry starts: several discussions, and every action’s own date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from domain.duties.case import Case, any_of
from domain.duties.duty import CHILD_SAFETY, PROCEDURE, Breach, Duty, Quote, Rule
from domain.duties.limits import Count, Limit, Reading, Within
from domain.duties.spans import moment
from domain.duties.strategy import INITIATING
from domain.duties.words import span_words
from domain.enquiry import Action
from domain.entry import Entry
from domain.events.conference import ConferenceHeld
from domain.events.outcome import OutcomeDecided
from domain.events.section47 import Section47NotInitiated
from domain.events.strategy import StrategyDiscussionHeld
from domain.events.strategy_record import ActionCompleted, StrategyRecord
from domain.spans import Span, instant
from domain.values import At, On


@dataclass(frozen=True, slots=True)
class TwoClocks(Limit):
    """So many working days since the first discussion and since the initiating one (TIM-15).

    Both are shown; `decides` names the parameter that says which of them breaches.
    """

    key: str
    decides: str

    def keys(self) -> tuple[str, ...]:
        """The number, and which clock decides."""
        return (self.key, self.decides)

    def readings(self, count: Count) -> tuple[Reading, ...]:
        """A reading for each discussion that there is."""
        held = count.case.all(StrategyDiscussionHeld)
        started = {"first": held[:1], "initiating": count.case.all(INITIATING)[:1]}
        decisive = count.case.profile.value(self.decides)
        return tuple(
            replace(
                reading,
                words=f"{reading.words} after the {name} discussion",
                decides=name == decisive,
                set_by=entry,
            )
            for name, entries in started.items()
            for entry in entries
            for reading in Within(self.key).readings(replace(count, start=moment(entry, "ended")))
        )


DECIDED: Final = Duty(
    "TIM-15",
    CHILD_SAFETY,
    "a decision about {subject} after several strategy discussions",
    each="child",
    arises=StrategyDiscussionHeld.where(lambda held: held.discussion > 1),
    due=TwoClocks("icpc.timing.hold_working_days", "icpc.timing.several_discussions_counted_from"),
    met_by=any_of(OutcomeDecided, ConferenceHeld, Section47NotInitiated),
    earlier_counts=True,
    only=("icpc.timing.several_discussions_monitored", True),
    quotes={"001": Quote(26, "no child is left for too long without a decision")},
)


def _overdue(record: Entry, case: Case) -> Iterator[Breach]:
    """Each action of a record whose own date has passed and that nobody says is done."""
    now = instant(case.now)
    for action in case.enquiry.open_actions():
        if action.entry is record and now.surely_after(due_of(action)):
            yield Breach(
                f"Action {action.agreed.number} was due by {span_words(due_of(action))} and is "
                "not recorded as done.",
                given=(("action", action.agreed.number),),
            )


def due_of(action: Action) -> Span:
    """The last instant at which an action is done in time: of a day, its end."""
    due: At | On = action.agreed.due
    _, latest = due.bounds()
    return instant(latest)


ACTIONS: Final = Rule(
    "TIM-16",
    PROCEDURE,
    "doing what was agreed by its own date",
    of=StrategyRecord,
    breaches=_overdue,
    remedy=ActionCompleted,
    quotes={
        "000": Quote(51, "with clear timescales"),
        "001": Quote(71, "what was agreed gets done"),
    },
)

DUTIES: Final = (DECIDED,)
RULES: Final = (ACTIONS,)
