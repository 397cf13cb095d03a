"""Who decided what in an enquiry, when, and on what information."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
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

Entry = Annotated[int | None, Query(ge=1, le=2**31)]


@router.get("/decisions")
def get_decisions(
    request: Request, reading: CaseHere, views: ViewsHere, entry: Entry = None
) -> HTMLResponse:
    """Every decision, or those of one entry, with what the record held when it was taken."""
    site: Site = request.app.state.site
    told = views.get(told_in, reading, site, entry)
    context = framed(reading, views, "decisions")
    return page(request, "decisions/decisions.html", told=told, entry=entry, **context)


def told_in(reading: Reading, site: Site, entry: int | None = None) -> str:
    """The decisions as they stand on the page; they depend on the reading alone.

    Of one entry everything is listed that came later; of all, in a long enquiry, what came first.
    """
    view = decisions(reading)
    shown = [one for one in view.decisions if entry in {None, one.entry}]
    return site.part(
        "decisions/told.html",
        decisions=shown,
        objections=() if entry else view.objections,
        whole=entry is not None,
        path=f"/enquiries/{reading.enquiry.id}",
        query=kept_moment(reading),
        then=[_then(one) for one in shown],
    )


def _then(one: Decision) -> str:
    """The query for the record as it stood when a decision was taken, which its author knew of when
    it was recorded, so never a moment that is yet to come.
    """
    return f"?{urlencode({'as_of': words.machine(one.information.decided)})}"
