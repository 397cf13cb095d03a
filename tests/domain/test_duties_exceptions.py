"""Exceptions that end, come again, are taken back, or cover a child who is not born yet."""

from typing import Any

import pytest

from domain.duties import State
from tests.domain.judging import answer, answers, discussion, found, of, person, responsible, state
from tests.scenario import Scenario, given, professional

NOW = "2026-05-01T12:00Z"
RUNNING, OVERDUE, MET = State.RUNNING, State.OVERDUE, State.MET
NOT_ASKED = State.NOT_APPLICABLE


def begun(profile: str = "hertfordshire") -> Scenario:
    """Maya's enquiry, initiated on Monday 2 March at 9am."""
    return (
        given(profile)
        .at("2026-03-01T09:00Z", event="PersonAdded", data=person("maya", "Maya Carter", "child"))
        .at(
            "2026-03-02T09:30Z",
            event="StrategyDiscussionHeld",
            data=discussion("2026-03-02T09:00:00Z"),
            occurred="2026-03-02T08:00:00Z",
        )
    )


class TestMissingTwice:
    """TIM-07: a child who is found and goes missing again is excused again."""

    def history(self) -> Scenario:
        """Missing on Monday, found on Tuesday at 10am, missing again at noon."""
        return (
            begun()
            .at("2026-03-02T10:00Z", event="WhereaboutsUnknown", data=self.missing())
            .at("2026-03-03T10:00Z", event="ChildLocated", data=of("ChildLocated", child="maya"))
            .at("2026-03-03T12:00Z", event="WhereaboutsUnknown", data=self.missing())
        )

    def missing(self) -> dict[str, Any]:
        """Nobody knows where Maya is."""
        return of("WhereaboutsUnknown", child="maya")

    def test_each_time_excuses_while_it_lasts(self) -> None:
        """On Thursday nobody can have seen her."""
        assert state(self.history(), "TIM-07", "2026-03-05T12:00Z") is NOT_ASKED

    def test_the_limit_counts_from_when_she_was_found_last(self) -> None:
        """Found on Wednesday at noon, she is to be seen by Thursday at noon."""
        found_again = self.history().at(
            "2026-03-04T12:00Z", event="ChildLocated", data=of("ChildLocated", child="maya")
        )
        status = answer(found_again, "TIM-07", "2026-03-04T13:00Z")
        assert status.due is not None
        assert (status.due.latest.day, status.due.latest.hour) == (5, 12)
        assert state(found_again, "TIM-07", "2026-03-05T12:01Z") is OVERDUE

    def test_a_shorter_absence_within_a_longer_one_shortens_nothing(self) -> None:
        """Two people recorded it, and one of them that she was found, too early."""
        history = (
            begun()
            .at("2026-03-02T10:00Z", event="WhereaboutsUnknown", data=self.missing())
            .at("2026-03-02T10:30Z", event="WhereaboutsUnknown", data=self.missing())
            .at("2026-03-03T10:00Z", event="ChildLocated", data=of("ChildLocated", child="maya"))
        )
        due = answer(history, "TIM-07", "2026-03-03T12:00Z").due
        assert due is not None
        assert (due.latest.day, due.latest.hour) == (4, 10)

    def test_found_after_the_outcome_there_is_nothing_left_to_be_in_time_for(self) -> None:
        """The enquiry ended while she was missing."""
        ended = (
            begun()
            .at("2026-03-02T10:00Z", event="WhereaboutsUnknown", data=self.missing())
            .at("2026-03-20T10:00Z", event="OutcomeDecided")
            .at("2026-03-24T10:00Z", event="ChildLocated", data=of("ChildLocated", child="maya"))
        )
        assert state(ended, "TIM-07", NOW) is NOT_ASKED


