"""The documents of an enquiry: which there are, and each file as it was deposited."""

from typing import Annotated, Final

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from api.context import UUID, LedgerHere, ViewsHere
from api.pages.bundling import may_issue
from api.pages.case_frame import framed
from api.web.context import CaseHere, ReaderHere
from api.web.site import page
from ledger.depositing import read_document
from ledger.documents.media import KINDS
from projections.body_map import body_maps
from projections.bundles import bundles
from projections.documents import documents

router = APIRouter(
    prefix="/enquiries/{enquiry}/documents",
    include_in_schema=False,
    default_response_class=HTMLResponse,
)

FORMS: Final = {
    "report": "Report",
    "letter": "Letter",
    "photograph": "Photograph",
    "body_map": "Body map drawn by hand",
    "notes": "Notes made at the time",
    "recording": "Recording",
    "order": "Order of a court",
    "other": "Other document",
}
"""What a document is, as readers see it."""
_UNITS: Final = ("bytes", "KB", "MB")
_STEP: Final = 1024


def size_words(size: int) -> str:
    """A length as people write it: “472 KB”."""
    if size == 1:
        return "1 byte"
    value, unit = float(size), _UNITS[0]
    for bigger in _UNITS[1:]:
        if value < _STEP:
            break
        value, unit = value / _STEP, bigger
    return f"{value:.0f} {unit}" if value >= 10 or unit == _UNITS[0] else f"{value:.1f} {unit}"  # noqa: PLR2004 - one place


@router.get("")
def get_documents(
    request: Request, reading: CaseHere, reader: ReaderHere, views: ViewsHere
) -> HTMLResponse:
    """Which there are."""
    return page(
        request,
        "documents/list.html",
        **framed(reading, views, "documents"),
        found=views.get(documents, reading),
        maps=views.get(body_maps, reading).maps,
        issued=views.get(bundles, reading).bundles,
        may_issue=may_issue(reader),
        forms=FORMS,
        kinds=KINDS,
        size_words=size_words,
    )


Name = Annotated[str, Path(pattern=UUID)]


@router.get("/{name}")
def get_document(reading: CaseHere, ledger: LedgerHere, name: Name) -> StreamingResponse:
    """A file, exactly as it was deposited. Its name says nothing of what it is: downloads lie on a
    shared computer for a long time.
    """
    event, chunks = read_document(ledger, reading, name)
    document = event.document
    ending = KINDS[document.media_type][1]
    return StreamingResponse(
        chunks,
        media_type=document.media_type,
        headers={
            "Content-Length": str(document.size),
            "Content-Disposition": f'attachment; filename="document-{name[:8]}.{ending}"',
            "Cache-Control": "no-store",
            "Content-Security-Policy": "sandbox; default-src 'none'",
        },
    )
