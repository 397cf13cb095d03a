"""What of the directory and the authority's stream is given: never less than verifiers need."""

import json
from dataclasses import replace
from typing import Any

import pytest

from crypto.statement import compose, segments
from domain.disclosure import (
    DecidingOfSigners,
    Policy,
    PolicyInvalid,
    load_policy,
    shipped_policies,
)
from domain.disclosure.policy import NEEDED
from domain.entry import Content, Entry
from domain.events import Event
from domain.events.authority import AUTHORITY_EVENTS
from domain.events.directory import DIRECTORY_EVENTS, Delegation, KeyRevoked, PractitionerEnrolled
from domain.values import Mark
from tests import scenario

COURT = shipped_policies()["court"]
OTHER = {"how": "telephone", "from": {"as": "Asha Rao", "agency": "Police", "role": "detective"}}


def policy(told: tuple[str, ...] = (), **rule: list[str]) -> Policy:
    """The policy for a court, which gives this of practitioners, with a rule more."""
    stated = "\n".join(f"{name} = {json.dumps(value)}" for name, value in rule.items())
    more = f'\n[[withhold]]\nreason = "third-party"\n{stated}' if rule else ""
    given = f"of_practitioners = {json.dumps(told)}"
    return load_policy(COURT.replace("of_practitioners = []", given) + more)


def recorded(event: type[Event], mark: Mark | None = None) -> Entry:
    """The event's example, recorded."""
    first = scenario.given().at("2026-03-02T12:00Z", event="ChildSeen").enquiry.entries[-1]
    frame = first.frame.model_copy(update={"type": event.event_type, "mark": mark, "actor": None})
    return replace(first, frame=frame, event=event.model_validate(event.example), parts={})


def withheld(entry: Entry, by: Policy, **content: Any) -> dict[str, str]:
    """What is withheld of it, with the reasons."""
    signed = {**_content(entry), **content}
    pieces = compose(type(entry.event).template, signed)
    signed["statement"] = segments(pieces)
    sources = [piece.source for piece in pieces]
    return dict(DecidingOfSigners(by).of(entry, signed, lambda: sources).parts)


def _content(entry: Entry) -> dict[str, Any]:
    return Content(entry.frame, entry.event, entry.parts).as_json()


@pytest.mark.parametrize("name", sorted(shipped_policies()))
def test_shipped_policies_say_that_they_give_nothing_personal(name: str) -> None:
    """Whoever reads one sees it; and one that says nothing, an older one, gives nothing either."""
    text = shipped_policies()[name]
    stated = load_policy(text)
    silent = "\n".join(line for line in text.splitlines() if "of_practitioners" not in line)
    assert silent != text
    assert load_policy(silent).give == stated.give
    enrolled = withheld(recorded(PractitionerEnrolled), stated)
    assert enrolled.pop("evidence") == "identity"
    assert all(path.startswith("statement.") for path in enrolled)


def test_each_is_given_where_a_policy_says_so() -> None:
    """By which papers somebody was known, or why somebody stood in: one without the other."""
    enrolled, stood_in = recorded(PractitionerEnrolled), recorded(Delegation)
    assert not withheld(enrolled, policy(("identity",)))
    assert withheld(stood_in, policy(("identity",)))["reason"] == "staffing"
    assert not withheld(stood_in, policy(("staffing",)))


def test_through_whom_a_registrar_knew_is_kept_with_it() -> None:
    """The same is told of an entry's source; that it was an own act tells nothing."""
    revoked = recorded(KeyRevoked)
    assert not withheld(revoked, policy(), source={"how": "own_act"})
    parts = withheld(revoked, policy(), source=OTHER)
    assert parts.pop("source") == "identity"
    assert parts  # the words that tell it
    assert all(path.startswith("statement.") for path in parts)
    assert not withheld(revoked, policy(("identity",)), source=OTHER)


@pytest.mark.parametrize("event", [*DIRECTORY_EVENTS, *AUTHORITY_EVENTS])
def test_what_signatures_are_checked_by_is_given_whatever_is_withheld(event: type[Event]) -> None:
    """Also of an entry that is marked as a whole, and by a rule for the fields of all events."""
    everything = [f"*.{name}" for name in event.model_fields]
    for parts in (
        withheld(recorded(event, "restricted"), policy(("identity", "staffing"))),
        withheld(recorded(event), policy(fields=everything)),
    ):
        assert not NEEDED & parts.keys()
        assert event.model_fields.keys() - NEEDED - _left_out(event) <= parts.keys()


def _left_out(event: type[Event]) -> set[str]:
    """Fields that its example does not have."""
    return event.model_fields.keys() - event.example.keys()


@pytest.mark.parametrize(
    "rule",
    [
        {"events": ["PractitionerEnrolled"]},
        {"events": ["LedgerKeyRetired"]},
        {"fields": ["DetailsCorrected.name"]},
        {"fields": ["ChildSeen.place", "KeyAdded.key"]},
    ],
    ids=str,
)
def test_no_rule_withholds_what_signatures_are_checked_by(rule: dict[str, list[str]]) -> None:
    """Whoever wrote it is told, instead of finding a bundle that does not verify."""
    with pytest.raises(PolicyInvalid, match="signatures are checked"):
        policy((), **rule)
