"""The rules about the record itself, at their edges."""

from typing import Any

import pytest

from domain.findings import Finding
from tests.domain.judging import answer, answers, discussion, found, person
from tests.scenario import Scenario, given, professional

LATER = "2026-05-20T12:00Z"


def begun(profile: str = "standard") -> Scenario:
    """Maya's enquiry, recorded on Monday 2 March 2026 by a teacher, whose record is her own."""
    maya = person("maya", "Maya Carter", "child")
    return given(profile).at("2026-03-02T09:00Z", by="school", event="PersonAdded", data=maya)


def seen(history: Scenario, **frame: Any) -> Scenario:
    """Ruth saw Maya, and recorded it on Monday at 10am."""
    return history.at("2026-03-02T10:00Z", event="ChildSeen", ref="seen", **frame)


def signed(history: Scenario, time: str, of: str, by: str, kind: str = "countersign") -> Scenario:
    """A countersignature."""
    data = {"countersigns": {"ref": of}, "kind": kind}
    return history.at(time, by=by, event="Countersignature", data=data)


def decided(history: Scenario, **outcome: Any) -> Scenario:
    """The outcome, on Thursday 12 March at midday."""
    kind = outcome or {"kind": "not_substantiated", "child_in_need": False}
    data = {
        "child": "maya",
        "deciders": [professional("sw")],
        "outcome": kind,
        "rationale": "Nothing was found.",
        "immediate_risk": "None.",
        "long_term_risk": "None.",
    }
    return history.at("2026-03-12T12:00Z", event="OutcomeDecided", data=data, ref="outcome")


def rows(findings: tuple[Finding, ...]) -> list[str]:
    """The rows, in order."""
    return [one.row for one in findings]


class TestCountersigning:
    """REC-02: what children's services record, after two working days."""

    def test_it_waits_two_working_days(self) -> None:
        """Nothing on the last minute of Wednesday, something on the first of Thursday."""
        history = seen(begun())
        assert found(history, "2026-03-04T23:59Z", "REC-02") == ()
        (finding,) = found(history, "2026-03-05T00:01Z", "REC-02")
        assert finding.words.startswith("1 entry waits")

    def test_all_that_waits_is_said_once(self) -> None:
        """At the oldest entry, with the others beside it."""
        history = seen(begun()).at("2026-03-02T11:00Z", event="ContactRecorded", data=CONTACT)
        (finding,) = found(history, LATER, "REC-02")
        assert [entry.seq for entry in finding.entries] == [2, 3]

    @pytest.mark.parametrize(("by", "waits"), [("tm", False), ("sm", False), ("police", True)])
    def test_a_manager_signs(self, by: str, waits: bool) -> None:
        """Somebody else's signature is recorded and does not count."""
        history = signed(seen(begun()), "2026-03-03T09:00Z", "seen", by)
        assert bool(found(history, LATER, "REC-02")) is waits

    def test_a_correction_waits_again(self) -> None:
        """The manager stood by the words that were replaced."""
        history = signed(seen(begun()), "2026-03-03T09:00Z", "seen", "tm")
        again = history.at(
            "2026-03-03T10:00Z", event="ChildSeen", corrects="seen", because="The place was wrong."
        )
        (finding,) = found(again, LATER, "REC-02")
        assert [entry.seq for entry in finding.entries] == [4]

    def test_what_the_police_record_is_theirs(self) -> None:
        """A police officer's visit does not wait for a manager of children's services."""
        assert found(seen(begun(), by="police"), LATER, "REC-02") == ()


CONTACT = {"people": ["maya"], "way": "visit", "content": "I brought the toy."}


