"""What the register is asked: listings, of which every page begins where the last one ended, and
statements that read all of something at once.
"""

from typing import Final

from domain.duties import Gravity
from ledger.register.answers import (
    CountersignatureLine,
    DecisionLine,
    DutyLine,
    EnquiryLine,
    NameLine,
    PressingRow,
    TaskRow,
)
from ledger.register.page import Listing

DECISIONS: Final = Listing(
    "register_decisions",
    ("decided_at", "stream", "seq", "number"),
    ("kind", "result", "practitioner", "role", "recorded_at"),
    DecisionLine.of,
)
_COUNTERSIGNATURE: Final = ("kind", "state", "answered_at", "answered_by")
COUNTERSIGNATURES: Final = Listing(
    "register_countersignatures",
    ("since", "stream", "seq", "number"),
    _COUNTERSIGNATURE,
    CountersignatureLine.of,
)
WAITING: Final = Listing(
    "register_countersigners w JOIN register_countersignatures c "
    "ON c.stream = w.stream AND c.seq = w.seq AND c.number = w.number",
    ("w.since", "w.stream", "w.seq", "w.number"),
    _COUNTERSIGNATURE,
    CountersignatureLine.of,
)
DUTIES: Final = Listing(
    "register_duties",
    ("due_at", "stream", "number"),
    ("duty", "gravity", "seq", "person", "due_from"),
    DutyLine.of,
)
_ENQUIRY: Final = ("state", "last_seq", "last_at", "profile")
ENQUIRIES: Final = Listing("register_streams", ("opened_at", "stream"), _ENQUIRY, EnquiryLine.of)
TAKEN_PART: Final = Listing(
    "register_participants p JOIN register_streams s ON s.stream = p.stream",
    ("p.opened_at", "p.stream"),
    _ENQUIRY,
    EnquiryLine.of,
)
NAMES: Final = Listing("register_names n", ("n.stream", "n.person"), (), NameLine.of)
ALSO: Final = (
    "EXISTS (SELECT 1 FROM register_names a WHERE a.stream = n.stream AND a.person = n.person "
    "AND a.token = ?)"
)

PRESSING: Final = f"SELECT {', '.join(PressingRow._fields)} FROM register_pressing"  # noqa: S608 - our own names
OWN: Final = (
    "SELECT s.opened_at, s.stream, s.state, s.last_seq, s.last_at, s.profile "
    "FROM register_participants p JOIN register_streams s ON s.stream = p.stream "
    "WHERE p.practitioner = ?"
)
OWN_DUTIES: Final = (
    "SELECT d.due_at, d.stream, d.number, d.duty, d.gravity, d.seq, d.person, d.due_from "
    "FROM register_participants p JOIN register_duties d ON d.stream = p.stream "
    "WHERE p.practitioner = ? AND d.state = ? AND d.due_at >= ? AND d.due_at < ? "
)
GRAVEST_FIRST: Final = " ".join(
    f"WHEN '{gravity.value}' THEN {place}" for place, gravity in enumerate(Gravity)
)
TASKS: Final = f"SELECT {', '.join(TaskRow._fields)} FROM register_tasks WHERE whom IN"  # noqa: S608 - as above
DECIDING: Final = "SELECT DISTINCT stream FROM register_decisions"
PARTIES: Final = "SELECT stream, practitioner, agency FROM register_parties WHERE agency IN"
