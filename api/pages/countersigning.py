"""Countersigning: what waits, the longest first; one record with everything said of it; the choice.

The choice becomes a draft like any other, so what is signed is composed, shown and signed on the
device as every entry is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Form, Path, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.context import LedgerHere, ViewsHere
from api.pages.asked_of import KINDS as ASKED
from api.pages.asked_of import asked_of
from api.pages.case_frame import framed
from api.pages.choice_kept import (
    RETURN,
    Choice,
    choice_in,
    keep,
    kept_for,
    written_meanwhile,
)
from api.pages.desk import Desk
from api.pages.draft_overtaken import Overtaken, overtaken
from api.pages.opened import Desk as RecordingDesk
from api.pages.opened import the_desk
from api.pages.signing_off import signed_off
from api.pages.task_words import KINDS
from api.web.across import AcrossHere
from api.web.context import CaseHere, ReaderHere
from api.web.site import page
from domain.entry import Entry
from ledger.ledger import NotFound
from ledger.saved import SavedDraft
from projections.offering import Offers, offers
from projections.reading import Reading

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

LINES: Final = 25
"""Lines of a page of the queue: each opens its enquiry for the name of the child."""
HINTS: Final = {
    "co_decide": "You took this decision together with whoever recorded it.",
    "countersign": "You have read the record and answer for it as a manager.",
    "authorise": "The decision takes effect with your authority.",
    "confirm_words": "What is recorded as your words is what you said or wrote.",
    "acknowledge": "You have received and read it. It does not say that you agree.",
}
"""What each kind means for whoever chooses it."""

Seq = Annotated[int, Path(ge=1, le=2**31)]


@router.get("/countersign")
def get_queue(
    request: Request,
    reader: ReaderHere,
    ledger: LedgerHere,
    views: AcrossHere,
    acting: Annotated[str | None, Query(alias="as", max_length=100)] = None,
    first: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> HTMLResponse:
    """What waits for the reader's countersignature, in all their capacities or in one."""
    held = next((one for one in reader.capacities if one.id == acting), None)
    role = held.role if held else None
    work = request.app.state.counts.work(reader)
    desk = Desk(views, reader, ledger, role)
    found = work.lines("countersign", role, first, LINES)
    return page(
        request,
        "work/queue.html",
        acting=held.id if held else None,
        by_capacity=tuple(
            (one, work.many("countersign", one.role), work.since("countersign", one.role))
            for one in reader.capacities
        ),
        lines=tuple(desk.tasks(found)),
        many=work.many("countersign", role),
        first=first,
        long=LINES,
        at=work.now,
        missing=views.missing,
    )


@router.get("/countersign/next")
def get_next(
    request: Request, reader: ReaderHere, ledger: LedgerHere, views: AcrossHere
) -> Response:
    """The record that has waited longest and can be read, or the queue if none is left."""
    found = request.app.state.counts.work(reader).lines("countersign", limit=LINES)
    first = next(Desk(views, reader, ledger).tasks(found), None)
    return RedirectResponse(first.href if first else "/countersign", 303)


@dataclass(frozen=True)
class Here:
    """An entry of an enquiry, and who is to decide about it."""

    request: Request
    reading: CaseHere
    reader: ReaderHere
    ledger: LedgerHere
    views: ViewsHere
    seq: Seq

    @cached_property
    def may(self) -> Offers:
        """What the reader may do.

        Raises:
            NotFound: there is no such entry, or it is withheld whole.
        """
        return offers(_entry(self.reading, self.seq), self.reader.person, self.reading)

    @property
    def desk(self) -> RecordingDesk:
        """Where the choice is kept."""
        return the_desk(self.reading, self.reader, self.ledger, self.views)


EntryHere = Annotated[Here, Depends()]


