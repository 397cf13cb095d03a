"""Combinations in which a duty once blamed somebody who had done right, or spared a breach."""

from typing import Any

import pytest

from domain.duties import State
from tests.domain.judging import discussion, found, of, person, responsible, state
from tests.scenario import Scenario, given, professional

NOW = "2026-03-30T12:00Z"


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


class TestWhoSaw:
    """TIM-07: the child is seen by children’s services or the police, whoever wrote it down."""

    @pytest.mark.parametrize(
        ("by", "expected"),
        [("sw", State.MET), ("police", State.MET), ("school", State.OVERDUE)],
    )
    def test_a_teacher_sees_the_child_every_day(self, by: str, expected: State) -> None:
        """That is not what the procedure asks for."""
        history = discussed(begun()).at(
            "2026-03-02T11:00Z", event="ChildSeen", actor=professional(by)
        )
        assert state(history, "TIM-07", NOW, "maya") is expected


class TestFoundAgain:
    """TIM-08: whoever was found within the day need not be looked for."""

    def missing(self) -> Scenario:
        """Maya was missing and found on 1 March, and is missing again since 3 March at 9am."""
        lost = {"event": "WhereaboutsUnknown", "data": of("WhereaboutsUnknown", child="maya")}
        found_then = {"event": "ChildLocated", "data": of("ChildLocated", child="maya")}
        steps: tuple[tuple[str, dict[str, Any]], ...] = (
            ("2026-03-01T10:00Z", lost),
            ("2026-03-01T12:00Z", found_then),
            ("2026-03-03T09:00Z", lost),
        )
        history = begun()
        for time, step in steps:
            history = history.at(time, **step)
        return history

    @pytest.mark.parametrize(
        ("at", "rows"),
        [("2026-03-03T11:00Z", []), ("2026-03-04T09:01Z", ["TIM-08"]), (None, ["TIM-08"])],
    )
    def test_within_the_day_and_not_after_it(self, at: str | None, rows: list[str]) -> None:
        """Found on 1 March, she was not found on 3 March."""
        history = self.missing()
        if at:
            history = history.at(at, event="ChildLocated", data=of("ChildLocated", child="maya"))
        assert [one.row for one in found(history, NOW, "TIM-08")] == rows


def test_an_authority_under_a_care_order_is_no_parent_to_be_interviewed() -> None:
    """PAR-01 and PAR-03 are asked for people."""
    care = responsible("council")
    care["fact"]["basis"] = "care_order"
    history = (
        begun()
        .at("2026-03-01T10:00Z", event="PersonAdded", data=person("council", "Luton", "other"))
        .at("2026-03-01T10:00Z", event="PersonFact", data=care)
        .at("2026-03-02T10:00Z", event="Section47Initiated")
        .at("2026-03-20T10:00Z", event="OutcomeDecided")
    )
    assert {one.person for one in found(history, NOW, "PAR-01", "PAR-03")} == {"dawn"}


class TestReportWithheld:
    """TIM-09: no parent has to be sent what it was decided to keep from them."""

    def planned(self, ended: str | None = None) -> Scenario:
        """Dawn is not to be involved; the conference is on Thursday 19 March."""
        history = (
            begun()
            .at("2026-03-09T10:00Z", event="ConferencePlanned")
            .at(
                "2026-03-09T11:00Z",
                event="InvolvementDeferred",
                data=of("InvolvementDeferred", person="dawn"),
                ref="deferred",
            )
        )
        review = of("DeferralReviewed", answers={"ref": "deferred"}, person="dawn")
        return history.at(ended, event="DeferralReviewed", data=review) if ended else history

    @pytest.mark.parametrize(
        ("ended", "expected"),
        [
            (None, State.NOT_APPLICABLE),
            ("2026-03-12T10:00Z", State.OVERDUE),
            ("2026-03-18T10:00Z", State.NOT_APPLICABLE),
        ],
    )
    def test_while_it_is_decided_so(self, ended: str | None, expected: State) -> None:
        """Monday 16 March is the last day; what stood in the way until then is what counts."""
        assert state(self.planned(ended), "TIM-09", NOW, "dawn") is expected


def test_an_outcome_that_rests_on_what_was_withdrawn() -> None:
    """OUT-02: it named a visit, which turned out to be one to another child."""
    history = (
        discussed(begun())
        .at("2026-03-02T11:00Z", event="ChildSeen", ref="visit")
        .at(
            "2026-03-09T10:00Z",
            event="OutcomeDecided",
            data=of("OutcomeDecided", concerns=[{"ref": "held"}, {"ref": "visit"}]),
        )
    )
    assert found(history, NOW, "OUT-02") == ()
    mended = history.at("2026-03-10T10:00Z", event="ChildSeen", corrects="visit")
    assert found(mended, NOW, "OUT-02") == ()
    gone = history.at(
        "2026-03-10T10:00Z",
        event="Withdrawal",
        data={"withdraws": {"ref": "visit"}, "reasons": "It was another child."},
    )
    (finding,) = found(gone, NOW, "OUT-02")
    assert "withdrawn" in finding.words


