"""Referral and suspicion: why there is an enquiry."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import RECORDING, Event
from domain.events.roles import CHILDRENS_SERVICES
from domain.values import Opinion, Person, Professional, Text, Value, YesNo, unique
from domain.wording import Phrases

Harm = Annotated[
    Literal["physical", "emotional", "sexual", "neglect"],
    Phrases(
        {
            "physical": "physical abuse",
            "emotional": "emotional abuse",
            "sexual": "sexual abuse",
        }
    ),
]
"""The categories of harm that the national census knows."""

Harms = Annotated[tuple[Harm, ...], Field(min_length=1), unique()]

Likelihood = Annotated[
    Literal["suffering", "likely"],
    Phrases({"suffering": "suffering", "likely": "likely to suffer"}),
]
"""Whether significant harm is happening or to be expected (Children Act 1989, section 47(1)(b))."""


class ProfessionalReferrer(Value):
    """A practitioner, who is then invited to the strategy discussion (STR-04)."""

    says: ClassVar[str] = "{who}"

    kind: Literal["professional"]
    who: Professional


class FamilyReferrer(Value):
    """Somebody of this enquiry: a parent, a relative, the child."""

    says: ClassVar[str] = "{who}"

    kind: Literal["family"]
    who: Person


class PublicReferrer(Value):
    """A member of the public, whose name is not kept here."""

    says: ClassVar[str] = "a member of the public{anonymous| who did not give a name|}"

    kind: Literal["public"]
    anonymous: YesNo


Referrer = Annotated[
    ProfessionalReferrer | FamilyReferrer | PublicReferrer, Field(discriminator="kind")
]


class ReferralReceived(
    Event,
    type="referral-received/1",
    rows="REF-01",
    by=f"{CHILDRENS_SERVICES} child_protection_unit",
    countersign=RECORDING,
):
    """Children's services received a referral. When it occurred starts the assessment's limit."""

    says = (
        "{occurred}, children’s services received a referral about {children} from {referrer}. "
        "{report}"
    )
    example = {
        "children": ["maya", "leo"],
        "referrer": {
            "kind": "professional",
            "who": {
                "as": "Grace Obi, deputy head",
                "role": "teacher",
                "agency": "Oakfield Primary School",
            },
        },
        "report": "Maya came to school with bruises on both arms. She said that she fell.",
    }

    children: Annotated[tuple[Person, ...], Field(min_length=1), unique()]
    """Every child whom the referral names."""
    referrer: Referrer
    """Who made the referral, and whether as a professional."""
    report: Text
    """What the referrer reported, in the order told."""


class HarmSuspected(
    Event,
    type="significant-harm-suspected/1",
    rows="STR-01 STR-33 TIM-10",
    by="any",
    countersign=RECORDING,
):
    """There is reasonable cause to suspect significant harm, so a strategy discussion is due."""

    says = (
        "{occurred}, {actor} had reasonable cause to suspect that {child} was {likelihood} "
        "significant harm: {harms}.{immediate| The harm was thought to be immediate.|} {grounds}"
    )
    example = {
        "child": "maya",
        "likelihood": "suffering",
        "harms": ["physical"],
        "immediate": False,
        "grounds": "The bruises are on the inside of both arms. A fall does not explain them.",
    }

    child: Person
    """The child suspected to be harmed."""
    likelihood: Likelihood
    """Whether the child is suffering harm, or likely to."""
    harms: Harms
    """The categories of harm suspected."""
    immediate: YesNo
    """Whether the harm is feared to be immediate, so that urgent legal advice is due (IMM-08)."""
    grounds: Opinion
    """What gives reasonable cause, and how it was weighed."""
