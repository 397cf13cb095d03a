"""The case page: where an enquiry stands, what presses, and the form that answers it."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from api.context import Cut, ViewsHere
from api.pages.case_frame import Frame, framed, kept_moment
from api.pages.case_model import CaseModel, case_model
from api.web.context import EnquiryId, reader_of, the_case
from api.web.site import Site, page
from ledger.views import Views
from projections.children import other_children
from projections.identity import identity
from projections.reading import Reading

router = APIRouter(
    prefix="/enquiries/{enquiry}",
    include_in_schema=False,
    default_response_class=HTMLResponse,
)


@dataclass(frozen=True, slots=True)
class Recording:
    """All that the kept parts of the page show of who reads it: what they may record."""

    roles: frozenset[str]
    is_inspector: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """Parts of the page as markup, put together once for everybody who may see and record the same:
    readers come back to a case far more often than it changes.
    """

    model: CaseModel
    head: Markup
    main: Markup
    people: Markup
    around: Markup


def kept_parts(reading: Reading, site: Site, reader: Recording) -> Kept:
    """The parts that depend on nothing but this enquiry, for `Views.get`."""
    model = case_model(reading)
    case = Frame(identity(reading), current="", query=kept_moment(reading))
    made = {
        name: site.part(f"case/{name}.html", case=case, model=model, reader=reader)
        for name in ("head", "main", "people", "around")
    }
    return Kept(model, **made)


@router.get("")
def get_case(request: Request, enquiry: EnquiryId, cut: Cut, views: ViewsHere) -> HTMLResponse:
    """The enquiry at a glance: the page that is opened most, so it waits for one thread alone."""
    reader = reader_of(request)
    reading = the_case(request, enquiry, cut)
    recording = Recording(reader.roles, reader.is_inspector)
    kept = views.get(kept_parts, reading, request.app.state.site, recording)
    family = views.family(reading, reader.id, reader.purpose)
    siblings = [_framed(other, views) for other in family.readings]
    names = {one.name for one in siblings}
    return page(
        request,
        "case/case.html",
        **framed(reading, views, ""),
        kept=kept,
        model=kept.model,
        siblings=siblings,
        unread=family.unread,
        without=[one for one in views.get(other_children, reading) if one.name not in names],
    )


def _framed(other: Reading, views: Views) -> Frame:
    return Frame(views.get(identity, other), current="", query=kept_moment(other))
