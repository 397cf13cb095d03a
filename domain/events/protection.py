"""Immediate protection: what was done at once, by whom and under which power."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import RECORDING, Event
from domain.events.roles import CHILDRENS_SERVICES, LEGAL, POLICE
from domain.values import Instant, Person, Professional, Text, Value, Words
from domain.wording import Phrases


class PoliceProtection(Value):
    """A constable used the powers of protection (Children Act 1989, section 46; IMM-03)."""

    says: ClassVar[str] = (
        "was taken into police protection by {officer} and brought to {place}. {grounds}."
    )

    kind: Literal["police_protection"]
    officer: Professional
    grounds: Text
    place: Words


class PoliceProtectionEnded(Value):
    """Police protection ended; it lasts 72 hours at most."""

    says: ClassVar[str] = "was released from police protection by {officer}. {reason}."

    kind: Literal["police_protection_ended"]
    officer: Professional
    reason: Text


class ImmediateSafety(Value):
    """Police or children's services secured a child's safety at once (IMM-01)."""

    says: ClassVar[str] = (
        "was made safe at {place} by {agency}, the danger coming from {danger} the home: {action}."
    )

    kind: Literal["immediate_safety"]
    agency: Words
    place: Words
    danger: Literal["inside", "outside"]
    action: Text


class OrderApplied(Value):
    """An emergency protection order was applied for (IMM-02)."""

    says: ClassVar[str] = (
        "became the subject of an application to {court} for an emergency protection order. "
        "{reasons}."
    )

    kind: Literal["epo_applied"]
    court: Words
    reasons: Text


class OrderGranted(Value):
    """The court made the order, until a time and with directions."""

    says: ClassVar[str] = (
        "became the subject of an emergency protection order of {court} ({reference}), which ends "
        "on {expires}.[ Directions: {directions}.]"
    )

    kind: Literal["epo_granted"]
    court: Words
    reference: Words
    expires: Instant
    directions: Text | None = None


class OrderEnded(Value):
    """The order ended, and what protects the child from then on."""

    says: ClassVar[str] = (
        "was no longer the subject of an emergency protection order, which {how}. What protects "
        "the child from then on: {protection}."
    )

    kind: Literal["epo_ended"]
    how: Annotated[
        Literal["expired", "discharged", "replaced"],
        Phrases(
            {
                "expired": "expired",
                "discharged": "the court discharged",
                "replaced": "another order replaced",
            }
        ),
    ]
    protection: Text


class OrderRefused(Value):
    """The court refused the order."""

    says: ClassVar[str] = (
        "did not become the subject of an emergency protection order, which {court} refused. "
        "{reasons}."
    )

    kind: Literal["epo_refused"]
    court: Words
    reasons: Text


class Removal(Value):
    """The child was removed from home, and under which power (IMM-02)."""

    says: ClassVar[str] = "was removed from {home} to {place} {power}. {reasons}."

    kind: Literal["removal"]
    home: Words
    place: Words
    power: Annotated[
        Literal["emergency_protection_order", "police_protection", "agreement", "none"],
        Phrases(
            {
                "emergency_protection_order": "under an emergency protection order",
                "police_protection": "under police protection",
                "agreement": "by agreement with those who have parental responsibility",
                "none": "without an order or police protection",
            }
        ),
    ]
    reasons: Text


class SingleAgencyAction(Value):
    """One agency had to act at once, before any discussion (IMM-07)."""

    says: ClassVar[str] = (
        "was protected by {agency} alone: {action}. Why there was no time to act together: "
        "{why_alone}."
    )

    kind: Literal["single_agency"]
    agency: Words
    action: Text
    why_alone: Text


Action = Annotated[
    PoliceProtection
    | PoliceProtectionEnded
    | ImmediateSafety
    | OrderApplied
    | OrderGranted
    | OrderEnded
    | OrderRefused
    | Removal
    | SingleAgencyAction,
    Field(discriminator="kind"),
]


class EmergencyAction(
    Event,
    type="emergency-action/1",
    rows="IMM-01..04 IMM-07 TIM-11 TIM-12",
    by=f"{CHILDRENS_SERVICES} {POLICE} {LEGAL}",
    countersign=RECORDING,
):
    """An emergency step for a child. Never held up by an approval: what is missing is a finding."""

    says = "{occurred}, {child} {action}"
    example = {
        "child": "maya",
        "action": {
            "kind": "police_protection",
            "officer": {
                "as": "PC 1182 Sam Reid",
                "role": "police_officer",
                "agency": "Hertfordshire Constabulary",
            },
            "grounds": "Maya was alone in the flat at night, and no adult could be found.",
            "place": "Lister Hospital",
        },
    }

    child: Person
    """The child protected."""
    action: Action
    """What was done; its `kind` says which step."""

    @property
    def expires(self) -> Instant | None:
        """Until when the court's order lasts, where this is the order."""
        return self.action.expires if isinstance(self.action, OrderGranted) else None
