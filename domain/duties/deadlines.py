"""Times that no single entry starts: several discussions, and every action’s own date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from domain.duties.case import Case, any_of
from domain.duties.duty import CHILD_SAFETY, PROCEDURE, Breach, Duty, Quote, Rule
from domain.duties.limits import Count, Limit, Reading, Within
from domain.duties.spans import happened, moment
from domain.duties.strategy import INITIATING
from domain.duties.words import span_words
from domain.enquiry import Action
from domain.entry import Entry
from domain.events.conference import ConferenceHeld
from domain.events.outcome import OutcomeDecided
from domain.events.records import DelayExplained
from domain.events.section47 import Section47NotInitiated
from domain.events.strategy import StrategyDiscussionHeld
from domain.events.strategy_record import ActionCompleted, ActionVaried, StrategyRecord
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


def _done_late(done: Entry, case: Case) -> Iterator[Breach]:
    for action in case.enquiry.actions():
        if action.completed is done and happened(done).surely_after(due_of(action)):
            yield Breach(
                f"Action {action.agreed.number} was done too late, {span_words(happened(done))}; "
                f"it was due by {span_words(due_of(action))}.",
                (action.entry,),
                _EXPLAINING,
            )


def _moved_late(varied: Entry, case: Case) -> Iterator[Breach]:
    """A new date for an action whose date had passed: the limit was missed all the same."""
    event, before = varied.event, case.enquiry.at_version(case.enquiry.place(varied) - 1)
    for action in before.actions() if isinstance(event, ActionVaried) else ():
        late = happened(varied).surely_after(due_of(action)) and action.completed is None
        if action.agreed.number == getattr(event, "action", None) and late:
            yield Breach(
                f"Action {action.agreed.number} was given another date after its own, "
                f"{span_words(due_of(action))}, had passed.",
                (action.entry,),
                _EXPLAINING,
            )


_EXPLAINING: Final = (("duty", "TIM-16"),)

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

DONE_LATE: Final = Rule(
    "TIM-16",
    PROCEDURE,
    "doing what was agreed by its own date",
    of=ActionCompleted,
    breaches=_done_late,
    remedy=DelayExplained,
    quotes=ACTIONS.quotes,
)

MOVED_LATE: Final = Rule(
    "TIM-16",
    PROCEDURE,
    "agreeing another date before the first has passed",
    of=ActionVaried,
    breaches=_moved_late,
    remedy=DelayExplained,
    quotes=ACTIONS.quotes,
)

DUTIES: Final = (DECIDED,)
RULES: Final = (ACTIONS, DONE_LATE, MOVED_LATE)
