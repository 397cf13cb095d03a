"""Head statements: every stream ends where the ledger attested that it did (F16.30)."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from crypto import bundlenames as names
from crypto.bundle import kinds
from crypto.bundle.findings import Findings, Place
from crypto.ed25519 import load_public_key
from crypto.errors import CryptoError, SignatureInvalid
from crypto.head import TYP, Head, open_head
from crypto.jws import parse, thumbprint
from crypto.ledgerkeys import LedgerKeys
from crypto.listed import StreamListed
from crypto.manifest import Manifest

Said = TypeVar("Said")


def check_heads(
    files: Mapping[str, bytes], manifest: Manifest, keys: LedgerKeys, findings: Findings
) -> None:
    """Hold each stream to its head statement at the size of the view."""
    signing = keys.until(manifest.size)
    for stream in manifest.streams:
        data = files.get(names.head(stream.stream))
        if data is None:
            continue
        last = stream.entries[-1].seq if stream.entries else 0
        place = Place(names.head(stream.stream), stream.stream, last or None)
        try:
            head = open_by_ledger(TYP, data, signing, open_head)
        except CryptoError as error:
            findings.note(kinds.HEAD_INVALID, place, str(error))
            continue
        if head != _expected(manifest, stream):
            findings.note(kinds.HEAD_DIFFERS, place, f"the ledger attested entry {head.seq}")


def open_by_ledger(
    typ: str, data: bytes, keys: LedgerKeys, read: Callable[[bytes, Ed25519PublicKey], Said]
) -> Said:
    """What the ledger stated in a JWS of this `typ`, by whichever of its keys signed it.

    Raises:
        JwsRefused, ClaimRefused: not such a statement.
        SignatureInvalid: none of these keys signed it.
    """
    known = {thumbprint(raw): raw for raw in keys.public}
    raw = known.get(parse(typ, data).kid)
    if raw is None:
        raise SignatureInvalid("kid: not a key of the ledger at this size")
    return read(data, load_public_key(raw))


def _expected(manifest: Manifest, stream: StreamListed) -> Head:
    last = stream.entries[-1] if stream.entries else None
    return Head(
        ledger=manifest.ledger,
        origin=manifest.origin,
        size=manifest.size,
        root=manifest.root,
        stream=stream.stream,
        seq=last.seq if last else 0,
        digest=last.digest if last else manifest.ledger,
    )
