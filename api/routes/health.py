"""Whether this server serves."""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from api.context import LedgerHere
from api.problems import responses
from api.strict import StrictRoute

router = APIRouter(tags=["server"], route_class=StrictRoute, responses=responses(400, 422))


class Health(BaseModel):
    """That the server serves."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    status: str
    """`ok`."""
    size: int
    """Entries in the log."""


@router.get("/healthz")
def healthz(ledger: LedgerHere) -> Health:
    """200 once it serves."""
    return Health(status="ok", size=ledger.store.log.size())
