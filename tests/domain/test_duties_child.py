"""Seeing and hearing the child: what counts, what does not, and for whom it is asked."""

from typing import Any

import pytest

from domain.duties import State
from tests.domain.judging import answers, discussion, found, person, state
from tests.scenario import Scenario, given, professional

NOON = "2026-03-02T12:00Z"
LATER = "2026-03-20T12:00Z"
WITH_MUM = {"kind": "with_others", "present": ["dawn"], "reason": "she held on to her"}


def begun(profile: str = "hertfordshire") -> Scenario:
    """Maya’s enquiry, with her mother and a brother at home."""
    people = (("maya", "Maya Carter", "child"), ("leo", "Leo Carter", "sibling"))
    history = given(profile)
    for id, name, kind in (*people, ("dawn", "Dawn Carter", "parent")):  # noqa: A001 - their ids
        history = history.at("2026-03-01T09:00Z", event="PersonAdded", data=person(id, name, kind))
    return history.at(
        "2026-03-02T09:00Z",
        event="StrategyDiscussionHeld",
        data=discussion("2026-03-02T09:00:00Z"),
    ).at("2026-03-02T09:10Z", event="Section47Initiated")


def visit(**changes: Any) -> dict[str, Any]:
    """The data of a visit to Maya, alone and with permission unless told."""
    permission = {"kind": "given", "person": "dawn"}
    given_data = {"child": "maya", "place": "school", "company": {"kind": "alone"}}
    return {**given_data, "permission": permission, "words": "It hurt.", **changes}


def fact(person_id: str, **fact_data: Any) -> dict[str, Any]:
    """The data of a fact about somebody."""
    return {"person": person_id, "fact": fact_data}


class TestAlone:
    """SEE-03."""

    @pytest.mark.parametrize(
        ("why", "by", "stands"),
        [("age", "tm", False), ("other", "tm", True), ("age", "sw2", True)],
    )
    def test_a_manager_may_accept_only_the_reasons_of_the_procedure(
        self, why: str, by: str, stands: bool
    ) -> None:
        """Another reason stays a deviation, and so does one that a colleague countersigned."""
        history = begun().at(
            NOON, event="ChildSeen", data=visit(company={**WITH_MUM, "why": why}), ref="visit"
        )
        assert found(history, LATER, "SEE-03")
        signed = {"countersigns": {"ref": "visit"}, "kind": "countersign"}
        history = history.at("2026-03-02T13:00Z", by=by, event="Countersignature", data=signed)
        assert bool(found(history, LATER, "SEE-03")) is stands

    def test_only_a_social_worker_sees_alone_and_it_is_found_once(self) -> None:
        """Police may have seen her twice; one visit of a social worker puts both right."""
        history = begun()
        for at in ("2026-03-02T11:00Z", NOON):
            history = history.at(at, by="police", event="ChildSeen", data=visit())
        (finding,) = found(history, LATER, "SEE-03")
        assert [entry.seq for entry in finding.entries] == [7, 6]
        seen = history.at("2026-03-03T11:00Z", event="ChildSeen", data=visit())
        assert not found(seen, LATER, "SEE-03")

    def test_who_saw_counts_and_not_who_recorded(self) -> None:
        """A social worker writes down what a constable did."""
        history = begun().at(NOON, event="ChildSeen", data=visit(), actor=professional("police"))
        assert found(history, LATER, "SEE-03")


def test_without_a_number_of_hours_an_outcome_without_a_visit_is_found() -> None:
    """SEE-02 under the one procedure, TIM-07 under the other; never both."""
    for profile, row in (("standard", "SEE-02"), ("hertfordshire", "TIM-07")):
        history = begun(profile).at("2026-03-10T12:00Z", event="OutcomeDecided")
        assert {one.row for one in found(history, LATER, "SEE-02", "TIM-07")} == {row}


class TestWithoutTheirKnowledge:
    """SEE-13."""

    @pytest.mark.parametrize(
        ("decided", "may", "expected"),
        [
            ("2026-03-02T11:00Z", True, State.MET),
            ("2026-03-02T13:00Z", True, State.MET_LATE),
            ("2026-03-02T11:00Z", False, State.OVERDUE),
        ],
    )
    def test_it_is_decided_before_the_visit_that_it_may_be(
        self, decided: str, may: bool, expected: State
    ) -> None:
        """A decision afterwards is late, and one against it does not allow the visit."""
        not_sought = {"kind": "not_sought", "reason": "She was told to say nothing."}
        data = {
            "child": "maya",
            "may": may,
            "mode": "joint",
            "decided_by": [professional("tm")],
            "reasons": "She is safer so.",
        }
        history = begun().at(NOON, event="ChildSeen", data=visit(permission=not_sought))
        history = history.at(
            "2026-03-03T09:00Z", event="ContactWithoutKnowledge", data=data, occurred=decided
        )
        assert state(history, "SEE-13", LATER) is expected