class TestAsItStoodThen:
    """Facts count as they were on the day, and not as they are now."""

    def consented(self, **authority: Any) -> Scenario:
        """A consent of 2 March."""
        data = of("MedicalConsent", authority=authority)
        return begun().at("2026-03-02T10:00Z", event="MedicalConsent", data=data)

    @pytest.mark.parametrize(("since", "count"), [("2026-03-10", 0), ("2026-03-01", 1)])
    def test_parental_responsibility(self, since: str, count: int) -> None:
        """MED-13: an order of 10 March takes nothing back from a consent of 2 March."""
        history = self.consented(kind="pr_holder", person="dawn", capacity=True)
        ended = fact("dawn", kind="no_parental_responsibility", child="maya") | {"since": since}
        history = history.at("2026-03-10T10:00Z", event="PersonFact", data=ended)
        assert len(found(history, NOW, "MED-13")) == count

    @pytest.mark.parametrize(("since", "count"), [("2026-03-10", 0), ("2026-03-01", 1)])
    def test_a_care_order(self, since: str, count: int) -> None:
        """MED-14: nor does the discharge of a care order."""
        held = fact("maya", kind="looked_after", authority="Hertfordshire", basis="care_order")
        officer = professional("tm")
        history = self.consented(kind="la_care_order", order="WD25C00011", officer=officer)
        history = history.at("2026-03-02T11:00Z", event="PersonFact", data=held)
        ended = fact("maya", kind="not_looked_after") | {"since": since}
        history = history.at("2026-03-10T10:00Z", event="PersonFact", data=ended)
        orders = [one for one in found(history, NOW, "MED-14") if "not recorded" in one.words]
        assert len([one for one in orders if "care order" in one.words]) == count

    def test_a_later_fact_of_the_same_day_replaces_an_earlier_one(self) -> None:
        """PAR-09: first an interpreter was thought to be needed, then not."""
        history = begun().at("2026-03-02T10:00Z", event="Section47Initiated")
        for minute, needed in ((1, True), (2, False)):
            data = fact("dawn", kind="language", language="Polish", interpreter=needed)
            history = history.at(f"2026-03-02T10:0{minute}Z", event="PersonFact", data=data)
        told = history.at("2026-03-02T11:00Z", event="EnquiryExplained")
        assert found(told, NOW, "PAR-09") == ()

    @pytest.mark.parametrize(
        ("ended", "seen", "again", "count"),
        [
            ("2026-03-02T09:00Z", "2026-03-02T10:00Z", None, 0),
            ("2026-03-20T09:00Z", "2026-03-02T10:00Z", None, 1),
            ("2026-03-02T09:00Z", "2026-03-04T10:00Z", "2026-03-03T10:00Z", 1),
        ],
    )
    def test_court_proceedings(self, ended: str, seen: str, again: str | None, count: int) -> None:
        """SEE-11: seen while they went on, without advice; they may end, and begin again."""
        court = fact("maya", kind="court_proceedings", court="Watford", case_number="WD1")
        over = fact("maya", kind="proceedings_ended")
        steps: list[tuple[str, str, dict[str, Any] | None]]
        steps = [("2026-03-01T12:00Z", "PersonFact", court), (ended, "PersonFact", over)]
        steps += [(seen, "ChildSeen", None)] + ([(again, "PersonFact", court)] if again else [])
        history = begun()
        for time, event, data in sorted(steps, key=lambda one: one[0]):
            history = history.at(time, event=event, data=data)
        assert len(found(history, NOW, "SEE-11")) == count


def test_a_whole_day_is_called_by_its_name() -> None:
    """Not “at midnight”, of which a day has two."""
    history = given().at(
        "2026-03-02T09:30Z",
        event="StrategyDiscussionHeld",
        data=discussion({"on": "2026-03-01"}),
        occurred="2026-03-01",
    )
    (finding,) = found(history, "2026-03-02T12:00Z", "TIM-07")
    assert "by some time on Monday 2 March 2026 (24 hours)" in finding.words


@pytest.mark.parametrize(("who", "rows"), [("dawn", ["PAR-08"]), ("leo", [])])
def test_a_parent_who_moved_out_lives_elsewhere_too(who: str, rows: list[str]) -> None:
    """PAR-08: learned later or from the first day, it is arranged how that parent takes part."""
    moved = fact(who, kind="household", household="lives_elsewhere")
    history = (
        begun()
        .at("2026-03-03T10:00Z", event="PersonFact", data=moved)
        .at("2026-03-20T10:00Z", event="OutcomeDecided")
    )
    assert [one.row for one in found(history, NOW, "PAR-08")] == rows