class TestConferenceAfterAll:
    """TIM-03 and TIM-04: the last word on a conference counts, and the first limit stands."""

    LAST_DAY = 23
    """The fifteenth working day after Monday 2 March."""

    def not_required(self) -> Scenario:
        """On 6 March it was decided that no conference is required."""
        return begun().at("2026-03-06T10:00Z", event="ConferenceNotRequired", ref="none")

    @pytest.mark.parametrize(
        ("event", "data"),
        [
            ("ConferenceProgressionDecided", {}),
            ("ConferencePlanned", {}),
            ("OutcomeDecided", {"concerns": []}),
        ],
    )
    def test_a_decision_for_one_takes_back_that_none_is_required(
        self, event: str, data: dict[str, Any]
    ) -> None:
        """It is to be held in time all the same."""
        assert state(self.not_required(), "TIM-04", NOW) is NOT_ASKED
        revived = self.not_required().at("2026-03-10T10:00Z", event=event, data=of(event, **data))
        status = answer(revived, "TIM-04", "2026-03-11T12:00Z")
        assert status.state is RUNNING
        assert status.due is not None
        assert status.due.latest.day == self.LAST_DAY
        assert state(revived, "TIM-04", NOW) is OVERDUE

    def test_so_does_a_request_that_is_granted(self) -> None:
        """The school asked for it, and the service manager agreed (DIS-01)."""
        asked = self.not_required().at(
            "2026-03-09T10:00Z",
            by="school",
            event="ConferenceRequested",
            data=of("ConferenceRequested", concerns={"ref": "none"}),
            ref="asked",
        )
        for word, expected in (("convened", OVERDUE), ("refused", NOT_ASKED)):
            data = of("ConferenceRequestAnswered", answers={"ref": "asked"}, answer=word)
            answered = asked.at("2026-03-10T10:00Z", event="ConferenceRequestAnswered", data=data)
            assert state(answered, "TIM-04", NOW) is expected

    def test_no_request_is_asked_for_once_none_is_required(self) -> None:
        """Decided for on day 2 and against on day 4: there is nothing to request by day 8."""
        history = (
            begun()
            .at("2026-03-04T10:00Z", event="ConferenceProgressionDecided")
            .at("2026-03-06T10:00Z", event="ConferenceNotRequired")
        )
        assert state(history, "TIM-03", NOW) is NOT_ASKED
        assert state(history, "TIM-04", NOW) is NOT_ASKED


def test_a_second_discussion_may_start_what_the_first_did_not() -> None:
    """TIM-02, TIM-04, ASM-07: no enquiries in February excuse from nothing in March."""
    before: dict[str, Any] = {
        "event": "Section47NotInitiated",
        "data": of("Section47NotInitiated", child="maya"),
    }
    history = (
        given()
        .at("2026-02-01T09:00Z", event="PersonAdded", data=person("maya", "Maya Carter", "child"))
        .at(
            "2026-02-02T10:00Z",
            event="StrategyDiscussionHeld",
            data=discussion("2026-02-02T09:00:00Z", initiating=False),
            occurred="2026-02-02T08:00:00Z",
        )
        .at("2026-02-02T10:00Z", **before)
        .at(
            "2026-03-02T10:00Z",
            event="StrategyDiscussionHeld",
            data=discussion("2026-03-02T09:00:00Z", discussion=2),
            occurred="2026-03-02T08:00:00Z",
        )
    )
    for row in ("TIM-02", "TIM-04", "ASM-07"):
        assert state(history, row, NOW) is OVERDUE, row
        assert state(history.at("2026-03-02T11:00Z", **before), row, NOW) is NOT_ASKED, row


