"""An enquiry is its history: what stands, what was replaced, who is in it, and what is open."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.enquiry import Enquiry
from domain.entry import Entry
from domain.events.child import ChildSeen
from domain.events.parents import ObjectionResponse, ParentObjection
from domain.events.people import PersonAdded
from tests import scenario
from tests.scenario import Scenario, professional


def added(history: Scenario, who: str, kind: str, household: str = "lives_there") -> Scenario:
    """Somebody of the family added at ten."""
    person = {"p": who, "as": scenario.FAMILY[who][0]}
    data = {"person": person, "kind": kind, "household": household}
    return history.at("2026-03-02T10:00Z", event="PersonAdded", data=data)


def fact(history: Scenario, who: str, since: str | None = None, **facts: Any) -> Scenario:
    """A fact about somebody, recorded at half past ten."""
    data = {"person": who, "fact": facts} | ({"since": since} if since else {})
    return history.at("2026-03-02T10:30Z", event="PersonFact", data=data)


def agreed(history: Scenario, *numbers: int, what: str = "Visit.", **frame: Any) -> Scenario:
    """A strategy record with these actions."""
    actions = [
        {"number": number, "what": what, "owner": professional("sw"), "due": "2026-03-04"}
        for number in numbers
    ]
    data = {"discussion": 1, "actions": actions}
    return history.at("2026-03-02T12:00Z", event="StrategyRecord", data=data, **frame)


def objection(**frame: Any) -> Scenario:
    """An enquiry with one objection."""
    return scenario.given().at("2026-03-02T10:00Z", event="ParentObjection", ref="o1", **frame)


def test_an_enquiry_is_its_history() -> None:
    """Equal histories are equal enquiries, whatever was asked of them before."""
    one, other = objection().enquiry, objection().enquiry
    assert one.children == ()
    assert one == other
    assert Enquiry(one.id).with_entry(one.entry(1)) == one
    assert one.at_version(0) == Enquiry(one.id)


@given(st.lists(st.integers(0, 23), max_size=8).map(sorted), st.integers(0, 23))
def test_as_known_then_is_a_shorter_history(hours: list[int], hour: int) -> None:
    """As known at a time is the same enquiry at the version that it had then, for any time."""
    history = scenario.given()
    for at in hours:
        history = history.at(f"2026-03-02T{at:02}:00Z", event="ParentObjection")
    known = history.enquiry.as_known_at(datetime(2026, 3, 2, hour, 30, tzinfo=UTC))
    assert known == history.enquiry.at_version(sum(at <= hour for at in hours))
    assert known.as_known_at(datetime(2026, 3, 3, tzinfo=UTC)) == known


@pytest.mark.parametrize("seq", [0, 2, -1])
def test_there_is_nothing_beyond_the_ends(seq: int) -> None:
    """Positions count from 1, and never from the end."""
    with pytest.raises(IndexError, match="1 entries"):
        objection().enquiry.entry(seq)


def test_a_correction_replaces_and_both_stay() -> None:
    """What is corrected no longer stands but is there, and names what replaced it."""
    history = objection().at(
        "2026-03-02T11:00Z", event="ParentObjection", corrects="o1", because="Wrong date."
    )
    old, new = history.enquiry.entries
    assert list(history.enquiry.standing()) == [new]
    assert history.enquiry.replaced_by(old) == new
    assert history.enquiry.replaced_by(new) is None
    assert history.enquiry.all(ParentObjection) == (new,)
    assert history.enquiry.at_version(1).all(ParentObjection) == (old,)


def test_a_withdrawal_replaces_and_stands_itself() -> None:
    """What is withdrawn no longer stands; that it was withdrawn does."""
    data = {"withdraws": {"ref": "o1"}, "reasons": "Another family."}
    enquiry = objection().at("2026-03-02T11:00Z", event="Withdrawal", data=data).enquiry
    assert enquiry.first(ParentObjection) is None
    assert [type(entry.event).__name__ for entry in enquiry.standing()] == ["Withdrawal"]


def test_a_reference_into_another_stream_replaces_nothing_here() -> None:
    """Only this enquiry's own entries are replaced: a sibling has the same numbers."""
    enquiry = objection().enquiry
    sibling = scenario.given().at("2026-03-02T10:00Z", event="ParentObjection").enquiry
    correction = objection().at(
        "2026-03-02T11:00Z", event="ParentObjection", corrects="o1", because="x"
    )
    other = Enquiry("0190a6c0-0000-4000-8000-00000000e002", sibling.entries)
    assert len(list(other.with_entry(correction.enquiry.entry(2)).standing())) == 2
    assert len(list(enquiry.standing())) == 1


def test_answers_name_what_they_answer() -> None:
    """A response refers to its objection by relation, number and digest."""
    history = objection().at(
        "2026-03-02T11:00Z",
        event="ObjectionResponse",
        data={"answers": {"ref": "o1"}, "person": "dawn", "way": "letter", "response": "Noted."},
    )
    said, response = history.enquiry.entries
    assert [(ref.rel, ref.seq, ref.digest) for ref in response.refs] == [
        ("answers", said.seq, said.digest)
    ]
    assert history.enquiry.last(ObjectionResponse) == response


