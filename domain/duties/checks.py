"""Agency checks: answered by the date set; when late, chased; then escalated for that agency."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case
from domain.duties.duty import PROCEDURE, Breach, Duty, Quote, Rule
from domain.duties.engine import status_of
from domain.duties.limits import OwnDate
from domain.duties.matter import Subject
from domain.duties.status import State
from domain.entry import Entry
from domain.events.checks import AgencyCheckChased, AgencyCheckReceived, AgencyCheckRequested

_LATE_CHECKS_ESCALATE: Final = ("checks.late_escalation", True)

CHECK_ANSWERED: Final = Duty(
    "CHK-01",
    PROCEDURE,
    "the answer of {event.agency}",
    each="entry",
    arises=AgencyCheckRequested,
    due=OwnDate("due", usual="checks.reply_working_days"),
    met_by=AgencyCheckReceived,
    answers="answers",
    only=_LATE_CHECKS_ESCALATE,
    quotes={"000": Quote(24, "Each agency has a duty to assist and provide information")},
)


def _chases_of_late(request: Entry, case: Case) -> list[Entry] | None:
    """How often a check was chased that is late now; `None` while it is not late."""
    if status_of(CHECK_ANSWERED, Subject(request), case).state is not State.OVERDUE:
        return None
    return [
        entry
        for entry in case.answering(request, "concerns")
        if isinstance(entry.event, AgencyCheckChased)
    ]


def _not_chased(request: Entry, case: Case) -> Iterator[Breach]:
    if _chases_of_late(request, case) == []:
        yield Breach(f"The check with {_agency(request)} is late and has not been chased.")


def _not_escalated(request: Entry, case: Case) -> Iterator[Breach]:
    chases = _chases_of_late(request, case) or []
    enough = case.profile.limit("checks.chases_before_escalation")
    if enough is not None and len(chases) >= enough:
        times = "once" if len(chases) == 1 else f"{len(chases)} times"
        yield Breach(
            f"The check with {_agency(request)} is late and was chased {times} without an answer: "
            "escalate it for that agency.",
            tuple(chases),
        )


def _agency(request: Entry) -> str:
    return request.event.agency if isinstance(request.event, AgencyCheckRequested) else "the agency"


CHASED: Final = Rule(
    "CHK-03",
    PROCEDURE,
    "chasing a late check",
    of=AgencyCheckRequested,
    breaches=_not_chased,
    remedy=AgencyCheckChased,
    only=_LATE_CHECKS_ESCALATE,
    quotes={"000": Quote(28, "have been chased by the social worker")},
)

ESCALATED: Final = Rule(
    "CHK-04",
    PROCEDURE,
    "escalating a late check",
    of=AgencyCheckRequested,
    breaches=_not_escalated,
    remedy=AgencyCheckReceived,
    only=_LATE_CHECKS_ESCALATE,
    quotes={"000": Quote(28, "should be initiated for that agency")},
)

DUTIES: Final = (CHECK_ANSWERED,)
RULES: Final = (CHASED, ESCALATED)
