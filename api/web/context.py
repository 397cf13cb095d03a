"""What every page is given: who reads it, and the case that is open, cut and cleared for them."""

from typing import Annotated

from fastapi import Depends, Path, Request

from api.context import (
    UUID,
    Cut,
    Holder,
    LedgerHere,
    SessionsHere,
    ViewsHere,
    the_session,
)
from api.problems import SignInNeeded
from api.web import cookie
from api.web.reader import Reader, reader_with
from projections.reading import Reading


def the_reader(request: Request, session: Holder, ledger: LedgerHere) -> Reader:
    """Who reads, signed in with a key that is in force; the layout shows them.

    Raises:
        SignInNeeded: nobody is signed in.
        NotAllowed: the key waits to be accepted.
    """
    the_session(session)
    reader = reader_with(session, ledger)
    request.state.reader = reader
    return reader


def the_reader_if_any(
    request: Request, sessions: SessionsHere, ledger: LedgerHere
) -> Reader | None:
    """Who reads, or nobody."""
    token = cookie.token_of(request)
    if token is None:
        return None
    try:
        session = sessions.find(token)
    except SignInNeeded:
        return None
    return None if session.pending else the_reader(request, session, ledger)


ReaderHere = Annotated[Reader, Depends(the_reader)]
MaybeReader = Annotated[Reader | None, Depends(the_reader_if_any)]
EnquiryId = Annotated[str, Path(pattern=UUID)]


def the_case(enquiry: EnquiryId, reader: ReaderHere, views: ViewsHere, cut: Cut) -> Reading:
    """The enquiry at `/enquiries/{enquiry}`, as this reader may see it, now or `as_of` a moment.

    Raises:
        NotFound: there is no such enquiry, or the reader may not know of it.
    """
    return views.reading(enquiry, reader.id, reader.purpose, cut)


CaseHere = Annotated[Reading, Depends(the_case)]
