"""The case view: who, where the enquiry stands, what was decided, what is open."""

from typing import Any

import pytest

from domain.events import BY_NAME
from projections import CaseView, case_view
from projections.persons import PersonView
from tests.domain.judging import person
from tests.projections.views import read, without, words
from tests.scenario import Scenario, given, professional


def shown(history: Scenario, now: str | None = None, *marks: Any) -> CaseView:
    """The case view."""
    return case_view(read(history, now, without(*marks)))


def family() -> Scenario:
    """Maya, her brother and her mother."""
    return (
        given()
        .at("2026-03-02T09:00Z", event="PersonAdded", data=person("maya", "Maya Carter", "child"))
        .at("2026-03-02T09:01Z", event="PersonAdded", data=person("leo", "Leo Carter", "sibling"))
        .at(
            "2026-03-02T09:02Z",
            event="PersonAdded",
            data=person("dawn", "Dawn Carter", "parent"),
            ref="dawn",
        )
    )


def fact(history: Scenario, time: str, who: str, since: str | None = None, **of: Any) -> Scenario:
    """One fact more."""
    data = {"person": who, "fact": of} | ({"since": since} if since else {})
    return history.at(f"2026-03-02T{time}Z", event="PersonFact", data=data)


def of(view: CaseView, who: str) -> PersonView:
    """One person of the view."""
    return next(person for person in view.people if person.id == who)


def test_a_duplicate_counts_in_the_other_enquiry() -> None:
    """Once a manager has countersigned the link, however far this record had come."""
    link = {**BY_NAME["EnquiryLinked"].example, "relation": "duplicate_of"}
    history = (
        family()
        .at("2026-03-02T10:00Z", event="Section47Initiated")
        .at("2026-03-02T11:00Z", event="EnquiryLinked", data=link, ref="link")
    )
    assert shown(history).stage.name == "enquiries"
    signed = {"countersigns": {"ref": "link"}, "kind": "countersign"}
    counted = history.at("2026-03-02T12:00Z", by="tm", event="Countersignature", data=signed)
    assert (shown(counted).stage.name, shown(counted).stage.provisional) == ("duplicate", False)


@pytest.mark.parametrize(
    ("events", "stage"),
    [
        ((), "referral"),
        (("ReferralReceived",), "referral"),
        (("ReferralReceived", "StrategyDiscussionConvened"), "strategy_discussion"),
        (("StrategyDiscussionHeld",), "enquiries"),  # the example initiates enquiries
        (("Section47Initiated", "ChildSeen"), "enquiries"),
        (("Section47Initiated", "OutcomeDecided", "ChildSeen"), "outcome_decided"),
        (("OutcomeDecided", "ConferencePlanned"), "conference_planned"),
        (("ConferenceHeld", "ConferencePlanned"), "conference_held"),
    ],
)
def test_an_enquiry_stands_where_its_furthest_step_brought_it(
    events: tuple[str, ...], stage: str
) -> None:
    """What is recorded later of an earlier step does not bring it back."""
    history = family().at("2026-03-02T09:03Z", event="ParentInformed")
    for number, event in enumerate(events):
        history = history.at(f"2026-03-02T1{number}:00Z", event=event)
    assert shown(history).stage.name == stage


def decided(history: Scenario, time: str, event: str, child: str) -> Scenario:
    """A decision about one child."""
    return history.at(time, event=event, data={**BY_NAME[event].example, "child": child})


def test_enquiries_are_under_way_only_for_the_child_for_whom_they_were_started() -> None:
    """A discussion that starts enquiries about a sister starts none about a child left out."""
    held = family().at("2026-03-02T10:00Z", event="StrategyDiscussionHeld")
    assert shown(held).stage.name == "enquiries"
    brother = decided(held, "2026-03-02T11:00Z", "Section47NotInitiated", "leo")
    assert shown(brother).stage.name == "enquiries"
    left_out = decided(held, "2026-03-02T11:00Z", "Section47NotInitiated", "maya")
    assert shown(left_out).stage.words == "No section 47 enquiries"
    sister = decided(left_out, "2026-03-02T12:00Z", "Section47Initiated", "leo")
    assert shown(sister).stage.name == "not_initiated"


