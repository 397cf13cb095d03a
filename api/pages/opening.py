"""Opening an enquiry: the child's name is its first entry, and the referral its second."""

import secrets
from uuid import uuid4

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.problems import NotAllowed
from api.strict import StrictRoute
from api.web.context import CaseHere, ReaderHere
from api.web.reader import Reader
from api.web.site import page
from ledger.ledger import NotFound
from projections.children import other_children

router = APIRouter(
    include_in_schema=False, route_class=StrictRoute, default_response_class=HTMLResponse
)


@router.get("/new-enquiry")
def get_new_enquiry(request: Request, reader: ReaderHere) -> HTMLResponse:
    """Whom the enquiry is about. What is typed goes nowhere until its author signs it.

    Raises:
        NotAllowed: the reader records nothing in enquiries.
    """
    return _form(request, reader, "", _new_id())


@router.get("/enquiries/{enquiry}/siblings/{person}/new-enquiry")
def get_new_enquiry_about(
    request: Request, reading: CaseHere, reader: ReaderHere, person: str
) -> HTMLResponse:
    """As `get_new_enquiry`, about a child of this enquiry under the id that the child has here:
    so what is recorded for both means the same children in both.

    Raises:
        NotAllowed: the reader records nothing in enquiries.
        NotFound: there is no such child here that the reader sees.
    """
    child = next((one for one in other_children(reading) if one.id == person), None)
    if child is None:
        raise NotFound("person: no other child of this enquiry", field="person")
    return _form(request, reader, child.name, child.id)


def _form(request: Request, reader: Reader, name: str, child: str) -> HTMLResponse:
    if reader.is_inspector or reader.is_registrar:
        raise NotAllowed("capacity: your role opens no enquiries", field="capacity")
    held = [{"value": one.id, "text": f"{one.title}, {one.agency}"} for one in reader.capacities]
    return page(
        request,
        "work/opening.html",
        stream=str(uuid4()),
        name=name,
        child=child,
        capacities=held,
    )


def _new_id() -> str:
    """A local id that names nobody, and that the enquiry of no brother or sister has for another:
    what is recorded for both at once would otherwise be about each of them.
    """
    return f"child-{secrets.token_hex(2)}"
