"""Differences between practitioners: answered level by level, and requests for a conference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from domain.calendar import end_of_day, local_date
from domain.duties.case import Case, any_of
from domain.duties.duty import PROCEDURE, RECORDING, STATED, Breach, Duty, Quote, Rule
from domain.duties.limits import AsSoonAs, Count, Limit, Reading
from domain.entry import Entry
from domain.events.differences import (
    ConferenceRequestAnswered,
    ConferenceRequested,
    FurtherDiscussionHeld,
    FurtherDiscussionRequested,
)
from domain.events.escalation import EscalationProgressed, EscalationRaised, EscalationResolved
from domain.profiles.conclusion import Rung
from domain.spans import Span


@dataclass(frozen=True, slots=True)
class OfLevel(Limit):
    """As many working days as the profile's ladder gives the level that was asked."""

    def readings(self, count: Count) -> tuple[Reading, ...]:
        """One reading; none beyond the end of the ladder."""
        rung = _rung(count.trigger, count.case)
        days = rung.answer_working_days if rung else None
        if days is None:
            return ()
        calendar = count.case.calendar
        ends = end_of_day(calendar.add_working_days(local_date(count.start.latest), days))
        words = f"{days} working day{'' if days == 1 else 's'} at this level"
        return (Reading(words, Span(ends, ends)),)


def _rung(escalated: Entry, case: Case) -> Rung | None:
    """The step of the ladder that an escalation names."""
    level, ladder = getattr(escalated.event, "level", 0), case.profile.disputes.ladder
    return ladder[level - 1] if 0 < level <= len(ladder) else None


def _settles(done: Entry, asked: Entry, case: Case) -> bool:
    """Whether the same difference was settled, or taken to a higher level."""
    if not _difference(done, case) & _difference(asked, case):
        return False
    higher = getattr(done.event, "level", 0) > getattr(asked.event, "level", 0)
    return isinstance(done.event, EscalationResolved) or higher


def _difference(entry: Entry, case: Case) -> set[int]:
    """The entries in which the difference was raised, or raised anew by a correction."""
    if isinstance(entry.event, EscalationRaised):
        return {version.seq for version in case.versions(entry)}
    return {ref.seq for ref in entry.refs if ref.rel in {"concerns", "answers"}}


_ESCALATED: Final = any_of(EscalationRaised, EscalationProgressed)
_ANSWERED: Final = any_of(EscalationResolved, EscalationProgressed)

ESCALATION_ANSWERED: Final = Duty(
    "DIS-03",
    PROCEDURE,
    "settling the difference put to level {event.level}",
    each="entry",
    arises=_ESCALATED,
    due=OfLevel(),
    met_by=_ANSWERED,
    fits=_settles,
    only=("disputes.policy", STATED),
    quotes={"000": Quote(87, "this should be escalated in line with the escalation policy")},
)

SETTLED_QUICKLY: Final = Duty(
    "DIS-05",
    PROCEDURE,
    "settling the difference put to level {event.level}",
    each="entry",
    arises=_ESCALATED,
    due=OfLevel(),
    met_by=_ANSWERED,
    fits=_settles,
    only=("disputes.last_resort", True),
    quotes={
        "001": Quote(130, "quick and straightforward means of resolving differences of opinion")
    },
)

DISCUSSED_FURTHER: Final = Duty(
    "DIS-02",
    PROCEDURE,
    "the further discussion with the lead practitioner",
    each="entry",
    arises=FurtherDiscussionRequested,
    due=AsSoonAs(guide="disputes.lead_discussion_working_days"),
    met_by=FurtherDiscussionHeld,
    answers="answers",
    only=("disputes.lead_discussion_working_days", STATED),
    quotes={"000": Quote(87, "should seek further discussion with the Lead Practitioner")},
)

REQUEST_ANSWERED: Final = Duty(
    "DIS-01",
    PROCEDURE,
    "answering the request for a conference",
    each="entry",
    arises=ConferenceRequested,
    due=AsSoonAs(guide="disputes.conference_request_working_days"),
    met_by=ConferenceRequestAnswered,
    answers="answers",
    only=("disputes.conference_request_right", True),
    quotes={
        "000": Quote(
            310, "have the right to request that Children's Services convene a conference"
        ),
        "001": Quote(130, "have the right to request that local authority children’s social care"),
    },
)


def _off_the_ladder(escalated: Entry, case: Case) -> Iterator[Breach]:
    """Put to somebody else than the policy says, or without naming the policy."""
    event, rung = escalated.event, _rung(escalated, case)
    if not isinstance(event, EscalationRaised | EscalationProgressed):
        return
    wrong = []
    if rung is None:
        wrong.append(f"The ladder has no level {event.level}.")
    elif event.to.role != rung.to:
        title = case.profile.roles[rung.to].title
        wrong.append(f"Level {event.level} is that of a {title}, and it was put to another role.")
    if isinstance(event, EscalationRaised) and event.policy is None:
        wrong.append("The policy under which the difference is raised is not named.")
    if wrong:
        yield Breach(" ".join(wrong))


LADDER: Final = Rule(
    "DIS-04",
    RECORDING,
    "the ladder of the policy on differences",
    of=_ESCALATED,
    breaches=_off_the_ladder,
    remedy=EscalationRaised,
    only=("disputes.policy", STATED),
    quotes={
        "000": Quote(28, "4.5.3 Resolution of Professional Differences, including Escalations")
    },
)

DUTIES: Final = (ESCALATION_ANSWERED, SETTLED_QUICKLY, DISCUSSED_FURTHER, REQUEST_ANSWERED)
RULES: Final = (LADDER,)
