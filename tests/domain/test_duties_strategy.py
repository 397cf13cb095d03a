"""Strategy discussions: whom each procedure asks to them, in which form, and what follows."""

from typing import Any

import pytest

from domain.duties import State
from domain.events import BY_NAME
from domain.findings import Finding
from domain.profiles import load_profile, shipped_profiles
from tests.domain.judging import discussion, found, state
from tests.scenario import Scenario, given, professional

NOW = "2026-04-30T12:00Z"
CARE = {"kind": "looked_after", "authority": "Northmoor Council", "basis": "section_20"}
SERVICE = {"agency": "Harbour Fostering", "person": "maya", "elsewhere": False}


def child(profile: str = "hertfordshire") -> Scenario:
    """An enquiry with its child."""
    data = {"person": {"p": "maya", "as": "Maya"}, "kind": "child", "household": "lives_there"}
    return given(profile).at("2026-03-27T09:00Z", event="PersonAdded", data=data)


def held(history: Scenario, time: str = "2026-03-27T16:00Z", **other: Any) -> Scenario:
    """A discussion of half an hour was held."""
    return history.at(
        time.replace("T16:00", "T17:00"),
        occurred=time,
        event="StrategyDiscussionHeld",
        data=discussion(time.replace("T16:00", "T16:30"), **other),
    )


def invited(history: Scenario, **participant: str) -> Scenario:
    """Somebody was invited."""
    data = {"discussion": 1, "participant": {"as": "Ruth Pell", **participant}}
    return history.at("2026-03-27T17:30Z", event="ParticipantInvited", data=data)


def considered(history: Scenario, code: str, decision: str = "not_needed") -> Scenario:
    """It was considered whether somebody takes part."""
    item = {"code": code, "as": "somebody", "decision": decision, "reason": "a reason"}
    data = {"discussion": 1, "considered": [item]}
    return history.at("2026-03-27T18:00Z", event="InvitationsConsidered", data=data)


def rows(findings: tuple[Finding, ...]) -> list[str]:
    """The rows of some findings."""
    return [finding.row for finding in findings]


