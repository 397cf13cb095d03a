"""An enquiry, as its reader may see it: now, or as it was known at any past moment."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from api.context import UUID, ZONED, Cut, For, LedgerHere, SignedIn, Time, ViewsHere, past
from api.etags import TAGGED, Match, tagged
from api.problems import BadRequest, responses
from api.strict import StrictRoute
from domain.events import BY_NAME
from domain.values import Instant
from ledger.ledger import NotFound
from ledger.reading.disclosing import handed_to
from ledger.views import AsOf
from projections.case_view import CaseView, case_view
from projections.chronology import Chronology, Order, Wanted, chronology
from projections.comparison import Comparison, compare
from projections.countersignatures import Countersignatures, countersignatures
from projections.decisions import Decisions, decisions
from projections.duties import Duties, duties
from projections.reading import Reading

router = APIRouter(
    prefix="/api/enquiries/{enquiry}",
    tags=["enquiries"],
    route_class=StrictRoute,
    responses=responses(400, 401, 403, 404, 409, 422),
)

Enquiry = Annotated[str, Path(pattern=UUID, description="The enquiry's id.")]
LocalId = Annotated[
    str | None,
    Query(
        pattern="^[a-z][a-z0-9_-]{0,31}$", description="Only what names this person: a local id."
    ),
]
EventName = Annotated[str, StringConstraints(pattern="^[A-Z][A-Za-z0-9]{1,63}$")]


def the_reading(
    enquiry: Enquiry, session: SignedIn, views: ViewsHere, cut: Cut, purpose: For = "casework"
) -> Reading:
    """The enquiry, cut and cleared for whoever asks."""
    return views.reading(enquiry, session.practitioner, purpose, cut)


Here = Annotated[Reading, Depends(the_reading)]


def the_wanted(
    order: Annotated[
        Order, Query(description="By when it happened, or when it was recorded.")
    ] = "happened",
    person: LocalId = None,
    event: Annotated[
        list[EventName] | None,
        Query(max_length=50, description="Only these events, such as `ChildSeen`."),
    ] = None,
    agency: Annotated[
        str | None, Query(min_length=1, max_length=400, description="Only this agency's.")
    ] = None,
    first: Annotated[Instant | None, Query(description=f"From this time on, {ZONED}")] = None,
    last: Annotated[Instant | None, Query(description=f"Until this time, {ZONED}")] = None,
) -> Wanted:
    """Which rows of the chronology."""
    if not BY_NAME.keys() >= set(event or ()):
        raise BadRequest("event: not an event that this ledger knows", field="event")
    return Wanted(order, person, frozenset(event or ()), agency, first, last)


@router.get("/case", response_model=CaseView, responses=TAGGED)
def get_case(reading: Here, views: ViewsHere, match: Match = None) -> Response:
    """The case at a glance: who, where the enquiry stands, what was decided, what is open."""
    return tagged(views.get(case_view, reading), match)


@router.get("/chronology", response_model=Chronology, responses=TAGGED)
def get_chronology(
    reading: Here,
    views: ViewsHere,
    wanted: Annotated[Wanted, Depends(the_wanted)],
    match: Match = None,
) -> Response:
    """What happened, in order, in the words that were signed."""
    return tagged(views.get(chronology, reading, wanted), match)


@router.get("/countersignatures", response_model=Countersignatures, responses=TAGGED)
def get_countersignatures(reading: Here, views: ViewsHere, match: Match = None) -> Response:
    """Outstanding by capacity, given, returned, void by correction."""
    return tagged(views.get(countersignatures, reading), match)


@router.get("/duties", response_model=Duties, responses=TAGGED)
def get_duties(reading: Here, views: ViewsHere, match: Match = None) -> Response:
    """What the procedure asks, how it stands, and what was found."""
    return tagged(views.get(duties, reading), match)


@router.get("/decisions", response_model=Decisions, responses=TAGGED)
def get_decisions(reading: Here, views: ViewsHere, match: Match = None) -> Response:
    """Who decided what, when, and on what information."""
    return tagged(views.get(decisions, reading), match)


def the_two(ledger: LedgerHere, earlier: Time, later: Time) -> tuple[AsOf, AsOf]:
    """The two moments to compare."""
    if later < earlier:
        raise BadRequest("later: before earlier", field="later")
    return AsOf(past(ledger, "earlier", earlier)), AsOf(past(ledger, "later", later))


@router.get("/comparison", response_model=Comparison, responses=TAGGED)
def get_comparison(
    enquiry: Enquiry,
    session: SignedIn,
    views: ViewsHere,
    moments: Annotated[tuple[AsOf, AsOf], Depends(the_two)],
    purpose: For = "casework",
    match: Match = None,
) -> Response:
    """What was recorded or replaced between two moments."""
    earlier, later = (
        views.reading(enquiry, session.practitioner, purpose, moment) for moment in moments
    )
    return tagged(compare(earlier, later), match)


class Jose(Response):
    """A JWS in its compact form (RFC 7515, section 9.2.1)."""

    media_type = "application/jose"


class SignedEntry(BaseModel):
    """One entry exactly as it was signed."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    stream: str
    seq: int
    digest: str
    jws: str
    disclosures: tuple[str, ...]
    """The disclosures of what you may see of it."""
    withheld: int
    """Digests in what you are given whose disclosures you are not; 0: you have all of it."""
    receipt: str
    """C2SP tlog-proof at the newest size of the log."""


@router.get("/entries/{seq}")
def get_entry(
    reading: Here,
    ledger: LedgerHere,
    seq: Annotated[int, Path(ge=1, le=2**31, description="The entry's number.")],
) -> SignedEntry:
    """The signed bytes of an entry with its receipt, for whoever wants to verify it."""
    if seq > reading.enquiry.version:
        raise NotFound(f"seq: the enquiry has no entry {seq}", field="seq")
    entry = reading.enquiry.entry(seq)
    if reading.withholds(entry):
        raise NotFound(f"seq: the enquiry has no entry {seq} that you may see", field="seq")
    signed = ledger.reads.history.signed(entry.stream, seq)
    handed = handed_to(signed, entry, reading.sources(entry), reading.clearance)
    return SignedEntry(
        stream=entry.stream,
        seq=seq,
        digest=entry.digest,
        jws=signed.jws.decode("ascii"),
        disclosures=handed.disclosures,
        withheld=handed.gaps,
        receipt=ledger.receipt(entry.stream, seq).decode("utf-8"),
    )


@router.get(
    "/head",
    response_class=Jose,
    responses={200: {"content": {"application/jose": {"schema": {"type": "string"}}}}},
)
def get_head(reading: Here, ledger: LedgerHere) -> Response:
    """Where the enquiry ends, or ended, signed by the ledger (docs/FORMAT.md, chapter 6)."""
    moment, size = reading.cut.as_of, reading.cut.size
    at = size if moment is None else ledger.reads.size_at(moment)
    return Jose(ledger.store.log.head_statement(reading.enquiry.id, at))