def test_questions_by_class_and_pattern() -> None:
    """First, last and all follow the order of recording and narrow by pattern."""
    history = scenario.given()
    for place in ("school", "home", "school"):
        data = {**ChildSeen.example, "place": place}
        history = history.at("2026-03-02T10:00Z", event="ChildSeen", data=data)
    enquiry = history.enquiry
    assert _seqs(enquiry.all(ChildSeen.where(place="school"))) == [1, 3]
    assert enquiry.first(ChildSeen.where(place="home")) == enquiry.entry(2)
    assert enquiry.last(ChildSeen) == enquiry.entry(3)
    assert enquiry.last(ParentObjection) is None
    assert [event.place for _, event in enquiry.of(ChildSeen)] == ["school", "home", "school"]


def test_people_and_their_names() -> None:
    """Whoever was added is there, with the current name first and the children apart."""
    history = added(
        added(added(scenario.given(), "dawn", "parent"), "maya", "child"), "leo", "sibling"
    )
    history = fact(history, "dawn", kind="alias", name="Dawnie")
    history = fact(history, "dawn", kind="name", name="Dawn Lee")
    assert [child.id for child in history.enquiry.children] == ["maya", "leo"]
    assert history.enquiry.people["dawn"].name == "Dawn Lee"
    assert history.enquiry.names_in_use()["dawn"] == ("Dawn Lee", "Dawn Carter", "Dawnie")


def test_facts_hold_from_their_day_until_the_next() -> None:
    """A later fact ends an earlier one of its kind, and a fact of the opposite kind ends it too."""
    history = added(scenario.given(), "maya", "child")
    history = fact(history, "maya", "2026-01-05", kind="in_hospital", hospital="Lister")
    history = fact(history, "maya", "2026-02-01", kind="left_hospital")
    maya = history.enquiry.people["maya"]
    assert maya.fact("in_hospital") is None
    assert maya.fact("in_hospital", date(2026, 1, 4)) is None
    held = maya.fact("in_hospital", date(2026, 1, 31))
    assert held
    assert held.since == date(2026, 1, 5)
    assert maya.fact("in_hospital", date(2026, 2, 1)) is None
    assert len(maya.history("left_hospital")) == 2
    assert maya.fact("born") is None


def test_a_fact_corrected_is_gone() -> None:
    """Facts follow what stands: a corrected date of birth is the only one."""
    history = added(scenario.given(), "maya", "child").at(
        "2026-03-02T10:30Z",
        event="PersonFact",
        data={"person": "maya", "fact": {"kind": "born", "on": "2016-05-01"}},
        ref="born",
    )
    history = history.at(
        "2026-03-02T11:00Z",
        event="PersonFact",
        data={"person": "maya", "fact": {"kind": "born", "on": "2016-05-10"}},
        corrects="born",
        because="Misread.",
    )
    facts = history.enquiry.people["maya"].facts
    assert [str(getattr(found.fact, "on", None)) for found in facts] == ["2016-05-10"]


def test_a_fact_about_nobody_is_left_out() -> None:
    """A fact about somebody who was withdrawn belongs to no one."""
    history = fact(scenario.given(), "maya", kind="born", on="2016-05-01")
    assert history.enquiry.people == {}


def test_actions_are_open_until_completed() -> None:
    """An agreed action is open until an entry says that it was carried out."""
    history = agreed(scenario.given(), 2, 1)
    assert _numbers(history.enquiry.open_actions()) == [1, 2]
    done = history.at(
        "2026-03-03T09:00Z", event="ActionCompleted", data={"action": 1, "outcome": "Seen."}
    )
    assert _numbers(done.enquiry.open_actions()) == [2]
    assert [action.completed for action in done.enquiry.actions()] == [done.enquiry.entry(2), None]


def test_an_action_agreed_again_is_as_agreed_last() -> None:
    """A correction or a later record restates an action; its completion still counts."""
    history = agreed(scenario.given(), 1, ref="first").at(
        "2026-03-03T09:00Z", event="ActionCompleted", data={"action": 1, "outcome": "Seen."}
    )
    history = agreed(history, 1, 3, what="Visit both.", corrects="first", because="Both children.")
    assert _numbers(history.enquiry.open_actions()) == [3]
    assert history.enquiry.actions()[0].entry.seq == 3


def test_a_class_names_its_own_events_only() -> None:
    """Questions by class never mix events up, over one of each."""
    history = added(scenario.given(), "maya", "child")
    for name in ("ParentObjection", "ChildSeen", "StrategyRecord"):
        history = history.at("2026-03-02T12:00Z", event=name)
    assert _seqs(history.enquiry.all(PersonAdded)) == [1]
    assert _seqs(history.enquiry.all(ChildSeen)) == [3]


def _seqs(entries: tuple[Entry, ...]) -> list[int]:
    return [entry.seq for entry in entries]


def _numbers(actions: Any) -> list[int]:
    return [action.agreed.number for action in actions]
