"""Who may consent to a medical, what a child may refuse, and what parents are asked."""

from dataclasses import replace

import pytest

from domain.duties import State
from tests.domain.judging import answer, state
from tests.domain.medicals import (
    NOW,
    consent,
    examined,
    example,
    family,
    words,
)
from tests.scenario import Scenario, professional


class TestWhoConsents:
    """MED-11 to MED-18: by which right, and what is found missing."""

    @pytest.mark.parametrize(
        ("born", "count"),
        [
            (None, 1),
            ("2010-03-04", 1),
            ("2010-03-03", 0),
            ("2008-03-04", 0),
            ("2008-03-03", 1),
        ],
    )
    def test_by_right_from_the_sixteenth_to_the_eighteenth_birthday(
        self, born: str | None, count: int
    ) -> None:
        """On the day itself, by the date of birth on record."""
        young = consent(authority={"kind": "young_person_16_17", "doubt": False})
        told = family(born).at("2026-03-03T12:00Z", event="MedicalConsent", data=young)
        assert len(words(told, "MED-11")) == count

    def test_only_those_whom_the_procedure_names(self) -> None:
        """A third authority's procedure may name fewer of them."""
        told = family().at("2026-03-03T12:00Z", event="MedicalConsent", data=consent())
        assert not words(told, "MED-09")
        fewer = told.profile.medical.model_copy(update={"consent_authorities": ("high_court",)})
        changed = told.profile.model_copy(update={"medical": fewer})
        assert len(words(replace(told, profile=changed), "MED-09")) == 1

    def test_a_doubt_about_mental_health_asks_for_another(self) -> None:
        """Cleared when somebody else consents to the same."""
        doubted = consent(authority={"kind": "young_person_16_17", "doubt": True})
        told = family("2009-01-01").at("2026-03-03T12:00Z", event="MedicalConsent", data=doubted)
        assert len(words(told, "MED-11")) == 1
        told = told.at("2026-03-03T13:00Z", event="MedicalConsent", data=consent())
        assert not words(told, "MED-11")

    def test_an_assessment_counts_as_it_stands_after_its_correction(self) -> None:
        """And only for what it was about."""
        assessed = example("CompetenceAssessed", scope=["examination"], finding="not_competent")
        told = family().at("2026-03-03T09:00Z", event="CompetenceAssessed", data=assessed, ref="a")
        own = {"kind": "competent_child", "competence": {"ref": "a"}}
        for scope, count in ((["examination"], 0), (["photographs"], 1)):
            agreed = consent(authority=own, scope=scope)
            before = told.at("2026-03-03T10:00Z", event="MedicalConsent", data=agreed)
            assert len(words(before, "MED-09")) == 1
            after = before.at(
                "2026-03-03T11:00Z",
                event="CompetenceAssessed",
                data={**assessed, "finding": "competent"},
                corrects="a",
                because="A slip of the pen.",
            )
            assert len(words(after, "MED-09")) == count

    def test_parental_responsibility_that_ended_is_none(self) -> None:
        """The last fact recorded about this child decides."""
        told = family().at("2026-03-03T10:00Z", event="MedicalConsent", data=consent())
        assert not words(told, "MED-13")
        ended = {"kind": "no_parental_responsibility", "child": "maya"}
        fact = {"person": "dawn", "fact": ended}
        told = told.at("2026-03-03T11:00Z", event="PersonFact", data=fact)
        assert len(words(told, "MED-13")) == 1

    @pytest.mark.parametrize("basis", ["section_20", "care_order", "section_20_mandatory", None])
    def test_nobody_responsible_is_not_so_while_a_parent_is(self, basis: str | None) -> None:
        """Ordinary accommodation is not enough, nor a ground that the record contradicts."""
        authority = {
            "kind": "la_s20",
            "ground": "nobody_responsible",
            "officer": professional("sm"),
        }
        fact = {"kind": "looked_after", "authority": "Hertfordshire", "basis": basis}
        told = family()
        if basis:
            data = {"person": "maya", "fact": fact}
            told = told.at("2026-03-02T09:00Z", event="PersonFact", data=data)
        agreed = consent(authority=authority)
        told = told.at("2026-03-03T10:00Z", event="MedicalConsent", data=agreed)
        assert len(words(told, "MED-15")) == 1

    @pytest.mark.parametrize(
        ("born", "asked", "count"),
        [
            ("2011-03-03", None, 1),
            ("2010-03-03", None, 0),
            (None, None, 1),
            ("2011-03-03", "2026-03-03T13:00:00Z", 0),
            ("2011-03-03", "2026-03-03T15:00:00Z", 1),
        ],
    )
    def test_a_parent_is_asked_up_to_fifteen_and_beforehand(
        self, born: str | None, asked: str | None, count: int
    ) -> None:
        """Sixteen on the day of the medical is old enough; an age that nobody knows is not."""
        told = family(born)
        if asked:
            told = told.at("2026-03-04T09:00Z", event="MedicalPermissionSought", occurred=asked)
        assert len(words(examined(told), "MED-18")) == count


