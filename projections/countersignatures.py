"""Countersignature status: what waits for whom and how long, given, returned, void (REC-02)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final, Literal

from domain.calendar import CalendarExhausted, local_date
from domain.entry import Entry
from domain.events.base import CountersignKind
from domain.events.records import Countersignature, Return
from projections.countersigning import Need, Standing, standing_of
from projections.parts import (
    Author,
    Link,
    Pieces,
    Somebody,
    author_of,
    how_replaced,
    link_to,
    role_title,
    somebody,
    text_of,
)
from projections.reading import AsKnown, Reading
from projections.times import duration
from projections.view import View

__all__ = [
    "Age",
    "Countersignatures",
    "Given",
    "Outstanding",
    "Returned",
    "Void",
    "Waiting",
    "WrongPerson",
    "countersignatures",
    "given_of",
    "outstanding_of",
    "settled",
]


class Age(View):
    """How long something has waited."""

    words: str
    minutes: int
    working_days: int | None
    """Working days since; null where the adopted calendar does not reach."""
    ageing: bool
    """Whether it is longer than the procedure says to warn (REC-02)."""


class Outstanding(View):
    """A countersignature that an entry needs and does not have yet."""

    entry: Link
    kind: CountersignKind
    roles: tuple[str, ...]
    """Who may give it: role ids. Empty: the procedure names nobody; anyone but the author may."""
    titles: tuple[str, ...]
    """The same roles as readers see them."""
    person: Somebody | None
    """The one person who may give it, where it is their own decision or their own words."""
    since: datetime
    """When the entry was recorded."""
    age: Age
    returned: bool
    """Whether somebody sent the entry back rather than countersign it."""


class Given(View):
    """A countersignature that counts."""

    entry: Link
    kind: CountersignKind
    by: Author
    at: datetime
    countersignature: int
    """The entry that holds it."""
    comment: Pieces
    after: Age
    """How long the entry had waited for it."""


class Returned(View):
    """An entry that was sent back with reasons."""

    entry: Link
    by: Author
    at: datetime
    returning: int
    """The entry that returned it."""
    reasons: Pieces
    settled: Literal["corrected", "withdrawn", "countersigned"] | None
    """What came of it; null while nothing has."""


class Void(View):
    """A countersignature of words that were replaced since: it speaks of the words before."""

    entry: Link
    kind: CountersignKind
    by: Author
    at: datetime
    countersignature: int
    replaced: Literal["corrected", "withdrawn"]
    """A correction needs countersigning again."""
    replaced_by: int
    """The entry that replaced them."""


class WrongPerson(View):
    """A countersignature by somebody who could not give it: recorded, shown, and of no effect."""

    entry: Link
    kind: CountersignKind
    by: Author
    at: datetime
    countersignature: int
    words: str
    """Why it has no effect, and who could give it."""
    clause: str
    """The requirement."""


class Waiting(View):
    """How much waits for one capacity."""

    role: str
    title: str
    entries: tuple[int, ...]
    """Entry numbers, the longest waiting first."""


class Countersignatures(View):
    """Where the countersignatures of an enquiry stand."""

    known: AsKnown
    outstanding: tuple[Outstanding, ...]
    """The longest waiting first."""
    waiting: tuple[Waiting, ...]
    """The same by capacity."""
    given: tuple[Given, ...]
    returned: tuple[Returned, ...]
    void: tuple[Void, ...]
    wrong_person: tuple[WrongPerson, ...]


_CLAUSES: Final[dict[CountersignKind, str]] = {
    "co_decide": "OUT-01",
    "countersign": "REC-02",
    "authorise": "REC-03",
    "confirm_words": "MED-29",
    "acknowledge": "REC-14",
}
_STRATEGY_AUTHORISED: Final = "STR-39"


def countersignatures(reading: Reading) -> Countersignatures:
    """Where the countersignatures of an enquiry stand, of the entries that the reader may see."""
    seen = [entry for entry in reading.enquiry.standing() if reading.sees(entry)]
    standings = [standing_of(entry, reading) for entry in seen]
    outstanding = tuple(one for standing in standings for one in outstanding_of(standing, reading))
    return Countersignatures(
        known=reading.as_known(),
        outstanding=outstanding,
        waiting=_waiting(outstanding, reading),
        given=tuple(one for standing in standings for one in given_of(standing, reading)),
        returned=tuple(_returned(reading)),
        void=tuple(_void(reading)),
        wrong_person=tuple(one for s in standings for one in _wrong_person(s, reading)),
    )


def outstanding_of(standing: Standing, reading: Reading) -> Iterator[Outstanding]:
    """What one entry still needs."""
    entry = standing.entry
    returned = bool(reading.case.referring(entry, "returns"))
    for need in standing.outstanding:
        roles = tuple(sorted(need.roles))
        yield Outstanding(
            entry=link_to(entry, reading),
            kind=need.kind,
            roles=roles,
            titles=tuple(role_title(role, reading.profile) for role in roles),
            person=_person(need, entry, reading),
            since=entry.recorded,
            age=_age(entry.recorded, reading.now, reading),
            returned=returned,
        )


def given_of(standing: Standing, reading: Reading) -> Iterator[Given]:
    """The countersignatures of one entry that count, as far as the reader may see them."""
    for other, event in standing.given:
        if reading.sees(other):
            yield Given(
                entry=link_to(standing.entry, reading),
                kind=event.kind,
                by=author_of(other, reading.profile),
                at=other.recorded,
                countersignature=other.seq,
                comment=text_of(other, "comment", event.comment or (), reading),
                after=_age(standing.entry.recorded, other.recorded, reading),
            )


def _person(need: Need, entry: Entry, reading: Reading) -> Somebody | None:
    part = "examiner" if need.kind == "confirm_words" else "deciders"
    hidden = need.person is None or not reading.sees(entry, part)
    return None if hidden or need.person is None else somebody(need.person, reading.profile)


def _waiting(outstanding: tuple[Outstanding, ...], reading: Reading) -> tuple[Waiting, ...]:
    entries: dict[str, dict[int, None]] = {}
    for one in outstanding:
        for role in one.roles:
            entries.setdefault(role, {})[one.entry.entry] = None
    return tuple(
        Waiting(role=role, title=role_title(role, reading.profile), entries=tuple(entries[role]))
        for role in sorted(entries)
    )


def _returned(reading: Reading) -> Iterator[Returned]:
    for other, event in reading.enquiry.of(Return):
        entry = reading.enquiry.entry(event.returns)
        if reading.sees(other) and reading.sees(entry):
            yield Returned(
                entry=link_to(entry, reading),
                by=author_of(other, reading.profile),
                at=other.recorded,
                returning=other.seq,
                reasons=text_of(other, "reasons", event.reasons, reading),
                settled=settled(entry, other, reading),
            )


def settled(
    entry: Entry, returning: Entry, reading: Reading
) -> Literal["corrected", "withdrawn", "countersigned"] | None:
    """What came of the return of an entry; None while nothing has."""
    replaced = reading.enquiry.replaced_by(entry)
    if replaced is not None:
        return how_replaced(replaced)
    later = [one for one, _ in standing_of(entry, reading).given if one.seq > returning.seq]
    return "countersigned" if later else None


def _void(reading: Reading) -> Iterator[Void]:
    for other, event in reading.enquiry.of(Countersignature):
        entry = reading.enquiry.entry(event.countersigns)
        replaced = reading.enquiry.replaced_by(entry)
        if replaced is not None and reading.sees(other) and reading.sees(entry):
            yield Void(
                entry=link_to(entry, reading),
                kind=event.kind,
                by=author_of(other, reading.profile),
                at=other.recorded,
                countersignature=other.seq,
                replaced=how_replaced(replaced),
                replaced_by=replaced.seq,
            )


def _wrong_person(standing: Standing, reading: Reading) -> Iterator[WrongPerson]:
    for other, event, need in standing.wrong:
        if reading.sees(other):
            yield WrongPerson(
                entry=link_to(standing.entry, reading),
                kind=event.kind,
                by=author_of(other, reading.profile),
                at=other.recorded,
                countersignature=other.seq,
                words=_why_not(standing.entry, need, reading),
                clause=_clause(standing.entry, event.kind),
            )


def _why_not(entry: Entry, need: Need, reading: Reading) -> str:
    person = _person(need, entry, reading)
    titles = " or ".join(sorted(role_title(role, reading.profile) for role in need.roles))
    who = person.name if person else f"a {titles} who did not decide it" if titles else "another"
    return f"It has no effect: only {who} can give it."


def _clause(entry: Entry, kind: CountersignKind) -> str:
    authorised = kind == "authorise" and _STRATEGY_AUTHORISED in type(entry.event).rows
    return _STRATEGY_AUTHORISED if authorised else _CLAUSES[kind]


def _age(since: datetime, until: datetime, reading: Reading) -> Age:
    waited = until - since
    days = _working_days(since, until, reading)
    limit = reading.profile.limit("countersign.outstanding_warn_working_days")
    return Age(
        words=duration(waited),
        minutes=int(waited.total_seconds()) // 60,
        working_days=days,
        ageing=limit is not None and days is not None and days > limit,
    )


def _working_days(since: datetime, until: datetime, reading: Reading) -> int | None:
    try:
        return reading.calendar.working_days_between(local_date(since), local_date(until))
    except CalendarExhausted:
        return None
