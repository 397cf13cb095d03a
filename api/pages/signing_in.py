"""Signing in and out, and enrolling with a one-time code.

The pages hold no secret and no name, but for a demonstration's: what they do happens in the
browser's own key store (`static/pages/sign-in.js`, `enrol.js`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from api import cookie
from api.context import LedgerHere, SessionsHere
from api.enrolling import Enrolling, EnrollingHere
from api.problems import answer_to
from api.routes.signin import Proof, WhoAmI, who_is
from api.strict import StrictRoute
from api.web.context import MaybeReader
from api.web.returning import local_path
from api.web.roles import abilities
from api.web.site import page
from ledger.errors import Problem
from ledger.replaying.handout import Handed

router = APIRouter(
    include_in_schema=False, route_class=StrictRoute, default_response_class=HTMLResponse
)

Next = Annotated[str | None, Query(alias="next")]
SIGNED_OUT: Final = "/sign-in?out=1"


@dataclass(frozen=True, slots=True)
class Invented:
    """Somebody of a demonstration as whom a visitor may sign in."""

    name: str
    title: str
    can: str
    code: str


@router.get("/sign-in")
def get_sign_in(
    request: Request,
    reader: MaybeReader,
    sessions: SessionsHere,
    enrolling: EnrollingHere,
    wanted: Next = None,
    out: str | None = None,
) -> HTMLResponse:
    """The keys of this browser, and the ways to get one."""
    return page(
        request,
        "signin/sign-in.html",
        signed_in=reader,
        signed_out=out is not None,
        ledger=enrolling.ledger.genesis.ledger,
        origin=sessions.origin,
        next=local_path(wanted),
        agencies=_by_agency(enrolling),
    )


@router.post("/sign-in", response_class=JSONResponse)
def sign_in(request: Request, proof: Proof, ledger: LedgerHere, sessions: SessionsHere) -> Response:
    """Sign in with a proven key; the token goes into the cookie, where no script reads it.

    The token is new and the one before is ended: who had planted theirs holds nothing.
    """
    try:
        token, session = sessions.sign_in(proof.nonce, proof.statement.encode("utf-8"))
    except Problem as problem:
        return answer_to(problem)
    before = cookie.token_of(request)
    if before:
        sessions.end(before)
    who: WhoAmI = who_is(ledger, session)
    response = JSONResponse(who.model_dump(mode="json"), headers={"Cache-Control": "no-store"})
    cookie.give(response, token, sessions.origin)
    return response


@router.post("/sign-out")
def sign_out(request: Request, sessions: SessionsHere) -> Response:
    """End the session. The browser keeps its key: signing in again takes one click."""
    token = cookie.token_of(request)
    if token:
        sessions.end(token)
    response = RedirectResponse(SIGNED_OUT, 303)
    cookie.take_back(response, sessions.origin)
    return response


@router.get("/enrol")
def get_enrol(
    request: Request,
    _: MaybeReader,
    sessions: SessionsHere,
    enrolling: EnrollingHere,
    wanted: Next = None,
) -> HTMLResponse:
    """Type a code, read out a number, accept the key."""
    return page(
        request,
        "signin/enrol.html",
        ledger=enrolling.ledger.genesis.ledger,
        origin=sessions.origin,
        next=local_path(wanted),
    )


def _by_agency(enrolling: Enrolling) -> dict[str, list[Invented]]:
    """Everybody of a demonstration by agency, the one with most people first; nobody otherwise."""
    found: dict[str, list[Invented]] = {}
    for agency, one in _invented(enrolling):
        found.setdefault(agency, []).append(one)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def _invented(enrolling: Enrolling) -> Iterator[tuple[str, Invented]]:
    for handed in sorted(enrolling.handed_out(), key=_name):
        person = enrolling.person(handed.role.practitioner)
        held = enrolling.held_today(person)
        if held:
            can = abilities(held, enrolling.roles())
            titles = ", ".join(one.title for one in held)
            yield held[0].agency, Invented(person.name, titles, can, handed.code)


def _name(handed: Handed) -> str:
    return handed.role.name
