"""Every shape of a duty, told as scenarios. Summer time begins on Sunday 29 March 2026."""

from dataclasses import replace
from typing import Any, Final

import pytest

from domain.duties import State
from tests.domain.judging import (
    MINUTE,
    answer,
    answers,
    discussion,
    instant,
    person,
    responsible,
    state,
)
from tests.scenario import Scenario, given

MET, LATE, RUNNING = State.MET, State.MET_LATE, State.RUNNING
OVERDUE, NOT_ASKED, UNTOLD = State.OVERDUE, State.NOT_APPLICABLE, State.CANNOT_TELL

STARTED = "2026-03-27T15:50:00Z"
"""The initiating discussion ended on Friday afternoon."""


def begun(profile: str = "hertfordshire", ended: Any = STARTED) -> Scenario:
    """Maya's enquiry, initiated at a strategy discussion."""
    return (
        given(profile)
        .at("2026-03-27T09:00Z", event="PersonAdded", data=person("maya", "Maya Carter", "child"))
        .at("2026-03-27T16:00Z", event="StrategyDiscussionHeld", data=discussion(ended), ref="sd")
    )


def seen(history: Scenario, at: str, **frame: Any) -> Scenario:
    """Maya was seen; recorded on Tuesday, long after."""
    return history.at("2026-03-31T12:00Z", event="ChildSeen", occurred=at, **frame)


class TestHours:
    """TIM-07: 24 hours from the end of the discussion, nights and weekends included."""

    DUE = instant("2026-03-28T15:50:00Z")

    def test_runs_to_the_last_minute_and_is_overdue_the_minute_after(self) -> None:
        """Saturday 15:50 is still in time; 15:51 is not."""
        assert state(begun(), "TIM-07", self.DUE) is RUNNING
        assert state(begun(), "TIM-07", self.DUE + MINUTE) is OVERDUE

    @pytest.mark.parametrize(
        ("at", "expected"),
        [
            ("2026-03-28T15:50:00Z", MET),
            ("2026-03-28T15:51:00Z", LATE),
            ("2026-03-27T15:50:00Z", MET),
            ("2026-03-27T15:49:00Z", OVERDUE),
        ],
    )
    def test_counts_when_it_happened_not_when_it_was_recorded(
        self, at: str, expected: State
    ) -> None:
        """One before the discussion does not count; one in time does, however late recorded."""
        assert state(seen(begun(), at), "TIM-07", "2026-03-31T12:00Z") is expected

    def test_is_not_moved_by_the_change_to_summer_time(self) -> None:
        """From Saturday 3:50pm GMT, 24 hours end on Sunday at 4:50pm by clocks in England."""
        history = begun(ended="2026-03-28T15:50:00Z")
        due = answer(history, "TIM-07", "2026-03-28T18:00Z").due
        assert due is not None
        assert due.latest == instant("2026-03-29T16:50:00+01:00")

    def test_warns_on_the_way(self) -> None:
        """The profile's marks are 12 and 20 hours."""
        marks = [
            answer(begun(), "TIM-07", t).warned for t in ("2026-03-27T17:00Z", "2026-03-28T13:00Z")
        ]
        assert marks == [None, 20]

    def test_counts_for_the_child_of_the_enquiry(self) -> None:
        """Seeing a brother does not meet it."""
        data = {"child": "leo", "place": "school", "company": {"kind": "alone"}}
        permission = {"kind": "given", "person": "dawn"}
        history = begun().at(
            "2026-03-27T18:00Z", event="ChildSeen", data={**data, "permission": permission}
        )
        assert state(history, "TIM-07", "2026-03-27T19:00Z", "maya") is RUNNING

    def test_runs_although_no_child_was_recorded(self) -> None:
        """A record of persons that is missing stops no limit."""
        history = given().at(
            "2026-03-27T16:00Z", event="StrategyDiscussionHeld", data=discussion(STARTED)
        )
        assert state(history, "TIM-07", "2026-03-30T16:00Z") is OVERDUE

    def test_is_not_started_by_what_concerns_another_child(self) -> None:
        """A referral of her brother alone starts no assessment of Maya (TIM-05)."""
        who = {"kind": "public", "anonymous": True}
        for children, count in ((["leo"], 0), (["leo", "maya"], 1)):
            data = {"children": children, "referrer": who, "report": "Shouting."}
            history = begun().at("2026-03-27T17:00Z", event="ReferralReceived", data=data)
            assert len(answers(history, "TIM-05", "2026-03-28T12:00Z")) == count

    def test_does_not_arise_from_a_discussion_that_initiated_nothing(self) -> None:
        """Only the initiating discussion starts the clock (STR-24)."""
        history = given().at(
            "2026-03-27T16:00Z",
            event="StrategyDiscussionHeld",
            data=discussion(STARTED, initiating=False),
        )
        assert answers(history, "TIM-07", "2026-03-30T16:00Z") == ()


