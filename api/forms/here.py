"""What a form may offer to its reader in one enquiry, found in what they may see of it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any, Final

from api.forms.offered import Colleague, Earlier, Offered, Person
from domain.duties import State
from domain.enquiry import Action
from domain.entry import Entry
from domain.events.base import ANYONE, Event
from domain.events.records import DelayExplained
from domain.events.strategy import StrategyDiscussionConvened, StrategyDiscussionHeld
from domain.holding import Held
from domain.practitioner import Practitioner
from domain.profiles import Profile
from domain.values import Capacity, Professional, Value, stored_form
from ledger.ledger import Ledger
from projections.duties import visible_statuses
from projections.parts import Pieces, plain, text_of, title_of
from projections.reading import Reading
from projections.times import happened

MOST_COLLEAGUES: Final = 40
"""Practitioners of one's own agency that are listed, and as many of others; further ones are named
by typing."""
MOST_ENTRIES: Final = 200
"""The latest entries that a reference may choose from."""


def offered_in(
    reading: Reading,
    person: Practitioner,
    ledger: Ledger,
    event: type[Event],
    siblings: Mapping[str, str] | None = None,
) -> Offered:
    """Everything to choose from."""
    now = ledger.moment()
    held = may_act_in(person, event, now)
    return Offered(
        now=now,
        persons=tuple(_persons(reading)),
        colleagues=tuple(_colleagues(reading, person, held, ledger, now)),
        entries=tuple(_entries(reading)),
        called=lambda name: _called(ledger, name, now),
        roles={role: known.title for role, known in reading.profile.roles.items()},
        codes=_codes(reading, event),
        actions=max((one.agreed.number for one in reading.enquiry.actions()), default=0),
        siblings=siblings or {},
        capacities={one.id: f"{one.title}, {one.agency}" for one in held},
    )


def colleagues_in(reading: Reading, person: Practitioner, ledger: Ledger) -> Iterator[Colleague]:
    """The practitioners whom forms of this enquiry offer."""
    return _colleagues(reading, person, (), ledger, ledger.moment())


def may_act_in(person: Practitioner, event: type[Event], now: datetime) -> tuple[Held, ...]:
    """The capacities in which somebody may record an event."""
    return tuple(
        held
        for held in person.capacities_in_force(now)
        if ANYONE in event.by or held.role in event.by
    )


def _persons(reading: Reading) -> Iterator[Person]:
    for one in reading.people.values():
        event = one.event
        relation = event.relation if reading.sees(one.added, "relation") else None
        yield Person(one.id, one.name, relation or "", event.kind, one.names)


def _colleagues(
    reading: Reading, person: Practitioner, held: tuple[Held, ...], ledger: Ledger, now: datetime
) -> Iterator[Colleague]:
    """The reader, those whom the enquiry names, the reader's own agency, and then others."""
    seen: set[tuple[str, str, str]] = set()
    mine = held or person.capacities_in_force(now)
    agencies = {one.agency for one in mine}
    found = [(_in_directory(person, one), "me") for one in mine]
    found += [(one, "here") for one in _named(reading)]
    found += [(one, "directory") for one in _listed(ledger, agencies, now)]
    for named, whence in found:
        key = (str(named["as"]), str(named["role"]), str(named["agency"]))
        if key not in seen:
            seen.add(key)
            role = role_words(reading.profile, key[1])
            words = f"{key[0]}, {role} ({key[2]})"
            said = f"Me: {words}" if whence == "me" else words
            yield Colleague(named, said, whence != "directory")


def role_words(profile: Profile, role: str) -> str:
    """A role as the procedure calls it."""
    known = profile.roles.get(role)
    return known.title if known else role.replace("_", " ")


def _in_directory(person: Practitioner, held: Held) -> dict[str, Any]:
    named = {"as": person.name, "role": held.role, "agency": held.agency}
    more = {"practitioner": person.id, "registration": person.registration}
    return {**named, **{name: value for name, value in more.items() if value}}


def _listed(ledger: Ledger, agencies: set[str], now: datetime) -> Iterator[dict[str, Any]]:
    """Some of the directory: so many of these agencies, and then of the others."""
    found = list(_capacities(ledger, now))
    own = (one for one in found if one["agency"] in agencies)
    others = (one for one in found if one["agency"] not in agencies)
    yield from islice(own, MOST_COLLEAGUES)
    yield from islice(others, MOST_COLLEAGUES)


