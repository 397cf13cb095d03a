"""The directory: who may sign, with which key, and in which capacity (design, section 4).

These events stand in one stream per practitioner, whose id is the practitioner's. Who may record
which of them in whose stream is decided in `domain.enrolment`.
"""

from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field, StringConstraints, model_validator

from domain.events.base import Event
from domain.values import (
    Day,
    EntryNumber,
    Instant,
    LocalId,
    Refers,
    RoleId,
    Value,
    Words,
    unique,
)
from domain.wording import Phrases

__all__ = [
    "DIRECTORY_EVENTS",
    "CapacityEnded",
    "CapacityGranted",
    "Delegation",
    "DetailsCorrected",
    "EntriesReaffirmed",
    "Grant",
    "KeyAccepted",
    "KeyAdded",
    "KeyRevoked",
    "PractitionerEnrolled",
    "PublicKey",
]

Bytes32 = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{43}$")]
"""32 bytes as base64url without padding."""


class PublicKey(Value):
    """An Ed25519 public key: `x` as in its JWK (RFC 8037), `kid` its thumbprint (RFC 7638).

    Whether the two belong together, and whether the point is of low order (anybody could sign for
    it), is for those who know bytes: the ledger checks it before it admits, every verifier again.
    """

    kid: Bytes32
    x: Bytes32


class Grant(Value):
    """A capacity: role, agency and team, from which day to which (both included, in London)."""

    says: ClassVar[str] = "{title} at {agency}[, {team},] from {from}[ to {to}]"

    id: LocalId
    role: RoleId
    title: Words
    agency: Words
    team: Words | None = None
    from_: Day = Field(alias="from")
    to: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Grant":
        if self.to is not None and self.to < self.from_:
            raise ValueError("to: is before from")
        return self


_KEY = {"kid": "k" * 43, "x": "x" * 43}
_GRANT = {
    "id": "sw",
    "role": "social_worker",
    "title": "social worker",
    "agency": "Children’s Services",
    "team": "Assessment Team 2",
    "from": "2026-03-02",
}


class PractitionerEnrolled(
    Event, type="practitioner-enrolled/1", rows="REF-10 REC-02", by="registrar"
):
    """A registrar saw who somebody is and enrolled them with a first key, not yet accepted."""

    name: Words
    """As readers will see it."""
    evidence: Words
    """What the registrar saw that shows who this is."""
    registration: Words | None = None
    """The regulator's number; one person in the directory has it."""
    key: PublicKey
    capacities: Annotated[
        tuple[Grant, ...], Field(min_length=1, max_length=16), unique(lambda grant: grant.id)
    ]

    says = (
        "{author} enrolled {name}[, registered as {registration},] as {capacities}. "
        "Evidence of identity: {evidence}. The key offered has the thumbprint {key.kid}"
    )
    example = {
        "name": "Ruth Adeyemi",
        "evidence": "passport and staff card, seen in person",
        "registration": "SW100001",
        "key": _KEY,
        "capacities": [_GRANT],
    }


class DetailsCorrected(Event, type="details-corrected/1", rows="REF-10", by="registrar"):
    """The name or the regulator's number of somebody in the directory is another from now on.

    Both are stated as they are to stand. What the person signed before keeps the words it has.
    """

    name: Words
    """As readers will see it."""
    registration: Words | None = None
    """The regulator's number, which nobody else has; left out, the person has none."""
    evidence: Words
    """What the registrar saw that shows it."""

    says = (
        "{author} corrected the directory: this person is {name}"
        "[, registered as {registration}]. Evidence: {evidence}"
    )
    example = {
        "name": "Ruth Adeyemi-Clarke",
        "registration": "SW100010",
        "evidence": "marriage certificate, and the regulator’s public register",
    }


class KeyAccepted(Event, type="key-accepted/1", by="any"):
    """The new key's own entry: it shows that its holder has the secret, and takes it into use."""

    kid: Bytes32
    offer: Annotated[EntryNumber, Refers("answers", "PractitionerEnrolled", "KeyAdded")]
    """The entry that offered the key."""

    says = "{author} accepted the key {kid}, offered in entry {offer}, and signed this with it"
    example = {"kid": "k" * 43, "offer": 1}


