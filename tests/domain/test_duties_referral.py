"""REF: one lead at a time, nobody without a handover, no transfer by silence, duplicates."""

from typing import Any

import pytest

from domain.duties import State
from domain.events.handover import EnquiryLinked
from tests.domain.judging import found, state
from tests.scenario import Scenario, given, professional

NOON = "2026-03-02T12:00Z"
LATER = "2026-03-09T12:00Z"
LOCATED = {
    "child": "maya",
    "place": "the fair",
    "setting": "event",
    "found_in": "Hertfordshire",
    "lives_in": "Luton",
}
LINK = {
    "relation": "duplicate_of",
    "other": EnquiryLinked.example["other"],
    "reasons": "The same bruise.",
}
SIGNED = {"countersigns": {"ref": "link"}, "kind": "countersign"}


def begun(profile: str = "hertfordshire") -> Scenario:
    """Enquiries about Maya, started at noon on Monday 2 March."""
    return given(profile).at(NOON, event="Section47Initiated")


def lead(worker: str, place: dict[str, Any] | None = None) -> dict[str, Any]:
    """The data of an allocation by the team manager."""
    return {
        "child": "maya",
        "allocated_by": professional("tm"),
        "worker": professional(worker),
        "team": "Assessment Team 2",
        "qualification": {"evidence": "the regulator’s register", "checked": "2026-03-02"},
        "place": place or {"kind": "first"},
    }


def replacing(previous: str) -> dict[str, Any]:
    """In whose place somebody leads."""
    return {"kind": "replacement", "previous": {"ref": previous}, "reason": "a change of team"}


def allocated(history: Scenario, *steps: tuple[str, dict[str, Any]]) -> Scenario:
    """The history with allocations, each under a name."""
    for ref, data in steps:
        history = history.at(
            "2026-03-02T13:00Z", by="tm", event="LeadPractitionerAllocated", data=data, ref=ref
        )
    return history


def stood_down(history: Scenario, ref: str) -> Scenario:
    """The history after the lead whom an entry allocated stood down."""
    data = {
        "concerns": {"ref": ref},
        "child": "maya",
        "worker": professional("sw"),
        "reason": "Illness.",
    }
    return history.at("2026-03-03T09:00Z", by="tm", event="LeadPractitionerStoodDown", data=data)


class TestOneLead:
    """REF-09: there is one lead at any time."""

    def test_nobody(self) -> None:
        """From the start of the enquiries until somebody is allocated."""
        (finding,) = found(begun(), LATER, "REF-09")
        assert finding.remedy.__name__ == "LeadPractitionerAllocated"
        assert not found(allocated(begun(), ("a", lead("sw"))), LATER, "REF-09")

    def test_said_once(self) -> None:
        """However often it is recorded that enquiries were started."""
        again = begun().at(LATER, event="Section47Initiated")
        assert len(found(again, LATER, "REF-09")) == 1
        assert len(found(again, LATER, "REF-03")) == 1

    def test_two(self) -> None:
        """A second first allocation leaves two; a replacement leaves one."""
        two = allocated(begun(), ("a", lead("sw")), ("b", lead("sw2")))
        (finding,) = found(two, LATER, "REF-09")
        assert [entry.seq for entry in finding.entries] == [1, 2, 3]
        one = allocated(begun(), ("a", lead("sw")), ("b", lead("sw2", replacing("a"))))
        assert not found(one, LATER, "REF-09")

    def test_a_gap(self) -> None:
        """Who stood down is no lead; who replaces them closes the gap."""
        gap = stood_down(allocated(begun(), ("a", lead("sw"))), "a")
        assert len(found(gap, LATER, "REF-09")) == 1
        assert not found(allocated(gap, ("b", lead("sw2", replacing("a")))), LATER, "REF-09")

    def test_who_may_allocate(self) -> None:
        """A social worker who allocates herself is found."""
        data = {**lead("sw"), "allocated_by": professional("sw")}
        assert len(found(allocated(begun(), ("a", data)), LATER, "REF-09")) == 1


@pytest.mark.parametrize(
    ("profile", "gravity"), [("hertfordshire", "lawfulness"), ("standard", "procedure")]
)
def test_an_unqualified_lead_weighs_as_the_procedure_words_it(profile: str, gravity: str) -> None:
    """REF-10: "always" or "should"; once a social worker leads, it is settled."""
    history = allocated(begun(profile), ("a", lead("school")))
    (finding,) = found(history, LATER, "REF-10")
    assert finding.gravity.value == gravity
    settled = allocated(history, ("b", lead("sw", replacing("a"))))
    assert not found(settled, LATER, "REF-10")


def test_a_handover_is_open_until_somebody_takes_over() -> None:
    """REF-09: the finding ends with the acceptance of exactly that handover."""
    history = given().at(NOON, event="HandedOver", ref="h")
    assert len(found(history, LATER, "REF-09")) == 1
    taken = history.at(LATER, by="edt", event="HandoverAccepted", data={"answers": {"ref": "h"}})
    assert not found(taken, LATER, "REF-09")


