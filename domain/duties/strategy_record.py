"""What the record of a strategy discussion needs: welfare, plan, circulation, actions followed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from domain.calendar import CalendarExhausted, local_date
from domain.clock import date_words
from domain.duties.case import Case
from domain.duties.discussions import of_discussion, took_part
from domain.duties.duty import PROCEDURE, STATED, Breach, Quote, Rule
from domain.duties.spans import moment
from domain.duties.strategy import INITIATING
from domain.duties.words import listed
from domain.entry import Entry
from domain.events.circulation import StrategyRecordCirculated
from domain.events.outcome import OutcomeDecided
from domain.events.strategy_decisions import StrategyPlan, WelfareConsidered
from domain.events.strategy_record import ActionCompleted, StrategyRecord


def _without_welfare(record: Entry, case: Case) -> Iterator[Breach]:
    if not of_discussion(WelfareConsidered, record, case):
        yield Breach(
            "The record does not say how the child’s welfare and safety were considered, and "
            "whether the child was spoken to."
        )


WELFARE: Final = Rule(
    "STR-26",
    PROCEDURE,
    "considering the child’s welfare and safety",
    of=StrategyRecord,
    breaches=_without_welfare,
    remedy=WelfareConsidered,
    quotes={
        "000": Quote(49, "Consider the child/young person's welfare and safety"),
        "001": Quote(
            67, "Consider the child’s welfare and safety, including through speaking to the child"
        ),
    },
)


def _not_sent_to(circulated: Entry, case: Case) -> Iterator[Breach]:
    """Agencies that took part and were sent nothing; said once, of the first circulation."""
    sent = of_discussion(StrategyRecordCirculated, circulated, case)
    if sent[0] is not circulated:
        return
    reached = {circulated.frame.capacity.agency.casefold()}
    for entry in sent:
        if isinstance(entry.event, StrategyRecordCirculated):
            reached |= {one.agency.casefold() for one in entry.event.recipients}
    there = {one.agency: one for one in took_part(circulated, case, in_writing=True)}
    missing = [agency for agency in there if agency.casefold() not in reached]
    if missing:
        yield Breach(f"The record was not sent to {listed(missing)}.", tuple(sent[1:]))


CIRCULATED_TO_ALL: Final = Rule(
    "STR-40",
    PROCEDURE,
    "sending the record to every agency in the discussion",
    of=StrategyRecordCirculated,
    breaches=_not_sent_to,
    remedy=StrategyRecordCirculated,
    only=("strategy.circulate.working_days", STATED),
    quotes={"000": Quote(69, "to all agencies in the discussion")},
)


def _left_open(outcome: Entry, case: Case) -> Iterator[Breach]:
    place = case.enquiry.place
    open_actions = [one for one in case.enquiry.open_actions() if place(one.entry) < place(outcome)]
    if open_actions:
        numbers = listed([str(action.agreed.number) for action in open_actions])
        named = "action" if len(open_actions) == 1 else "actions"
        yield Breach(
            f"The outcome was decided while {named} {numbers} had not been done.",
            tuple({one.entry.seq: one.entry for one in open_actions}.values()),
        )


FOLLOWED_UP: Final = Rule(
    "STR-29",
    PROCEDURE,
    "following up what was agreed",
    of=OutcomeDecided,
    breaches=_left_open,
    remedy=ActionCompleted,
    only=("strategy.actions_followed_up", True),
    quotes={"001": Quote(71, "Follow up actions to make sure what was agreed gets done.")},
)


def _without_dates(discussion: Entry, case: Case) -> Iterator[Breach]:
    """The first plan, against the dates counted from the discussion's end."""
    try:
        decided, held = _dates(discussion, case)
    except CalendarExhausted:
        return
    plans = of_discussion(StrategyPlan, discussion, case)
    wanted = f"a decision by {_day(decided)} and a conference by {_day(held)}"
    if not plans:
        yield Breach(f"There is no plan of the discussion. It is to leave room for {wanted}.")
    for plan in plans:
        event = plan.event
        if isinstance(event, StrategyPlan) and (
            event.conference_by > held or event.decision_by > decided
        ):
            yield Breach(f"The plan does not leave room for {wanted}.", (plan,))


def _dates(discussion: Entry, case: Case) -> tuple[date, date]:
    """The last days for deciding on a conference and for holding it; the discussion is day 0.

    Raises:
        CalendarExhausted: the calendar in force does not reach so far.
    """
    start = local_date(moment(discussion, "ended").latest)
    days, working = case.profile.icpc.decision_day or 0, case.profile.icpc.day_unit == "working"
    hold = case.profile.limit("icpc.timing.hold_working_days") or 0
    decided = (
        case.calendar.add_working_days(start, days) if working else start + timedelta(days=days)
    )
    return decided, case.calendar.add_working_days(start, hold)


def _day(day: date) -> str:
    return f"{day:%A} {date_words(day)}"


PLANNED: Final = Rule(
    "STR-44",
    PROCEDURE,
    "a plan that leaves room for the conference",
    of=INITIATING,
    breaches=_without_dates,
    remedy=StrategyPlan,
    only=("icpc.timing.first_plan_reflects", True),
    quotes={
        "000": Quote(
            87, "should reflect the requirement to convene an Initial Child Protection Conference"
        )
    },
)

RULES: Final = (WELFARE, CIRCULATED_TO_ALL, FOLLOWED_UP, PLANNED)
