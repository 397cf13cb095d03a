"""IMM, S47 and CHK: powers that run out, what an emergency leaves open, decisions, late checks."""

from typing import Any

import pytest

from domain.duties import State
from tests.domain.judging import found, state
from tests.scenario import Scenario, given, professional

NOON = "2026-03-02T12:00Z"
LATER = "2026-03-09T12:00Z"


def step(kind: str, **more: Any) -> dict[str, Any]:
    """The data of an emergency step for Maya."""
    return {"child": "maya", "action": {"kind": kind, **more}}


REMOVAL = {"home": "the flat", "place": "a foster home", "reasons": "It was not safe"}
APPLIED = step("epo_applied", court="the Family Court", reasons="It is not safe")
PROTECTED = step("police_protection", officer=professional("police"), grounds="Alone", place="a")
ORDER = step("epo_granted", court="the court", reference="1", expires="2026-03-05T10:00:00Z")


def acted(*steps: dict[str, Any], profile: str = "hertfordshire") -> Scenario:
    """Emergency steps, all at noon."""
    history = given(profile)
    for data in steps:
        history = history.at(NOON, event="EmergencyAction", data=data)
    return history


@pytest.mark.parametrize(
    ("power", "also", "count"),
    [
        ("none", None, 1),
        ("none", APPLIED, 0),
        ("none", PROTECTED, 0),
        ("police_protection", APPLIED, 1),
        ("police_protection", PROTECTED, 0),
        ("emergency_protection_order", APPLIED, 1),
        ("emergency_protection_order", ORDER, 0),
        ("agreement", None, 0),
    ],
)
def test_a_removal_rests_on_the_power_that_it_names(
    power: str, also: dict[str, Any] | None, count: int
) -> None:
    """IMM-02: without a power, at least an application is on record."""
    history = acted(step("removal", power=power, **REMOVAL), *([also] if also else []))
    deviations = [one for one in found(history, NOON, "IMM-02") if one.kind == "deviation"]
    assert len(deviations) == count


def test_an_order_ends_at_its_own_minute() -> None:
    """IMM-02: what protects the child afterwards is recorded by then."""
    assert state(acted(ORDER), "IMM-02", "2026-03-05T10:00Z") is State.RUNNING
    assert state(acted(ORDER), "IMM-02", "2026-03-05T10:01Z") is State.OVERDUE


def test_police_protection_ends_after_72_hours() -> None:
    """IMM-03: hours, not days: Monday noon to Thursday noon."""
    assert state(acted(PROTECTED), "IMM-03", "2026-03-05T12:00Z") is State.RUNNING
    assert state(acted(PROTECTED), "IMM-03", "2026-03-05T12:01Z") is State.OVERDUE


def test_other_children_are_asked_after_once() -> None:
    """IMM-05: several steps of one emergency make one finding."""
    assert len(found(acted(PROTECTED, APPLIED, ORDER), LATER, "IMM-05")) == 1
    assert not found(acted(step("epo_refused", court="a", reasons="b")), LATER, "IMM-05")


def test_whoever_had_to_act_alone_is_asked_for_a_discussion_afterwards_and_no_more() -> None:
    """IMM-06 and TIM-11 do not fire together."""
    assert len(found(acted(APPLIED), LATER, "IMM-06")) == 1
    assert not found(acted(PROTECTED, APPLIED), LATER, "IMM-06")
    assert found(acted(PROTECTED, APPLIED), LATER, "TIM-11")


@pytest.mark.parametrize(("profile", "count"), [("hertfordshire", 0), ("standard", 1)])
def test_what_is_done_beside_an_order(profile: str, count: int) -> None:
    """IMM-10: asked by the procedure that plans actions, and of it alone."""
    assert len(found(acted(ORDER, profile=profile), LATER, "IMM-10")) == count


@pytest.mark.parametrize(("immediate", "count"), [(True, 1), (False, 0)])
def test_lawyers_are_asked_where_harm_is_immediate(immediate: bool, count: int) -> None:
    """IMM-08: and not for every suspicion."""
    data = {
        "child": "maya",
        "likelihood": "likely",
        "harms": ["physical"],
        "immediate": immediate,
        "grounds": "A threat.",
    }
    assert len(found(given().at(NOON, event="HarmSuspected", data=data), LATER, "IMM-08")) == count