class TestDeferredTwice:
    """PAR-05, PAR-07: a parent may be left out again after that had ended."""

    def history(self) -> Scenario:
        """Craig was not to be involved; that ended on 4 March; since 9 March he is not again."""
        deferred: dict[str, Any] = {"event": "InvolvementDeferred"}
        return (
            begun()
            .at("2026-03-02T10:00Z", event="PersonAdded", data=person("craig", "Craig", "parent"))
            .at("2026-03-02T10:00Z", event="PersonFact", data=responsible("craig"))
            .at("2026-03-02T10:00Z", event="Section47Initiated")
            .at("2026-03-02T11:00Z", ref="first", **deferred)
            .at(
                "2026-03-04T10:00Z",
                event="DeferralReviewed",
                data=of("DeferralReviewed", answers={"ref": "first"}),
            )
            .at("2026-03-09T10:00Z", **deferred)
        )

    def test_the_second_decision_excuses_too(self) -> None:
        """He is told nothing, and it is recorded why."""
        step = self.history().at("2026-03-10T10:00Z", event="AssessmentCompleted")
        assert found(step, "2026-03-20T12:00Z", "PAR-07") == ()
        outcome = step.at("2026-03-20T10:00Z", event="OutcomeDecided")
        assert state(outcome, "PAR-01", NOW, "craig") is NOT_ASKED

    def test_what_ended_after_the_outcome_asks_for_nothing_more(self) -> None:
        """He may be told then; the enquiry that was to be explained is over."""
        history = (
            begun()
            .at("2026-03-02T10:00Z", event="PersonAdded", data=person("craig", "Craig", "parent"))
            .at("2026-03-02T10:00Z", event="PersonFact", data=responsible("craig"))
            .at("2026-03-02T10:00Z", event="Section47Initiated")
            .at("2026-03-02T11:00Z", event="InvolvementDeferred", ref="first")
            .at("2026-03-20T10:00Z", event="OutcomeDecided")
            .at(
                "2026-03-25T10:00Z",
                event="DeferralReviewed",
                data=of("DeferralReviewed", answers={"ref": "first"}),
            )
        )
        assert state(history, "PAR-01", NOW, "craig") is NOT_ASKED


class TestUnborn:
    """Nobody can see, hear, examine or tell a child who is not born."""

    ROWS = ("TIM-07", "SEE-05", "SEE-07", "SEE-08", "SEE-16", "MED-01", "FDB-03", "OUT-05")

    def history(self, *, known: bool = True) -> Scenario:
        """A discussion about the baby whom Dawn expects, and the outcome ten days later."""
        fact = {"person": "baby", "fact": {"kind": "due", "on": "2026-04-20"}}
        start = (
            given()
            .at("2026-03-01T09:00Z", event="PersonAdded", data=person("baby", "Baby", "child"))
            .at("2026-03-01T09:00Z", event="PersonAdded", data=person("leo", "Leo", "sibling"))
        )
        start = start.at("2026-03-01T09:00Z", event="PersonFact", data=fact) if known else start
        return start.at(
            "2026-03-02T09:30Z",
            event="StrategyDiscussionHeld",
            data=discussion("2026-03-02T09:00:00Z"),
        ).at(
            "2026-03-02T10:00Z",
            event="Section47Initiated",
            data=of("Section47Initiated", child="baby"),
        )

    def decided(self, history: Scenario) -> Scenario:
        """With its record and its outcome."""
        return history.at("2026-03-02T12:00Z", event="StrategyRecord").at(
            "2026-03-12T12:00Z", event="OutcomeDecided", data=of("OutcomeDecided", child="baby")
        )

    def born(self, history: Scenario, on: str, at: str) -> Scenario:
        """The baby is born."""
        fact = {"person": "baby", "fact": {"kind": "born", "on": on}}
        return history.at(at, event="PersonFact", data=fact)

    def test_nothing_is_asked_that_takes_a_child_who_is_there(self) -> None:
        """And nothing is found; of a child who is there, all of it is asked."""
        for known in (True, False):
            history = self.decided(self.history(known=known))
            for row in self.ROWS:
                of_baby = [s for s in answers(history, row, NOW) if s.subject.person == "baby"]
                assert of_baby, row
                assert all((one.state is NOT_ASKED) is known for one in of_baby), (row, known)

    def test_a_trigger_says_it_as_well(self) -> None:
        """Likely harm to an unborn child was what called for the discussion (STR-35)."""
        trigger = of(
            "StrategyTrigger", child="baby", trigger={"kind": "unborn", "due": "2026-04-20"}
        )
        history = self.history(known=False).at(
            "2026-03-02T09:00Z", event="StrategyTrigger", data=trigger
        )
        assert state(history, "TIM-07", NOW, "baby") is NOT_ASKED

    def test_once_born_the_child_is_to_be_heard_before_the_outcome(self) -> None:
        """The 24 hours had passed before the birth; what the outcome rests on had not."""
        born = self.born(self.history(), "2026-03-05", "2026-03-05T12:00Z")
        assert state(born, "TIM-07", "2026-03-10T12:00Z", "baby") is NOT_ASKED
        assert state(born, "SEE-05", "2026-03-10T12:00Z", "baby") is RUNNING
        assert state(self.decided(born), "SEE-05", NOW, "baby") is OVERDUE

    def test_born_after_the_outcome_nothing_is_asked_of_it(self) -> None:
        """The enquiry had ended."""
        born = self.born(self.decided(self.history()), "2026-04-18", "2026-04-18T12:00Z")
        for row in self.ROWS:
            assert state(born, row, NOW, "baby") is NOT_ASKED, row

    def test_born_before_the_discussion_the_child_is_a_child_like_any_other(self) -> None:
        """That it had been expected says nothing any more."""
        history = self.born(
            given()
            .at("2026-01-01T09:00Z", event="PersonAdded", data=person("baby", "Baby", "child"))
            .at(
                "2026-01-01T09:00Z",
                event="PersonFact",
                data={"person": "baby", "fact": {"kind": "due", "on": "2026-02-20"}},
            ),
            "2026-02-18",
            "2026-02-19T09:00Z",
        ).at(
            "2026-03-02T09:30Z",
            event="StrategyDiscussionHeld",
            data=discussion("2026-03-02T09:00:00Z"),
        )
        assert state(history, "TIM-07", NOW, "baby") is OVERDUE

    def test_an_unborn_sibling_is_not_spoken_to(self) -> None:
        """SEE-09 and MED-03 ask for the children of the household who are there."""
        history = self.history(known=False)
        fact = {"person": "leo", "fact": {"kind": "due", "on": "2026-06-20"}}
        expected = self.decided(history.at("2026-03-02T11:00Z", event="PersonFact", data=fact))
        for row in ("SEE-09", "MED-03"):
            assert state(self.decided(history), row, NOW, "leo") is OVERDUE
            assert state(expected, row, NOW, "leo") is NOT_ASKED

    def test_its_views_are_not_missed(self) -> None:
        """S47-07: those of the mother are."""
        history = (
            given("standard")
            .at("2026-03-01T09:00Z", event="PersonAdded", data=person("baby", "Baby", "child"))
            .at("2026-03-01T09:00Z", event="PersonAdded", data=person("dawn", "Dawn", "parent"))
            .at("2026-03-01T09:00Z", event="PersonFact", data=responsible("dawn", "baby"))
            .at(
                "2026-03-01T09:00Z",
                event="PersonFact",
                data={"person": "baby", "fact": {"kind": "due", "on": "2026-04-20"}},
            )
            .at(
                "2026-03-12T12:00Z", event="OutcomeDecided", data=of("OutcomeDecided", child="baby")
            )
        )
        (finding,) = found(history, NOW, "S47-07")
        assert "Dawn" in finding.words
        assert "Baby" not in finding.words


