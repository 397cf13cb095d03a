"""Two moments of one enquiry side by side: what was recorded and replaced, and what clocks said."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from markupsafe import Markup

from api.context import LedgerHere, ViewsHere, past
from api.pages.case_frame import framed
from api.pages.duty_states import GRAVITIES, state_of
from api.web import words
from api.web.context import CaseHere, ReaderHere
from api.web.reader import Reader
from api.web.site import Site, page
from api.web.typed import Typed, Within, of_moment, typed_in, typed_moment, within
from domain.values import Instant
from ledger.ledger import Ledger
from ledger.views import AsOf, Views
from projections.comparison import Comparison, compare
from projections.reading import Reading
from projections.rows import AnyRow

router = APIRouter(
    prefix="/enquiries/{enquiry}",
    include_in_schema=False,
    default_response_class=HTMLResponse,
)


@dataclass(frozen=True)
class Between:
    """Two moments, in any order; None for the later is the present."""

    earlier: Instant | None = None
    later: Instant | None = None


Asked = Annotated[Between, Depends()]


@router.get("/comparison")
def get_comparison(
    request: Request,
    reading: CaseHere,
    reader: ReaderHere,
    views: ViewsHere,
    ledger: LedgerHere,
    asked: Asked,
) -> Response:
    """What changed between two moments."""
    now = ledger.moment()
    typed = _typed(request, asked, within(reading, now))
    if isinstance(typed, str):
        return RedirectResponse(f"{request.url.path}?{typed}", 303)
    errors = [
        {"text": one.error, "href": f"#{one.name}-day"} for one in typed if one.error is not None
    ]
    told = None if errors else _told(asked, reading, reader, views, ledger)
    return page(
        request,
        "chronology/comparison.html",
        422 if errors else 200,
        **framed(reading, views),
        typed=typed,
        errors=errors,
        told=told,
        state_of=state_of,
        gravities=GRAVITIES,
        added=_rows(request, told, told.compared.added) if told else "",
        replaced=_rows(request, told, told.compared.replaced) if told else "",
    )


@dataclass(frozen=True)
class Told:
    """Two moments, and what changed between them."""

    moments: tuple[datetime, datetime]
    compared: Comparison


def _told(
    asked: Between, present: Reading, reader: Reader, views: Views, ledger: Ledger
) -> Told | None:
    """What changed between the moments asked for; None where no earlier one is."""
    if asked.earlier is None:
        return None
    first, second = sorted((asked.earlier, asked.later or present.now))

    def at(moment: datetime) -> Reading:
        cut = AsOf(past(ledger, "earlier", moment))
        return views.reading(present.enquiry.id, reader.id, reader.purpose, cut)

    later = present if second == present.now else at(second)
    return Told((first, second), views.get(_compared, later, first, _Earlier(at)))


@dataclass(frozen=True)
class _Earlier:
    """Reads the earlier moment, which the later one and that moment decide between them."""

    at: Callable[[datetime], Reading] = field(compare=False)


def _compared(later: Reading, moment: datetime, earlier: _Earlier) -> Comparison:
    return compare(earlier.at(moment), later)


def _typed(request: Request, asked: Between, times: Within) -> tuple[Typed, Typed] | str:
    """The date inputs, or the address that has what was typed in its one spelling."""
    names = ("earlier", "later")
    if not any(f"{name}-day" in request.query_params for name in names):
        return of_moment("earlier", asked.earlier), of_moment("later", asked.later)
    first, earlier = typed_moment(
        typed_in(request.query_params, "earlier"), "The earlier date", times
    )
    second, later = typed_moment(typed_in(request.query_params, "later"), "The later date", times)
    if earlier.empty:
        earlier = Typed("earlier", earlier.values, "Enter the earlier date")
    if earlier.error or later.error:
        return earlier, later
    given = (("earlier", first), ("later", second))
    return urlencode([(name, words.machine(moment)) for name, moment in given if moment])


def _rows(request: Request, told: Told, rows: tuple[AnyRow, ...]) -> Markup:
    """As the chronology shows them, at the later moment."""
    site: Site = request.app.state.site
    known = told.compared.later
    return site.part(
        "chronology/timeline.html",
        rows=rows,
        level=3,
        here=frozenset(row.entry for row in rows),
        path=f"/enquiries/{known.enquiry}",
        query=f"?{urlencode({'as_of': words.machine(known.as_of or known.now)})}",
    )
