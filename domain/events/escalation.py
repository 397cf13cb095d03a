"""Differences between practitioners, taken up the authority's ladder until they are settled."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import NONE, Event
from domain.values import EntryNumber, Number, Opinion, Professional, Refers, Text, Value, Words
from domain.wording import Phrases


class CheckLate(Value):
    """An agency has not answered a check although it was chased (CHK-04, TIM-18)."""

    says: ClassVar[str] = (
        "{agency} has not answered the check asked for in entry {check}, although it was chased"
    )

    kind: Literal["check_late"]
    check: Annotated[EntryNumber, Refers("concerns", "AgencyCheckRequested")]
    agency: Words


class DecisionDisputed(Value):
    """A recorded decision with which somebody cannot agree (DIS-03, MED-08)."""

    says: ClassVar[str] = "{kind} (entry {decision})"

    kind: Annotated[
        Literal["medical_not_held", "conference_not_held", "other_decision"],
        Phrases(
            {
                "medical_not_held": "no child protection medical is to be held",
                "conference_not_held": "no child protection conference is to be held",
                "other_decision": "a decision was taken with which they cannot agree",
            }
        ),
    ]
    decision: Annotated[EntryNumber, Refers("concerns")]


class WayOfWorking(Value):
    """Something that is done, or left undone, without a decision on record."""

    says: ClassVar[str] = "{what}"

    kind: Literal["way_of_working"]
    what: Text


class EscalationRaised(
    Event,
    type="escalation-raised/1",
    rows="CHK-04 MED-08 DIS-03..05 TIM-18",
    by="any",
    countersign=NONE,
):
    """A difference between practitioners was taken to the first manager who can settle it."""

    says = (
        "{occurred}, {actor} escalated a difference to {to}, at level {level}[ under {policy}]: "
        "{about}. {reasons}"
    )
    example = {
        "about": {"kind": "check_late", "check": 7, "agency": "Lister Hospital"},
        "level": 1,
        "to": {
            "as": "Priya Nair, team manager",
            "role": "team_manager",
            "agency": "Hertfordshire Children’s Services",
        },
        "policy": "4.5.3 Resolution of Professional Differences, including Escalations",
        "reasons": "Without the emergency attendances the pattern of injury cannot be judged.",
    }

    about: Annotated[CheckLate | DecisionDisputed | WayOfWorking, Field(discriminator="kind")]
    """What the difference is about; its `kind` says which."""
    level: Number
    """The step of the ladder, counted from 1."""
    to: Professional
    """Who is asked to settle it at that level."""
    reasons: Opinion
    """Why it matters to the child, and what is asked for."""
    policy: Words | None = None
    """The policy under which it is raised (DIS-04)."""


class EscalationProgressed(
    Event,
    type="escalation-progressed/1",
    rows="DIS-03 DIS-04",
    by="any",
    countersign=NONE,
):
    """A difference that was not settled went up to the next level."""

    says = (
        "{occurred}, {actor} took the difference in entry {concerns} on to {to}, level {level}. "
        "{reasons}"
    )
    example = {
        "concerns": 12,
        "level": 2,
        "to": {
            "as": "Colin Wray, service manager",
            "role": "service_manager",
            "agency": "Hertfordshire Children’s Services",
        },
        "reasons": "The team manager wrote to the hospital twice and has had no answer.",
    }

    concerns: Annotated[EntryNumber, Refers("concerns", "EscalationRaised")]
    """The entry in which it was raised."""
    level: Number
    """The step of the ladder that it reached."""
    to: Professional
    """Who is asked to settle it at that level."""
    reasons: Opinion
    """Why the level below did not settle it."""


class EscalationResolved(
    Event,
    type="escalation-resolved/1",
    rows="DIS-03 DIS-05",
    by="any",
    countersign=NONE,
):
    """A difference was settled, one way or the other."""

    says = (
        "{occurred}, {actor} settled the difference in entry {answers} at level {level}: {result}. "
        "{reasons}"
    )
    example = {
        "answers": 12,
        "level": 1,
        "result": "changed",
        "reasons": "The hospital’s safeguarding lead sent the attendances within the hour.",
    }

    answers: Annotated[EntryNumber, Refers("answers", "EscalationRaised")]
    """The entry in which it was raised."""
    level: Number
    """The step of the ladder at which it was settled."""
    result: Annotated[
        Literal["changed", "stands", "withdrawn"],
        Phrases(
            {
                "changed": "what was objected to is put right",
                "stands": "it stays as it was",
                "withdrawn": "whoever raised it does not pursue it",
            }
        ),
    ]
    """Whether anything changes."""
    reasons: Opinion
    """Why, and what follows."""
