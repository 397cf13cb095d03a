"""The examples of docs/FORMAT.md, chapter 14."""

from crypto.canonical import unb64
from crypto.checkpoint import Checkpoint, sign_checkpoint
from crypto.cosignature import Cosigner
from crypto.merkle import Frontier, consistency_proof
from crypto.note import UnverifiedNote
from crypto.witness import AddCheckpoint, encode_cosignatures
from tests.vectors.examples_later import MINIMAL, NEXT, ORIGIN, SIGNER
from tests.vectors.forge import key

WITNESS = Cosigner("police.example/witness", key(8))
TIME = 1_772_424_060


def witness() -> dict[str, str]:
    """A witness that has cosigned the log of one entry cosigns that of two."""
    leaves = [unb64(one[2]["digest"]) for one in (MINIMAL, NEXT)]
    frontier, nodes = Frontier().extend(leaves)
    tree = Checkpoint(ORIGIN, 2, frontier.root())
    note = sign_checkpoint(tree, [SIGNER])
    table = dict(nodes)
    proof = consistency_proof(1, 2, lambda _: table)
    line = WITNESS.sign_at(tree, TIME)
    unverified = UnverifiedNote.parse(note)
    cosigned = UnverifiedNote(unverified.unverified_text, (*unverified.signatures, line))
    policy = f"log {SIGNER.key.vkey}\nwitness police {WITNESS.key.vkey}\nquorum police\n"
    return {
        "witness policy": policy,
        "witness request": AddCheckpoint(1, proof, note).encode().decode(),
        "witness answer": encode_cosignatures([line]).decode(),
        "cosigned checkpoint": cosigned.encode().decode(),
    }