@router.get("/enquiries/{enquiry}/entries/{seq}/countersign")
def get_record(here: EntryHere) -> HTMLResponse:
    """One record, exactly as it was signed, and what the reader may do about it."""
    kept = kept_for(here.seq, here.desk)
    chosen = choice_in(kept)
    done = overtaken(kept, here.reading, here.reader.id) if kept else None
    if done:
        chosen = replace(chosen, kind="", at=None)
    return _record(here, chosen, kept=kept, done=done)


@router.post("/enquiries/{enquiry}/entries/{seq}/countersign")
def post_record(
    here: EntryHere,
    kind: Annotated[str, Form(max_length=50)] = "",
    comment: Annotated[str, Form(max_length=20_000)] = "",
    capacity: Annotated[str, Form(max_length=100)] = "",
    seen: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Keep what was chosen as a draft, and go on to check and sign it."""
    chosen = Choice(kind, comment.strip(), capacity, seen)
    kept = choice_in(kept_for(here.seq, here.desk))
    errors = (*_wrong(chosen, here.may), *written_meanwhile(chosen, kept))
    if errors:
        return _record(here, replace(chosen, seen=kept.seen, errors=errors), 422)
    acting = capacity or next(iter(_capacities(chosen, here.may)), "")
    draft = keep(replace(chosen, capacity=acting), here.seq, here.desk)
    return RedirectResponse(f"/enquiries/{here.reading.enquiry.id}/drafts/{draft}/check", 303)


def _record(
    here: Here,
    chosen: Choice,
    status: int = 200,
    kept: SavedDraft | None = None,
    done: Overtaken | None = None,
) -> HTMLResponse:
    return page(
        here.request,
        "work/countersign.html",
        status,
        may=here.may,
        model=here.views.get(signed_off, here.reading, here.seq),
        **framed(here.reading, here.views),
        seq=here.seq,
        chosen=chosen,
        kept=kept,
        done=done,
        errors=dict(chosen.errors),
        items=_items(here.may),
        capacities=_acting(here.may),
        asked_of=asked_of,
        given_as={kind: given for kind, (_, given) in ASKED.items()},
        own=here.reading.enquiry.entry(here.seq).author == here.reader.id,
    )


def _items(may: Offers) -> list[dict[str, object]]:
    """The radios of what may be signed; what the entry does not ask for comes last."""
    return [
        {
            "value": one.kind,
            "text": KINDS[one.kind] if one.needed else f"{KINDS[one.kind]} (not asked for)",
            "hint": {"text": HINTS[one.kind]},
        }
        for one in may.kinds
    ]


def _acting(may: Offers) -> list[dict[str, str]]:
    """The radios of what the reader may act as."""
    held = {one.id: one for offer in may.kinds for one in offer.capacities}
    return [{"value": one.id, "text": f"{one.title}, {one.agency}"} for one in held.values()]


def _entry(reading: Reading, seq: int) -> Entry:
    """An entry that the reader sees at least in part.

    Raises:
        NotFound: there is none, or it is withheld whole.
    """
    known = seq <= reading.enquiry.version
    if not known or reading.withholds(reading.enquiry.entry(seq)):
        raise NotFound("entry: there is no such entry, or none that you may see", field="entry")
    return reading.enquiry.entry(seq)


def _wrong(chosen: Choice, may: Offers) -> Iterator[tuple[str, str]]:
    """What is wrong with a choice; of what is not offered, that it is not."""
    capacities = _capacities(chosen, may)
    if chosen.kind == RETURN and may.returns:
        if not chosen.comment:
            yield "comment", "Enter what is missing or wrong"
    elif not any(one.kind == chosen.kind for one in may.kinds):
        yield "kind", "Select whether you countersign this or return it"
    if len(capacities) > 1 and chosen.capacity not in capacities:
        yield "capacity", "Select what you act as"


def _capacities(chosen: Choice, may: Offers) -> tuple[str, ...]:
    """The capacities in which that may be done."""
    return tuple(
        dict.fromkeys(
            held.id
            for one in may.kinds
            if chosen.kind in {one.kind, RETURN}
            for held in one.capacities
        )
    )
