"""Medicals: considered, examined by the right doctor, body maps, health needs."""

from typing import Any

import pytest

from domain.duties import State
from tests.domain.judging import discussion, found, state
from tests.domain.medicals import (
    GP,
    NOW,
    NURSE,
    examined,
    example,
    family,
    words,
)
from tests.scenario import Scenario, given, professional


class TestConsidered:
    """MED-01 to MED-04: every child, with a doctor's view, for the whole child."""

    def discussed(self) -> Scenario:
        """A discussion that initiated enquiries, with its record."""
        held = discussion("2026-03-02T10:00:00Z")
        told = family().at("2026-03-02T10:00Z", event="StrategyDiscussionHeld", data=held)
        return told.at("2026-03-02T11:00Z", event="StrategyRecord")

    def test_each_child_of_the_household_needs_an_answer_by_the_record(self) -> None:
        """The child of the enquiry and the brother; what was settled in the discussion is met."""
        told = self.discussed()
        assert state(told, "MED-01", NOW) is State.OVERDUE
        assert state(told, "MED-03", NOW) is State.OVERDUE
        within: dict[str, Any] = {"occurred": "2026-03-02T09:50:00Z"}
        told = told.at("2026-03-02T12:00Z", event="MedicalConsidered", **within)
        leo = example("MedicalConsidered", child="leo")
        told = told.at("2026-03-02T12:00Z", event="MedicalConsidered", data=leo, **within)
        assert state(told, "MED-01", NOW) is State.MET
        assert state(told, "MED-03", NOW) is State.MET

    def test_a_nurses_view_is_no_doctors(self) -> None:
        """The duty to ask a doctor is cleared by a doctor's advice alone."""
        unasked = example("MedicalConsidered", doctor={"kind": "not_asked", "reason": "no time"})
        told = family().at("2026-03-02T12:00Z", event="MedicalConsidered", data=unasked)
        nurse = example("MedicalAdvice", child="maya", adviser=NURSE)
        told = told.at("2026-03-02T13:00Z", event="MedicalAdvice", data=nurse)
        assert words(told, "MED-01")
        doctor = example("MedicalAdvice", child="maya")
        assert not words(told.at("2026-03-02T14:00Z", event="MedicalAdvice", data=doctor), "MED-01")

    @pytest.mark.parametrize(("harm", "count"), [("physical", 1), ("neglect", 1), ("emotional", 0)])
    def test_some_harm_requires_a_medical(self, harm: str, count: int) -> None:
        """Deciding against one is found only for harm that the profile names."""
        against = {"kind": "not_needed", "reasons": "The marks are old."}
        told = (
            family()
            .at(
                "2026-03-02T09:00Z",
                event="HarmSuspected",
                data=example("HarmSuspected", harms=[harm]),
            )
            .at(
                "2026-03-02T12:00Z",
                event="MedicalConsidered",
                data=example("MedicalConsidered", decision=against),
            )
        )
        assert len(words(told, "MED-02")) == count


class TestHeld:
    """MED-02: what is required happens before the outcome, or somebody says why it did not."""

    def concluded(self, *, harm: str = "physical") -> Scenario:
        """Harm suspected, and an outcome three days later."""
        told = family().at(
            "2026-03-02T09:00Z", event="HarmSuspected", data=example("HarmSuspected", harms=[harm])
        )
        outcome = example("OutcomeDecided", concerns=[1])
        return told.at("2026-03-05T09:00Z", event="OutcomeDecided", data=outcome)

    def test_an_outcome_without_a_medical_is_found(self) -> None:
        """And not where the harm suspected requires none."""
        assert state(self.concluded(), "MED-02", NOW) is State.OVERDUE
        assert not words(self.concluded(harm="emotional"), "MED-02")

    def test_a_medical_or_the_reason_why_there_is_none_answers_it(self) -> None:
        """A medical before the outcome, whenever it was recorded; a reason before the outcome."""
        told = self.concluded().at(
            "2026-03-05T10:00Z", event="MedicalConducted", occurred="2026-03-03T14:00:00Z"
        )
        assert state(told, "MED-02", NOW) is State.MET
        declined = example("MedicalNotCarriedOut", child="maya")
        told = self.concluded().at(
            "2026-03-05T10:00Z",
            event="MedicalNotCarriedOut",
            occurred="2026-03-04T14:00:00Z",
            data=declined,
        )
        assert state(told, "MED-02", NOW) is State.NOT_APPLICABLE

    def test_what_was_decided_against_is_found_once(self) -> None:
        """The decision is the finding; the missing medical is not counted beside it."""
        against = {"kind": "not_needed", "reasons": "The marks are old."}
        data = example("MedicalConsidered", decision=against)
        told = self.concluded().at("2026-03-05T10:00Z", event="MedicalConsidered", data=data)
        assert len(words(told, "MED-02")) == 1

    def test_dissent_from_it_is_to_be_escalated(self) -> None:
        """Dissent from any other decision is another chapter's."""
        told = family().at("2026-03-02T12:00Z", event="MedicalNotCarriedOut", ref="none")
        told = told.at("2026-03-02T12:30Z", event="MedicalConsidered", ref="needed")
        for ref, count in (("none", 1), ("needed", 0)):
            dissent = example("ProfessionalDissent", concerns={"ref": ref})
            after = told.at("2026-03-02T13:00Z", event="ProfessionalDissent", data=dissent)
            assert len(words(after, "MED-08")) == count
            about = {"kind": "medical_not_held", "decision": {"ref": ref}}
            raised = example("EscalationRaised", about=about)
            after = after.at("2026-03-02T14:00Z", event="EscalationRaised", data=raised)
            assert not words(after, "MED-08")


