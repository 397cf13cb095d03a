"""Whether an entry may be admitted: the domain's question, asked with what the ledger knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from crypto.canonical import Json, unb64
from crypto.ed25519 import load_public_key
from crypto.entry import Claims, Envelope
from crypto.errors import CryptoError, SignatureInvalid
from crypto.jws import Jws, thumbprint
from crypto.statement import TemplateError
from domain.admission import Context, Proposal, Root, Stream, admit, admit_version
from domain.authorising import admit_disposal
from domain.authority import Authority
from domain.directory import Directory
from domain.enquiry import Enquiry
from domain.entry import Content, Entry, Reference
from domain.events.authority import LedgerKeyIntroduced, RecordsDisposed
from domain.events.directory import DIRECTORY_EVENTS, KeyAdded, PractitionerEnrolled
from domain.events.records import OfflineNote
from domain.practitioner import Practitioner
from domain.profiles import Profile
from domain.proposal import kind_of_stream
from domain.refusals import Refused
from ledger.errors import Problem, Stale
from ledger.offline import embedded
from ledger.reading.reads import Reads
from ledger.refusing import BadEntry, NotAdmitted
from ledger.sentences import statement_of


@dataclass(frozen=True, slots=True)
class Checks:
    """Admission against the streams as they stand; the store checks again under its lock."""

    reads: Reads
    """As kept: what admission judges by."""
    fresh: Reads
    """As the store has it now: for what has to be unique across the directory."""
    root: Root

    def admit(self, claims: Claims, kid: str, content: Content, now: int) -> None:
        """Let an entry in, or refuse it.

        Raises:
            NotAdmitted: the reason, and what to do instead.
            Stale: others got in first.
        """
        references = tuple(Reference(r.rel, r.sub, r.seq, r.digest) for r in claims.refs)
        proposal = Proposal(
            ledger=claims.aud,
            stream=claims.sub,
            seq=claims.seq,
            prev=claims.prev,
            author=claims.iss,
            kid=kid,
            iat=datetime.fromtimestamp(claims.iat, UTC),
            dir=claims.dir,
            refs=references,
            content=content,
        )
        stream = self._stream(claims, content)
        context = Context(
            root=self.root,
            now=datetime.fromtimestamp(now, UTC),
            directory=self._directory(claims, content),
            stream=stream,
            profile=self._profile(stream),
            referred=self._referred(references),
        )
        try:
            admit_version(content.event)
            admit(proposal, context)
            if isinstance(content.event, RecordsDisposed):
                admit_disposal(content.event, self.reads.enquiry(content.event.enquiry))
        except Refused as refused:
            raise self._problem(refused, claims) from None

    def _problem(self, refused: Refused, claims: Claims) -> Problem:
        """What a refusal is to whoever sent the entry: others getting in first is no fault."""
        moved = {"stale-position": claims.sub, "stale-directory": claims.iss}.get(refused.code)
        if moved is None:
            return NotAdmitted.because(refused)
        return Stale({moved: len(self.reads.entries(moved))})

    def verify(self, envelope: Envelope, content: Content) -> None:
        """Check the author's signature, that of a note in the entry, and a key that it offers.

        Raises:
            BadEntry: not signed by the author's key, or the offered key is no good one.
            NotAdmitted: a note was signed with a key that is not in force.
        """
        claims = envelope.claims
        author = self._author(claims)
        key = author.keys.get(envelope.jws.kid)
        raw = unb64(key.x) if key else self.reads.genesis.registrar_key
        if thumbprint(raw) != envelope.jws.kid:
            raise BadEntry("kid: the directory holds no such key for the author", field="kid")
        try:
            envelope.verify(load_public_key(raw))
            if isinstance(content.event, PractitionerEnrolled | KeyAdded | LedgerKeyIntroduced):
                _check_offered(content.event.key.kid, content.event.key.x)
            if isinstance(content.event, OfflineNote):
                _check_note(embedded(content.event, claims.iss, self.root.ledger), author)
        except SignatureInvalid as error:
            raise BadEntry(str(error), field="signature") from None
        except CryptoError as error:
            raise BadEntry(f"key: {error}", field="key") from None

    def _directory(self, claims: Claims, content: Content) -> Directory:
        """Everybody where the directory is about to change; else the author alone."""
        if isinstance(content.event, DIRECTORY_EVENTS):
            return self.fresh.directory()
        return Directory({claims.iss: self._author(claims)})

    def _author(self, claims: Claims) -> Practitioner:
        """The author; nobody, where the id is that of a stream of another kind."""
        entries = self.reads.entries(claims.iss)
        if entries and not isinstance(entries[0].event, DIRECTORY_EVENTS):
            return Practitioner(claims.iss)
        return self.reads.practitioner(claims.iss)

    def _stream(self, claims: Claims, content: Content) -> Stream:
        """The history that the entry would continue: of the kind that its first entry made it."""
        entries = self.reads.entries(claims.sub)
        first = entries[0].event if entries else content.event
        kind = kind_of_stream(claims.sub, first, self.root)
        if kind is Authority:
            return self.reads.authority()
        if kind is Practitioner:
            return self.reads.practitioner(claims.sub)
        return self.reads.enquiry(claims.sub)

    def _profile(self, stream: Stream) -> Profile | None:
        """The procedure of an enquiry; for the directory and the authority, the one in force."""
        if isinstance(stream, Enquiry):
            adopted = self.reads.profile_of(stream.id)
            return adopted.profile if adopted else None
        authority = self.reads.authority()
        return authority.profile.profile if authority.profiles else None

    def _referred(self, references: Sequence[Reference]) -> dict[tuple[str, int], Entry]:
        found: dict[tuple[str, int], Entry] = {}
        for ref in references:
            entries = self.reads.entries(ref.stream)
            if 1 <= ref.seq <= len(entries):
                found[ref.stream, ref.seq] = entries[ref.seq - 1]
        return found


def check_statement(content: Content, signed: dict[str, Json]) -> None:
    """The words that were signed must be the words that the signed parts say.

    Raises:
        BadEntry: they are not.
    """
    try:
        expected = statement_of(type(content.event), signed)
    except TemplateError as error:
        raise BadEntry(f"statement: {error}", field="statement") from None
    if signed.get("statement") != expected:
        raise BadEntry("statement: not the words that the signed parts say", field="statement")


def _check_note(note: Jws, author: Practitioner) -> None:
    try:
        key = author.key_in_force(note.kid)
    except Refused as refused:
        raise NotAdmitted.because(refused) from None
    note.verify(load_public_key(unb64(key.x)))


def _check_offered(kid: str, x: str) -> None:
    raw = unb64(x)
    load_public_key(raw)
    if thumbprint(raw) != kid:
        raise BadEntry("key.kid: not the thumbprint of the key", field="key.kid")
