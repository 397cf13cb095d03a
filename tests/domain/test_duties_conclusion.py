"""Where the rules on assessment, outcome and conference have edges."""

from typing import Any

import pytest

from domain.duties import State
from domain.profiles import Profile
from tests.domain.judging import MINUTE, answer, discussion, found, of, person, state
from tests.scenario import Scenario, given, professional

NOW = "2026-05-01T12:00Z"


def begun(profile: str = "hertfordshire") -> Scenario:
    """Maya's enquiry, initiated on Friday 27 March; the clocks change two days later."""
    return (
        given(profile)
        .at("2026-03-27T09:00Z", event="PersonAdded", data=person("maya", "Maya Carter", "child"))
        .at(
            "2026-03-27T16:00Z",
            event="StrategyDiscussionHeld",
            data=discussion("2026-03-27T15:50:00Z"),
            ref="sd",
        )
    )


def under(history: Scenario, **changes: Any) -> Scenario:
    """The same history under a profile whose conference parameters are changed."""
    profile: Profile = history.profile
    icpc = profile.icpc.model_copy(update=changes)
    return Scenario(profile.model_copy(update={"icpc": icpc}), history.enquiry, history.names)


class TestDayEight:
    """TIM-02: the decision, and TIM-03: the request, by day 8 of the enquiry."""

    def test_both_readings_stand_and_the_profile_picks_one(self) -> None:
        """Over Easter, working days end on Friday 10 April; calendar days on Saturday the 4th."""
        working = answer(begun(), "TIM-02", "2026-03-30T12:00Z")
        by_calendar = answer(under(begun(), day_unit="calendar"), "TIM-02", "2026-03-30T12:00Z")
        for status, day in ((working, 10), (by_calendar, 4)):
            assert status.due is not None
            assert status.due.latest.day == day
            assert sorted(one.due.latest.day for one in status.readings) == [4, 10]

    def test_is_overdue_the_minute_after(self) -> None:
        """Until midnight in England it is not; a decision after that is late."""
        due = answer(begun(), "TIM-02", "2026-03-30T12:00Z").due
        assert due is not None
        assert state(begun(), "TIM-02", due.latest) is State.RUNNING
        assert state(begun(), "TIM-02", due.latest + MINUTE) is State.OVERDUE
        late = begun().at("2026-04-13T09:00Z", event="ConferenceNotRequired")
        assert state(late, "TIM-02", NOW) is State.MET_LATE

    def test_not_yet_is_no_decision(self) -> None:
        """Putting it off within the limit leaves the limit running."""
        put_off = of(
            "ConferenceProgressionDecided", decision={"kind": "not_yet", "by": "2026-04-20"}
        )
        history = begun().at(
            "2026-04-02T09:00Z", event="ConferenceProgressionDecided", data=put_off
        )
        assert state(history, "TIM-02", "2026-04-02T12:00Z") is State.RUNNING

    def test_a_request_is_asked_for_once_there_is_to_be_a_conference(self) -> None:
        """Counted from the enquiry's first day, not from the decision; earlier requests count."""
        decided = begun().at("2026-04-09T09:00Z", event="ConferenceProgressionDecided")
        status = answer(decided, "TIM-03", "2026-04-09T12:00Z")
        assert status.due is not None
        assert status.due.latest.day == 10
        assert found(begun(), NOW, "TIM-03") == ()
        before = (
            begun()
            .at("2026-04-08T09:00Z", event="ConferenceRequestSubmitted")
            .at("2026-04-09T09:00Z", event="ConferenceProgressionDecided")
        )
        assert state(before, "TIM-03", NOW) is State.MET

    def test_the_standard_procedure_has_no_day_eight(self) -> None:
        """It is silent, and nobody is late."""
        decided = begun("standard").at("2026-04-20T09:00Z", event="ConferenceProgressionDecided")
        assert found(decided, NOW, "TIM-02", "TIM-03") == ()


