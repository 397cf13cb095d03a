"""The register: questions across all enquiries, answered from indexes and not from the records.

Answers name streams and entries; who may see what of them is for the caller to decide (clearance).
Times are inclusive at `since` and exclusive at `until` and `before`.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final

from crypto.genesis import Genesis
from domain.duties import Gravity
from ledger.database import Row, Session, Value
from ledger.folder import read_key
from ledger.register import listings
from ledger.register.answers import (
    CountersignatureLine,
    DecisionLine,
    DutyLine,
    EnquiryLine,
    NameLine,
    Presses,
    PressingRow,
    TaskRow,
    Tasks,
)
from ledger.register.facts import DecisionKind, EnquiryState
from ledger.register.following import Following, Moment, moment_of
from ledger.register.keys import derive
from ledger.register.names import BlindIndex
from ledger.register.needs import NeedState
from ledger.register.page import Asked, BadQuery, Cursors, Page
from ledger.register.rows import OPEN
from ledger.settings import Settings
from ledger.store import Store

LIMIT: Final = 50
"""Items of a page when nothing else is asked: what fits on a screen and a half."""
MAX_OWN: Final = 500
"""Most duties of one person's enquiries: far more than anybody reads down a list."""
MAX_WORDS: Final = 16
"""Most words of a name that are looked for; no name on a record has more."""


