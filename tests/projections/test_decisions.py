"""Decisions: who decided what, when, and on what information."""

from typing import Any

from projections import Decisions, decisions
from projections.decisions import Decision
from tests.projections.views import read, without, words
from tests.scenario import Scenario, given, professional

DECIDED = "2026-03-05T15:00:00+00:00"


def shown(history: Scenario, *marks: Any) -> Decisions:
    """The decisions."""
    return decisions(read(history, None, without(*marks)))


def only(history: Scenario) -> Decision:
    """The one decision."""
    (one,) = shown(history).decisions
    return one


def informed() -> Scenario:
    """One thing in the record, then a decision, then what was known before it and what was not."""
    return (
        given()
        .at("2026-03-04T10:00Z", event="ChildSeen", ref="seen")
        .at("2026-03-05T16:00Z", event="Section47Initiated", occurred=DECIDED, ref="decision")
        .at("2026-03-06T09:00Z", event="ParentInformed", known="2026-03-05T09:00:00+00:00")
        .at("2026-03-07T09:00Z", event="ParentInformed", known="2026-03-06T15:00:00+00:00")
    )


def test_a_decision_is_shown_on_what_was_known_then() -> None:
    """In the record; known and not recorded; and what came later, with how much later."""
    information = only(informed()).information
    assert information.decided.isoformat() == DECIDED
    assert (information.version, information.in_record) == (1, (1,))
    assert [(one.entry, one.later) for one in information.known_not_recorded] == [(3, "18 hours")]
    assert [(one.entry, one.later) for one in information.came_later] == [(4, "1 day")]


def test_a_decision_on_a_day_is_judged_by_its_latest_moment() -> None:
    """Nobody is blamed for deciding without what may have been there."""
    history = (
        given()
        .at("2026-03-05T12:00Z", event="ChildSeen")
        .at("2026-03-06T09:00Z", event="Section47Initiated", occurred="2026-03-05")
    )
    assert only(history).information.in_record == (1,)


def test_what_a_decision_had_and_was_corrected_since_is_named() -> None:
    """The record then said otherwise than it does now."""
    history = informed().at(
        "2026-03-08T09:00Z", event="ChildSeen", corrects="seen", because="Another place"
    )
    information = only(history).information
    assert (information.in_record, information.replaced_since) == ((1,), (1,))


def test_what_was_already_overdue_is_said_as_it_stood_then() -> None:
    """The child was not seen within 24 hours of the discussion; she was seen after the decision."""
    history = (
        given()
        .at("2026-03-02T16:00Z", event="StrategyDiscussionHeld", occurred="2026-03-02T15:00:00Z")
        .at("2026-03-05T16:00Z", event="Section47Initiated", occurred=DECIDED)
        .at("2026-03-06T16:00Z", event="ChildSeen")
    )
    information = only(history).information
    assert "TIM-07" in {one.row for one in information.already_due}
    assert all(max(one.entries) == 1 for one in information.already_due)


def test_what_was_overdue_then_is_said_to_whom_something_else_is_withheld() -> None:
    """The past is judged again without what is hidden, and not by how things stand today."""
    history = (
        given()
        .at("2026-03-02T16:00Z", event="StrategyDiscussionHeld", occurred="2026-03-02T15:00:00Z")
        .at("2026-03-05T16:00Z", event="Section47Initiated", occurred=DECIDED)
        .at("2026-03-06T16:00Z", event="ChildSeen")
        .at("2026-03-07T16:00Z", event="ParentObjection", mark="restricted")
    )
    (decision,) = shown(history, "restricted").decisions
    assert "TIM-07" in {one.row for one in decision.information.already_due}


def test_dissent_and_objections_stand_beside_the_decision() -> None:
    """Recorded with it or separately; objections by whether they were known."""
    history = (
        given()
        .at("2026-03-04T10:00Z", event="ParentObjection")
        .at("2026-03-05T16:00Z", event="Section47Initiated", occurred=DECIDED, ref="it")
        .at(
            "2026-03-06T10:00Z",
            by="school",
            event="ProfessionalDissent",
            data={"concerns": {"ref": "it"}, "reasons": "Too soon."},
        )
        .at("2026-03-06T11:00Z", event="ParentObjection")
    )
    one = only(history)
    assert [(d.by.name, words(d.reasons), d.entry) for d in one.dissent] == [
        ("Grace Obi", "Too soon.", 3)
    ]
    assert (one.objections_before, one.objections_after) == ((1,), (4,))
    assert [o.request.entry for o in shown(history).objections] == [1, 4]


