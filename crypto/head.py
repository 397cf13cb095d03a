"""The head statement: where a stream ended when the tree had a certain size, signed by the ledger.

It makes a truncated tail visible: "complete as attested at N" is refuted by any receipt beyond it, and a
stream that ends before its head statement has lost what was there.
"""

from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from crypto import jws
from crypto.jws import JwsRefused, Signer, check_digest

TYP: Final = "countersign-head+jwt"


@dataclass(frozen=True, slots=True)
class Head:
    """Stream `stream` ended at `seq` with the entry `digest` when the log had `size` leaves and `root`.

    `seq` is 0 and `digest` the ledger id where the stream held nothing. `root` is base64url.
    """

    ledger: str
    origin: str
    size: int
    root: str
    stream: str
    seq: int
    digest: str


def sign_head(head: Head, kid: str, signer: Signer) -> bytes:
    """Sign a head statement with the ledger's key."""
    return jws.sign(
        TYP,
        kid,
        {
            "aud": head.ledger,
            "digest": head.digest,
            "origin": head.origin,
            "root": head.root,
            "seq": head.seq,
            "size": head.size,
            "sub": head.stream,
        },
        signer,
    )


def open_head(data: bytes, key: Ed25519PublicKey) -> Head:
    """Read and verify a head statement.

    Raises:
        JwsRefused: not exactly a head statement.
        SignatureInvalid: not signed by the ledger's key.
    """
    claims = jws.parse(TYP, data).verify(key)
    if sorted(claims) != ["aud", "digest", "origin", "root", "seq", "size", "sub"]:
        raise JwsRefused("payload: not exactly the claims of a head statement")
    size, seq = claims["size"], claims["seq"]
    if not isinstance(size, int) or not isinstance(seq, int) or min(size, seq) < 0:
        raise JwsRefused("size, seq: not whole numbers")
    return Head(
        ledger=check_digest("aud", claims["aud"]),
        origin=str(claims["origin"]),
        size=size,
        root=check_digest("root", claims["root"]),
        stream=str(claims["sub"]),
        seq=seq,
        digest=check_digest("digest", claims["digest"]),
    )
