"""Parents take part: early, wherever they live, in their language; or later, and reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from domain.duties.case import Case, any_of, persons_in
from domain.duties.duty import LAWFULNESS, PROCEDURE, Breach, Duty, Quote, Rule, Unless
from domain.duties.limits import AsSoonAs, By, OwnDate
from domain.duties.spans import happened
from domain.duties.words import listed
from domain.entry import Entry
from domain.events.involvement import (
    DeferralReviewed,
    ExplanationWithheld,
    InterpreterProvided,
    InvolvementDeferred,
    NonResidentInvolvement,
)
from domain.events.outcome import OutcomeDecided
from domain.events.parents import EnquiryExplained, ParentInterviewed
from domain.events.people import Language, PersonAdded, PersonFact
from domain.events.section47 import Section47Initiated
from domain.values import LONDON

INVOLVED: Final = any_of(EnquiryExplained, ParentInterviewed)
"""What counts as taking part: being told what the enquiry is, or being heard."""

_ENDED: Final = DeferralReviewed.where(review=None)
_DEFERRALS: Final = any_of(ExplanationWithheld, InvolvementDeferred, _ENDED)
DEFERRED: Final = Unless(
    any_of(ExplanationWithheld, InvolvementDeferred), until=_ENDED, over=OutcomeDecided
)
"""Nothing is asked for a parent who is not told or involved, until a review ends that."""


def deferred(case: Case) -> set[str]:
    """Whom it was decided not to tell or involve, and no review has ended that."""
    still: set[str] = set()
    for entry in case.all(_DEFERRALS):
        people = persons_in(entry.event, "person")
        ends = isinstance(entry.event, DeferralReviewed)
        still = still - people if ends else still | people
    return still


_PACK: Final = "parents.rights_pack"

INVOLVED_EARLY: Final = Duty(
    "TIM-19",
    LAWFULNESS,
    "involving {subject}",
    each="parent",
    arises=Section47Initiated,
    due=AsSoonAs(guide="parents.involved_working_days"),
    met_by=INVOLVED,
    earlier_counts=True,
    unless=DEFERRED,
    only=(_PACK, "all_with_parental_responsibility"),
    quotes={"000": Quote(168, "should be involved at the earliest opportunity unless")},
)


def _ends_or_reviews(done: Entry, withheld: Entry, case: Case) -> bool:
    """A review is one of this very decision; telling the person ends every decision not to."""
    if isinstance(done.event, DeferralReviewed):
        return done in case.answering(withheld, "answers")
    return True


DEFERRAL_REVIEWED: Final = Duty(
    "PAR-02",
    LAWFULNESS,
    "reviewing why {subject} is not told or involved",
    each="entry",
    about="person",
    arises=any_of(
        ExplanationWithheld,
        InvolvementDeferred,
        DeferralReviewed.where(lambda event: event.review is not None),
    ),
    due=OwnDate("review", usual="parents.withhold_review_working_days"),
    met_by=any_of(DeferralReviewed, EnquiryExplained, ParentInterviewed),
    fits=_ends_or_reviews,
    quotes={
        "000": Quote(30, "significantly negatively impact the safety and welfare"),
        "001": Quote(102, "unless to do so would affect the safety and welfare"),
    },
)


def _another_test(withheld: Entry, case: Case) -> Iterator[Breach]:
    """Each procedure has a test of its own; one less strict would withhold too much."""
    test, event = case.profile.parents.withhold_test, withheld.event
    if isinstance(event, ExplanationWithheld) and event.test.casefold() != test.casefold():
        yield Breach(
            f"An explanation may be withheld where it would {test}; another test is given."
        )


WITHHOLDING_TESTED: Final = Rule(
    "PAR-02",
    LAWFULNESS,
    "the test by which an explanation is withheld",
    of=ExplanationWithheld,
    breaches=_another_test,
    remedy=ExplanationWithheld,
    quotes=DEFERRAL_REVIEWED.quotes,
)

_LIVES_ELSEWHERE: Final = any_of(
    PersonAdded.where(household="lives_elsewhere"),
    PersonFact.where(lambda event: getattr(event.fact, "household", None) == "lives_elsewhere"),
)


def _is_parent(_: Entry, person: str | None, case: Case) -> bool:
    record = case.enquiry.people.get(person or "")
    return record is not None and record.event.kind == "parent"


NON_RESIDENT_INVOLVED: Final = Duty(
    "PAR-08",
    PROCEDURE,
    "arranging how {subject}, who lives elsewhere, takes part",
    each="entry",
    about="person",
    arises=_LIVES_ELSEWHERE,
    where=_is_parent,
    due=By(OutcomeDecided, "before the outcome"),
    met_by=any_of(NonResidentInvolvement, ParentInterviewed),
    earlier_counts=True,
    unless=DEFERRED,
    only=(_PACK, "non_resident_parent"),
    quotes={"000": Quote(170, "Where a parent/carer lives elsewhere but has contact")},
)

_CARERS: Final = frozenset({"parent", "carer", "household_adult"})
"""Both parents, other carers, and the partners of parents who live with the child."""


def _left_out(case: Case) -> Iterator[Entry]:
    """The entries that added carers and partners whom nobody has told or heard, or said why not.

    Those with parental responsibility have an answer each, under TIM-19 and PAR-01.
    """
    reached = {
        person for entry in case.all(INVOLVED) for person in persons_in(entry.event, "person")
    }
    for person in case.enquiry.people.values():
        if person.event.kind in _CARERS and person.id not in reached | deferred(case) | {
            *case.parents
        }:
            yield person.added


def _carers_left_out(outcome: Entry, case: Case) -> Iterator[Breach]:
    if outcome is not case.all(OutcomeDecided)[-1]:
        return
    added = tuple(_left_out(case))
    names = [case.name_of(min(persons_in(entry.event, "person"))) or "?" for entry in added]
    if added:
        yield Breach(
            f"Nobody is recorded as having told or heard {listed(names)}, and no reason is given.",
            added,
        )


EVERYBODY_INCLUDED: Final = Rule(
    "PAR-04",
    PROCEDURE,
    "including parents, carers and partners of parents",
    of=OutcomeDecided,
    breaches=_carers_left_out,
    remedy=ParentInterviewed,
    only=(_PACK, "all_with_parental_responsibility"),
    quotes={"000": Quote(30, "any other carers and the partners of the parents")},
)


def _needed_interpreter(person: str, at: datetime, case: Case) -> bool:
    record = case.enquiry.people.get(person)
    held = record.fact("language", at.astimezone(LONDON).date()) if record else None
    return held is not None and isinstance(held.fact, Language) and held.fact.interpreter


def _without_interpreter(contact: Entry, case: Case) -> Iterator[Breach]:
    """Put right by an interpreter who was there, or by a further talk with one."""
    time = happened(contact)
    for person in persons_in(contact.event, "person"):
        provided = [
            happened(entry)
            for entry in case.all(InterpreterProvided)
            if person in persons_in(entry.event, "person")
        ]
        later = [
            happened(entry)
            for entry in case.all(INVOLVED)
            if person in persons_in(entry.event, "person")
            and not time.surely_after(happened(entry))
        ]
        helped = any(not one.surely_after(talk) for one in provided for talk in later)
        if _needed_interpreter(person, time.latest, case) and not helped:
            name = case.name_of(person) or "the person"
            yield Breach(f"{name} needs an interpreter, and none is recorded.")


INTERPRETED: Final = Rule(
    "PAR-09",
    LAWFULNESS,
    "an interpreter where one is needed",
    of=INVOLVED,
    breaches=_without_interpreter,
    remedy=InterpreterProvided,
    only=(_PACK, "interpreter"),
    quotes={"000": Quote(164, "an interpreter should be provided")},
)

DUTIES: Final = (INVOLVED_EARLY, DEFERRAL_REVIEWED, NON_RESIDENT_INVOLVED)
RULES: Final = (WITHHOLDING_TESTED, EVERYBODY_INCLUDED, INTERPRETED)