class TestInvitations:
    """STR-04 to STR-17: by circumstance, by role or by a service known, as firmly as it says."""

    def test_only_where_the_circumstance_is_so(self) -> None:
        """A child at home needs no fostering service at the discussion."""
        at_home = child("standard")
        looked_after = at_home.at(
            "2026-03-27T10:00Z", event="PersonFact", data={"person": "maya", "fact": CARE}
        )
        assert found(held(at_home), NOW, "STR-10") == ()
        assert rows(found(held(looked_after), NOW, "STR-10")) == ["STR-10"]

    def test_what_became_so_later_was_not_to_be_known(self) -> None:
        """Nobody is blamed for a fact that came after the last discussion."""
        later = held(child("standard")).at(
            "2026-03-28T10:00Z", event="PersonFact", data={"person": "maya", "fact": CARE}
        )
        assert found(later, NOW, "STR-10") == ()

    def test_a_service_known_is_invited_by_name(self) -> None:
        """Another agency of the same kind will not do, however it is spelt; the role will."""
        known = child("standard").at(
            "2026-03-27T10:00Z",
            event="ServiceInvolved",
            data={**SERVICE, "service": "early_help"},
        )
        other = invited(held(known), role="early_help", agency="Another Charity")
        same = invited(held(known), role="early_help", agency="HARBOUR fostering")
        (finding,) = found(other, NOW, "STR-05")
        assert "Harbour Fostering" in finding.words
        assert found(same, NOW, "STR-05") == ()

    @pytest.mark.parametrize(("elsewhere", "excused"), [(False, True), (True, False)])
    def test_a_reason_will_do_but_not_where_it_says_must(
        self, elsewhere: bool, excused: bool
    ) -> None:
        """An agency elsewhere must be invited (STR-15); support at home should be (STR-05)."""
        data = {**SERVICE, "service": "early_help", "elsewhere": elsewhere}
        known = child("standard").at("2026-03-27T10:00Z", event="ServiceInvolved", data=data)
        row, code = ("STR-15", "elsewhere") if elsewhere else ("STR-05", "family_support")
        assert rows(found(held(known), NOW, row)) == [row]
        assert (found(considered(held(known), code), NOW, row) == ()) is excused

    def test_considering_to_invite_is_no_invitation(self) -> None:
        """Whoever is to be invited then has to be."""
        history = considered(held(child("standard")), "transport_police", "invite")
        assert rows(found(history, NOW, "STR-14")) == ["STR-14"]
        asked = invited(history, role="btp_officer", agency="British Transport Police")
        assert found(asked, NOW, "STR-14") == ()

    def test_a_doctor_is_present_and_not_only_invited(self) -> None:
        """Writing is taking part; an invitation alone is not."""
        medical = child().at("2026-03-27T10:00Z", event="MedicalConsidered")
        asked = held(invited(medical, role="paediatrician", agency="Lister Hospital"))
        assert "present" in found(asked, NOW, "STR-06")[0].words
        wrote = {"discussion": 1, "participant": professional("doctor")}
        there = asked.at(
            "2026-03-27T18:00Z",
            event="ParticipantAttended",
            data={**wrote, "attendance": {"kind": "written"}},
        )
        assert found(there, NOW, "STR-06") == ()

    def test_said_once_however_many_discussions_there_were(self) -> None:
        """Of the last of them, and the next one can put it right."""
        history = held(held(child("standard")), "2026-03-30T16:00Z", discussion=2, follows=2)
        (finding,) = found(history, NOW, "STR-14")
        assert finding.entries[0].seq == 3

    def test_legal_advice_will_do_instead_of_a_lawyer(self) -> None:
        """STR-16: invited, or advice sought."""
        harm = {
            "child": "maya",
            "likelihood": "suffering",
            "harms": ["physical"],
            "immediate": True,
            "grounds": "A knife.",
        }
        feared = child("standard").at("2026-03-27T10:00Z", event="HarmSuspected", data=harm)
        assert rows(found(held(feared), NOW, "STR-16")) == ["STR-16"]
        advised = feared.at("2026-03-27T11:00Z", event="LegalAdviceSought")
        assert found(held(advised), NOW, "STR-16") == ()


class TestForm:
    """STR-22 and STR-23: telephone or meeting, but face to face for listed concerns."""

    def exploited(self) -> Scenario:
        """A concern that the Standard procedure lists."""
        trigger = {"kind": "listed", "code": "exploitation", "as": "exploitation"}
        data = {"child": "maya", "trigger": trigger, "evidence": "Two telephones."}
        return child("standard").at("2026-03-27T10:00Z", event="StrategyTrigger", data=data)

    def test_listed_concerns_need_a_meeting_under_a_manager(self) -> None:
        """Either lack is said; a later discussion in the right form puts the first right."""
        chair = {"as": "Ruth", "role": "social_worker", "agency": "CS"}
        short = held(self.exploited(), mode="telephone", chair=chair)
        (finding,) = found(short, NOW, "STR-23")
        assert "face to face" in finding.words
        assert "chaired" in finding.words
        more = held(short, "2026-03-30T16:00Z", discussion=2, follows=3, mode="face_to_face")
        assert found(more, NOW, "STR-23") == ()

    def test_other_concerns_and_the_other_procedure_do_not(self) -> None:
        """A concern that is not listed may be discussed by telephone."""
        assert found(held(child("standard"), mode="telephone"), NOW, "STR-23") == ()
        assert found(held(child(), mode="telephone"), NOW, "STR-23") == ()

    def test_a_procedure_may_leave_out_a_form(self) -> None:
        """A third authority without video meetings finds one."""
        text = shipped_profiles()["standard"]
        strict = load_profile(text.replace('["telephone", "virtual",', '["telephone",'))
        history = Scenario(strict, held(child("standard")).enquiry)
        assert rows(found(history, NOW, "STR-22")) == ["STR-22"]
        assert found(held(child("standard")), NOW, "STR-22") == ()


