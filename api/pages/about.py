"""What there is to know about the pages themselves: help, accessibility, cookies."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api import cookie
from api.sessions import IDLE_SECONDS, SESSION_SECONDS
from api.web.context import MaybeReader
from api.web.site import page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/help")
def get_help(request: Request, _: MaybeReader) -> HTMLResponse:
    """How to do what people come here to do."""
    return page(request, "about/help.html", idle=IDLE_SECONDS // 60, whole=SESSION_SECONDS // 3600)


@router.get("/accessibility")
def get_accessibility(request: Request, _: MaybeReader) -> HTMLResponse:
    """The accessibility statement."""
    return page(request, "about/accessibility.html")


@router.get("/cookies")
def get_cookies(request: Request, _: MaybeReader) -> HTMLResponse:
    """The one cookie, and what else stays in the browser."""
    return page(
        request,
        "about/cookies.html",
        cookie=cookie.NAME,
        idle=IDLE_SECONDS // 60,
        whole=SESSION_SECONDS // 3600,
    )
