"""Questions across enquiries, answered from the register, and only with what the reader may see.

The register holds ids, types and times; each line of an answer still passes the clearance for its
enquiry, so a page may be shorter than its limit while there is more to come.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Final, Generic, TypeVar

from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime

from api.context import For, LedgerHere, SignedIn, ViewsHere
from api.problems import responses
from domain.duties import Gravity
from ledger.ledger import NotFound
from ledger.register.answers import (
    CountersignatureLine,
    DecisionLine,
    DutyLine,
    EnquiryLine,
    NameLine,
)
from ledger.register.facts import DecisionKind
from ledger.register.page import Page
from ledger.register.register import Register
from ledger.views import NoProcedure
from projections.stage import StageName

router = APIRouter(prefix="/api", tags=["across enquiries"], responses=responses(400, 401, 422))

MAX_LIMIT: Final = 100
"""Lines of a page: each opens its enquiry once to see whether the reader may see it."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PageOut(Generic[T]):
    """Lines, and what to ask for the next ones with as `after`; null: there are none."""

    items: tuple[T, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks the register for what, from where on."""

    session: SignedIn
    views: ViewsHere
    ledger: LedgerHere
    purpose: For = "casework"
    after: Annotated[str | None, Query(max_length=400)] = None
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = 25

    @property
    def register(self) -> Register:
        """The register, up to date."""
        self.ledger.register.catch_up()
        return self.ledger.register

    def shown(self, page: Page[T], place: Callable[[T], tuple[str, int]]) -> PageOut[T]:
        """The lines whose entries the reader may see; `place` gives stream and seq (0: none)."""
        return PageOut(tuple(self._visible(page, place)), page.next)

    def _visible(self, page: Page[T], place: Callable[[T], tuple[str, int]]) -> Iterator[T]:
        for line in page.items:
            stream, seq = place(line)
            try:
                reading = self.views.reading(stream, self.session.practitioner, self.purpose)
            except (NotFound, NoProcedure):
                continue
            if seq == 0 or not reading.withholds(reading.enquiry.entry(seq)):
                yield line


Here = Annotated[Asking, Depends()]


@router.get("/enquiries")
def get_enquiries(here: Here, state: StageName | None = None) -> PageOut[EnquiryLine]:
    """The enquiries that you may see, the oldest first."""
    page = here.register.enquiries(state=state, after=here.after, limit=here.limit)
    return here.shown(page, lambda line: (line.stream, 0))


@router.get("/enquiries/mine")
def get_my_enquiries(here: Here, state: StageName | None = None) -> PageOut[EnquiryLine]:
    """The enquiries in which you take part."""
    mine = here.session.practitioner
    page = here.register.enquiries(
        state=state, participant=mine, after=here.after, limit=here.limit
    )
    return here.shown(page, lambda line: (line.stream, 0))


@router.get("/decisions")
def get_decisions(
    here: Here,
    practitioner: Annotated[str | None, Query(max_length=64)] = None,
    role: Annotated[str | None, Query(max_length=64)] = None,
    kind: DecisionKind | None = None,
    since: AwareDatetime | None = None,
    until: AwareDatetime | None = None,
) -> PageOut[DecisionLine]:
    """Decisions by person, role, kind and period."""
    page = here.register.decisions(
        practitioner=practitioner,
        role=role,
        kind=kind,
        since=since,
        until=until,
        after=here.after,
        limit=here.limit,
    )
    return here.shown(page, lambda line: (line.stream, line.seq))


@router.get("/countersignatures/waiting")
def get_waiting(
    here: Here, role: Annotated[str, Query(min_length=1, max_length=64)]
) -> PageOut[CountersignatureLine]:
    """Countersignatures that wait for a capacity, those needed longest first."""
    page = here.register.waiting_for(role, after=here.after, limit=here.limit)
    return here.shown(page, lambda line: (line.stream, line.seq))


@router.get("/duties/running-out")
def get_running_out(
    here: Here, before: AwareDatetime, gravity: Gravity | None = None
) -> PageOut[DutyLine]:
    """Unmet duties due before a time, overdue ones among them, the most pressing first."""
    page = here.register.running_out(before, gravity=gravity, after=here.after, limit=here.limit)
    return here.shown(page, lambda line: (line.stream, line.seq))


@router.get("/people")
def find_people(
    here: Here, name: Annotated[str, Query(min_length=1, max_length=200)]
) -> PageOut[NameLine]:
    """People of enquiries who are or were called by every word of `name`."""
    page = here.register.find(name, after=here.after, limit=here.limit)
    return here.shown(page, lambda line: (line.stream, line.person))
