"""Home: what is mine to do, the most urgent first, and short enough for eleven at night."""

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.context import LedgerHere
from api.pages.desk import Desk
from api.pages.work import Finding, SectionName, pressing
from api.web.across import AcrossHere
from api.web.context import MaybeReader, ReaderHere
from api.web.site import page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

SHORT: Final = 5
"""Lines of a list on the home page: what somebody takes in before asking for the rest."""
LONG: Final = 100
"""Lines of a list that was asked for by itself: a page that still prints on a few sheets."""
As = Annotated[str | None, Query(alias="as", max_length=100)]
First = Annotated[int, Query(ge=0, le=100_000)]


@router.get("/", response_model=None)
def get_home(
    request: Request, reader: MaybeReader, ledger: LedgerHere, views: AcrossHere, acting: As = None
) -> Response:
    """What there is to do for whoever is signed in, in all capacities or in one."""
    if reader is None:
        return RedirectResponse("/sign-in", 303)
    if reader.is_registrar:
        return page(request, "work/registrar.html", people=len(ledger.reads.directory().people))
    if reader.is_inspector:
        return page(request, "work/inspector.html")
    held = next((one for one in reader.capacities if one.id == acting), None)
    desk = Desk(views, reader, ledger, held.role if held else None)
    found = Finding(request.app.state.counts.work(reader), desk)
    return page(
        request,
        "work/home.html",
        acting=held.id if held else None,
        pressing=pressing(ledger, views, reader) if reader.is_manager else (),
        sections=found.all(SHORT),
        drafts=tuple(desk.drafts(SHORT)),
        many_drafts=len(desk.to_finish),
        missing=views.missing,
    )


@router.get("/work/{name}")
def get_section(
    request: Request,
    reader: ReaderHere,
    ledger: LedgerHere,
    views: AcrossHere,
    name: SectionName,
    first: First = 0,
) -> HTMLResponse:
    """One list of the home page, in full."""
    found = Finding(request.app.state.counts.work(reader), Desk(views, reader, ledger))
    section = found.section(name, LONG, first)
    return page(
        request, "work/section.html", section=section, first=first, long=LONG, missing=views.missing
    )
