"""How the product carries out the rows about seeing and hearing the child."""

from typing import Final

from domain.events.access import (
    AccessPlan,
    AccessRefused,
    ContactWithoutKnowledge,
    CourtPermission,
    ParentalPermission,
)
from domain.events.child import ChildLocated, ChildSeen, WhereaboutsUnknown
from domain.events.household import HouseholdChildSpokenTo, SpecialistSupport
from domain.events.parents import ParentInterviewed
from domain.events.people import PersonFact
from domain.events.voice import (
    ChildConversation,
    ChildInformed,
    HelpWanted,
    InteractionObserved,
    WishesAndFeelings,
)
from tests.statute.frame import Claim, Row, found, recorded


def _step(kind: str) -> Claim:
    return recorded(CourtPermission.where(lambda event: event.step.kind == kind))


ROWS: Final = (
    Row(
        "SEE-01",
        "A visit says when, where, by whom and in whose presence the child was seen; 24 hours "
        "after the discussion, weekends included, an unseen child is found overdue.",
        recorded(ChildSeen),
        found("TIM-07"),
    ),
    Row(
        "SEE-02",
        "Under a procedure without a number of hours, an outcome for a child whom nobody has seen "
        "is found.",
        recorded(ChildSeen),
        found("SEE-02"),
    ),
    Row(
        "SEE-03",
        "A visit says whether the child was alone, and if not, who was there and why. Until a "
        "social worker has seen the child alone, or a manager has countersigned a reason that the "
        "procedure accepts, it is found.",
        recorded(ChildSeen.where(lambda seen: seen.company.kind == "alone")),
        recorded(ChildSeen.where(lambda seen: seen.company.kind == "with_others")),
        found("SEE-03"),
    ),
    Row(
        "SEE-04",
        "Who was asked for permission, with what standing and how, and the answer in their own "
        "words; every visit says whether there was permission, and without it, why.",
        recorded(ParentalPermission.where(answer="gave")),
        recorded(ParentalPermission.where(answer="refused")),
        recorded(ParentalPermission.where(answer="no_answer")),
        recorded(ChildSeen.where(lambda seen: seen.permission.kind == "not_sought")),
        found("SEE-13"),
    ),
    Row(
        "SEE-05",
        "The child’s own account in four parts, each with words, with what was shown, or with the "
        "reason why it was not learned; missing at the outcome, it is found.",
        recorded(WishesAndFeelings),
        found("SEE-05"),
    ),
    Row(
        "SEE-06",
        "The child’s words are kept as spoken, apart from what was observed and from what anybody "
        "makes of them; a visit that kept neither is found.",
        recorded(ChildSeen.where(lambda seen: seen.words is not None)),
        recorded(WishesAndFeelings.where(lambda told: told.experiences.kind == "showed")),
        found("SEE-06"),
    ),
    Row(
        "SEE-07",
        "What the child would like to happen and what would help, at home and beyond it.",
        recorded(HelpWanted),
        found("SEE-07"),
    ),
    Row(
        "SEE-08",
        "What the child was told of what is being discussed, or why that was not appropriate.",
        recorded(ChildInformed.where(lambda event: event.result.kind == "told")),
        recorded(ChildInformed.where(lambda event: event.result.kind == "not_told")),
        found("SEE-08"),
    ),
    Row(
        "SEE-09",
        "Each child who lives in the household or regularly visits it is found until police or "
        "children’s services have spoken with that child and judged how safe they are.",
        recorded(HouseholdChildSpokenTo),
        recorded(PersonFact.where(lambda event: event.fact.kind == "household")),
        found("SEE-09"),
    ),
    Row(
        "SEE-10",
        "A conversation is kept question by question as put and answer by answer as given, with "
        "who was there, when it began and ended, and how distress was kept small: a leading "
        "question shows. Whether a question leads is for a reader to say.",
        recorded(ChildConversation),
    ),
    Row(
        "SEE-11",
        "A child who is the subject of proceedings: advice on the court’s permission, the "
        "application and the order are entries; a visit before any advice is found.",
        *map(_step, ("advice_sought", "advice_given", "applied", "decided")),
        recorded(PersonFact.where(lambda event: event.fact.kind == "court_proceedings")),
        found("SEE-11"),
    ),
    Row(
        "SEE-12",
        "Specialist help and support, or why there is none, for each need that the record shows "
        "of the child; a visit before that is found.",
        recorded(SpecialistSupport.where(lambda event: event.help.kind == "arranged")),
        recorded(SpecialistSupport.where(lambda event: event.help.kind == "not_arranged")),
        found("SEE-12"),
    ),
    Row(
        "SEE-13",
        "Whether the child may be spoken to without the parents’ knowledge is decided with "
        "reasons; a visit without such a decision before it is found.",
        recorded(ContactWithoutKnowledge.where(mode="joint")),
        recorded(ContactWithoutKnowledge.where(mode="single_agency")),
        found("SEE-13"),
    ),
    Row(
        "SEE-14",
        "A child whose whereabouts are unknown: the discussion with the police and the plan to "
        "find the child are each found overdue after 24 hours.",
        recorded(WhereaboutsUnknown),
        recorded(AccessPlan.where(purpose="locate")),
        recorded(ChildLocated),
        found("SEE-14"),
        found("TIM-08"),
    ),
    Row(
        "SEE-15",
        "Access refused or obstructed: found until a discussion was held since, with a legal "
        "adviser at it, and a plan to reach the child was agreed.",
        recorded(AccessRefused),
        recorded(AccessPlan.where(purpose="access")),
        found("SEE-15"),
    ),
    Row(
        "SEE-16",
        "Child and parents are interviewed apart, and observed together; an outcome without the "
        "observation is found.",
        recorded(ParentInterviewed),
        recorded(ChildConversation),
        recorded(InteractionObserved),
        found("SEE-16"),
    ),
)
