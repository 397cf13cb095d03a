"""What every operation is given: the ledger, its views, who asks, and for which past moment.

What only looks up something in memory is a coroutine: FastAPI takes a thread for every other
function of a request, and a page has a dozen of them.
"""

from typing import Annotated, Final

from fastapi import Depends, Query, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from fastapi.security.utils import get_authorization_scheme_param
from pydantic import StringConstraints

from api import cookie
from api.problems import BadRequest, NotAllowed, SignInNeeded
from api.sessions import Session, Sessions
from domain.clearance import Purpose
from domain.values import Instant
from ledger.ledger import Ledger
from ledger.views import AsOf, Views

_BEARER = HTTPBearer(
    scheme_name="session",
    auto_error=False,
    description="The token that `POST /api/sessions` gave for a proven key.",
)


async def the_ledger(request: Request) -> Ledger:
    """The ledger that is served."""
    ledger: Ledger = request.app.state.ledger
    return ledger


async def the_views(request: Request) -> Views:
    """Its views."""
    views: Views = request.app.state.views
    return views


async def the_sessions(request: Request) -> Sessions:
    """Who is signed in."""
    sessions: Sessions = request.app.state.sessions
    return sessions


async def the_token(
    request: Request,
    _described: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)],
) -> str:
    """`token_in`, for operations whose description says how to be signed in.

    Raises:
        SignInNeeded: as `token_in`.
    """
    return token_in(request)


def token_in(request: Request) -> str:
    """The token of the request: its bearer token, or the cookie of whoever uses our pages.

    Raises:
        SignInNeeded: it has neither.
    """
    scheme, token = get_authorization_scheme_param(request.headers.get("Authorization"))
    if scheme.lower() == "bearer" and token:
        return token
    carried = cookie.token_of(request)
    if carried is None:
        raise SignInNeeded(
            "authorization: no bearer token; sign in at POST /api/sessions", field="authorization"
        )
    return carried


LOOKING: Final = "countersign-look"
"""The header of a request that a page makes by itself: nobody is at work because of it."""
REFRESH: Final = "refresh"
"""The query by which a page without scripts does the same: it is drawn anew by the browser."""


def the_holder(
    request: Request,
    token: Annotated[str, Depends(the_token)],
    sessions: Annotated[Sessions, Depends(the_sessions)],
) -> Session:
    """Who asks, with a key that is in force or waits to be accepted.

    Raises:
        SignInNeeded: nobody is signed in with this token.
    """
    return find_session(request, token, sessions)


def find_session(request: Request, token: str, sessions: Sessions) -> Session:
    """The session of a token, which this request prolongs unless a page makes it by itself.

    Raises:
        SignInNeeded: nobody is signed in with this token.
    """
    by_itself = LOOKING in request.headers or request.query_params.get(REFRESH) == "true"
    return sessions.find(token, prolong=not by_itself)


def the_session(session: Annotated[Session, Depends(the_holder)]) -> Session:
    """Who asks, with a key that is in force.

    Raises:
        SignInNeeded: nobody is signed in with this token.
        NotAllowed: the key waits to be accepted.
    """
    if session.pending:
        raise NotAllowed("kid: accept this key first (KeyAccepted), signed with it", field="kid")
    return session


LedgerHere = Annotated[Ledger, Depends(the_ledger)]
ViewsHere = Annotated[Views, Depends(the_views)]
SessionsHere = Annotated[Sessions, Depends(the_sessions)]
SignedIn = Annotated[Session, Depends(the_session)]
Holder = Annotated[Session, Depends(the_holder)]
Token = Annotated[str, Depends(the_token)]
For = Annotated[Purpose, Query(description="Why you read: to work on the case, or to inspect it.")]


UUID: Final = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
"""Lower-case, as ids are signed (RFC 9562, section 4)."""
Id = Annotated[str, StringConstraints(pattern=UUID)]
ZONED: Final = "RFC 3339 with its zone: `2026-03-02T10:05:00Z` (or `%2B01:00`)."
Time = Annotated[Instant, Query(description=ZONED)]


def past(ledger: Ledger, field: str, moment: Instant) -> Instant:
    """A moment of which the record can be known.

    Raises:
        BadRequest: it is yet to come, and what is recorded until then with it.
    """
    if moment.timestamp() > ledger.now():
        raise BadRequest(f"{field}: in the future; leave it out for the present", field=field)
    return moment


async def the_cut(
    ledger: LedgerHere,
    as_of: Annotated[
        Instant | None, Query(description=f"As the record was known at this time, {ZONED}")
    ] = None,
    size: Annotated[
        int | None, Query(ge=0, le=2**53 - 1, description="As the log had this many entries.")
    ] = None,
) -> AsOf:
    """The past that is asked for, if any.

    Raises:
        BadRequest: the moment is yet to come, or a size is given besides.
    """
    if as_of is not None and size is not None:
        raise BadRequest("size: not together with as_of", field="size")
    return AsOf(as_of if as_of is None else past(ledger, "as_of", as_of), size)


Cut = Annotated[AsOf, Depends(the_cut)]
