"""Who is invited to the conference, and who came."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import NONE, Event
from domain.events.roles import CHILDRENS_SERVICES, CONFERENCE
from domain.values import (
    Opinion,
    Person,
    Professional,
    Value,
    Who,
    Words,
)


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

    @property
    def agency(self) -> str:
        """The agency of a practitioner; of somebody of the family, the words for them."""
        who = self.decision.who
        return who.agency if isinstance(who, Professional) else who.as_


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


class TookPart(Value):
    """Came, and took part in deciding."""

    says: ClassVar[str] = "took part[, and took this view: {view}]"

    kind: Literal["attended"]
    view: Opinion | None = None


class DidNotCome(Value):
    """Did not come, and why, where that is known."""

    says: ClassVar[str] = "was not there[, because {reason}]"

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

    says = "At the conference about {child} {occurred}, {person} {attendance}."
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
