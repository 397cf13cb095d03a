"""Legal advice to the authority, and whether legal action is required."""

from typing import Annotated, Final, Literal

from domain.events.base import BY_MANAGER, NONE, Event
from domain.events.roles import CHILDRENS_SERVICES, LEGAL
from domain.values import EntryNumber, Opinion, Person, Professional, Refers, Text, YesNo
from domain.wording import Phrases

_SOLICITOR: Final = {
    "as": "Naomi Frost, solicitor",
    "role": "legal_adviser",
    "agency": "Child Litigation Unit",
}


class LegalAdviceSought(
    Event,
    type="legal-advice-sought/1",
    rows="IMM-08",
    by=f"{CHILDRENS_SERVICES} {LEGAL}",
    countersign=NONE,
):
    """The authority's lawyers were asked for advice.

    Question and advice are privileged: mark both entries as that.
    """

    says = "{occurred}, {actor} asked {adviser} for {urgency} legal advice about {child}. {asked}"
    example = {
        "child": "maya",
        "adviser": _SOLICITOR,
        "urgency": "urgent",
        "asked": "Are there grounds for an emergency protection order tonight?",
    }

    child: Person
    """The child."""
    adviser: Professional
    """Who was asked."""
    urgency: Annotated[
        Literal["urgent", "ordinary"], Phrases({"urgent": "urgent", "ordinary": "non-urgent"})
    ]
    """Urgent wherever harm is feared to be immediate."""
    asked: Text
    """What was asked."""


class LegalAdviceReceived(
    Event,
    type="legal-advice-received/1",
    rows="IMM-08",
    by=f"{CHILDRENS_SERVICES} {LEGAL}",
    countersign=NONE,
):
    """The lawyers' advice, marked privileged so that it stays with those whom it advises."""

    says = "{occurred}, {adviser} advised on what was asked in entry {answers}. {advice}"
    example = {
        "answers": 6,
        "adviser": _SOLICITOR,
        "advice": "There are. Apply tonight; the duty judge can be reached by telephone.",
    }

    answers: Annotated[EntryNumber, Refers("answers", "LegalAdviceSought")]
    """The entry with the question."""
    adviser: Professional
    """Who advised."""
    advice: Opinion
    """The advice in short."""


class LegalActionDecided(
    Event,
    type="legal-action-decided/1",
    rows="S47-04",
    by=f"{CHILDRENS_SERVICES} {LEGAL}",
    countersign=BY_MANAGER,
):
    """Whether legal action is required, decided when an enquiry is begun."""

    says = (
        "{occurred}, {decided_by} decided that legal action about {child} {required|is|is not} "
        "required[, advised by {adviser}]. {rationale}"
    )
    example = {
        "child": "maya",
        "required": False,
        "decided_by": {
            "as": "Priya Nair, team manager",
            "role": "team_manager",
            "agency": "Hertfordshire Children’s Services",
        },
        "adviser": _SOLICITOR,
        "rationale": "Dawn agrees to every step, and Maya is safe with her grandmother.",
    }

    child: Person
    """The child."""
    required: YesNo
    """Whether it is."""
    decided_by: Professional
    """Who decided for the local authority."""
    adviser: Professional | None = None
    """Who advised, if anybody."""
    rationale: Opinion
    """Why."""
