"""The child’s voice: what the child said, wants, lives through, and was told."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import NONE, RECORDING, Event
from domain.events.child import Translation
from domain.events.roles import CHILDRENS_SERVICES, POLICE
from domain.values import (
    EntryNumber,
    Instant,
    Person,
    Refers,
    Text,
    Value,
    Verbatim,
    Who,
    Words,
    unique,
)
from domain.wording import Phrases


class ChildSaid(Value):
    """In the child’s own words (SEE-06)."""

    says: ClassVar[str] = "{words}"

    kind: Literal["said"]
    words: Verbatim


class ChildShowed(Value):
    """By behaviour, play or drawing: how a child communicates who does not, or will not, speak."""

    says: ClassVar[str] = "shown without words: {shown}"

    kind: Literal["showed"]
    shown: Text


class NotLearned(Value):
    """Not learned, and why; an empty answer would leave everybody guessing."""

    says: ClassVar[str] = "not learned, because {reason}"

    kind: Literal["not_learned"]
    reason: Text


Answer = Annotated[ChildSaid | ChildShowed | NotLearned, Field(discriminator="kind")]
"""What the child told or showed, kept apart from what anybody makes of it (SEE-05, SEE-06)."""


class WishesAndFeelings(
    Event,
    type="wishes-and-feelings/1",
    rows="SEE-05 SEE-06",
    by=f"{CHILDRENS_SERVICES} {POLICE}",
    countersign=RECORDING,
):
    """The child’s own account in four parts, each answered or with the reason why it is not."""

    says = (
        "{occurred}, {actor} learned about {child} {how}. Wishes and feelings: {feelings}. "
        "Understanding of the situation: {understanding}. Relationships and circumstances: "
        "{relationships}. Experiences and dealings with others, in the family and beyond it: "
        "{experiences}.[ {translation}.]"
    )
    example = {
        "child": "maya",
        "how": "conversation",
        "feelings": {"kind": "said", "words": "I want it to be quiet at night."},
        "understanding": {"kind": "said", "words": "You came because of my arms."},
        "relationships": {"kind": "said", "words": "I tell Leo everything. Not mum, not now."},
        "experiences": {
            "kind": "showed",
            "shown": "Maya drew the flat and put herself and Leo outside the door.",
        },
    }

    child: Person
    """The child."""
    how: Annotated[
        Literal["conversation", "play", "drawing", "observation", "several_ways"],
        Phrases(
            {
                "conversation": "in conversation",
                "play": "through play",
                "drawing": "through drawing",
                "observation": "by observation",
                "several_ways": "in several ways",
            }
        ),
    ]
    """The method."""
    feelings: Answer
    """Wishes and feelings."""
    understanding: Answer
    """What the child understands of the situation."""
    relationships: Answer
    """Relationships and circumstances more broadly."""
    experiences: Answer
    """Experiences and dealings with others, also outside the family."""
    translation: Translation | None = None
    """The language and the interpreter, where the words were translated."""


class HelpWanted(
    Event,
    type="help-wanted-by-child/1",
    rows="SEE-07",
    by=f"{CHILDRENS_SERVICES} {POLICE}",
    countersign=RECORDING,
):
    """The child was asked what should happen, and what would help the family to reduce harm."""

    says = (
        "{occurred}, {actor} asked {child} what should happen and what would help, {setting}. "
        "The wish: {wish}. What would help: {would_help}."
    )
    example = {
        "child": "maya",
        "setting": "home",
        "wish": {"kind": "said", "words": "Craig goes back to his own house."},
        "would_help": {"kind": "said", "words": "If nan came for tea more. Mum laughs then."},
    }

    child: Person
    """The child."""
    setting: Annotated[
        Literal["home", "beyond_home", "both"],
        Phrases(
            {
                "home": "at home",
                "beyond_home": "beyond the home",
                "both": "at home and beyond it",
            }
        ),
    ]
    """Where the harm is feared: in the family, or in places and groups beyond it."""
    wish: Answer
    """What the child would like to happen."""
    would_help: Answer
    """What would help the child and the family."""


class ChildTold(Value):
    """The child was told."""

    says: ClassVar[str] = "was told: {told}"

    kind: Literal["told"]
    told: Text


class ChildNotTold(Value):
    """The child was not told, and why that would not be appropriate."""

    says: ClassVar[str] = "was not told, because {reason}"

    kind: Literal["not_told"]
    reason: Text


class ChildInformed(
    Event,
    type="child-informed/1",
    rows="SEE-08",
    by=f"{CHILDRENS_SERVICES} {POLICE}",
    countersign=NONE,
):
    """Whether the child knows what is being discussed about them and their family."""

    says = (
        "{occurred}, {actor} considered what {child} should know of what is being discussed. "
        "{child} {result}."
    )
    example = {
        "child": "maya",
        "result": {
            "kind": "told",
            "told": "Several people will meet and talk about how to keep Maya and Leo safe.",
        },
    }

    child: Person
    """The child."""
    result: Annotated[ChildTold | ChildNotTold, Field(discriminator="kind")]
    """What the child was told, or why nothing."""


class Exchange(Value):
    """One question as it was put, and the answer as it was given."""

    says: ClassVar[str] = "Asked: {asked} Answered: {answered}."

    asked: Verbatim
    answered: Verbatim


class ChildConversation(
    Event,
    type="child-conversation/1",
    rows="SEE-10 SEE-16",
    by=f"{CHILDRENS_SERVICES} {POLICE}",
    countersign=RECORDING,
):
    """A conversation with a child question by question, so that a leading one would show."""

    says = (
        "{occurred}, {actor} spoke with {child}, until {ended}[, in the presence of {present}]. "
        "{exchanges} How distress was kept small: {care}"
        "[ This belongs to the visit in entry {concerns}.]"
    )
    example = {
        "child": "maya",
        "ended": "2026-03-02T16:10:00Z",
        "exchanges": [
            {"asked": "Tell me about your arms.", "answered": "Craig grabbed me."},
            {"asked": "What happened then?", "answered": "I went and sat with Leo."},
        ],
        "care": "Maya chose the room and the seat, and knew that she could stop at any time.",
    }

    child: Person
    """The child."""
    ended: Instant
    """When it ended; it occurred when it began."""
    present: Annotated[tuple[Who, ...], unique()] = ()
    """Who else was there."""
    exchanges: Annotated[tuple[Exchange, ...], Field(min_length=1)]
    """Each question and its answer, in the order spoken."""
    care: Text
    """How distress was kept small, and how the questions were kept open."""
    concerns: Annotated[EntryNumber, Refers("concerns", "ChildSeen")] | None = None
    """The entry with the visit to which it belongs."""


class InteractionObserved(
    Event,
    type="interaction-observed/1",
    rows="SEE-16",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """The child and a parent or carer were observed together."""

    says = "{occurred}, {actor} observed {child} together with {people} at {place}. {observed}"
    example = {
        "child": "maya",
        "people": ["dawn"],
        "place": "the Carters’ flat",
        "observed": "Maya sat by the door. When Dawn spoke to her, she answered and did not look.",
    }

    child: Person
    """The child."""
    people: Annotated[tuple[Person, ...], Field(min_length=1), unique()]
    """The parents or carers."""
    place: Words
    """Where, as it follows the word "at"."""
    observed: Text
    """What was seen and heard; what it may mean belongs in the assessment."""
