"""Drafts: those that are mine or were shared with me; showing one to others; giving one up."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from api.context import LedgerHere, ViewsHere
from api.forms.form import title_of
from api.forms.gist import Gist
from api.pages.desk import Desk
from api.pages.draft_gists import Gists
from api.pages.draft_open import DraftHere, Drafting, JustTheDraft, names_of, path_of
from api.pages.draft_overtaken import Overtaken, overtaken
from api.web.across import AcrossHere
from api.web.context import ReaderHere
from api.web.site import page
from domain.events import BY_NAME
from domain.practitioner import Practitioner
from ledger.reading.clearing import casework_readers
from ledger.saved import NotShared, SavedDraft
from ledger.views import Views

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
ONE = "/enquiries/{enquiry}/drafts/{draft}"


@dataclass(frozen=True, slots=True)
class Card:
    """A draft in the list."""

    draft: SavedDraft
    title: str
    child: str
    gist: Gist
    names: dict[str, str]
    overtaken: Overtaken | None

    @property
    def path(self) -> str:
        """Its address."""
        return path_of(self.draft)

    @property
    def others(self) -> str:
        """With whom it is shared."""
        return ", ".join(self.names[one] for one in self.draft.shared_with)


@router.get("/drafts")
def get_drafts(
    request: Request, reader: ReaderHere, ledger: LedgerHere, views: AcrossHere
) -> HTMLResponse:
    """What I have begun, and what others show me."""
    desk = Desk(views, reader, ledger)
    gists = Gists(desk.open, reader, ledger)
    cards = [_card(one, desk, gists) for one in desk.saved]
    mine = [one for one in cards if one.draft.author == reader.id]
    shared = [one for one in cards if one.draft.author != reader.id]
    return page(request, "drafts/list.html", mine=mine, shared=shared, missing=views.missing)


def _card(draft: SavedDraft, desk: Desk, gists: Gists) -> Card:
    reading = desk.open(draft.stream)
    child = desk.child(reading) if reading else "A new enquiry"
    names = names_of(desk.ledger, draft.people)
    return Card(
        draft,
        title_of(BY_NAME[draft.event]),
        child,
        gists.of(draft, child),
        names,
        overtaken(draft, reading, desk.reader.id),
    )


@router.get(f"{ONE}/share")
def get_share(request: Request, it: DraftHere, views: ViewsHere) -> HTMLResponse:
    """To whom it may be shown."""
    return _sharing(request, it, views)


@router.post(f"{ONE}/share")
def post_share(
    request: Request,
    it: DraftHere,
    views: ViewsHere,
    with_: Annotated[list[str] | None, Form(alias="with")] = None,
) -> Any:
    """Show it to those chosen."""
    if not with_:
        return _sharing(request, it, views, 422, "Select who to share this draft with")
    try:
        it.ledger.saved.share(it.draft.id, it.reader.id, with_)
    except NotShared:
        words = "Select people who can see this enquiry"
        return _sharing(request, it, views, 422, words)
    return RedirectResponse(f"{it.path}/follow", 303)


def _sharing(
    request: Request, it: Drafting, views: Views, status: int = 200, error: str | None = None
) -> HTMLResponse:
    people = [{"value": one.id, "text": one.name, "hint": {"text": said}} for one, said in _who(it)]
    context = {**it.context(views), "people": people, "error": error}
    return page(request, "drafts/share.html", status, **context)


def _who(it: Drafting) -> Iterator[tuple[Practitioner, str]]:
    """Who may be shown it and was not yet, by name, with what they are."""
    now = it.ledger.now()
    readers = casework_readers(it.ledger.reads, it.reading.enquiry, now)
    for person in sorted(readers, key=lambda one: one.name):
        if person.id not in it.draft.people:
            held = person.capacities_in_force(it.reading.now)
            yield person, "; ".join(f"{one.title}, {one.agency}" for one in held)


@router.get(f"{ONE}/discard")
def get_discard(request: Request, draft: JustTheDraft) -> HTMLResponse:
    """Ask before it is given up."""
    title = title_of(BY_NAME[draft.event])
    return page(request, "drafts/discard.html", draft=draft, title=title, back=path_of(draft))


@router.post(f"{ONE}/discard")
def post_discard(draft: JustTheDraft, reader: ReaderHere, ledger: LedgerHere) -> RedirectResponse:
    """Give it up."""
    ledger.saved.discard(draft.id, reader.id)
    return RedirectResponse("/drafts", 303)
