"""Duties and findings as readers see them."""

from typing import Any, Final, get_args

import pytest

from domain.duties import Gravity, State
from domain.events import BY_NAME
from domain.events.consent import MedicalConsent
from projections import Duties, duties
from projections.duties import GravityName, StateName
from tests.domain.judging import person, responsible
from tests.projections.views import read, without
from tests.scenario import Scenario, given

HELD = "2026-03-02T15:00:00Z"
MARK: Final = "third_party"


def discussed() -> Scenario:
    """Maya is known, and a discussion started section 47 enquiries."""
    return (
        given()
        .at("2026-03-02T09:00Z", event="PersonAdded", data=person("maya", "Maya Carter", "child"))
        .at("2026-03-02T16:00Z", event="StrategyDiscussionHeld", occurred=HELD)
    )


def shown(history: Scenario, now: str, *marks: Any) -> Duties:
    """The duties at a time."""
    return duties(read(history, now, without(*marks)))


def test_views_and_the_domain_name_states_and_gravities_alike() -> None:
    """No value of the domain is without its name in the view, and in the same order."""
    assert get_args(StateName) == tuple(state.value for state in State)
    assert get_args(GravityName) == tuple(gravity.value for gravity in Gravity)


def test_the_gravest_and_most_urgent_come_first() -> None:
    """The child not seen in time stands before what is still running or about records."""
    view = shown(discussed(), "2026-03-06T09:00+00:00")
    ranks = [get_args(GravityName).index(one.gravity) for one in view.duties]
    assert ranks == sorted(ranks)
    assert (view.duties[0].gravity, view.duties[0].state) == ("child_safety", "overdue")
    graver = [get_args(GravityName).index(one.gravity) for one in view.findings]
    assert graver == sorted(graver)


def test_a_duty_says_for_whom_since_when_and_what_puts_it_right() -> None:
    """Enough to act on, with the procedure's own words."""
    view = shown(discussed(), "2026-03-03T09:00+00:00")
    (seen,) = (one for one in view.duties if one.row == "TIM-07")
    assert (seen.state, seen.person, seen.name) == ("running", "maya", "Maya Carter")
    assert seen.due is not None
    assert (seen.remedy, seen.entries) == ("ChildSeen", (2,))
    assert "social_worker" in seen.may_put_right
    assert seen.quote is not None


def test_findings_carry_their_explanations_and_stay() -> None:
    """An explanation stands beside a finding and clears nothing."""
    data = {"duty": "TIM-07", "person": "maya", "reasons": "The road was closed by snow."}
    history = discussed().at("2026-03-06T08:00Z", event="DelayExplained", data=data)
    view = shown(history, "2026-03-06T09:00+00:00")
    (late,) = (one for one in view.findings if one.row == "TIM-07")
    assert (late.kind, late.explained_by) == ("overdue", (3,))


def test_what_rests_on_a_withheld_entry_is_counted_and_not_told() -> None:
    """A restricted whereabouts entry: neither its duty nor its finding says that there is one."""
    history = discussed().at("2026-03-02T17:00Z", event="WhereaboutsUnknown", mark="restricted")
    whole = shown(history, "2026-03-06T09:00+00:00")
    view = shown(history, "2026-03-06T09:00+00:00", "restricted")
    assert any(3 in one.entries for one in whole.duties)
    assert not any(3 in one.entries for one in view.duties)
    assert not any(3 in one.entries for one in view.findings)
    assert view.withheld_duties == len(whole.duties) - len(view.duties) > 0
    assert view.withheld_findings == len(whole.findings) - len(view.findings) > 0


def test_a_name_that_is_withheld_is_not_told_by_a_duty() -> None:
    """Maya's new name is restricted, so the duties that would say it are only counted."""
    data = {"person": "maya", "fact": {"kind": "name", "name": "Anna Blythe"}}
    history = discussed().at("2026-03-02T17:00Z", event="PersonFact", data=data, mark="restricted")
    assert "Anna" in shown(history, "2026-03-03T09:00+00:00").model_dump_json()
    view = shown(history, "2026-03-03T09:00+00:00", "restricted")
    assert "Anna" not in view.model_dump_json()
    assert view.withheld_duties > 0
    overdue = shown(history, "2026-03-06T09:00+00:00", "restricted")
    assert "Anna" not in overdue.model_dump_json()
    assert overdue.withheld_findings > 0