class TestPlan:
    """STR-44: the plan leaves room for a decision on day 8 and a conference on day 15."""

    def test_names_the_dates_over_easter(self) -> None:
        """Good Friday and Easter Monday are no working days."""
        (finding,) = found(held(child()), NOW, "STR-44")
        assert "Friday 10 April 2026" in finding.words
        assert "Tuesday 21 April 2026" in finding.words

    @pytest.mark.parametrize(
        ("decision", "conference", "fits"),
        [
            ("2026-04-10", "2026-04-21", True),
            ("2026-04-13", "2026-04-21", False),
            ("2026-04-10", "2026-04-22", False),
        ],
    )
    def test_to_the_day(self, decision: str, conference: str, fits: bool) -> None:
        """A day later is too late, of either."""
        plan = {"discussion": 1, "plan": "See Maya.", "decision_by": decision}
        history = held(child()).at(
            "2026-03-27T18:00Z", event="StrategyPlan", data={**plan, "conference_by": conference}
        )
        assert (found(history, NOW, "STR-44") == ()) is fits


class TestActions:
    """STR-29 and TIM-16: an action is due when it was last agreed to be."""

    def test_varied_counts_from_the_new_date_only(self) -> None:
        """Late by the old date and in time by the new one is in time."""
        agreed = child().at("2026-03-02T16:00Z", event="StrategyRecord")
        varied = agreed.at("2026-03-03T11:00Z", event="ActionVaried")
        assert rows(found(agreed, "2026-03-03T13:00Z", "TIM-16")) == ["TIM-16"]
        assert found(varied, "2026-03-03T13:00Z", "TIM-16") == ()
        assert rows(found(varied, "2026-03-04T13:00Z", "TIM-16")) == ["TIM-16"]

    def test_agreed_anew_after_that_is_as_agreed_anew(self) -> None:
        """The last agreement counts, whatever its form."""
        history = child().at("2026-03-02T16:00Z", event="StrategyRecord")
        history = history.at("2026-03-03T11:00Z", event="ActionVaried")
        again = history.at("2026-03-03T11:30Z", event="StrategyRecord")
        (action,) = again.enquiry.actions()
        assert action.agreed.due.bounds()[1].isoformat() == "2026-03-03T12:00:00+00:00"


class TestLadder:
    """DIS-03 to DIS-05: each level answers within the days of the profile's ladder."""

    def raised(self, **other: Any) -> Scenario:
        """A difference that the team manager has a working day to settle, from a Friday."""
        about = {"kind": "way_of_working", "what": "Nobody rings back."}
        manager = {"as": "Priya Nair", "role": "team_manager", "agency": "CS"}
        data = {"about": about, "level": 1, "to": manager, "policy": "4.5.3", "reasons": "R."}
        return child().at(
            "2026-03-27T12:00Z", by="nurse", ref="esc", event="EscalationRaised",
            data={**data, **other},
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("now", "expected"),
        [("2026-03-30T22:59Z", State.RUNNING), ("2026-03-30T23:00Z", State.OVERDUE)],
    )
    def test_to_the_end_of_the_next_working_day(self, now: str, expected: State) -> None:
        """Over a weekend and the change to summer time."""
        assert state(self.raised(), "DIS-03", now) is expected

    def test_the_next_level_has_its_own_days_and_settles_the_first(self) -> None:
        """Two working days for the service manager; the same level again settles nothing."""
        step = {"concerns": {"ref": "esc"}, "reasons": "No answer."}
        up = {**step, "level": 2, "to": professional("sm")}
        same = {**step, "level": 1, "to": professional("tm")}
        raised = self.raised()
        climbed = raised.at("2026-03-30T12:00Z", event="EscalationProgressed", data=up)
        again = raised.at("2026-03-30T12:00Z", event="EscalationProgressed", data=same)
        late = {finding.entries[0].seq for finding in found(climbed, NOW, "DIS-03")}
        assert late == {3}
        assert {finding.entries[0].seq for finding in found(again, NOW, "DIS-03")} == {2, 3}

    def test_beyond_the_ladder_there_is_no_limit_but_a_finding(self) -> None:
        """A level that nobody has is found (DIS-04) and never overdue."""
        beyond = self.raised(level=9)
        assert state(beyond, "DIS-03", NOW) is State.RUNNING
        assert rows(found(beyond, NOW, "DIS-04")) == ["DIS-04"]

    def test_put_to_the_wrong_role_or_without_the_policy(self) -> None:
        """Both are said at once."""
        (finding,) = found(self.raised(to=professional("sm"), policy=None), NOW, "DIS-04")
        assert "another role" in finding.words
        assert "policy" in finding.words


