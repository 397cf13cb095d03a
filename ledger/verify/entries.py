"""One entry on its own: its row, its form, its signature, its words. This is the bulk of the work.

Nothing here depends on another entry, so chunks of entries are checked side by side by several
processes. What follows from the order of entries is checked in `ledger.verify.order`.
"""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, Self

from crypto.canonical import Json, b64, digest
from crypto.ed25519 import load_public_key
from crypto.entry import Claims, Envelope, parse_envelope
from crypto.errors import CryptoError, SignatureInvalid
from crypto.jws import Jws
from crypto.sealing import Place as Sealing
from crypto.sealing import SealBroken, Sealed, unseal
from crypto.statement import TemplateError
from domain.entry import ContentRefused, read_content
from domain.events.base import BY_TYPE, Event
from domain.events.documents import DocumentDeposited
from domain.events.records import OfflineNote
from ledger.bulk import read_disclosures
from ledger.mapper import DIGEST_BYTES, DISPOSED, TOPIC
from ledger.offline import NoteMisfit, embedded
from ledger.sentences import statement_of
from ledger.settings import Settings
from ledger.verify import kinds
from ledger.verify.documents import DocumentWrong, check_document
from ledger.verify.keys import KeyBroken, StreamKeys
from ledger.verify.kinds import Kind
from ledger.verify.reader import open_reader
from ledger.verify.rows import Damaged, Reader, Row

Referred = tuple[str, int, str]
"""Stream, seq and digest of an entry that another refers to."""


class Bad(NamedTuple):
    """What is wrong with one entry: its kind, what stands there in an unaltered ledger, and now."""

    kind: Kind
    expected: str
    found: str


class Seen(NamedTuple):
    """One entry as it was seen: flat, because very many travel between processes.

    Where the bytes are no entry, `author` is empty, and its columns stand in for what was signed.
    """

    position: int
    stream: str
    seq: int
    digest: str
    sealed: bool
    bad: tuple[Bad, ...]
    disposed: bool = False
    """Nothing is left of it but its digest; `iat` is then the latest time the log had there."""
    destroyed: bool = False
    author: str = ""
    kid: str = ""
    prev: str = ""
    iat: int = 0
    dir: str = ""
    refs: tuple[Referred, ...] = ()
    note: str = ""
    """The id of the key that signed a note in the entry, if there is one."""
    capacity: tuple[str, ...] = ()
    """Id, role and agency of the capacity that it states, and the author's name; empty where its
    words are destroyed or are not those that were signed."""


class Chunk(NamedTuple):
    """Positions `first` to `last`, both included."""

    first: int
    last: int


@dataclass(frozen=True)
class Job:
    """What a process needs to check entries; travels to it once."""

    settings: Settings
    ledger: str
    public_keys: Mapping[str, bytes]
    """Every key that the directory ever held, by its thumbprint; when it was in force is decided in
    order."""