def test_a_later_discussion_starts_enquiries_after_all() -> None:
    """By when it was held: a discussion recorded after the decision that it took is no later."""
    left_out = decided(family(), "2026-03-02T11:00Z", "Section47NotInitiated", "maya")
    event = "StrategyDiscussionHeld"
    same = left_out.at("2026-03-02T12:00Z", event=event, occurred="2026-03-02T10:30:00+00:00")
    assert shown(same).stage.name == "not_initiated"
    again = {**BY_NAME[event].example, "discussion": 2}
    assert shown(left_out.at("2026-03-04T12:00Z", event=event, data=again)).stage.entry == 5


def test_an_outcome_is_provisional_until_it_is_authorised() -> None:
    """In the stage and in the decision (REC-03)."""
    view = shown(family().at("2026-03-02T10:00Z", event="OutcomeDecided"))
    assert view.stage.provisional
    assert view.decided[0].provisional


def test_facts_are_as_now_believed_with_those_before() -> None:
    """A later fact of a kind takes the place of the earlier; for each child, responsibility."""
    basis = {"kind": "parental_responsibility", "basis": "mother"}
    history = fact(family(), "10:00", "maya", kind="born", on="2016-05-03")
    history = fact(history, "10:01", "maya", kind="born", on="2016-05-04")
    history = fact(history, "10:02", "dawn", child="maya", **basis)
    history = fact(history, "10:03", "dawn", child="leo", **basis)
    history = fact(history, "10:04", "dawn", kind="no_parental_responsibility", child="leo")
    view = shown(history)
    (born,) = of(view, "maya").facts
    assert (born.value["on"], born.entry, born.earlier) == ("2016-05-04", 5, (4,))
    assert [(one.kind, one.entry) for one in of(view, "dawn").facts] == [
        ("parental_responsibility", 6),
        ("no_parental_responsibility", 8),
    ]


def test_facts_survive_a_correction_of_who_was_added() -> None:
    """The relation was wrong; the birth date recorded between the two still stands."""
    history = fact(family(), "10:00", "dawn", kind="born", on="1990-01-05")
    corrected = person("dawn", "Dawn Carter", "carer")
    history = history.at(
        "2026-03-02T11:00Z", event="PersonAdded", data=corrected, corrects="dawn", because="Aunt"
    )
    dawn = of(shown(history), "dawn")
    assert (dawn.kind, [one.kind for one in dawn.facts]) == ("carer", ["born"])


def test_children_are_those_of_the_family() -> None:
    """The child whom it is about, and brothers and sisters."""
    assert shown(family()).children == ("maya", "leo")


def test_a_fact_that_is_withheld_is_not_believed_by_its_reader() -> None:
    """A restricted new name: who may not see it sees the name before, and nothing of the new."""
    data = {"person": "dawn", "fact": {"kind": "name", "name": "Sarah Jones"}}
    history = family().at("2026-03-02T10:00Z", event="PersonFact", data=data, mark="restricted")
    assert of(shown(history), "dawn").name == "Sarah Jones"
    view = shown(history, None, "restricted")
    assert of(view, "dawn").names == ("Dawn Carter",)
    assert "Sarah" not in view.model_dump_json()
    assert view.known.withheld_entries == 1


def test_what_is_open_closes_when_it_is_done() -> None:
    """An action, a check and an objection, each until its answer is recorded."""
    history = (
        family()
        .at("2026-03-02T10:00Z", event="StrategyRecord")
        .at("2026-03-02T11:00Z", event="AgencyCheckRequested", ref="check")
        .at("2026-03-02T12:00Z", event="ParentObjection", ref="objection")
    )
    view = shown(history, "2026-03-09T09:00+00:00").open
    assert [(one.number, one.overdue) for one in view.actions] == [(1, True)]
    assert [(one.to, one.overdue) for one in view.checks] == [("Lister Hospital", True)]
    assert [one.request.entry for one in view.objections] == [6]
    chase = {"concerns": {"ref": "check"}, "how": "telephone"}
    chased = history.at("2026-03-03T08:00Z", event="AgencyCheckChased", data=chase)
    assert shown(chased).open.checks[0].chased == (7,)
    assert not shown(chased).open.checks[0].overdue
    closed = (
        history.at("2026-03-03T09:00Z", event="ActionCompleted")
        .at(
            "2026-03-03T10:00Z",
            by="nurse",
            event="AgencyCheckReceived",
            data={
                "answers": {"ref": "check"},
                "answered_by": professional("nurse"),
                "answer": {"kind": "nothing_known"},
            },
        )
        .at(
            "2026-03-03T11:00Z",
            by="tm",
            event="ObjectionResponse",
            data={
                "answers": {"ref": "objection"},
                "person": "dawn",
                "way": "letter",
                "response": "We could not wait.",
            },
        )
    )
    done = shown(closed)
    assert (done.open.actions, done.open.checks, done.open.objections) == ((), (), ())
    assert [answer.entry for answer in done.objections[0].answers] == [9]


