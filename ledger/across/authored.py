"""What the ledger holds in somebody's name: places, digests and keys, and no words.

Each person's device knows what it signed. What is here and not there was signed by somebody else
with their key or in their name; what is there and not here was removed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from domain.disputes import Signed, dispute
from domain.practitioner import Practitioner
from ledger.ledger import Ledger
from ledger.store import StoredEntry

_PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class Authored:
    """An entry by its author. `recorded` is its `iat`, in seconds since 1970."""

    stream: str
    seq: int
    digest: str
    kid: str
    recorded: int

    @classmethod
    def of(cls, stored: StoredEntry) -> "Authored":
        """The entry as it is stored."""
        claims, kid = stored.envelope.claims, stored.envelope.jws.kid
        return cls(stored.stream, stored.seq, stored.digest, kid, claims.iat)


def authored(ledger: Ledger, practitioner: str) -> list[Authored]:
    """Every entry that names somebody as its author, the newest first; but what was disposed of."""
    found = ledger.store.entries.streams(_streams(ledger, practitioner))
    mine = (
        Authored.of(stored)
        for entries in found.values()
        for stored in entries
        if stored.envelope.claims.iss == practitioner
    )
    return sorted(mine, key=_newest, reverse=True)


def disputed(ledger: Ledger, practitioner: str) -> list[Authored]:
    """Those that a key signed after others may have had it, and that the person has not stood by
    since; the newest first.
    """
    person = ledger.reads.practitioner(practitioner)
    if not any(key.compromised for key in person.keys.values()):
        return []
    found = ledger.store.entries.streams(_streams(ledger, practitioner))
    mine = (
        Authored.of(stored)
        for entries in found.values()
        for stored in entries
        if stored.envelope.claims.iss == practitioner and _is_disputed(ledger, person, stored)
    )
    return sorted(mine, key=_newest, reverse=True)


def _is_disputed(ledger: Ledger, person: Practitioner, stored: StoredEntry) -> bool:
    key = person.keys.get(stored.envelope.jws.kid)
    if key is None or key.compromised is None:
        return False
    size = ledger.reads.size_at(key.compromised)
    late = stored.position > ledger.store.log.position_at(size)
    index = size if late else size - 1
    signed = Signed(stored.stream, stored.seq, stored.digest, key.kid, index)
    return dispute(person, signed, lambda _: size) is not None


def _newest(one: Authored) -> tuple[int, str, int]:
    return one.recorded, one.stream, one.seq


def holds(ledger: Ledger, stream: str, seq: int, digest: str) -> bool:
    """Whether this very entry stands at its place, also if it was disposed of: its digest stays."""
    placed = ledger.store.entries.placed(stream, after=seq - 1, upto=seq)
    return any(one.digest == digest for one in placed)


def _streams(ledger: Ledger, practitioner: str) -> Iterator[str]:
    """Where somebody may have signed: enquiries they took part in, the directory, the authority."""
    ledger.register.catch_up()
    after = None
    while True:
        page = ledger.register.enquiries(participant=practitioner, after=after, limit=_PAGE)
        yield from (line.stream for line in page.items)
        after = page.next
        if after is None:
            break
    others = (*ledger.register.practitioners(), ledger.genesis.authority)
    yield from (stream for stream in others if _signed_in(ledger, stream, practitioner))


def _signed_in(ledger: Ledger, stream: str, practitioner: str) -> bool:
    return any(entry.author == practitioner for entry in ledger.reads.entries(stream))
