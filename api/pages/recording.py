"""Recording: find what to record, fill in its form, and come back to it."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from api.context import LedgerHere, ViewsHere
from api.forms.asked import id_of
from api.forms.catalogue import by_chapter, matching, often
from api.pages.case_frame import framed
from api.pages.desk import Desk
from api.pages.draft_overtaken import overtaken
from api.pages.needed import needed
from api.pages.opened import (
    BegunHere,
    DraftHere,
    NewHere,
    Opened,
    Posted,
    PostedHere,
    saved_again,
)
from api.problems import NotAllowed, answer_to
from api.web import words
from api.web.context import CaseHere, ReaderHere
from api.web.site import page
from ledger.errors import Problem
from ledger.saved import DraftChanged
from ledger.views import Views

router = APIRouter(
    prefix="/enquiries/{enquiry}",
    include_in_schema=False,
    default_response_class=HTMLResponse,
)


@router.get("/record")
def get_find(
    request: Request,
    reading: CaseHere,
    reader: ReaderHere,
    views: ViewsHere,
    ledger: LedgerHere,
    q: Annotated[str, Query(max_length=200)] = "",
) -> HTMLResponse:
    """What can be recorded: by typing, by chapter, and what the enquiry needs next."""
    if reader.is_inspector:
        raise NotAllowed("capacity: inspectors read and record nothing", field="capacity")
    return page(
        request,
        "record/find.html",
        **framed(reading, views),
        q=q,
        found=matching(q) if q.strip() else (),
        often=often(reader.roles),
        chapters=tuple(by_chapter()),
        needs=views.get(needed, reading),
        drafts=tuple(Desk(views, reader, ledger).drafts_in(reading.enquiry.id)),
        profile=reading.profile,
    )


@router.get("/record/{event}")
def get_new(request: Request, new: NewHere, views: ViewsHere) -> HTMLResponse:
    """The form of an event."""
    return form_page(request, new, views)


@router.post("/record/{event}")
def post_new(request: Request, begun: BegunHere, posted: PostedHere, views: ViewsHere) -> Response:
    """Keep what was filled in as a draft, whatever is still wrong with it."""
    return _after(request, begun, posted, views)


@router.get("/drafts/{draft}")
def get_draft(request: Request, here: DraftHere, reader: ReaderHere, views: ViewsHere) -> Response:
    """The form of a draft, as it was left; of one that is done already, its answers."""
    if here.draft and here.draft.entry:
        return RedirectResponse(f"{here.path}/done", 303)
    found = overtaken(here.draft, here.reading, reader.id) if here.draft else None
    if found and found.settled:
        return RedirectResponse(f"{here.path}/check", 303)
    return form_page(request, here, views, since=found)


@router.post("/drafts/{draft}")
def post_draft(
    request: Request,
    here: DraftHere,
    posted: PostedHere,
    reader: ReaderHere,
    ledger: LedgerHere,
    views: ViewsHere,
) -> Response:
    """Keep what was filled in."""
    try:
        saved = saved_again(here, posted, reader, ledger)
    except DraftChanged as changed:
        theirs = here.with_(draft=changed.draft, answers=changed.draft.answers)
        return form_page(request, theirs, views, 409, changed=changed)
    return _after(request, saved, posted, views)


@router.post("/record/{event}/keep")
def keep_new(begun: BegunHere) -> JSONResponse:
    """As `post_new`, for the page to do by itself every few seconds."""
    return _kept(begun)


@router.post("/drafts/{draft}/keep")
def keep_draft(
    here: DraftHere, posted: PostedHere, reader: ReaderHere, ledger: LedgerHere
) -> Response:
    """As `post_draft`, for the page to do by itself."""
    try:
        return _kept(saved_again(here, posted, reader, ledger))
    except Problem as problem:
        return answer_to(problem)


def _kept(saved: Opened) -> JSONResponse:
    draft = saved.draft
    if draft is None:
        raise ValueError("draft: none was saved")
    told = {"path": saved.path, "version": draft.version, "words": words.instant(draft.saved)}
    return JSONResponse(told, headers={"Cache-Control": "no-store"})


def _after(request: Request, saved: Opened, posted: Posted, views: Views) -> Response:
    """Where a button leads once everything is kept."""
    if "_add" in posted.about or "_remove" in posted.about:
        return RedirectResponse(f"{saved.path}#{_place(saved, posted)}", 303)
    if posted.about.get("_do") == "later":
        return RedirectResponse("/drafts", 303)
    errors = saved.form.read(saved.answers).errors
    if errors:
        return form_page(request, saved.with_(errors=errors), views, 422)
    return RedirectResponse(f"{saved.path}/check", 303)


def _place(saved: Opened, posted: Posted) -> str:
    """The id of the item that was added, or of the list from which one was taken."""
    if "_add" not in posted.about:
        return id_of(posted.about["_remove"].rpartition(".")[0])
    name = posted.about["_add"]
    count = next(iter(saved.answers.get(name, ())), "1")
    return id_of(f"{name}.{int(count) - 1}.item" if count.isdecimal() else name)


def form_page(
    request: Request, shown: Opened, views: Views, status: int = 200, **more: Any
) -> HTMLResponse:
    """The form with what was answered, and what is wrong with it."""
    known = {error.name: error.message for error in reversed(shown.errors)}
    return page(
        request,
        "record/form.html",
        status,
        **framed(shown.reading, views),
        opened=shown,
        sections=shown.form.show(shown.answers, known),
        may=shown.may,
        **{"changed": None, "since": None, **more},
    )
