"""Who decided what in an enquiry, when, and on what information."""

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.context import ViewsHere
from api.pages.case_frame import framed, kept_moment
from api.web import words
from api.web.context import CaseHere
from api.web.site import Site, page
from projections.decisions import Decision, decisions
from projections.reading import Reading

router = APIRouter(
    prefix="/enquiries/{enquiry}",
    include_in_schema=False,
    default_response_class=HTMLResponse,
)


@router.get("/decisions")
def get_decisions(request: Request, reading: CaseHere, views: ViewsHere) -> HTMLResponse:
    """Every decision, and beside it what the record held when it was taken."""
    site: Site = request.app.state.site
    told = views.get(told_in, reading, site)
    return page(
        request, "decisions/decisions.html", told=told, **framed(reading, views, "decisions")
    )


def told_in(reading: Reading, site: Site) -> str:
    """The decisions as they stand on the page; they depend on the reading alone."""
    view = decisions(reading)
    return site.part(
        "decisions/told.html",
        decisions=view.decisions,
        objections=view.objections,
        path=f"/enquiries/{reading.enquiry.id}",
        query=kept_moment(reading),
        then=[then(one, reading) for one in view.decisions],
    )


def then(one: Decision, reading: Reading) -> str | None:
    """The query for the record as it stood when a decision was taken; None while the latest time
    that it can mean is yet to come.
    """
    decided = one.information.decided
    if decided > reading.now:
        return None
    return f"?{urlencode({'as_of': words.machine(decided)})}"
