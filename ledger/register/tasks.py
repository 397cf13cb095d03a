"""What waits for somebody: to countersign, to correct, to do, to answer.

A pure fold, like all rows of the register. For whom something waits is a role, a practitioner, or
where the record has only words for them a token of their name and agency.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from domain.duties.acting import bare_name
from domain.entry import Entry
from domain.events.base import Event
from domain.events.checks import AgencyCheckRequested
from domain.events.circulation import StrategyRecordCirculated, StrategyRecordReceived
from domain.events.differences import FurtherDiscussionRequested
from domain.events.enquiry_plan import InformationNeeded
from domain.events.escalation import EscalationRaised
from domain.events.expertise import ExpertAdviceSought
from domain.events.handover import HandedOver, ManagementDirection
from domain.events.health_needs import HealthNeedIdentified, SpecialistAssessmentRequested
from domain.events.legal import LegalAdviceSought
from domain.events.safety import ProtectiveActionAgreed, SupportActionAgreed
from domain.marks import marks_at
from domain.values import At, On, Professional
from ledger.register.names import BlindIndex
from ledger.register.needs import ANYBODY
from ledger.register.pressing import Hides, marked
from projections.countersignatures import settled
from projections.countersigning import Need, Standing, standing_of
from projections.reading import Reading

__all__ = ["ANSWERS", "TaskKind", "Waiting", "waiting", "whom_of"]

TaskKind = Literal["countersign", "returned", "action", "request"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for one of `whom`, and never for those in `never`, until it is done.

    `what` is a kind of countersignature, or the name of the event that answers. `part` tells apart
    what one entry asks: the number of an action, the place of a recipient.
    """

    task: TaskKind
    what: str
    entry: Entry
    whom: frozenset[str]
    since: datetime
    due: datetime | None = None
    part: int = 0
    hides: Hides = frozenset()
    never: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Asks:
    """An event that asks one person or agency, named in a field, for what another event answers."""

    field: str
    answer: str
    task: TaskKind = "request"


_ASKS: Final[Mapping[type[Event], _Asks]] = {
    AgencyCheckRequested: _Asks("agency", "AgencyCheckReceived"),
    EscalationRaised: _Asks("to", "EscalationResolved"),
    ExpertAdviceSought: _Asks("expert", "ExpertAdviceReceived"),
    FurtherDiscussionRequested: _Asks("lead", "FurtherDiscussionHeld"),
    HandedOver: _Asks("to", "HandoverAccepted"),
    HealthNeedIdentified: _Asks("owner", "HealthFollowUpCompleted", "action"),
    InformationNeeded: _Asks("owner", "InformationObtained", "action"),
    LegalAdviceSought: _Asks("adviser", "LegalAdviceReceived"),
    ManagementDirection: _Asks("to", "DirectionAnswered"),
    ProtectiveActionAgreed: _Asks("owner", "AgreedActionDone", "action"),
    SpecialistAssessmentRequested: _Asks("provider", "SpecialistAssessmentCompleted"),
    SupportActionAgreed: _Asks("owner", "AgreedActionDone", "action"),
}
"""What one practitioner or agency is asked by name, and what is recorded once they have done it."""
ANSWERS: Final = frozenset(
    {StrategyRecordReceived.__name__, *(one.answer for one in _ASKS.values())}
)
"""The events by which somebody answers what they were asked by name."""


def waiting(reading: Reading, names: BlindIndex) -> Iterator[Waiting]:
    """Everything in an enquiry that waits for somebody."""
    for find in _FINDS:
        yield from find(reading, names)


def whom_of(person: Professional, names: BlindIndex) -> str:
    """Under what the tasks of somebody named in an entry are found."""
    if person.practitioner is not None:
        return person.practitioner
    return names.somebody(bare_name(person), person.agency)


