"""The evidence of one entry: who signed what, where it stands in the log, and what that shows."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse

from api.context import LedgerHere, ViewsHere
from api.pages.case_frame import framed
from api.pages.evidence_model import digest_only, place_of, proof_of, referred
from api.web.context import CaseHere
from api.web.site import page
from domain.disposed import is_disposed
from domain.entry import Entry
from ledger.ledger import NotFound
from ledger.views import Views
from projections.chronology import Wanted, chronology
from projections.countersignatures import Outstanding, countersignatures
from projections.reading import Reading
from projections.rows import AnyRow

router = APIRouter(
    prefix="/enquiries/{enquiry}",
    include_in_schema=False,
    default_response_class=HTMLResponse,
)


@router.get("/entries/{seq}")
def get_entry(
    request: Request,
    reading: CaseHere,
    views: ViewsHere,
    ledger: LedgerHere,
    seq: Annotated[int, Path(ge=1, le=2**31)],
) -> HTMLResponse:
    """One entry as it was signed. Of one that is withheld whole, that it has its place."""
    entry = _entry(reading, seq)
    place = place_of(ledger, entry)
    proof = proof_of(ledger, reading, entry, place)
    return page(
        request,
        "evidence/entry.html",
        **framed(reading, views),
        entry=entry,
        row=_row(entry, reading, views),
        place=place,
        proof=proof,
        disposed=is_disposed(entry),
        for_browser=proof.for_browser if proof else digest_only(ledger, entry, place),
        **(_beside(entry, reading, views) if proof else {}),
    )


def _entry(reading: Reading, seq: int) -> Entry:
    if seq > reading.enquiry.version:
        raise NotFound(f"seq: the enquiry has no entry {seq}", field="seq")
    return reading.enquiry.entry(seq)


def _row(entry: Entry, reading: Reading, views: Views) -> AnyRow:
    """The entry as the chronology tells it, so that both say the same."""
    rows = views.get(chronology, reading, Wanted(order="recorded")).rows
    return next(row for row in rows if row.entry == entry.seq)


def _beside(entry: Entry, reading: Reading, views: Views) -> dict[str, Any]:
    seen = views.get(countersignatures, reading)
    waiting: list[Outstanding] = [one for one in seen.outstanding if one.entry.entry == entry.seq]
    hidden = sorted(reading.hidden.get(entry.seq, ()))
    return {"refers": referred(entry, reading), "waiting": waiting, "hidden": hidden}