class TestDrift:
    """ASM-07: five working days in which nothing at all is recorded."""

    def test_every_entry_moves_the_limit_on(self) -> None:
        """From Friday 27 March over Easter that is the end of Tuesday 7 April."""
        due = answer(begun(), "ASM-07", "2026-03-30T12:00Z").due
        assert due is not None
        assert (due.latest.month, due.latest.day) == (4, 7)
        assert state(begun(), "ASM-07", due.latest + MINUTE) is State.OVERDUE
        again = begun().at("2026-04-08T09:00Z", event="DailyLife")
        assert state(again, "ASM-07", "2026-04-08T12:00Z") is State.RUNNING

    def test_ends_with_the_outcome(self) -> None:
        """An outcome after a month of silence is no breach of this; its own limit tells."""
        decided = begun().at("2026-04-27T09:00Z", event="OutcomeDecided")
        assert state(decided, "ASM-07", "2026-12-01T12:00Z") is State.MET

    def test_is_not_asked_where_no_enquiry_was_started(self) -> None:
        """A brother who was discussed, and about whom there are no enquiries."""
        data = of("Section47NotInitiated", child="maya")
        spared = begun().at("2026-03-27T17:00Z", event="Section47NotInitiated", data=data)
        assert state(spared, "ASM-07", NOW) is State.NOT_APPLICABLE


class TestNewSurroundings:
    """ASM-06: assessed before the child goes there, with the support in place."""

    def left(self, history: Scenario, who: str = "maya") -> Scenario:
        """Somebody leaves hospital on 31 March at 10am."""
        data = {"person": who, "fact": {"kind": "left_hospital"}}
        return history.at("2026-03-31T10:00Z", event="PersonFact", data=data)

    def assessed(self, history: Scenario, at: str, result: dict[str, str]) -> Scenario:
        """The flat is assessed."""
        data = of("NewEnvironmentAssessed", result=result)
        return history.at(at, event="NewEnvironmentAssessed", data=data, ref="flat")

    @pytest.mark.parametrize(
        ("at", "expected"), [("2026-03-31T09:59Z", []), ("2026-03-31T10:01Z", ["late"])]
    )
    def test_before_and_not_after(self, at: str, expected: list[str]) -> None:
        """A minute decides."""
        steps = [self.left, lambda one: self.assessed(one, at, {"kind": "safe"})]
        history = begun()
        for step in steps if expected else reversed(steps):
            history = step(history)
        assert [one.kind for one in found(history, NOW, "ASM-06")] == expected

    def test_a_parent_who_leaves_hospital_is_no_move_of_the_child(self) -> None:
        """The duty is about the children of the enquiry."""
        mother = person("dawn", "Dawn Carter", "parent")
        history = self.left(
            begun().at("2026-03-30T09:00Z", event="PersonAdded", data=mother), "dawn"
        )
        assert found(history, NOW, "ASM-06") == ()

    def test_support_comes_first(self) -> None:
        """Safe only with support: found until the support is recorded as in place."""
        result = {"kind": "with_support", "support": "Her grandmother stays."}
        history = self.left(self.assessed(begun(), "2026-03-31T09:00Z", result))
        assert [one.kind for one in found(history, NOW, "ASM-06")] == ["deviation"]
        data = of("SupportPlanImplemented", concerns={"ref": "flat"})
        there = history.at("2026-03-31T12:00Z", event="SupportPlanImplemented", data=data)
        assert found(there, NOW, "ASM-06") == ()


class TestProfessional:
    """OUT-14: a professional harmed the child."""

    def decided(self, lado_told: bool = False) -> Scenario:
        """The outcome."""
        outcome = {"kind": "substantiated_professional_no_icpc", "lado_told": lado_told}
        data = of("OutcomeDecided", outcome=outcome, concerns=[])
        return begun().at("2026-04-01T09:00Z", event="OutcomeDecided", data=data, ref="outcome")

    def test_the_lado_has_the_findings(self) -> None:
        """Told before the outcome, or after it by an entry that names it."""
        assert found(self.decided(lado_told=True), NOW, "OUT-14") == ()
        assert len(found(self.decided(), NOW, "OUT-14")) == 1
        data = of("OutcomeSharedWithLado", concerns={"ref": "outcome"})
        told = self.decided().at("2026-04-01T12:00Z", event="OutcomeSharedWithLado", data=data)
        assert found(told, NOW, "OUT-14") == ()

    def test_a_procedure_may_ask_for_a_conference_all_the_same(self) -> None:
        """Ours do not; where a profile says so, it is found until one is held."""
        history = self.decided(lado_told=True)
        lado = history.profile.lado.model_copy(update={"conference_automatic": True})
        strict = history.profile.model_copy(update={"lado": lado})
        asked = Scenario(strict, history.enquiry, history.names)
        assert len(found(asked, NOW, "OUT-14")) == 1
        assert found(asked.at("2026-04-10T09:00Z", event="ConferenceHeld"), NOW, "OUT-14") == ()