def _signatures(reading: Reading, names: BlindIndex) -> Iterator[Waiting]:
    """Countersignatures that nobody has declined: each for whom it would count."""
    for entry in reading.enquiry.standing():
        standing = standing_of(entry, reading)
        if not reading.case.referring(entry, "returns"):
            yield from (_signature(need, standing, names) for need in standing.outstanding)


def _signature(need: Need, standing: Standing, names: BlindIndex) -> Waiting:
    entry = standing.entry
    parts: tuple[str, ...] = ()
    whom, never = need.roles or frozenset({ANYBODY}), standing.deciders
    if need.person is not None:
        parts = ("examiner" if need.kind == "confirm_words" else "deciders",)
        whom, never = frozenset({whom_of(need.person, names)}), frozenset({entry.author})
    hides = _behind(entry, *parts)
    return Waiting("countersign", need.kind, entry, whom, entry.recorded, hides=hides, never=never)


def _returned(reading: Reading, _: BlindIndex) -> Iterator[Waiting]:
    """Entries that were sent back: for whoever recorded them, until something came of it."""
    for entry in reading.enquiry.standing():
        returns = reading.case.referring(entry, "returns")
        if returns and settled(entry, returns[-1], reading) is None:
            what, author = type(entry.event).__name__, frozenset({entry.author})
            hides = _behind(entry) | _behind(returns[-1], "reasons")
            yield Waiting("returned", what, entry, author, returns[-1].recorded, hides=hides)


def _actions(reading: Reading, names: BlindIndex) -> Iterator[Waiting]:
    """Actions of a strategy discussion that nobody said were completed (STR-29)."""
    for action in reading.enquiry.open_actions():
        agreed, entry = action.agreed, action.entry
        if isinstance(agreed.owner, Professional):
            yield Waiting(
                "action",
                "ActionCompleted",
                entry,
                frozenset({whom_of(agreed.owner, names)}),
                entry.recorded,
                agreed.due.bounds()[1],
                agreed.number,
                _behind(entry, "actions"),
            )


def _asked(reading: Reading, names: BlindIndex) -> Iterator[Waiting]:
    """What somebody was asked for by name and nobody has answered."""
    for entry in reading.enquiry.standing():
        asks = _ASKS.get(entry.event.newest())
        if asks and not reading.case.answering(entry, "answers"):
            who = getattr(entry.event, asks.field)
            named = whom_of(who, names) if isinstance(who, Professional) else names.agency(who)
            due = getattr(entry.event, "due", None)
            yield Waiting(
                asks.task,
                asks.answer,
                entry,
                frozenset({named}),
                entry.recorded,
                due.bounds()[1] if isinstance(due, At | On) else None,
                hides=_behind(entry, asks.field, *(["due"] if due else [])),
            )


def _sent(reading: Reading, names: BlindIndex) -> Iterator[Waiting]:
    """Records of a discussion that a recipient has not acknowledged (STR-40)."""
    for entry, event in reading.enquiry.of(StrategyRecordCirculated):
        received = {
            whom_of(answer.event.recipient, names)
            for answer in reading.case.answering(entry, "answers")
            if isinstance(answer.event, StrategyRecordReceived)
        }
        for part, recipient in enumerate(event.recipients, start=1):
            whom = whom_of(recipient, names)
            if whom not in received:
                what, hides = StrategyRecordReceived.__name__, _behind(entry, "recipients")
                since = entry.recorded
                yield Waiting(
                    "request", what, entry, frozenset({whom}), since, part=part, hides=hides
                )


def _behind(entry: Entry, *parts: str) -> Hides:
    """The marks that hide an entry or one of these parts of it, as `Reading.sees` asks it."""
    marks = {entry.mark}.union(*(marks_at(entry, part) for part in parts))
    return marked(marks, entry)


_Find = Callable[[Reading, BlindIndex], Iterator[Waiting]]
_FINDS: Final[tuple[_Find, ...]] = (_signatures, _returned, _actions, _asked, _sent)
