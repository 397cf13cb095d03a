"""The duty manager's screen."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.context import LedgerHere
from api.problems import responses
from api.routes.register import ReaderHere
from api.strict import StrictRoute
from ledger.across.duty import LIMIT, MAX_LIMIT, DutyScreen, duty_screen, with_names

router = APIRouter(
    prefix="/api",
    tags=["across enquiries"],
    route_class=StrictRoute,
    responses=responses(400, 401, 403, 422),
)

Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT, description="Lines of a section at most.")]
Names = Annotated[
    bool, Query(description="Open the enquiries shown, and say who each line is about.")
]


@router.get("/duty")
def get_duty(
    ledger: LedgerHere, reader: ReaderHere, limit: Limit = LIMIT, names: Names = False
) -> DutyScreen:
    """What presses across all enquiries that you may see, with how many there are of each.

    Sections in the order in which they are read: `unseen` children, by the hours left;
    protection and orders `expiring`; harm suspected and `not_discussed` in a strategy discussion;
    `unallocated`, no lead social worker; `missing`, whereabouts unknown; decisions `unauthorised`
    so far; and last the `gaps` in recording.
    """
    screen = duty_screen(ledger, reader, limit)
    return with_names(screen, reader) if names else screen
