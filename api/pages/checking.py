"""Check your answers: the very words to be signed, and what they change; then the receipt."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from api.context import LedgerHere, ViewsHere
from api.forms.summary import summary
from api.pages.case_frame import framed
from api.pages.choice_kept import chosen_at
from api.pages.draft_overtaken import Overtaken, overtaken
from api.pages.effects import Effects, effects_of
from api.pages.namesakes import unclear
from api.pages.needed import needed
from api.pages.opened import DraftHere, Opened, PostedHere
from api.pages.recording import form_page
from api.pages.stated import stated
from api.problems import answer_to
from api.web.context import ReaderHere
from api.web.reader import Reader
from api.web.site import page
from ledger.draft import Draft, DraftRequest
from ledger.errors import Problem
from ledger.ledger import Ledger, NotFound
from ledger.refusing import NotAdmitted
from ledger.saved import DraftClosed, SavedDraft

router = APIRouter(
    prefix="/enquiries/{enquiry}/drafts/{draft}",
    include_in_schema=False,
    default_response_class=HTMLResponse,
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A name in the words, and whom the ledger takes it for."""

    written: str
    name: str
    meant: bool


@router.get("/check")
def get_check(
    request: Request, here: DraftHere, reader: ReaderHere, ledger: LedgerHere, views: ViewsHere
) -> Response:
    """Everything that was answered, and the statement that it makes."""
    if here.draft and here.draft.is_closed:
        return RedirectResponse(f"{here.path}/done", 303)
    done = settled_in(here, reader)
    read = here.form.read(here.answers)
    if read.request is None and done is None:
        return form_page(request, here.with_(errors=read.errors), views, 422)
    drafted: Draft | None = None
    if here.may and done is None:
        try:
            drafted = drafted_for(here, reader, ledger)
        except NotAdmitted as refused:
            wrong = here.with_(errors=(here.form.placed(refused),))
            return form_page(request, wrong, views, 422)
    sections = here.form.show(here.answers, {})
    return page(
        request,
        "record/check.html",
        **framed(here.reading, views),
        opened=here,
        done=done,
        back=(chosen_at(here.draft) if here.draft else "") or here.path,
        rows=tuple(summary(one for section in sections for one in section.questions)),
        statements=stated(drafted) if drafted else (),
        names=_names(here, drafted),
        recognised=tuple(_recognised(here, drafted)),
        unclear=tuple(unclear(here, drafted)) if drafted else (),
        effects=effects_of(here.reading, drafted) if drafted else Effects(),
    )


@router.post("/check")
def post_check(
    here: DraftHere, posted: PostedHere, reader: ReaderHere, ledger: LedgerHere
) -> Response:
    """Say which names in the words mean nobody of this enquiry."""
    if here.draft is None:
        raise NotFound("draft: there is none", field="draft")
    answers = {name: list(given) for name, given in here.answers.items()}
    answers["unmeant"] = list(posted.answers.get("unmeant", ()))
    ledger.saved.save(here.draft.id, reader.id, answers, posted.seen)
    return RedirectResponse(f"{here.path}/check", 303)


@router.get("/to-sign")
def get_to_sign(here: DraftHere, reader: ReaderHere, ledger: LedgerHere) -> Response:
    """What the device is to sign, as `POST /api/drafts` gives it."""
    try:
        drafted = drafted_for(here, reader, ledger)
    except Problem as problem:
        return answer_to(problem)
    return JSONResponse(drafted.model_dump(mode="json"), headers={"Cache-Control": "no-store"})


@router.post("/done")
def post_done(
    here: DraftHere,
    reader: ReaderHere,
    ledger: LedgerHere,
    entry: Annotated[int, Form(ge=1, le=2**31)],
) -> Response:
    """The draft became this entry."""
    if here.draft is None:
        raise NotFound("draft: there is none", field="draft")
    ledger.saved.finish(here.draft.id, reader.id, entry)
    return RedirectResponse(f"{here.path}/done", 303)


@router.get("/done")
def get_done(request: Request, here: DraftHere, views: ViewsHere) -> Response:
    """That it is recorded, and what comes next.

    Raises:
        NotFound: it is not recorded yet.
    """
    seq = here.draft.entry if here.draft else None
    if seq is None or seq > here.reading.enquiry.version:
        raise NotFound("draft: this has not been signed", field="draft")
    return page(
        request,
        "record/done.html",
        **framed(here.reading, views),
        opened=here,
        entry=here.reading.enquiry.entry(seq),
        needs=views.get(needed, here.reading),
    )


def drafted_for(here: Opened, reader: Reader, ledger: Ledger) -> Draft:
    """What the reader's device is to sign.

    Raises:
        NotAdmitted: something is wrong with the answers, or the ledger refuses them.
        DraftClosed: it was signed meanwhile, as in another tab, or elsewhere, or given up.
    """
    if here.draft and here.draft.is_closed:
        raise DraftClosed(f"draft: this draft was {_closed(here.draft)}", field="draft")
    done = settled_in(here, reader)
    if done:
        raise DraftClosed(f"draft: {done.words} It is entry {done.entry}", field="draft")
    read = here.form.read(here.answers)
    if read.request is None:
        first = read.errors[0]
        raise NotAdmitted(first.message, field=first.name)
    session = reader.session
    return ledger.draft(session.practitioner, session.kid, _lasting(read.request, here))


def settled_in(here: Opened, reader: Reader) -> Overtaken | None:
    """What was recorded elsewhere, where that leaves nothing of the draft to be signed."""
    found = overtaken(here.draft, here.reading, reader.id) if here.draft else None
    return found if found and found.settled else None


def _closed(draft: SavedDraft) -> str:
    """What became of a draft in which nobody writes any more."""
    return f"signed already, as entry {draft.entry}" if draft.entry else "given up"


def _lasting(request: DraftRequest, here: Opened) -> DraftRequest:
    """The same request at every drafting: coming to know does not move with the clock."""
    own = isinstance(request.source, dict) and request.source.get("how") in ("own_act", "present")
    exact = isinstance(request.occurred, str) and "T" in request.occurred
    if request.known or (own and exact) or here.draft is None:
        return request
    known = datetime.fromtimestamp(here.draft.saved, UTC).isoformat()
    return request.model_copy(update={"known": known})


def _recognised(here: Opened, drafted: Draft | None) -> Iterator[Recognised]:
    """The names in the words, and those that were said to mean nobody here."""
    names = {person.id: person.name for person in here.form.offered.persons}
    found: dict[str, str] = {}
    for entry in drafted.entries if drafted else ():
        found |= dict(_mentions(entry.content))
    for written, person in sorted(found.items()):
        yield Recognised(written, names.get(person, written), True)
    for written in here.answers.get("unmeant", ()):
        yield Recognised(written, "nobody of this enquiry", False)


def _mentions(value: Any) -> Iterator[tuple[str, str]]:
    """The people in texts, where they are named within lists of segments."""
    if isinstance(value, list):
        texts = any(isinstance(one, str) for one in value)
        for one in value:
            if texts and isinstance(one, dict) and one.keys() == {"p", "as"}:
                yield one["as"], one["p"]
            else:
                yield from _mentions(one)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _mentions(inner)


def _names(here: Opened, drafted: Draft | None) -> tuple[str, ...]:
    """Of whom the record of each statement is, where there are several."""
    streams = [entry.claims["sub"] for entry in drafted.entries] if drafted else []
    if len(streams) == 1:
        return ("",)
    return tuple(here.form.offered.siblings.get(str(one), "") for one in streams)
