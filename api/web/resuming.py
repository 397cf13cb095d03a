"""A form that arrives after its session has ended: kept on the page until its author is back."""

from typing import Final

from fastapi import Request, Response

from api.web.site import page

_FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")
MAX_FIELDS: Final = 5_000
"""Bound on the answers of one form; the body itself is bounded by `api.limits`."""


def is_form(request: Request) -> bool:
    """Whether a page's form was sent."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return request.method == "POST" and media_type in _FORMS


async def resumption(request: Request) -> Response:
    """The page that holds what was sent, and sends it again once its author has signed in.

    Nothing is kept here: the answers go back to the browser that sent them, and to no other.
    """
    form = await request.form(max_fields=MAX_FIELDS)
    sent = form.multi_items()
    query = f"?{request.url.query}" if request.url.query else ""
    return page(
        request,
        "signin/resume.html",
        401,
        action=request.url.path + query,
        answers=[(name, value) for name, value in sent if isinstance(value, str)],
        files=any(not isinstance(value, str) for _, value in sent),
        ledger=request.app.state.ledger.genesis.ledger,
        origin=request.app.state.sessions.origin,
    )
