"""Documents: deposited before the entry that records them, read by whoever may see that entry."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

from api.context import UUID, LedgerHere, SignedIn
from api.problems import responses
from api.routes.enquiries import Enquiry, Here
from api.strict import StrictRoute
from api.uploads import parts_of
from domain.events.documents import Document
from ledger.depositing import deposit, read_document
from ledger.documents.media import ACCEPTED

router = APIRouter(
    prefix="/api/enquiries/{enquiry}/documents",
    tags=["documents"],
    route_class=StrictRoute,
    responses=responses(400, 401, 403, 404, 409, 422),
)

Name = Annotated[str, Path(pattern=UUID, description="The document's name, as its entry has it.")]

_BINARY: Final[dict[str, Any]] = {"schema": {"type": "string", "format": "binary"}}
_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "description": "The file itself. Its kind is told from its bytes; a type of its own may be "
        "declared, and must then be the one that the bytes show.",
        "required": True,
        "content": {"application/octet-stream": _BINARY},
    }
}


@router.post("", status_code=201, openapi_extra=_BODY, responses=responses(413, 415))
async def put_document(
    enquiry: Enquiry, request: Request, session: SignedIn, ledger: LedgerHere
) -> Document:
    """Deposit a file of at most 256 MiB in an enquiry.

    What you get back is the `document` of the `DocumentDeposited` that you then record, within a
    day: until it is recorded, nobody sees the file, and after a day it is gone.
    """
    declared = request.headers.get("content-type", "").partition(";")[0].strip().lower() or None
    return await run_in_threadpool(
        deposit, ledger, session.practitioner, enquiry, parts_of(request), declared
    )


@router.get(
    "/{name}",
    response_class=StreamingResponse,
    responses={200: {"content": dict.fromkeys(sorted(ACCEPTED), _BINARY)}},
)
def get_document(reading: Here, ledger: LedgerHere, name: Name) -> Response:
    """A file, exactly as it was deposited."""
    event, chunks = read_document(ledger, reading, name)
    document = event.document
    return StreamingResponse(
        chunks,
        media_type=document.media_type,
        headers={
            "Content-Length": str(document.size),
            "Content-Disposition": f'attachment; filename="{document.name}"',
            "Cache-Control": "no-store",
        },
    )