class Checker:
    """Checks chunks of entries with connections of its own. Close it after use."""

    def __init__(self, job: Job, reader: Reader, keys: StreamKeys) -> None:
        self.reader = reader
        self.keys = keys
        self._job = job

    @classmethod
    def open(cls, job: Job) -> Self:
        """Open what the job names.

        Raises:
            Problem: the database or the keystore cannot be read at all.
        """
        keys = StreamKeys.open(job.settings.keystore, job.ledger)
        return cls(job, open_reader(job.settings), keys)

    def close(self) -> None:
        """Close both connections."""
        with closing(self.reader), closing(self.keys):
            pass

    def check(self, chunk: Chunk) -> list[Seen]:
        """Every entry of the chunk; where the database cannot be read, that is what was seen."""
        try:
            return [self._entry(row) for row in self.reader.rows(_ROWS, chunk)]
        except Damaged as damaged:
            return self._around(chunk, damaged)

    def _around(self, chunk: Chunk, damaged: Damaged) -> list[Seen]:
        """The same in halves, down to the one position that cannot be read."""
        if chunk.first == chunk.last:
            bad = Bad(kinds.DATABASE_DAMAGED, "a row that can be read", str(damaged))
            return [Seen(chunk.first, "", 0, "", False, (bad,))]
        middle = (chunk.first + chunk.last) // 2
        return self.check(Chunk(chunk.first, middle)) + self.check(Chunk(middle + 1, chunk.last))

    def _entry(self, row: Row) -> Seen:
        position, stream, seq, topic, state, wrapped_key, box = row
        sealed = wrapped_key is not None or box is not None
        if not (type(stream) is str and type(seq) is int and type(state) is bytes):
            bad = Bad(
                kinds.ROW_UNREADABLE, "a stream, a number and the bytes of an entry", _types(row)
            )
            known = seq if type(seq) is int else 0
            return Seen(position, str(stream), known, "", sealed, (bad,))
        if topic == DISPOSED and len(state) == DIGEST_BYTES:
            return self._disposed(position, stream, seq, b64(state), sealed)
        try:
            envelope = parse_envelope(state)
        except CryptoError as error:
            bad = Bad(kinds.ENTRY_MALFORMED, "an entry in its one accepted form", str(error))
            return Seen(position, stream, seq, digest(state), sealed, (bad,))
        found = self._row(envelope.claims, stream, seq, topic)
        found += self._signature(envelope.jws)
        destroyed, note = False, ""
        content: dict[str, Json] = {}
        try:
            wrong, content = self._words(envelope, wrapped_key, box)
            found += wrong or _statement(content)
            note = self._held(envelope.claims, content)
        except KeyDestroyed:
            destroyed = True
        except DocumentWrong as document:
            found.append(Bad(*document.args))
        except (CryptoError, ContentRefused) as error:
            found.append(Bad(kinds.NOTE_INVALID, "a note signed by the author", str(error)))
        seen = _seen(position, envelope, sealed, tuple(found), destroyed)
        return seen._replace(note=note, capacity=_capacity(content))

    def _held(self, claims: Claims, content: dict[str, Json]) -> str:
        """Check what an entry holds beside its words: a note, of which the key is given, or a
        document.
        """
        event = BY_TYPE.get(str(content.get("type")), Event)
        if issubclass(event, OfflineNote):
            return self._note(claims, content)
        if issubclass(event, DocumentDeposited):
            folder, stream_keys = self._job.settings.documents, self.keys.of(claims.sub)
            check_document(self.reader, folder, stream_keys, claims, content)
        return ""

    def _note(self, claims: Claims, content: dict[str, Json]) -> str:
        """The id of the key that signed the note in an entry, once it is seen that it did."""
        event = read_content(content).event
        if not isinstance(event, OfflineNote):
            raise NoteMisfit("type: not a note")
        note = embedded(event, claims.iss, claims.aud)
        raw = self._job.public_keys.get(note.kid)
        if raw is None:
            raise NoteMisfit("kid: no key of the directory")
        note.verify(load_public_key(raw))
        return note.kid

    def _disposed(self, position: int, stream: str, seq: int, left: str, sealed: bool) -> Seen:
        ((known,),) = self.reader.rows(_KNOWN, (stream, seq))
        stray = Bad(kinds.SEAL_STRAY, "nothing, since the entry was disposed of", "sealed words")
        iat = known if type(known) is int else 0
        bad = (stray,) if sealed else ()
        return Seen(position, stream, seq, left, sealed, bad, disposed=True, iat=iat)

    def _row(self, claims: Claims, stream: str, seq: int, topic: object) -> list[Bad]:
        found = []
        if claims.aud != self._job.ledger:
            found.append(Bad(kinds.FOREIGN_LEDGER, f"ledger {self._job.ledger}", claims.aud))
        if (stream, seq) != (claims.sub, claims.seq):
            signed = f"stream {claims.sub}, entry {claims.seq}, as signed"
            found.append(Bad(kinds.ROW_MISMATCH, signed, f"stream {stream}, entry {seq}"))
        if topic != TOPIC:
            found.append(Bad(kinds.ROW_MISMATCH, f"topic {TOPIC}", "another topic"))
        return found

    def _signature(self, jws: Jws) -> list[Bad]:
        raw = self._job.public_keys.get(jws.kid)
        if raw is None:
            return [Bad(kinds.KEY_UNKNOWN, "a key of the directory", f"key {jws.kid}")]
        try:
            jws.verify_signature(load_public_key(raw))
        except SignatureInvalid:
            expected = f"a signature by key {jws.kid}"
            return [Bad(kinds.SIGNATURE_INVALID, expected, "another signature")]
        return []

    def _words(
        self, envelope: Envelope, wrapped_key: object, box: object
    ) -> tuple[list[Bad], dict[str, Json]]:
        """What is wrong with the words, or else the content that they are."""
        try:
            stream_keys = self.keys.of(envelope.claims.sub)
        except KeyBroken:
            return [Bad(kinds.STREAM_KEY_BROKEN, "a key that the master key opens", "another")], {}
        if not stream_keys:
            raise KeyDestroyed
        if not (type(wrapped_key) is bytes and type(box) is bytes):
            return [Bad(kinds.SEAL_MISSING, "the sealed words of this entry", "nothing")], {}
        claims = envelope.claims
        place = Sealing(self._job.ledger, claims.sub, claims.seq, envelope.digest)
        try:
            plaintext = _unseal(place, stream_keys, Sealed(wrapped_key, box))
        except SealBroken as error:
            return [Bad(kinds.SEAL_BROKEN, "words sealed at this place", str(error))], {}
        try:
            return [], read_disclosures(envelope.sd, plaintext)
        except (CryptoError, UnicodeDecodeError) as error:
            reason = str(error) if isinstance(error, CryptoError) else "not ASCII"
            return [Bad(kinds.WORDS_MISMATCH, "the words whose digests were signed", reason)], {}


