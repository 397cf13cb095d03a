"""The head statement: where a stream ended when the tree had a certain size, signed by the ledger.

It makes a truncated tail visible: "complete as attested at N" is refuted by any receipt beyond it,
and a stream that ends before its head statement has lost what was there (docs/FORMAT.md, 6).
"""

from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from crypto import jws
from crypto.canonical import Json
from crypto.claims import (
    ClaimRefused,
    check_digest,
    check_line,
    check_members,
    check_number,
    check_uuid,
)
from crypto.jws import Signer

TYP: Final = "countersign-head+jwt"

_CLAIMS: Final = frozenset({"aud", "digest", "origin", "root", "seq", "size", "sub"})


@dataclass(frozen=True, slots=True)
class Head:
    """Stream `stream` ended at `seq` with entry `digest` when the log had `size` leaves and `root`.

    `seq` is 0 and `digest` the ledger id where the stream held nothing. `root` is base64url.
    """

    ledger: str
    origin: str
    size: int
    root: str
    stream: str
    seq: int
    digest: str

    def as_json(self) -> dict[str, Json]:
        """The payload as it is signed."""
        return {
            "aud": self.ledger,
            "digest": self.digest,
            "origin": self.origin,
            "root": self.root,
            "seq": self.seq,
            "size": self.size,
            "sub": self.stream,
        }


def sign_head(head: Head, kid: str, signer: Signer) -> bytes:
    """Sign a head statement with the ledger's key.

    Raises:
        ClaimRefused: it is not in the form that `open_head` accepts.
    """
    payload = head.as_json()
    _read(payload)
    return jws.sign(TYP, kid, payload, signer)


def open_head(data: bytes, key: Ed25519PublicKey) -> Head:
    """Read and verify a head statement.

    Raises:
        JwsRefused, ClaimRefused: not exactly a head statement.
        SignatureInvalid: not signed by the ledger's key.
    """
    return _read(jws.parse(TYP, data).verify(key))


def _read(claims: dict[str, Json]) -> Head:
    check_members("payload", claims, _CLAIMS)
    head = Head(
        ledger=check_digest("aud", claims["aud"]),
        origin=check_line("origin", claims["origin"]),
        size=check_number("size", claims["size"], least=0),
        root=check_digest("root", claims["root"]),
        stream=check_uuid("sub", claims["sub"]),
        seq=check_number("seq", claims["seq"], least=0),
        digest=check_digest("digest", claims["digest"]),
    )
    if (head.seq == 0) != (head.digest == head.ledger):
        raise ClaimRefused("digest: the ledger id belongs at seq 0, and only there")
    if head.seq > head.size:
        raise ClaimRefused("seq: more entries than the log has leaves")
    return head