class TestRefusal:
    """MED-12: a child's no, and a word taken back during the examination."""

    def refused(self) -> Scenario:
        """A competent child refuses photographs, and a parent consents to the whole."""
        refusal = consent("refused", scope=["photographs"], authority={"kind": "competent_child"})
        told = family().at("2026-03-03T09:00Z", event="MedicalConsent", data=refusal, ref="no")
        return told.at("2026-03-03T09:05Z", event="MedicalConsent", data=consent(), ref="yes")

    def test_it_counts_unless_the_child_was_found_unable_to_decide(self) -> None:
        """A refusal that nobody assessed is taken at its word."""
        assessed = example("CompetenceAssessed", scope=["whole"], finding="not_competent")
        told = family().at("2026-03-03T08:00Z", event="CompetenceAssessed", data=assessed, ref="a")
        unable = {"kind": "competent_child", "competence": {"ref": "a"}}
        refusal = consent("refused", scope=["photographs"], authority=unable)
        told = told.at("2026-03-03T09:00Z", event="MedicalConsent", data=refusal)
        told = told.at("2026-03-03T09:05Z", event="MedicalConsent", data=consent())
        assert not words(examined(told), "MED-12")

    def test_a_parents_consent_does_not_override_it(self) -> None:
        """What was refused was done."""
        assert len(words(examined(self.refused()), "MED-12")) == 1
        assert not words(examined(self.refused(), scope=["examination"]), "MED-12")

    @pytest.mark.parametrize(
        ("scope", "occurred", "count"),
        [
            (["photographs"], "2026-03-03T13:00:00Z", 1),
            (["examination", "photographs"], "2026-03-03T13:00:00Z", 0),
            (["whole"], "2026-03-03T14:00:00Z", 0),
            (["whole"], "2026-03-03T14:01:00Z", 1),
        ],
    )
    def test_a_court_overrides_it_beforehand_and_as_far_as_it_says(
        self, scope: list[str], occurred: str, count: int
    ) -> None:
        """An order made after the examination, or for less than was done, does not clear it."""
        told = self.refused().at(
            "2026-03-04T09:00Z",
            event="RefusalOverridden",
            occurred=occurred,
            data=example("RefusalOverridden", concerns={"ref": "no"}, scope=scope),
        )
        assert len(words(examined(told), "MED-12")) == count

    @pytest.mark.parametrize(
        ("withdrawn", "stopped", "count"),
        [
            ("2026-03-03T14:20:00Z", None, 1),
            ("2026-03-03T14:20:00Z", "2026-03-03T14:20:00Z", 0),
            ("2026-03-03T14:20:00Z", "2026-03-03T14:30:00Z", 1),
            ("2026-03-03T14:50:00Z", None, 0),
        ],
    )
    def test_consent_taken_back_ends_the_examination(
        self, withdrawn: str, stopped: str | None, count: int
    ) -> None:
        """At once: going on is found. What was done with consent before remains lawful."""
        stop = {"at": stopped, "person": "dawn", "reason": "She asked us to stop."}
        told = family().at("2026-03-03T09:00Z", event="MedicalConsent", data=consent())
        told = examined(told, stopped=stop if stopped else None)
        told = told.at(
            "2026-03-04T11:00Z",
            event="MedicalConsent",
            occurred=withdrawn,
            data=consent("withdrew"),
        )
        assert len(words(told, "MED-12")) == count
        assert state(told, "MED-09", NOW) is State.MET

    def test_two_consents_together_cover_what_was_done(self) -> None:
        """A parent's to the examination and a court's to the photographs."""
        court = {"kind": "high_court", "order": "FD26P00117"}
        told = (
            family()
            .at("2026-03-03T09:00Z", event="MedicalConsent", data=consent(scope=["examination"]))
            .at(
                "2026-03-03T10:00Z",
                event="MedicalConsent",
                data=consent(scope=["photographs"], authority=court),
            )
        )
        assert state(examined(told), "MED-09", NOW) is State.MET