class TestNeeds:
    """SEE-11 and SEE-12: asked only of a child of whom the record shows the need."""

    @pytest.mark.parametrize(
        ("data", "row", "asked"),
        [
            (fact("maya", kind="disability", disability="deaf"), "SEE-12", True),
            (fact("dawn", kind="disability", disability="deaf"), "SEE-12", False),
            (fact("maya", kind="language", language="Urdu", interpreter=True), "SEE-12", True),
            (fact("maya", kind="language", language="Urdu", interpreter=False), "SEE-12", False),
            (fact("maya", kind="court_proceedings", court="X", case_number="1"), "SEE-11", True),
            (fact("leo", kind="court_proceedings", court="X", case_number="1"), "SEE-11", False),
        ],
    )
    def test_whom_it_is_asked_for(self, data: dict[str, Any], row: str, asked: bool) -> None:
        """Not for a parent or a brother, and not for a language that everybody there speaks."""
        history = begun().at("2026-03-02T10:00Z", event="PersonFact", data=data)
        assert bool(answers(history, row, LATER)) is asked
        history = history.at(NOON, event="ChildSeen", data=visit())
        assert bool(found(history, LATER, row)) is asked

    @pytest.mark.parametrize("child", ["maya", "leo"])
    def test_seeing_her_brother_is_not_seeing_her(self, child: str) -> None:
        """Advice is late only when she herself was seen before it."""
        data = fact("maya", kind="court_proceedings", court="X", case_number="1")
        history = begun().at("2026-03-02T10:00Z", event="PersonFact", data=data)
        history = history.at(NOON, event="ChildSeen", data=visit(child=child))
        assert bool(found(history, LATER, "SEE-11")) is (child == "maya")

    def test_proceedings_that_have_ended_ask_for_nothing(self) -> None:
        """The court is no longer concerned."""
        facts = ({"kind": "court_proceedings", "court": "X", "case_number": "1"},)
        history = begun()
        for given_fact in (*facts, {"kind": "proceedings_ended"}):
            data = {"person": "maya", "fact": given_fact}
            history = history.at("2026-03-02T10:00Z", event="PersonFact", data=data)
        seen = history.at(NOON, event="ChildSeen", data=visit())
        assert state(seen, "SEE-11", LATER) is State.NOT_APPLICABLE

    def test_help_for_another_need_does_not_count(self) -> None:
        """And why nobody was brought in does."""
        deaf = fact("maya", kind="disability", disability="deaf")
        history = begun().at("2026-03-02T10:00Z", event="PersonFact", data=deaf)
        for need, expected in (("culture", State.OVERDUE), ("disability", State.MET)):
            support = {
                "child": "maya",
                "need": need,
                "help": {"kind": "not_arranged", "reason": "she wants nobody else there"},
                "support": "Her teacher stays near.",
            }
            helped = history.at("2026-03-02T11:00Z", event="SpecialistSupport", data=support)
            helped = helped.at(NOON, event="ChildSeen", data=visit())
            assert state(helped, "SEE-12", LATER) is expected


class TestHousehold:
    """SEE-09."""

    def outcome(self, history: Scenario) -> Scenario:
        """After an outcome."""
        return history.at("2026-03-10T12:00Z", event="OutcomeDecided")

    def test_the_brother_at_home_is_asked_for_and_the_mother_is_not(self) -> None:
        """Maya herself has her own duty."""
        (finding,) = found(self.outcome(begun()), LATER, "SEE-09")
        assert finding.person == "leo"

    @pytest.mark.parametrize(
        ("household", "asked"), [("visits", True), ("lives_elsewhere", False), ("not_known", False)]
    )
    def test_where_somebody_lives_may_be_learned_later(self, household: str, asked: bool) -> None:
        """Regular visitors count; who turns out to live elsewhere does not."""
        data = fact("leo", kind="household", household=household)
        history = begun().at("2026-03-02T10:00Z", event="PersonFact", data=data)
        assert bool(found(self.outcome(history), LATER, "SEE-09")) is asked

    @pytest.mark.parametrize(("who", "met"), [("police", True), ("sw", True), ("school", False)])
    def test_police_or_childrens_services_speak_with_them(self, who: str, met: bool) -> None:
        """What a teacher heard is worth recording and does not stand for it."""
        history = begun().at(NOON, event="HouseholdChildSpokenTo", actor=professional(who))
        assert bool(found(self.outcome(history), LATER, "SEE-09")) is not met


