"""What the register learns of medicals and of investigations: who decided, and what."""

from typing import Any

import pytest

from domain.events import BY_NAME
from ledger.register.facts import COURT, Decider, decisions
from tests.scenario import AUTHORS, given, professional

TM, POLICE = AUTHORS["tm"], AUTHORS["police"]


@pytest.mark.parametrize(
    ("event", "changes", "expected"),
    [
        ("MedicalConsidered", {}, ("medical", "needed", TM)),
        (
            "MedicalConsidered",
            {"decision": {"kind": "not_needed", "reasons": "Nothing points to it."}},
            ("medical", "not_needed", TM),
        ),
        (
            "CourtOrderDecision",
            {"decided_by": professional("tm")},
            ("medical", "court_order_sought", TM),
        ),
        ("RefusalOverridden", {}, ("medical", "refusal_overridden", None)),
        (
            "JointInterviewDecided",
            {"decided_by": [professional("police")], "joint": False},
            ("investigation", "no_joint_interview", POLICE),
        ),
        (
            "CriminalProceedingsDecision",
            {"officer": professional("police")},
            ("investigation", "grounds", POLICE),
        ),
    ],
)
def test_a_decision_is_known_by_kind_result_and_decider(
    event: str, changes: dict[str, Any], expected: tuple[str, str, Any]
) -> None:
    """The codes of what was decided, and never words of the record; a court has no id."""
    data = {**BY_NAME[event].example, **changes}
    history = given().at("2026-03-02T12:00Z", by="tm", event=event, data=data)
    [(_, fact)] = decisions(history.enquiry)
    kind, result, author = expected
    decider = Decider(author.id, author.role) if author else Decider("", COURT)
    assert (fact.kind, fact.result, fact.deciders) == (kind, result, (decider,))