class KeyDestroyed(Exception):
    """The stream has no key any more."""


def _unseal(place: Sealing, stream_keys: Sequence[bytes], sealed: Sealed) -> bytes:
    """Open with the newest key, or an older one that an interrupted disposal has left."""
    *older, last = stream_keys
    for key in older:
        try:
            return unseal(place, key, sealed)
        except SealBroken:
            continue
    return unseal(place, last, sealed)


def _seen(
    position: int, envelope: Envelope, sealed: bool, bad: tuple[Bad, ...], destroyed: bool
) -> Seen:
    claims = envelope.claims
    return Seen(
        position=position,
        stream=claims.sub,
        seq=claims.seq,
        digest=envelope.digest,
        sealed=sealed,
        bad=bad,
        destroyed=destroyed,
        author=claims.iss,
        kid=envelope.jws.kid,
        prev=claims.prev,
        iat=claims.iat,
        dir=claims.dir,
        refs=tuple((ref.sub, ref.seq, ref.digest) for ref in claims.refs),
    )


def _statement(content: Mapping[str, Json]) -> list[Bad]:
    """Whether the sentence that was signed is the one that the parts signed with it give."""
    kind = content.get("type")
    event = BY_TYPE.get(kind) if isinstance(kind, str) else None
    if event is None:
        return [Bad(kinds.TYPE_UNKNOWN, "a type that this program knows", "another")]
    expected = "the sentence that its parts give"
    try:
        composed = statement_of(event, content)
    except TemplateError as error:
        return [Bad(kinds.STATEMENT_MISMATCH, expected, str(error))]
    if composed != content.get("statement"):
        return [Bad(kinds.STATEMENT_MISMATCH, expected, "another sentence")]
    return []


def _capacity(content: Mapping[str, Json]) -> tuple[str, ...]:
    stated = content.get("capacity")
    if not isinstance(stated, dict):
        return ("",) * len(_STATED) if content else ()
    return tuple(str(stated.get(name)) for name in _STATED)


def _types(row: Sequence[Any]) -> str:
    return ", ".join(type(value).__name__ for value in row[1:5])


_STATED: Final = ("id", "role", "agency", "as")
_ROWS: Final = (
    "SELECT e.notification_id, e.originator_id, e.originator_version, e.topic, e.state, "
    "s.wrapped_key, s.box FROM stored_events e LEFT JOIN sealed s "
    "ON s.stream = e.originator_id AND s.seq = e.originator_version "
    "WHERE e.notification_id BETWEEN ? AND ? ORDER BY e.notification_id"
)

_KNOWN: Final = "SELECT max(known) FROM log_leaves WHERE stream = ? AND seq = ?"

# A process of the pool has one checker for its whole life:

_checker: Checker | None = None


def start_process(job: Job) -> None:
    """Open this process's checker."""
    global _checker  # noqa: PLW0603 - a pool has no other place to keep it
    _checker = Checker.open(job)


def end_process() -> None:
    """Close this process's checker."""
    global _checker  # noqa: PLW0603 - as above
    if _checker:
        _checker.close()
    _checker = None


def check_in_process(chunk: Chunk) -> list[Seen]:
    """`Checker.check` with this process's checker."""
    if _checker is None:
        raise RuntimeError("start_process was not called")
    return _checker.check(chunk)
