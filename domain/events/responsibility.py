"""Which authority is responsible for a child who lives in one area and is found in another."""

from typing import Annotated, Final, Literal

from domain.events.base import BY_MANAGER, NONE, RECORDING, Event
from domain.events.roles import CHILDRENS_SERVICES, POLICE
from domain.values import (
    EntryNumber,
    How,
    Opinion,
    Person,
    Professional,
    Refers,
    Text,
    Verbatim,
    Words,
)
from domain.wording import Phrases

_DUTY_MANAGER: Final = {
    "as": "Ade Bankole, duty manager",
    "role": "team_manager",
    "agency": "Luton Children’s Services",
}
"""An officer of another authority, for the examples."""


class ResponsibleAuthorityDetermined(
    Event,
    type="responsible-authority-determined/1",
    rows="REF-03",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """Which authority makes the enquiries: the one in whose area the child lives or is found."""

    says = (
        "{occurred}, {actor} determined that {authority} is responsible for the enquiries about "
        "{child}, {basis}. {rationale}"
    )
    example = {
        "child": "maya",
        "authority": "Hertfordshire",
        "basis": "lives",
        "rationale": "Maya lives in Stevenage, and the harm is thought to have happened there.",
    }

    child: Person
    """The child."""
    authority: Words
    """The local authority."""
    basis: Annotated[
        Literal["lives", "found"],
        Phrases(
            {
                "lives": "because the child lives in its area",
                "found": "because the child was found in its area",
            }
        ),
    ]
    """Whether the child lives there, or was found there."""
    rationale: Opinion
    """Why, and how any doubt was settled."""


class IncidentLocated(
    Event,
    type="incident-located/1",
    rows="REF-04",
    by=f"{CHILDRENS_SERVICES} {POLICE}",
    countersign=RECORDING,
):
    """Where the harm happened, or is to be expected: where the child was "found"."""

    says = (
        "{occurred}, {child} came to harm or was at risk of it at {place}, {setting}, in the area "
        "of {found_in}. {child} lives in the area of {lives_in}."
    )
    example = {
        "child": "maya",
        "place": "Oakfield Primary School",
        "setting": "nursery_or_school",
        "found_in": "Hertfordshire",
        "lives_in": "Hertfordshire",
    }

    child: Person
    """The child."""
    place: Words
    """Where, as it follows the word "at"."""
    setting: Annotated[
        Literal[
            "home",
            "nursery_or_school",
            "boarding_school",
            "hospital",
            "event",
            "holiday_or_outing",
            "private_fostering",
            "looked_after_placement",
            "elsewhere",
        ],
        Phrases(
            {
                "home": "which is the child’s home",
                "nursery_or_school": "which is a nursery or school",
                "boarding_school": "which is a boarding school",
                "hospital": "which is a hospital",
                "event": "which is a one-off event",
                "holiday_or_outing": "on a holiday or an outing",
                "private_fostering": "which is a private foster home",
                "looked_after_placement": "which is a placement for looked after children",
                "elsewhere": "which is another kind of place",
            }
        ),
    ]
    """What kind of place it is."""
    found_in: Words
    """The authority in whose area the place lies."""
    lives_in: Words
    """The authority in whose area the child lives."""

    @property
    def crosses_a_border(self) -> bool:
        """Whether two authorities are concerned, so that responsibility has to be settled."""
        return self.found_in != self.lives_in


class FirstAuthorityIdentified(
    Event,
    type="first-authority-identified/1",
    rows="REF-05",
    by=CHILDRENS_SERVICES,
    countersign=NONE,
):
    """The authority where the child is found takes the emergency action that is needed."""

    says = (
        "{occurred}, {actor} identified {first} as the first authority: {child} was found in its "
        "area, and it takes emergency action until {second} explicitly accepts responsibility. "
        "{circumstances}"
    )
    example = {
        "child": "maya",
        "first": "Hertfordshire",
        "second": "Luton",
        "circumstances": "Maya was left at a fairground in Hatfield and nobody came for her.",
    }

    child: Person
    """The child."""
    first: Words
    """The authority in whose area the child was found."""
    second: Words
    """The authority where the child lives, is looked after or has a child protection plan."""
    circumstances: Text
    """What calls for emergency action."""


class OtherAuthorityConsulted(
    Event,
    type="other-authority-consulted/1",
    rows="REF-06",
    by=CHILDRENS_SERVICES,
    countersign=NONE,
):
    """The authority that already answers for the child was asked before, or soon after, acting."""

    says = (
        "{occurred}, {actor} consulted {spoken_to} {how} about {child}, because {authority} "
        "{tie}. {advice}"
    )
    example = {
        "child": "maya",
        "authority": "Luton",
        "tie": "child_protection_plan",
        "spoken_to": _DUTY_MANAGER,
        "how": "telephone",
        "advice": "Maya must not go to her uncle. Her social worker will ring within the hour.",
    }

    child: Person
    """The child."""
    authority: Words
    """The other authority."""
    tie: Annotated[
        Literal["looked_after", "child_protection_plan"],
        Phrases(
            {
                "looked_after": "looks after the child",
                "child_protection_plan": "has a child protection plan for the child",
            }
        ),
    ]
    """Why that authority is asked."""
    spoken_to: Professional
    """Who was consulted there."""
    how: Annotated[
        How,
        Phrases(
            {
                "own_act": "in person",
                "present": "in person",
                "telephone": "by telephone",
                "video": "by video",
                "message": "by message",
                "document": "in writing",
            }
        ),
    ]
    """How."""
    advice: Text
    """What was advised."""


class ResponsibilityAnswered(
    Event,
    type="responsibility-answered/1",
    rows="REF-07",
    by="any",
    countersign=BY_MANAGER,
):
    """The second authority accepted responsibility in so many words, or declined it."""

    says = (
        "{occurred}, {officer} {answer} responsibility for {child} on behalf of {authority}, "
        "following entry {answers}, in these words: {words}"
    )
    example = {
        "answers": 6,
        "child": "maya",
        "authority": "Luton",
        "answer": "accepted",
        "officer": _DUTY_MANAGER,
        "words": "We accept responsibility for Maya from now on.",
    }

    answers: Annotated[EntryNumber, Refers("answers", "FirstAuthorityIdentified")]
    """The entry that says which authority acts first."""
    child: Person
    """The child."""
    authority: Words
    """The second authority."""
    answer: Annotated[
        Literal["accepted", "declined"],
        Phrases({"accepted": "explicitly accepted", "declined": "declined"}),
    ]
    """Whether it accepts. Silence accepts nothing."""
    officer: Professional
    """Who answered, in which role."""
    words: Verbatim
    """The very words."""


class AcceptanceConfirmedInWriting(
    Event,
    type="acceptance-confirmed-in-writing/1",
    rows="REF-08 TIM-13",
    by=CHILDRENS_SERVICES,
    countersign=NONE,
):
    """What the second authority accepted by word of mouth has come in writing."""

    says = (
        "{occurred}, {sender} confirmed in writing that responsibility for {child} was accepted "
        "(entry {answers}): {document}."
    )
    example = {
        "answers": 8,
        "child": "maya",
        "sender": _DUTY_MANAGER,
        "document": "email “Acceptance of responsibility, MC”, with the transfer form",
    }

    answers: Annotated[EntryNumber, Refers("answers", "ResponsibilityAnswered")]
    """The entry with the oral acceptance."""
    child: Person
    """The child."""
    sender: Professional
    """Who wrote."""
    document: Words
    """What was sent, so that it can be found. It occurred when it was received."""
