"""Keys as pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from crypto.checknumber import check_number
from ledger.across.authored import disputed
from ledger.ledger import Ledger
from projections.keys import KeyHistory, key_histories
from projections.parts import Pieces, pieces

_STATES: Final = {
    "live": ("In use", "green"),
    "pending": ("Waiting", "yellow"),
    "revoked": ("Revoked", "grey"),
}
_ADDED: Final = {
    "enrolment": "with the enrolment",
    "another_device": "for another device",
    "replacement": "in place of another key",
}
_REVOKED: Final = {
    "lost": "it was lost",
    "stolen": "it was stolen",
    "replaced": "another took its place",
    "left": "its holder left",
}


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key: its check number, its state in a word and a colour, and its story in sentences."""

    kid: str
    number: tuple[str, ...]
    state: str
    words: str
    colour: str
    since: datetime
    vouched: str
    added: str
    offered: datetime
    revoked: str | None
    revoked_by: str | None
    compromised: datetime | None


def rows_of(ledger: Ledger, practitioner: str) -> tuple[KeyRow, ...]:
    """Every key in somebody's name, those in use first."""
    names = {person.id: person.name for person in ledger.reads.directory().people.values()}
    histories = key_histories(ledger.reads.entries(practitioner))
    return tuple(_row(key, names) for key in histories)


@dataclass(frozen=True, slots=True)
class DisputedRow:
    """An entry that may be somebody else's: where it stands, since when, and its words."""

    stream: str
    seq: int
    recorded: int
    words: Pieces


def disputed_of(ledger: Ledger, practitioner: str) -> dict[str, list[DisputedRow]]:
    """What is disputed in somebody's name, by the key that signed it, the newest first."""
    found: dict[str, list[DisputedRow]] = {}
    for one in disputed(ledger, practitioner):
        entry = ledger.reads.entries(one.stream)[one.seq - 1]
        words = pieces(entry.frame.statement)
        found.setdefault(one.kid, []).append(DisputedRow(one.stream, one.seq, one.recorded, words))
    return found


def _row(key: KeyHistory, names: Mapping[str, str]) -> KeyRow:
    words, colour = _STATES[key.state]
    end = key.revoked
    return KeyRow(
        kid=key.kid,
        number=check_number(key.kid),
        state=key.state,
        words=words,
        colour=colour,
        since=key.since,
        vouched=names[key.vouched],
        added=_ADDED[key.added],
        offered=key.offered,
        revoked=_REVOKED[end.reason] if end else None,
        revoked_by=names[end.by] if end else None,
        compromised=end.compromised if end else None,
    )
