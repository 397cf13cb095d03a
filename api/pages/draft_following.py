"""Following a draft that somebody else writes, such as the minutes of a meeting, and answering it.

One person writes; the others read along, and agree to the words or ask for a change, each version
by itself. Without scripts the page is loaded again; with them it asks every few seconds.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.context import ViewsHere
from api.pages.draft_open import DraftHere, Drafting, FollowedHere
from api.pages.drafts import ONE
from api.web.site import page
from ledger.saved import Agreement, Asked, DraftChanged, NotShared
from ledger.views import Views

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

State = Literal["agrees", "asks", "void", "none"]
VersionSeen = Annotated[int, Form(ge=1, le=2**31)]


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody says to the words: of this version, or of an earlier one."""

    id: str
    name: str
    state: State
    last: Agreement | Asked | None


def answers_to(it: Drafting) -> tuple[Answer, ...]:
    """What each of the others says to the words as they stand."""
    return tuple(_answer(it, person) for person in it.draft.shared_with)


def _answer(it: Drafting, person: str) -> Answer:
    every: tuple[Agreement | Asked, ...] = (*it.draft.agreed, *it.draft.returned)
    given = [one for one in every if one.by == person]
    last = max(given, key=lambda one: (one.version, one.at), default=None)
    state: State = "none"
    if last and last.version < it.draft.version:
        state = "void"
    elif last:
        state = "agrees" if isinstance(last, Agreement) else "asks"
    return Answer(person, it.names[person], state, last)


@router.get(f"{ONE}/follow")
def get_follow(request: Request, it: DraftHere, views: ViewsHere) -> HTMLResponse:
    """The words as they stand, and who agrees to them."""
    return _following(request, it, views)


@router.get(f"{ONE}/live")
def get_live(request: Request, it: FollowedHere, views: ViewsHere) -> Response:
    """The part of the page that changes; nothing where it has not."""
    tag = f'"{it.draft.revision}-{it.reader.id}"'
    headers = {"ETag": tag, "Cache-Control": "no-store"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    found = page(request, "drafts/followed.html", **it.context(views), answers=answers_to(it))
    found.headers.update(headers)
    return found


@router.post(f"{ONE}/agree")
def post_agree(request: Request, it: DraftHere, views: ViewsHere, version: VersionSeen) -> Any:
    """Agree to the words of a version."""
    try:
        it.ledger.saved.agree(it.draft.id, it.reader.id, version)
    except DraftChanged:
        return _changed(request, it, views)
    return RedirectResponse(f"{it.path}/follow", 303)


@router.post(f"{ONE}/return")
def post_return(
    request: Request,
    it: DraftHere,
    views: ViewsHere,
    version: VersionSeen,
    reasons: Annotated[str, Form(max_length=10_000)] = "",
) -> Any:
    """Ask for a change."""
    try:
        it.ledger.saved.return_(it.draft.id, it.reader.id, reasons, version)
    except DraftChanged:
        return _changed(request, it, views, reasons)
    except NotShared:
        error = {"text": "Say what should be changed", "href": "#reasons"}
        return _following(request, it, views, 422, error)
    return RedirectResponse(f"{it.path}/follow", 303)


def _changed(request: Request, it: Drafting, views: Views, reasons: str = "") -> HTMLResponse:
    words = "The words have changed since you read them. Read them again, then answer"
    return _following(request, it, views, 409, {"text": words, "href": "#followed"}, reasons)


def _following(
    request: Request,
    it: Drafting,
    views: Views,
    status: int = 200,
    error: dict[str, str] | None = None,
    reasons: str = "",
) -> HTMLResponse:
    context = {**it.context(views), "answers": answers_to(it)}
    return page(request, "drafts/follow.html", status, **context, error=error, reasons=reasons)