class TestMinutes:
    """STR-39: minutes authorised although somebody disputes them."""

    def minutes(self) -> Scenario:
        """Recorded, disputed by the police, authorised."""
        history = begun().at("2026-03-02T12:00Z", event="StrategyRecord", ref="minutes")
        dispute = {"concerns": {"ref": "minutes"}, "accurate": False, "comment": "Not so."}
        disputed = history.at(
            "2026-03-02T13:00Z", by="police", event="AccuracyComment", data=dispute, ref="dispute"
        )
        return signed(disputed, "2026-03-02T14:00Z", "minutes", "tm", "authorise")

    def test_a_dispute_is_answered_in_words(self) -> None:
        """With the reasons why the minutes stay as they are."""
        assert rows(found(self.minutes(), LATER, "STR-39")) == ["STR-39"]
        reasons = {"answers": {"ref": "dispute"}, "reasons": "Both notes have it."}
        answered = self.minutes().at("2026-03-03T09:00Z", event="AccuracyAnswered", data=reasons)
        assert found(answered, LATER, "STR-39") == ()

    def test_or_by_a_correction(self) -> None:
        """The corrected minutes are other words, which nobody disputes."""
        corrected = self.minutes().at(
            "2026-03-03T09:00Z", event="StrategyRecord", corrects="minutes", because="Not so."
        )
        again = signed(corrected, "2026-03-03T10:00Z", "minutes", "tm", "authorise")
        assert found(again, LATER, "STR-39") == ()


class TestAgencies:
    """REC-01, REC-14 and REC-16: what each agency hands in."""

    def handed_in(self, history: Scenario, time: str, **state: Any) -> Scenario:
        """The school's record."""
        data = {
            "agency": "Oakfield Primary School",
            "form": "S4",
            "written_by": professional("school"),
            "state": state,
        }
        return history.at(time, by="school", event="AgencyRecord", data=data, ref=time)

    def test_one_without_a_date_is_found_until_a_whole_one_comes(self) -> None:
        """Both stay on the record."""
        lacking = self.handed_in(begun(), "2026-03-03T09:00Z", kind="lacking", lacks="date")
        assert rows(found(lacking, LATER, "REC-16")) == ["REC-16"]
        head = professional("school")
        whole = self.handed_in(
            lacking, "2026-03-04T09:00Z", kind="authorised", by=head, on="2026-03-03"
        )
        assert found(whole, LATER, "REC-16") == ()

    def test_who_took_part_owes_a_record_at_the_outcome(self) -> None:
        """Whoever sent apologies does not, nor do children's services themselves."""
        attended = {"kind": "attended", "decides": True}
        away = {"kind": "apologies", "reason": "court"}
        history = begun()
        for who, attendance in (("school", attended), ("police", away), ("sw", attended)):
            data = {"discussion": 1, "participant": professional(who), "attendance": attendance}
            history = history.at("2026-03-02T12:00Z", event="ParticipantAttended", data=data)
        assert found(history, LATER, "REC-01") == ()
        (finding,) = found(decided(history), LATER, "REC-01")
        assert "Oakfield Primary School" in finding.words
        assert "Constabulary" not in finding.words


class TestKeeping:
    """REC-04 and TIM-17: notes and holds."""

    def test_a_visit_says_where_its_notes_are(self) -> None:
        """Kept, or none made and why: either answers at the outcome."""
        history = decided(seen(begun()))
        assert rows(found(history, LATER, "REC-04")) == ["REC-04"]
        none = {"notes": {"kind": "none", "reason": "I drove"}, "concerns": [{"ref": "seen"}]}
        answered = history.at("2026-03-12T13:00Z", event="RoughNotes", data=none)
        assert found(answered, LATER, "REC-04") == ()

    def test_legal_steps_need_a_hold(self) -> None:
        """From the decision until somebody places one; released later, it had been placed."""
        history = decided(begun(), kind="substantiated_legal", steps="an application")
        assert rows(found(history, LATER, "TIM-17")) == ["TIM-17"]
        placed = {"action": {"kind": "placed", "proceedings": "care proceedings"}}
        held = history.at("2026-03-13T09:00Z", by="legal", event="LegalHold", data=placed, ref="h")
        assert found(held, LATER, "TIM-17") == ()

    def test_notes_destroyed_under_a_hold_are_found_for_good(self) -> None:
        """Neither a lawyer's signature nor a later release makes it right."""
        notes = {"notes": {"kind": "none", "reason": "I drove"}, "concerns": [{"ref": "seen"}]}
        placed = {"action": {"kind": "placed", "proceedings": "care proceedings"}}
        gone = {"concerns": {"ref": "notes"}, "how": "shredding", "reason": "No room."}
        history = (
            seen(begun())
            .at("2026-03-03T09:00Z", event="RoughNotes", data=notes, ref="notes")
            .at("2026-03-03T10:00Z", by="legal", event="LegalHold", data=placed, ref="hold")
            .at("2026-03-04T09:00Z", event="RoughNotesDisposed", data=gone, ref="gone")
        )
        released = {"kind": "released", "hold": {"ref": "hold"}, "reason": "over"}
        freed = signed(history, "2026-03-04T10:00Z", "gone", "legal", "authorise").at(
            "2026-03-05T09:00Z", by="legal", event="LegalHold", data={"action": released}
        )
        assert [len(found(one, LATER, "REC-04")) for one in (history, freed)] == [2, 1]


