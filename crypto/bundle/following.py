"""Following the entries in the order of the log: chains, clocks, references, keys in force."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from crypto import bundlenames as names
from crypto.bundle import kinds
from crypto.bundle.attached import check_note
from crypto.bundle.findings import Findings, Place
from crypto.bundle.kinds import Kind
from crypto.bundle.opening import Opened
from crypto.directory import Directory, DirectoryRefused, Recorded, offered
from crypto.entry import Claims, Envelope
from crypto.errors import CryptoError
from crypto.genesis import Genesis
from crypto.holding import ACCEPTED, Person, capacity_fits, value
from crypto.ledgerkeys import LedgerKeys
from crypto.manifest import Manifest


class Following:
    """Follows every position once, and notes what cannot have been recorded so."""

    def __init__(
        self, genesis: Genesis, manifest: Manifest, verified: frozenset[str], findings: Findings
    ) -> None:
        self.directory = Directory(genesis.registrar, genesis.registrar_key)
        self.outside = 0
        """How many references lead to records that are not in the bundle."""
        self._ledger = genesis.ledger
        self._manifest = manifest
        self._verified = verified
        self._findings = findings
        self._listed = {
            (stream.stream, one.seq): one for stream in manifest.streams for one in stream.entries
        }
        self._streams = {stream.stream: stream.kind for stream in manifest.streams}
        self._heads: dict[str, str] = {}
        self._times: dict[str, int] = {}
        self._known: list[tuple[Opened, Envelope, int]] = []
        self._introduced: dict[str, bytes] = {}
        self._retired: dict[str, int] = {}

    def follow(self, places: Sequence[Opened]) -> None:
        """Follow all positions, which stand in the order of the log."""
        for stream in self._manifest.streams:
            self._gaps(stream.stream, [one.seq for one in stream.entries])
        known = 0
        for opened in places:
            if opened.envelope is not None:
                known = max(known, opened.envelope.claims.iat)
                self._entry(opened, opened.envelope)
                self._known.append((opened, opened.envelope, known))
            self._heads[opened.stream.stream] = opened.listed.digest
        self._dispute()

    def head(self, practitioner: str) -> str:
        """Where a directory stream ends in the bundle: what `dir` says behind it."""
        return self._heads.get(practitioner, self._ledger)

    def keys(self, first: LedgerKeys) -> LedgerKeys:
        """The keys that sign for the ledger, as the authority's stream introduced and retired them
        (F10.5, F10.6).
        """
        introduced = tuple(self._introduced.values())
        return replace(first, introduced=introduced, retired=dict(self._retired))

    def author(self, opened: Opened, envelope: Envelope) -> Person:
        """The author of an entry just before it."""
        try:
            return self.directory.author(_recorded(opened, envelope))
        except DirectoryRefused:
            return Person(envelope.claims.iss)

    def _gaps(self, stream: str, found: Sequence[int]) -> None:
        for before, seq in zip((0, *found), found, strict=False):
            if seq != before + 1:
                place = Place(names.MANIFEST, stream, before + 1)
                self._findings.note(kinds.STREAM_GAP, place, f"seq: {before + 1} is not listed")

    def _entry(self, opened: Opened, envelope: Envelope) -> None:
        claims, stream = envelope.claims, opened.stream.stream
        self._chain(opened, claims)
        if claims.iat < self._times.get(stream, 0):
            self._note(kinds.CLOCK_BACK, opened, "iat: earlier than the entry before")
        self._times[stream] = max(claims.iat, self._times.get(stream, 0))
        self._later(opened, claims)
        self._references(opened, claims)
        author = self.author(opened, envelope)
        self._key(opened, envelope, author)
        known = envelope.jws.kid in author.keys
        if known and not capacity_fits(author, opened.content, claims.iat):
            self._refuse(kinds.CAPACITY_NOT_IN_FORCE, opened, "capacity: not the author's then")
        try:
            check_note(opened, author, self._ledger)
        except CryptoError as error:
            self._note(kinds.NOTE_INVALID, opened, str(error))
        if opened.stream.kind != "enquiry" and opened.sound:
            self._apply(opened, envelope)

    def _chain(self, opened: Opened, claims: Claims) -> None:
        before = self._listed.get((opened.stream.stream, opened.listed.seq - 1))
        expected = before.digest if before else self._ledger
        if (before or opened.listed.seq == 1) and claims.prev != expected:
            self._note(kinds.CHAIN_BROKEN, opened, "prev: not the entry before")

    def _later(self, opened: Opened, claims: Claims) -> None:
        known = self._manifest.known
        if opened.listed.index >= self._manifest.size or (known is not None and claims.iat > known):
            self._note(kinds.LATER_THAN_VIEW, opened, "index, iat: beyond the view")

    def _references(self, opened: Opened, claims: Claims) -> None:
        for ref in claims.refs:
            if ref.sub not in self._streams:
                self.outside += 1
                continue
            named = self._listed.get((ref.sub, ref.seq))
            if named is None or named.digest != ref.digest or named.index >= opened.listed.index:
                self._note(kinds.REFERENCE_DANGLING, opened, f"refs: entry {ref.seq}")
        if self._streams.get(claims.iss) == "directory" and claims.dir != self.head(claims.iss):
            self._note(kinds.DIRECTORY_MISMATCH, opened, "dir: not where that stream ended then")

    def _key(self, opened: Opened, envelope: Envelope, author: Person) -> None:
        key = author.keys.get(envelope.jws.kid)
        if key is None:
            self._refuse(kinds.KEY_UNKNOWN, opened, f"kid: {envelope.jws.kid} is not the author's")
            return
        accepts = (
            opened.content.get("type") == ACCEPTED
            and opened.stream.stream == author.id
            and value(opened.content, "kid") == key.kid
        )
        if key.state != "live" and not (key.state == "pending" and accepts):
            self._refuse(kinds.KEY_NOT_IN_FORCE, opened, f"kid: a {key.state} key")
        if envelope.digest not in self._verified:
            self._refuse(kinds.SIGNATURE_INVALID, opened, "signature: not by this key")

    def _apply(self, opened: Opened, envelope: Envelope) -> None:
        recorded = _recorded(opened, envelope)
        try:
            if opened.stream.kind == "directory":
                self.directory.follow(recorded)
            else:
                self._decide(recorded, opened.listed.index)
        except DirectoryRefused as error:
            self._refuse(kinds.DIRECTORY_REFUSED, opened, str(error))

    def _decide(self, recorded: Recorded, index: int) -> None:
        """An entry of the authority's stream; all but the ledger's keys is left as it is."""
        kind = recorded.content.get("type")
        if not isinstance(kind, str):
            raise DirectoryRefused("type: withheld, so it could be a change of the ledger's keys")
        change = _AUTHORITY.get(kind)
        if change is None:
            return
        if not self.directory.is_registrar(recorded):
            raise DirectoryRefused("iss: not a registrar")
        change(self, recorded, index)

    def introduce(self, recorded: Recorded, _index: int) -> None:
        """`ledger-key-introduced/1`."""
        key = offered(recorded.content)
        if key is None or key[0] in self._introduced:
            raise DirectoryRefused("key: unsound, withheld, or introduced before")
        self._introduced[key[0]] = key[1]

    def retire(self, recorded: Recorded, index: int) -> None:
        """`ledger-key-retired/1`."""
        kid = value(recorded.content, "kid")
        if not isinstance(kid, str) or kid in self._retired:
            raise DirectoryRefused("kid: withheld, or retired before")
        self._retired[kid] = index + 1

    def _dispute(self) -> None:
        for opened, envelope, known in self._known:
            entry = (opened.stream.stream, opened.listed.seq, opened.listed.digest)
            person = self.directory.person(envelope.claims.iss)
            if person.disputes(envelope.jws.kid, entry, known):
                self._note(kinds.DISPUTED, opened, "kid: a key that others may have had")

    def _refuse(self, kind: Kind, opened: Opened, detail: str) -> None:
        opened.sound = False
        self._note(kind, opened, detail)

    def _note(self, kind: Kind, opened: Opened, detail: str) -> None:
        self._findings.note(kind, opened.place, detail)


def _recorded(opened: Opened, envelope: Envelope) -> Recorded:
    return Recorded(envelope.claims, envelope.jws.kid, opened.content)


_AUTHORITY: Mapping[str, Callable[[Following, Recorded, int], None]] = {
    "ledger-key-introduced/1": Following.introduce,
    "ledger-key-retired/1": Following.retire,
}