def test_a_withheld_answer_does_not_leave_a_question_open() -> None:
    """Who may not see the answer sees that there is one."""
    history = family().at("2026-03-02T12:00Z", event="ParentObjection", ref="o")
    data = {"answers": {"ref": "o"}, "person": "dawn", "way": "letter", "response": "No."}
    history = history.at(
        "2026-03-03T11:00Z", by="tm", event="ObjectionResponse", data=data, mark="restricted"
    )
    view = shown(history, None, "restricted")
    assert view.open.objections == ()
    assert view.objections[0].answers[0].withheld == "restricted"


def test_what_each_of_them_was_told_stands_beside_them() -> None:
    """Whoever is not named as a recipient has not been told: nobody assumes it (CHK-10)."""
    shared = {**BY_NAME["InformationShared"].example, "recipients": [professional("school")]}
    history = (
        family()
        .at("2026-03-02T10:00Z", event="AgencyParticipation")
        .at(
            "2026-03-02T10:01Z",
            event="AgencyParticipation",
            data={
                "participant": professional("nurse"),
                "part": "sees Maya on Fridays",
                "contact": "the ward",
            },
        )
        .at("2026-03-02T11:00Z", event="InformationShared", data=shared)
    )
    told = {one.name: one.people[0].told for one in shown(history).agencies}
    assert (told["Oakfield Primary School"], told["Lister Hospital"]) == ((6,), ())


def test_agencies_take_part_through_people() -> None:
    """Who recorded, who was invited, who attended; one person once, with or without a title."""
    invited = {"discussion": 1, "participant": professional("police")}
    attended = {
        "discussion": 1,
        "participant": {
            "as": "DC Tom Hill, detective",
            "role": "police_officer",
            "agency": "Hertfordshire Constabulary",
        },
        "attendance": {"kind": "attended", "decides": True},
    }
    history = (
        family()
        .at("2026-03-02T10:00Z", event="ParticipantInvited", data=invited)
        .at("2026-03-02T11:00Z", event="ParticipantAttended", data=attended)
        .at("2026-03-02T12:00Z", by="police", event="EmergencyAction")
    )
    council, police = shown(history).agencies
    assert (council.kind, police.kind) == ("childrens_services", "police")
    (officer,) = police.people
    assert (officer.invited, officer.attended, officer.recorded) == ((1,), (1,), 1)
    assert council.people[0].recorded == 5


def test_a_hold_is_in_force_until_it_is_released() -> None:
    """The proceedings are named (REC-04)."""
    history = family().at("2026-03-02T10:00Z", by="legal", event="LegalHold", ref="hold")
    (hold,) = shown(history).holds
    assert hold.proceedings == "care proceedings in the family court at Watford"
    assert shown(history, None, "restricted").holds == (hold,)
    released = {"kind": "released", "hold": {"ref": "hold"}, "reason": "the proceedings ended"}
    history = history.at(
        "2026-03-03T10:00Z", by="legal", event="LegalHold", data={"action": released}
    )
    assert shown(history).holds == ()


def test_decisions_stand_with_their_dissent() -> None:
    """A withdrawn decision is no longer shown as decided; the chronology keeps it."""
    history = family().at("2026-03-02T10:00Z", event="StrategyRecord", ref="record")
    (decided,) = shown(history).decided
    assert words(decided.what).startswith("Section 47 enquiries start today")
    assert [one.by.name for one in decided.dissent] == ["Grace Obi, deputy head"]
    data = {"withdraws": {"ref": "record"}, "reasons": "Another family."}
    withdrawn = history.at("2026-03-02T11:00Z", event="Withdrawal", data=data)
    assert shown(withdrawn).decided == ()


def test_an_empty_enquiry_has_a_view() -> None:
    """Before anything is recorded."""
    view = case_view(read(given(), "2026-03-02T10:00+00:00"))
    assert (view.known.version, view.known.head, view.last, view.people) == (0, None, None, ())
