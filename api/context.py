"""What every operation is given: the ledger, its views, and who asks."""

from typing import Annotated

from fastapi import Depends, Query, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import AwareDatetime

from api.problems import BadRequest, SignInNeeded
from api.sessions import Session, Sessions
from domain.clearance import Purpose
from ledger.ledger import Ledger
from ledger.views import AsOf, Views

_BEARER = HTTPBearer(
    auto_error=False, description="The token that `POST /api/sessions` gave for a proven key."
)


def the_ledger(request: Request) -> Ledger:
    """The ledger that is served."""
    ledger: Ledger = request.app.state.ledger
    return ledger


def the_views(request: Request) -> Views:
    """Its views."""
    views: Views = request.app.state.views
    return views


def the_sessions(request: Request) -> Sessions:
    """Who is signed in."""
    sessions: Sessions = request.app.state.sessions
    return sessions


def the_token(
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)],
) -> str:
    """The token of the request.

    Raises:
        SignInNeeded: it has none.
    """
    if credentials is None:
        raise SignInNeeded("authorization: no bearer token; sign in at POST /api/sessions")
    return credentials.credentials


def the_session(
    token: Annotated[str, Depends(the_token)], sessions: Annotated[Sessions, Depends(the_sessions)]
) -> Session:
    """Who asks, with a key that is in force."""
    return sessions.find(token)


def the_cut(
    as_of: Annotated[
        AwareDatetime | None, Query(description="As known at this time (RFC 3339 with its zone).")
    ] = None,
    size: Annotated[
        int | None, Query(ge=0, le=2**53 - 1, description="As the log had this many entries.")
    ] = None,
) -> AsOf:
    """The past that is asked for, if any."""
    try:
        return AsOf(as_of, size)
    except ValueError as error:
        raise BadRequest(str(error), field="as_of") from None


LedgerHere = Annotated[Ledger, Depends(the_ledger)]
ViewsHere = Annotated[Views, Depends(the_views)]
SessionsHere = Annotated[Sessions, Depends(the_sessions)]
SignedIn = Annotated[Session, Depends(the_session)]
Token = Annotated[str, Depends(the_token)]
Cut = Annotated[AsOf, Depends(the_cut)]
For = Annotated[Purpose, Query(description="Why you read: to work on the case, or to inspect it.")]