class TestTimesThatDoNotTell:
    """A limit is neither kept nor broken on a guess: both bounds of both times are compared."""

    @pytest.mark.parametrize(
        ("occurred", "expected"),
        [
            ("2026-03-28", UNTOLD),
            ("2026-03-29", LATE),
            ("unknown", UNTOLD),
            ({"about": "2026-03-28T15:40:00Z", "within": 5}, MET),
            ({"about": "2026-03-28T15:40:00Z", "within": 30}, UNTOLD),
            ({"from": "2026-03-28T09:00:00Z", "to": "2026-03-28T12:00:00Z"}, MET),
        ],
    )
    def test_when_the_child_was_seen(self, occurred: Any, expected: State) -> None:
        """The limit ends on 28 March at 3:50pm."""
        assert state(seen(begun(), occurred), "TIM-07", "2026-03-31T12:00Z") is expected

    def test_when_the_discussion_ended(self) -> None:
        """Ended "on 27 March": the limit fell somewhere on the 28th, whatever time it is then."""
        history = begun(ended={"on": "2026-03-27"})
        assert state(history, "TIM-07", "2026-03-28T12:00Z") is UNTOLD
        assert state(seen(history, "2026-03-29T00:00:00Z"), "TIM-07", "2026-03-31T12:00Z") is LATE

    def test_what_was_recorded_had_happened(self) -> None:
        """Recorded at noon, a visit "on 28 March" was in time, for the limit ends at 3:50pm."""
        history = begun().at("2026-03-28T12:00Z", event="ChildSeen", occurred="2026-03-28")
        assert state(history, "TIM-07", "2026-03-31T12:00Z") is MET

    def test_one_visit_that_was_surely_in_time_is_enough(self) -> None:
        """A second, undated visit puts nothing in doubt."""
        history = seen(seen(begun(), "2026-03-27T18:00:00Z"), "unknown")
        assert state(history, "TIM-07", "2026-03-31T12:00Z") is MET

    def test_a_limit_beyond_the_calendar(self) -> None:
        """No bank holiday of a year that is not adopted yet is guessed."""
        history = given().at(
            "2026-12-20T16:00Z",
            event="StrategyDiscussionHeld",
            data=discussion("2026-12-20T15:00:00Z"),
        )
        status = answer(history, "TIM-04", "2026-12-20T17:00Z")
        assert status.state is UNTOLD
        assert "calendar" in status.words


class TestWorkingDays:
    """TIM-04: the conference within 15 working days; the discussion's day is day 0."""

    def test_leaves_out_weekends_and_easter(self) -> None:
        """From Friday 27 March, over Good Friday and Easter Monday, to Tuesday 21 April."""
        due = answer(begun(), "TIM-04", "2026-03-30T12:00Z").due
        assert due is not None
        assert due.latest.date() == instant("2026-04-21T12:00Z").date()
        assert state(begun(), "TIM-04", due.latest) is RUNNING
        assert state(begun(), "TIM-04", due.latest + MINUTE) is OVERDUE

    def test_warns_on_days_10_and_13(self) -> None:
        """Day 10 is Tuesday 14 April; once it has passed, it is warned of."""
        assert answer(begun(), "TIM-04", "2026-04-14T12:00Z").warned is None
        assert answer(begun(), "TIM-04", "2026-04-15T12:00Z").warned == 10

    def test_is_not_asked_once_the_outcome_needs_no_conference(self) -> None:
        """Decided within the limit, it excuses; after it, the limit had been missed already."""
        outcome: dict[str, Any] = {"event": "OutcomeDecided", "data": not_substantiated()}
        in_time = begun().at("2026-04-20T12:00Z", **outcome)
        too_late = begun().at("2026-04-22T12:00Z", **outcome)
        assert state(in_time, "TIM-04", "2026-05-01T12:00Z") is NOT_ASKED
        assert state(too_late, "TIM-04", "2026-05-01T12:00Z") is OVERDUE

    def test_an_enquiry_that_was_not_started_has_no_end_to_be_in_time_for(self) -> None:
        """A discussion about two children may start enquiries about one of them only."""
        history = given().at(
            "2026-03-02T16:00Z", event="StrategyDiscussionHeld", occurred="2026-03-02T15:00:00Z"
        )
        assert state(history, "TIM-01", "2026-04-10T12:00Z") is State.OVERDUE
        left_out = history.at("2026-03-02T16:30Z", event="Section47NotInitiated")
        assert state(left_out, "TIM-01", "2026-04-10T12:00Z") is State.NOT_APPLICABLE

    def test_the_enquiry_is_counted_from_what_the_profile_names(self) -> None:
        """TIM-01 has no anchor of its own in the procedure (gap 5)."""
        late_start = begun().at("2026-03-31T10:00Z", event="Section47Initiated")
        profile = late_start.profile
        other = profile.model_copy(
            update={"s47": profile.s47.model_copy(update={"counted_from": "section47_initiated"})}
        )
        dues = [
            answer(Scenario(p, late_start.enquiry), "TIM-01", "2026-04-01T12:00Z").due
            for p in (profile, other)
        ]
        assert [due.latest.day for due in dues if due] == [21, 23]