def test_a_direction_is_due_on_its_day() -> None:
    """REF-09: in time until the end of the day, overdue from the next."""
    history = given().at(NOON, by="sm", event="ManagementDirection")
    assert state(history, "REF-09", "2026-03-06T23:59:59Z") is State.RUNNING
    assert state(history, "REF-09", "2026-03-07T00:00:01Z") is State.OVERDUE


class TestTwoAuthorities:
    """REF-05 to REF-08, where the child lives in one area and is found in another."""

    def test_within_one_area_nobody_has_to_come_first(self) -> None:
        """REF-05: the rule is about borders."""
        at_home = given().at(NOON, event="IncidentLocated").at(NOON, event="EmergencyAction")
        assert not found(at_home, LATER, "REF-05")
        across = given().at(NOON, event="IncidentLocated", data=LOCATED)
        assert not found(across, LATER, "REF-05")
        assert len(found(across.at(NOON, event="EmergencyAction"), LATER, "REF-05")) == 1

    @pytest.mark.parametrize(("authority", "count"), [("Luton", 1), ("Hertfordshire", 0)])
    def test_only_another_authority_is_consulted(self, authority: str, count: int) -> None:
        """REF-06: an authority need not consult itself, nor one whose plan has ended."""
        fact = {"kind": "protection_plan", "authority": authority}
        history = (
            given()
            .at(
                NOON,
                event="PersonAdded",
                data={
                    "person": {"p": "maya", "as": "Maya Carter"},
                    "kind": "child",
                    "household": "lives_there",
                },
            )
            .at(NOON, event="PersonFact", data={"person": "maya", "fact": fact})
            .at(NOON, event="EmergencyAction")
        )
        assert len(found(history, LATER, "REF-06")) == count
        ended = {"person": "maya", "fact": {"kind": "protection_plan_ended"}}
        assert not found(history.at(NOON, event="PersonFact", data=ended), LATER, "REF-06")

    @pytest.mark.parametrize(("answer", "count"), [("accepted", 0), ("declined", 1)])
    def test_only_acceptance_passes_responsibility_on(self, answer: str, count: int) -> None:
        """REF-07: neither silence nor a refusal does."""
        passed = (
            given()
            .at(NOON, event="FirstAuthorityIdentified", ref="first")
            .at(
                NOON,
                event="ResponsibleAuthorityDetermined",
                data={
                    "child": "maya",
                    "authority": "Luton",
                    "basis": "lives",
                    "rationale": "Maya lives there.",
                },
            )
        )
        assert len(found(passed, LATER, "REF-07")) == 1
        data = {
            "answers": {"ref": "first"},
            "child": "maya",
            "authority": "Luton",
            "answer": answer,
            "officer": professional("tm"),
            "words": "That is our answer.",
        }
        answered = passed.at(NOON, event="ResponsibilityAnswered", data=data, ref="yes")
        assert len(found(answered, LATER, "REF-07")) == count
        assert bool(found(answered, LATER, "TIM-13")) is (answer == "accepted")


def test_whoever_takes_part_learns_the_outcome() -> None:
    """REF-11: the register of participation decides who is told (FDB-02)."""
    data = {
        "child": "maya",
        "deciders": [professional("sw")],
        "outcome": {"kind": "not_substantiated", "child_in_need": False},
        "rationale": "A fall.",
        "immediate_risk": "Low.",
        "long_term_risk": "Low.",
        "unlinked": "It rests on no single entry.",
    }
    outcome = given().at(NOON, event="OutcomeDecided", data=data)
    assert not found(outcome, "2026-04-02T12:00Z", "FDB-02")
    taking_part = (
        given().at(NOON, event="AgencyParticipation").at(NOON, event="OutcomeDecided", data=data)
    )
    assert len(found(taking_part, "2026-04-02T12:00Z", "FDB-02")) == 1


class TestDuplicate:
    """A duplicate is counted once: in the other enquiry."""

    def test_asks_nothing_once_a_manager_has_countersigned_it(self) -> None:
        """Nobody ends their own limits by calling an enquiry a duplicate."""
        linked = begun().at(NOON, event="EnquiryLinked", data=LINK, ref="link")
        assert found(linked, LATER)
        assert found(linked.at(NOON, by="school", event="Countersignature", data=SIGNED), LATER)
        signed = linked.at(NOON, by="tm", event="Countersignature", data=SIGNED)
        assert not found(signed, LATER)

    def test_other_links_change_nothing(self) -> None:
        """An enquiry that takes up an earlier one has limits of its own."""
        data = {**LINK, "relation": "reopens"}
        linked = begun().at(NOON, event="EnquiryLinked", data=data, ref="link")
        signed = linked.at(NOON, by="tm", event="Countersignature", data=SIGNED)
        assert found(signed, LATER)
