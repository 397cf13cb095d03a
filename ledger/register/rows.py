"""What the register holds of one stream: a pure function of its entries.

So following entry by entry and reading everything anew give the same rows.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from domain.authority import Authority, NothingAdopted
from domain.calendar import WorkingDays
from domain.clearance import Clearance
from domain.duties import State
from domain.enquiry import Enquiry
from domain.entry import Entry
from domain.events.directory import DIRECTORY_EVENTS
from domain.marks import MARKS
from domain.profiles import Profile
from ledger.database import Value
from ledger.register.facts import decided_at, decisions, participants
from ledger.register.names import BlindIndex
from ledger.register.needs import Countersigning, countersignings
from ledger.register.pressing import Hides, Pressing
from ledger.register.sections import pressing
from ledger.register.tasks import Waiting, waiting
from projections.reading import Reading
from projections.stage import stage

Row = tuple[Value, ...]
Rows = Mapping[str, Sequence[Row]]
"""By table, without the leading `stream`."""

END_OF_TIME: Final = datetime(9000, 1, 1, tzinfo=UTC)
"""When duties are judged for the register: whatever will not be met by then is open, and whether it
is overdue is asked of its due time by whoever knows what time it is."""
UNREADABLE: Final[Rows] = {"register_streams": [("unreadable", "", 0, 0, 0, 0, 0, 0)]}
"""All that is said of a stream whose stored bytes are not what was signed."""
OPEN: Final = "open"
"""The state of a duty that nothing has met."""
_EVERYTHING: Final = Clearance(frozenset(MARKS))
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
            enquiry = Enquiry(self.stream, self.entries)
            adopted = self.authority.profile_for(enquiry, self.authority_at_opening)
        except NothingAdopted:
            return None
        return adopted.seq, adopted.profile

    @property
    def calendar(self) -> tuple[int, WorkingDays] | None:
        """The working days in force, and the authority's entry that adopted them."""
        calendars = self.authority.calendars
        return (calendars[-1].seq, self.authority.calendar) if calendars else None


def rows_of(placed: Placed, authority: str, names: BlindIndex) -> Rows:
    """Every row of a stream, `authority` being that of the ledger; none where it is empty."""
    if not placed.entries:
        return {}
    if placed.stream == authority:
        return {"register_streams": [_stream(placed, "authority", "")]}
    if isinstance(placed.entries[0].event, DIRECTORY_EVENTS):
        return {"register_streams": [_stream(placed, "directory", "")]}
    enquiry = Enquiry(placed.stream, placed.entries)
    return {} if enquiry.disposed else _enquiry(placed, enquiry, names)


def _enquiry(placed: Placed, enquiry: Enquiry, names: BlindIndex) -> Rows:
    opened = _seconds(placed.entries[0].recorded)
    reading = _reading(placed, enquiry)
    signings = tuple(countersignings(reading)) if reading else ()
    state = stage(reading).name if reading else "referral"
    presses = tuple(pressing(reading)) if reading else ()
    tasks = list(_tasks(reading, placed, names)) if reading else []
    return {
        "register_streams": [_stream(placed, "enquiry", state)],
        "register_decisions": list(_decisions(enquiry)),
        "register_countersignatures": [_signing(i, one) for i, one in enumerate(signings)],
        "register_countersigners": list(_countersigners(signings)),
        "register_duties": list(_duties(reading)) if reading else [],
        "register_names": list(_names(enquiry, names)),
        "register_participants": [(who, opened) for who in sorted(participants(enquiry))],
        "register_pressing": [_pressing(i, one, placed) for i, one in enumerate(presses)],
        "register_parties": sorted(enquiry.parties) if presses or tasks else [],
        "register_tasks": tasks,
    }


def _reading(placed: Placed, enquiry: Enquiry) -> Reading | None:
    """The enquiry as who sees all reads it at the end of time, if there is a way to judge it."""
    if not (placed.profile and placed.calendar):
        return None
    profile, calendar = placed.profile[1], placed.calendar[1]
    return Reading(enquiry, profile, calendar, END_OF_TIME, _EVERYTHING, lambda _: ())


def _decisions(enquiry: Enquiry) -> Iterator[Row]:
    rows = (
        (entry, fact, decider) for entry, fact in decisions(enquiry) for decider in fact.deciders
    )
    for number, (entry, fact, decider) in enumerate(rows):
        times = (decided_at(entry), _seconds(entry.recorded))
        who = (decider.practitioner, decider.role)
        yield (entry.seq, number, fact.kind, fact.result, *who, *times)


def _signing(number: int, one: Countersigning) -> Row:
    since, answer = _seconds(one.entry.recorded), one.answer
    answered = (_seconds(answer.recorded), answer.author) if answer else (None, "")
    return (one.entry.seq, number, one.kind, one.state, since, *answered)


def _countersigners(signings: Iterable[Countersigning]) -> Iterator[Row]:
    for number, one in enumerate(signings):
        since = _seconds(one.entry.recorded)
        yield from ((whom, since, one.entry.seq, number) for whom in one.whom)


def _duties(reading: Reading) -> Iterator[Row]:
    applying = (s for s in reading.statuses if s.state is not State.NOT_APPLICABLE)
    for number, status in enumerate(applying):
        person = reading.enquiry.people.get(status.subject.person or "")
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


def _pressing(number: int, one: Pressing, placed: Placed) -> Row:
    since, due = _seconds(one.since), _seconds(one.due) if one.due else None
    sort = since if due is None else due
    concerns = (one.seq, one.person, one.many, _hides(one.hides))
    settled = int(one.settled)
    return (number, one.section, one.what, sort, since, due, *concerns, _adopted(placed), settled)


def _tasks(reading: Reading, placed: Placed, names: BlindIndex) -> Iterator[Row]:
    for number, one in enumerate(waiting(reading, names)):
        yield from (_task(whom, number, one, placed) for whom in sorted(one.whom))


def _task(whom: str, number: int, one: Waiting, placed: Placed) -> Row:
    since, due = _seconds(one.since), _seconds(one.due) if one.due else None
    sort = since if due is None else due
    concerns = (one.entry.seq, one.part, _hides(one.hides), " ".join(sorted(one.never)))
    return (whom, number, one.task, one.what, sort, since, due, *concerns, _adopted(placed))


def _hides(hides: Hides) -> str:
    return " ".join(sorted(f"{mark}:{author}" for mark, author in hides))


def _adopted(placed: Placed) -> int:
    return placed.profile[0] if placed.profile else 0


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
