"""The child: seen within a day or at all, alone, with the court’s leave and the help needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.acting import acted_as, countersigned
from domain.duties.case import Case
from domain.duties.duty import (
    CHILD_SAFETY,
    LAWFULNESS,
    PROCEDURE,
    STATED,
    Breach,
    Duty,
    Quote,
    Rule,
    Unless,
)
from domain.duties.limits import Before, By, Within
from domain.duties.strategy import INITIATING
from domain.duties.unborn import NOT_BORN_THEN, UNBORN
from domain.entry import Entry
from domain.events.access import ContactWithoutKnowledge, CourtPermission
from domain.events.child import ChildLocated, ChildSeen, SeenWithOthers, WhereaboutsUnknown
from domain.events.household import SpecialistSupport
from domain.events.outcome import OutcomeDecided
from domain.events.people import Language, PersonFact

_BEFORE_SEEN: Final = By(ChildSeen, "before the child is seen", same=("person", "child"))
_NOT_FOUND: Final = Unless(WhereaboutsUnknown, until=ChildLocated, over=OutcomeDecided)

_ANSWER_FOR_IT: Final = frozenset({"childrens_services", "police", "btp"})
"""The agencies one of which sees the child (SEE-01); others see children every day."""


def _by_those_who_answer(visit: Entry, _: Entry, case: Case) -> bool:
    role = acted_as(visit, case)
    return role is not None and role.agency in _ANSWER_FOR_IT


CHILD_SEEN: Final = Duty(
    "TIM-07",
    CHILD_SAFETY,
    "seeing {subject}",
    each="child",
    arises=INITIATING,
    since="ended",
    due=Within("child.seen_hours", warn="child.seen_warn_hours"),
    met_by=ChildSeen,
    fits=_by_those_who_answer,
    unless=(_NOT_FOUND, NOT_BORN_THEN),
    quotes={"000": Quote(146, "initially with 24hrs of the Strategy Discussion")},
)

CHILD_SEEN_AT_ALL: Final = Duty(
    "SEE-02",
    CHILD_SAFETY,
    "seeing {subject}",
    each="child",
    arises=INITIATING,
    since="ended",
    due=By(OutcomeDecided, "before the outcome"),
    met_by=ChildSeen,
    fits=_by_those_who_answer,
    unless=(_NOT_FOUND, UNBORN),
    only=("child.seen_hours", None),
    quotes={"001": Quote(101, "See the child who is the subject of concern")},
)


def _visits(child: str, case: Case) -> list[Entry]:
    return [
        entry
        for entry in case.all(ChildSeen)
        if isinstance(entry.event, ChildSeen) and entry.event.child.p == child
    ]


def _counts_as_alone(visit: Entry, case: Case) -> bool:
    """Alone by a social worker; or not alone for a reason that the procedure and a manager accept.

    A reason beyond those of the procedure is worth recording, but does not stand for seeing alone.
    """
    company = visit.event.company if isinstance(visit.event, ChildSeen) else None
    if isinstance(company, SeenWithOthers):
        accepted = case.profile.child.seen_alone_exceptions or ()
        return company.why in accepted and countersigned(visit, case)
    role = acted_as(visit, case)
    return role is not None and role.is_qualified_social_worker


def _not_alone(visit: Entry, case: Case) -> Iterator[Breach]:
    """Found once for a child, with the last visit, until a visit counts.

    Others of the household may be spoken with by police as well (SEE-09).
    """
    event = visit.event
    if not isinstance(event, ChildSeen):
        return
    if case.children and event.child.p not in case.children:
        return
    visits = _visits(event.child.p, case)
    if visit is not visits[-1] or any(_counts_as_alone(one, case) for one in visits):
        return
    name = case.name_of(event.child.p) or "the child"
    why = (
        "was seen, but not alone, and no manager has countersigned an accepted reason"
        if isinstance(event.company, SeenWithOthers)
        else "was seen alone, but not by a social worker"
    )
    yield Breach(f"{name} {why}.", tuple(visits[:-1]))


SEEN_ALONE: Final = Rule(
    "SEE-03",
    PROCEDURE,
    "seeing the child alone",
    of=ChildSeen,
    breaches=_not_alone,
    remedy=ChildSeen,
    only=("child.seen_alone_required", True),
    quotes={"000": Quote(146, "always be seen and communicated with alone by the social worker")},
)

UNKNOWN_TO_PARENTS: Final = Duty(
    "SEE-13",
    LAWFULNESS,
    "deciding that {subject} is spoken to without the parents’ knowledge",
    each="entry",
    about="child",
    arises=ChildSeen.where(lambda seen: seen.permission.kind == "not_sought"),
    due=Before(),
    met_by=ContactWithoutKnowledge.where(may=True),
    quotes={
        "000": Quote(104, "without the knowledge of the parent or carers"),
        "001": Quote(124, "without the knowledge of the parent or carers"),
    },
)


def _of_this_child(trigger: Entry, person: str | None, _: Case) -> bool:
    return isinstance(trigger.event, PersonFact) and trigger.event.person.p == person


_PROCEEDINGS: Final = PersonFact.where(lambda event: event.fact.kind == "court_proceedings")
_NO_PROCEEDINGS: Final = Unless(
    PersonFact.where(lambda event: event.fact.kind == "proceedings_ended"),
    until=_PROCEEDINGS,
    later=True,
    about=("person",),
)
"""Proceedings that had ended before the child was seen, until there were others."""

ADVICE_ON_COURT: Final = Duty(
    "SEE-11",
    LAWFULNESS,
    "legal advice on the court’s permission to see {subject}",
    each="child",
    arises=_PROCEEDINGS,
    where=_of_this_child,
    due=_BEFORE_SEEN,
    met_by=CourtPermission.where(lambda event: event.step.kind in {"advice_given", "decided"}),
    earlier_counts=True,
    unless=_NO_PROCEEDINGS,
    only=("legal.court_permission_to_see_child", True),
    quotes={
        "000": Quote(147, "legal advice must be sought about obtaining permission from the court")
    },
)


def _need(event: object) -> str | None:
    """The need for specialist help that a fact about a child shows."""
    fact = event.fact if isinstance(event, PersonFact) else None
    if isinstance(fact, Language):
        return "language" if fact.interpreter else None
    return fact.kind if fact and fact.kind in {"disability", "mental_health"} else None


def _needs_help(trigger: Entry, person: str | None, case: Case) -> bool:
    needs = case.profile.child.specialist_help_for or ()
    return person in case.children and _need(trigger.event) in needs


def _for_this_need(done: Entry, trigger: Entry, _: Case) -> bool:
    support, fact = done.event, trigger.event
    return (
        isinstance(support, SpecialistSupport)
        and isinstance(fact, PersonFact)
        and support.child.p == fact.person.p
        and support.need == _need(fact)
    )


HELP_ARRANGED: Final = Duty(
    "SEE-12",
    PROCEDURE,
    "arranging specialist help for {subject}",
    each="entry",
    about="person",
    arises=PersonFact.where(lambda event: _need(event) is not None),
    where=_needs_help,
    due=_BEFORE_SEEN,
    met_by=SpecialistSupport,
    fits=_for_this_need,
    earlier_counts=True,
    only=("child.specialist_help_for", STATED),
    quotes={"000": Quote(147, "Specialist help may be needed if")},
)

DUTIES: Final = (
    CHILD_SEEN,
    CHILD_SEEN_AT_ALL,
    UNKNOWN_TO_PARENTS,
    ADVICE_ON_COURT,
    HELP_ARRANGED,
)
RULES: Final = (SEEN_ALONE,)
