"""What is wrong with a history: cited, explained, with its remedy, and said once."""

from typing import Any

import pytest

from domain.duties import State
from domain.findings import Finding
from tests.domain.judging import answer, discussion, found, person
from tests.scenario import Scenario, given, professional

NOW = "2026-04-10T12:00Z"


def begun(profile: str = "hertfordshire", **frame: Any) -> Scenario:
    """Maya's enquiry, initiated on Friday 27 March at 3:50pm."""
    data = discussion("2026-03-27T15:50:00Z")
    return (
        given(profile)
        .at("2026-03-27T09:00Z", event="PersonAdded", data=person("maya", "Maya Carter", "child"))
        .at("2026-03-27T16:00Z", event="StrategyDiscussionHeld", data=data, ref="sd", **frame)
    )


def kinds(findings: tuple[Finding, ...]) -> list[str]:
    """The kinds, in order."""
    return [finding.kind for finding in findings]


class TestOverdue:
    """A limit that passed."""

    def test_cites_its_clause_and_names_the_remedy(self) -> None:
        """TIM-07 in the procedure's own words, since the limit, put right by seeing the child."""
        (finding,) = found(begun(), NOW, "TIM-07")
        assert finding.quote is not None
        assert (finding.quote.line, finding.quote.words) == (
            146,
            "initially with 24hrs of the Strategy Discussion",
        )
        assert finding.remedy.__name__ == "ChildSeen"
        assert "social_worker" in finding.may_put_right
        assert str(finding.since) == "2026-03-28 15:50:00+00:00"
        assert finding.gravity.value == "child_safety"

    def test_an_explanation_stands_beside_it_and_clears_nothing(self) -> None:
        """It names the duty, and the person where it runs for each."""
        reasons = {"duty": "TIM-07", "reasons": "Snow."}
        for who, explained in (({}, True), ({"person": "maya"}, True), ({"person": "leo"}, False)):
            history = begun().at("2026-03-30T09:00Z", event="DelayExplained", data=reasons | who)
            (finding,) = found(history, NOW, "TIM-07")
            assert bool(finding.explained_by) is explained

    def test_done_late_it_stays_a_finding(self) -> None:
        """How late is said, and only an explanation is left to give."""
        history = begun().at(
            "2026-03-30T09:00Z", event="ChildSeen", occurred="2026-03-28T18:05:00Z"
        )
        (finding,) = found(history, NOW, "TIM-07")
        assert (finding.kind, finding.remedy.__name__) == ("late", "DelayExplained")
        assert "2 hours 15 minutes" in finding.words

    def test_is_not_found_under_a_procedure_without_the_limit(self) -> None:
        """The standard procedure states no number of hours."""
        assert found(begun("standard"), NOW, "TIM-07") == ()

    def test_times_that_do_not_tell_are_put_right_by_a_correction(self) -> None:
        """It is the record that is wanting, not yet the practice."""
        history = begun().at("2026-03-30T09:00Z", event="ChildSeen", occurred="2026-03-28")
        (finding,) = found(history, NOW, "TIM-07")
        assert (finding.kind, finding.gravity.value, finding.since) == (
            "undecided",
            "recording",
            None,
        )
        assert finding.remedy.__name__ == "ChildSeen"

    def test_the_gravest_come_first(self) -> None:
        """A child not seen before a record not sent."""
        gravities = [finding.gravity.value for finding in found(begun(), "2026-05-10T12:00Z")]
        order = ["child_safety", "lawfulness", "procedure", "recording"]
        assert gravities == sorted(gravities, key=order.index)
        assert len(set(gravities)) > 1


