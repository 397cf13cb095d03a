"""The child: seen, heard, missing, found."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import RECORDING, Event
from domain.events.roles import CHILDRENS_SERVICES, POLICE
from domain.values import Person, Text, Value, Verbatim, When, Who, Words, unique
from domain.wording import Phrases


class SeenAlone(Value):
    """Seen and spoken with alone."""

    says: ClassVar[str] = "alone"

    kind: Literal["alone"]


class SeenWithOthers(Value):
    """Not alone: who was there, and why (SEE-03)."""

    says: ClassVar[str] = "not alone but with {present} {why}: {reason}"

    kind: Literal["with_others"]
    present: Annotated[tuple[Who, ...], Field(min_length=1), unique()]
    why: Annotated[
        Literal["age", "willingness", "other"],
        Phrases(
            {
                "age": "because of the child’s age",
                "willingness": "by the child’s own wish",
                "other": "for another reason",
            }
        ),
    ]
    reason: Words


Company = Annotated[SeenAlone | SeenWithOthers, Field(discriminator="kind")]


class PermissionGiven(Value):
    """A parent or carer agreed beforehand."""

    says: ClassVar[str] = "{person} had given permission"

    kind: Literal["given"]
    person: Person


class PermissionRefused(Value):
    """A parent or carer had refused, and why the child was seen all the same."""

    says: ClassVar[str] = (
        "{person} had refused permission; the child was seen all the same, because {reason}"
    )

    kind: Literal["refused"]
    person: Person
    reason: Text


class PermissionNotSought(Value):
    """Permission was not asked for, and why (SEE-13)."""

    says: ClassVar[str] = "Permission was not sought: {reason}"

    kind: Literal["not_sought"]
    reason: Text


Permission = Annotated[
    PermissionGiven | PermissionRefused | PermissionNotSought, Field(discriminator="kind")
]
"""Parental permission to see the child (SEE-04)."""


class Translation(Value):
    """The child spoke another language; what was said in it is kept as it was said."""

    says: ClassVar[str] = (
        "This was said in {language} and translated by {interpreter}[: {original}]"
    )

    language: Words
    interpreter: Who
    original: Verbatim | None = None


class ChildSeen(
    Event,
    type="child-seen/1",
    rows="SEE-01..07 SEE-09 SEE-10 SEE-13 TIM-07",
    by=f"{CHILDRENS_SERVICES} {POLICE}",
    countersign=RECORDING,
):
    """A child was seen and communicated with. One entry for each child."""

    says = (
        "{occurred}, {actor} saw {child} at {place}, {company}. {permission}."
        "[ Asked: {asked}.][ {child} said: {words}.][ {translation}.][ {observed}]"
    )
    example = {
        "child": "maya",
        "place": "Oakfield Primary School",
        "company": {"kind": "alone"},
        "permission": {"kind": "given", "person": "dawn"},
        "asked": "Can you tell me about your arms?",
        "words": "Craig grabbed me cos I was loud. It hurt. I want mum to tell him to go.",
        "observed": "Maya held her sleeves down while she spoke.",
    }

    child: Person
    """The child."""
    place: Words
    """Where, as it follows the word "at"."""
    company: Company
    """Alone, or with whom and why."""
    permission: Permission
    """Whether a parent or carer had given permission."""
    asked: Text | None = None
    """The questions, as they were put (SEE-10)."""
    words: Verbatim | None = None
    """The child's own words (SEE-06)."""
    translation: Translation | None = None
    """The language and the interpreter, where the words were translated."""
    observed: Text | None = None
    """Behaviour, and how a child communicates who does not speak."""


class WhereaboutsUnknown(
    Event,
    type="child-whereabouts-unknown/1",
    rows="SEE-14 TIM-08",
    by=f"{CHILDRENS_SERVICES} {POLICE}",
    countersign=RECORDING,
):
    """Nobody knows where the child is. It occurred when this was reported."""

    says = (
        "{occurred}, it was reported that nobody knows where {child} is. {child} was last seen "
        "{last_seen} at {place}. {circumstances}.[ Police reference: {police_reference}.]"
    )
    example = {
        "child": "leo",
        "last_seen": "2026-03-02T15:20:00Z",
        "place": "the gate of Oakfield Primary School",
        "circumstances": "Nobody came to collect Leo, and he left before the office was told.",
        "police_reference": "HC-20260302-0417",
    }

    child: Person
    """The child."""
    last_seen: When
    """When the child was last seen."""
    place: Words
    """Where the child was last seen, as it follows the word "at"."""
    circumstances: Text
    """What is known about how the child went missing."""
    police_reference: Words | None = None
    """The reference under which police search."""


class ChildLocated(
    Event,
    type="child-located/1",
    rows="SEE-14",
    by=f"{CHILDRENS_SERVICES} {POLICE}",
    countersign=RECORDING,
):
    """A child whose whereabouts were unknown was found."""

    says = "{occurred}, {child} was found at {place} by {actor}. {circumstances}"
    example = {
        "child": "leo",
        "place": "his grandmother’s flat",
        "circumstances": "Leo had walked there by himself. He was well.",
    }

    child: Person
    """The child."""
    place: Words
    """Where, as it follows the word "at"."""
    circumstances: Text
    """How the child was found, and in what state."""