def _capacities(ledger: Ledger, now: datetime) -> Iterator[dict[str, Any]]:
    """Everybody who is in the directory, once for each capacity in force."""
    people = sorted(ledger.reads.directory().people.values(), key=lambda one: one.name)
    return (_in_directory(one, held) for one in people for held in one.capacities_in_force(now))


def _called(ledger: Ledger, name: str, now: datetime) -> Iterator[dict[str, Any]]:
    return (one for one in _capacities(ledger, now) if one["as"].casefold() == name.casefold())


def _named(reading: Reading) -> Iterator[dict[str, Any]]:
    """The practitioners whom entries name that the reader sees whole."""
    for entry in reversed(reading.enquiry.entries):
        if not reading.hides(entry):
            yield _author(entry.author, entry.frame.capacity)
            for one in _professionals((entry.frame.actor, entry.frame.source, entry.event)):
                yield stored_form(one)


def _author(practitioner: str, capacity: Capacity) -> dict[str, Any]:
    named = {"as": capacity.as_, "role": capacity.role, "agency": capacity.agency}
    return {**named, "practitioner": practitioner}


def _professionals(value: object) -> Iterator[Professional]:
    if isinstance(value, Professional):
        yield value
    elif isinstance(value, Value):
        for name in type(value).model_fields:
            yield from _professionals(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _professionals(item)


def _entries(reading: Reading) -> Iterator[Earlier]:
    """Those that stand and that the reader may see, the latest first."""
    shown = 0
    for entry in reversed(reading.enquiry.entries):
        if reading.withholds(entry) or reading.enquiry.replaced_by(entry):
            continue
        yield Earlier(entry.seq, type(entry.event).__name__, entry_words(entry, reading))
        shown += 1
        if shown == MOST_ENTRIES:
            return


def entry_words(entry: Entry, reading: Reading) -> str:
    """An entry in a list: `12: Child seen (Maya) 2 March 2026 at 2pm`."""
    title = title_of(entry)
    child = getattr(entry.event, "child", None) or getattr(entry.event, "person", None)
    known = reading.people.get(getattr(child, "p", "")) if reading.sees(entry, "child") else None
    about = f" ({known.name})" if known else ""
    return f"{entry.seq}: {title[:1].upper()}{title[1:]}{about} {happened(entry).words}"


def _codes(reading: Reading, event: type[Event]) -> dict[str, dict[str, str]]:
    found: dict[str, Callable[[Reading], dict[str, str]]] = {
        "action": _actions,
        "discussion": _discussions,
        "ListedConcern.code": _concerns,
        "Considered.code": _invitees,
    }
    if issubclass(event, DelayExplained):
        found["DelayExplained.duty"] = _duties
    return {key: codes for key, find in found.items() if (codes := find(reading))}


def _actions(reading: Reading) -> dict[str, str]:
    """Those that nobody recorded as completed."""
    return {
        str(one.agreed.number): f"Action {one.agreed.number}: {plain(_what(one, reading))}"
        for one in reading.enquiry.open_actions()
        if reading.sees(one.entry, "actions")
    }


def _what(action: Action, reading: Reading) -> Pieces:
    return text_of(action.entry, "actions", action.agreed.what, reading)


def _discussions(reading: Reading) -> dict[str, str]:
    """The discussions called or held, and the next."""
    numbers = {
        entry.event.discussion: f"Discussion {entry.event.discussion}, {happened(entry).words}"
        for entry in reading.enquiry.standing()
        if isinstance(entry.event, StrategyDiscussionConvened | StrategyDiscussionHeld)
        and reading.sees(entry, "discussion")
    }
    following = max(numbers, default=0) + 1
    known = {str(number): words for number, words in sorted(numbers.items(), reverse=True)}
    return {**known, str(following): f"Discussion {following}, the next"}


def _duties(reading: Reading) -> dict[str, str]:
    """The limits that run or have passed."""
    late = {State.RUNNING, State.OVERDUE, State.MET_LATE}
    timed = [one for one in reading.statuses if one.state in late and one.due]
    seen = visible_statuses(timed, reading, lambda: reading.open_statuses)
    return {one.row: f"{one.row}: {one.words}" for one in seen}


def _concerns(reading: Reading) -> dict[str, str]:
    listed = reading.profile.strategy.triggers or ()
    return {one.code: _capital(one.says) for one in listed}


def _invitees(reading: Reading) -> dict[str, str]:
    listed = reading.profile.strategy.conditional_invitees
    return {one.code: _capital(one.who) for one in listed}


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