class TestCorrections:
    """What replaces an entry replaces its limits too, in plain sight."""

    def corrected(self, ended: str) -> Scenario:
        """The discussion is corrected to have ended later."""
        return begun().at(
            "2026-03-30T09:00Z",
            event="StrategyDiscussionHeld",
            data=discussion(ended),
            corrects="sd",
            because="The clock in the room was wrong.",
        )

    def test_a_moved_limit_is_a_finding_with_both_times(self) -> None:
        """The 24 hours end later now; both ends are shown."""
        history = self.corrected("2026-03-27T17:50:00Z")
        moved = [
            finding for finding in found(history, NOW, "TIM-07") if finding.kind == "limit_moved"
        ]
        assert len(moved) == 1
        assert "28 March 2026 at 3:50pm" in moved[0].words
        assert "28 March 2026 at 5:50pm" in moved[0].words
        assert [entry.seq for entry in moved[0].entries] == [2, 3]

    def test_a_limit_that_did_not_move_is_none(self) -> None:
        """Two hours later on the same day leaves working days as they were."""
        assert "limit_moved" not in kinds(
            found(self.corrected("2026-03-27T17:50:00Z"), NOW, "TIM-04")
        )

    def test_a_second_correction_is_compared_with_the_first_entry(self) -> None:
        """Corrected back again, nothing has moved."""
        history = self.corrected("2026-03-27T17:50:00Z")
        back = Scenario(history.profile, history.enquiry, {"sd": 3}).at(
            "2026-03-30T10:00Z",
            event="StrategyDiscussionHeld",
            data=discussion("2026-03-27T15:50:00Z"),
            corrects="sd",
            because="It was right after all.",
        )
        assert "limit_moved" not in kinds(found(back, NOW, "TIM-07"))

    def test_a_withdrawal_that_stops_a_clock_is_a_finding(self) -> None:
        """Withdrawing the discussion makes the overdue visit vanish, but not unseen."""
        data = {"withdraws": {"ref": "sd"}, "reasons": "It was about another child."}
        history = begun().at("2026-03-30T09:00Z", event="Withdrawal", data=data)
        (finding,) = found(history, NOW, "TIM-07")
        assert finding.kind == "limit_moved"
        assert "removed" in finding.words

    def test_what_was_corrected_no_longer_counts(self) -> None:
        """The visit was on another day: only the corrected entry meets the limit, or fails to."""
        history = (
            begun()
            .at("2026-03-27T19:00Z", event="ChildSeen", occurred="2026-03-27T18:00:00Z", ref="seen")
            .at(
                "2026-03-30T19:00Z",
                event="ChildSeen",
                occurred="2026-03-29T18:00:00Z",
                corrects="seen",
                because="It was on Sunday.",
            )
        )
        assert answer(history, "TIM-07", "2026-03-30T12:00Z").state is State.MET
        assert answer(history, "TIM-07", NOW).state is State.MET_LATE


class TestRecordedLate:
    """REF-12: late means recorded long after known, not long after it happened."""

    @pytest.mark.parametrize(
        ("known", "expected"),
        [("2026-03-30T10:00Z", []), ("2026-03-30T09:59Z", ["recorded_late"])],
    )
    def test_counts_from_when_the_author_knew(self, known: str, expected: list[str]) -> None:
        """The profile allows 24 hours; what happened in 2025 but was heard today is not late."""
        history = begun().at(
            "2026-03-31T10:00Z", event="ParentObjection", occurred="2025-11-04", known=known
        )
        assert kinds(found(history, NOW, "REF-12")) == expected

    def test_a_correction_hides_nothing(self) -> None:
        """The entry that came late did come late; its correction is not late for being one."""
        late: dict[str, Any] = {"event": "ParentObjection", "known": "2026-03-28T10:00Z"}
        history = (
            begun()
            .at("2026-03-31T10:00Z", ref="o", **late)
            .at("2026-03-31T11:00Z", corrects="o", because="A word.", **late)
        )
        assert [finding.entries[0].seq for finding in found(history, NOW, "REF-12")] == [3]


class TestQuorum:
    """STR-02 and STR-03: the two procedures count different agencies."""

    def attended(self, history: Scenario, *keys: str, kind: str = "attended") -> Scenario:
        """These practitioners took part, or did not."""
        for key in keys:
            attendance = {"kind": kind} | ({"decides": True} if kind == "attended" else {})
            data = {"discussion": 1, "participant": professional(key), "attendance": attendance}
            history = history.at("2026-03-27T16:30Z", event="ParticipantAttended", data=data)
        return history

    def test_police_absent(self) -> None:
        """Recorded, not refused; the finding says who was missing and that no reason is given."""
        history = self.attended(begun(), "nurse", "school")
        (finding,) = found(self.attended(history, "police", kind="absent"), NOW, "STR-02")
        assert "the police is recorded" in finding.words
        assert "No reason is recorded" in finding.words
        assert len(finding.entries) == 4

    def test_everybody_there(self) -> None:
        """The manager who chairs counts for children's services."""
        assert found(self.attended(begun(), "nurse", "school", "police"), NOW, "STR-02") == ()

    def test_the_standard_procedure_needs_no_school_but_a_social_worker(self) -> None:
        """The same attendance is enough there; a chair who is no social worker is not."""
        history = self.attended(begun("standard"), "nurse", "police")
        assert found(history, NOW, "STR-02", "STR-03") == ()
        clerk = {"as": "Jo Lane", "role": "child_protection_unit", "agency": "Children’s Services"}
        other = given("standard").at(
            "2026-03-27T16:00Z",
            event="StrategyDiscussionHeld",
            data=discussion("2026-03-27T15:50:00Z", chair=clerk),
        )
        (finding,) = found(self.attended(other, "nurse", "police"), NOW, "STR-03")
        assert "Children's Social Care Services" in finding.words


