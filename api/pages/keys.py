"""One's own keys: what is held in one's name, a further device, a key file, and a lost key."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse

from api.context import LedgerHere
from api.pages.keys_model import KeyRow, disputed_of, rows_of
from api.strict import StrictRoute
from api.web.context import ReaderHere
from api.web.site import page
from ledger.ledger import Ledger, NotFound

router = APIRouter(
    include_in_schema=False, route_class=StrictRoute, default_response_class=HTMLResponse
)

Kid = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{43}$")]
_DONE = {
    "added": "The key was added. Accept it on the other device to take it into use.",
    "revoked": "The key was revoked. Nothing that it signs from now on is accepted.",
    "saved": "The key file’s key is in use. Keep the file and its passphrase apart.",
    "reaffirmed": "You stand by the entries that you named.",
}
"""What was just done, by the word that the page is opened with."""


@router.get("/keys")
def get_keys(
    request: Request, reader: ReaderHere, ledger: LedgerHere, done: str | None = None
) -> HTMLResponse:
    """Every key in one's name, and what this browser signed beside what the ledger holds."""
    return page(
        request,
        "keys/keys.html",
        keys=rows_of(ledger, reader.id),
        ledger=ledger.genesis.ledger,
        disputed=disputed_of(ledger, reader.id),
        done=_DONE.get(done or ""),
    )


@router.get("/keys/{kid}/revoke")
def get_revoke(request: Request, reader: ReaderHere, ledger: LedgerHere, kid: Kid) -> HTMLResponse:
    """Revoke a key of one's own."""
    return page(
        request,
        "keys/revoke.html",
        person=reader.person,
        own=True,
        key=key_of(ledger, reader.id, kid),
        back="/keys",
        after="/keys?done=revoked",
    )


@router.get("/keys/{kid}/stand-by")
def get_stand_by(
    request: Request, reader: ReaderHere, ledger: LedgerHere, kid: Kid
) -> HTMLResponse:
    """Stand by entries that a key signed after it was lost or stolen."""
    return page(
        request,
        "keys/stand-by.html",
        key=key_of(ledger, reader.id, kid),
        entries=disputed_of(ledger, reader.id).get(kid, []),
    )


def key_of(ledger: Ledger, practitioner: str, kid: str) -> KeyRow:
    """A key of somebody.

    Raises:
        NotFound: they have none of this id.
    """
    for row in rows_of(ledger, practitioner):
        if row.kid == kid:
            return row
    raise NotFound("kid: the directory holds no such key for this person", field="kid")
