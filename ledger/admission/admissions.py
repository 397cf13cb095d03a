"""Admission: from signed bytes to a receipt, all of an act or nothing.

What costs most (the author's signature, the content) is checked outside the write transaction and
on every core; the store checks under its lock that the streams still end where it was checked
against.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Final

from crypto.canonical import Json
from crypto.entry import SignedEntry
from crypto.errors import CryptoError
from crypto.sealing import Place, seal
from domain.entry import Content, ContentRefused, Entry, read_content
from domain.events.authority import RecordsDisposed
from domain.events.directory import DIRECTORY_EVENTS
from domain.events.documents import DocumentDeposited
from ledger.admission.checks import Checks, check_statement
from ledger.admission.groups import GroupCommit
from ledger.bulk import read_entry
from ledger.reading.history import History, as_entry
from ledger.refusing import BadEntry
from ledger.store import Act, NewEntry, Stale, Store


@dataclass(frozen=True, slots=True)
class Receipt:
    """That an entry is in the log: `proof` is a C2SP tlog-proof."""

    stream: str
    seq: int
    digest: str
    proof: bytes


@dataclass(frozen=True, slots=True)
class _Checked:
    """An entry that was checked and may be committed."""

    signed: SignedEntry
    entry: Entry
    expect: Mapping[str, int]
    """Where the streams ended that it was judged by, besides its own."""


_Checkeds = tuple[_Checked, ...]
_DIRECTORY: Final = frozenset(event.event_type for event in DIRECTORY_EVENTS)


class Admissions:
    """Admits the entries of one ledger, many callers at once.

    `carry_out` does what the authority's stream orders, and says up to which version.
    """

    def __init__(
        self, history: History, checks: Checks, store: Store, carry_out: Callable[[], int]
    ) -> None:
        self._history = history
        self._checks = checks
        self._store = store
        self._carry_out = carry_out
        self._enrolling = Lock()
        self._groups: GroupCommit[_Checkeds, list[Receipt] | Stale] = GroupCommit(self._commit)

    def admit(self, entries: Sequence[bytes], now: int) -> list[Receipt]:
        """Admit the signed entries of one act. The same bytes again give receipts again.

        Raises:
            BadEntry, NotAdmitted, Stale: as `Ledger.admit`.
        """
        signed = [_parse(data) for data in entries]
        _check_act(signed)
        for entry in signed:
            self._catch_up(entry)
        again = self._admitted_before(signed)
        if again:
            return again
        authority = self._carry_out()
        try:
            with self._one_enrolment(signed):
                checked = tuple(self._check(entry, authority, now) for entry in signed)
                outcome = self._groups.submit(checked)
        except Stale as stale:
            outcome = stale
        if isinstance(outcome, Stale):
            return self._admitted_elsewhere(signed, outcome)
        self._carry_out()
        return outcome

    def _admitted_elsewhere(self, signed: Sequence[SignedEntry], stale: Stale) -> list[Receipt]:
        """The receipts, if another caller or process admitted these very bytes meanwhile.

        Raises:
            Stale: it admitted something else.
        """
        for stream in stale.heads:
            self._history.entries(stream)
        again = self._admitted_before(signed)
        if not again:
            raise stale
        return again

    def _catch_up(self, signed: SignedEntry) -> None:
        """Read what the entry rests on, where less of it is kept than the entry knows of."""
        claims = signed.envelope.claims
        if len(self._history.kept(claims.sub)) != claims.seq - 1:
            self._history.entries(claims.sub)
        author = self._history.kept(claims.iss)
        if not author or author[-1].digest != claims.dir:
            self._history.entries(claims.iss)
        for ref in claims.refs:
            if len(self._history.kept(ref.sub)) < ref.seq:
                self._history.entries(ref.sub)

    @contextmanager
    def _one_enrolment(self, signed: Sequence[SignedEntry]) -> Iterator[None]:
        """What is unique across the directory is checked and committed one at a time.

        Two enrolments stand in two new streams, so the store sees no conflict between them: whoever
        sent one key for two people at the same instant, to two processes, would sign as both.
        """
        if any(entry.content.get("type") in _DIRECTORY for entry in signed):
            with self._enrolling, self._store.database.exclusive():
                yield
        else:
            yield

    def _admitted_before(self, signed: Sequence[SignedEntry]) -> list[Receipt]:
        """The receipts, if these very bytes stand in the ledger."""
        places = []
        for entry in signed:
            claims = entry.envelope.claims
            stream = self._history.kept(claims.sub)
            if len(stream) < claims.seq or stream[claims.seq - 1].digest != entry.envelope.digest:
                return []
            places.append(stream[claims.seq - 1])
        proofs = self._store.log.receipts([(entry.stream, entry.seq) for entry in places])
        return [_receipt(entry, proof) for entry, proof in zip(places, proofs, strict=True)]

    def _check(self, signed: SignedEntry, authority: int, now: int) -> _Checked:
        envelope = signed.envelope
        try:
            content = read_content(signed.content)
        except ContentRefused as error:
            raise BadEntry(str(error), field=error.field) from None
        expect = self._expected(signed, content, authority)
        self._checks.admit(envelope.claims, envelope.jws.kid, content, now)
        check_statement(content, signed.content)
        self._checks.verify(envelope, content)
        if isinstance(content.event, DocumentDeposited):
            self._store.documents.check(envelope.claims.sub, content.event.document)
        return _Checked(signed, as_entry(envelope, content), expect)

    def _expected(self, signed: SignedEntry, content: Content, authority: int) -> dict[str, int]:
        """Where other streams end, noted before they are judged by: what comes between makes the
        act stale, so a key revoked, or an enquiry disposed of, meanwhile lets nothing slip in.
        """
        author, event = signed.envelope.claims.iss, content.event
        expect = {
            self._checks.root.authority: authority,
            author: len(self._history.kept(author)),
        }
        if isinstance(event, RecordsDisposed):
            expect[event.enquiry] = len(self._history.kept(event.enquiry))
        return expect

    def _commit(self, group: Sequence[_Checkeds]) -> list[list[Receipt] | Stale]:
        streams = {item.entry.stream for act in group for item in act}
        keys = self._store.keystore.create_stream_keys(streams)
        outcomes = self._store.commit([self._act(act, keys) for act in group])
        placed = [
            item
            for act, outcome in zip(group, outcomes, strict=True)
            if not isinstance(outcome, Stale)
            for item in act
        ]
        places = [(item.entry.stream, item.entry.seq) for item in placed]
        proofs = dict(zip(places, self._store.log.receipts(places), strict=True))
        results: list[list[Receipt] | Stale] = []
        for act, outcome in zip(group, outcomes, strict=True):
            if isinstance(outcome, Stale):
                results.append(outcome)
                continue
            entries = [item.entry for item in act]
            self._history.add(zip(entries, outcome.positions, strict=True), keys)
            results.append([_receipt(e, proofs[e.stream, e.seq]) for e in entries])
        return results

    def _act(self, act: _Checkeds, keys: Mapping[str, bytes]) -> Act:
        own = {item.entry.stream for item in act}
        expect = {
            stream: version
            for item in act
            for stream, version in item.expect.items()
            if stream not in own
        }
        return Act(tuple(self._sealed(item, keys[item.entry.stream]) for item in act), expect)

    def _sealed(self, item: _Checked, key: bytes) -> NewEntry:
        envelope = item.signed.envelope
        claims = envelope.claims
        place = Place(claims.aud, claims.sub, claims.seq, envelope.digest)
        plaintext = "".join(f"{text}~" for text in item.signed.disclosures).encode("ascii")
        return NewEntry(envelope, seal(place, key, plaintext), _documents(item.entry))


def _documents(entry: Entry) -> tuple[str, ...]:
    event = entry.event
    return (event.document.name,) if isinstance(event, DocumentDeposited) else ()


def _receipt(entry: Entry, proof: bytes) -> Receipt:
    return Receipt(entry.stream, entry.seq, entry.digest, proof)


def _parse(data: bytes) -> SignedEntry:
    try:
        return read_entry(data)
    except CryptoError as error:
        raise BadEntry(str(error), field=str(error).partition(":")[0]) from None


def _check_act(signed: Sequence[SignedEntry]) -> None:
    """Entries admitted together are one act: one author, one event, one act id, each in its own
    stream.
    """
    if not signed:
        raise BadEntry("entries: there is none", field="entries")
    acts: list[Json] = [entry.content.get("act") for entry in signed]
    alike = {(entry.envelope.claims.iss, str(entry.content.get("type"))) for entry in signed}
    streams = {entry.envelope.claims.sub for entry in signed}
    if acts.count(acts[0]) != len(acts) or len(alike) != 1 or len(streams) != len(signed):
        raise BadEntry(
            "act: entries admitted together are one act by one author, each in its own stream",
            field="act",
        )
    if (len(signed) > 1) != (acts[0] is not None):
        raise BadEntry(
            "act: an act id belongs to entries that are admitted together, and to no single one",
            field="act",
        )
