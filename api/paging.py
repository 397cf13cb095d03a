"""Pages: a `next` in the body, and the same as a link in the header (RFC 8288)."""

from typing import Any, Final

from fastapi import Request, Response

_LINK: Final = {"description": 'The next page, `rel="next"`.', "schema": {"type": "string"}}
PAGED: Final[dict[int | str, dict[str, Any]]] = {200: {"headers": {"Link": _LINK}}}
"""What a page answers, for its description."""


def link_next(request: Request, response: Response, after: str | None) -> None:
    """Name the next page in the header, if there is one."""
    if after is not None:
        url = request.url.include_query_params(after=after)
        response.headers["Link"] = f'<{url.path}?{url.query}>; rel="next"'
