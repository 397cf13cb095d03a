"""Who comes to the conference and how each is helped; how the child is kept safe until then."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import BY_MANAGER, NONE, Event
from domain.events.roles import CHILDRENS_SERVICES, CONFERENCE
from domain.values import (
    Deadline,
    EntryNumber,
    Opinion,
    Person,
    Professional,
    Refers,
    Text,
    Value,
    Who,
    Words,
    YesNo,
)
from domain.wording import Phrases


class Measure(Value):
    """One thing that keeps the child safe, and who sees to it."""

    says: ClassVar[str] = "{owner}: {what}."

    what: Text
    owner: Who


class InterimArrangements(
    Event,
    type="interim-arrangements/1",
    rows="CPC-04",
    by=f"{CHILDRENS_SERVICES} {CONFERENCE}",
    countersign=BY_MANAGER,
):
    """What keeps the child safe until the conference, co-ordinated by worker and manager."""

    says = (
        "{occurred}, {actor} agreed what keeps {child} safe until the conference. {measures} "
        "Review is due {review}.[ The chair, {chair}, was consulted.]"
    )
    example = {
        "child": "maya",
        "measures": [
            {
                "what": "Visit on Monday, Wednesday and Friday, and see Maya each time.",
                "owner": {
                    "as": "Ruth Okafor",
                    "role": "social_worker",
                    "agency": "Hertfordshire Children’s Services",
                },
            },
            {"what": "Nobody but her grandmother minds the children.", "owner": "dawn"},
        ],
        "chair": {
            "as": "Martin Bell",
            "role": "conference_chair",
            "agency": "Hertfordshire Children’s Services",
        },
        "review": "2026-03-11",
    }

    child: Person
    """The child."""
    measures: Annotated[tuple[Measure, ...], Field(min_length=1)]
    """What is done, each with its owner."""
    chair: Professional | None = None
    """The chair who was consulted."""
    review: Deadline
    """By when they are reviewed."""


class InterimArrangementsReviewed(
    Event,
    type="interim-arrangements-reviewed/1",
    rows="CPC-04",
    by=f"{CHILDRENS_SERVICES} {CONFERENCE}",
    countersign=BY_MANAGER,
):
    """The arrangements were looked at again."""

    says = (
        "{occurred}, {actor} reviewed the arrangements in entry {answers} that keep {child} safe. "
        "They {enough|are|are not} enough. {findings}"
    )
    example = {
        "child": "maya",
        "answers": 25,
        "enough": True,
        "findings": "Maya was seen five times and says that nobody shouts at night.",
    }

    child: Person
    """The child."""
    answers: Annotated[EntryNumber, Refers("answers", "InterimArrangements")]
    """The entry with the arrangements."""
    enough: YesNo
    """Whether they keep the child safe."""
    findings: Opinion
    """What was found; arrangements that are not enough are made anew."""


class Invited(Value):
    """Invited, as a practitioner of a discipline or as somebody of the family."""

    says: ClassVar[str] = "{who} was invited, for this knowledge or part: {discipline}"

    kind: Literal["invited"]
    who: Who
    discipline: Words


class NotInvited(Value):
    """Considered, and not invited."""

    says: ClassVar[str] = "{who} was not invited, because {reason}"

    kind: Literal["not_invited"]
    who: Who
    reason: Words


class ConferenceInvitation(
    Event,
    type="conference-invitation/1",
    rows="CPC-05 CPC-13",
    by=f"{CHILDRENS_SERVICES} {CONFERENCE}",
    countersign=NONE,
):
    """Somebody was invited to the conference; or considered, and not invited and why."""

    says = (
        "{occurred}, {actor} considered who is needed at the conference about {child}. {decision}."
    )
    example = {
        "child": "maya",
        "decision": {
            "kind": "invited",
            "who": {
                "as": "Dr Helen Marsh, named doctor",
                "role": "paediatrician",
                "agency": "Lister Hospital",
            },
            "discipline": "she examined Maya",
        },
    }

    child: Person
    """The child."""
    decision: Annotated[Invited | NotInvited, Field(discriminator="kind")]
    """Invited and for what, or not and why."""


class Included(Value):
    """The referrer takes part."""

    says: ClassVar[str] = "is to be included"

    kind: Literal["included"]


class NotIncluded(Value):
    """The referrer does not take part, and why."""

    says: ClassVar[str] = "is not to be included, because {reason}"

    kind: Literal["not_included"]
    reason: Words


class ReferrerInclusion(
    Event,
    type="referrer-inclusion/1",
    rows="CPC-14",
    by=CHILDRENS_SERVICES,
    countersign=NONE,
):
    """Whether whoever made the referral is included in the conference."""

    says = (
        "{occurred}, {actor} considered whether {referrer} should be included in the conference "
        "about {child}. {referrer} {decision}."
    )
    example = {
        "child": "maya",
        "referrer": {
            "as": "Grace Obi, deputy head",
            "role": "teacher",
            "agency": "Oakfield Primary School",
        },
        "decision": {"kind": "included"},
    }

    child: Person
    """The child."""
    referrer: Who
    """Who made the referral, a practitioner or somebody of the family."""
    decision: Annotated[Included | NotIncluded, Field(discriminator="kind")]
    """Whether they are included."""


class ConferenceExplained(
    Event,
    type="conference-explained/1",
    rows="CPC-06",
    by=f"{CHILDRENS_SERVICES} {CONFERENCE}",
    countersign=NONE,
):
    """A child or parent was helped to understand what the conference is for and who comes."""

    says = (
        "{occurred}, {actor} explained to {person} what the conference is for and who will be "
        "there. {explained}"
    )
    example = {
        "person": "dawn",
        "explained": "That it does not judge her, that she speaks first, and where she can wait.",
    }

    person: Person
    """To whom."""
    explained: Text
    """What was explained, and what was given to read or keep."""


class ChildPrepared(
    Event,
    type="child-prepared-for-conference/1",
    rows="CPC-07",
    by=CHILDRENS_SERVICES,
    countersign=NONE,
):
    """A child was helped to say something at the conference, in person or through somebody."""

    says = (
        "{occurred}, {actor} helped {child} to prepare for the conference. {child} takes part "
        "{way}[ {representative}]. {prepared}"
    )
    example = {
        "child": "maya",
        "way": "through",
        "representative": {
            "as": "Isla Grant",
            "role": "advocate",
            "agency": "Young Voices",
        },
        "prepared": "Maya wrote a letter and chose which parts are read out.",
    }

    child: Person
    """The child."""
    way: Annotated[
        Literal["in_person", "in_writing", "through"],
        Phrases(
            {
                "in_person": "in person",
                "in_writing": "in writing or by drawing",
                "through": "through somebody else:",
            }
        ),
    ]
    """How the child takes part."""
    representative: Who | None = None
    """Who speaks for the child, where somebody does."""
    prepared: Text
    """What was done."""


class AdvocacyInformation(
    Event,
    type="advocacy-information/1",
    rows="CPC-08",
    by=f"{CHILDRENS_SERVICES} {CONFERENCE}",
    countersign=NONE,
):
    """Somebody of the family was told of advocacy, and that they may bring a friend."""

    says = (
        "{occurred}, {actor} told {person} about {agency}, and that the family may bring an "
        "advocate, a friend or a supporter to the conference.[ {reply}]"
    )
    example = {
        "person": "dawn",
        "agency": "Hertfordshire Parents’ Advocacy",
        "reply": "Dawn brings her mother.",
    }

    person: Person
    """Who was told."""
    agency: Words
    """The advocacy agency or agencies, as it follows the word "about"."""
    reply: Text | None = None
    """What that person wants to do."""


class TookPart(Value):
    """Came, and took part in deciding."""

    says: ClassVar[str] = "attended[, and took this view: {view}]"

    kind: Literal["attended"]
    view: Opinion | None = None


class DidNotCome(Value):
    """Did not come, and why, where that is known."""

    says: ClassVar[str] = "did not attend[, because {reason}]"

    kind: Literal["absent"]
    reason: Words | None = None


class ConferenceAttendance(
    Event,
    type="conference-attendance/1",
    rows="CPC-13",
    by=f"{CHILDRENS_SERVICES} {CONFERENCE}",
    countersign=NONE,
):
    """Whether somebody took part in the conference. One entry for each."""

    says = "{occurred}, the conference about {child}: {person} {attendance}."
    example = {
        "child": "maya",
        "person": {
            "as": "DC Tom Hill",
            "role": "police_officer",
            "agency": "Hertfordshire Constabulary",
        },
        "attendance": {"kind": "attended", "view": "A plan is needed."},
    }

    child: Person
    """The child."""
    person: Who
    """Who."""
    attendance: Annotated[TookPart | DidNotCome, Field(discriminator="kind")]
    """Came, with a view on the decision; or not, and why."""
