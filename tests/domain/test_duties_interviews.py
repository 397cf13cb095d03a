"""Recorded interviews: the edges of what is found, and what clears it."""

from typing import Any

import pytest

from domain.duties import State
from domain.events.outcome import OutcomeDecided
from tests.domain.judging import state
from tests.domain.medicals import NOW, example, words
from tests.scenario import Scenario, given, professional

OFFICER = {"officer": professional("police"), "training": "specialist interviewer"}
INTERVIEW = "2026-03-04T10:00:00Z"


def interviewed(told: Scenario, **changes: Any) -> Scenario:
    """An interview on 4 March at 10am, by a trained officer and as planned."""
    told = told.at("2026-03-03T09:00Z", by="police", event="VideoEvidenceConsidered")
    told = told.at("2026-03-03T10:00Z", by="police", event="RecordedInterviewPlanned", ref="plan")
    data = example("RecordedInterviewConducted", concerns={"ref": "plan"}, **changes)
    return told.at(
        "2026-03-04T12:00Z",
        by="police",
        event="RecordedInterviewConducted",
        occurred=INTERVIEW,
        data=data,
    )


@pytest.mark.parametrize(
    ("interviewers", "count"),
    [
        ([OFFICER], 0),
        ([{"officer": OFFICER["officer"]}], 1),
        ([{"officer": professional("sw"), "training": "joint interviewer"}], 1),
        ([OFFICER, {"officer": professional("sw")}], 1),
    ],
)
def test_trained_police_interview(interviewers: list[Any], count: int) -> None:
    """Everybody who interviews is trained for it, and one of them is a police officer."""
    told = interviewed(given(), interviewers=interviewers)
    assert len(words(told, "ABE-01")) == count


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        ({}, 0),
        ({"asked": None}, 1),
        ({"words": None}, 0),
        ({"words": None, "observed": None}, 1),
    ],
)
def test_a_visit_before_it_is_recorded_in_full(changes: dict[str, Any], count: int) -> None:
    """What was asked, and what the child said or showed."""
    visit = example("ChildSeen", **changes)
    told = given().at("2026-03-03T08:00Z", event="ChildSeen", data=visit)
    assert len(words(interviewed(told), "ABE-02")) == count


def test_questions_and_answers_recorded_apart_make_a_visit_whole() -> None:
    """The conversation at the visit may be an entry of its own."""
    visit = example("ChildSeen", asked=None, words=None, observed=None)
    told = given().at("2026-03-03T08:00Z", event="ChildSeen", data=visit, ref="visit")
    talk = example("ChildConversation", concerns={"ref": "visit"})
    told = told.at("2026-03-03T08:30Z", event="ChildConversation", data=talk)
    assert not words(interviewed(told), "ABE-02")


@pytest.mark.parametrize(("occurred", "count"), [(INTERVIEW, 0), ("2026-03-04T10:01:00Z", 1)])
def test_something_came_before_it(occurred: str, count: int) -> None:
    """No child is interviewed out of the blue; what came afterwards explains nothing."""
    told = interviewed(given()).at(
        "2026-03-04T13:00Z", by="school", event="PreInterviewContact", occurred=occurred
    )
    assert len(words(told, "ABE-02")) == count


def test_its_purpose_stands_in_the_plan_or_with_it() -> None:
    """One of the two will do."""
    assert not words(interviewed(given(), purposes=None), "ABE-04")
    unplanned = example("RecordedInterviewConducted", concerns=None, purposes=None)
    told = given().at("2026-03-04T12:00Z", event="RecordedInterviewConducted", data=unplanned)
    assert len(words(told, "ABE-04")) == 1


def test_special_measures_belong_to_a_joint_interview() -> None:
    """Under both procedures, and not where no joint interview was decided."""
    for profile in ("hertfordshire", "standard"):
        for joint, count in ((True, 1), (False, 0)):
            data = example("JointInterviewDecided", joint=joint)
            told = given(profile).at("2026-03-03T09:00Z", event="JointInterviewDecided", data=data)
            assert len(words(told, "ABE-05")) == count


def test_the_police_decide_before_the_outcome() -> None:
    """Under the Standard procedure; the other says nothing of it."""
    told = interviewed(given("standard"))
    assert state(told, "ABE-07", NOW) is State.RUNNING
    outcome = {**OutcomeDecided.example, "concerns": [1]}
    late = told.at("2026-03-05T09:00Z", event="OutcomeDecided", data=outcome)
    assert state(late, "ABE-07", NOW) is State.OVERDUE
    decided = told.at("2026-03-04T18:00Z", by="police", event="CriminalProceedingsDecision")
    decided = decided.at("2026-03-05T09:00Z", event="OutcomeDecided", data=outcome)
    assert state(decided, "ABE-07", NOW) is State.MET
    assert state(interviewed(given()), "ABE-07", NOW) is State.NOT_APPLICABLE
