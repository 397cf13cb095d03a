"""Entity tags: a reader who holds the same view already is told so, and is sent nothing."""

import hashlib
from typing import Annotated, Any, Final

from fastapi import Header, Response
from pydantic import BaseModel

Match = Annotated[
    str | None,
    Header(alias="If-None-Match", max_length=400, description="Tags of views held already."),
]

_TAG: Final = {
    "ETag": {"description": "Names this state of the view.", "schema": {"type": "string"}}
}
TAGGED: Final[dict[int | str, dict[str, Any]]] = {
    200: {"headers": _TAG},
    304: {"description": "You hold it already.", "headers": _TAG},
}
"""What a tagged view answers, for its description."""


def tagged(view: BaseModel, match: str | None) -> Response:
    """The view as JSON, or 304 where the reader holds the same already (RFC 9110, section 13)."""
    body = view.model_dump_json().encode("utf-8")
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    held = {part.strip().removeprefix("W/") for part in (match or "").split(",")}
    if held & {tag, "*"}:
        return Response(status_code=304, headers={"ETag": tag})
    return Response(body, media_type="application/json", headers={"ETag": tag})
