"""The tables of saved drafts: what lies in them, sealed, and how it goes.

Each draft has a random AES-256-GCM key, wrapped under the key of its enquiry. Under it lie a header
(who, when, shared with whom) and the words of each version. The associated data names ledger,
stream, draft and revision or version: who can write the database can take a draft away or bring an
older one back, and can neither read one, nor share it, nor move words into another. In the clear
are ids and times, as for entries.
"""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NoReturn

from crypto.canonical import NotCanonical, decode, encode
from crypto.sealing import SealBroken, new_key, open_box, seal_box
from ledger.database import Database, Row, Session, among
from ledger.keys.keystore import Keystore
from ledger.saved.header import Header
from ledger.saved.problems import DraftTooLong, DraftUnreadable, NoDraft
from ledger.saved.values import Answers

EXPIRY_SECONDS: Final = 90 * 86_400
"""How long a draft that its author alone has seen lies untouched before it is deleted: longer than
the longest limit of the procedures (45 working days for an assessment)."""
MAX_ANSWERS_BYTES: Final = 1_048_576
"""Bound on the words of a draft: as long as the longest entry (crypto.entry.MAX_ENTRY_BYTES)."""

_SELECT: Final = "SELECT id, stream, wrapped, revision, box, expires FROM drafts WHERE id = ?"
_INSERT: Final = (
    "INSERT INTO drafts (id, stream, wrapped, revision, box, expires, seq) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_UPDATE: Final = "UPDATE drafts SET revision = ?, box = ?, expires = ?, seq = ? WHERE id = ?"
_PERSON: Final = "INSERT INTO draft_people (practitioner, draft) VALUES (?, ?)"
_WITH: Final = "SELECT draft FROM draft_people WHERE practitioner = ? ORDER BY draft"
_OF: Final = "SELECT id, wrapped, seq FROM drafts WHERE stream = ?"
_REWRAP: Final = "UPDATE drafts SET wrapped = ? WHERE id = ?"
_OLD: Final = "SELECT id FROM drafts WHERE expires < ?"
_WORDS: Final = "INSERT INTO draft_versions (draft, version, box) VALUES (?, ?, ?)"
_READ: Final = "SELECT box FROM draft_versions WHERE draft = ? AND version = ?"
_NUMBERS: Final = "SELECT version FROM draft_versions WHERE draft = ?"
_DROP_WORDS: Final = "DELETE FROM draft_versions WHERE draft = ? AND version IN (?*)"
_DELETE: Final = (
    "DELETE FROM draft_versions WHERE draft = ?",
    "DELETE FROM draft_people WHERE draft = ?",
    "DELETE FROM drafts WHERE id = ?",
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft as it was read: its place, its key, and its opened header."""

    id: str
    stream: str
    key: bytes = field(repr=False)
    revision: int
    header: Header
    expires: int | None


class SavedRows:
    """The drafts of one ledger in its database."""

    def __init__(
        self, database: Database, keystore: Keystore, ledger: str, clock: Callable[[], int]
    ) -> None:
        self.database = database
        self.clock = clock
        self._keystore = keystore
        self._ledger = ledger

    def add(self, session: Session, stream: str, header: Header, answers: Answers) -> Kept:
        """Keep a new draft.

        Under the lock of disposals: none can replace the key that this is wrapped by.

        Raises:
            NoDraft: the enquiry was disposed of.
            DraftTooLong: its words are too many.
        """
        name, key = str(uuid.uuid4()), new_key()
        expires = self.clock() + EXPIRY_SECONDS
        kept = Kept(name, stream, key, 1, header, expires)
        wrapped = seal_box(self._stream_key(stream), key, self._bound("draft-key", kept))
        session.run(_INSERT, (name, stream, wrapped, 1, self._sealed(kept), expires, None))
        session.run(_PERSON, (header.author, name))
        self._put(session, kept, header.current, answers)
        return kept

    def change(
        self, session: Session, kept: Kept, header: Header, answers: Answers | None = None
    ) -> Kept:
        """Put a header in the place of the one that was read under this lock, with the words of its
        newest version if there is one; words of versions that it does not name any more go.
        """
        expires = _expires(header, self.clock())
        changed = replace(kept, revision=kept.revision + 1, header=header, expires=expires)
        row = (changed.revision, self._sealed(changed), expires, header.entry, kept.id)
        session.run(_UPDATE, row)
        for person in header.people[len(kept.header.people) :]:
            session.run(_PERSON, (person, kept.id))
        named = {one.number for one in header.versions} if header.has_words else set()
        gone = {number for (number,) in session.rows(_NUMBERS, (kept.id,))} - named
        session.run(among(_DROP_WORDS, len(gone)), (kept.id, *sorted(gone)))
        if answers is not None:
            self._put(session, changed, header.last, answers)
        return changed

    def read(self, session: Session, name: str) -> Kept:
        """A draft by its id.

        Raises:
            NoDraft: there is none, or it has expired.
            DraftUnreadable: it is not what was saved.
        """
        rows = session.rows(_SELECT, (name,))
        if not rows or (rows[0][5] is not None and rows[0][5] < self.clock()):
            raise NoDraft("draft: there is none of this id that you may see", field="draft")
        return self._opened(rows[0])

    def answers(self, session: Session, kept: Kept, number: int) -> Answers:
        """The words of a version.

        Raises:
            DraftUnreadable: they are not what was saved.
        """
        if not kept.header.has_words:
            return {}
        rows = session.rows(_READ, (kept.id, number))
        if not rows:
            _unreadable(kept.id, f"version {number} is gone")
        bound = self._bound("draft-version", kept, number)
        try:
            told = decode(open_box(kept.key, bytes(rows[0][0]), bound, f"version {number}"))
        except (SealBroken, NotCanonical) as error:
            _unreadable(kept.id, str(error))
        return dict(told)  # type: ignore[arg-type]  # pairs, as `_put` wrote them

    def names_of(self, session: Session, person: str) -> list[str]:
        """The ids of the drafts that somebody writes or was shown."""
        return [name for (name,) in session.rows(_WITH, (person,))]

    def names_in(self, session: Session, stream: str) -> list[str]:
        """The ids of the drafts under an enquiry's key."""
        return [name for name, *_ in session.rows(_OF, (stream,))]

    def delete(self, session: Session, names: Iterable[str]) -> None:
        """Take drafts away: with its row goes the key of each."""
        for name in names:
            for statement in _DELETE:
                session.run(statement, (name,))

    def drop(
        self, session: Session, stream: str, covers: Callable[[int], bool], *, unsigned: bool
    ) -> None:
        """Take away an enquiry's drafts that became entries which `covers`, and also those that
        became none.
        """
        rows = session.rows(_OF, (stream,))
        gone = [name for name, _, seq in rows if (unsigned if seq is None else covers(seq))]
        self.delete(session, gone)

    def rewrap(self, session: Session, stream: str, older: Sequence[bytes], new: bytes) -> None:
        """Wrap the keys of an enquiry's drafts by its new key."""
        for name, wrapped, _ in session.rows(_OF, (stream,)):
            bound = self._key_bound(stream, name)
            for old in older:
                try:
                    key = open_box(old, bytes(wrapped), bound, "draft key")
                except SealBroken:
                    continue  # by the new key already, or altered so that no key opens it
                session.run(_REWRAP, (seal_box(new, key, bound), name))
                break

    def sweep(self, session: Session) -> None:
        """Take away what has expired."""
        self.delete(session, [name for (name,) in session.rows(_OLD, (self.clock(),))])

    def _put(self, session: Session, kept: Kept, number: int, answers: Answers) -> None:
        pairs = encode([[name, list(values)] for name, values in answers.items()])
        if len(pairs) > MAX_ANSWERS_BYTES:
            raise DraftTooLong(
                f"answers: more than {MAX_ANSWERS_BYTES} bytes; record it in several entries",
                field="answers",
            )
        box = seal_box(kept.key, pairs, self._bound("draft-version", kept, number))
        session.run(_WORDS, (kept.id, number, box))

    def _opened(self, row: Row) -> Kept:
        name, stream, wrapped, revision, box, expires = row
        try:
            key = open_box(
                self._stream_key(stream), wrapped, self._key_bound(stream, name), "draft key"
            )
            bound = encode(["draft", self._ledger, stream, name, revision])
            header = Header.decoded(open_box(key, bytes(box), bound, "draft"))
        except SealBroken as error:
            _unreadable(name, str(error))
        return Kept(name, stream, key, revision, header, expires)

    def _sealed(self, kept: Kept) -> bytes:
        return seal_box(kept.key, kept.header.encoded(), self._bound("draft", kept, kept.revision))

    def _bound(self, purpose: str, kept: Kept, *numbers: int) -> bytes:
        return encode([purpose, self._ledger, kept.stream, kept.id, *numbers])

    def _key_bound(self, stream: str, name: str) -> bytes:
        return encode(["draft-key", self._ledger, stream, name])

    def _stream_key(self, stream: str) -> bytes:
        key = self._keystore.stream_keys([stream]).get(stream)
        if key is None:
            raise NoDraft("enquiry: its records were disposed of", field="enquiry")
        return key


def _expires(header: Header, now: int) -> int | None:
    """What others have seen stays for as long as the enquiry, and so does the mark of an entry."""
    return None if header.closed or header.shared_with else now + EXPIRY_SECONDS


def _unreadable(name: str, why: str) -> NoReturn:
    raise DraftUnreadable(f"draft {name}: {why}")