def not_substantiated() -> dict[str, Any]:
    """An outcome that leads to no conference."""
    who = {"as": "Ruth Okafor", "role": "social_worker", "agency": "Children’s Services"}
    return {
        "child": "maya",
        "deciders": [who],
        "outcome": {"kind": "not_substantiated", "child_in_need": True},
        "rationale": "Nobody saw harm.",
        "immediate_risk": "None seen.",
        "long_term_risk": "Low.",
    }


class TestNotice:
    """TIM-09: the report reaches each parent two clear working days before the conference."""

    def planned(self, day: str, profile: str = "hertfordshire") -> Scenario:
        """A conference on Thursday 19 March at 10am, with one parent responsible."""
        mother: dict[str, Any] = {
            "event": "PersonAdded",
            "data": person("dawn", "Dawn Carter", "parent"),
        }
        chair = {"as": "Martin Bell", "role": "conference_chair", "agency": "Children’s Services"}
        data = {"child": "maya", "planned": day, "place": "County Hall", "chair": chair}
        return (
            given(profile)
            .at("2026-03-09T09:00Z", **mother)
            .at("2026-03-09T09:00Z", event="PersonFact", data=responsible("dawn"))
            .at("2026-03-09T09:00Z", event="ConferencePlanned", data=data, ref="plan")
        )

    @pytest.mark.parametrize(
        ("shared", "expected"),
        [("2026-03-16T23:00:00Z", MET), ("2026-03-17T00:00:00Z", LATE), ("2026-03-16", MET)],
    )
    def test_counts_back_from_the_conference(self, shared: str, expected: State) -> None:
        """Monday is the last day; neither that day nor the day of the conference counts."""
        history = self.planned("2026-03-19T10:00:00Z").at(
            "2026-03-20T10:00Z", event="ConferenceReportShared", occurred=shared
        )
        assert state(history, "TIM-09", "2026-03-20T12:00Z", "dawn") is expected

    def test_moves_with_the_conference(self) -> None:
        """The date last set counts."""
        history = self.planned("2026-03-19T10:00:00Z")
        assert state(history, "TIM-09", "2026-03-17T10:00Z") is OVERDUE
        again = {
            **history.entry("plan").event.model_dump(mode="json"),
            "planned": "2026-03-26T10:00:00Z",
        }
        postponed = history.at("2026-03-16T12:00Z", event="ConferencePlanned", data=again)
        assert state(postponed, "TIM-09", "2026-03-17T10:00Z") is RUNNING

    def test_is_silent_where_the_procedure_is(self) -> None:
        """The standard procedure decides case by case (CPC-10)."""
        status = answer(
            self.planned("2026-03-19T10:00:00Z", "standard"), "TIM-09", "2026-03-20T10:00Z"
        )
        assert status.state is NOT_ASKED
        assert "sets no rule or limit" in status.words