class TestSharing:
    """STR-20 and STR-27: after the designated officer, and reviewed on its date."""

    def referred(self) -> Scenario:
        """A professional was referred to the designated officer."""
        return child().at("2026-03-02T09:30Z", event="LadoReferral")

    @pytest.mark.parametrize(
        ("consulted", "deviates"),
        [("2026-03-02T10:59Z", False), ("2026-03-02T11:00Z", False), ("2026-03-02T11:01Z", True)],
    )
    def test_before_the_family_is_told(self, consulted: str, deviates: bool) -> None:
        """When it happened decides, not when it was recorded."""
        told = self.referred().at("2026-03-02T11:00Z", event="EnquiryExplained")
        after = told.at("2026-03-02T12:00Z", occurred=consulted, event="LadoConsulted")
        assert rows(found(told, NOW, "STR-20")) == ["STR-20"]
        assert bool(found(after, NOW, "STR-20")) is deviates

    def test_nobody_alleged_against_needs_no_officer(self) -> None:
        """And the other procedure is silent on it."""
        told = child().at("2026-03-02T11:00Z", event="EnquiryExplained")
        assert found(told, NOW, "STR-20") == ()
        other = child("standard").at("2026-03-02T09:30Z", event="LadoReferral")
        assert found(other.at("2026-03-02T11:00Z", event="EnquiryExplained"), NOW, "STR-20") == ()

    def test_withheld_until_the_date_of_review(self) -> None:
        """Overdue the day after; a later decision about it is the review."""
        withheld = child().at("2026-03-02T12:00Z", event="FamilyInformationSharing", ref="w")
        assert state(withheld, "STR-27", "2026-03-04T23:59Z") is State.RUNNING
        assert state(withheld, "STR-27", "2026-03-05T00:00Z") is State.OVERDUE
        again = {**BY_NAME["FamilyInformationSharing"].example, "concerns": {"ref": "w"}}
        again["decision"] = {"kind": "share"}
        reviewed = withheld.at("2026-03-04T12:00Z", event="FamilyInformationSharing", data=again)
        assert state(reviewed, "STR-27", NOW) is State.MET


class TestLead:
    """STR-32: who leads what is decided before anybody is interviewed."""

    def test_said_of_the_first_interview_only(self) -> None:
        """Deciding later does not make it earlier; recording it later does no harm."""
        once = child().at("2026-03-02T11:00Z", event="ParentInterviewed")
        twice = once.at("2026-03-02T12:00Z", event="ParentInterviewed")
        assert len(found(twice, NOW, "STR-32")) == 1
        late = twice.at("2026-03-02T13:00Z", event="EnquiryModeDecided")
        assert len(found(late, NOW, "STR-32")) == 1
        early = twice.at(
            "2026-03-02T13:00Z", occurred="2026-03-02T10:00Z", event="EnquiryModeDecided"
        )
        assert found(early, NOW, "STR-32") == ()
