"""Where an enquiry stands in the procedure's own flow: what was passed, where it is, what is to
come, and how each chapter on the way stands.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final, Literal

from domain.duties.conference import NOT_REQUIRED
from domain.entry import Entry
from domain.events.base import Event
from domain.events.conference import ConferenceHeld, ConferencePlanned
from domain.events.outcome import OutcomeDecided
from domain.events.referral import ReferralReceived
from domain.events.section47 import Section47Initiated, Section47NotInitiated
from domain.events.strategy import StrategyDiscussionConvened, StrategyDiscussionHeld
from projections.chapters import chapter_of
from projections.countersigning import standing_of
from projections.duties import Duties
from projections.reading import Reading
from projections.stage import Stage, StageName, own_entries, stage
from projections.times import Happened, happened, sorting
from projections.view import View

__all__ = ["Flow", "Step", "StepState", "flow"]

StepState = Literal["done", "current", "passed_over", "not_needed", "to_come"]


class Step(View):
    """One step of the flow."""

    title: str
    state: StepState
    entry: int | None
    """The entry that took it."""
    happened: Happened | None
    provisional: bool
    """Whether that entry waits for a countersignature."""
    overdue: int
    running: int
    done: int
    """How many duties of its chapters are overdue, open, and done in time or late."""
    findings: int
    """How many findings of its chapters there are."""
    chapters: tuple[str, ...]
    """The letters of its chapters."""

    @property
    def words(self) -> str:
        """`2 overdue, 3 running, 1 done, 4 findings`."""
        counts = {"overdue": self.overdue, "running": self.running, "done": self.done}
        told = [f"{count} {name}" for name, count in counts.items() if count]
        found = [f"{self.findings} finding{'' if self.findings == 1 else 's'}"]
        return ", ".join([*told, *(found if self.findings else [])])


class Flow(View):
    """The steps in their order; none of them is current in a duplicate."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    title: str
    stages: tuple[StageName, ...]
    taken_by: tuple[type[Event], ...]
    chapters: tuple[str, ...]


_STEPS: Final = (
    _Step("Referral", ("referral",), (ReferralReceived,), ("REF", "IMM")),
    _Step(
        "Strategy discussion",
        ("strategy_discussion",),
        (StrategyDiscussionHeld, StrategyDiscussionConvened),
        ("STR",),
    ),
    _Step(
        "Section 47 enquiries",
        ("enquiries", "not_initiated"),
        (Section47Initiated, Section47NotInitiated),
        ("S47", "SEE", "PAR", "OBJ", "CHK", "MED", "ABE", "ASM"),
    ),
    _Step("Outcome", ("outcome_decided",), (OutcomeDecided,), ("OUT", "FDB")),
    _Step(
        "Child protection conference",
        ("conference_planned", "conference_held"),
        (ConferenceHeld, ConferencePlanned),
        ("CPC",),
    ),
)
"""The flow of both procedures (the flowcharts of Working Together that they name). Disagreements
and records belong to every step, and so to none."""


def flow(reading: Reading, asked: Duties) -> Flow:
    """The flow of an enquiry and how its duties stand on the way, by what the reader may see."""
    reached = stage(reading)
    at = next((i for i, step in enumerate(_STEPS) if reached.name in step.stages), len(_STEPS))
    ended = reached.name == "not_initiated"
    steps = []
    for index, step in enumerate(_STEPS):
        taken = _taken(step, reading)
        if index == at and reached.entry is not None:
            taken = reading.enquiry.entry(reached.entry)
        steps.append(
            Step(
                title=_NONE_STARTED if index == at and ended else step.title,
                state=_CURRENT if index == at else _state(index < at, taken, reached, reading),
                entry=taken.seq if taken else None,
                happened=happened(taken) if taken else None,
                provisional=bool(taken and standing_of(taken, reading).outstanding),
                **_tally(step, asked),
                chapters=step.chapters,
            )
        )
    return Flow(steps=tuple(steps))


_NONE_STARTED: Final = "No section 47 enquiries"
_CURRENT: Final = "current"


def _state(behind: bool, taken: Entry | None, reached: Stage, reading: Reading) -> StepState:
    """What was left behind without a record of it is not called done; a duplicate owes nothing."""
    if reached.name == "duplicate":
        return "done" if taken else "not_needed"
    if behind:
        return "done" if taken else "passed_over"
    over = reached.name == "not_initiated" or any(own_entries((NOT_REQUIRED,), reading))
    return "not_needed" if over else "to_come"


def _taken(step: _Step, reading: Reading) -> Entry | None:
    """The first entry that took a step, of the kind that takes it best."""
    for wanted in step.taken_by:
        found = min(own_entries((wanted,), reading), key=sorting, default=None)
        if found:
            return found
    return None


def _tally(step: _Step, asked: Duties) -> dict[str, int]:
    """How the duties and findings of a step stand."""
    ours = (duty.state for duty in asked.duties if chapter_of(duty.row) in step.chapters)
    states = Counter(ours)
    return {
        "overdue": states["overdue"],
        "running": states["running"] + states["cannot_tell"],
        "done": states["met"] + states["met_late"],
        "findings": sum(1 for one in asked.findings if chapter_of(one.row) in step.chapters),
    }
