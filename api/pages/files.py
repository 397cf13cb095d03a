"""Stylesheets, scripts and images, under addresses that change with their content."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.web.site import Site
from ledger.ledger import NotFound

router = APIRouter(include_in_schema=False)


@router.get("/assets/{version}/{name:path}")
async def get_asset(request: Request, version: str, name: str) -> Response:
    """A file of this version. A browser keeps it for a year: another version is elsewhere."""
    site: Site = request.app.state.site
    asset = site.assets.find(version, name)
    if asset is None:
        raise NotFound("There is no such file in this version.")
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable",
        "Vary": "Accept-Encoding",
    }
    if asset.compressed and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(asset.compressed, media_type=asset.media_type, headers=headers)
    return Response(asset.data, media_type=asset.media_type, headers=headers)
