"""Feedback: parents and children learn the outcome, in a form and language that suit them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from domain.duties.case import Case, any_of, persons_in
from domain.duties.duty import LAWFULNESS, PROCEDURE, Breach, Duty, Quote, Rule
from domain.duties.limits import AsSoonAs, Before
from domain.duties.spans import happened
from domain.duties.unborn import NOT_BORN_THEN
from domain.entry import Entry
from domain.events.feedback import Feedback, FeedbackAgreed, FeedbackTold
from domain.events.interviews import CriminalProceedingsDecision
from domain.events.investigation import CriminalInvestigationBasis
from domain.events.outcome import OutcomeDecided
from domain.events.people import Born, Language
from domain.people import PersonRecord
from domain.values import LONDON

GUIDE: Final = "feedback.given_working_days"
"""The authority's own idea of soon after the outcome."""
SET: Final = "feedback.set"
_TO_FAMILY: Final = {
    "000": Quote(304, "children/young people of sufficient age and appropriate level")
}


def _by_name(_: Entry, person: str | None, __: Case) -> bool:
    """Where no child is recorded by name, the family is counted once, among the parents."""
    return person is not None


def said_of(outcome: Entry, case: Case) -> set[int]:
    """The numbers of an outcome and of what it corrects, as far as they say the same.

    Whoever was told that harm is substantiated has not been told that it is not.
    """
    kind = _kind_of(outcome)
    return {one.seq for one in case.versions(outcome) if _kind_of(one) == kind}


def _kind_of(outcome: Entry) -> str | None:
    return outcome.event.outcome.kind if isinstance(outcome.event, OutcomeDecided) else None


def _as_it_stands(told: Entry, _: Entry, case: Case) -> bool:
    """Whether somebody was told of an outcome that still stands as it was told."""
    number = getattr(told.event, "concerns", None)
    return any(number in said_of(one, case) for one in case.all(OutcomeDecided))


CHILD_TOLD: Final = Duty(
    "FDB-03",
    PROCEDURE,
    "telling {subject} the outcome, or saying why not",
    each="child",
    about="person",
    arises=OutcomeDecided,
    where=_by_name,
    due=AsSoonAs(guide=GUIDE),
    met_by=Feedback,
    fits=_as_it_stands,
    unless=NOT_BORN_THEN,
    only=(SET, "children"),
    quotes=_TO_FAMILY,
)

PARENT_TOLD: Final = Duty(
    "FDB-03",
    PROCEDURE,
    "telling {subject} the outcome, or saying why not",
    each="parent",
    arises=OutcomeDecided,
    due=AsSoonAs(guide=GUIDE),
    met_by=Feedback,
    fits=_as_it_stands,
    only=(SET, "parents"),
    quotes=_TO_FAMILY,
)


def _speaks_through_interpreter(record: PersonRecord, on: date) -> bool:
    held = record.fact("language", on)
    return held is not None and isinstance(held.fact, Language) and held.fact.interpreter


def _is_young(record: PersonRecord, on: date, case: Case) -> bool:
    limit, born = case.profile.feedback.child_friendly_up_to_age, record.fact("born")
    if limit is None or born is None or not isinstance(born.fact, Born):
        return False
    before_birthday = (on.month, on.day) < (born.fact.on.month, born.fact.on.day)
    return on.year - born.fact.on.year - before_birthday <= limit


def _unsuitable(told: Entry, case: Case) -> str | None:
    """Why the form or the language did not suit whoever was told, if it did not."""
    event = told.event
    if not isinstance(event, Feedback) or not isinstance(event.feedback, FeedbackTold):
        return None
    record = case.enquiry.people.get(event.person.p)
    on = happened(told).latest.astimezone(LONDON).date()
    if record is None:
        return None
    if _speaks_through_interpreter(record, on) and event.feedback.interpreter is None:
        return f"{record.name} needs an interpreter, and was told without one."
    if _is_young(record, on, case) and event.feedback.form != "child_friendly":
        return f"{record.name} was told in a form that is not made for a young child."
    return None


def _ill_told(told: Entry, case: Case) -> Iterator[Breach]:
    """Put right by telling the person again in a form that suits."""
    again = [
        entry
        for entry in case.all(Feedback)
        if persons_in(entry.event, "person") == persons_in(told.event, "person")
        and not happened(told).surely_after(happened(entry))
    ]
    why = _unsuitable(told, case)
    if why and all(_unsuitable(entry, case) for entry in again):
        yield Breach(why)


SUITABLY_TOLD: Final = Rule(
    "FDB-04",
    PROCEDURE,
    "a form and a language that suit whoever is told",
    of=Feedback,
    breaches=_ill_told,
    remedy=Feedback,
    only=(SET, "children"),
    quotes={"000": Quote(304, "appropriate format for younger children and those people whose")},
)


_ABOUT_THE_CRIME: Final = any_of(CriminalInvestigationBasis, CriminalProceedingsDecision)


def _under_investigation(told: Entry, _: str | None, case: Case) -> bool:
    """Whether the last word of the police before this was that they investigate or prosecute."""
    before = [
        entry
        for entry in case.all(_ABOUT_THE_CRIME)
        if not happened(entry).surely_after(happened(told))
    ]
    match before[-1].event if before else None:
        case CriminalInvestigationBasis(basis=basis):
            return basis != "none"
        case CriminalProceedingsDecision(decision=decision):
            return decision != "no_grounds"
    return False


def _about_this_person(agreed: Entry, told: Entry, _: Case) -> bool:
    return persons_in(told.event, "person") <= persons_in(agreed.event, "people")


CONTENT_AGREED: Final = Duty(
    "FDB-05",
    LAWFULNESS,
    "agreeing with the police what {subject} may be told",
    each="entry",
    about="person",
    arises=Feedback.where(lambda event: event.feedback.kind == "told"),
    where=_under_investigation,
    due=Before(),
    met_by=FeedbackAgreed,
    fits=_about_this_person,
    only=(SET, "police_agreed_text"),
    quotes={"000": Quote(304, "should be agreed with the Police")},
)


DUTIES: Final = (CHILD_TOLD, PARENT_TOLD, CONTENT_AGREED)
RULES: Final = (SUITABLY_TOLD,)
