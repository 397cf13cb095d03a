"""Countersignatures: outstanding by capacity, given, returned, void, and by the wrong person."""

from typing import Any

import pytest

from domain.duties import State
from projections import Countersignatures, countersignatures
from tests.domain.judging import answer
from tests.projections.views import read, without, words
from tests.scenario import Scenario, given, professional

SIGN = {"countersigns": {"ref": "it"}}


def recorded(event: str = "StrategyRecord", profile: str = "hertfordshire") -> Scenario:
    """One entry that needs countersigning, on a Monday morning."""
    return given(profile).at("2026-03-02T10:00Z", event=event, ref="it")


def signed(history: Scenario, by: str, kind: str = "authorise", time: str = "12:00") -> Scenario:
    """The entry is countersigned."""
    data = SIGN | {"kind": kind}
    return history.at(f"2026-03-02T{time}Z", by=by, event="Countersignature", data=data)


def status(history: Scenario, now: str | None = None, *marks: Any) -> Countersignatures:
    """Where the countersignatures stand."""
    return countersignatures(read(history, now, without(*marks)))


def test_what_waits_is_listed_by_capacity_with_its_age() -> None:
    """A strategy record waits for a manager, and after two working days it is ageing."""
    view = status(recorded(), "2026-03-05T09:00+00:00")
    (one,) = view.outstanding
    assert (one.kind, one.titles) == ("authorise", ("Service Manager", "Team Manager"))
    assert (one.age.words, one.age.working_days) == ("2 days and 23 hours", 3)
    assert one.age.ageing
    assert [(waiting.role, waiting.entries) for waiting in view.waiting] == [
        ("service_manager", (1,)),
        ("team_manager", (1,)),
    ]
    assert not status(recorded(), "2026-03-04T17:00+00:00").outstanding[0].age.ageing


def test_what_is_given_says_by_whom_and_after_how_long() -> None:
    """And nothing is outstanding any more."""
    view = status(signed(recorded(), "tm"))
    (one,) = view.given
    assert (one.by.name, one.by.title, one.after.words) == ("Priya Nair", "Team Manager", "2 hours")
    assert view.outstanding == ()
    assert view.wrong_person == ()


def test_the_wrong_person_s_countersignature_is_of_no_effect() -> None:
    """It is shown with its clause, and the entry still waits."""
    view = status(signed(recorded(), "school"))
    (one,) = view.wrong_person
    assert (one.by.name, one.clause) == ("Grace Obi", "STR-39")
    assert "Service Manager or Team Manager" in one.words
    assert len(view.outstanding) == 1
    assert view.given == ()


def test_a_return_is_open_until_something_comes_of_it() -> None:
    """Returned with reasons; settled when the entry is corrected or countersigned after all."""
    data = {"returns": {"ref": "it"}, "reasons": "Who was present?"}
    returned = recorded().at("2026-03-02T11:00Z", by="tm", event="Return", data=data)
    (one,) = status(returned).returned
    assert (one.settled, words(one.reasons)) == (None, "Who was present?")
    assert status(returned).outstanding[0].returned
    assert status(signed(returned, "tm")).returned[0].settled == "countersigned"
    corrected = returned.at(
        "2026-03-02T13:00Z", event="StrategyRecord", corrects="it", because="Somebody was missing"
    )
    assert status(corrected).returned[0].settled == "corrected"


def test_a_corrected_record_needs_countersigning_again() -> None:
    """The countersignature stays and is void; the correction waits from when it was recorded."""
    history = signed(recorded(), "tm").at(
        "2026-03-02T15:00Z", event="StrategyRecord", corrects="it", because="A wrong date"
    )
    view = status(history)
    (void,) = view.void
    assert (void.entry.entry, void.replaced, void.replaced_by) == (1, "corrected", 3)
    assert [one.entry.entry for one in view.outstanding] == [3]
    assert view.given == ()


@pytest.mark.parametrize(("profile", "waiting"), [("hertfordshire", 0), ("standard", 1)])
def test_the_profile_says_whether_every_recording_is_countersigned(
    profile: str, waiting: int
) -> None:
    """REC-02 in the standard procedure; what the police record is not children's services'."""
    assert len(status(recorded("EmergencyAction", profile)).outstanding) == waiting
    by_police = given(profile).at("2026-03-02T10:00Z", by="police", event="EmergencyAction")
    assert status(by_police).outstanding == ()


def outcome(*deciders: str) -> Scenario:
    """An outcome decided by these people, recorded by the social worker."""
    data = {
        "child": "maya",
        "deciders": [professional(one) for one in deciders],
        "outcome": {"kind": "not_substantiated", "child_in_need": True},
        "rationale": "Nothing was found.",
        "immediate_risk": "None.",
        "long_term_risk": "Low.",
    }
    return given().at("2026-03-02T10:00Z", event="OutcomeDecided", data=data, ref="it")


def test_everybody_who_decided_signs_and_somebody_else_authorises() -> None:
    """The author has signed; the manager co-decides; the service manager authorises."""
    history = outcome("sw", "tm")
    assert [
        (one.kind, one.person.name if one.person else None) for one in status(history).outstanding
    ] == [("co_decide", "Priya Nair"), ("authorise", None)]
    decided = signed(history, "tm", "co_decide")
    assert [one.kind for one in status(decided).outstanding] == ["authorise"]
    authorised = signed(decided, "sm", "authorise", "13:00")
    assert status(authorised).outstanding == ()


def test_who_decided_cannot_authorise() -> None:
    """A service manager who co-decided and then authorises: of no effect, and the duty agrees."""
    history = signed(signed(outcome("sw", "sm"), "sm", "co_decide"), "sm", "authorise", "13:00")
    view = status(history)
    assert [one.by.name for one in view.wrong_person] == ["Colin Wray"]
    assert [one.kind for one in view.outstanding] == ["authorise"]
    assert answer(history, "REC-03", "2026-03-02T14:00+00:00").state is not State.MET


def test_a_doctor_confirms_her_own_words_and_nobody_else_s() -> None:
    """A report that a social worker deposited waits for the examiner, not for any doctor."""
    examiner = professional("doctor")
    data = {
        "child": "maya",
        "examiner": examiner,
        "concerns": {"ref": "medical"},
        "items": [{"kind": "findings", "text": "Four oval bruises."}],
    }
    history = (
        given()
        .at("2026-03-02T08:00Z", event="MedicalConducted", ref="medical")
        .at("2026-03-02T10:00Z", event="MedicalReport", data=data, ref="it")
    )
    (one,) = status(history).outstanding
    assert (one.kind, one.person and one.person.name) == ("confirm_words", "Dr Helen Marsh")
    assert len(status(signed(history, "nurse", "confirm_words")).outstanding) == 1
    assert status(signed(history, "doctor", "confirm_words")).outstanding == ()
    own = given().at("2026-03-02T08:00Z", event="MedicalConducted", ref="medical")
    own = own.at("2026-03-02T10:00Z", by="doctor", event="MedicalReport", data=data)
    assert status(own).outstanding == ()


def test_a_withheld_countersignature_does_not_leave_an_entry_waiting() -> None:
    """Who may not see that it was given is not told that it is missing."""
    data = SIGN | {"kind": "authorise"}
    history = recorded().at(
        "2026-03-02T12:00Z", by="tm", event="Countersignature", data=data, mark="restricted"
    )
    view = status(history, None, "restricted")
    assert (view.outstanding, view.given) == ((), ())
