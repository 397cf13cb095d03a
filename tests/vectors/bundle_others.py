"""What a trust file asks of others, witnesses and time-stamping authorities, and what they gave."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from crypto.anchors import renewal_of
from crypto.checkpoint import Checkpoint, sign_checkpoint
from crypto.cosignature import Cosigner
from crypto.note import NoteSignature, NoteSigner, UnverifiedNote
from tests.crypto.bundles import Draft
from tests.crypto.memory import BEGUN, MemoryLedger, key
from tests.vectors.bundle_made import UPTO, Files, Vector, alter, base, made, other_root
from tests.vectors.bundle_stamps import stamped

WITNESSES: Final = tuple(Cosigner(f"witness{n}.example", key(20 + n)) for n in range(3))
POLICY: Final = "".join(
    [
        *(f"witness w{n} {one.key.vkey}\n" for n, one in enumerate(WITNESSES)),
        "group two 2 w0 w1 w2\n",
        "quorum two\n",
    ]
)
"""Two of three witnesses."""

Cosign = Callable[[bytes], bytes]


def cosigned(*by: int, at: int = BEGUN + 7200, forged: bool = False) -> Cosign:
    """A checkpoint with the cosignatures of some of the witnesses."""

    def cosign(raw: bytes) -> bytes:
        note = UnverifiedNote.parse(raw)
        tree = Checkpoint.parse(note.unverified_text)
        lines = [WITNESSES[one].sign_at(tree, at) for one in by]
        if forged:
            false = lines[-1].signature[:-1] + bytes([lines[-1].signature[-1] ^ 1])
            lines[-1] = NoteSignature(lines[-1].name, lines[-1].key_id, false)
        return UnverifiedNote(note.unverified_text, (*note.signatures, *lines)).encode()

    return cosign


def witnessed(what: str, finds: str, cosign: Cosign) -> Vector:
    """A vector for the trust file that asks for two of three witnesses."""
    return Vector(what, tuple(finds.split()), lambda: made(base(cosign=cosign)), "trust-witnessed")


def anchored(
    what: str,
    finds: str,
    stamps: Mapping[int, Sequence[tuple[int, str]]],
    touch: Callable[[Files], None] = lambda _: None,
    *,
    trust: str = "trust-stamped",
) -> Vector:
    """A vector with stamps: for each size of a checkpoint, times and authorities."""
    return Vector(what, tuple(finds.split()), lambda: made(_anchored(stamps), files=touch), trust)


def _anchored(stamps: Mapping[int, Sequence[tuple[int, str]]]) -> Draft:
    ledger = base().ledger
    anchors = {}
    for size, given in stamps.items():
        text = UnverifiedNote.parse(ledger.checkpoint(size)).unverified_text.encode()
        tokens: list[bytes] = []
        for time, authority in given:
            over = text
            if authority == "renewed":
                over = renewal_of(text, tokens)
            elif authority == "elsewhere":
                over = b"elsewhere"
            tokens.append(stamped(over, BEGUN + time, "other" if authority == "other" else "one"))
        anchors[size] = tokens
    return base(anchors=anchors)


def _beyond_counting(raw: bytes) -> bytes:
    tree = Checkpoint.parse(UnverifiedNote.parse(raw).unverified_text)
    signer = NoteSigner(tree.origin, MemoryLedger().keeper)
    return sign_checkpoint(replace(tree, size=2**53), [signer])


OTHERS: Mapping[str, Vector] = {
    "verified-witnessed": witnessed("two of three witnesses", "", cosigned(0, 2)),
    "verified-stamped": anchored(
        "stamps before and after the entries", "", {3: [(1000, "one")], UPTO: [(3600, "one")]}
    ),
    "verified-stamp-renewed": anchored(
        "a stamp renewed by another",
        "",
        {UPTO: [(3600, "one"), (7200, "renewed")]},
    ),
    "verified-stamp-not-asked-for": anchored(
        "stamps where nobody asks for any", "", {UPTO: [(3600, "other")]}, trust="trust"
    ),
    "checkpoint-beyond-counting": Vector(
        "a checkpoint of 2^53 leaves, signed by the ledger",
        ("checkpoint-invalid",),
        lambda: made(base(cosign=_beyond_counting)),
    ),
    "cosignatures-none": witnessed("no witness", "cosignatures-missing", cosigned()),
    "cosignatures-too-few": witnessed("one of three", "cosignatures-missing", cosigned(1)),
    "cosignature-false": witnessed(
        "a false cosignature among three", "checkpoint-invalid", cosigned(0, 1, 2, forged=True)
    ),
    "cosignature-too-early": witnessed(
        "cosigned before entries that it covers state that they were recorded",
        "time-outside-anchors",
        cosigned(0, 1, at=BEGUN + 900),
    ),
    "stamp-none": anchored("no stamps", "stamp-missing", {}),
    "stamp-before-the-last-entry": anchored(
        "of the stamps only one that the last entry follows", "stamp-missing", {3: [(1000, "one")]}
    ),
    "verified-cosigned-beyond-time": witnessed(
        "two witnesses whose time no calendar has", "", cosigned(0, 2, at=2**63 - 1)
    ),
    "stamp-by-another-authority": anchored(
        "a stamp by nobody that is asked for", "stamp-missing", {UPTO: [(3600, "other")]}
    ),
    "stamp-over-something-else": anchored(
        "a stamp over other words", "stamp-invalid stamp-missing", {UPTO: [(3600, "elsewhere")]}
    ),
    "stamp-changed": anchored(
        "a bit of a stamp changed",
        "file-altered stamp-invalid stamp-missing",
        {UPTO: [(3600, "one")]},
        alter(f"anchors/{UPTO}.1.tsr", lambda data: data[:-1] + bytes([data[-1] ^ 1])),
    ),
    "stamp-is-none": anchored(
        "words instead of a stamp",
        "file-altered stamp-invalid stamp-missing",
        {UPTO: [(3600, "one")]},
        alter(f"anchors/{UPTO}.1.tsr", lambda _: b"It was on Monday."),
    ),
    "stamp-taken-out": anchored(
        "the only stamp taken out",
        "file-missing stamp-missing",
        {UPTO: [(3600, "one")]},
        lambda files: files.__delitem__(f"anchors/{UPTO}.1.tsr"),
    ),
    "anchor-changed": anchored(
        "another root in a stamped checkpoint",
        "checkpoint-invalid file-altered stamp-missing",
        {3: [(1000, "one")]},
        alter("anchors/3.checkpoint", other_root),
    ),
    "anchor-of-another-size": anchored(
        "the checkpoint of another size, with its stamp",
        "checkpoint-invalid file-altered",
        {3: [(1000, "one")], UPTO: [(3600, "one")]},
        lambda files: files.update({"anchors/3.checkpoint": files["anchors/10.checkpoint"]}),
    ),
    "time-before-the-last-anchor": anchored(
        "entries dated long before the checkpoint that they follow was stamped",
        "stamp-missing time-outside-anchors",
        {3: [(86_400, "one")]},
    ),
    "time-after-the-next-anchor": anchored(
        "entries dated after the checkpoint that holds them was stamped",
        "time-outside-anchors",
        {UPTO: [(900, "one")]},
    ),
}