class TestSeveralDiscussions:
    """TIM-15: two clocks, of which the earlier decides."""

    def held(self, count: int) -> Scenario:
        """Discussions on Monday 2 March and Thursday 12 March; the last one initiates."""
        history = begun()
        for number in range(1, count + 1):
            day = 2 if number == 1 else 12
            data = discussion(
                f"2026-03-{day:02}T15:00Z", discussion=number, initiating=number == count
            )
            history = history.at(
                f"2026-03-{day:02}T16:00Z", event="StrategyDiscussionHeld", data=data
            )
        return history

    def test_one_discussion_has_no_second_clock(self) -> None:
        """The conference's own limit runs, and nothing else."""
        assert answers(self.held(1), "TIM-15", LATER) == ()

    def test_both_clocks_are_shown_and_the_first_breaches(self) -> None:
        """Fifteen working days from the 2nd, and from the 12th."""
        status = answer(self.held(2), "TIM-15", "2026-03-20T12:00Z", "maya")
        assert [reading.words for reading in status.readings] == [
            "15 working days after the first discussion",
            "15 working days after the initiating discussion",
        ]
        assert [str(reading.due.latest.date()) for reading in status.readings] == [
            "2026-03-23",
            "2026-04-02",
        ]
        assert [reading.decides for reading in status.readings] == [True, False]

    @pytest.mark.parametrize(("now", "late"), [("23T23:59Z", False), ("24T00:01Z", True)])
    def test_the_last_minute_is_in_time(self, now: str, late: bool) -> None:
        """Of the fifteenth working day after the first discussion."""
        assert bool(found(self.held(2), f"2026-03-{now}", "TIM-15")) is late

    def test_a_decision_ends_both(self) -> None:
        """Whatever was decided."""
        assert found(decided(self.held(2)), LATER, "TIM-15") == ()


class TestActions:
    """TIM-16: every action by its own date."""

    def agreed(self, due: str) -> Scenario:
        """One action."""
        action = {"number": 1, "what": "Call.", "owner": professional("sw"), "due": due}
        data = {"discussion": 1, "actions": [action]}
        return begun().at("2026-03-02T12:00Z", event="StrategyRecord", data=data)

    @pytest.mark.parametrize(
        ("due", "last", "after"),
        [
            ("2026-03-06", "2026-03-06T23:59Z", "2026-03-07T00:00Z"),
            ("2026-03-06T12:00:00Z", "2026-03-06T12:00Z", "2026-03-06T12:01Z"),
            ("2026-03-29", "2026-03-29T22:59Z", "2026-03-29T23:00Z"),
        ],
    )
    def test_a_day_lasts_as_a_clock_in_england_has_it(
        self, due: str, last: str, after: str
    ) -> None:
        """Also on the day on which the clocks go forward."""
        history = self.agreed(due)
        assert found(history, last, "TIM-16") == ()
        assert rows(found(history, after, "TIM-16")) == ["TIM-16"]

    def test_done_late_it_is_no_longer_asked(self) -> None:
        """What is left is that it was done too late, to be explained."""
        done = {"action": 1, "outcome": "Called."}
        history = self.agreed("2026-03-06").at(
            "2026-03-09T09:00Z", event="ActionCompleted", data=done
        )
        (finding,) = found(history, LATER, "TIM-16")
        assert finding.remedy.__name__ == "DelayExplained"
