"""The description for people: one plain page, without anything from elsewhere."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from re import sub
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from api.problems import responses
from api.security import HEADERS
from api.strict import StrictRoute

router = APIRouter(
    prefix="/api", tags=["server"], route_class=StrictRoute, responses=responses(400, 422)
)

_FOLDER: Final = Path(__file__).parent.parent / "templates"
_PAGES: Final = Environment(
    loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)
_STYLE: Final = (_FOLDER / "description.css").read_text(encoding="utf-8")
_STYLE_HASH: Final = b64encode(sha256(_STYLE.encode()).digest()).decode()
_HEADERS: Final = {
    "Content-Security-Policy": f"{HEADERS['Content-Security-Policy']}; "
    f"style-src 'sha256-{_STYLE_HASH}'",
    "Link": '</api/openapi.json>; rel="service-desc"; type="application/json"',
}


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation as the page lists it."""

    id: str
    method: str
    path: str
    description: str
    parameters: tuple[dict[str, Any], ...]
    signed_in: bool
    problems: tuple[str, ...]


@router.get("", response_class=HTMLResponse)
def get_index(request: Request) -> HTMLResponse:
    """What there is, for people to read; for machines, `GET /api/openapi.json`."""
    document = request.app.openapi()
    groups = [(tag, list(_operations(document, tag["name"]))) for tag in document["tags"]]
    page = _PAGES.get_template("description.html")
    html = page.render(
        info=document["info"],
        groups=groups,
        style=Markup(_STYLE),  # noqa: S704 - our own file
        rich=_rich,
        breakable=_breakable,
    )
    return HTMLResponse(html, headers=_HEADERS)


def _operations(document: dict[str, Any], tag: str) -> Iterator[Operation]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if tag in operation["tags"]:
                yield Operation(
                    id=operation["operationId"],
                    method=method.upper(),
                    path=path,
                    description=operation["description"],
                    parameters=tuple(operation.get("parameters", ())),
                    signed_in="security" in operation,
                    problems=tuple(sorted(one for one in operation["responses"] if one >= "400")),
                )


def _breakable(path: str) -> Markup:
    """A path that a narrow screen breaks at its slashes, and not within a word."""
    return Markup("<wbr>/").join(path.split("/"))


def _rich(text: str) -> Markup:
    """Paragraphs, **strong** and `code` of the description."""
    marked = sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", str(escape(text.strip())))
    marked = sub(r"`(.+?)`", r"<code>\1</code>", marked)
    paragraphs = "".join(f"<p>{one}</p>" for one in marked.split("\n\n"))
    return Markup(paragraphs)  # noqa: S704 - escaped above
