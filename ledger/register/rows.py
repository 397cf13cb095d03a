"""What the register holds of one stream: a pure function of its entries.

So following entry by entry and reading everything anew give the same rows.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from domain.authority import Authority, NothingAdopted
from domain.calendar import Calendar
from domain.directory import Held, Practitioner
from domain.duties import State, evaluate
from domain.enquiry import Enquiry
from domain.entry import Entry
from domain.events.directory import DIRECTORY_EVENTS
from domain.profiles import Profile
from ledger.database import Value
from ledger.register.facts import decided_at, decisions, participants, state_of
from ledger.register.names import BlindIndex
from ledger.register.needs import Need, Wanted, needs

Row = tuple[Value, ...]
Rows = Mapping[str, Sequence[Row]]
"""By table, without the leading `stream`."""

FOREVER: Final = 3_652_059
"""The ordinal of the last day that a date can name (31 December 9999)."""
END_OF_TIME: Final = datetime(9000, 1, 1, tzinfo=UTC)
"""When duties are judged for the register: whatever will not be met by then is open, and whether it
is overdue is asked of its due time by whoever knows what time it is."""
OPEN: Final = "open"
"""The state of a duty that nothing has met."""
ANYBODY: Final = "anybody"
"""Stands for a role where the procedure does not say who countersigns."""
_UNMET: Final = frozenset({State.RUNNING, State.OVERDUE})


@dataclass(frozen=True, slots=True)
class Placed:
    """A stream as it stands at a position of the ledger, and the authority as it stood then."""

    stream: str
    entries: tuple[Entry, ...]
    opened: int
    """The position of its first entry."""
    authority: Authority
    authority_at_opening: int
    """The version of the authority's stream when this stream began."""

    @property
    def profile(self) -> tuple[int, Profile] | None:
        """The procedure that it began under, and the authority's entry that adopted it."""
        try:
            adopted = self.authority.profile_at(self.authority_at_opening)
        except NothingAdopted:
            return None
        return adopted.seq, adopted.profile

    @property
    def calendar(self) -> tuple[int, Calendar] | None:
        """The working days in force, and the authority's entry that adopted them."""
        calendars = self.authority.calendars
        return (calendars[-1].seq, calendars[-1].calendar) if calendars else None


def rows_of(placed: Placed, authority: str, names: BlindIndex) -> Rows:
    """Every row of a stream, `authority` being that of the ledger; none where it is empty."""
    if not placed.entries:
        return {}
    if placed.stream == authority:
        return {"register_streams": [_stream(placed, "authority", "")]}
    if isinstance(placed.entries[0].event, DIRECTORY_EVENTS):
        return _directory(placed)
    return _enquiry(placed, Enquiry(placed.stream, placed.entries), names)


def _directory(placed: Placed) -> Rows:
    held = Practitioner.fold(placed.stream, placed.entries).capacities.values()
    return {
        "register_streams": [_stream(placed, "directory", "")],
        "register_capacities": [_capacity(i, capacity) for i, capacity in enumerate(held)],
    }


def _capacity(number: int, held: Held) -> Row:
    last = held.last.toordinal() if held.last else FOREVER
    return (number, held.role, held.scope, held.first.toordinal(), last)


def _enquiry(placed: Placed, enquiry: Enquiry, names: BlindIndex) -> Rows:
    opened = _seconds(placed.entries[0].recorded)
    found = tuple(needs(enquiry, placed.profile[1])) if placed.profile else ()
    return {
        "register_streams": [_stream(placed, "enquiry", state_of(enquiry))],
        "register_decisions": list(_decisions(enquiry)),
        "register_countersignatures": [_need(i, need) for i, need in enumerate(found)],
        "register_countersigners": list(_countersigners(found)),
        "register_duties": list(_duties(placed, enquiry)),
        "register_names": list(_names(enquiry, names)),
        "register_participants": [(who, opened) for who in sorted(participants(enquiry))],
    }


def _decisions(enquiry: Enquiry) -> Iterator[Row]:
    rows = (
        (entry, fact, decider) for entry, fact in decisions(enquiry) for decider in fact.deciders
    )
    for number, (entry, fact, decider) in enumerate(rows):
        times = (decided_at(entry), _seconds(entry.recorded))
        who = (decider.practitioner, decider.role)
        yield (entry.seq, number, fact.kind, fact.result, *who, *times)


def _need(number: int, need: Need) -> Row:
    since, answer = _seconds(need.entry.recorded), need.answer
    answered = (_seconds(answer.recorded), answer.author) if answer else (None, "")
    wanted = (need.wanted.kind, need.wanted.by)
    return (need.entry.seq, number, *wanted, need.state, since, *answered)


def _countersigners(found: Iterable[Need]) -> Iterator[Row]:
    for number, need in enumerate(found):
        if need.state == "waiting":
            since = _seconds(need.entry.recorded)
            yield from ((role, since, need.entry.seq, number) for role in _roles(need.wanted))


def _roles(wanted: Wanted) -> list[str]:
    """The roles it waits for; `ANYBODY` where the procedure names none."""
    return sorted(wanted.roles) or [ANYBODY]


def _duties(placed: Placed, enquiry: Enquiry) -> Iterator[Row]:
    if not (placed.profile and placed.calendar):
        return
    statuses = evaluate(enquiry, placed.profile[1], placed.calendar[1], END_OF_TIME)
    applying = (status for status in statuses if status.state is not State.NOT_APPLICABLE)
    for number, status in enumerate(applying):
        person = enquiry.people.get(status.subject.person or "")
        due = status.due
        yield (
            number,
            status.row,
            status.gravity.value,
            status.subject.trigger.seq,
            person.added.seq if person else 0,
            OPEN if status.state in _UNMET else status.state.value,
            _seconds(due.earliest) if due and due.earliest else None,
            _seconds(due.latest) if due else None,
        )


def _names(enquiry: Enquiry, names: BlindIndex) -> Iterator[Row]:
    for person in enquiry.people.values():
        yield from ((token, person.added.seq) for token in sorted(names.tokens(person.names)))


def _stream(placed: Placed, kind: str, state: str) -> Row:
    first, last = placed.entries[0], placed.entries[-1]
    profile, calendar = placed.profile, placed.calendar
    return (
        kind,
        state,
        profile[0] if profile else 0,
        calendar[0] if calendar else 0,
        placed.opened,
        _seconds(first.recorded),
        last.seq,
        _seconds(last.recorded),
    )


def _seconds(time: datetime) -> int:
    return math.floor(time.timestamp())
