"""Any history: events in any order, corrected, withdrawn, late, marked, answered and countersigned.

Every longer text of an entry carries a token of its own (`Zq7n2`: entry 7, second text), so that a
test can see exactly which words a view shows.
"""

import re
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, Final

from hypothesis import strategies as st

from domain.entry import Entry
from domain.events import BY_NAME
from domain.marks import MARKS
from domain.values import stored_form
from tests.scenario import FAMILY, Scenario
from tests.scenario import given as under

BEGIN: Final = datetime(2026, 3, 2, 9, tzinfo=UTC)
PLAIN: Final = (
    ("sw", "ChildSeen"),
    ("sw", "ParentInformed"),
    ("sw2", "AgencyCheckRequested"),
    ("sw", "ParentObjection"),
    ("police", "HarmSuspected"),
    ("sw", "StrategyDiscussionHeld"),
    ("sw", "StrategyRecord"),
    ("sw", "Section47Initiated"),
    ("sw", "EmergencyAction"),
    ("sw", "OutcomeDecided"),
    ("chair", "ConferenceHeld"),
    ("sw", "PersonFact"),
    ("legal", "LegalHold"),
)
REFERRING: Final = {
    "AgencyCheckReceived": ("nurse", "answers", frozenset({"AgencyCheckRequested"})),
    "AgencyCheckChased": ("sw", "concerns", frozenset({"AgencyCheckRequested"})),
    "ObjectionResponse": ("tm", "answers", frozenset({"ParentObjection"})),
    "Countersignature": ("tm", "countersigns", frozenset({"StrategyRecord", "ChildSeen"})),
    "Return": ("tm", "returns", frozenset({"StrategyRecord", "OutcomeDecided"})),
    "ProfessionalDissent": ("school", "concerns", frozenset({"Section47Initiated"})),
    "Withdrawal": ("sm", "withdraws", frozenset({"ChildSeen", "HarmSuspected", "PersonFact"})),
}
_LONG: Final = 25
_NAMES: Final = frozenset({"as", "agency", "person", "child"})
_TOKEN: Final = re.compile(r"Zq\d+n\d+")


def tokens(value: object) -> set[str]:
    """The tokens within a value, once it is written down."""
    return set(_TOKEN.findall(str(value)))


def tokens_of(entry: Entry, *fields: str) -> set[str]:
    """The tokens in these fields of an entry; in all of them, where none is named."""
    stored = stored_form(entry.event)
    return {t for field in fields or stored for t in tokens(stored.get(field))}


@st.composite
def histories(draw: st.DrawFn, most: int = 12) -> Scenario:
    """A history of up to so many entries after the people and the referral."""
    history = under(draw(st.sampled_from(["hertfordshire", "standard"])))
    for person, names in FAMILY.items():
        kind = "child" if person == "maya" else "family"
        added = {"person": {"p": person, "as": names[0]}, "kind": kind, "household": "lives_there"}
        history = _record(history, "sw", "PersonAdded", added)
    for _ in range(draw(st.integers(1, most))):
        history = draw(_longer(history))
    return history


@st.composite
def _longer(draw: st.DrawFn, history: Scenario) -> Scenario:
    standing = {entry.seq: type(entry.event).__name__ for entry in history.enquiry.standing()}
    correctable = [seq for seq, name in standing.items() if name in {"ChildSeen", "StrategyRecord"}]
    frame = draw(_frames(history.enquiry.version))
    if correctable and draw(st.integers(0, 5)) == 0:
        seq = draw(st.sampled_from(correctable))
        named = Scenario(history.profile, history.enquiry, {"mistaken": seq})
        frame |= {"corrects": "mistaken", "because": "A time was wrong"}
        return _record(named, "sw", standing[seq], _data(standing[seq], history), **frame)
    choices: list[tuple[str, str, dict[str, int]]] = [(by, event, {}) for by, event in PLAIN]
    for event, (by, field, events) in REFERRING.items():
        choices += [(by, event, {field: seq}) for seq, name in standing.items() if name in events]
    by, event, reference = draw(st.sampled_from(choices))
    data = _data(event, history) | reference
    marked = draw(
        st.dictionaries(st.sampled_from(sorted(data)), st.sampled_from(MARKS), max_size=1)
    )
    return _record(history, by, event, data, marks=marked, **frame)


@st.composite
def _frames(draw: st.DrawFn, version: int) -> dict[str, Any]:
    """When it happened and became known, and the mark of the whole entry."""
    recorded = _time(version)
    known = recorded - timedelta(hours=draw(st.sampled_from([0, 1, 30, 200])))
    occurred = draw(
        st.sampled_from(
            [
                known.isoformat(),
                known.date().isoformat(),
                "unknown",
                {"about": known.isoformat(), "within": 60},
                {"from": (known - timedelta(hours=5)).isoformat(), "to": known.isoformat()},
            ]
        )
    )
    frame = {"known": known.isoformat(), "occurred": occurred}
    mark = draw(st.sampled_from([None, None, None, *MARKS]))
    return frame | ({"mark": mark} if mark else {})


def _time(version: int) -> datetime:
    return BEGIN + timedelta(hours=7 * version)


def _record(history: Scenario, by: str, event: str, data: dict[str, Any], **frame: Any) -> Scenario:
    return history.at(
        _time(history.enquiry.version).isoformat(), by=by, event=event, data=data, **frame
    )


def _data(event: str, history: Scenario) -> dict[str, Any]:
    numbers = count(1)
    data = _with_tokens(BY_NAME[event].example, history.enquiry.version + 1, numbers)
    assert isinstance(data, dict)
    if "concerns" in data and event == "OutcomeDecided":
        data["concerns"] = [1]
    return data


def _with_tokens(value: Any, seq: int, numbers: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: item if key in _NAMES else _with_tokens(item, seq, numbers)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_with_tokens(item, seq, numbers) for item in value]
    if isinstance(value, str) and len(value) > _LONG:
        return f"{value.rstrip('.')} Zq{seq}n{next(numbers)}"
    return value