class TestExaminer:
    """MED-22 and MED-05: who examined the child."""

    @pytest.mark.parametrize(
        ("role", "expected"),
        [
            ("paediatrician", []),
            ("sarc_practitioner", []),
            ("general_practitioner", ["MED-22"]),
            ("health_practitioner", ["MED-05"]),
        ],
    )
    def test_only_doctors_trained_for_it(self, role: str, expected: list[str]) -> None:
        """A GP is a doctor, so one clause is broken and not two."""
        example = begun().at("2026-03-30T09:00Z", event="MedicalConducted").enquiry.entries[-1]
        data = example.event.model_dump(mode="json", by_alias=True, exclude_none=True)
        data["examiner"]["role"] = role
        history = begun().at("2026-03-30T09:00Z", event="MedicalConducted", data=data)
        assert [finding.row for finding in found(history, NOW, "MED-05", "MED-22")] == expected


class TestOutcome:
    """OUT-01 and REC-03: who decides the outcome, and who authorises it."""

    def decided(self, profile: str = "hertfordshire", by: str = "sw") -> Scenario:
        """The social worker records the outcome."""
        return begun(profile).at("2026-04-01T09:00Z", by=by, event="OutcomeDecided", ref="outcome")

    def signed(self, history: Scenario, by: str, kind: str) -> Scenario:
        """Somebody countersigns the outcome."""
        data = {"countersigns": {"ref": "outcome"}, "kind": kind}
        return history.at("2026-04-01T12:00Z", by=by, event="Countersignature", data=data)

    def test_hertfordshire_needs_a_social_worker_and_a_manager(self) -> None:
        """A second social worker does not do."""
        assert kinds(found(self.decided(), NOW, "OUT-01")) == ["deviation"]
        assert found(self.signed(self.decided(), "sw2", "co_decide"), NOW, "OUT-01")
        assert not found(self.signed(self.decided(), "tm", "co_decide"), NOW, "OUT-01")

    def test_the_standard_procedure_needs_the_social_worker(self) -> None:
        """A manager alone does not do there."""
        assert not found(self.decided("standard"), NOW, "OUT-01")
        assert found(self.decided("standard", by="tm"), NOW, "OUT-01")

    def test_is_provisional_until_the_right_person_authorises_it(self) -> None:
        """The service manager in one procedure, a team manager in the other."""
        for profile, state in (("hertfordshire", State.RUNNING), ("standard", State.MET)):
            history = self.signed(self.decided(profile), "tm", "authorise")
            assert answer(history, "REC-03", NOW).state is state
        history = self.signed(self.decided(), "sm", "authorise")
        assert answer(history, "REC-03", NOW).state is State.MET
        wrong = self.signed(self.decided(), "tm", "authorise")
        assert kinds(found(wrong, NOW, "REC-03")) == ["deviation"]

    def test_who_decided_does_not_authorise(self) -> None:
        """The service manager joined in the decision, and so may not authorise it."""
        history = self.signed(self.signed(self.decided(), "sm", "co_decide"), "sm", "authorise")
        assert answer(history, "REC-03", NOW).state is State.RUNNING
        assert kinds(found(history, NOW, "REC-03")) == ["deviation"]

    def test_a_corrected_outcome_is_authorised_again(self) -> None:
        """The authorisation was of other words."""
        history = self.signed(self.decided(), "sm", "authorise").at(
            "2026-04-02T09:00Z",
            event="OutcomeDecided",
            corrects="outcome",
            because="The date of the conference.",
        )
        assert answer(history, "REC-03", NOW).state is State.RUNNING


class TestLateChecks:
    """CHK-03 and CHK-04: a late check is chased, then that agency is escalated."""

    def test_chase_then_escalate_then_answered(self) -> None:
        """One step at a time, and nothing is left once the answer has come."""
        rows = ("CHK-01", "CHK-03", "CHK-04")
        asked = begun().at("2026-03-03T09:00Z", event="AgencyCheckRequested", ref="check")
        assert found(asked, "2026-03-05T12:00Z", *rows) == ()
        late = found(asked, NOW, *rows)
        assert {finding.row for finding in late} == {"CHK-01", "CHK-03"}
        chase = {"concerns": {"ref": "check"}, "how": "telephone"}
        chased = asked.at("2026-03-30T09:00Z", event="AgencyCheckChased", data=chase)
        assert {finding.row for finding in found(chased, NOW, *rows)} == {"CHK-01", "CHK-04"}
        reply = {
            "answers": {"ref": "check"},
            "answered_by": professional("nurse"),
            "answer": {"kind": "nothing_known"},
        }
        answered = chased.at("2026-04-01T09:00Z", event="AgencyCheckReceived", data=reply)
        assert kinds(found(answered, NOW, *rows)) == ["late"]
