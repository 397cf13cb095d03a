"""The family and its network: what the threshold means, what would help, what it can do."""

from typing import Annotated, Literal

from pydantic import Field

from domain.events.base import NONE, RECORDING, Event
from domain.events.roles import CHILDRENS_SERVICES
from domain.values import Opinion, Person, Text, Verbatim, Words, YesNo, unique
from domain.wording import Phrases

People = Annotated[tuple[Person, ...], Field(min_length=1), unique()]


class ThresholdExplained(
    Event,
    type="threshold-explained/1",
    rows="PAR-11",
    by=CHILDRENS_SERVICES,
    countersign=NONE,
):
    """What reaching the threshold means for the enquiry, a conference and a plan was explained."""

    says = (
        "{occurred}, {actor} explained to {people} what it means that the threshold for section "
        "47 enquiries was reached, for the enquiry, a conference and a plan"
        "{pre_proceedings|, and that it may lead to pre-proceedings|}. {explained} How it was "
        "understood: {understood}"
    )
    example = {
        "people": ["dawn"],
        "explained": "A conference decides whether there is a plan; Dawn is invited and heard.",
        "pre_proceedings": True,
        "understood": "Dawn said in her own words that the plan is a list of what must change.",
    }

    people: People
    """Parents, holders of parental responsibility, members of the family network."""
    explained: Text
    """What was explained."""
    pre_proceedings: YesNo
    """Whether it was explained that the threshold may lead to pre-proceedings."""
    understood: Text
    """How it was checked that they understood, and what they made of it."""


class FamilySupportViews(
    Event, type="family-support-views/1", rows="PAR-12", by="any", countersign=NONE
):
    """What support somebody of the family thinks would reduce harm, in their own words."""

    says = (
        "{occurred}, {person} told {actor} what support would help to reduce harm: {words}"
        "[ Earlier dealings with services: {earlier}]"
    )
    example = {
        "person": "dawn",
        "words": "If I could swap to days I’d be there at bedtime. I need someone to ask my boss.",
        "earlier": "A worker left without a word two years ago, and Dawn expects the same now.",
    }

    person: Person
    """Who said it."""
    words: Verbatim
    """What would help, in their own words."""
    earlier: Text | None = None
    """How earlier dealings with agencies may bear on how they take part."""


class FamilyNetworkEngaged(
    Event, type="family-network-engaged/1", rows="PAR-12", by="any", countersign=NONE
):
    """Members of the wider family or network were brought in."""

    says = "{occurred}, {actor} brought in {people} {how}. {result}"
    example = {
        "people": ["dawn", "craig"],
        "how": "meeting",
        "result": "Both will come when Dawn’s sister can, and will say who can have the children.",
    }

    people: People
    """Who was brought in."""
    how: Annotated[
        Literal["meeting", "visit", "telephone", "letter"],
        Phrases(
            {
                "meeting": "at a meeting",
                "visit": "on a visit",
                "telephone": "by telephone",
                "letter": "by letter",
            }
        ),
    ]
    """How."""
    result: Text
    """What came of it."""


class FamilyCapacityAssessed(
    Event,
    type="family-capacity-assessed/1",
    rows="PAR-13",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """Whether the family can keep the child safe, on what evidence."""

    says = (
        "{occurred}, {actor} assessed whether {people} can keep {child} safe. Evidence: {evidence} "
        "Conclusion: {conclusion}"
    )
    example = {
        "child": "maya",
        "people": ["dawn"],
        "evidence": "Dawn kept to the agreement for two weeks and rang when Craig came back.",
        "conclusion": "Dawn can keep Maya safe while Craig lives elsewhere and she has support.",
    }

    child: Person
    """The child."""
    people: People
    """Whose capacity it is."""
    evidence: Text
    """The facts that were ascertained."""
    conclusion: Opinion
    """The conclusion drawn from them."""


class PracticeAttested(
    Event, type="practice-attested/1", rows="PAR-14", by="any", countersign=NONE
):
    """A practitioner says how the work with parents kept to Working Together."""

    says = (
        "{occurred}, {actor} attested that the work with {people} kept to the principles of "
        "{guidance}. {how}"
    )
    example = {
        "people": ["dawn"],
        "guidance": "chapter 1 of Working Together to Safeguard Children",
        "how": "Maya’s needs came first in every step, and her whole family was asked and heard.",
    }

    people: People
    """The parents and carers."""
    guidance: Words
    """The guidance and its chapter."""
    how: Opinion
    """How: a bare tick would say nothing."""
