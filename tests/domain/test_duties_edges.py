"""Combinations in which a duty once blamed somebody who had done right, or spared a breach."""

from typing import Any

import pytest

from domain.duties import State
from domain.events import BY_NAME
from tests.domain.judging import discussion, found, person, responsible, state
from tests.scenario import Scenario, given, professional

NOW = "2026-03-30T12:00Z"


def of(event: str, **changes: Any) -> dict[str, Any]:
    """An event's example, changed."""
    return {**BY_NAME[event].example, **changes}


def fact(of_whom: str, **data: Any) -> dict[str, Any]:
    """The data of a fact about somebody."""
    return {"person": of_whom, "fact": data}


def begun(profile: str = "hertfordshire") -> Scenario:
    """Maya, her brother and her mother; a discussion on 2 March at 9am."""
    history = given(profile)
    for who, name, kind in (
        ("maya", "Maya Carter", "child"),
        ("leo", "Leo Carter", "sibling"),
        ("dawn", "Dawn Carter", "parent"),
    ):
        history = history.at("2026-03-01T09:00Z", event="PersonAdded", data=person(who, name, kind))
    return history.at("2026-03-01T09:00Z", event="PersonFact", data=responsible("dawn"))


def discussed(history: Scenario) -> Scenario:
    """The discussion at which enquiries were initiated."""
    return history.at(
        "2026-03-02T09:30Z",
        event="StrategyDiscussionHeld",
        data=discussion("2026-03-02T09:00:00Z"),
        occurred="2026-03-02T08:00:00Z",
        ref="held",
    )


IN_HOSPITAL = {"kind": "in_hospital", "hospital": "Lister Hospital"}


class TestHospital:
    """IMM-09: the safe discharge of a child who is in hospital."""

    @pytest.mark.parametrize(("who", "count"), [("maya", 1), ("leo", 1), ("dawn", 0)])
    def test_is_asked_for_children_alone(self, who: str, count: int) -> None:
        """A mother who has just given birth leaves hospital as she likes."""
        history = begun().at("2026-03-01T10:00Z", event="PersonFact", data=fact(who, **IN_HOSPITAL))
        assert len(found(discussed(history), NOW, "IMM-09")) == count

    @pytest.mark.parametrize(
        ("since", "until", "count"),
        [
            ("2026-02-20", None, 1),
            ("2026-02-20", "2026-03-01", 0),
            ("2026-02-20", "2026-03-05", 1),
            ("2026-03-04", None, 0),
        ],
    )
    def test_is_asked_of_whoever_was_there_that_day(
        self, since: str, until: str | None, count: int
    ) -> None:
        """By the day from which the fact holds, whenever it was written down."""
        history = begun().at(
            "2026-03-01T10:00Z",
            event="PersonFact",
            data=fact("maya", **IN_HOSPITAL) | {"since": since},
        )
        if until:
            left = fact("maya", kind="left_hospital") | {"since": until}
            history = history.at("2026-03-01T11:00Z", event="PersonFact", data=left)
        assert len(found(discussed(history), NOW, "IMM-09")) == count


def test_police_may_speak_with_a_brother_as_the_procedure_says() -> None:
    """SEE-03 is about the child whom the enquiry is about; SEE-09 lets police speak with others."""
    data = of("ChildSeen", child="leo")
    history = discussed(begun()).at("2026-03-02T10:00Z", event="Section47Initiated")
    seen = history.at("2026-03-02T11:00Z", by="police", event="ChildSeen", data=data)
    assert found(seen, NOW, "SEE-03") == ()
    assert state(seen, "SEE-09", NOW, "leo") is State.MET
    maya = history.at("2026-03-02T11:00Z", by="police", event="ChildSeen")
    assert len(found(maya, NOW, "SEE-03")) == 1


class TestConsentToTests:
    """STR-43: the consent that is named was given, stands, and is about this child."""

    def history(self, child: str = "maya") -> Scenario:
        """Dawn consented on 2 March."""
        data = of("MedicalConsent", child=child)
        return begun().at("2026-03-02T10:00Z", event="MedicalConsent", data=data, ref="yes")

    def with_test(self, history: Scenario) -> Scenario:
        """Blood was taken on 4 March."""
        data = of("HealthInvestigation", consent={"ref": "yes"})
        return history.at("2026-03-04T10:00Z", event="HealthInvestigation", data=data)

    def test_as_it_was_given(self) -> None:
        """Nothing is found, and nothing if a word in it was mended."""
        history = self.with_test(self.history())
        assert found(history, NOW, "STR-43") == ()
        mended = history.at("2026-03-05T10:00Z", event="MedicalConsent", corrects="yes")
        assert found(mended, NOW, "STR-43") == ()

    def test_taken_back_before(self) -> None:
        """She changed her mind on the day before; a day after would be too late to matter."""
        data = of("MedicalConsent", answer="withdrew", concerns={"ref": "yes"})
        back: dict[str, Any] = {"event": "MedicalConsent", "data": data}
        before = self.with_test(self.history().at("2026-03-03T10:00Z", **back))
        assert len(found(before, NOW, "STR-43")) == 1
        after = self.with_test(self.history()).at("2026-03-05T10:00Z", **back)
        assert found(after, NOW, "STR-43") == ()

    def test_corrected_to_a_refusal(self) -> None:
        """What was written down as a yes was a no."""
        no: dict[str, Any] = {
            "event": "MedicalConsent",
            "data": of("MedicalConsent", answer="refused"),
        }
        history = self.with_test(self.history()).at("2026-03-05T10:00Z", corrects="yes", **no)
        assert len(found(history, NOW, "STR-43")) == 1

    def test_of_another_child(self) -> None:
        """Consent for Leo is none for Maya."""
        assert len(found(self.with_test(self.history("leo")), NOW, "STR-43")) == 1


