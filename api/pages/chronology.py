"""The chronology: a timeline to read, a table for the court, now or as it was known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from markupsafe import Markup

from api.context import LedgerHere, ViewsHere
from api.pages.case_frame import framed, kept_moment
from api.pages.chronology_asked import FORMS, Asked, Form, typing_in
from api.web.context import CaseHere
from api.web.site import Site, page
from api.web.typed import within
from projections.choices import choices
from projections.chronology import Row, Wanted, chronology
from projections.reading import Reading

router = APIRouter(
    prefix="/enquiries/{enquiry}",
    include_in_schema=False,
    default_response_class=HTMLResponse,
)


@dataclass(frozen=True, slots=True)
class Told:
    """The rows as they stand on the page, and how many of which there are."""

    rows: Markup
    shown: int
    late: int
    corrected: int
    withdrawn: int
    withheld: int
    spoken: bool
    """Whether somebody's own words are among them."""


@router.get("/chronology")
def get_chronology(
    request: Request,
    reading: CaseHere,
    views: ViewsHere,
    ledger: LedgerHere,
    asked: Annotated[Asked, Depends()],
) -> Response:
    """What happened, in order, in the words that were signed."""
    now = ledger.moment()
    typing = typing_in(request, asked, within(reading, now))
    if typing.fresh and not typing.errors:
        return RedirectResponse(f"{request.url.path}{typing.asked.query()}", 303)
    site: Site = request.app.state.site
    told = views.get(told_in, reading, asked.wanted, asked.form, site)
    found = views.get(choices, reading)
    return page(
        request,
        "chronology/chronology.html",
        422 if typing.errors else 200,
        **framed(reading, views, "chronology"),
        asked=asked,
        forms=FORMS,
        typing=typing,
        told=told,
        hidden=reading.enquiry.version - told.shown,
        withheld=reading.as_known().withheld_entries,
        choices=found,
        limits=list(asked.limits(found)),
        log_size=ledger.store.log.size(),
    )


def told_in(reading: Reading, wanted: Wanted, form: Form, site: Site) -> Told:
    """The rows that are asked for. They depend on the reading alone, so they are kept with it."""
    view = chronology(reading, wanted)
    rows = [row for row in view.rows if isinstance(row, Row)]
    replaced = [row.replaced.how for row in rows if row.replaced]
    markup = site.part(
        f"chronology/{form}.html",
        rows=view.rows,
        here=frozenset(row.entry for row in view.rows),
        path=f"/enquiries/{reading.enquiry.id}",
        query=kept_moment(reading),
        level=2,
    )
    return Told(
        rows=markup,
        shown=len(view.rows),
        late=view.late,
        corrected=replaced.count("corrected"),
        withdrawn=replaced.count("withdrawn"),
        withheld=view.withheld,
        spoken='class="app-verbatim"' in markup,
    )
