"""What came of it: told to agencies, parents, children, referrers and the inspectorate."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import BY_MANAGER, NONE, Event
from domain.events.parents import Way
from domain.events.roles import CHILDRENS_SERVICES, MANAGERS, POLICE
from domain.values import (
    EntryNumber,
    Opinion,
    Person,
    Professional,
    Refers,
    Text,
    Value,
    Who,
    Words,
    unique,
)
from domain.wording import Phrases

OutcomeEntry = Annotated[EntryNumber, Refers("concerns", "OutcomeDecided")]
"""The entry with the outcome; its digest is signed with this, so it means that very version."""


class OutcomeShared(
    Event,
    type="outcome-shared-with-agencies/1",
    rows="FDB-02",
    by=CHILDRENS_SERVICES,
    countersign=NONE,
):
    """Agencies that were involved were given the outcome, for their information and records."""

    says = (
        "{occurred}, {actor} gave {recipients} the outcome in entry {concerns}. What it means for "
        "the child: {evaluation}"
    )
    example = {
        "concerns": 24,
        "recipients": [
            {
                "as": "Grace Obi, deputy head",
                "role": "teacher",
                "agency": "Oakfield Primary School",
            }
        ],
        "evaluation": "Maya is safer at home than in March and still needs to be asked how she is.",
    }

    concerns: OutcomeEntry
    """The entry with the outcome."""
    recipients: Annotated[tuple[Professional, ...], Field(min_length=1), unique()]
    """Who was given it, for which agency."""
    evaluation: Opinion
    """The evaluation of the outcome for the child."""


class FeedbackTold(Value):
    """Feedback was given."""

    says: ClassVar[str] = (
        "was told the outcome {way}, {form}, in {language}[, through {interpreter}]. "
        "What was said: {told}"
    )

    kind: Literal["told"]
    way: Way
    form: Annotated[
        Literal["own_words", "child_friendly", "easy_read", "formal"],
        Phrases(
            {
                "own_words": "in everyday words",
                "child_friendly": "in a form made for a child",
                "easy_read": "in an easy-read form",
                "formal": "in the words of the record",
            }
        ),
    ]
    language: Words
    interpreter: Who | None = None
    told: Text


class FeedbackNotTold(Value):
    """No feedback was given, and why."""

    says: ClassVar[str] = "was not told the outcome. {reason}"

    kind: Literal["not_told"]
    reason: Text


class Feedback(
    Event, type="feedback/1", rows="FDB-03 FDB-04", by=CHILDRENS_SERVICES, countersign=NONE
):
    """A parent, a carer or a child was told what came of the enquiry, or was not and why."""

    says = (
        "{occurred}, {actor} considered feedback to {person} on the outcome in entry {concerns}. "
        "{person} {feedback}"
    )
    example = {
        "person": "maya",
        "concerns": 24,
        "feedback": {
            "kind": "told",
            "way": "in_person",
            "form": "child_friendly",
            "language": "English",
            "told": "The grown-ups have made a list of what has to change at home.",
        },
    }

    person: Person
    """Who was told."""
    concerns: OutcomeEntry
    """The entry with the outcome."""
    feedback: Annotated[FeedbackTold | FeedbackNotTold, Field(discriminator="kind")]
    """What was told, in which form and language; or why nothing."""


class FeedbackAgreed(
    Event,
    type="feedback-agreed-with-police/1",
    rows="FDB-05",
    by=f"{CHILDRENS_SERVICES} {POLICE}",
    countersign=NONE,
):
    """Police agreed what may be said, while a criminal investigation is under way."""

    says = (
        "{occurred}, {officer} agreed what {people} may be told while the criminal investigation "
        "is under way: {content}"
    )
    example = {
        "officer": {
            "as": "DC Tom Hill",
            "role": "police_officer",
            "agency": "Hertfordshire Constabulary",
        },
        "people": ["dawn", "maya"],
        "content": "The outcome and the date of the conference; nothing of what others have said.",
    }

    officer: Professional
    """The officer who agreed."""
    people: Annotated[tuple[Person, ...], Field(min_length=1), unique()]
    """Who may be told."""
    content: Text
    """What they may be told: these words are what was agreed."""


class ReferrerTold(
    Event,
    type="referrer-told/1",
    rows="FDB-06",
    by=CHILDRENS_SERVICES,
    countersign=BY_MANAGER,
):
    """Whoever made the referral was told as much as the child’s confidentiality allows."""

    says = (
        "{occurred}, {actor} told the referrer of entry {answers} {way}: {told} Kept back for the "
        "child’s sake: {kept_back}"
    )
    example = {
        "answers": 4,
        "way": "telephone",
        "told": "The report was looked into, and the children are getting help.",
        "kept_back": "What the children said, and what was found about the adults.",
    }

    answers: Annotated[EntryNumber, Refers("answers", "ReferralReceived")]
    """The entry with the referral."""
    way: Way
    """How."""
    told: Text
    """What was told: the least that answers the concern."""
    kept_back: Text
    """What was not told, because it is the child’s to share."""


class InspectorateInformed(
    Event,
    type="inspectorate-informed/1",
    rows="FDB-07",
    by=f"{CHILDRENS_SERVICES} {MANAGERS}",
    countersign=BY_MANAGER,
):
    """The inspectorate of the home in which the child lives was informed."""

    says = (
        "{occurred}, {actor} informed {inspectorate} {way} about {child}, who lives at "
        "{establishment}. What it was told: {told}"
    )
    example = {
        "child": "leo",
        "inspectorate": "Ofsted",
        "establishment": "Larch House children’s home",
        "way": "letter",
        "told": "The outcome of the enquiry, and what it found about the care of one evening.",
    }

    child: Person
    """The child."""
    inspectorate: Words
    """The inspectorate."""
    establishment: Words
    """The establishment that it inspects."""
    way: Way
    """How."""
    told: Text
    """What it was told."""


class FurtherHelpOffered(
    Event, type="further-help-offered/1", rows="FDB-08", by="any", countersign=NONE
):
    """Child, parents and network were told that there is further help, and how to come by it."""

    says = "{occurred}, {actor} told {people} that further help is there if it is needed. {help}"
    example = {
        "people": ["dawn", "maya"],
        "help": "Ruth’s number, the family centre on Tuesdays, and the school nurse.",
    }

    people: Annotated[tuple[Person, ...], Field(min_length=1), unique()]
    """Who was told."""
    help: Text
    """What help there is, and whom to ask."""
