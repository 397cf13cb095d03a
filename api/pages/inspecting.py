"""Decisions across enquiries: asked by period, kind and decider, sampled, and downloaded."""

from dataclasses import dataclass, replace
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse, StreamingResponse

from api.context import LedgerHere
from api.pages.inspecting_asked import AGENCIES, KINDS, MAX_SAMPLE, Asked, typing_in
from api.web.across import AcrossHere
from api.web.context import ReaderHere
from api.web.site import HEADERS, page
from ledger.across.lines import Reader
from ledger.inspecting import (
    Decided,
    Described,
    Describing,
    Inspecting,
    Population,
    TooMany,
    roles_in_force,
    sample,
)
from ledger.inspecting.population import MAX_ENQUIRIES
from ledger.inspecting.table import COLUMNS, Origin, lines
from ledger.ledger import Ledger

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

PAGE: Final = 25
"""Decisions of a page."""
_TOO_MANY: Final = (
    f"There are more than {MAX_ENQUIRIES:,} enquiries to look through; enter a shorter period"
)
_CSV: Final = "text/csv; charset=utf-8; header=present"


def the_asking(reader: ReaderHere, views: AcrossHere) -> Reader:
    """Who asks, and why."""
    return Reader(views, reader.id, reader.purpose)


Asking = Annotated[Reader, Depends(the_asking)]
AskedHere = Annotated[Asked, Depends()]


@dataclass(frozen=True, slots=True)
class Found:
    """A population, and what of it is shown."""

    population: Population
    shown: tuple[Decided, ...]
    asked: Asked
    root: str
    """The root of the log at that size, in hex: the seed that nobody chose."""

    @property
    def drawn(self) -> bool:
        """Whether it is a sample that is shown."""
        return self.asked.sample is not None


@router.get("/decisions")
def get_decisions(
    request: Request, asked: AskedHere, asking: Asking, ledger: LedgerHere, views: AcrossHere
) -> Response:
    """Decisions that the reader may see, a page of them or a sample."""
    typing = typing_in(request, asked)
    if typing.fresh and not typing.errors:
        return RedirectResponse(f"/decisions{typing.asked.query(first=0)}", 303)
    errors = typing.errors
    found = None
    try:
        found = None if errors else _found(request, asked, asking, ledger)
    except TooMany:
        errors = [{"text": _TOO_MANY, "href": "#since-day"}]
    if found and found.asked != asked:
        return RedirectResponse(f"/decisions{found.asked.query()}", 303)
    return page(
        request,
        "decisions/across.html",
        422 if errors else 200,
        asked=found.asked if found else asked,
        typing=typing,
        errors=errors,
        found=found,
        lines=_described(found, asking, ledger) if found else (),
        missing=views.missing,
        **_choices(ledger),
    )


@router.get("/decisions.csv")
def get_table(
    request: Request, asked: AskedHere, asking: Asking, ledger: LedgerHere, views: AcrossHere
) -> StreamingResponse:
    """All decisions asked for, or the sample, as a file that says itself what it lacks."""
    found = _found(request, asked, asking, ledger)
    decided = found.shown if found.drawn else found.population.decided
    size = found.population.size
    name, demonstration, missing = ledger.genesis.name, ledger.genesis.demonstration, views.missing
    origin = Origin(name, demonstration, size, asked.seed or None, missing)
    mark = "demonstration-" if demonstration else ""
    lacks = f"-without-{missing}-unreadable" if missing else ""
    file = f"{mark}{'sample' if found.drawn else 'decisions'}-{size}{lacks}.csv"
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{file}"'}
    table = lines(Describing(ledger, asking, size).all(decided), origin)
    content = (line.encode() for line in table)
    return StreamingResponse(content, media_type=_CSV, headers=headers)


def _found(request: Request, asked: Asked, asking: Reader, ledger: Ledger) -> Found:
    """What is asked for; a sample without seed or size gets those of the log as it now is."""
    inspecting: Inspecting = request.app.state.inspecting
    population = inspecting.population(asking, asked.which, asked.size)
    root = ledger.store.log.root_at(population.size).hex()
    if asked.sample is None:
        shown = population.decided[asked.first : asked.first + PAGE]
        return Found(population, shown, asked, root)
    settled = replace(asked, size=population.size, seed=asked.seed or root)
    drawn = sample(population.decided, settled.seed, asked.sample)
    return Found(population, tuple(one.decided for one in drawn), settled, root)


def _described(found: Found, asking: Reader, ledger: Ledger) -> tuple[Described, ...]:
    return tuple(Describing(ledger, asking, found.population.size).all(found.shown))


def _choices(ledger: Ledger) -> dict[str, Any]:
    roles = roles_in_force(ledger)
    titled = sorted(((role.title, id_) for id_, role in roles.items()), key=lambda one: one[0])
    return {
        "kinds": KINDS,
        "agencies": AGENCIES,
        "roles": [(id_, title) for title, id_ in titled],
        "columns": COLUMNS,
        "page_length": PAGE,
        "most": MAX_SAMPLE,
    }
