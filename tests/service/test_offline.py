"""A note signed without a connection, embedded in an entry later."""

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto.jws import thumbprint
from crypto.offline import Note, sign_note
from ledger.admission.checks import Checks
from ledger.draft import DraftRequest
from ledger.keys.keyfile import KeyFile
from ledger.refusing import BadEntry, NotAdmitted
from ledger.verify import verify_ledger
from tests.service.world import NOON, World

TEXT = "Maya Hollis came to the door by herself. Nobody else was awake."
WRITTEN = NOON - 7200


def note(world: World, by: KeyFile | None = None, **changes: Any) -> str:
    """A note, signed by the social worker unless by somebody else."""
    signer = by or world.worker
    given = {"author": world.worker.practitioner, "written": WRITTEN, "text": TEXT, **changes}
    said = Note(**{"ledger": world.ledger.genesis.ledger, **given})
    return sign_note(said, signer.device.kid, signer.device.signer).decode("ascii")


def embedding(world: World, signed: str, **data: Any) -> DraftRequest:
    """A request to embed a note; its time and words follow from it."""
    return world.request("OfflineNote", data={"note": signed, **data})


def test_a_note_is_embedded_with_its_own_words_and_time(world: World) -> None:
    """The statement says when it claims to be from; people in it are found; it verifies."""
    world.record(embedding(world, note(world)))
    entry = world.ledger.reads.enquiry(world.enquiry).entries[-1]
    words = "".join(p if isinstance(p, str) else p.as_ for p in entry.frame.statement)
    assert words == (
        "Ruth Adeyemi recorded here a note signed earlier, away from the ledger, which says that "
        f"it was written on 2 March 2026 at 10am. The note reads: {TEXT}"
    )
    assert {"note-invalid"}.isdisjoint(f.kind.code for f in verify_ledger(world.settings).findings)


@pytest.mark.parametrize(
    "change", ["another's", "another ledger's", "other words", "another time", "no note"]
)
def test_a_note_that_says_something_else_is_refused(on_sqlite: World, change: str) -> None:
    """Nobody embeds what its author did not sign, for this ledger, in these words."""
    world = on_sqlite
    signed, data = note(world), {}
    match change:
        case "another's":
            signed = note(world, author=world.manager.practitioner)
        case "another ledger's":
            signed = note(world, ledger="A" * 43)
        case "other words":
            data = {"words": "Nobody came to the door."}
        case "another time":
            data = {"written": "2026-03-02T09:59:00Z"}
        case _:
            signed = f"{'e' * 20}.{'e' * 20}.{'A' * 86}"
            data = {"words": TEXT, "written": "2026-03-02T10:00:00Z"}
    with pytest.raises(BadEntry):
        world.record(embedding(world, signed, **data))


def test_a_note_needs_a_key_in_force_and_a_past(on_sqlite: World) -> None:
    """A key that the directory never held, or another's, signs none; nor is one from tomorrow."""
    world = on_sqlite
    stranger = Ed25519PrivateKey.generate()
    said = Note(world.ledger.genesis.ledger, world.worker.practitioner, WRITTEN, TEXT)
    kid = thumbprint(stranger.public_key().public_bytes_raw())
    for signed in (sign_note(said, kid, stranger).decode("ascii"), note(world, world.manager)):
        with pytest.raises(NotAdmitted, match="no such key"):
            world.record(embedding(world, signed))
    with pytest.raises(NotAdmitted, match="written"):
        world.record(embedding(world, note(world, written=NOON + 60)))


def test_verification_holds_the_note_to_its_key(
    on_sqlite: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A ledger that let a note in whose author never signed it is found out."""
    monkeypatch.setattr(Checks, "verify", lambda *_: None)
    forged = note(on_sqlite, on_sqlite.manager)
    on_sqlite.record(embedding(on_sqlite, forged))
    other = {"words": "Nobody came.", "written": "2026-03-02T10:00:00Z"}
    on_sqlite.record(embedding(on_sqlite, note(on_sqlite), **other))
    (found,) = [f for f in verify_ledger(on_sqlite.settings).findings if "note" in f.kind.code]
    assert (found.kind.code, found.count) == ("note-invalid", 2)
