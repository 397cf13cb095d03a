"""The directory as the log has it: which keys were in force where, and who may change that.

Two steps. `read_directory` opens every directory stream, so that all keys are known before the
bulk of the signatures is checked. `InForce` then follows the log, entry by entry, and says of each
whether its key was in force at its place. It trusts no column and no earlier check of the ledger.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from crypto.canonical import b64, unb64
from crypto.disclosures import reveal
from crypto.ed25519 import load_public_key
from crypto.entry import parse_envelope
from crypto.errors import CryptoError
from crypto.genesis import Genesis
from crypto.jws import thumbprint
from crypto.sealing import Place as Sealing
from crypto.sealing import SealBroken, Sealed, unseal
from domain.admission import admit
from domain.authority import Authority, NothingAdopted
from domain.directory import Directory
from domain.disputes import Signed, dispute
from domain.entry import Content, ContentRefused, Entry, read_content
from domain.events.directory import (
    KeyAccepted,
    KeyAdded,
    KeyRevoked,
    PractitionerEnrolled,
    PublicKey,
)
from domain.practitioner import ImpossibleHistory, Practitioner
from domain.profiles import Profile
from domain.proposal import Context, Proposal, Root
from domain.refusals import Refused
from ledger.history import as_entry, disclosures_of
from ledger.verify import kinds
from ledger.verify.clear import ClearReader
from ledger.verify.entries import Bad, Seen
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
        opening.public_keys.update(_sound_keys(opened.entry))
    _open_referred(reader, opener, opening)
    return opening


def _open_referred(reader: Reader, opener: "_Opener", opening: Opening) -> None:
    """Entries of enquiries that somebody reaffirms in the directory."""
    for opened in list(opening.opened.values()):
        for ref in opened.entry.refs:
            if (ref.stream, ref.seq) not in opening.referred:
                statement = f"{_SELECT} WHERE e.originator_id = ? AND e.originator_version = ?"
                for found in opener.all(reader.rows(statement, [ref.stream, ref.seq])):
                    opening.referred[ref.stream, ref.seq] = found.entry


class _Opener:
    def __init__(self, keys: StreamKeys, ledger: str) -> None:
        self._keys = keys
        self._ledger = ledger
        self._clear = ClearReader()

    def all(self, rows: Iterable[Row]) -> Iterator[Opened]:
        return (opened for opened in map(self.open, rows) if opened)

    def enrolment(self, row: Row) -> Opened | None:
        """The entry if it enrols somebody; most rows are dismissed once they are unsealed."""
        return self.open(row, only=_ENROLMENT)

    def open(self, row: Row, only: bytes = b"") -> Opened | None:
        state, wrapped_key, box = row
        try:
            clear = self._clear.read(state)
            place = Sealing(self._ledger, clear.stream, clear.seq, clear.digest)
            plaintext = self._unseal(place, Sealed(wrapped_key, box))
            if only not in plaintext:
                return None
            envelope = parse_envelope(state)
            content = read_content(reveal(envelope.sd, disclosures_of(plaintext)))
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


def _sound_keys(entry: Entry) -> dict[str, bytes]:
    """The key that an entry offers, if it is what its thumbprint says and sound."""
    key = _offered(entry)
    if key is None:
        return {}
    try:
        raw = unb64(key.x)
        load_public_key(raw)
    except CryptoError:
        return {}
    return {key.kid: raw} if thumbprint(raw) == key.kid else {}


def _offered(entry: Entry) -> PublicKey | None:
    event = entry.event
    return event.key if isinstance(event, PractitionerEnrolled | KeyAdded) else None


class InForce:
    """Follows the directory in the order of the log."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._people: dict[str, Practitioner] = {}
        self._authority = Authority(opening.root.authority)
        self._watched = opening.compromised()
        self._began: dict[str, Profile | None] = {}
        self._signed: list[tuple[str, Signed, int]] = []

    def check(self, seen: Seen, index: int) -> list[Bad]:
        """Whether the entry's key was in force; in the directory, whether it may stand there."""
        opened = self._opening.opened.get(seen.digest)
        found = self._key(seen, opened)
        if seen.kid in self._watched:
            signed = Signed(seen.stream, seen.seq, seen.digest, seen.kid, index)
            self._signed.append((seen.author, signed, seen.position))
        if self._is_directory(seen.stream) and not (found or seen.bad or seen.destroyed):
            found += self._follow(seen, opened)
        return found

    def head(self, practitioner: str) -> str:
        """Where a directory stream ends here: what `dir` must say."""
        person = self._people.get(practitioner)
        return (person and person.head) or self._opening.root.ledger

    def disputed(self, known: Sequence[int]) -> list[tuple[Signed, int]]:
        """Entries that nobody stands by, signed by a key that others may have had, with positions.

        `known` is the latest time that the log had at each leaf, which never falls.
        """

        def size_at(time: datetime) -> int:
            return bisect_right(known, int(time.timestamp()))

        return [
            (signed, position)
            for author, signed, position in self._signed
            if author in self._people and dispute(self._people[author], signed, size_at)
        ]

    def _is_directory(self, stream: str) -> bool:
        return stream in self._opening.streams or stream == self._opening.root.authority

    def _key(self, seen: Seen, opened: Opened | None) -> list[Bad]:
        root = self._opening.root
        if seen.author == seen.stream == root.registrar and seen.seq == 1:
            if seen.kid == root.registrar_kid:
                return []
            return [
                Bad(kinds.KEY_UNKNOWN, "the registrar’s key of the genesis document", "another")
            ]
        person = self._people.get(seen.author)
        key = person.keys.get(seen.kid) if person else None
        if key is None:
            return [Bad(kinds.KEY_UNKNOWN, "a key of the author", f"key {seen.kid}")]
        if key.state == "live" or (key.state == "pending" and _accepts(opened, seen)):
            return []
        return [Bad(kinds.KEY_NOT_IN_FORCE, "a key in force at this place", f"a {key.state} key")]

    def _follow(self, seen: Seen, opened: Opened | None) -> list[Bad]:
        if opened is None:
            return [Bad(kinds.DIRECTORY_REFUSED, "an entry of the directory", "what is none")]
        offered = _offered(opened.entry)
        if offered and not _sound_keys(opened.entry):
            return [Bad(kinds.DIRECTORY_REFUSED, "a sound key under its thumbprint", "another")]
        try:
            admit(_proposal(seen, opened, self._opening.root), self._context(opened.entry))
            self._apply(opened.entry)
        except (Refused, ImpossibleHistory) as refused:
            return [Bad(kinds.DIRECTORY_REFUSED, "an entry that could be admitted", str(refused))]
        return []

    def _apply(self, entry: Entry) -> None:
        # A stream stays under the procedure that was in force where it began.
        self._began.setdefault(entry.stream, _profile(self._authority))
        if entry.stream == self._opening.root.authority:
            self._authority = self._authority.after(entry)
        else:
            person = self._people.get(entry.stream) or Practitioner(entry.stream)
            self._people[entry.stream] = person.after(entry)

    def _context(self, entry: Entry) -> Context:
        authority = entry.stream == self._opening.root.authority
        person = self._people.get(entry.stream) or Practitioner(entry.stream)
        return Context(
            root=self._opening.root,
            now=entry.recorded,
            directory=Directory(self._people),
            stream=self._authority if authority else person,
            profile=self._began.get(entry.stream) or _profile(self._authority),
            referred=self._opening.referred,
        )


def _accepts(opened: Opened | None, seen: Seen) -> bool:
    event = opened.entry.event if opened else None
    return isinstance(event, KeyAccepted) and event.kid == seen.kid and seen.stream == seen.author


def _proposal(seen: Seen, opened: Opened, root: Root) -> Proposal:
    entry = opened.entry
    return Proposal(
        ledger=root.ledger,
        stream=entry.stream,
        seq=entry.seq,
        prev=seen.prev,
        author=entry.author,
        kid=seen.kid,
        iat=entry.recorded,
        dir=seen.dir,
        refs=entry.refs,
        content=opened.content,
    )


def _profile(authority: Authority) -> Profile | None:
    try:
        return authority.profile.profile
    except NothingAdopted:
        return None


_SELECT: Final = (
    "SELECT e.state, s.wrapped_key, s.box FROM stored_events e LEFT JOIN sealed s "
    "ON s.stream = e.originator_id AND s.seq = e.originator_version"
)
_ENROLMENT: Final = b64(b'","type","practitioner-enrolled/1"]').encode("ascii") + b"~"
"""How the disclosure of an enrolment's type ends, in base64: what stands before it, a bracket, a
quote and 22 characters of salt, fills whole groups of three bytes."""
