"""Draft, sign, admit."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Body
from pydantic import BaseModel, ConfigDict, Field

from api.context import Holder, Id, LedgerHere, the_session
from api.examples import DRAFTS
from api.problems import NotAllowed, responses
from api.strict import StrictRoute
from crypto.entry import MAX_ENTRY_BYTES, parse_envelope
from crypto.errors import CryptoError
from domain.events.directory import KeyAccepted
from ledger.admission.admissions import Receipt
from ledger.draft import MAX_ACT_STREAMS, Draft, DraftRequest
from ledger.errors import Problem
from ledger.ledger import Ledger
from ledger.refusing import BadEntry

router = APIRouter(
    prefix="/api",
    tags=["record"],
    route_class=StrictRoute,
    responses=responses(400, 401, 403, 413, 415, 422),
)


class Signed(BaseModel):
    """The signed entries of one act: each a JWS with its disclosures, `JWS~d1~…~dn~`."""

    model_config = ConfigDict(extra="forbid")
    entries: Annotated[
        list[Annotated[str, Field(max_length=MAX_ENTRY_BYTES)]],
        Field(
            min_length=1,
            max_length=MAX_ACT_STREAMS,
            description="In the order of the draft's entries.",
        ),
    ]
    draft: Annotated[
        Id | None,
        Field(
            description="The saved draft that this act was, which is then signed whatever becomes "
            "of the answer."
        ),
    ] = None


class ReceiptOut(BaseModel):
    """That an entry is in the log."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    stream: str
    seq: int
    digest: str
    """SHA-256 of the JWS, base64url."""
    proof: str
    """Inclusion proof and checkpoint (C2SP tlog-proof). Keep it: it refutes any later omission."""


@router.post("/drafts", responses=responses(409))
def draft(
    request: Annotated[DraftRequest, Body(openapi_examples=DRAFTS)],
    session: Holder,
    ledger: LedgerHere,
) -> Draft:
    """Check what you want to record, and get what your device is to sign.

    Nothing is recorded yet. With a key that waits to be accepted, only its `KeyAccepted`.
    """
    if session.pending and request.event != KeyAccepted.__name__:
        the_session(session)
    return ledger.draft(session.practitioner, session.kid, request)


@router.post("/entries", status_code=201, responses=responses(409))
def admit(signed: Signed, session: Holder, ledger: LedgerHere) -> list[ReceiptOut]:
    """Admit the signed entries of one act, all or none.

    The same bytes again give receipts again: whoever lost the answer may ask as often as they like.
    """
    entries = [_own(text, session.practitioner) for text in signed.entries]
    receipts = ledger.admit(entries)
    if signed.draft is not None:
        _finish(ledger, signed.draft, session.practitioner, receipts)
    return [
        ReceiptOut(
            stream=receipt.stream,
            seq=receipt.seq,
            digest=receipt.digest,
            proof=receipt.proof.decode("utf-8"),
        )
        for receipt in receipts
    ]


def _finish(ledger: Ledger, draft: str, practitioner: str, receipts: Sequence[Receipt]) -> None:
    """Close a draft with what it became: one left open would be signed again, where the answer
    was lost, and record the same words twice. What is recorded stays so, whatever draft is named.
    """
    with suppress(Problem):
        stream = ledger.saved.get(draft, practitioner).stream
        for one in receipts:
            if one.stream == stream:
                ledger.saved.finish(draft, practitioner, one.seq)


def _own(text: str, practitioner: str) -> bytes:
    """The entry, if it is by whoever is signed in: a session must not bring in others' bytes."""
    try:
        data = text.encode("ascii")
        author = parse_envelope(data.partition(b"~")[0]).claims.iss
    except UnicodeEncodeError:
        raise BadEntry("entries: not ASCII", field="entries") from None
    except CryptoError as error:
        raise BadEntry(str(error), field=str(error).partition(":")[0]) from None
    if author != practitioner:
        raise NotAllowed("iss: the entry is by somebody else than who is signed in", field="iss")
    return data