class TestPermission:
    """MED-19 to MED-21: emergencies, and permission that is not obtained."""

    def test_only_life_or_limb_needs_no_consent(self) -> None:
        """Otherwise treatment without consent is found until a consent beforehand is recorded."""
        lesser = example("EmergencyTreatment", life_or_limb=False)
        told = family().at("2026-03-03T12:00Z", event="EmergencyTreatment", data=lesser)
        assert len(words(told, "MED-19")) == 1
        for occurred, count in (("2026-03-03T12:01:00Z", 1), ("2026-03-03T12:00:00Z", 0)):
            agreed = consent(scope=["treatment"])
            after = told.at(
                "2026-03-03T13:00Z", event="MedicalConsent", data=agreed, occurred=occurred
            )
            assert len(words(after, "MED-19")) == count

    def test_the_record_of_treatment_is_written_at_the_time(self) -> None:
        """A clock without a number: after the authority's own guide it is slow."""
        told = family().at("2026-03-03T12:00Z", event="EmergencyTreatment", ref="it")
        assert not answer(told, "MED-20", "2026-03-03T14:00Z").beyond_guide
        assert answer(told, "MED-20", "2026-03-03T14:01Z").beyond_guide
        written = example("EmergencyTreatmentRecorded", concerns={"ref": "it"})
        told = told.at("2026-03-03T13:00Z", event="EmergencyTreatmentRecorded", data=written)
        assert state(told, "MED-20", NOW) is State.MET

    def test_another_lawful_consent_makes_an_order_needless(self) -> None:
        """A refusal is found until the lawyers are asked, unless somebody else may consent."""
        told = family().at("2026-03-03T12:00Z", event="MedicalPermissionSought")
        assert len(words(told, "MED-21")) == 1
        asked = told.at("2026-03-03T13:00Z", event="LitigationUnitConsulted")
        assert not words(asked, "MED-21")
        order = {"kind": "la_care_order", "order": "WD 1", "officer": professional("tm")}
        agreed = consent(authority=order)
        assert not words(
            told.at("2026-03-03T13:00Z", event="MedicalConsent", data=agreed), "MED-21"
        )

    def test_the_mothers_earlier_yes_does_not_outlive_her_no(self) -> None:
        """Only what she says afterwards counts."""
        told = family().at("2026-03-02T12:00Z", event="MedicalConsent", data=consent())
        told = told.at("2026-03-03T12:00Z", event="MedicalPermissionSought")
        assert len(words(told, "MED-21")) == 1
        told = told.at("2026-03-03T15:00Z", event="MedicalConsent", data=consent())
        assert not words(told, "MED-21")
