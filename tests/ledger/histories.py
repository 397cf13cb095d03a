"""Invented histories of enquiries for tests of the register: whole ones, and random ones."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from hypothesis import strategies as st

from domain.entry import Entry
from domain.events import BY_NAME
from domain.events.base import content_of_fields
from tests.ledger.telling import at
from tests.scenario import FAMILY, Scenario, professional

START: Final = datetime(2026, 3, 2, 9, tzinfo=UTC)

_EXAMPLES: Final = (
    "ReferralReceived",
    "HarmSuspected",
    "StrategyDiscussionConvened",
    "ParticipantInvited",
    "StrategyDiscussionHeld",
    "StrategyRecord",
    "Section47Initiated",
    "Section47NotInitiated",
    "AgencyCheckRequested",
    "ChildSeen",
    "WhereaboutsUnknown",
    "ParentObjection",
    "EmergencyAction",
    "ConferencePlanned",
    "ConferenceHeld",
    "EmergencyTreatment",
    "LegalHold",
)
"""Events whose examples refer to no other entry."""
_PEOPLE: Final = tuple(FAMILY)
_ABOUT: Final = ("Countersignature", "Return", "Withdrawal", "correction", "OutcomeDecided")

Step = tuple[str, str, int, int, bool]
"""An event, by whom, hours since the last step, which entry counted back, if at a vague time."""

steps: Final[st.SearchStrategy[list[Step]]] = st.lists(
    st.tuples(
        st.sampled_from((*_EXAMPLES, *_PEOPLE, "Named", *_ABOUT, *_ABOUT)),
        st.sampled_from(("sw", "sw2", "tm", "sm", "police", "doctor")),
        st.integers(0, 80),
        st.integers(0, 7),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


def told(stream: str, plan: list[Step], profile: str = "hertfordshire") -> Scenario:
    """The history that a plan makes; a step about an earlier entry is left out where it misfits."""
    story, time = at(stream, profile), START
    for name, by, hours, back, vague in plan:
        time += timedelta(hours=hours)
        frame: dict[str, Any] = {"by": by}
        if vague:
            frame["occurred"] = {"about": time.isoformat(), "within": 600}
        story = _step(story, time.isoformat(), name, back, frame)
    return story


def _step(story: Scenario, time: str, name: str, back: int, frame: dict[str, Any]) -> Scenario:
    if name in FAMILY:
        person = {"p": name, "as": FAMILY[name][0]}
        kind = "child" if name in {"maya", "leo"} else "parent"
        data = {"person": person, "kind": kind, "household": "lives_there"}
        return story.at(time, event="PersonAdded", data=data, **frame)
    if name == "Named":
        data = {"person": "dawn", "fact": {"kind": "alias", "name": f"Dawn O’Hara-Łuk {back}"}}
        return story.at(time, event="PersonFact", data=data, **frame)
    if name in _EXAMPLES:
        return story.at(time, event=name, **frame)
    target = _target(story, back)
    return _about(story, time, name, target, frame) if target else story


def _target(story: Scenario, back: int) -> Entry | None:
    """A standing entry, counted from the last."""
    standing = list(story.enquiry.standing())
    return standing[-1 - back] if back < len(standing) else None


def _about(story: Scenario, time: str, name: str, target: Entry, frame: dict[str, Any]) -> Scenario:
    data: dict[str, Any]
    match name:
        case "Countersignature":
            kinds = [need.kind for need in target.event.countersign] or ["acknowledge"]
            data = {"countersigns": target.seq, "kind": kinds[target.seq % len(kinds)]}
        case "Return":
            data = {"returns": target.seq, "reasons": "Who was there?"}
        case "Withdrawal":
            data = {"withdraws": target.seq, "reasons": "Another family."}
        case "OutcomeDecided":
            deciders = [professional("sw"), professional("tm")]
            example = BY_NAME[name].example
            data = {**example, "deciders": deciders, "concerns": [target.seq]}
        case _:
            return _correction(story, time, target, frame)
    return story.at(time, event=name, data=data, **frame)


def _correction(story: Scenario, time: str, target: Entry, frame: dict[str, Any]) -> Scenario:
    """The same words again, at another time."""
    data = {name: value["v"] for name, value in _fields(target).items()}
    return replace(story, names={"it": target.seq}).at(
        time,
        event=type(target.event).__name__,
        data=data,
        corrects="it",
        because="The time was misread.",
        **frame,
    )


def _fields(entry: Entry) -> dict[str, Any]:
    return dict(content_of_fields(entry.event))
