"""The case page: where an enquiry stands, what presses, and the form that answers it."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.context import ViewsHere
from api.pages.case_frame import framed
from api.web.context import CaseHere
from api.web.site import page

router = APIRouter(
    prefix="/enquiries/{enquiry}",
    include_in_schema=False,
    default_response_class=HTMLResponse,
)


@router.get("")
def get_case(request: Request, reading: CaseHere, views: ViewsHere) -> HTMLResponse:
    """The enquiry at a glance."""
    return page(request, "case/case.html", **framed(reading, views, ""))
