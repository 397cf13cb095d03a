"""The case page: where an enquiry stands, what presses, and the form that answers it."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.context import ViewsHere
from api.pages.case_frame import Frame, framed, kept_moment
from api.pages.case_model import case_model
from api.web.context import CaseHere, ReaderHere
from api.web.reader import Reader
from api.web.site import page
from ledger.views import Views
from projections.identity import identity
from projections.reading import Reading

router = APIRouter(
    prefix="/enquiries/{enquiry}",
    include_in_schema=False,
    default_response_class=HTMLResponse,
)


@router.get("")
def get_case(
    request: Request, reading: CaseHere, reader: ReaderHere, views: ViewsHere
) -> HTMLResponse:
    """The enquiry at a glance."""
    return page(
        request,
        "case/case.html",
        **framed(reading, views, ""),
        model=views.get(case_model, reading),
        siblings=tuple(_siblings(reading, reader, views)),
    )


def _siblings(reading: Reading, reader: Reader, views: Views) -> Iterator[Frame]:
    """The children's enquiries that the reader may know of."""
    for other in views.siblings(reading, reader.id, reader.purpose):
        yield Frame(views.get(identity, other), current="", query=kept_moment(other))