def test_who_is_responsible_by_a_withheld_fact_is_not_told_by_a_duty() -> None:
    """That Craig is to be told of the enquiry would tell that he has parental responsibility."""
    history = discussed()
    for who, name in (("dawn", "Dawn Carter"), ("craig", "Craig Doyle")):
        history = history.at(
            "2026-03-02T16:30Z", event="PersonAdded", data=person(who, name, "parent")
        )
    history = history.at("2026-03-02T16:40Z", event="PersonFact", data=responsible("dawn"))
    history = history.at(
        "2026-03-02T16:40Z", event="PersonFact", data=responsible("craig"), mark="restricted"
    ).at("2026-03-02T16:50Z", event="Section47Initiated")
    now = "2026-03-20T09:00+00:00"

    def told(*marks: Any) -> set[str | None]:
        view = shown(history, now, *marks)
        found = [(one.row, one.person) for one in view.duties]
        found += [(one.row, one.person) for one in view.findings]
        return {person for row, person in found if row == "PAR-01"}

    assert told() == {"dawn", "craig"}
    assert told("restricted") == {"dawn"}
    assert "Craig" not in shown(history, now, "restricted").model_dump_json()


def test_a_withheld_contribution_hides_no_duty() -> None:
    """That a record of the discussion waits to be authorised is told to who sees most of it."""
    example = BY_NAME["StrategyRecord"].example
    secret = {**example["contributions"][0], "mark": "restricted"}
    data = {**example, "contributions": [secret, *example["contributions"][1:]]}
    history = discussed().at("2026-03-02T17:00Z", event="StrategyRecord", data=data)
    now = "2026-03-20T09:00+00:00"
    told = [one.row for one in shown(history, now).duties if 3 in one.entries]
    assert told
    assert [one.row for one in shown(history, now, "restricted").duties if 3 in one.entries] == told


def test_a_limit_that_a_withheld_outcome_set_is_not_told() -> None:
    """An objection was to be answered before an outcome that is restricted: its day is too."""
    history = (
        discussed()
        .at("2026-03-03T09:00Z", event="ParentObjection")
        .at("2026-03-05T10:05Z", event="OutcomeDecided", mark="restricted")
    )
    whole = shown(history, "2026-03-06T09:00+00:00")
    (unanswered,) = (one for one in whole.duties if one.row == "OBJ-03")
    assert unanswered.entries == (3, 4)
    told = shown(history, "2026-03-06T09:00+00:00", "restricted").model_dump_json()
    assert "5 March" not in told
    assert "OBJ-03" not in told


@pytest.mark.parametrize("withdrawn", ["2026-03-03T10:00:00Z", "2026-03-03"])
def test_a_consent_that_was_taken_back_is_told_to_who_may_know(withdrawn: str) -> None:
    """An “overdue” beside a consent that everybody reads would tell of the withheld withdrawal."""
    back = {**MedicalConsent.example, "answer": "withdrew"}
    history = (
        discussed()
        .at("2026-03-03T09:00Z", event="MedicalConsent")
        .at("2026-03-04T08:00Z", event="MedicalConsent", data=back, occurred=withdrawn, mark=MARK)
        .at("2026-03-04T10:00Z", event="MedicalConducted", occurred="2026-03-03T14:00:00Z")
    )
    whole = shown(history, "2026-03-06T09:00+00:00")
    (consent,) = (one for one in whole.duties if one.row == "MED-09")
    assert consent.entries == (3, 4, 5)
    view = shown(history, "2026-03-06T09:00+00:00", MARK)
    assert not any(one.row == "MED-09" for one in view.duties)
    assert not any(one.row == "MED-09" for one in view.findings)