class TestPerPerson:
    """TIM-19: each person with parental responsibility involved at the earliest opportunity."""

    def history(self) -> Scenario:
        """Dawn and Craig are responsible; the enquiry was explained to Dawn alone."""
        start = begun().at("2026-03-27T16:30Z", event="Section47Initiated")
        for id, name in (("dawn", "Dawn Carter"), ("craig", "Craig Doyle")):  # noqa: A001 - their ids
            start = start.at(
                "2026-03-27T16:40Z", event="PersonAdded", data=person(id, name, "parent")
            ).at("2026-03-27T16:40Z", event="PersonFact", data=responsible(id))
        return start.at("2026-03-27T17:00Z", event="EnquiryExplained")

    def test_each_has_an_answer(self) -> None:
        """One was told; for the other it is open, and longer than the authority's own guide."""
        now = "2026-04-01T12:00Z"
        assert state(self.history(), "TIM-19", now, "dawn") is MET
        open_one = answer(self.history(), "TIM-19", now, "craig")
        assert open_one.state is RUNNING
        assert open_one.due is None
        assert open_one.beyond_guide

    def test_ends_with_parental_responsibility(self) -> None:
        """Who is not, or no longer, responsible is not counted."""
        ended = {"person": "craig", "fact": {"kind": "no_parental_responsibility", "child": "maya"}}
        history = self.history().at("2026-03-28T09:00Z", event="PersonFact", data=ended)
        subjects = [
            status.subject.person for status in answers(history, "TIM-19", "2026-03-31T12:00Z")
        ]
        assert subjects == ["dawn"]

    def test_outlives_a_correction_of_who_was_added(self) -> None:
        """What was recorded of a father before his kind was corrected makes him count still."""
        history = self.history()
        added = history.enquiry.people["craig"].added.seq
        history = replace(history, names={"craig": added}).at(
            "2026-03-28T09:00Z",
            event="PersonAdded",
            data=person("craig", "Craig Doyle", "carer"),
            corrects="craig",
            because="He is not Maya’s father",
        )
        assert history.enquiry.people["craig"].event.kind == "carer"
        assert state(history, "TIM-19", "2026-04-01T12:00Z", "craig") is RUNNING

    def test_is_for_those_responsible_for_this_child(self) -> None:
        """Who is responsible for her brother alone is not counted in Maya's enquiry."""
        history = self.history()
        for id, child in (("nan", "leo"), ("dad", "maya")):  # noqa: A001 - as above
            added = person(id, id.title(), "family")
            history = history.at("2026-03-28T09:00Z", event="PersonAdded", data=added).at(
                "2026-03-28T09:00Z", event="PersonFact", data=responsible(id, child)
            )
        statuses = answers(history, "TIM-19", "2026-03-31T12:00Z")
        assert [status.subject.person for status in statuses] == ["dawn", "craig", "dad"]

    def test_explaining_before_the_formal_start_counts(self) -> None:
        """Nobody has to explain it twice."""
        history = (
            begun()
            .at(
                "2026-03-27T16:00Z",
                event="PersonAdded",
                data=person("dawn", "Dawn Carter", "parent"),
            )
            .at("2026-03-27T16:00Z", event="PersonFact", data=responsible("dawn"))
            .at("2026-03-27T16:10Z", event="EnquiryExplained")
            .at("2026-03-27T16:30Z", event="Section47Initiated")
        )
        assert state(history, "TIM-19", "2026-03-27T17:00Z", "dawn") is MET


class TestPerRequest:
    """CHK-01: each check has its own date and its own answer."""

    def asked(self) -> Scenario:
        """Two agencies were asked, for answers by the end of 31 March; the school answered."""
        check = {"people": ["maya"], "asked": "All.", "due": "2026-03-31", "section_27": True}
        nurse = {"as": "Joan Pike", "role": "health_practitioner", "agency": "Lister Hospital"}
        reply = {"answered_by": nurse, "answer": {"kind": "nothing_known"}, "answers": {"ref": "a"}}
        return (
            begun()
            .at(
                "2026-03-27T17:00Z",
                event="AgencyCheckRequested",
                data={"agency": "School", **check},
                ref="a",
            )
            .at(
                "2026-03-27T17:05Z",
                event="AgencyCheckRequested",
                data={"agency": "Police", **check},
                ref="b",
            )
            .at("2026-03-30T09:00Z", event="AgencyCheckReceived", data=reply)
        )

    def test_each_request_stands_by_itself(self) -> None:
        """One is answered in time; the other is overdue the minute after its day."""
        both = answers(self.asked(), "CHK-01", "2026-04-01T09:00Z")
        assert [status.state for status in both] == [MET, OVERDUE]
        assert "Police" in both[1].words

    def test_an_answer_outlives_a_correction_of_the_request(self) -> None:
        """The corrected request was answered already."""
        data = {
            "agency": "Oakfield School",
            "people": ["maya"],
            "asked": "All.",
            "due": "2026-03-31",
        }
        history = self.asked().at(
            "2026-03-30T10:00Z",
            event="AgencyCheckRequested",
            data={**data, "section_27": True},
            corrects="a",
            because="The name of the school.",
        )
        states = {
            s.subject.trigger.seq: s.state for s in answers(history, "CHK-01", "2026-03-30T12:00Z")
        }
        assert states[history.enquiry.version] is MET
        assert len(states) == 2