class KeyAdded(Event, type="key-added/1", by="any"):
    """A further key was offered, vouched for by an old key or an officer of the person's agency."""

    key: PublicKey
    reason: Annotated[
        Literal["another_device", "replacement"],
        Phrases({"another_device": "for another device", "replacement": "in place of another"}),
    ]
    identified: Words | None = None
    """How an officer who vouches knew that this is the person."""

    says = (
        "{author} added a key {reason}, with the thumbprint {key.kid}"
        "[. The person was identified by {identified}]"
    )
    example = {"key": _KEY, "reason": "another_device"}


class KeyRevoked(Event, type="key-revoked/1", by="any"):
    """A key may sign no more. What a stolen one signed since is disputed until reaffirmed."""

    kid: Bytes32
    reason: Annotated[
        Literal["lost", "stolen", "replaced", "left"],
        Phrases(
            {
                "lost": "it was lost",
                "stolen": "it was stolen",
                "replaced": "another took its place",
                "left": "its holder left",
            }
        ),
    ]
    compromised: Instant | None = None
    """Since when others may have been able to sign with it; needed where it was lost or stolen."""

    says = (
        "{author} revoked the key {kid}: {reason}"
        "[. Others may have been able to sign with it since {compromised}]"
    )
    example = {"kid": "k" * 43, "reason": "lost", "compromised": "2026-03-02T07:30:00Z"}

    @model_validator(mode="after")
    def _says_since_when(self) -> "KeyRevoked":
        if (self.compromised is None) == (self.reason in {"lost", "stolen"}):
            raise ValueError("compromised: is given where a key was lost or stolen, and only there")
        return self


class CapacityGranted(Event, type="capacity-granted/1", rows="REF-14 REC-02", by="registrar"):
    """A practitioner may from now on act in a further capacity."""

    granted: Grant

    says = "{author} granted the capacity of {granted}"
    example = {"granted": _GRANT}


class CapacityEnded(Event, type="capacity-ended/1", rows="REC-02", by="registrar"):
    """A capacity, granted or delegated, ends with a day; a day that is past ends it at once."""

    id: LocalId
    last_day: Day
    reason: Words

    says = "{author} ended the capacity “{id}”, whose last day is {last_day}: {reason}"
    example = {"id": "sw", "last_day": "2026-06-30", "reason": "moved to another team"}


class Delegation(Event, type="delegation/1", rows="REC-02 REC-03", by="any"):
    """Somebody acts in another's role for a time: all of it, or its countersigning alone."""

    scope: Annotated[
        Literal["acting_up", "countersigning"],
        Phrases({"acting_up": "acting up", "countersigning": "countersigning only"}),
    ]
    granted: Grant
    """The capacity it gives; its last day is stated."""
    reason: Words

    says = "{author} delegated the capacity of {granted}, {scope}: {reason}"
    example = {
        "scope": "countersigning",
        "granted": {
            **_GRANT,
            "id": "cover",
            "role": "team_manager",
            "title": "Team Manager",
            "to": "2026-03-13",
        },
        "reason": "annual leave of the Team Manager",
    }

    @model_validator(mode="after")
    def _ends(self) -> "Delegation":
        if self.granted.to is None:
            raise ValueError("granted.to: a delegation states its last day")
        return self


class EntriesReaffirmed(Event, type="entries-reaffirmed/1", by="any"):
    """Somebody stands by entries that their revoked key signed; `concerns` references name them."""

    kid: Bytes32
    """The revoked key that signed them."""
    reason: Words
    """How the person knows that these are theirs."""

    says = "{author} stands by the entries named here, signed with the revoked key {kid}: {reason}"
    example = {"kid": "k" * 43, "reason": "compared with my notebook"}


DIRECTORY_EVENTS: Final = (
    PractitionerEnrolled,
    DetailsCorrected,
    KeyAccepted,
    KeyAdded,
    KeyRevoked,
    CapacityGranted,
    CapacityEnded,
    Delegation,
    EntriesReaffirmed,
)
"""Every event of a directory stream, and of no other."""