@pytest.mark.parametrize(("mark", "count"), [("privileged", 0), ("ordinary", 1)])
def test_legal_advice_carries_its_mark(mark: str, count: int) -> None:
    """IMM-08: otherwise it would leave with what is disclosed to the other side."""
    history = given().at(NOON, event="LegalAdviceSought", mark=mark)
    assert len(found(history, LATER, "IMM-08")) == count


class TestTimescale:
    """S47-05: on this child’s needs, and never longer than the procedure allows."""

    def chosen(self, due: str) -> Scenario:
        """A referral at noon on 2 March, and a timescale."""
        data = {"child": "maya", "due": due, "reason": "It is her need."}
        return (
            given("standard")
            .at(NOON, event="ReferralReceived")
            .at(NOON, event="AssessmentTimescaleSet", data=data, ref="set")
        )

    @pytest.mark.parametrize(("due", "count"), [("2026-05-07", 0), ("2026-05-08", 1)])
    def test_45_working_days(self, due: str, count: int) -> None:
        """Over Easter and the bank holiday in May."""
        assert len(found(self.chosen(due), NOON, "S47-05")) == count

    def test_its_own_day(self) -> None:
        """In time until the end of the day."""
        assert state(self.chosen("2026-03-20"), "S47-05", "2026-03-20T23:59Z") is State.RUNNING
        assert state(self.chosen("2026-03-20"), "S47-05", "2026-03-21T00:01Z") is State.OVERDUE


class TestChecks:
    """CHK-02, CHK-04 and CHK-05: what is declined, late or not waited for."""

    @pytest.mark.parametrize(("section_27", "count"), [(True, 1), (False, 0)])
    def test_declining_what_is_a_duty(self, section_27: bool, count: int) -> None:
        """CHK-02: only what was asked under section 27; an escalation of either clears it."""
        asked = {
            "agency": "Lister Hospital",
            "people": ["maya"],
            "asked": "Attendances.",
            "due": "2026-03-05",
            "section_27": section_27,
        }
        reply = {
            "answers": {"ref": "asked"},
            "answered_by": professional("nurse"),
            "answer": {"kind": "declined", "reasons": "no time"},
        }
        history = (
            given()
            .at(NOON, event="AgencyCheckRequested", data=asked, ref="asked")
            .at(NOON, event="AgencyCheckReceived", data=reply, ref="reply")
        )
        assert len(found(history, NOON, "CHK-02")) == count
        for decision in ("asked", "reply"):
            raised = {
                "about": {"kind": "other_decision", "decision": {"ref": decision}},
                "level": 1,
                "to": professional("tm"),
                "reasons": "It is a duty.",
            }
            escalated = history.at(NOON, event="EscalationRaised", data=raised)
            assert not found(escalated, NOON, "CHK-02")

    def test_an_answer_after_the_outcome_does_not_explain_the_outcome(self) -> None:
        """CHK-05: why it went ahead stays to be said."""
        asked = given().at(NOON, event="AgencyCheckRequested", ref="asked")
        outcome = {
            "child": "maya",
            "deciders": [professional("sw")],
            "outcome": {"kind": "not_substantiated", "child_in_need": False},
            "rationale": "A fall.",
            "immediate_risk": "Low.",
            "long_term_risk": "Low.",
            "concerns": [{"ref": "asked"}],
        }
        reply = {
            "answers": {"ref": "asked"},
            "answered_by": professional("nurse"),
            "answer": {"kind": "nothing_known"},
        }
        before = asked.at(NOON, event="AgencyCheckReceived", data=reply)
        assert not found(before.at(NOON, event="OutcomeDecided", data=outcome), NOON, "CHK-05")
        after = asked.at(NOON, event="OutcomeDecided", data=outcome)
        after = after.at(NOON, event="AgencyCheckReceived", data=reply)
        assert len(found(after, NOON, "CHK-05")) == 1
