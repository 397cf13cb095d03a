"""The refusals: what cannot be true or was never authorised, no more (design, principle 3).

This file is the whole list. What *happened* against procedure is recorded and becomes a finding.
"""

from dataclasses import dataclass
from typing import Final

__all__ = ["CATALOGUE", "Refusal", "Refused"]


class Refused(Exception):
    """An entry was not admitted and nothing was changed.

    `code` is stable and kebab-case; `field` names the part of the entry; `reason` says what is
    wrong with it and `instead` what to do; `clause` is the requirement that decides, where one
    does. None of them carries a key or a disclosed word.
    """

    def __init__(
        self, code: str, field: str | None, reason: str, instead: str, clause: str | None = None
    ) -> None:
        super().__init__(f"{field}: {reason}. {instead}" if field else f"{reason}. {instead}")
        self.code = code
        self.field = field
        self.reason = reason
        self.instead = instead
        self.clause = clause


@dataclass(frozen=True, slots=True)
class Refusal:
    """A kind of refusal: its code, its field, what to do instead, the clause that decides."""

    code: str
    field: str | None
    instead: str
    clause: str | None = None

    def because(self, reason: str, field: str | None = None) -> Refused:
        """The exception to raise, with the reason in this case (and a more exact field)."""
        return Refused(self.code, field or self.field, reason, self.instead, self.clause)


# Where the entry stands.
FOREIGN_LEDGER: Final = Refusal(
    "foreign-ledger", "aud", "Draft the entry on this ledger and sign it again."
)
STALE_POSITION: Final = Refusal(
    "stale-position", "seq", "Draft the same words at the new position and sign them again."
)
STALE_DIRECTORY: Final = Refusal(
    "stale-directory", "dir", "Draft the entry again: your keys or capacities have changed."
)
WRONG_STREAM: Final = Refusal(
    "wrong-stream", "sub", "Record this in a stream of the kind that the event belongs to."
)
NO_SUCH_ENQUIRY: Final = Refusal(
    "no-such-enquiry",
    "sub",
    "Check the enquiry's id; a new enquiry begins with the child (PersonAdded), the referral or "
    "the suspicion of harm.",
    "REF-01",
)
NO_PROCEDURE: Final = Refusal(
    "no-procedure", "sub", "Adopt the authority's procedure first (ProfileAdopted)."
)

# Who signs, and as what.
KEY_UNKNOWN: Final = Refusal(
    "key-unknown",
    "kid",
    "Sign with a key that the directory holds for you, or have this one added.",
)
KEY_PENDING: Final = Refusal(
    "key-pending", "kid", "Accept the key first (KeyAccepted), signed with the key itself."
)
KEY_REVOKED: Final = Refusal(
    "key-revoked", "kid", "Sign with another of your keys, or have a new one added (KeyAdded)."
)
KEY_TAKEN: Final = Refusal("key-taken", "key", "Make a new key on the person's own device.")
CAPACITY_NOT_IN_FORCE: Final = Refusal(
    "capacity-not-in-force",
    "capacity",
    "Choose a capacity that the directory shows in force for you, or have the registrar grant it.",
    "REC-02",
)
MAY_NOT_RECORD: Final = Refusal(
    "may-not-record",
    "type",
    "Ask somebody who may record this, with you as its source, so that what you know is kept.",
)
TYPE_REPLACED: Final = Refusal(
    "type-replaced", "type", "Draft the entry again, as the newer version has it, and sign that."
)
OWN_COUNTERSIGNATURE: Final = Refusal(
    "own-countersignature",
    "refs",
    "Ask somebody else with the authority: nobody countersigns a record of their own.",
    "REC-02",
)

# What the entry refers to.
REFERENCE_TO_NOTHING: Final = Refusal(
    "reference-to-nothing", "refs", "Refer to an entry as it stands in the ledger, by its digest."
)
REFERENCE_MISFIT: Final = Refusal(
    "reference-misfit", "refs", "Refer to an entry of the kind that this event is about."
)
REFERENCE_REPLACED: Final = Refusal(
    "reference-replaced", "refs", "Read the entry that replaced it, and refer to that one."
)
PERSON_UNKNOWN: Final = Refusal(
    "person-unknown", "person", "Record the person first (PersonAdded)."
)
PERSON_EXISTS: Final = Refusal(
    "person-exists",
    "person",
    "Choose another id for this person, or correct the entry that added the other.",
    "REC-15",
)

# When.
TIME_IN_FUTURE: Final = Refusal(
    "time-in-future", "occurred", "Record it once it has happened, or record it as a plan."
)
KNOWN_TOO_EARLY: Final = Refusal(
    "known-before-it-happened", "known", "Check both times: nobody knows of it before it happens."
)
CLOCK_DISAGREES: Final = Refusal(
    "clock-disagrees", "iat", "Draft the entry again: the ledger gives the time of drafting."
)

# Directory streams.
ALREADY_ENROLLED: Final = Refusal(
    "already-enrolled",
    "registration",
    "Use the person's existing entry in the directory; add a key or a capacity to it.",
    "REF-10",
)
NOT_ENROLLED: Final = Refusal(
    "not-enrolled", "sub", "Have a registrar enrol the person first (PractitionerEnrolled)."
)
NOT_THEIRS_TO_CHANGE: Final = Refusal(
    "not-theirs-to-change",
    "capacity",
    "Ask the person, or another officer (registrar or manager) of the person's agency.",
)
CAPACITY_EXISTS: Final = Refusal(
    "capacity-exists", "id", "Choose another id: one id names one capacity for good."
)
ADOPTION_INVALID: Final = Refusal(
    "adoption-invalid", "toml", "Correct the file and adopt it under a version of its own."
)

# Disposal.
LEGAL_HOLD: Final = Refusal(
    "legal-hold",
    None,
    "Have the legal hold released first (LegalHold, released) by those who placed it.",
    "REC-04",
)
DISPOSED_OF: Final = Refusal(
    "disposed-of",
    "sub",
    "What was disposed of stays so; begin a new enquiry if the child is referred again.",
    "REC-04",
)

# The ledger's own keys.
LEDGER_KEY_TAKEN: Final = Refusal(
    "ledger-key-taken", "key", "Have the ledger make a new key; none is taken into use twice."
)
LEDGER_KEY_NEEDED: Final = Refusal(
    "ledger-key-needed", "kid", "Introduce another key first, and name one that signs now."
)

CATALOGUE: Final = tuple(value for value in list(globals().values()) if isinstance(value, Refusal))
"""Every refusal there is."""
