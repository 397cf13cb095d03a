"""Reading a scenario's views: as whom, and as of when."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from crypto.statement import compose
from domain.clearance import Clearance
from domain.entry import Content, Entry
from domain.marks import MARKS
from domain.values import Mark
from projections import Reading, View
from projections.parts import Pieces, plain
from tests.domain.judging import CALENDAR, instant
from tests.scenario import Scenario

EVERYTHING: Final = Clearance(frozenset(MARKS))


def without(*marks: Mark) -> Clearance:
    """The clearance of somebody who may not see these marks."""
    return Clearance(frozenset(MARKS) - set(marks))


def sources(entry: Entry) -> Sequence[str | None]:
    """What each segment of a statement came from, as composing it again tells."""
    content = Content(entry.frame, entry.event, entry.parts).as_json()
    return [piece.source for piece in compose(entry.event.template, content)]


def read(
    history: Scenario, now: str | datetime | None = None, clearance: Clearance = EVERYTHING
) -> Reading:
    """The reading of a scenario at a time, or at its last entry."""
    at = instant(now) if isinstance(now, str) else now or history.enquiry.entries[-1].recorded
    return Reading(history.enquiry, history.profile, CALENDAR, at, clearance, sources)


def words(pieces: Pieces) -> str:
    """Pieces as running text."""
    return plain(pieces)


def as_json(view: View) -> Any:
    """A view as the API returns it."""
    return view.model_dump(mode="json")
