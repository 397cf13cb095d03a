"""Duties and countersignatures of one enquiry: what is asked, what was done, what still waits."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from api.context import ViewsHere
from api.pages.asked_of import KINDS, by_capacity, may_give
from api.pages.case_frame import framed
from api.pages.duties_asked import Asked, asked_for
from api.pages.duties_model import duties_model
from api.web.context import CaseHere
from api.web.site import page
from projections.countersignatures import countersignatures

MOST: Final = 25
"""Lines of each list of countersignatures, unless all are asked for: some 80 kB together."""
EveryOne = Annotated[bool, Query(alias="all")]

router = APIRouter(
    prefix="/enquiries/{enquiry}",
    include_in_schema=False,
    default_response_class=HTMLResponse,
)


@router.get("/duties")
def get_duties(
    request: Request,
    reading: CaseHere,
    views: ViewsHere,
    asked: Annotated[Asked, Depends(asked_for)],
) -> HTMLResponse:
    """Every clock and rule by chapter."""
    return page(
        request,
        "case/duties.html",
        **framed(reading, views, "duties"),
        asked=asked,
        model=views.get(duties_model, reading, asked),
    )


@router.get("/countersignatures")
def get_countersignatures(
    request: Request, reading: CaseHere, views: ViewsHere, every: EveryOne = False
) -> HTMLResponse:
    """Outstanding by capacity, given, returned, void by correction."""
    view = views.get(countersignatures, reading)
    return page(
        request,
        "case/countersignatures.html",
        **framed(reading, views, "countersignatures"),
        view=view,
        most=None if every else MOST,
        groups=by_capacity(view.outstanding[: None if every else MOST]),
        may_give=may_give,
        kinds=KINDS,
    )
