"""What a key in a browser signs with, for whoever compares it with what they were served before."""

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse

from api.problems import responses
from api.strict import StrictRoute
from api.web.site import Site

router = APIRouter(
    prefix="/api", tags=["ledger"], route_class=StrictRoute, responses=responses(400, 422)
)


@router.get(
    "/signing-code",
    response_class=PlainTextResponse,
    responses={200: {"content": {"text/plain": {"example": f"{'5' * 64}  device/entry.js\n"}}}},
)
def get_signing_code(request: Request) -> PlainTextResponse:
    """The SHA-256 of every script that pages run, as `sha256sum` writes it. Needs no sign-in.

    The digest at the foot of the pages is the SHA-256 of this text. The scripts lie below
    `/assets/{version}/`, an address that every page names.
    """
    site: Site = request.app.state.site
    return PlainTextResponse(site.code.listing)
