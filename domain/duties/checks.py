"""Agency checks: answered in time, chased when late, escalated, or gone ahead without; carers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case
from domain.duties.duty import CHILD_SAFETY, LAWFULNESS, PROCEDURE, Breach, Duty, Quote, Rule
from domain.duties.engine import status_of
from domain.duties.limits import OwnDate
from domain.duties.matter import Subject
from domain.duties.spans import happened
from domain.duties.status import State
from domain.entry import Entry
from domain.events.carer import TemporaryCarerChecked, TemporaryCarerIdentified
from domain.events.checks import (
    AgencyCheckChased,
    AgencyCheckReceived,
    AgencyCheckRequested,
    Declined,
    ProceededWithoutCheck,
)
from domain.events.escalation import EscalationRaised
from domain.events.outcome import OutcomeDecided

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
    if enough is not None and len(chases) >= enough and not _escalated(request, case):
        times = "once" if len(chases) == 1 else f"{len(chases)} times"
        yield Breach(
            f"The check with {_agency(request)} is late and was chased {times} without an answer: "
            "escalate it for that agency.",
            tuple(chases),
        )


def _escalated(entry: Entry, case: Case) -> bool:
    return any(isinstance(one.event, EscalationRaised) for one in case.answering(entry, "concerns"))


def _refused(reply: Entry, case: Case) -> Iterator[Breach]:
    """An agency that must co-operate and declines: somebody has to take it further."""
    event = reply.event
    if not isinstance(event, AgencyCheckReceived) or not isinstance(event.answer, Declined):
        return
    request = case.enquiry.entry(event.answers)
    asked = isinstance(request.event, AgencyCheckRequested) and request.event.section_27
    if asked and not _escalated(request, case) and not _escalated(reply, case):
        yield Breach(
            f"{_agency(request)} was asked under section 27 of the Children Act 1989 and declined "
            "to answer: escalate it for that agency.",
            (request,),
        )


def _known_by(outcome: Entry, one: Entry, case: Case) -> bool:
    """Whether something happened before the outcome; where the times do not tell, as recorded."""
    decided, then = happened(outcome), happened(one)
    if decided.surely_after(then) or then.surely_after(decided):
        return decided.surely_after(then)
    return case.enquiry.place(one) < case.enquiry.place(outcome)


def _unanswered(outcome: Entry, case: Case) -> Iterator[Breach]:
    """Checks on which an outcome did not wait, without a word why what was known sufficed."""
    for request in case.all(AgencyCheckRequested):
        answers = case.answering(request, "answers")
        gone_ahead = [
            one
            for one in case.answering(request, "concerns")
            if isinstance(one.event, ProceededWithoutCheck)
        ]
        first = outcome is case.all(OutcomeDecided)[0]
        asked = _known_by(outcome, request, case)
        waited = any(_known_by(outcome, one, case) for one in answers)
        if first and asked and not waited and not gone_ahead:
            yield Breach(
                f"The outcome was decided without the check asked of {_agency(request)}, and it "
                "is not recorded why what was known sufficed.",
                (request,),
            )


def _carer_unchecked(identified: Entry, case: Case) -> Iterator[Breach]:
    event = identified.event
    checked = any(
        isinstance(one.event, TemporaryCarerChecked)
        for one in case.answering(identified, "answers")
    )
    if isinstance(event, TemporaryCarerIdentified) and not checked:
        yield Breach(
            f"{case.name_of(event.adult.p) or 'An adult'} has taken over the care of "
            f"{case.name_of(event.child.p) or 'the child'}, and no checks are recorded."
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
    remedy=EscalationRaised,
    only=_LATE_CHECKS_ESCALATE,
    quotes={"000": Quote(28, "should be initiated for that agency")},
)

CO_OPERATES: Final = Rule(
    "CHK-02",
    LAWFULNESS,
    "co-operation under section 27",
    of=AgencyCheckReceived,
    breaches=_refused,
    remedy=EscalationRaised,
    only=_LATE_CHECKS_ESCALATE,
    quotes={"000": Quote(24, "have a duty to cooperate under Section 27")},
)

GONE_AHEAD: Final = Rule(
    "CHK-05",
    PROCEDURE,
    "deciding without a check",
    of=OutcomeDecided,
    breaches=_unanswered,
    remedy=ProceededWithoutCheck,
    only=("checks.proceed_if_sufficient", True),
    quotes={"000": Quote(28, "If there is sufficient information on which to base the analysis")},
)

CARER_CHECKED: Final = Rule(
    "CHK-06",
    CHILD_SAFETY,
    "checks on an adult who takes over the child’s care",
    of=TemporaryCarerIdentified,
    breaches=_carer_unchecked,
    remedy=TemporaryCarerChecked,
    only=("carer.checks", True),
    quotes={"000": Quote(172, "Appropriate checks should be completed on an adult who assumes")},
)

DUTIES: Final = (CHECK_ANSWERED,)
RULES: Final = (CHASED, ESCALATED, CO_OPERATES, GONE_AHEAD, CARER_CHECKED)
