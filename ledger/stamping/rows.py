"""The stamps that are kept, and which authorities gave none when they were last asked."""

from dataclasses import dataclass
from typing import Final

from crypto.anchors import MAX_STAMPS
from ledger.database import Database, Row, Session

_STAMPS: Final = "SELECT log, size, place, authority, time, expires, renewed FROM stamps"
_TOKENS: Final = "SELECT token FROM stamps WHERE log = ? AND size = ? ORDER BY place"
_DUE: Final = (
    "SELECT log, size, place, authority, time, expires, renewed FROM stamps s "
    "WHERE renewed = 0 AND authority = ? AND expires > ? AND expires <= ? "
    "AND EXISTS (SELECT 1 FROM published p WHERE p.log = s.log AND p.size = s.size) "
    "AND NOT EXISTS (SELECT 1 FROM stamps l WHERE l.log = s.log AND l.size = s.size "
    "AND l.place >= ?) ORDER BY expires, log, size, place LIMIT ?"
)
_DUE_BY: Final = (
    "SELECT DISTINCT authority FROM stamps "
    "WHERE renewed = 0 AND expires > ? AND expires <= ? ORDER BY authority"
)
_INSERT: Final = (
    "INSERT INTO stamps (log, size, place, authority, token, time, expires, renewed) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, 0)"
)
_RENEWED: Final = "UPDATE stamps SET renewed = 1 WHERE log = ? AND size = ? AND place = ?"
_FAILED: Final = (
    "INSERT INTO stamp_failures (authority, since, last, reason) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (authority) DO UPDATE SET last = excluded.last, reason = excluded.reason"
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """One stamp over the checkpoint of `size`; `place` is its place, from 1, among those over it.

    `time` is when it was made and `expires` until when it holds by itself, seconds since 1970;
    `renewed` whether a later one took over from it.
    """

    log: int
    size: int
    place: int
    authority: str
    time: int
    expires: int
    renewed: bool


@dataclass(frozen=True, slots=True)
class Failure:
    """An authority that gave no stamp when it was last asked; times are seconds since 1970."""

    authority: str
    since: int
    last: int
    reason: str


def stamps(database: Database) -> list[Stamp]:
    """Every stamp, by log, size and place."""
    with database.read() as session:
        return [_stamp(row) for row in session.rows(f"{_STAMPS} ORDER BY log, size, place")]


def failures(database: Database) -> list[Failure]:
    """The authorities that gave no stamp when they were last asked."""
    with database.read() as session:
        statement = "SELECT authority, since, last, reason FROM stamp_failures ORDER BY authority"
        return [Failure(*row) for row in session.rows(statement)]


def tokens(session: Session, log: int, size: int) -> tuple[bytes, ...]:
    """The stamps over one checkpoint, in the order in which they cover each other."""
    return tuple(bytes(token) for (token,) in session.rows(_TOKENS, (log, size)))


def due(session: Session, now: int, until: int, limit: int) -> list[Stamp]:
    """Stamps that still hold `now` but not `until`, and can be renewed; the most urgent first.

    At most `limit` of each authority, so that one that cannot renew holds up no other.
    """
    names = [name for (name,) in session.rows(_DUE_BY, (now, until))]
    values = ((name, now, until, MAX_STAMPS, limit) for name in names)
    return [_stamp(row) for each in values for row in session.rows(_DUE, each)]


def keep(session: Session, stamp: Stamp, token: bytes) -> None:
    """Keep one more stamp."""
    where = (stamp.log, stamp.size, stamp.place)
    session.run(_INSERT, (*where, stamp.authority, token, stamp.time, stamp.expires))


def mark_renewed(session: Session, stamp: Stamp) -> None:
    """Another took over from this stamp."""
    session.run(_RENEWED, (stamp.log, stamp.size, stamp.place))


def note_outcome(session: Session, authority: str, reason: str | None, now: int) -> None:
    """Take down why an authority gave no stamp, or None: that it gave one."""
    if reason is None:
        session.run("DELETE FROM stamp_failures WHERE authority = ?", (authority,))
    else:
        session.run(_FAILED, (authority, now, now, reason))


def _stamp(row: Row) -> Stamp:
    log, size, place, authority, time, expires, renewed = row
    return Stamp(log, size, place, authority, time, expires, bool(renewed))