class TestTwoReadings:
    """TIM-06: "1 full working day (24 hours)" is more than one limit (gap 3)."""

    def test_shows_all_and_the_profile_decides(self) -> None:
        """Friday 15:50 gives Saturday 15:50, Monday 15:50 (summer time) and Monday's end."""
        status = answer(begun(), "TIM-06", "2026-03-28T16:00Z")
        assert [reading.due.latest for reading in status.readings][:2] == [
            instant("2026-03-28T15:50Z"),
            instant("2026-03-30T15:50+01:00"),
        ]
        assert [reading.decides for reading in status.readings] == [False, False, True]
        assert status.state is RUNNING

    def test_another_profile_breaches_earlier(self) -> None:
        """Read as elapsed hours, the same record is overdue on Saturday."""
        history = begun()
        strategy = history.profile.strategy
        circulate = strategy.circulate.model_copy(update={"breached_by": "elapsed_hours"})
        changed = history.profile.model_copy(
            update={"strategy": strategy.model_copy(update={"circulate": circulate})}
        )
        assert state(Scenario(changed, history.enquiry), "TIM-06", "2026-03-28T16:00Z") is OVERDUE

    def test_is_met_by_the_record_of_that_discussion(self) -> None:
        """Sending the record of another discussion meets nothing."""
        history = begun().at("2026-03-27T17:00Z", event="StrategyRecord", ref="record")
        officer = {"as": "DC Tom Hill", "role": "police_officer", "agency": "Police"}
        sent = {"concerns": {"ref": "record"}, "recipients": [officer]}
        other = history.at(
            "2026-03-27T18:00Z", event="StrategyRecordCirculated", data={"discussion": 2, **sent}
        )
        right = history.at(
            "2026-03-27T18:00Z", event="StrategyRecordCirculated", data={"discussion": 1, **sent}
        )
        assert state(other, "TIM-06", "2026-03-27T19:00Z") is RUNNING
        assert state(right, "TIM-06", "2026-03-27T19:00Z") is MET


class TestWithoutANumber:
    """As soon as possible: the time elapsed is shown, and nothing is ever overdue."""

    ALONE: Final[dict[str, Any]] = {
        "child": "maya",
        "action": {
            "kind": "single_agency",
            "agency": "Ambulance service",
            "action": "Maya was taken to hospital.",
            "why_alone": "She was not breathing.",
        },
    }

    def test_stays_an_open_alert_until_a_discussion(self) -> None:
        """TIM-11: open with the time elapsed; done, with the guide it kept or did not."""
        history = given().at("2026-03-27T02:00Z", event="EmergencyAction", data=self.ALONE)
        status = answer(history, "TIM-11", "2026-03-29T03:00Z")
        assert (status.state, status.due, status.beyond_guide) == (RUNNING, None, True)
        assert "open for 2 days 1 hour" in status.words
        held = history.at(
            "2026-03-27T16:00Z", event="StrategyDiscussionHeld", data=discussion(STARTED)
        )
        done = answer(held, "TIM-11", "2026-03-29T03:00Z")
        assert (done.state, done.beyond_guide) == (MET, False)

    def test_a_discussion_before_it_does_not_count(self) -> None:
        """It is to follow the action."""
        history = begun().at("2026-03-28T02:00Z", event="EmergencyAction", data=self.ALONE)
        assert state(history, "TIM-11", "2026-03-28T03:00Z") is RUNNING

    def test_parents_are_told_of_emergency_treatment(self) -> None:
        """TIM-14."""
        history = given().at("2026-03-27T02:00Z", event="EmergencyTreatment")
        assert state(history, "TIM-14", "2026-03-27T03:00Z") is RUNNING
        told = history.at("2026-03-27T04:00Z", event="ParentInformed")
        assert state(told, "TIM-14", "2026-03-27T05:00Z") is MET


