"""Information gathered and passed on: history, adults, what agencies contribute and share."""

from typing import Annotated, Literal

from pydantic import Field

from domain.events.base import NONE, RECORDING, Event
from domain.events.roles import CHILDRENS_SERVICES, POLICE
from domain.values import Opinion, Person, Professional, Text, Who, Words, unique
from domain.wording import Phrases

_TEACHER = {
    "as": "Grace Obi, deputy head",
    "role": "teacher",
    "agency": "Oakfield Primary School",
}
Recipients = Annotated[tuple[Who, ...], Field(min_length=1), unique()]


class AdultHistoryChecked(
    Event,
    type="adult-history-checked/1",
    rows="CHK-07",
    by=f"{CHILDRENS_SERVICES} {POLICE}",
    countersign=RECORDING,
):
    """What an adult around the child has done or suffered, and what that means for the child.

    What comes from the police or concerns a third party gets that mark.
    """

    says = (
        "{occurred}, {actor} asked {checked_with} about {adult}: {category}. {finding}"
        "[ What it means for the child: {significance}.]"
    )
    example = {
        "adult": "craig",
        "category": "domestic_abuse",
        "checked_with": "Hertfordshire Constabulary",
        "finding": "Two calls to the flat in the last year. No charge was brought.",
        "significance": "Maya was at home both times and has learnt to keep quiet",
    }

    adult: Person
    """The adult."""
    category: Annotated[
        Literal[
            "serious_convictions",
            "allegations_of_child_abuse",
            "domestic_abuse",
            "impulsive_violence",
            "contact_restrictions",
            "plans_or_proceedings",
        ],
        Phrases(
            {
                "serious_convictions": "serious criminal convictions",
                "allegations_of_child_abuse": "earlier allegations of child abuse",
                "domestic_abuse": "domestic abuse",
                "impulsive_violence": "impulsive violent behaviour",
                "contact_restrictions": "restrictions on contact with children",
                "plans_or_proceedings": "involvement with child protection plans or proceedings",
            }
        ),
    ]
    """What was looked for."""
    checked_with: Words
    """With whom it was checked."""
    finding: Text
    """What was found, or that nothing was."""
    significance: Opinion | None = None
    """What it means for the child, where something was found."""


class HistoryGathered(
    Event,
    type="history-gathered/1",
    rows="CHK-08",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """The history of the child and the family, put together from every source."""

    says = (
        "{occurred}, {actor} put together the history of {child} and the family for {period}, from "
        "{sources}. {summary}"
    )
    example = {
        "child": "maya",
        "period": "the years since Maya was born",
        "sources": ["our own file", "the health visitor’s record", "Oakfield Primary School"],
        "summary": "Three referrals in four years, each after a new partner had moved in.",
    }

    child: Person
    """The child."""
    period: Words
    """Which time it covers, as it follows the word "for"."""
    sources: Annotated[tuple[Words, ...], Field(min_length=1), unique()]
    """Where it comes from."""
    summary: Text
    """The history in short."""


class PoliceInformationShared(
    Event,
    type="police-information-shared/1",
    rows="CHK-09",
    by=POLICE,
    countersign=NONE,
):
    """The police gave others the reasons for concern, or what else they know.

    Marked as police-sensitive, it stays with those who may handle it.
    """

    says = "{occurred}, {actor} shared {what} with {recipients}. {content}"
    example = {
        "what": "reasons_for_concern",
        "recipients": [
            {
                "as": "Ruth Okafor",
                "role": "social_worker",
                "agency": "Hertfordshire Children’s Services",
            }
        ],
        "content": "Craig was cautioned for an assault on an earlier partner’s child.",
    }

    what: Annotated[
        Literal["reasons_for_concern", "other_relevant_information"],
        Phrases(
            {
                "reasons_for_concern": "the reasons for concern",
                "other_relevant_information": "other relevant information",
            }
        ),
    ]
    """Why there is concern, or what else bears on the child's welfare."""
    recipients: Recipients
    """To whom."""
    content: Text
    """What was shared."""


class InformationShared(
    Event,
    type="information-shared/1",
    rows="CHK-10 CHK-11",
    by="any",
    countersign=NONE,
):
    """Something was passed on: nobody assumes that another agency has been told already."""

    says = (
        "{occurred}, {actor} shared this with {recipients}: {content}. Lawful basis: {basis}. "
        "{necessity}"
    )
    example = {
        "recipients": [_TEACHER],
        "content": "Craig may not collect Maya from school",
        "basis": "legal_obligation",
        "necessity": "The school has to know at the gate this afternoon, and nothing more.",
    }

    recipients: Recipients
    """To whom."""
    content: Text
    """What."""
    basis: Annotated[
        Literal["public_task", "legal_obligation", "vital_interests", "consent"],
        Phrases(
            {
                "public_task": "a task in the public interest",
                "legal_obligation": "a legal obligation",
                "vital_interests": "somebody’s vital interests",
                "consent": "consent",
            }
        ),
    ]
    """The lawful basis (UK GDPR, article 6(1))."""
    necessity: Opinion
    """Why it is needed, and no more than needed."""


class AgencyContribution(
    Event,
    type="agency-contribution/1",
    rows="CHK-12",
    by="any",
    countersign=NONE,
):
    """What a practitioner knows and makes of it, contributed without having been asked."""

    says = (
        "{occurred}, {contributor} contributed this about {child}: {information}. What "
        "the contributor makes of it: {analysis}."
    )
    example = {
        "child": "maya",
        "contributor": _TEACHER,
        "information": "Maya has stopped going to football since January",
        "analysis": "She no longer wants anybody to see her arms",
    }

    child: Person
    """The child."""
    contributor: Professional
    """Who contributes, for which agency."""
    information: Text
    """What is known."""
    analysis: Opinion
    """What it means."""


class AdviceSought(
    Event,
    type="advice-sought/1",
    rows="CHK-12",
    by="any",
    countersign=NONE,
):
    """A practitioner asked for advice and guidance, in line with local practice."""

    says = "{occurred}, {actor} asked {adviser} for advice. {asked} The advice: {advice}"
    example = {
        "adviser": {
            "as": "Nadia Khan, named nurse",
            "role": "health_practitioner",
            "agency": "Hertfordshire Community Health",
        },
        "asked": "May I tell Dawn that I have spoken to the social worker?",
        "advice": "Yes, once Maya has been seen.",
    }

    adviser: Professional
    """Who was asked."""
    asked: Text
    """What about."""
    advice: Opinion
    """What was advised."""
