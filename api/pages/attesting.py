"""The ledger itself: where its log stands, which keys sign it, and which code signs in browsers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.context import LedgerHere
from api.web.context import MaybeReader
from api.web.site import Site, page
from crypto import page as verifier
from crypto.canonical import b64
from crypto.checkpoint import unverified_checkpoint
from crypto.lines import encode_base64
from crypto.note import NoteKey
from ledger.keys.ledger_keys import signing_keys
from ledger.ledger import Ledger
from ledger.publishing import published

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

SHOWN: Final = 20
"""Checkpoints on the page, the newest; every other can be asked for by its size."""


@dataclass(frozen=True, slots=True)
class LogKey:
    """A key that signs for the log, as a C2SP vkey."""

    vkey: str
    x: str
    first: bool
    """Whether it is the key of the genesis document, for which the ledger's id vouches."""


@router.get("/log")
def get_log(request: Request, _: MaybeReader, ledger: LedgerHere) -> HTMLResponse:
    """The log: origin, size, root, keys, checkpoints, and how to mirror it. Anybody may read it."""
    log = ledger.store.log
    number = log.newest().log
    shown = published(ledger, number)
    return page(
        request,
        "evidence/log.html",
        genesis=ledger.genesis,
        document=ledger.genesis.encode().decode("utf-8"),
        origin=log.origin(),
        number=number,
        published=unverified_checkpoint(shown).size if shown else None,
        size=log.size(),
        checkpoint=log.checkpoint().decode("utf-8") if log.size() else None,
        checkpoints=[
            (made.size, encode_base64(made.root), made.time) for made in log.checkpoints(SHOWN)
        ],
        keys=keys_of(ledger),
    )


@router.get("/signing-code")
def get_signing_code(request: Request, _: MaybeReader) -> HTMLResponse:
    """Every script that pages run, with its digest, and one digest over all."""
    site: Site = request.app.state.site
    return page(
        request,
        "evidence/signing_code.html",
        code=site.code,
        base=site.assets.base,
        verifier=verifier.digest(),
    )


def keys_of(ledger: Ledger) -> list[LogKey]:
    """The keys that sign the log now."""
    keys = signing_keys(ledger.genesis, ledger.reads.authority()).values()
    origin, first = ledger.store.log.origin(), ledger.genesis.ledger_key
    return [LogKey(NoteKey(origin, key).vkey, b64(key), key == first) for key in keys]
