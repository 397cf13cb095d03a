"""Putting documents beside the record: send files, say what each is, sign for them.

A file is sealed as it arrives and waits a day for the entry that deposits it; meanwhile a draft of
that entry holds what was said of it.
"""

from pathlib import PurePosixPath
from typing import Annotated, Any, Final

from fastapi import APIRouter, Form, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.context import Id, LedgerHere, ViewsHere
from api.forms.beginning import begun
from api.forms.form import FieldError
from api.forms.form import Form as EventForm
from api.forms.here import offered_in
from api.pages.case_frame import framed
from api.pages.checking import drafted_for
from api.pages.documents import FORMS, KINDS, size_words
from api.pages.opened import Opened, opened
from api.uploads import FileInForm, parts_of
from api.web.context import CaseHere, ReaderHere
from api.web.reader import Reader
from api.web.site import page
from domain.events.documents import Document, DocumentDeposited
from ledger.depositing import deposit
from ledger.device import prepare
from ledger.documents import MediaRefused
from ledger.documents.incoming import DocumentTooLong
from ledger.ledger import Ledger
from ledger.saved import NoDraft, SavedDraft
from ledger.views import Views
from projections.reading import Reading

router = APIRouter(
    prefix="/enquiries/{enquiry}",
    include_in_schema=False,
    default_response_class=HTMLResponse,
)

MOST: Final = 50
"""Files that are described on one page; more are sent in turn."""
Drafts = Annotated[list[Id], Query(alias="draft", min_length=1, max_length=MOST)]
_TITLE: Final = 200
_ASKED: Final = {
    "title": "Enter what it is, in 400 characters or fewer",
    "form": "Select what kind of document it is",
}


@router.get("/record/DocumentDeposited")
def get_record(reading: CaseHere) -> RedirectResponse:
    """Whoever looks for it among what can be recorded begins with the file."""
    return RedirectResponse(f"{_path(reading)}/add", 303)


@router.get("/documents/add")
def get_add(request: Request, reading: CaseHere, views: ViewsHere) -> HTMLResponse:
    """Choose files."""
    return _adding(request, reading, views)


@router.post("/documents/add")
async def post_add(
    request: Request, reading: CaseHere, reader: ReaderHere, ledger: LedgerHere, views: ViewsHere
) -> Response:
    """Take in the one file of a form, where no script sends them one by one."""
    form = FileInForm(request.headers.get("content-type", ""), parts_of(request))
    try:
        taken = await run_in_threadpool(deposit, ledger, reader.id, reading.enquiry.id, form)
    except (MediaRefused, DocumentTooLong) as refused:
        words = refused.detail.removeprefix("document: ")
        error = "Choose a file that is not empty" if words == "empty" else _sentence(words)
        return _adding(request, reading, views, 422, error)
    draft = _draft_of(taken, form.filename, reading, reader, ledger)
    return RedirectResponse(f"{_path(reading)}/describe?draft={draft.id}", 303)


def _sentence(words: str) -> str:
    return f"The file is {words}" if not words[:1].isupper() else words


def _adding(
    request: Request, reading: Reading, views: Views, status: int = 200, error: str | None = None
) -> HTMLResponse:
    context = framed(reading, views, "documents")
    return page(request, "documents/add.html", status, **context, error=error, most=MOST)


@router.post("/documents/added")
def post_added(
    reading: CaseHere,
    reader: ReaderHere,
    ledger: LedgerHere,
    document: Annotated[list[Id], Form(min_length=1, max_length=MOST)],
    filename: Annotated[list[str], Form(max_length=MOST)],
) -> RedirectResponse:
    """Begin a draft for each file that a script has sent."""
    named = zip(document, filename, strict=False)
    drafts = [
        _draft_of(
            ledger.store.documents.describe(reading.enquiry.id, one), name, reading, reader, ledger
        )
        for one, name in named
    ]
    query = "&".join(f"draft={one.id}" for one in drafts)
    return RedirectResponse(f"{_path(reading)}/describe?{query}", 303)


@router.get("/documents/describe")
def get_describe(
    request: Request,
    reading: CaseHere,
    reader: ReaderHere,
    ledger: LedgerHere,
    views: ViewsHere,
    draft: Drafts,
) -> HTMLResponse:
    """Say what each file is."""
    drafts = [_own(one, reading, reader, ledger) for one in draft]
    return _describing(request, reading, views, drafts, {})


