"""Opening the entries of a bundle: form, place in the list and parts, each on its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from crypto import bundlenames as names
from crypto.bundle import kinds
from crypto.bundle.findings import Findings, Place
from crypto.bundle.kinds import Kind
from crypto.bundle.signatures import Signatures
from crypto.directory import offered
from crypto.disclosures import DisclosureUnreferenced, reveal_given
from crypto.entry import MAX_ENTRY_BYTES, EntryRefused, Envelope, parse_envelope
from crypto.errors import CryptoError
from crypto.holding import Content
from crypto.listed import EntryListed, StreamListed
from crypto.manifest import Manifest


@dataclass(slots=True)
class Opened:
    """A position of a stream, with the entry that stands there as far as it is given.

    `envelope` is None where the entry is withheld whole, missing or malformed; `gaps` are the
    digests that have no disclosure. `sound` is false once something about the entry is wrong, so
    that it changes nothing in the directory.
    """

    stream: StreamListed
    listed: EntryListed
    place: Place
    envelope: Envelope | None = None
    content: Content = field(default_factory=dict, repr=False)
    gaps: frozenset[str] = frozenset()
    revealed: bool = False
    sound: bool = True


class Opening:
    """Opens the entries of a bundle and has their signatures checked meanwhile."""

    def __init__(self, files: Mapping[str, bytes], manifest: Manifest, findings: Findings) -> None:
        self._files = files
        self._manifest = manifest
        self._findings = findings

    def open(self, registrar_kid: str, registrar_key: bytes) -> tuple[list[Opened], frozenset[str]]:
        """Every position in the order of the log, and the digests of entries whose signature holds.

        The directory is opened first: any key that it ever offered may have signed, and when that
        key was in force is decided in order.
        """
        enquiry, *others = self._manifest.streams
        places = list(chain.from_iterable(map(self._stream, others)))
        keys = dict(filter(None, (offered(one.content) for one in places)))
        with Signatures({**keys, registrar_kid: registrar_key}) as signatures:
            for one in places:
                _submit(one, signatures)
            for one in self._stream(enquiry):
                _submit(one, signatures)
                places.append(one)
        return sorted(places, key=lambda one: one.listed.index), frozenset(signatures.verified)

    def _stream(self, stream: StreamListed) -> Iterator[Opened]:
        return (self._entry(stream, listed) for listed in stream.entries)

    def _entry(self, stream: StreamListed, listed: EntryListed) -> Opened:
        name = names.entry(stream.stream, listed.seq)
        opened = Opened(stream, listed, Place(name, stream.stream, listed.seq))
        data = self._files.get(name) if listed.given else None
        if data is None:
            return opened
        try:
            opened.envelope, disclosures = split(data)
        except CryptoError as error:
            self._note(kinds.ENTRY_MALFORMED, opened, str(error))
            return opened
        self._compare(opened, opened.envelope)
        self._reveal(opened, opened.envelope, disclosures)
        return opened

    def _compare(self, opened: Opened, envelope: Envelope) -> None:
        claims = envelope.claims
        if envelope.digest != opened.listed.digest:
            self._note(kinds.LEAF_MISMATCH, opened, "digest: not the one that is listed")
        if (claims.sub, claims.seq) != (opened.stream.stream, opened.listed.seq):
            self._note(kinds.PLACE_MISMATCH, opened, "sub, seq: another place")
        if claims.aud != self._manifest.ledger:
            self._note(kinds.FOREIGN_LEDGER, opened, "aud: another ledger")

    def _reveal(self, opened: Opened, envelope: Envelope, disclosures: Sequence[str]) -> None:
        try:
            opened.content, opened.gaps = reveal_given(envelope.sd, disclosures)
            opened.revealed = True
        except DisclosureUnreferenced as error:
            self._note(kinds.DISCLOSURE_UNREFERENCED, opened, str(error))
        except CryptoError as error:
            self._note(kinds.WORDS_MISMATCH, opened, str(error))

    def _note(self, kind: Kind, opened: Opened, detail: str) -> None:
        opened.sound = False
        self._findings.note(kind, opened.place, detail)


def split(data: bytes) -> tuple[Envelope, Sequence[str]]:
    """The envelope of an entry and the disclosures that were given with it.

    Raises:
        EntryRefused: too large, or not a JWS and disclosures with `~` after each.
        JwsRefused, ClaimRefused: as `crypto.entry.parse_envelope`.
    """
    if len(data) > MAX_ENTRY_BYTES:
        raise EntryRefused(f"entry: larger than {MAX_ENTRY_BYTES} bytes")
    if not data.endswith(b"~") or not data.isascii():
        raise EntryRefused("entry: not ASCII that ends with '~'")
    signed, *disclosures = data[:-1].split(b"~")
    return parse_envelope(signed), [text.decode("ascii") for text in disclosures]


def _submit(opened: Opened, signatures: Signatures) -> None:
    if opened.envelope is not None:
        signatures.check(opened.envelope)
