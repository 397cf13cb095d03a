"""An enquiry, as its reader may see it: now, or as it was known at any past moment."""

import hashlib
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Query, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict

from api.context import Cut, For, LedgerHere, SignedIn, ViewsHere
from api.problems import BadRequest, responses
from ledger.ledger import NotFound
from ledger.views import AsOf
from projections.case_view import CaseView, case_view
from projections.chronology import Chronology, Order, Wanted, chronology
from projections.comparison import Comparison, compare
from projections.countersignatures import Countersignatures, countersignatures
from projections.decisions import Decisions, decisions
from projections.duties import Duties, duties
from projections.reading import Reading

router = APIRouter(
    prefix="/api/enquiries/{enquiry}", tags=["enquiries"], responses=responses(401, 404, 409, 422)
)

Enquiry = Annotated[str, Path(description="The enquiry's id.", max_length=64)]
Match = Annotated[str | None, Header(alias="If-None-Match", max_length=200)]


def the_reading(
    enquiry: Enquiry, session: SignedIn, views: ViewsHere, cut: Cut, purpose: For = "casework"
) -> Reading:
    """The enquiry, cut and cleared for whoever asks."""
    return views.reading(enquiry, session.practitioner, purpose, cut)


Here = Annotated[Reading, Depends(the_reading)]


def the_wanted(
    order: Order = "happened",
    person: Annotated[str | None, Query(max_length=32)] = None,
    event: Annotated[list[str] | None, Query(max_length=50)] = None,
    agency: Annotated[str | None, Query(max_length=400)] = None,
    first: AwareDatetime | None = None,
    last: AwareDatetime | None = None,
) -> Wanted:
    """Which rows of the chronology."""
    return Wanted(order, person, frozenset(event or ()), agency, first, last)


@router.get("/case", response_model=CaseView)
def get_case(reading: Here, views: ViewsHere, match: Match = None) -> Response:
    """The case at a glance: who, where the enquiry stands, what was decided, what is open."""
    return _answer(views.get(case_view, reading), match)


@router.get("/chronology", response_model=Chronology)
def get_chronology(
    reading: Here,
    views: ViewsHere,
    wanted: Annotated[Wanted, Depends(the_wanted)],
    match: Match = None,
) -> Response:
    """What happened, in order, in the words that were signed."""
    return _answer(views.get(chronology, reading, wanted), match)


@router.get("/countersignatures", response_model=Countersignatures)
def get_countersignatures(reading: Here, views: ViewsHere, match: Match = None) -> Response:
    """Outstanding by capacity, given, returned, void by correction."""
    return _answer(views.get(countersignatures, reading), match)


@router.get("/duties", response_model=Duties)
def get_duties(reading: Here, views: ViewsHere, match: Match = None) -> Response:
    """What the procedure asks, how it stands, and what was found."""
    return _answer(views.get(duties, reading), match)


@router.get("/decisions", response_model=Decisions)
def get_decisions(reading: Here, views: ViewsHere, match: Match = None) -> Response:
    """Who decided what, when, and on what information."""
    return _answer(views.get(decisions, reading), match)


@router.get("/comparison", response_model=Comparison)
def get_comparison(
    enquiry: Enquiry,
    session: SignedIn,
    views: ViewsHere,
    earlier: AwareDatetime,
    later: AwareDatetime,
    purpose: For = "casework",
    match: Match = None,
) -> Response:
    """What was recorded or replaced between two moments."""
    if later < earlier:
        raise BadRequest("later: before earlier", field="later")

    def at(moment: datetime) -> Reading:
        return views.reading(enquiry, session.practitioner, purpose, AsOf(moment=moment))

    return _answer(compare(at(earlier), at(later)), match)


class SignedEntry(BaseModel):
    """One entry exactly as it was signed."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    stream: str
    seq: int
    digest: str
    jws: str
    disclosures: tuple[str, ...] | None
    """All its disclosures; null where anything of it is withheld from you."""
    receipt: str
    """C2SP tlog-proof at the newest size of the log."""


@router.get("/entries/{seq}")
def get_entry(
    reading: Here, ledger: LedgerHere, seq: Annotated[int, Path(ge=1, le=2**31)]
) -> SignedEntry:
    """The signed bytes of an entry with its receipt, for whoever wants to verify it."""
    if seq > reading.enquiry.version:
        raise NotFound(f"seq: the enquiry has no entry {seq}", field="seq")
    entry = reading.enquiry.entry(seq)
    if reading.withholds(entry):
        raise NotFound(f"seq: the enquiry has no entry {seq} that you may see", field="seq")
    signed = ledger.reads.history.signed(entry.stream, seq)
    hidden = seq in reading.hidden
    return SignedEntry(
        stream=entry.stream,
        seq=seq,
        digest=entry.digest,
        jws=signed.jws.decode("ascii"),
        disclosures=None if hidden else signed.disclosures,
        receipt=ledger.receipt(entry.stream, seq).decode("utf-8"),
    )


@router.get("/head", response_class=Response)
def get_head(reading: Here, ledger: LedgerHere) -> Response:
    """Where the enquiry ends, signed by the ledger (docs/FORMAT.md, chapter 6)."""
    statement = ledger.store.log.head_statement(reading.enquiry.id)
    return Response(statement, media_type="application/jwt")


def _answer(view: BaseModel, match: str | None) -> Response:
    """The view as JSON, or 304 where the reader holds the same already (RFC 9110, section 13)."""
    body = view.model_dump_json().encode("utf-8")
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    held = {part.strip().removeprefix("W/") for part in (match or "").split(",")}
    if tag in held or "*" in held:
        return Response(status_code=304, headers={"ETag": tag})
    return Response(body, media_type="application/json", headers={"ETag": tag})
