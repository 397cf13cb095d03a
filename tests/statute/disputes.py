"""Disputes and escalation (DIS)."""

from typing import Final

from domain.events.differences import (
    ConferenceRequestAnswered,
    ConferenceRequested,
    FurtherDiscussionHeld,
    FurtherDiscussionRequested,
)
from domain.events.escalation import EscalationProgressed, EscalationRaised, EscalationResolved
from domain.events.records import ProfessionalDissent
from tests.statute.frame import Row, found, recorded

ROWS: Final = (
    Row(
        "DIS-01",
        "A request for a conference stands beside the outcome until it is answered, with reasons.",
        recorded(ConferenceRequested),
        recorded(ConferenceRequestAnswered),
        found("DIS-01"),
    ),
    Row(
        "DIS-02",
        "A further discussion with the lead practitioner is asked for and held.",
        recorded(FurtherDiscussionRequested),
        recorded(FurtherDiscussionHeld),
        found("DIS-02"),
    ),
    Row(
        "DIS-03",
        "A difference about a medical goes up the ladder of the profile, each level in its time.",
        recorded(EscalationRaised.where(lambda raised: raised.about.kind == "medical_not_held")),
        recorded(EscalationProgressed),
        recorded(EscalationResolved),
        found("DIS-03"),
    ),
    Row(
        "DIS-04",
        "The policy is named, and each level is put to the role that the ladder gives it.",
        recorded(EscalationRaised.where(lambda raised: raised.policy is not None)),
        found("DIS-04"),
    ),
    Row(
        "DIS-05",
        "A difference of any kind is settled level by level, within days.",
        recorded(EscalationResolved),
        found("DIS-05"),
    ),
    Row(
        "DIS-06",
        "Dissent with its author and reasons, signed, and shown beside the decision in every view.",
        recorded(ProfessionalDissent),
    ),
)