@router.post("/documents/describe")
async def post_describe(
    request: Request,
    reading: CaseHere,
    reader: ReaderHere,
    ledger: LedgerHere,
    views: ViewsHere,
    draft: Drafts,
) -> Any:
    """Keep what was said of each; go on to sign once all of it can be recorded."""
    async with request.form(max_files=0) as posted:
        said = {name: str(value) for name, value in posted.items()}

    def keep() -> Response:
        drafts = [_said(one, said, reading, reader, ledger) for one in draft]
        form = _form(reading, reader, ledger)
        errors = {one.id: form.read(one.answers).errors for one in drafts}
        if any(errors.values()):
            return _describing(request, reading, views, drafts, errors)
        if len(drafts) == 1:
            own = f"/enquiries/{reading.enquiry.id}/drafts/{drafts[0].id}/check"
            return RedirectResponse(own, 303)
        query = "&".join(f"draft={one.id}" for one in drafts)
        return RedirectResponse(f"{_path(reading)}/check?{query}", 303)

    return await run_in_threadpool(keep)


@router.get("/documents/check")
def get_check(
    request: Request,
    reading: CaseHere,
    reader: ReaderHere,
    ledger: LedgerHere,
    views: ViewsHere,
    draft: Drafts,
) -> HTMLResponse:
    """Every statement that is to be signed, on one page."""
    statements = []
    for one in draft:
        shown = _opened(_own(one, reading, reader, ledger), reading, reader, ledger)
        statements += [(shown, words) for words in _words(shown, reader, ledger)]
    context = framed(reading, views, "documents")
    return page(request, "documents/check.html", **context, statements=statements)


def _words(shown: Opened, reader: Reader, ledger: Ledger) -> tuple[str, ...]:
    return prepare(drafted_for(shown, reader, ledger)).statements


def _opened(draft: SavedDraft, reading: Reading, reader: Reader, ledger: Ledger) -> Opened:
    return opened(draft.event, reading, reader, ledger, draft.answers).with_(draft=draft)


def _draft_of(
    document: Document, filename: str, reading: Reading, reader: Reader, ledger: Ledger
) -> SavedDraft:
    form = _form(reading, reader, ledger)
    title = PurePosixPath(filename.replace("\\", "/")).stem.replace("_", " ")[:_TITLE]
    answers = begun(form, {}) | {"occurred": ["now"]}
    answers |= form.fill({"document": document.model_dump(), "title": title})
    name = DocumentDeposited.__name__
    return ledger.saved.begin(reading.enquiry.id, reader.id, name, form.settle(answers))


def _said(
    name: str, said: dict[str, str], reading: Reading, reader: Reader, ledger: Ledger
) -> SavedDraft:
    draft = _own(name, reading, reader, ledger)
    given = {
        part: [said[f"{name}.{part}"]] for part in ("form", "title") if f"{name}.{part}" in said
    }
    answers = {**draft.answers, **given}
    return ledger.saved.save(name, reader.id, answers, draft.version)


def _own(name: str, reading: Reading, reader: Reader, ledger: Ledger) -> SavedDraft:
    """A draft of a deposit in this enquiry.

    Raises:
        NoDraft: there is none that the reader may see, or it was signed already.
    """
    draft = ledger.saved.get(name, reader.id)
    ours = draft.stream == reading.enquiry.id and draft.event == DocumentDeposited.__name__
    if not ours or draft.is_closed:
        raise NoDraft("draft: there is none of this id that is still to be signed", field="draft")
    return draft


def _form(reading: Reading, reader: Reader, ledger: Ledger) -> EventForm:
    offered = offered_in(reading, reader.person, ledger, DocumentDeposited)
    return EventForm(DocumentDeposited, reading.enquiry.id, offered)


def _describing(
    request: Request,
    reading: Reading,
    views: Views,
    drafts: list[SavedDraft],
    errors: dict[str, tuple[FieldError, ...]],
) -> HTMLResponse:
    said = {
        draft: {one.name: _ASKED.get(one.name, one.message) for one in reversed(found)}
        for draft, found in errors.items()
    }
    status = 422 if any(errors.values()) else 200
    return page(
        request,
        "documents/describe.html",
        status,
        **framed(reading, views, "documents"),
        drafts=drafts,
        errors=said,
        forms=FORMS,
        kinds=KINDS,
        size_words=size_words,
    )


def _path(reading: Reading) -> str:
    return f"/enquiries/{reading.enquiry.id}/documents"
