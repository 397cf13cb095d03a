"""Putting documents beside the record: send files, say what each is, sign for them.

A file is sealed as it arrives and waits a day for the entry that deposits it; meanwhile a draft of
that entry holds what was said of it.
"""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.context import Id
from api.forms.asked import Answers
from api.forms.beginning import begun
from api.forms.form import FieldError
from api.pages.case_frame import framed
from api.pages.checking import drafted_for
from api.pages.documents import FORMS, size_words
from api.pages.opened import Desk, DeskHere, Opened, PostedHere, opened
from api.pages.stated import stated
from api.uploads import FileInForm, parts_of
from api.web.site import page
from domain.events.documents import Document, DocumentDeposited
from ledger.depositing import deposit
from ledger.documents import MediaRefused, UnknownDocument
from ledger.documents.incoming import DocumentTooLong
from ledger.documents.media import KINDS
from ledger.saved import NoDraft, SavedDraft
from projections.reading import Reading

router = APIRouter(
    prefix="/enquiries/{enquiry}", include_in_schema=False, default_response_class=HTMLResponse
)

MOST: Final = 50
"""Files that are described on one page; more are sent in turn."""
Drafts = Annotated[list[Id], Query(alias="draft", min_length=1, max_length=MOST)]
_EVENT: Final = DocumentDeposited.__name__
_TITLE: Final = 200
_ASKED: Final = {
    "title": "Enter what it is, in 400 characters or fewer",
    "form": "Select what kind of document it is",
}
_EMPTY: Final = "document: this file is empty"


@router.get(f"/record/{_EVENT}")
def get_record(desk: DeskHere) -> RedirectResponse:
    """Whoever looks for it among what can be recorded begins with the file."""
    return RedirectResponse(f"{_path(desk.reading)}/add", 303)


@router.get("/documents/add")
def get_add(request: Request, desk: DeskHere) -> HTMLResponse:
    """Choose files."""
    return _adding(request, desk)


@router.post("/documents/add")
async def post_add(request: Request, desk: DeskHere) -> Response:
    """Take in the one file of a form, where no script sends them one by one."""
    form = FileInForm(request.headers.get("content-type", ""), parts_of(request))
    stream = desk.reading.enquiry.id
    try:
        taken = await run_in_threadpool(deposit, desk.ledger, desk.reader.id, stream, form)
    except (MediaRefused, DocumentTooLong) as refused:
        return _adding(request, desk, 422, _refusal(refused.detail))
    draft = await run_in_threadpool(_begin, desk, taken, form.filename)
    return RedirectResponse(_to(desk, "describe", [draft]), 303)


def _refusal(detail: str) -> str:
    if detail == _EMPTY:
        return "Choose a file that is not empty"
    return f"The file is {detail.removeprefix('document: ')}"


def _adding(
    request: Request, desk: Desk, status: int = 200, error: str | None = None
) -> HTMLResponse:
    context = framed(desk.reading, desk.views, "documents")
    return page(request, "documents/add.html", status, **context, error=error, most=MOST)


@router.post("/documents/added")
def post_added(
    desk: DeskHere,
    document: Annotated[list[Id], Form(min_length=1, max_length=MOST)],
    filename: Annotated[list[str], Form(max_length=MOST)],
) -> RedirectResponse:
    """Begin a draft for each file that a script has sent."""
    stream, documents = desk.reading.enquiry.id, desk.ledger.store.documents
    drafts = [
        _begin(desk, documents.describe(stream, one), name)
        for one, name in zip(document, filename, strict=False)
    ]
    return RedirectResponse(_to(desk, "describe", drafts), 303)


@router.get("/documents/describe")
def get_describe(request: Request, desk: DeskHere, draft: Drafts) -> HTMLResponse:
    """Say what each file is."""
    return _describing(request, desk, [_own(desk, one) for one in draft], {})