def test_somebody_else_who_is_expected_excuses_nobody() -> None:
    """Maya is to be seen although her mother expects another child."""
    history = begun().at("2026-03-01T09:00Z", event="PersonAdded",
                         data=person("baby", "Baby", "sibling"))  # fmt: skip
    fact = {"person": "baby", "fact": {"kind": "due", "on": "2026-04-20"}}
    history = history.at("2026-03-02T10:00Z", event="PersonFact", data=fact)
    assert state(history, "TIM-07", NOW, "maya") is OVERDUE
    seen = history.at(
        "2026-03-02T12:00Z", event="ChildSeen", actor=professional("sw"), data=of("ChildSeen")
    )
    assert state(seen, "TIM-07", NOW, "maya") is MET


def test_warnings_count_from_when_the_child_was_found() -> None:
    """An hour after that, neither 12 nor 20 hours have passed."""
    history = (
        begun()
        .at(
            "2026-03-02T10:00Z",
            event="WhereaboutsUnknown",
            data=of("WhereaboutsUnknown", child="maya"),
        )
        .at("2026-03-03T10:00Z", event="ChildLocated", data=of("ChildLocated", child="maya"))
    )
    assert answer(history, "TIM-07", "2026-03-03T11:00Z").warned is None
    assert answer(history, "TIM-07", "2026-03-03T23:00Z").warned == 12
