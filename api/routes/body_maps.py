"""Body maps of an enquiry, as data and as pictures."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from api.context import ViewsHere
from api.etags import TAGGED, Match, tagged
from api.problems import responses
from api.routes.enquiries import Here
from api.strict import StrictRoute
from ledger.ledger import NotFound
from ledger.views import Views
from projections.body_map import BodyMaps, body_maps
from projections.body_map_svg import svg
from projections.reading import Reading

router = APIRouter(
    prefix="/api/enquiries/{enquiry}/body-maps",
    tags=["enquiries"],
    route_class=StrictRoute,
    responses=responses(400, 401, 403, 404, 409, 422),
)


class Picture(Response):
    """An SVG 1.1 document; under the policy of every answer nothing in it can load or run."""

    media_type = "image/svg+xml"


@router.get("", response_model=BodyMaps, responses=TAGGED)
def get_body_maps(reading: Here, views: ViewsHere, match: Match = None) -> Response:
    """Marks seen on a child, each with its place, by whom; which maps are withheld from you."""
    return tagged(views.get(body_maps, reading), match)


@router.get(
    "/{seq}.svg",
    response_class=Picture,
    responses={200: {"content": {"image/svg+xml": {"schema": {"type": "string"}}}}},
)
def get_body_map(
    reading: Here,
    views: ViewsHere,
    seq: Annotated[int, Path(ge=1, le=2**31, description="The entry's number.")],
) -> Response:
    """One body map as a picture, with its marks as a list that can be read out."""
    return picture_of(reading, views, seq)


def picture_of(reading: Reading, views: Views, seq: int) -> Response:
    """The body map of an entry.

    Raises:
        NotFound: the entry is no body map that the reader may see.
    """
    for drawing in views.get(body_maps, reading).maps:
        if drawing.entry == seq:
            return Picture(svg(drawing))
    raise NotFound(f"seq: entry {seq} is no body map that you may see", field="seq")
