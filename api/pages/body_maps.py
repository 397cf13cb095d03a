"""Body maps as pictures, and the empty outlines that new marks are placed on."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Path
from fastapi.responses import JSONResponse, Response

from api.context import ViewsHere
from api.forms.regions import REGIONS
from api.routes.body_maps import Picture, picture_of
from api.web.context import CaseHere
from ledger.ledger import NotFound
from projections.body_map_svg import OUTLINES, outline_svg

router = APIRouter(include_in_schema=False)

_KEPT: Final = {"Cache-Control": "public, max-age=3600"}


@router.get("/enquiries/{enquiry}/body-maps/{seq}.svg")
def get_body_map(
    reading: CaseHere, views: ViewsHere, seq: Annotated[int, Path(ge=1, le=2**31)]
) -> Response:
    """A body map of the enquiry, with its marks."""
    return picture_of(reading, views, seq)


@router.get("/outlines/{view}.svg")
def get_outline(view: str) -> Response:
    """An outline without marks."""
    if view not in OUTLINES:
        raise NotFound("view: there is no such outline", field="view")
    return Picture(outline_svg(view), headers=_KEPT)


@router.get("/outlines.json")
def get_outlines() -> Response:
    """How large each outline is drawn, and its regions, for the page that places marks."""
    return JSONResponse({view: _outline(view) for view in OUTLINES}, headers=_KEPT)


def _outline(view: str) -> dict[str, Any]:
    drawn = OUTLINES[view]
    regions = [
        {"code": one.code, "words": one.words, "x": one.x, "y": one.y} for one in REGIONS[view]
    ]
    return {"width": drawn.width, "height": drawn.height, "regions": regions}