class TestReaching:
    """SEE-14 and SEE-15."""

    def test_a_child_who_is_found_in_time_needs_no_plan(self) -> None:
        """The day after, it would have been overdue."""
        gone = begun().at(NOON, event="WhereaboutsUnknown")
        assert state(gone, "SEE-14", "2026-03-03T12:01Z") is State.OVERDUE
        back = gone.at("2026-03-03T08:00Z", event="ChildLocated")
        assert state(back, "SEE-14", "2026-03-03T12:01Z") is State.MET

    def test_after_a_refusal_one_step_at_a_time_is_missing(self) -> None:
        """A discussion since, with a lawyer who attended it, and a plan for this child."""
        history = begun().at(NOON, event="AccessRefused")

        def missing() -> str:
            return "".join(one.words for one in found(history, LATER, "SEE-15"))

        assert "no strategy discussion" in missing()
        held = discussion("2026-03-03T10:00:00Z", discussion=2, initiating=False)
        history = history.at("2026-03-03T10:00Z", event="StrategyDiscussionHeld", data=held)
        for number, kind in ((1, "attended"), (2, "apologies")):
            attendance = {"kind": kind, **({"decides": True} if kind == "attended" else {})}
            data = {
                "discussion": number,
                "participant": professional("legal"),
                "attendance": attendance,
            }
            history = history.at("2026-03-03T10:05Z", event="ParticipantAttended", data=data)
        assert "had a legal adviser" in missing()
        data = {**data, "attendance": {"kind": "attended", "decides": True}}
        history = history.at("2026-03-03T10:06Z", event="ParticipantAttended", data=data)
        assert "No plan" in missing()
        plan = {"child": "maya", "agreed_by": [professional("tm")], "plan": "Police come along."}
        for purpose, words in (("locate", "No plan"), ("access", "")):
            history = history.at(
                "2026-03-03T10:10Z", event="AccessPlan", data={**plan, "purpose": purpose}
            )
            assert words in missing()
        assert not missing()


@pytest.mark.parametrize(
    ("kept", "stands"),
    [
        ({"words": "It hurt."}, False),
        ({"words": None, "observed": "She hid."}, False),
        ({"words": None}, True),
    ],
)
def test_a_visit_keeps_words_or_behaviour(kept: dict[str, Any], stands: bool) -> None:
    """SEE-06: a child who says nothing still shows something."""
    data = {name: value for name, value in visit(**kept).items() if value is not None}
    history = begun().at(NOON, event="ChildSeen", data=data)
    assert bool(found(history, LATER, "SEE-06")) is stands


ONLY_ONE_ASKS = {
    "SEE-03": 4,
    "SEE-06": None,
    "SEE-07": None,
    "SEE-08": None,
    "SEE-09": 5,
    "SEE-11": 39,
    "SEE-12": None,
    "SEE-14": 22,
    "SEE-15": 22,
    "SEE-16": None,
}
"""Rows that the other procedure does not state, and where the table of differences says so."""


@pytest.mark.parametrize("profile", ["hertfordshire", "standard"])
def test_one_history_and_two_procedures(profile: str) -> None:
    """A child seen late, with others, without a word kept: one report is long, the other short."""
    history = begun(profile)
    for given_fact in (
        {"kind": "disability", "disability": "deaf"},
        {"kind": "court_proceedings", "court": "X", "case_number": "1"},
    ):
        data = {"person": "maya", "fact": given_fact}
        history = history.at("2026-03-02T10:00Z", event="PersonFact", data=data)
    silent = visit(company={**WITH_MUM, "why": "other"})
    silent.pop("words")
    history = (
        history.at("2026-03-02T10:00Z", event="WhereaboutsUnknown", data=_GONE)
        .at("2026-03-04T10:00Z", event="ChildLocated", data=_BACK)
        .at("2026-03-04T11:00Z", event="AccessRefused")
        .at("2026-03-05T12:00Z", event="ChildSeen", data=silent)
        .at("2026-03-10T12:00Z", event="OutcomeDecided")
    )
    rows = {one.row for one in found(history, LATER, *ONLY_ONE_ASKS)}
    assert rows == (set(ONLY_ONE_ASKS) if profile == "hertfordshire" else set())


_GONE = {
    "child": "maya",
    "last_seen": "2026-03-02T09:30:00Z",
    "place": "school",
    "circumstances": "She was not fetched.",
}
_BACK = {"child": "maya", "place": "the park", "circumstances": "She was well."}
