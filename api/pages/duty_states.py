"""The states of duties in words and colours, and by when each is due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from api.web import words
from projections.duties import DutyView, GravityName, StateName

__all__ = ["GRAVITIES", "OPEN", "STATES", "State", "due_words", "state_of"]

GRAVITIES: Final[dict[GravityName, str]] = {
    "child_safety": "Safety of the child",
    "lawfulness": "Lawfulness",
    "procedure": "Procedure",
    "recording": "Recording",
}
"""What a breach is about, the gravest first."""


@dataclass(frozen=True, slots=True)
class State:
    """A state of a duty as readers see it."""

    words: str
    colour: str
    """Of a GOV.UK tag."""


STATES: Final[dict[StateName, State]] = {
    "overdue": State("Overdue", "red"),
    "cannot_tell": State("Cannot tell", "yellow"),
    "running": State("Running", "blue"),
    "met_late": State("Done late", "orange"),
    "met": State("Done in time", "green"),
    "not_applicable": State("Not asked", "grey"),
}


def state_of(duty: DutyView) -> State:
    """The state of a duty; nothing is in time where the procedure gives no time."""
    if duty.due is None and duty.state == "met":
        return _SLOW if duty.beyond_guide else State("Done", "green")
    if duty.beyond_guide and duty.state == "running":
        return State("Running, beyond the guide", "orange")
    return STATES[duty.state]


_SLOW: Final = State("Done, beyond the guide", "orange")


OPEN: Final = frozenset({"overdue", "running", "cannot_tell"})
"""States in which something can still be done."""
_DUE: Final[dict[StateName, str]] = {
    "overdue": "was due by {}",
    "cannot_tell": "due by {}",
    "running": "due by {}",
    "met_late": "was due by {}",
    "met": "due by {}",
    "not_applicable": "would have been due by {}",
}


def due_words(duty: DutyView) -> str:
    """By when a duty is or was due, in a few words."""
    return _DUE[duty.state].format(words.limit(duty.due.latest) if duty.due else "")
