"""What stands in one's own name, to be compared with what one's devices have signed."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from api.context import Id, LedgerHere, SignedIn
from api.problems import responses
from api.strict import StrictRoute
from ledger.across.authored import authored, holds

router = APIRouter(
    prefix="/api/own", tags=["sign in"], route_class=StrictRoute, responses=responses(400, 422)
)


class Place(BaseModel):
    """An entry that a device signed."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    stream: Id
    """The enquiry, or the stream of somebody's keys and capacities."""
    seq: Annotated[int, Field(ge=1, le=2**53 - 1)]
    """Its number there."""
    digest: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{43}$")]
    """SHA-256 of the JWS, base64url."""


class OwnEntry(Place):
    """An entry that names one as its author."""

    kid: str
    """The key that it is signed with."""
    recorded: int
    """Seconds since 1970."""


@router.get("/entries", responses=responses(401, 403))
def get_own_entries(session: SignedIn, ledger: LedgerHere) -> list[OwnEntry]:
    """Every entry in your name, the newest first, but for what was disposed of.

    One that none of your devices signed was signed by somebody else.
    """
    return [
        OwnEntry(
            stream=one.stream,
            seq=one.seq,
            digest=one.digest,
            kid=one.kid,
            recorded=one.recorded,
        )
        for one in authored(ledger, session.practitioner)
    ]


@router.post("/missing", responses=responses(401, 403, 413, 415))
def find_missing(
    signed: Annotated[list[Place], Field(max_length=1000)], _: SignedIn, ledger: LedgerHere
) -> list[Place]:
    """Which of these entries the ledger does not hold: what your device signed and was removed.

    Keep their receipts; each proves that the ledger had the entry.
    """
    return [one for one in signed if not holds(ledger, one.stream, one.seq, one.digest)]
