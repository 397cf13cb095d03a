"""Opening the directory, and what the authority decided, before anything of it is believed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from crypto.canonical import b64, unb64
from crypto.ed25519 import load_public_key
from crypto.entry import parse_envelope
from crypto.errors import CryptoError
from crypto.genesis import Genesis
from crypto.jws import thumbprint
from crypto.sealing import Place as Sealing
from crypto.sealing import SealBroken, Sealed, unseal
from domain.disposed import disposed_entry
from domain.entry import Content, ContentRefused, Entry, read_content
from domain.events.authority import LedgerKeyIntroduced
from domain.events.directory import (
    KeyAdded,
    KeyRevoked,
    PractitionerEnrolled,
    PublicKey,
)
from domain.proposal import Root
from ledger.bulk import read_disclosures
from ledger.reading.history import as_entry
from ledger.verify.keys import KeyBroken, StreamKeys
from ledger.verify.rows import Reader, Row


@dataclass(frozen=True, slots=True)
class Opened:
    """An entry with its content, before anything about it is known to be genuine."""

    entry: Entry
    content: Content


@dataclass
class Opening:
    """Every entry of the directory and of the authority's stream, and what they refer to."""

    root: Root
    opened: dict[str, Opened] = field(default_factory=dict)
    referred: dict[tuple[str, int], Entry] = field(default_factory=dict)
    public_keys: dict[str, bytes] = field(default_factory=dict)
    ledger_keys: dict[str, bytes] = field(default_factory=dict)
    """Keys that an entry of the authority's stream introduces for the ledger, by thumbprint."""
    streams: frozenset[str] = frozenset()
    """The directory streams, without the authority's."""

    def compromised(self) -> frozenset[str]:
        """The keys that were ever said to have been in others' hands."""
        events = (opened.entry.event for opened in self.opened.values())
        return frozenset(e.kid for e in events if isinstance(e, KeyRevoked) and e.compromised)


def read_directory(reader: Reader, keys: StreamKeys, genesis: Genesis) -> Opening:
    """Open the directory: the streams that begin with an enrolment, and the authority's.

    What does not open is left out: it is a finding when its entry is checked.

    Raises:
        Damaged: the database could not be read.
    """
    registrar_kid = thumbprint(genesis.registrar_key)
    root = Root(
        ledger=genesis.ledger,
        ledger_kid=thumbprint(genesis.ledger_key),
        registrar=genesis.registrar,
        registrar_kid=registrar_kid,
        authority=genesis.authority,
    )
    opener = _Opener(keys, genesis.ledger)
    first = reader.rows(f"{_SELECT} WHERE e.originator_version = 1")
    enrolled = {o.entry.stream for o in map(opener.enrolment, first) if o}
    streams = frozenset(enrolled | {genesis.registrar})
    opening = Opening(root, streams=streams)
    for stream in (*sorted(streams), genesis.authority):
        for opened in opener.all(reader.rows(f"{_SELECT} WHERE e.originator_id = ?", [stream])):
            opening.opened[opened.entry.digest] = opened
    opening.public_keys[registrar_kid] = genesis.registrar_key
    for opened in opening.opened.values():
        opening.referred[opened.entry.stream, opened.entry.seq] = opened.entry
        introduces = isinstance(opened.entry.event, LedgerKeyIntroduced)
        keys_of = opening.ledger_keys if introduces else opening.public_keys
        keys_of.update(sound_keys(opened.entry))
    _open_referred(reader, opener, opening)
    return opening


def _open_referred(reader: Reader, opener: "_Opener", opening: Opening) -> None:
    """Entries of enquiries that somebody reaffirms or disposes of; what cannot be read is gone."""
    for opened in list(opening.opened.values()):
        for ref in opened.entry.refs:
            if (ref.stream, ref.seq) not in opening.referred:
                statement = f"{_SELECT} WHERE e.originator_id = ? AND e.originator_version = ?"
                for row in reader.rows(statement, [ref.stream, ref.seq]):
                    found = opener.open(row)
                    gone = disposed_entry(ref.stream, ref.seq, ref.digest, 0)
                    opening.referred[ref.stream, ref.seq] = found.entry if found else gone


class _Opener:
    def __init__(self, keys: StreamKeys, ledger: str) -> None:
        self._keys = keys
        self._ledger = ledger

    def all(self, rows: Iterable[Row]) -> Iterator[Opened]:
        return (opened for opened in map(self.open, rows) if opened)

    def enrolment(self, row: Row) -> Opened | None:
        """The entry if it enrols somebody; most rows are dismissed once they are unsealed."""
        return self.open(row, only=_ENROLMENT)

    def open(self, row: Row, only: bytes = b"") -> Opened | None:
        state, wrapped_key, box = row
        try:
            envelope = parse_envelope(state)
            claims = envelope.claims
            place = Sealing(self._ledger, claims.sub, claims.seq, envelope.digest)
            plaintext = self._unseal(place, Sealed(wrapped_key, box))
            if only not in plaintext:
                return None
            content = read_content(read_disclosures(envelope.sd, plaintext))
        except (CryptoError, ContentRefused, KeyBroken, TypeError, UnicodeDecodeError):
            return None
        return Opened(as_entry(envelope, content), content)

    def _unseal(self, place: Sealing, sealed: Sealed) -> bytes:
        for key in self._keys.of(place.stream):
            try:
                return unseal(place, key, sealed)
            except SealBroken:
                continue
        raise SealBroken("no key of the stream opens it")


def sound_keys(entry: Entry) -> dict[str, bytes]:
    """The key that an entry offers, if it is what its thumbprint says and sound."""
    key = offered_by(entry)
    if key is None:
        return {}
    try:
        raw = unb64(key.x)
        load_public_key(raw)
    except CryptoError:
        return {}
    return {key.kid: raw} if thumbprint(raw) == key.kid else {}


def offered_by(entry: Entry) -> PublicKey | None:
    """The key that an entry offers, to a practitioner or the ledger, if it does."""
    match entry.event:
        case PractitionerEnrolled(key=key) | KeyAdded(key=key) | LedgerKeyIntroduced(key=key):
            return key
        case _:
            return None


_SELECT: Final = (
    "SELECT e.state, s.wrapped_key, s.box FROM stored_events e LEFT JOIN sealed s "
    "ON s.stream = e.originator_id AND s.seq = e.originator_version"
)
_ENROLMENT: Final = b64(b'","type","practitioner-enrolled/1"]').encode("ascii") + b"~"
"""How the disclosure of an enrolment's type ends, in base64: what stands before it, a bracket, a
quote and 22 characters of salt, fills whole groups of three bytes."""