class TestObjection:
    """OBJ-03: every objection is answered, before the outcome at the latest."""

    def test_is_open_until_the_outcome(self) -> None:
        """Unanswered at the outcome, it is overdue; answered after it, late."""
        history = begun().at("2026-03-30T10:00Z", event="ParentObjection", ref="objection")
        assert state(history, "OBJ-03", "2026-03-31T10:00Z") is RUNNING
        decided = history.at("2026-04-01T10:00Z", event="OutcomeDecided", data=not_substantiated())
        assert state(decided, "OBJ-03", "2026-04-01T11:00Z") is OVERDUE
        reply = {
            "answers": {"ref": "objection"},
            "person": "dawn",
            "way": "letter",
            "response": "So.",
        }
        for before, expected in ((history, MET), (decided, LATE)):
            after = before.at("2026-04-02T10:00Z", event="ObjectionResponse", data=reply)
            assert state(after, "OBJ-03", "2026-04-02T11:00Z") is expected

    def test_an_earlier_outcome_sets_no_time(self) -> None:
        """An objection to the outcome itself is open until a next one."""
        history = (
            begun()
            .at("2026-04-01T10:00Z", event="OutcomeDecided", data=not_substantiated())
            .at("2026-04-02T10:00Z", event="ParentObjection")
        )
        assert state(history, "OBJ-03", "2026-04-03T10:00Z") is RUNNING


class TestExceptions:
    """What excuses from a duty, while it lasts."""

    def missing(self, history: Scenario, at: str) -> Scenario:
        """Maya is reported missing."""
        data = {
            "child": "maya",
            "last_seen": "2026-03-27T15:00:00Z",
            "place": "school",
            "circumstances": "She left.",
        }
        return history.at("2026-03-31T10:00Z", event="WhereaboutsUnknown", data=data, occurred=at)

    def located(self, history: Scenario, at: str) -> Scenario:
        """Maya is found."""
        data = {"child": "maya", "place": "a friend’s home", "circumstances": "She was well."}
        return history.at("2026-03-31T11:00Z", event="ChildLocated", data=data, occurred=at)

    def test_a_child_who_cannot_be_found_need_not_be_seen(self) -> None:
        """But TIM-08 asks for a discussion within 24 hours."""
        history = self.missing(begun(), "2026-03-27T18:00:00Z")
        status = answer(history, "TIM-07", "2026-03-31T12:00Z")
        assert status.state is NOT_ASKED
        assert status.excused_by == history.enquiry.entries[-1]
        assert state(history, "TIM-08", "2026-03-31T12:00Z", "maya") is OVERDUE

    def test_a_discussion_on_finding_the_child_meets_its_limit(self) -> None:
        """TIM-08: a strategy discussion names no child, and is about whoever is missing."""
        history = self.missing(begun(), "2026-03-30T18:00:00Z").at(
            "2026-03-31T10:30Z",
            event="StrategyDiscussionHeld",
            data=discussion("2026-03-31T10:20Z") | {"discussion": 2, "initiating": False},
            occurred="2026-03-31T10:00Z",
        )
        assert state(history, "TIM-08", "2026-03-31T12:00Z", "maya") is MET

    def test_found_again_the_limit_counts_from_there(self) -> None:
        """Found on Monday at 10am: to be seen by Tuesday at 10am."""
        history = self.located(
            self.missing(begun(), "2026-03-27T18:00:00Z"), "2026-03-30T09:00:00Z"
        )
        due = answer(history, "TIM-07", "2026-03-31T12:00Z").due
        assert due is not None
        assert due.latest == instant("2026-03-31T09:00Z")
        assert state(seen(history, "2026-03-30T09:00:00Z"), "TIM-07", "2026-03-31T12:00Z") is MET
        assert state(seen(history, "2026-03-31T10:00:00Z"), "TIM-07", "2026-03-31T12:00Z") is LATE

    def test_a_report_after_the_limit_excuses_nothing(self) -> None:
        """The limit had been missed by then; a report on the day itself decides nothing."""
        assert (
            state(self.missing(begun(), "2026-03-28T16:00:00Z"), "TIM-07", "2026-03-31T12:00Z")
            is OVERDUE
        )
        assert state(self.missing(begun(), "2026-03-28"), "TIM-07", "2026-03-31T12:00Z") is UNTOLD

    def test_found_before_the_discussion_excuses_nothing(self) -> None:
        """An absence that was over when the limit began is no exception, and moves no limit."""
        history = self.located(
            self.missing(begun(), "2026-03-27T10:00:00Z"), "2026-03-27T12:00:00Z"
        )
        assert state(history, "TIM-07", "2026-03-31T12:00Z") is OVERDUE
        due = answer(history, "TIM-07", "2026-03-31T12:00Z").due
        assert due is not None
        assert due.latest == instant("2026-03-28T15:50Z")
