"""A correction stands in the place of what it corrects: mending a word changes no order."""

from typing import Any

from domain.duties import State
from tests.domain.judging import answer, discussion, found, of, person, responsible, state
from tests.scenario import Scenario, given

NOW = "2026-03-30T12:00Z"


def two_discussions(profile: str) -> Scenario:
    """One on 2 March without enquiries; the second, on 9 March, started them."""
    return (
        given(profile)
        .at("2026-03-02T08:00Z", event="PersonAdded", data=person("maya", "Maya Carter", "child"))
        .at(
            "2026-03-02T12:00Z",
            event="StrategyDiscussionHeld",
            data=discussion("2026-03-02T11:00:00Z", initiating=False),
            occurred="2026-03-02T10:00:00Z",
            ref="first",
        )
        .at(
            "2026-03-09T12:00Z",
            event="StrategyDiscussionHeld",
            data=discussion("2026-03-09T11:00:00Z", discussion=2, follows={"ref": "first"}),
            occurred="2026-03-09T10:00:00Z",
            ref="second",
        )
    )


def first_corrected(history: Scenario) -> Scenario:
    """In the first discussion’s entry the form was wrong."""
    return history.at(
        "2026-03-10T12:00Z",
        event="StrategyDiscussionHeld",
        data=discussion("2026-03-02T11:00:00Z", initiating=False, mode="face_to_face"),
        occurred="2026-03-02T10:00:00Z",
        corrects="first",
        because="It was a meeting in one room.",
    )


class TestDiscussions:
    """STR-24 and TIM-15: the first discussion stays the first."""

    def test_a_correction_of_the_first_continues_no_later_one(self) -> None:
        """It is not asked to be linked to a discussion that came after it."""
        history = two_discussions("standard")
        assert found(history, NOW, "STR-24") == ()
        assert [
            one for one in found(first_corrected(history), NOW, "STR-24") if "link" in one.words
        ] == []

    def test_the_clock_of_the_first_goes_on(self) -> None:
        """Fifteen working days since 2 March, not since the second discussion."""
        for history in (two_discussions("standard"), first_corrected(two_discussions("standard"))):
            due = answer(history, "TIM-15", "2026-03-10T13:00Z").due
            assert due is not None
            assert due.latest.day == 23


def test_a_mended_word_gives_no_parent_their_responsibility_back() -> None:
    """Parental responsibility ended in February; the basis that it had had was written wrongly."""
    history = two_discussions("hertfordshire").at("2026-03-09T13:00Z", event="Section47Initiated")
    ended = {"person": "craig", "fact": {"kind": "no_parental_responsibility", "child": "maya"}}
    agreed = responsible("craig")
    agreed["fact"]["basis"] = "agreement"
    history = (
        history.at("2026-03-09T13:00Z", event="PersonAdded", data=person("craig", "Craig", "other"))
        .at("2026-03-09T13:01Z", event="PersonFact", data=responsible("craig"), ref="basis")
        .at("2026-03-09T13:02Z", event="PersonFact", data=ended)
    )
    corrected = history.at("2026-03-10T09:00Z", event="PersonFact", data=agreed, corrects="basis")
    for told in (history, corrected):
        assert answer(told, "PAR-01", NOW).subject.person is None


def test_a_mended_word_makes_no_earlier_decision_the_last() -> None:
    """It was decided that no medical is needed, and then that one is; MED-02 waits for it."""
    harm = of("HarmSuspected", child="maya", harms=["physical"])
    against = of("MedicalConsidered", decision={"kind": "not_needed", "reasons": "None seen."})
    history = (
        two_discussions("hertfordshire")
        .at("2026-03-09T13:00Z", event="HarmSuspected", data=harm)
        .at("2026-03-09T14:00Z", event="MedicalConsidered", data=against, ref="against")
        .at("2026-03-09T15:00Z", event="MedicalConsidered")
    )
    corrected = history.at(
        "2026-03-10T09:00Z", event="MedicalConsidered", data=against, corrects="against"
    )
    for told in (history, corrected):
        assert found(told, NOW, "MED-02") == ()
        assert state(told, "MED-02", NOW) is State.RUNNING


def test_a_mended_record_keeps_the_date_agreed_since() -> None:
    """TIM-16: an action was given a week more; a name in the record was spelled wrongly."""
    history = (
        two_discussions("hertfordshire")
        .at("2026-03-02T13:00Z", event="StrategyRecord", ref="record")
        .at("2026-03-02T14:00Z", event="ActionVaried", data=of("ActionVaried", due="2026-03-20"))
    )
    corrected = history.at("2026-03-10T09:00Z", event="StrategyRecord", corrects="record")
    for told in (history, corrected):
        assert found(told, "2026-03-12T12:00Z", "TIM-16") == ()


class TestOutcome:
    """CHK-05: what was known when the outcome was decided, not when it was written down."""

    def history(self, answered: str, recorded: str) -> Scenario:
        """A check asked for on 9 March, and the outcome of 16 March at noon."""
        start = two_discussions("hertfordshire").at(
            "2026-03-09T13:00Z", event="AgencyCheckRequested", ref="check"
        )
        reply = of("AgencyCheckReceived", answers={"ref": "check"})
        steps: tuple[tuple[str, dict[str, Any]], ...] = (
            (recorded, {"event": "AgencyCheckReceived", "data": reply, "occurred": answered}),
            ("2026-03-16T13:00Z", {"event": "OutcomeDecided", "ref": "outcome",
                                   "occurred": "2026-03-16T12:00:00Z"}),
        )  # fmt: skip
        for time, step in sorted(steps, key=lambda one: one[0]):
            start = start.at(time, **step)
        return start

    def test_a_reply_written_down_afterwards_was_known(self) -> None:
        """It came on Monday morning; the outcome was recorded before it was."""
        history = self.history("2026-03-16T09:00:00Z", "2026-03-16T15:00Z")
        assert found(history, NOW, "CHK-05") == ()

    def test_a_correction_of_the_outcome_does_not_bring_a_reply_forward(self) -> None:
        """The reply came two days later; the outcome was corrected after that."""
        history = self.history("2026-03-18T09:00:00Z", "2026-03-18T15:00Z")
        assert len(found(history, NOW, "CHK-05")) == 1
        corrected = history.at(
            "2026-03-19T09:00Z",
            event="OutcomeDecided",
            occurred="2026-03-16T12:00:00Z",
            corrects="outcome",
        )
        assert len(found(corrected, NOW, "CHK-05")) == 1


def test_a_conference_that_urgency_brings_forward_is_not_put_back_by_a_correction() -> None:
    """CPC-15: later assessments may only bring it forward; the first was misspelled."""
    later = of("ConferenceUrgencyAssessed", target="2026-03-20")
    history = (
        two_discussions("standard")
        .at("2026-03-09T13:00Z", event="ConferenceUrgencyAssessed", data=later, ref="first")
        .at(
            "2026-03-10T13:00Z",
            event="ConferenceUrgencyAssessed",
            data=of("ConferenceUrgencyAssessed", target="2026-03-16"),
        )
        .at(
            "2026-03-11T13:00Z",
            event="ConferenceUrgencyAssessed",
            data=later,
            corrects="first",
        )
    )
    assert found(history, "2026-03-12T12:00Z", "CPC-15") == ()