def test_whoever_opposes_a_decision_stands_beside_it() -> None:
    """A request for a conference and an escalation say why, like dissent (DIS-01, DIS-03)."""
    disputed = {"kind": "conference_not_held", "decision": {"ref": "it"}}
    raised = {"about": disputed, "level": 1, "to": professional("tm"), "reasons": "Leo hides."}
    request = {"concerns": {"ref": "it"}, "grounds": "Leo is not safe."}
    history = (
        given()
        .at("2026-03-05T16:00Z", event="Section47NotInitiated", occurred=DECIDED, ref="it")
        .at("2026-03-06T10:00Z", by="school", event="ConferenceRequested", data=request)
        .at("2026-03-06T11:00Z", by="nurse", event="EscalationRaised", data=raised)
    )
    assert [(d.by.name, words(d.reasons), d.entry) for d in only(history).dissent] == [
        ("Grace Obi", "Leo is not safe.", 2),
        ("Joan Pike", "Leo hides.", 3),
    ]


def test_dissent_outlives_a_correction_of_the_decision() -> None:
    """It is printed beside the decision as it stands now (DIS-06)."""
    history = (
        given()
        .at("2026-03-05T16:00Z", event="Section47Initiated", occurred=DECIDED, ref="it")
        .at(
            "2026-03-06T10:00Z",
            by="school",
            event="ProfessionalDissent",
            data={"concerns": {"ref": "it"}, "reasons": "Too soon."},
        )
        .at(
            "2026-03-07T10:00Z",
            event="Section47Initiated",
            occurred=DECIDED,
            corrects="it",
            because="The time was wrong",
        )
    )
    first, corrected = shown(history).decisions
    assert first.replaced_by is not None
    assert first.replaced_by.entry == corrected.entry
    assert [one.entry for one in corrected.dissent] == [2]


def test_each_decision_of_a_discussion_is_one_of_its_own() -> None:
    """With its own deciders, reasons and dissent."""
    decision: dict[str, Any] = {"what": "A joint enquiry.", "rationale": "Violence."}
    data = {
        "discussion": 1,
        "decisions": [
            decision | {"decided_by": [professional("tm")]},
            decision
            | {
                "decided_by": [professional("tm"), professional("police")],
                "dissent": [{"by": professional("school"), "reasons": "Not tonight."}],
            },
        ],
    }
    history = given().at("2026-03-05T16:00Z", event="StrategyRecord", data=data)
    first, second = shown(history).decisions
    assert [len(one.decided_by) for one in (first, second)] == [1, 2]
    assert [(one.part, len(one.dissent)) for one in (first, second)] == [(1, 0), (2, 1)]
    assert first.provisional


def test_a_withheld_reason_is_a_gap_and_a_withheld_decision_is_not_shown() -> None:
    """The decision stays; what its reader may not see does not."""
    reason = given().at(
        "2026-03-05T16:00Z", event="Section47Initiated", marks={"grounds": "privileged"}
    )
    (one,) = shown(reason, "privileged").decisions
    assert words(one.rationale) == "[…]"
    whole = given().at("2026-03-05T16:00Z", event="Section47Initiated", mark="privileged")
    assert shown(whole, "privileged").decisions == ()
    assert shown(whole, "privileged").known.withheld_entries == 1


def test_whether_there_is_a_conference_is_a_decision_from_first_to_last() -> None:
    """That there is to be one, that none is required and who disagreed, and what it decided."""
    history = (
        given()
        .at("2026-03-12T10:00Z", event="ConferenceProgressionDecided")
        .at("2026-03-13T10:00Z", event="ConferenceNotRequired")
        .at("2026-03-19T12:00Z", by="chair", event="ConferenceHeld")
    )
    first, none, held = shown(history).decisions
    assert {one.kind for one in (first, none, held)} == {"conference"}
    assert [len(one.decided_by) for one in (first, none, held)] == [1, 1, 1]
    assert [words(one.reasons) for one in none.dissent] == ["He left once before."]
    assert words(first.rationale).startswith("What is known on day six")
    assert none.outstanding
    assert none.outstanding[0].kind == "authorise"