def test_a_record_is_authorised_before_it_is_sent_and_not_before_another_is() -> None:
    """STR-39: the record of the second discussion, while the first one’s was sent late."""
    second = of("StrategyRecord", discussion=2)
    signed = {"countersigns": {"ref": "second"}, "kind": "authorise"}
    sent: dict[str, Any] = {"event": "StrategyRecordCirculated"}
    history = (
        discussed(begun())
        .at("2026-03-02T10:00Z", event="StrategyRecord", ref="first")
        .at(
            "2026-03-02T11:00Z",
            by="tm",
            event="Countersignature",
            data={"countersigns": {"ref": "first"}, "kind": "authorise"},
        )
        .at("2026-03-03T10:00Z", event="StrategyRecord", data=second, ref="second")
        .at(
            "2026-03-03T11:00Z",
            data=of("StrategyRecordCirculated", concerns={"ref": "first"}),
            **sent,
        )
        .at("2026-03-03T12:00Z", by="tm", event="Countersignature", data=signed)
        .at(
            "2026-03-03T13:00Z",
            data=of("StrategyRecordCirculated", discussion=2, concerns={"ref": "second"}),
            **sent,
        )
    )
    assert found(history, NOW, "STR-39") == ()


@pytest.mark.parametrize(
    ("authority", "count"),
    [("Hertfordshire", 0), ("Hertfordshire County Council", 0), ("Luton", 1), ("", 0)],
)
def test_the_own_authority_is_not_consulted(authority: str, count: int) -> None:
    """REF-06: by whatever name it goes."""
    data = fact("maya", kind="looked_after", authority=authority, basis="section_20")
    history = begun()
    if authority:
        history = history.at("2026-03-01T10:00Z", event="PersonFact", data=data)
    acted = history.at("2026-03-02T10:00Z", event="EmergencyAction")
    assert len(found(acted, NOW, "REF-06")) == count


class TestAgenciesTold:
    """FDB-02: of this outcome, as it stands."""

    def history(self) -> Scenario:
        """The school took part, and was told the outcome of 9 March."""
        shared = of(
            "OutcomeShared",
            concerns={"ref": "outcome"},
            recipients=[{**professional("school"), "as": "Grace Obi"}],
        )
        return (
            discussed(begun())
            .at("2026-03-03T10:00Z", event="AgencyParticipation")
            .at("2026-03-09T10:00Z", event="OutcomeDecided", data=self.decided(), ref="outcome")
            .at("2026-03-09T12:00Z", event="OutcomeShared", data=shared)
        )

    def decided(self, kind: str = "substantiated_icpc") -> dict[str, Any]:
        """An outcome."""
        icpc = {"kind": "substantiated_icpc", "by": "2026-03-23"}
        none = {"kind": "not_substantiated", "child_in_need": False}
        return of("OutcomeDecided", outcome=icpc if kind == "substantiated_icpc" else none)

    def test_a_mended_word_need_not_be_told_again(self) -> None:
        """The outcome is the same."""
        assert found(self.history(), NOW, "FDB-02") == ()
        mended = self.history().at(
            "2026-03-10T10:00Z", event="OutcomeDecided", data=self.decided(), corrects="outcome"
        )
        assert found(mended, NOW, "FDB-02") == ()

    @pytest.mark.parametrize("frame", [{"corrects": "outcome"}, {}])
    def test_another_outcome_has_to_be_told(self, frame: dict[str, str]) -> None:
        """Corrected to the contrary, or decided anew: the school still believes the first one."""
        other = self.history().at(
            "2026-03-10T10:00Z",
            event="OutcomeDecided",
            data=self.decided("not_substantiated"),
            **frame,
        )
        (finding,) = found(other, NOW, "FDB-02")
        assert "Oakfield Primary School" in finding.words


class TestActions:
    """TIM-16: an action’s own date, and what became of it."""

    def history(self) -> Scenario:
        """Action 1 was due on 3 March at midday."""
        return discussed(begun()).at("2026-03-02T10:00Z", event="StrategyRecord")

    def test_done_late_is_found(self) -> None:
        """Two days late, with the entry that says so; in time, nothing is found."""
        late = self.history().at("2026-03-05T12:00Z", event="ActionCompleted")
        (finding,) = found(late, NOW, "TIM-16")
        assert "late" in finding.words
        assert finding.entries[0].seq == late.enquiry.version
        in_time = self.history().at(
            "2026-03-05T12:00Z", event="ActionCompleted", occurred="2026-03-03T12:00:00Z"
        )
        assert found(in_time, NOW, "TIM-16") == ()

    @pytest.mark.parametrize(
        ("varied", "count"), [("2026-03-03T11:00Z", 0), ("2026-03-03T13:00Z", 1)]
    )
    def test_a_date_that_has_passed_is_not_moved(self, varied: str, count: int) -> None:
        """Agreed before it passed, the new date counts; agreed afterwards, that is found."""
        data = of("ActionVaried", due="2026-03-20")
        history = self.history().at(varied, event="ActionVaried", data=data)
        assert len(found(history, "2026-03-10T12:00Z", "TIM-16")) == count
