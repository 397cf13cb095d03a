"""What people do with saved drafts: write, share, agree, ask for a change, sign, give up.

Who may read one: its author and those with whom it was shared, for as long as they may see every
enquiry in which it is to be recorded. To anybody else it does not exist.
"""

from collections.abc import Callable, Iterable, Sequence

from domain.admission import OPENING
from domain.events import BY_NAME
from ledger.reading.clearing import clearance_in
from ledger.reading.reads import Reads
from ledger.saved.header import Header
from ledger.saved.problems import DraftChanged, DraftClosed, NoDraft, NotShared
from ledger.saved.rows import Kept, SavedRows
from ledger.saved.values import Answers, SavedDraft, Version
from ledger.store import Store


class SavedDrafts:
    """The drafts of one ledger.

    Raises (from every use):
        NoDraft: there is none of this id that the person may see.
        DraftUnreadable: what is stored is not what was saved.
        DatabaseUnavailable, DiskFull, ReadOnly: nothing was changed.
    """

    def __init__(self, reads: Reads, store: Store, clock: Callable[[], int]) -> None:
        self._reads = reads
        self._store = store
        self._rows: SavedRows = store.drafts
        self._clock = clock

    def begin(
        self,
        stream: str,
        author: str,
        event: str,
        answers: Answers,
        streams: Sequence[str] = (),
    ) -> SavedDraft:
        """Keep what somebody begins to write about an enquiry, or about one that it is to open.

        Raises:
            NoDraft: there is no such event, or no such enquiry that the author may see.
            DraftTooLong: there are more words than a draft may hold.
        """
        named = tuple(dict.fromkeys((stream, *streams)))
        if event not in BY_NAME or not self._may_begin(author, event, named):
            raise NoDraft("draft: no such event or enquiry that you may see", field="event")
        self._store.keystore.create_stream_keys([one for one in named[:1] if self._is_new(one)])
        header = Header.begun_by(author, event, named, self._clock())
        with self._rows.database.write() as session:
            self._rows.sweep(session)
            return _told(self._rows.add(session, stream, header, answers), answers)

    def save(self, draft: str, by: str, answers: Answers, seen_version: int) -> SavedDraft:
        """Keep what somebody has written since they saw a version. The same words again are no
        change.

        Raises:
            DraftChanged: somebody saved since, and these words are kept beside theirs.
            DraftClosed: it was signed or given up.
            DraftTooLong: there are more words than a draft may hold.
        """
        self._seen_by(draft, by)
        now = self._clock()
        with self._rows.database.write() as session:
            kept = self._open(draft, by, self._rows.read(session, draft))
            header = kept.header
            before = self._rows.answers(session, kept, header.current)
            if before == answers:
                return _told(kept, before)
            if header.current == seen_version:
                saved = self._rows.change(session, kept, header.saved(by, now), answers)
                return _told(saved, answers)
            changed = self._rows.change(session, kept, header.put_aside(by, now), answers)
        raise DraftChanged(_told(changed, before), changed.header.last)

    def get(self, draft: str, reader: str) -> SavedDraft:
        """A draft as it stands."""
        with self._rows.database.read() as session:
            kept = self._rows.read(session, draft)
            answers = self._rows.answers(session, kept, kept.header.current)
        self._check(kept, reader)
        return _told(kept, answers)

    def mine(self, reader: str) -> tuple[SavedDraft, ...]:
        """The drafts that somebody writes or was shown and nobody has signed or given up, the one
        that was saved last first.
        """
        with self._rows.database.read() as session:
            names = self._rows.names_of(session, reader)
        return tuple(one for one in self._all(names, reader) if not one.is_closed)

    def of(self, stream: str, reader: str) -> tuple[SavedDraft, ...]:
        """The drafts about an enquiry that somebody may read, closed ones too, newest first."""
        with self._rows.database.read() as session:
            names = self._rows.names_in(session, stream)
        return tuple(self._all(names, reader))

    def versions(self, draft: str, reader: str) -> tuple[Version, ...]:
        """Every version that is kept, the oldest first, with its words."""
        with self._rows.database.read() as session:
            kept = self._rows.read(session, draft)
            self._check(kept, reader)
            return tuple(
                Version(
                    one.number,
                    one.by,
                    one.saved,
                    one.why,
                    one.aside,
                    self._rows.answers(session, kept, one.number),
                )
                for one in kept.header.versions
            )

    def share(self, draft: str, by: str, with_: Iterable[str]) -> SavedDraft:
        """Show it to further people, who may then read it, write in it and sign it.

        Raises:
            NotShared: somebody among them may not see the enquiry.
            DraftClosed: it was signed or given up.
        """
        people = tuple(with_)
        seen = self._seen_by(draft, by)
        for person in people:
            if not self._sees(person, seen.header.streams):
                raise NotShared(
                    "with: somebody who may not see this enquiry; invite them to it first",
                    field="with",
                )
        return self._change(draft, by, lambda header: header.shared(people))

    def agree(self, draft: str, by: str, version: int) -> SavedDraft:
        """Agree to the words of a version; it is kept, and the agreement is void once there is
        another.

        Raises:
            DraftChanged: somebody saved since.
            NotShared: who wrote it agrees by signing.
            DraftClosed: it was signed or given up.
        """
        now = self._clock()

        def agreed(header: Header) -> Header:
            _answers_for(header, by)
            return header.agreed_by(by, now)

        return self._change(draft, by, agreed, version)

    def return_(self, draft: str, by: str, reasons: str, version: int | None = None) -> SavedDraft:
        """Ask for a change of the words as they stand (those of `version`, where it is given).

        Raises:
            DraftChanged: somebody saved since.
            NotShared: there are no reasons, or it is one's own draft.
            DraftClosed: it was signed or given up.
        """
        if not reasons.strip():
            raise NotShared("reasons: say what is to be changed", field="reasons")
        now = self._clock()

        def asked(header: Header) -> Header:
            _answers_for(header, by)
            return header.asked_by(by, now, reasons.strip())

        return self._change(draft, by, asked, version)

    def finish(self, draft: str, by: str, entry: int) -> SavedDraft:
        """Say which entry of its enquiry it became. Doing so again changes nothing.

        Raises:
            NotShared: there is no such entry, or it is another's or of another kind.
            DraftClosed: it became another entry, or was given up.
        """
        kept = self._seen_by(draft, by)
        if kept.header.closed == "finished" and kept.header.entry == entry:
            return self.get(draft, by)
        if not self._wrote(kept, by, entry):
            raise NotShared(f"entry: entry {entry} is not what you signed of this", field="entry")
        return self._change(draft, by, lambda header: header.finished(entry))

    def discard(self, draft: str, by: str) -> None:
        """Give it up. What others have seen is kept; what nobody has seen is gone for good.

        Raises:
            NotShared: it is another's.
            DraftClosed: it was signed or given up.
        """
        if self._seen_by(draft, by).header.author != by:
            raise NotShared("draft: only its author gives it up", field="draft")
        with self._rows.database.write() as session:
            kept = self._open(draft, by, self._rows.read(session, draft))
            if kept.header.shared_with:
                self._rows.change(session, kept, kept.header.discarded())
            else:
                self._rows.delete(session, [draft])

    def _change(
        self,
        draft: str,
        by: str,
        change: Callable[[Header], Header],
        version: int | None = None,
    ) -> SavedDraft:
        self._seen_by(draft, by)
        with self._rows.database.write() as session:
            kept = self._open(draft, by, self._rows.read(session, draft))
            answers = self._rows.answers(session, kept, kept.header.current)
            if version not in (None, kept.header.current):
                raise DraftChanged(_told(kept, answers))
            header = change(kept.header)
            if header == kept.header:
                return _told(kept, answers)
            changed = self._rows.change(session, kept, header)
            return _told(changed, answers if header.has_words else {})

    def _seen_by(self, draft: str, by: str) -> Kept:
        """The draft, once it is known that this person may see it: before the lock is taken, since
        who may see what is read from many streams.
        """
        with self._rows.database.read() as session:
            kept = self._rows.read(session, draft)
        self._check(kept, by)
        return kept

    def _check(self, kept: Kept, reader: str) -> None:
        header = kept.header
        alone = reader == header.author and self._may_begin(reader, header.event, header.streams)
        if not alone and not (reader in header.people and self._sees(reader, header.streams)):
            raise NoDraft("draft: there is none of this id that you may see", field="draft")

    def _open(self, draft: str, by: str, kept: Kept) -> Kept:
        """It, unless it was closed; who may see it does so still, since sharing is for good."""
        if by not in kept.header.people:
            raise NoDraft("draft: there is none of this id that you may see", field="draft")
        if kept.header.closed:
            how = "given up" if kept.header.closed == "discarded" else "signed"
            raise DraftClosed(f"draft {draft}: it was {how}", field="draft")
        return kept

    def _all(self, names: Iterable[str], reader: str) -> list[SavedDraft]:
        found = []
        for name in names:
            try:
                found.append(self.get(name, reader))
            except NoDraft:
                continue  # expired, or of an enquiry that this person sees no more
        return sorted(found, key=lambda one: (-one.saved, one.id))

    def _sees(self, reader: str, streams: Iterable[str]) -> bool:
        """Whether somebody may see all of these enquiries; of one that is gone there is nothing."""
        now = self._clock()
        enquiries = [self._reads.enquiry(stream) for stream in streams]
        left = [enquiry for enquiry in enquiries if not enquiry.disposed]
        return bool(left) and not any(
            clearance_in(self._reads, one, reader, "casework", now).nothing for one in left
        )

    def _may_begin(self, author: str, event: str, streams: Sequence[str]) -> bool:
        """Of an enquiry that has yet to begin there is nothing to be seen, and nobody but the
        author knows its id.
        """
        opens = any(BY_NAME[event] is one for one in OPENING)
        begun = [stream for stream in streams if not (opens and self._is_new(stream))]
        known = self._reads.practitioner(author).version > 0
        return known and (not begun or self._sees(author, begun))

    def _is_new(self, stream: str) -> bool:
        return not self._store.entries.heads([stream])

    def _wrote(self, kept: Kept, by: str, seq: int) -> bool:
        entries = self._reads.entries(kept.stream)
        if not 1 <= seq <= len(entries):
            return False
        entry = entries[seq - 1]
        return entry.author == by and entry.event.newest() is BY_NAME[kept.header.event]


def _answers_for(header: Header, by: str) -> None:
    if by == header.author:
        raise NotShared("draft: it is your own; others agree to it", field="draft")


def _told(kept: Kept, answers: Answers) -> SavedDraft:
    header = kept.header
    standing = header.standing
    return SavedDraft(
        id=kept.id,
        stream=kept.stream,
        streams=header.streams,
        event=header.event,
        author=header.author,
        begun=header.begun,
        version=header.current,
        saved=standing.saved,
        by=standing.by,
        answers=answers,
        shared_with=header.shared_with,
        agreed=header.agreed,
        returned=header.returned,
        state=header.state,
        entry=header.entry,
        expires=kept.expires,
        revision=kept.revision,
    )
