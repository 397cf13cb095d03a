"""Draft, sign, admit."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from api.context import LedgerHere, SignedIn
from api.problems import NotAllowed, responses
from crypto.entry import parse
from crypto.errors import CryptoError
from ledger.draft import MAX_ACT_STREAMS, Draft, DraftRequest
from ledger.refusing import BadEntry

router = APIRouter(prefix="/api", tags=["record"])

MAX_ENTRY_CHARACTERS = 1024 * 1024
"""As crypto.entry.MAX_ENTRY_BYTES; an entry is ASCII."""


class Signed(BaseModel):
    """The signed entries of one act: each a JWS with its disclosures, `JWS~d1~…~dn~`."""

    model_config = ConfigDict(extra="forbid")
    entries: Annotated[
        list[Annotated[str, Field(max_length=MAX_ENTRY_CHARACTERS)]],
        Field(min_length=1, max_length=MAX_ACT_STREAMS),
    ]


class ReceiptOut(BaseModel):
    """That an entry is in the log."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    stream: str
    seq: int
    digest: str
    """SHA-256 of the JWS, base64url."""
    proof: str
    """Inclusion proof and checkpoint (C2SP tlog-proof). Keep it: it refutes any later omission."""


@router.post("/drafts", responses=responses(401, 409, 422))
def draft(request: DraftRequest, session: SignedIn, ledger: LedgerHere) -> Draft:
    """Check what you want to record, and get what your device is to sign. Nothing is recorded
    yet.
    """
    return ledger.draft(session.practitioner, session.kid, request)


@router.post("/entries", status_code=201, responses=responses(400, 401, 403, 409, 422))
def admit(signed: Signed, session: SignedIn, ledger: LedgerHere) -> list[ReceiptOut]:
    """Admit the signed entries of one act, all or none. The same bytes again give receipts
    again.
    """
    entries = [_own(text, session.practitioner) for text in signed.entries]
    return [
        ReceiptOut(
            stream=receipt.stream,
            seq=receipt.seq,
            digest=receipt.digest,
            proof=receipt.proof.decode("utf-8"),
        )
        for receipt in ledger.admit(entries)
    ]


def _own(text: str, practitioner: str) -> bytes:
    """The entry, if it is by whoever is signed in: a stolen session must not replay others'
    bytes.
    """
    try:
        data = text.encode("ascii")
        author = parse(data).envelope.claims.iss
    except UnicodeEncodeError:
        raise BadEntry("entries: not ASCII", field="entries") from None
    except CryptoError as error:
        raise BadEntry(str(error), field=str(error).partition(":")[0]) from None
    if author != practitioner:
        raise NotAllowed("iss: the entry is by somebody else than who is signed in", field="iss")
    return data
