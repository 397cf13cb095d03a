"""What every page is given: who reads it, and the case that is open, cut and cleared for them."""

from typing import Annotated

from fastapi import Depends, Path, Request
from fastapi.concurrency import run_in_threadpool

from api import cookie
from api.context import UUID, Cut, SessionsHere, find_session, the_session, token_in
from api.problems import SignInNeeded
from api.web.reader import Reader, reader_with
from ledger.views import Views
from projections.reading import Reading


def reader_of(request: Request) -> Reader:
    """Who reads, signed in with a key that is in force; the layout shows them.

    Raises:
        SignInNeeded: nobody is signed in.
        NotAllowed: the key waits to be accepted.
    """
    known: Reader | None = getattr(request.state, "reader", None)
    if known is not None:
        return known
    state = request.app.state
    session = the_session(find_session(request, token_in(request), state.sessions))
    reader = reader_with(session, state.ledger)
    request.state.reader = reader
    return reader


async def the_reader(request: Request) -> Reader:
    """`reader_of`, which needs a thread only where the case has not asked for it before.

    Raises:
        SignInNeeded, NotAllowed: as `reader_of`.
    """
    known: Reader | None = getattr(request.state, "reader", None)
    return await run_in_threadpool(reader_of, request) if known is None else known


def the_reader_if_any(request: Request, sessions: SessionsHere) -> Reader | None:
    """Who reads, or nobody."""
    token = cookie.token_of(request)
    if token is None:
        return None
    try:
        session = sessions.find(token)
    except SignInNeeded:
        return None
    return None if session.pending else reader_of(request)


ReaderHere = Annotated[Reader, Depends(the_reader)]
MaybeReader = Annotated[Reader | None, Depends(the_reader_if_any)]
EnquiryId = Annotated[str, Path(pattern=UUID)]


def the_case(request: Request, enquiry: EnquiryId, cut: Cut) -> Reading:
    """The enquiry at `/enquiries/{enquiry}`, as this reader may see it, now or `as_of` a moment.

    It finds the reader by itself: a dependency for each step would wait for a thread at each.

    Raises:
        SignInNeeded, NotAllowed: as `reader_of`.
        NotFound: there is no such enquiry, or the reader may not know of it.
    """
    reader = reader_of(request)
    views: Views = request.app.state.views
    return views.reading(enquiry, reader.id, reader.purpose, cut)


CaseHere = Annotated[Reading, Depends(the_case)]
