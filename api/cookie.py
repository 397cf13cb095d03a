"""The one cookie: the token of a session, which no script can read."""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

NAME: Final = "countersign-session"


def token_of(request: Request) -> str | None:
    """The token that the browser sent, if any."""
    return request.cookies.get(NAME)


def give(response: Response, token: str, origin: str) -> None:
    """Send a token. It lasts until the browser is closed or the session ends, whichever is first.

    `Lax`: a link in a message leads to the page; what changes something comes from our own pages
    alone (`api.web.csrf`).
    """
    response.set_cookie(
        NAME, token, httponly=True, samesite="lax", secure=origin.startswith("https:"), path="/"
    )


def take_back(response: Response, origin: str) -> None:
    """Have the browser forget it."""
    response.delete_cookie(
        NAME, httponly=True, samesite="lax", secure=origin.startswith("https:"), path="/"
    )