class Register(Following):
    """The register of one ledger. Its queries raise `BadQuery` for a bad `after` or `limit`."""

    def __init__(self, store: Store, genesis: Genesis, master_key: bytes) -> None:
        super().__init__(store, genesis, BlindIndex(master_key, genesis.ledger))
        self._cursors = Cursors(derive(master_key, "cursors", genesis.ledger))
        self._enrolled: tuple[Moment | None, Mapping[str, int]] = (None, {})

    def practitioners(self) -> tuple[str, ...]:
        """The ids of everybody in the directory, in their own order."""
        return self.streams("directory")

    def enrolled(self) -> Mapping[str, int]:
        """The ids of everybody in the directory, and how many entries each has there."""
        statement = "SELECT stream, last_seq FROM register_streams WHERE kind = 'directory'"
        with self._database.read() as session:
            moment = moment_of(session)
            if moment != self._enrolled[0]:
                self._enrolled = moment, dict(session.rows(statement))
        return self._enrolled[1]

    def beginning(self, letters: str, limit: int = LIMIT) -> tuple[str, ...]:
        """The enquiries whose ids begin so, in their own order; all of them for no letters."""
        statement = (
            "SELECT stream FROM register_streams WHERE kind = 'enquiry' "
            "AND stream >= ? AND stream < ? ORDER BY stream LIMIT ?"
        )
        # Ids are lower-case hexadecimal with hyphens, of which `g` comes behind every one.
        values = (letters, f"{letters}g", limit)
        with self._database.read() as session:
            found = [stream for (stream,) in session.rows(statement, values)]
        return tuple(stream for stream in found if stream.startswith(letters))

    def enquiries(
        self,
        *,
        state: EnquiryState | None = None,
        participant: str | None = None,
        after: str | None = None,
        limit: int = LIMIT,
    ) -> Page[EnquiryLine]:
        """Enquiries, the oldest first: all, or those in a state or with a practitioner's part."""
        if participant is None:
            where = (("kind = ?", "enquiry"), ("state = ?", state))
            return listings.ENQUIRIES.page(self._asked(after, limit), where)
        where = (("p.practitioner = ?", participant), ("s.state = ?", state))
        return listings.TAKEN_PART.page(self._asked(after, limit), where)

    def decisions(
        self,
        *,
        practitioner: str | None = None,
        role: str | None = None,
        kind: DecisionKind | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        after: str | None = None,
        limit: int = LIMIT,
    ) -> Page[DecisionLine]:
        """Decisions that stand, by who took them in which role, of which kind and when."""
        where = (
            ("practitioner = ?", practitioner),
            ("role = ?", role),
            ("kind = ?", kind),
            ("decided_at >= ?", _bound_or_none(since)),
            ("decided_at < ?", _bound_or_none(until)),
        )
        return listings.DECISIONS.page(self._asked(after, limit), where)

    def deciding(
        self,
        *,
        kinds: Collection[DecisionKind] = (),
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int,
    ) -> frozenset[str]:
        """At most `limit` of the enquiries that hold a standing decision of these kinds and times;
        no kinds: of any.
        """
        tests: list[tuple[str, Value]] = [
            ("decided_at >= ?", _bound_or_none(since)),
            ("decided_at < ?", _bound_or_none(until)),
        ]
        where = [test for test, value in tests if value is not None]
        if kinds:
            where.append(f"kind IN ({', '.join('?' * len(kinds))})")
        values = [value for _, value in tests if value is not None] + [*sorted(kinds), limit]
        statement = f"{listings.DECIDING} WHERE {' AND '.join(where) or 'true'} LIMIT ?"
        with self._database.read() as session:
            return frozenset(stream for (stream,) in session.rows(statement, values))

    def countersignatures(
        self, state: NeedState, *, after: str | None = None, limit: int = LIMIT
    ) -> Page[CountersignatureLine]:
        """Countersignatures in a state, those needed longest first."""
        return listings.COUNTERSIGNATURES.page(self._asked(after, limit), [("state = ?", state)])

    def waiting_for(
        self, whom: str, *, after: str | None = None, limit: int = LIMIT
    ) -> Page[CountersignatureLine]:
        """Countersignatures that wait for somebody in a role, those needed longest first.

        `whom` may also be a practitioner, for those that only this one person can give, or
        `anybody`, for those of which the procedure does not say whose they are.
        """
        return listings.WAITING.page(self._asked(after, limit), [("w.whom = ?", whom)])

    def running_out(
        self,
        before: datetime,
        *,
        gravity: Gravity | None = None,
        after: str | None = None,
        limit: int = LIMIT,
    ) -> Page[DutyLine]:
        """Unmet duties due before a time, the most pressing first; overdue ones are among them."""
        where = (
            ("state = ?", OPEN),
            ("gravity = ?", gravity.value if gravity else None),
            ("due_at < ?", _bound(before)),
        )
        return listings.DUTIES.page(self._asked(after, limit), where)

    def pressing(self, agencies: Collection[str]) -> Presses:
        """Everything that presses in any enquiry, with who takes part for these agencies."""
        with self._database.read() as session:
            rows = session.rows(listings.PRESSING)
            return Presses(list(map(PressingRow._make, rows)), _parties(session, agencies))

    def taken_part(self, practitioner: str) -> tuple[EnquiryLine, ...]:
        """Every enquiry in which somebody takes part, in no order: as many as one person has."""
        with self._database.read() as session:
            return tuple(map(EnquiryLine.of, session.rows(listings.OWN, (practitioner,))))

    def overdue_for(
        self, practitioner: str, now: datetime, *, limit: int = MAX_OWN
    ) -> tuple[DutyLine, ...]:
        """The unmet duties of those enquiries whose time has passed: the gravest first, then the
        longest overdue.
        """
        order = (
            f"ORDER BY CASE d.gravity {listings.GRAVEST_FIRST} END, d.due_at, d.stream, d.number"
        )
        return self._own_duties(practitioner, 0, _bound(now), order, limit)

    def due_for(
        self, practitioner: str, now: datetime, until: datetime, *, limit: int = MAX_OWN
    ) -> tuple[DutyLine, ...]:
        """The unmet duties of those enquiries that are due from now until a time, the soonest
        first.
        """
        order = "ORDER BY d.due_at, d.stream, d.number"
        return self._own_duties(practitioner, _bound(now), _bound(until), order, limit)

    def _own_duties(
        self, practitioner: str, first: int, end: int, order: str, limit: int
    ) -> tuple[DutyLine, ...]:
        values = (practitioner, OPEN, first, end, limit)
        with self._database.read() as session:
            rows = session.rows(f"{listings.OWN_DUTIES} {order} LIMIT ?", values)
        return tuple(map(DutyLine.of, rows))

    def tasks(self, whom: Collection[str], agencies: Collection[str]) -> Tasks:
        """Everything that waits under one of `whom`, with who takes part for these agencies."""
        with self._database.read() as session:
            rows = _among(session, listings.TASKS, whom)
            return Tasks(list(map(TaskRow._make, rows)), _parties(session, agencies))

    def tokens_of(self, name: str, agencies: Collection[str]) -> frozenset[str]:
        """Under what else than an id the tasks of somebody are found who acts for these agencies,
        and those of the agencies themselves.
        """
        own = {self._names.somebody(name, agency) for agency in agencies}
        return frozenset(own | {self._names.agency(agency) for agency in agencies})

    def find(self, name: str, *, after: str | None = None, limit: int = LIMIT) -> Page[NameLine]:
        """People of enquiries who are or were called by every word of `name`.

        Raises:
            BadQuery: `name` holds no word, or more than 16.
        """
        tokens = sorted(self._names.tokens([name]))
        if not 1 <= len(tokens) <= MAX_WORDS:
            raise BadQuery(f"name: not 1 to {MAX_WORDS} words", field="name")
        where = [("n.token = ?", tokens[0]), *((listings.ALSO, token) for token in tokens[1:])]
        return listings.NAMES.page(self._asked(after, limit), where)

    def _asked(self, after: str | None, limit: int) -> Asked:
        return Asked(self._database, self._cursors, after, limit)


def open_register(settings: Settings, store: Store, genesis: Genesis) -> Register:
    """The register of an open store; its tables are made where they are missing.

    Raises:
        KeystoreRefused: the master key is missing, or others may read it.
    """
    master = read_key(settings.keystore / "master.key")
    return Register(store, genesis, master)


def _parties(session: Session, agencies: Collection[str]) -> Sequence[tuple[str, str, str]]:
    return [
        (stream, who, agency) for stream, who, agency in _among(session, listings.PARTIES, agencies)
    ]


def _among(session: Session, statement: str, values: Collection[str]) -> Sequence[Row]:
    """The rows of a statement that ends in `IN`, for these values."""
    places = ", ".join("?" * len(values))
    return session.rows(f"{statement} ({places})", sorted(values)) if values else []


def _bound(time: datetime) -> int:
    """Rows hold whole seconds; a bound within one is rounded up."""
    return math.ceil(time.timestamp())


def _bound_or_none(time: datetime | None) -> int | None:
    return None if time is None else _bound(time)
