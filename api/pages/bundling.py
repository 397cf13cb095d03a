"""Making a bundle in a browser: for whom, what the search found, what is signed, and the file.

What was prepared waits sealed under the enquiry's key for a day. Only the officer who prepared it
can sign it and fetch it, and what they fetch is what they signed, to the byte of its contents.
"""

from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from markupsafe import Markup

from api.context import Id
from api.pages.bundle_asked import POLICIES, Asked, asked_in
from api.pages.case_frame import framed
from api.pages.opened import Desk, DeskHere, PostedHere
from api.pages.stated import stated
from api.problems import NotAllowed, answer_to
from api.web.reader import Reader
from api.web.site import page
from api.web.typed import within
from crypto.bundle import BundleReport, verify_bundle
from domain.events.disclosure import BundleIssued
from ledger.bundling import MAX_CHARACTERS, Saved, Stopped, Waiting, fetch, prepare, set_aside
from ledger.errors import Problem
from ledger.ledger import NotFound
from ledger.operating.trusting import read_trust
from ledger.serving.schedule import Schedule

router = APIRouter(
    prefix="/enquiries/{enquiry}/bundles",
    include_in_schema=False,
    default_response_class=HTMLResponse,
)

ZIP: Final = "application/zip"
COPIES: Final = {
    "chronology.html": "The chronology",
    "schedule.html": "What is withheld, and why",
}
"""What the officer reads before they sign, as its recipient will."""
_COPY_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'none'",
}
"""These pages bring their style along. Words of the record gain nothing here either: no script, no
request, no form.
"""


def may_issue(reader: Reader) -> bool:
    """Whether they hold a capacity in which bundles are issued."""
    held = (one for one in reader.capacities if one.scope != "countersigning")
    return any(one.role in BundleIssued.by for one in held)


def the_officer(desk: DeskHere) -> Desk:
    """Who issues it, on which enquiry.

    Raises:
        NotAllowed: they issue no bundles.
    """
    if not may_issue(desk.reader):
        raise NotAllowed(
            "bundle: made by children’s services and their lawyers; ask one of them",
            field="capacity",
        )
    return desk


OfficerHere = Annotated[Desk, Depends(the_officer)]


@router.get("/new")
def get_new(request: Request, desk: OfficerHere) -> HTMLResponse:
    """For whom, what for, and as known when."""
    return _asking(request, desk, Asked())


@router.post("/new")
def post_new(request: Request, desk: OfficerHere, posted: PostedHere) -> Response:
    """Prepare it; or ask of what the search found whether it may leave."""
    now = desk.ledger.moment()
    asked = asked_in(posted.answers, within(desk.reading, now))
    if asked.errors:
        return _asking(request, desk, asked, 422)
    if any(one.errors for one in asked.places):
        return _deciding(request, desk, asked, 422)
    schedule: Schedule = request.app.state.schedule
    schedule.run_now()
    reads, ledger = desk.ledger.reads, desk.ledger
    size = reads.size_at(asked.moment) if asked.moment else ledger.store.log.size()
    wanted = asked.wanted(desk.reading.enquiry.id, size)
    try:
        prepared = prepare(ledger, wanted, desk.reader.id)
    except Stopped as stopped:
        return _deciding(request, desk, asked.open(stopped.hits))
    name = set_aside(ledger, prepared, desk.reader.id)
    return RedirectResponse(f"{_path(desk)}/{name}", 303)


@router.get("/{bundle}")
def get_bundle(request: Request, desk: OfficerHere, bundle: Id) -> HTMLResponse:
    """What is to be signed; and once it is, the file."""
    waiting = _fetch(desk, bundle)
    made = waiting.whole(desk.ledger) if waiting.entry else None
    return page(
        request,
        "bundles/bundle.html",
        **framed(desk.reading, desk.views, "documents"),
        here=f"{_path(desk)}/{bundle}",
        waiting=waiting,
        manifest=waiting.prepared.manifest,
        counted=waiting.prepared.manifest.counted(),
        policy=waiting.prepared.wanted.saved.policy.policy,
        copies={name: words for name, words in COPIES.items() if name in waiting.prepared.files},
        statements=() if waiting.entry else _statements(desk, waiting),
        report=_report(request, made) if made else None,
    )


@router.get("/{bundle}/to-sign")
def get_to_sign(desk: OfficerHere, bundle: Id) -> Response:
    """What the device is to sign, as `POST /api/drafts` gives it."""
    session = desk.reader.session
    try:
        request = _fetch(desk, bundle).prepared.request
        drafted = desk.ledger.draft(session.practitioner, session.kid, request)
    except Problem as problem:
        return answer_to(problem)
    return JSONResponse(drafted.model_dump(mode="json"), headers={"Cache-Control": "no-store"})


@router.post("/{bundle}/done")
def post_done(desk: OfficerHere, bundle: Id) -> RedirectResponse:
    """It was signed; whether it was is for the record to say."""
    return RedirectResponse(f"{_path(desk)}/{bundle}", 303)


@router.get("/{bundle}/bundle.zip")
def get_file(desk: OfficerHere, bundle: Id) -> Response:
    """The bundle to hand on.

    Raises:
        NotFound: it has not been signed, or waited for more than a day.
    """
    waiting = _fetch(desk, bundle)
    data = waiting.whole(desk.ledger)
    made = datetime.fromtimestamp(waiting.prepared.manifest.made, UTC)
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": f'attachment; filename="bundle-{made:%Y-%m-%d}.zip"',
    }
    return Response(data, media_type=ZIP, headers=headers)


@router.get("/{bundle}/{copy}")
def get_copy(desk: OfficerHere, bundle: Id, copy: str) -> HTMLResponse:
    """A page of it, as its recipient will read it.

    Raises:
        NotFound: there is no such page in it.
    """
    data = _fetch(desk, bundle).prepared.files.get(copy) if copy in COPIES else None
    if data is None:
        raise NotFound("bundle: there is no such page in it", field="copy")
    return HTMLResponse(data, headers=_COPY_HEADERS)


def _asking(request: Request, desk: Desk, asked: Asked, status: int = 200) -> HTMLResponse:
    return page(
        request,
        "bundles/new.html",
        status,
        **framed(desk.reading, desk.views, "documents"),
        asked=asked,
        errors=asked.errors if status != HTTPStatus.OK else {},
        policies=[Saved.shipped(name).policy.policy for name in POLICIES],
        longest=MAX_CHARACTERS,
    )


def _deciding(request: Request, desk: Desk, asked: Asked, status: int = 200) -> HTMLResponse:
    return page(
        request,
        "bundles/decide.html",
        status,
        **framed(desk.reading, desk.views, "documents"),
        asked=asked,
        longest=MAX_CHARACTERS,
        told=status != HTTPStatus.OK,
    )


def _fetch(desk: Desk, bundle: str) -> Waiting:
    return fetch(desk.ledger, desk.reading.enquiry.id, bundle, desk.reader.id)


def _statements(desk: Desk, waiting: Waiting) -> tuple[Markup, ...]:
    session = desk.reader.session
    drafted = desk.ledger.draft(session.practitioner, session.kid, waiting.prepared.request)
    return stated(drafted)


def _report(request: Request, made: bytes) -> BundleReport | None:
    """What its recipient will find, where this server holds the trust file that they are given."""
    trust: Path | None = request.app.state.trust
    return verify_bundle(made, read_trust(trust)) if trust else None


def _path(desk: Desk) -> str:
    return f"/enquiries/{desk.reading.enquiry.id}/bundles"