class TestAttendance:
    """CPC-13: whose absence has to be explained."""

    def held(self, profile: str) -> Scenario:
        """A detective and a head teacher are invited, and the conference is held."""
        history = begun(profile)
        for key in ("police", "school"):
            decision = {"kind": "invited", "who": professional(key), "discipline": "knows Maya"}
            data = of("ConferenceInvitation", decision=decision)
            history = history.at("2026-04-07T09:00Z", event="ConferenceInvitation", data=data)
        return history.at("2026-04-10T12:00Z", by="chair", event="ConferenceHeld")

    def came(self, history: Scenario, key: str, **attendance: Any) -> Scenario:
        """Somebody's attendance."""
        data = of("ConferenceAttendance", person=professional(key), attendance=attendance)
        return history.at("2026-04-10T13:00Z", event="ConferenceAttendance", data=data)

    def test_the_police_in_one_procedure_everybody_in_the_other(self) -> None:
        """The school's silence is a finding only where all who are invited attend."""
        for profile, left in (("hertfordshire", 0), ("standard", 1)):
            history = self.held(profile)
            assert len(found(history, NOW, "CPC-13")) == 1
            police = self.came(history, "police", kind="attended")
            assert len(found(police, NOW, "CPC-13")) == left

    def test_an_absence_without_a_reason_explains_nothing(self) -> None:
        """With a reason it does."""
        silent = self.came(self.held("hertfordshire"), "police", kind="absent")
        assert len(found(silent, NOW, "CPC-13")) == 1
        explained = self.came(silent, "police", kind="absent", reason="an arrest")
        assert found(explained, NOW, "CPC-13") == ()


class TestSharingDecided:
    """CPC-10: the parents read the report once it is decided with police and chair."""

    def shared(self, *consulted: str, decision: str = "share") -> Scenario:
        """Decided with these, then shared."""
        said: dict[str, str] = {"kind": decision}
        if decision == "share":
            said["timing"] = "at once"
        data = of(
            "ReportSharingDecided",
            consulted=[professional(key) for key in consulted],
            decision=said,
        )
        return (
            begun("standard")
            .at("2026-04-07T09:00Z", event="ReportSharingDecided", data=data)
            .at("2026-04-08T09:00Z", event="ConferenceReportShared")
        )

    def test_police_and_chair_both(self) -> None:
        """One of them is not enough, and a decision against it least of all."""
        assert found(self.shared("police", "chair"), NOW, "CPC-10") == ()
        (finding,) = found(self.shared("police"), NOW, "CPC-10")
        assert "without the chair" in finding.words
        (against,) = found(self.shared("police", "chair", decision="withhold"), NOW, "CPC-10")
        assert "not to share" in against.words


class TestUrgency:
    """CPC-15: urgency brings the conference forward, and never back."""

    def test_the_earliest_date_binds(self) -> None:
        """A later assessment does not lengthen it, and putting it back is found until undone."""
        history = begun("standard")
        for day, target in (("01", "2026-04-09"), ("02", "2026-04-16")):
            data = of("ConferenceUrgencyAssessed", target=target)
            history = history.at(
                f"2026-04-{day}T09:00Z", event="ConferenceUrgencyAssessed", data=data
            )
        due = answer(history, "CPC-15", "2026-04-03T09:00Z").due
        assert due is not None
        assert due.latest.day == 9
        assert [one.kind for one in found(history, "2026-04-03T09:00Z", "CPC-15")] == ["deviation"]
        data = of("ConferenceUrgencyAssessed", target="2026-04-09")
        restored = history.at("2026-04-07T09:00Z", event="ConferenceUrgencyAssessed", data=data)
        assert found(restored, "2026-04-08T09:00Z", "CPC-15") == ()
