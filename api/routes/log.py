"""The ledger and its log: what anybody needs in order to check what it attests."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel, ConfigDict

from api.context import LedgerHere, SignedIn
from api.examples import CHECKPOINT
from api.problems import BadRequest, responses
from api.strict import StrictRoute
from crypto.canonical import b64
from domain.events import BY_NAME
from domain.schema import describe, describe_all
from ledger.keys.ledger_keys import signing_keys
from ledger.ledger import NotFound

router = APIRouter(
    prefix="/api", tags=["ledger"], route_class=StrictRoute, responses=responses(400, 422)
)

Size = Annotated[int | None, Query(ge=0, le=2**53 - 1, description="An earlier size of the log.")]


class LedgerOut(BaseModel):
    """Which ledger this is."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    ledger: str
    """SHA-256 of the genesis document: what every entry carries as `aud`."""
    name: str
    demonstration: bool
    """Invented people and simulated times."""
    genesis: str
    """The genesis document, to the byte."""
    size: int
    """Entries in the log."""
    keys: tuple[str, ...]
    """The Ed25519 public keys that sign for the ledger now, base64url. The id vouches for that of
    the genesis document; a later one was introduced by an entry of the authority's stream."""


class ConsistencyOut(BaseModel):
    """That the log of one size is the beginning of the log of another (RFC 6962, section 2.1.2)."""

    old: int
    new: int
    hashes: tuple[str, ...]


@router.get("/ledger")
def get_ledger(ledger: LedgerHere) -> LedgerOut:
    """Which ledger this is; needs no sign-in, and holds nothing about anybody."""
    genesis = ledger.genesis
    return LedgerOut(
        ledger=genesis.ledger,
        name=genesis.name,
        demonstration=genesis.demonstration,
        genesis=genesis.encode().decode("utf-8"),
        size=ledger.store.log.size(),
        keys=tuple(b64(key) for key in signing_keys(genesis, ledger.reads.authority()).values()),
    )


@router.get(
    "/log/checkpoint",
    response_class=PlainTextResponse,
    responses={200: {"content": {"text/plain": {"example": CHECKPOINT}}}, **responses(404)},
)
def get_checkpoint(ledger: LedgerHere, size: Size = None) -> PlainTextResponse:
    """The signed checkpoint (C2SP tlog-checkpoint). Needs no sign-in: it holds digests alone."""
    _check(ledger.store.log.size(), size)
    return PlainTextResponse(ledger.store.log.checkpoint(size))


@router.get("/log/consistency", responses=responses(404))
def get_consistency(
    ledger: LedgerHere,
    old: Annotated[int, Query(ge=1, le=2**53 - 1, description="The smaller size.")],
    new: Size = None,
) -> ConsistencyOut:
    """Prove that nothing was changed or removed between two sizes. Needs no sign-in."""
    newest = ledger.store.log.size()
    _check(newest, new)
    later = newest if new is None else new
    if old > later:
        raise BadRequest("old: larger than the later size", field="old")
    hashes = ledger.store.log.consistency(old, later)
    return ConsistencyOut(old=old, new=later, hashes=tuple(b64(one) for one in hashes))


@router.get("/schema/events", responses=responses(401, 403))
def get_events(_: SignedIn) -> list[dict[str, object]]:
    """Every event: its fields as JSON Schema, an example, who may record and who countersigns
    it.
    """
    return list(describe_all())


@router.get("/schema/events/{event}", responses=responses(401, 403, 404))
def get_event(
    _: SignedIn,
    event: Annotated[
        str, Path(pattern="^[A-Z][A-Za-z0-9]{1,63}$", description="The event's name.")
    ],
) -> dict[str, object]:
    """One event."""
    if event not in BY_NAME:
        raise NotFound("event: not an event that this ledger knows", field="event")
    return describe(BY_NAME[event])


def _check(newest: int, size: int | None) -> None:
    if size is not None and not 1 <= size <= newest:
        raise NotFound(f"size: the log has had 1 to {newest} entries", field="size")