@router.post("/documents/describe")
def post_describe(request: Request, desk: DeskHere, draft: Drafts, posted: PostedHere) -> Response:
    """Keep what was said of each; go on to sign once all of it can be recorded, to the other
    questions about one of them, or to sign later.
    """
    drafts = [_said(desk, one, posted.answers) for one in draft]
    what = posted.about.get("_do")
    if what == "later":
        return RedirectResponse("/drafts", 303)
    if what in draft:
        return RedirectResponse(f"/enquiries/{desk.reading.enquiry.id}/drafts/{what}", 303)
    errors = {one.id: _wrong(desk, one) for one in drafts}
    if any(errors.values()):
        return _describing(request, desk, drafts, errors)
    if len(drafts) == 1:
        return RedirectResponse(f"{_opened(desk, drafts[0]).path}/check", 303)
    return RedirectResponse(_to(desk, "check", drafts), 303)


@router.get("/documents/check")
def get_check(request: Request, desk: DeskHere, draft: Drafts) -> HTMLResponse:
    """Every statement that is to be signed, on one page."""
    shown = [_opened(desk, _own(desk, one)) for one in draft]
    statements = [
        (one, words)
        for one in shown
        for words in stated(drafted_for(one, desk.reader, desk.ledger))
    ]
    context = framed(desk.reading, desk.views, "documents")
    return page(request, "documents/check.html", **context, statements=statements)


def _wrong(desk: Desk, draft: SavedDraft) -> tuple[FieldError, ...]:
    """What keeps it from being recorded; a file waits for a day."""
    read = _opened(desk, draft).form.read(draft.answers)
    if read.request is None:
        return read.errors
    try:
        document = Document.model_validate(read.request.data["document"])
        desk.ledger.store.documents.check(draft.stream, document)
    except UnknownDocument:
        words = "This file waited for more than a day and is gone. Add it again"
        return (FieldError("document", words),)
    return ()


def _begin(desk: Desk, document: Document, filename: str) -> SavedDraft:
    form = opened(_EVENT, desk, {}).form
    title = PurePosixPath(filename.replace("\\", "/")).stem.replace("_", " ")[:_TITLE]
    answers = begun(form, {}) | {"occurred": ["now"]}
    answers |= form.fill({"document": document.model_dump(), "title": title})
    return desk.ledger.saved.begin(form.stream, desk.reader.id, _EVENT, form.settle(answers))


def _said(desk: Desk, name: str, said: Answers) -> SavedDraft:
    draft = _own(desk, name)
    given = {
        part: [*said[f"{name}.{part}"]] for part in ("form", "title") if f"{name}.{part}" in said
    }
    return desk.ledger.saved.save(name, desk.reader.id, {**draft.answers, **given}, draft.version)


def _own(desk: Desk, name: str) -> SavedDraft:
    """A draft of a deposit in this enquiry.

    Raises:
        NoDraft: there is none that the reader may see, or it was signed already.
    """
    draft = desk.ledger.saved.get(name, desk.reader.id)
    ours = draft.stream == desk.reading.enquiry.id and draft.event == _EVENT
    if not ours or draft.is_closed:
        raise NoDraft("draft: there is none of this id that is still to be signed", field="draft")
    return draft


def _opened(desk: Desk, draft: SavedDraft) -> Opened:
    return opened(draft.event, desk, draft.answers).with_(draft=draft)


def _describing(
    request: Request,
    desk: Desk,
    drafts: list[SavedDraft],
    errors: Mapping[str, tuple[FieldError, ...]],
) -> HTMLResponse:
    said = {
        draft: {one.name: _ASKED.get(one.name, one.message) for one in reversed(found)}
        for draft, found in errors.items()
    }
    return page(
        request,
        "documents/describe.html",
        422 if any(errors.values()) else 200,
        **framed(desk.reading, desk.views, "documents"),
        drafts=drafts,
        errors=said,
        forms=FORMS,
        kinds=KINDS,
        size_words=size_words,
    )


def _to(desk: Desk, step: str, drafts: list[SavedDraft]) -> str:
    query = urlencode([("draft", one.id) for one in drafts])
    return f"{_path(desk.reading)}/{step}?{query}"


def _path(reading: Reading) -> str:
    return f"/enquiries/{reading.enquiry.id}/documents"
