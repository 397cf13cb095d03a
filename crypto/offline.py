"""The offline note: words signed on a device that had no ledger to record them in.

It says when it was written by the device's own clock, which nobody can check: a claim. Embedded in
an entry later, it shows that its author had signed those very words with that key, and the entry
shows by when at the latest (docs/FORMAT.md, chapter 9).
"""

from dataclasses import dataclass, field
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from crypto import jws
from crypto.canonical import Json
from crypto.claims import ClaimRefused, check_digest, check_members, check_time, check_uuid
from crypto.jws import Jws, Signer

TYP: Final = "countersign-note+jwt"
MAX_TEXT: Final = 8_000
"""Most characters of a note: four pages, which an entry's field holds with room to spare."""

_CLAIMS: Final = frozenset({"aud", "iat", "iss", "text"})


@dataclass(frozen=True, slots=True)
class Note:
    """What practitioner `author` signed for `ledger`; `written` (since 1970, in s) is claimed."""

    ledger: str
    author: str
    written: int
    text: str = field(repr=False)

    def as_json(self) -> dict[str, Json]:
        """The payload as it is signed."""
        return {"aud": self.ledger, "iat": self.written, "iss": self.author, "text": self.text}


def sign_note(note: Note, kid: str, signer: Signer) -> bytes:
    """Sign a note, on the author's device.

    Raises:
        ClaimRefused: a claim is not in its form.
    """
    payload = note.as_json()
    _read(payload)
    return jws.sign(TYP, kid, payload, signer)


def unverified_note(data: bytes) -> tuple[Note, Jws]:
    """What a note says, and by which key id, before anybody has verified it.

    Raises:
        JwsRefused, ClaimRefused: not exactly an offline note.
    """
    parsed = jws.parse(TYP, data)
    return _read(parsed.unverified_payload()), parsed


def open_note(data: bytes, key: Ed25519PublicKey) -> Note:
    """Read and verify a note.

    Raises:
        JwsRefused, ClaimRefused: not exactly an offline note.
        SignatureInvalid: not signed by this key.
    """
    return _read(jws.parse(TYP, data).verify(key))


def _read(claims: dict[str, Json]) -> Note:
    check_members("payload", claims, _CLAIMS)
    text = claims["text"]
    if not isinstance(text, str) or not 1 <= len(text) <= MAX_TEXT:
        raise ClaimRefused(f"text: not 1 to {MAX_TEXT} characters")
    return Note(
        ledger=check_digest("aud", claims["aud"]),
        author=check_uuid("iss", claims["iss"]),
        written=check_time("iat", claims["iat"]),
        text=text,
    )
