"""The examples of chapters 9 and 10 of docs/FORMAT.md: notes, disposal, the ledger's keys."""

import hashlib
from collections.abc import Callable
from typing import Any, Final

from crypto.canonical import Json, unb64
from crypto.checkpoint import Checkpoint, sign_checkpoint
from crypto.disclosures import _conceal_with
from crypto.entry import Claims, Ref
from crypto.genesis import parse_genesis
from crypto.merkle import Frontier, leaf_hash
from crypto.note import NoteSigner
from crypto.offline import Note, sign_note
from crypto.trust import TrustFile
from domain.events.authority import LedgerKeyIntroduced, LedgerKeyRetired, RecordsDisposed
from domain.events.base import Event, content_of_fields
from domain.events.records import OfflineNote
from tests.vectors.accepted import ACCEPTED, _salts
from tests.vectors.forge import (
    AUTHOR,
    CLAIMS,
    GENESIS,
    KEEPER,
    LEDGER,
    STREAM,
    b64,
    canon,
    digest,
    key,
    kid,
    public,
)

ORIGIN: Final = "ledger.example/children/1"
SIGNER: Final = NoteSigner(ORIGIN, KEEPER)
SUCCESSOR: Final = key(5)
MINIMAL: Final = ACCEPTED["minimal"]
NEXT: Final = ACCEPTED["countersignature"]


def _content(event: type[Event], **fields: Any) -> dict[str, Json]:
    """The type and the fields of an event, as an entry has them beside the parts of every entry."""
    return {"type": event.event_type, **content_of_fields(event.model_validate(fields))}


def _note() -> dict[str, str]:
    note = Note(LEDGER, str(CLAIMS["iss"]), 1_772_405_700, "Maya came to the door. She was alone.")
    signed = sign_note(note, kid(AUTHOR), AUTHOR).decode()
    words = ("Maya came to the door. ", "She was alone.")
    written = "2026-03-01T22:55:00Z"
    return {
        "note payload": canon(note.as_json()),
        "note": signed,
        "note embedded": canon(_content(OfflineNote, note=signed, written=written, words=words)),
    }


def _disposal() -> dict[str, str]:
    content = _content(
        RecordsDisposed,
        enquiry=STREAM,
        extent={"kind": "whole", "entries": 1},
        rule="child_protection: 35 years from closure",
        reason="the period has ended",
    )
    claims = Claims(
        aud=LEDGER,
        iss=str(CLAIMS["iss"]),
        sub=parse_genesis(GENESIS.encode()).authority,
        seq=3,
        prev=digest("the adoption of a calendar"),
        iat=1_772_419_500,
        dir=str(CLAIMS["dir"]),
        refs=(Ref("concerns", STREAM, 1, MINIMAL[2]["digest"]),),
    )
    concealed = _conceal_with(content, _salts().__next__)
    return {
        "certificate content": canon(content),
        "certificate payload": canon(claims.as_json(concealed.sd)),
    }


def _keys() -> dict[str, str]:
    both = [SIGNER, NoteSigner(ORIGIN, SUCCESSOR)]
    frontier = Frontier()
    for entry in (MINIMAL, NEXT):
        frontier, _ = frontier.append(unb64(entry[2]["digest"]))
    genesis = parse_genesis(GENESIS.encode())
    trust = TrustFile(genesis, tuple(signer.key.vkey for signer in both))
    offered = {"kid": kid(SUCCESSOR), "x": public(SUCCESSOR)}
    introduced = _content(LedgerKeyIntroduced, key=offered, reason="the yearly change of keys")
    retired = _content(LedgerKeyRetired, kid=kid(KEEPER), reason="every verifier has the new key")
    return {
        "key introduced": canon(introduced),
        "key retired": canon(retired),
        "trust in both": trust.encode().decode(),
        "checkpoint of both": sign_checkpoint(
            Checkpoint(ORIGIN, 2, frontier.root()), both
        ).decode(),
    }


def _reset() -> dict[str, str]:
    root = Frontier().append(unb64(MINIMAL[2]["digest"]))[0].root()
    published = sign_checkpoint(Checkpoint(ORIGIN, 1, root), [SIGNER])
    first = hashlib.sha256(published).digest()
    return {
        "published": published.decode(),
        "first leaf": f"{b64(first)}\n{b64(leaf_hash(first))}",
    }


LATER: Final[tuple[Callable[[], dict[str, str]], ...]] = (_note, _disposal, _keys, _reset)
