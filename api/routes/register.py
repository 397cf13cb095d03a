"""Questions across enquiries, answered from the register, and only with what the reader may see.

The register holds ids, types and times; each line of an answer still passes the clearance for its
enquiry, so a page may be shorter than its limit while there is more to come.
"""

from dataclasses import dataclass
from typing import Annotated, Final, Generic, TypeVar

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, with_config

from api.context import (
    UUID,
    ZONED,
    For,
    SignedIn,
    Time,
    ViewsHere,
    the_ledger,
)
from api.paging import PAGED, link_next
from api.problems import responses
from api.strict import StrictRoute
from domain.duties import Gravity
from domain.values import Instant
from ledger.across.lines import Line, Reader, Show, called, decision, in_state, waiting_for
from ledger.ledger import Ledger
from ledger.register import Register
from ledger.register.answers import (
    CountersignatureLine,
    DecisionLine,
    DutyLine,
    EnquiryLine,
    NameLine,
)
from ledger.register.facts import DecisionKind, EnquiryState
from ledger.register.page import Page

router = APIRouter(
    prefix="/api",
    tags=["across enquiries"],
    route_class=StrictRoute,
    responses=responses(400, 401, 403, 422),
)

MAX_LIMIT: Final = 100
"""Lines of a page: each opens its enquiry once to see whether the reader may see it."""
Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT, description="Lines of a page at most.")]
State = Annotated[EnquiryState | None, Query(description="Only those that stand there.")]
Cursor = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$", max_length=600)]
After = Annotated[Cursor | None, Query(description="`next` of the page before this.")]
ROLE: Final = r"[a-z][a-z0-9_]{1,47}"

T = TypeVar("T")


@with_config(ConfigDict(use_attribute_docstrings=True))
@dataclass(frozen=True, slots=True)
class PageOut(Generic[T]):
    """A page of lines."""

    items: tuple[T, ...]
    """What you may see of the page: perhaps less than `limit`, or nothing, though more follows."""
    next: str | None
    """Ask for the next page with `after` and this; null: this is the last."""
    unreadable: int
    """How many records cannot be read, because somebody altered them, and are in no list."""


def the_register(ledger: Annotated[Ledger, Depends(the_ledger)]) -> Register:
    """The register, up to date."""
    ledger.register.catch_up()
    return ledger.register


def the_reader(session: SignedIn, views: ViewsHere, purpose: For = "casework") -> Reader:
    """Who asks, and why."""
    return Reader(views, session.practitioner, purpose)


RegisterHere = Annotated[Register, Depends(the_register)]
ReaderHere = Annotated[Reader, Depends(the_reader)]


def paged(reader: Reader, register: Register, page: Page[Line], show: Show[Line]) -> PageOut[Line]:
    """A page, as far as the reader may see it."""
    shown = reader.shown(page.items, show)
    return PageOut(shown, page.next, reader.missing_from(register))


@dataclass(frozen=True, slots=True)
class Asking:
    """For which page somebody asks."""

    request: Request
    response: Response
    reader: ReaderHere
    register: RegisterHere
    after: After = None
    limit: Limit = 25

    def answer(self, page: Page[Line], show: Show[Line]) -> PageOut[Line]:
        """The page, as far as the reader may see it."""
        link_next(self.request, self.response, page.next)
        return paged(self.reader, self.register, page, show)


Here = Annotated[Asking, Depends()]


@router.get("/enquiries", responses=PAGED)
def get_enquiries(here: Here, register: RegisterHere, state: State = None) -> PageOut[EnquiryLine]:
    """The enquiries that you may see, the oldest first."""
    page = register.enquiries(state=state, after=here.after, limit=here.limit)
    return here.answer(page, in_state(state))


@router.get("/enquiries/mine", responses=PAGED)
def get_my_enquiries(
    here: Here, register: RegisterHere, state: State = None
) -> PageOut[EnquiryLine]:
    """The enquiries in which you take part."""
    page = register.enquiries(
        state=state, participant=here.reader.practitioner, after=here.after, limit=here.limit
    )
    return here.answer(page, in_state(state))


@dataclass(frozen=True, slots=True)
class Decided:
    """Which decisions: each part that is given narrows the answer."""

    practitioner: Annotated[
        str | None, Query(pattern=UUID, description="Who decided: an id of the directory.")
    ] = None
    role: Annotated[str | None, Query(pattern=f"^{ROLE}$", description="As what.")] = None
    kind: Annotated[DecisionKind | None, Query(description="What was decided.")] = None
    since: Annotated[Instant | None, Query(description=f"From this time on, {ZONED}")] = None
    until: Annotated[Instant | None, Query(description=f"Before this time, {ZONED}")] = None


@router.get("/decisions", responses=PAGED)
def get_all_decisions(
    here: Here, register: RegisterHere, which: Annotated[Decided, Depends()]
) -> PageOut[DecisionLine]:
    """Decisions by person, role, kind and period (`since` included, `until` not)."""
    page = register.decisions(
        practitioner=which.practitioner,
        role=which.role,
        kind=which.kind,
        since=which.since,
        until=which.until,
        after=here.after,
        limit=here.limit,
    )
    return here.answer(page, decision)


@router.get("/countersignatures/waiting", responses=PAGED)
def get_waiting(
    here: Here,
    register: RegisterHere,
    whom: Annotated[
        str,
        Query(
            pattern=f"^({ROLE}|{UUID[1:-1]})$",
            description="A role; a practitioner, for what only this person can sign; or `anybody`.",
        ),
    ],
) -> PageOut[CountersignatureLine]:
    """Countersignatures that wait for somebody, those needed longest first."""
    page = register.waiting_for(whom, after=here.after, limit=here.limit)
    return here.answer(page, waiting_for(whom))


@router.get("/duties/running-out", responses=PAGED)
def get_running_out(
    here: Here,
    register: RegisterHere,
    before: Time,
    gravity: Annotated[Gravity | None, Query(description="What a breach would be about.")] = None,
) -> PageOut[DutyLine]:
    """Unmet duties due before a time, overdue ones among them, the most pressing first."""
    page = register.running_out(before, gravity=gravity, after=here.after, limit=here.limit)
    return here.answer(page, here.reader.duty)


class Name(BaseModel):
    """A name to look for."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    name: Annotated[str, Field(min_length=1, max_length=200)]
    """One or more whole words of it."""
    after: Cursor | None = None
    """`next` of the page before this."""
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = 25
    """Lines of a page at most."""


@router.post("/people/search", responses=responses(413, 415))
def find_people(name: Name, reader: ReaderHere, register: RegisterHere) -> PageOut[NameLine]:
    """People of enquiries who are or were called by every word of `name`.

    The name travels in the body: addresses are written to the logs of every proxy on the way.
    """
    page = register.find(name.name, after=name.after, limit=name.limit)
    return paged(reader, register, page, called(name.name))