class TestExaminer:
    """MED-05 and MED-22: recorded as it happened, and found until the right doctor examined."""

    def test_a_gp_is_found_until_the_right_doctor_examines(self) -> None:
        """Whether the family was directed to one or the child examined by one."""
        told = examined(family(), examiner=GP)
        assert words(told, "MED-22") == [
            "The child was examined by a general practitioner, who may not carry out the medical."
        ]
        assert words(examined(told, "2026-03-02T09:00:00Z"), "MED-22")
        assert not words(examined(told, "2026-03-04T09:00:00Z"), "MED-22")

    def test_a_nurse_is_no_doctor(self) -> None:
        """Found under another row than a GP, and cleared in the same way."""
        told = examined(family(), examiner=NURSE)
        assert words(told, "MED-05") == ["The child was examined by somebody who is not a doctor."]
        assert not words(told, "MED-22")
        assert not words(examined(told, "2026-03-04T09:00:00Z"), "MED-05")

    def test_the_standard_procedure_asks_none_of_this(self) -> None:
        """It speaks of advice alone."""
        told = examined(given("standard"), examiner=GP)
        rows = {finding.row for finding in found(told, NOW)}
        assert not {row for row in rows if row.startswith("MED")}


class TestBodyMap:
    """MED-06: visible marks, dated, signed by whoever saw them."""

    def test_whoever_saw_the_marks_signs(self) -> None:
        """The observer records, or confirms what somebody else recorded."""
        assert not words(given().at("2026-03-02T12:00Z", event="BodyMap"), "MED-06")
        told = given().at(
            "2026-03-02T12:00Z",
            event="BodyMap",
            actor=professional("school"),
            source="telephone",
            ref="map",
        )
        assert len(words(told, "MED-06")) == 1
        signed = {"countersigns": {"ref": "map"}, "kind": "confirm_words"}
        told = told.at("2026-03-02T13:00Z", by="school", event="Countersignature", data=signed)
        assert not words(told, "MED-06")

    def test_it_is_dated(self) -> None:
        """A time that nobody could say is no date."""
        told = given().at("2026-03-02T12:00Z", event="BodyMap", occurred="unknown")
        assert words(told, "MED-06") == ["The body map is not dated."]

    def test_only_a_doctor_moves_clothing(self) -> None:
        """Somebody else who did is found until a doctor has examined the child."""
        moved = example("BodyMap", seen="clothing_moved")
        told = given().at("2026-03-02T12:00Z", by="doctor", event="BodyMap", data=moved)
        assert not words(told, "MED-06")
        told = given().at("2026-03-02T12:00Z", by="nurse", event="BodyMap", data=moved)
        assert len(words(told, "MED-06")) == 1
        assert not words(examined(told), "MED-06")


class TestHealthNeeds:
    """MED-30 and MED-31, which both procedures ask."""

    @pytest.mark.parametrize(("profile", "count"), [("hertfordshire", 0), ("standard", 1)])
    def test_somebody_from_health_coordinates(self, profile: str, count: int) -> None:
        """The Standard procedure names who may; a GP may, a teacher may not."""
        request = "SpecialistAssessmentRequested"
        for who, expected in ((professional("school"), count), (GP, 0)):
            told = given(profile).at(
                "2026-03-02T12:00Z", event=request, data=example(request, coordinator=who)
            )
            assert len(words(told, "MED-31")) == expected

    def test_a_need_is_met_by_its_own_date(self) -> None:
        """No usual period stands beside it."""
        told = given().at("2026-03-02T12:00Z", event="HealthNeedIdentified", ref="need")
        assert state(told, "MED-30", "2026-03-20T23:59Z") is State.RUNNING
        assert state(told, "MED-30", "2026-03-21T00:00Z") is State.OVERDUE
        done = {"answers": {"ref": "need"}, "done": "Leo was vaccinated."}
        told = told.at("2026-03-20T09:00Z", event="HealthFollowUpCompleted", data=done)
        assert state(told, "MED-30", "2026-03-22T00:00Z") is State.MET
