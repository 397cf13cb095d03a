"""An enquiry of 300 entries, of every kind that a long one has, for benchmarks and slow folds."""

from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import Any, Final

from domain.events import BY_NAME
from tests.scenario import FAMILY, Scenario, given

BEGIN: Final = datetime(2026, 3, 2, 9, tzinfo=UTC)
STEP: Final = timedelta(hours=3)

_KINDS: Final = {"maya": "child", "leo": "sibling", "dawn": "parent", "craig": "household_adult"}
_ROUND: Final = (
    ("sw", "ChildSeen"),
    ("sw", "ParentInformed"),
    ("sw2", "AgencyCheckRequested"),
    ("nurse", "AgencyCheckReceived"),
    ("sw", "ParentObjection"),
    ("tm", "ObjectionResponse"),
    ("tm", "Countersignature"),
    ("police", "HarmSuspected"),
    ("sw", "StrategyDiscussionConvened"),
    ("sw", "StrategyDiscussionHeld"),
    ("sw", "StrategyRecord"),
    ("tm", "Countersignature"),
    ("sw", "Section47Initiated"),
    ("doctor", "MedicalConducted"),
    ("sw2", "ActionCompleted"),
    ("school", "ProfessionalDissent"),
    ("sw", "OutcomeDecided"),
    ("tm", "Return"),
    ("sw", "PersonFact"),
    ("sw", "DelayExplained"),
)
_REFERS: Final = {
    "AgencyCheckReceived": ("answers", "AgencyCheckRequested"),
    "ObjectionResponse": ("answers", "ParentObjection"),
    "Countersignature": ("countersigns", "StrategyRecord"),
    "Return": ("returns", "OutcomeDecided"),
    "ProfessionalDissent": ("concerns", "Section47Initiated"),
}


def big(entries: int = 300, profile: str = "standard") -> Scenario:
    """An enquiry of so many entries, three hours apart, every fiftieth of which is a correction."""
    history = given(profile)
    for person, kind in _KINDS.items():
        data = {"person": {"p": person, "as": FAMILY[person][0]}, "kind": kind}
        history = _next(history, "sw", "PersonAdded", data | {"household": "lives_there"})
    history = _next(history, "sw", "ReferralReceived", dict(BY_NAME["ReferralReceived"].example))
    last: dict[str, int] = {}
    for by, event in cycle(_ROUND):
        if history.enquiry.version >= entries:
            return history
        if history.enquiry.version % 50 == 49 and "ChildSeen" in last:
            history = _correction(history, last["ChildSeen"])
        else:
            data = _data(event, last, history.enquiry.version)
            history = _next(history, by, event, data)
            last[event] = history.enquiry.version
    raise AssertionError("a cycle ends")


def _data(event: str, last: dict[str, int], number: int) -> dict[str, Any]:
    data = dict(BY_NAME[event].example)
    if event in _REFERS:
        field, other = _REFERS[event]
        data[field] = last.get(other, 5)
    if event == "OutcomeDecided":
        data["concerns"] = [number - 2, number - 1]
    if "discussion" in data:
        data["discussion"] = number // len(_ROUND) + 1
    return data


def _correction(history: Scenario, seq: int) -> Scenario:
    named = Scenario(history.profile, history.enquiry, {"mistaken": seq})
    data = dict(BY_NAME["ChildSeen"].example) | {"place": "the child’s home"}
    return _next(named, "sw", "ChildSeen", data, corrects="mistaken", because="The place was wrong")


def _next(history: Scenario, by: str, event: str, data: dict[str, Any], **frame: Any) -> Scenario:
    time = (BEGIN + history.enquiry.version * STEP).isoformat()
    return history.at(time, by=by, event=event, data=data, **frame)
