"""People: the directory, and what registrars and officers record in it.

Each of these pages is a form whose answers never come here: the browser asks for a draft, shows the
words and signs them. Of somebody who is yet to be enrolled, the server keeps nothing at all.
"""

from typing import Annotated, Final

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse

from api.context import UUID, LedgerHere
from api.enrolling import Enrolling, EnrollingHere
from api.pages.keys import Kid, key_of
from api.pages.keys_model import rows_of
from api.pages.people_model import agencies, rights, rows
from api.problems import NotAllowed
from api.strict import StrictRoute
from api.web.context import ReaderHere
from api.web.site import page
from domain.enrolment import REGISTRAR
from domain.holding import Held
from domain.practitioner import Practitioner
from ledger.ledger import NotFound

router = APIRouter(
    include_in_schema=False, route_class=StrictRoute, default_response_class=HTMLResponse
)

SHOWN: Final = 100
"""People of a page: beyond that a name is typed sooner than found."""
_DONE: Final = {
    "enrolled": "They are enrolled. They now accept their key in their browser.",
    "key": "The key was added. They now accept it in their browser.",
    "revoked": "The key was revoked. Nothing that it signs from now on is accepted.",
    "granted": "The capacity was granted.",
    "ended": "The capacity ends with the day that you gave.",
    "corrected": "The details were corrected.",
    "delegated": "The capacity was delegated.",
}
Who = Annotated[str, Path(pattern=UUID)]
Words = Annotated[str, Query(max_length=200)]


@router.get("/people")
def get_people(
    request: Request, reader: ReaderHere, enrolling: EnrollingHere, q: Words = ""
) -> HTMLResponse:
    """Everybody who may sign, and the codes that wait."""
    found = rows(enrolling, q)
    made = [(one, enrolling.stage(one)) for one in enrolling.made(reader.id)]
    return page(
        request,
        "people/people.html",
        q=q,
        people=found[:SHOWN],
        more=max(0, len(found) - SHOWN),
        open=[(one, stage) for one, stage in made if stage in {"waiting", "offered", "added"}],
        names={row.id: row.name for row in rows(enrolling, "")},
    )


@router.get("/people/enrol")
def get_enrol_somebody(
    request: Request,
    reader: ReaderHere,
    enrolling: EnrollingHere,
    code: Annotated[str, Query(max_length=4)] = "",
) -> HTMLResponse:
    """Enrol somebody: a code, their check number, and who they are."""
    if not reader.is_registrar:
        raise NotAllowed("Only a registrar enrols people.")
    return page(
        request,
        "people/enrol.html",
        code=code,
        roles=_roles(enrolling),
        agencies=agencies(enrolling),
        today=enrolling.today(),
    )


@router.get("/people/{practitioner}")
def get_person(
    request: Request,
    reader: ReaderHere,
    enrolling: EnrollingHere,
    practitioner: Who,
    done: str | None = None,
) -> HTMLResponse:
    """Somebody: what they are, their keys, and what the reader may record about them."""
    person = enrolling.person(practitioner)
    today = enrolling.held_today(person)
    return page(
        request,
        "people/person.html",
        person=person,
        held=today,
        other=[one for one in person.capacities.values() if one not in today],
        keys=rows_of(enrolling.ledger, person.id),
        rights=rights(reader, person, enrolling),
        done=_DONE.get(done or ""),
    )


@router.get("/people/{practitioner}/key")
def get_vouch(
    request: Request, reader: ReaderHere, enrolling: EnrollingHere, practitioner: Who
) -> HTMLResponse:
    """Vouch for a new key of somebody who lost theirs."""
    person = enrolling.person(practitioner)
    _need(allowed=rights(reader, person, enrolling).vouches)
    return page(request, "people/key.html", person=person)


@router.get("/people/{practitioner}/keys/{kid}/revoke")
def get_revoke_for(
    request: Request,
    reader: ReaderHere,
    enrolling: EnrollingHere,
    ledger: LedgerHere,
    practitioner: Who,
    kid: Kid,
) -> HTMLResponse:
    """Revoke a key of somebody else."""
    person = enrolling.person(practitioner)
    _need(allowed=rights(reader, person, enrolling).revokes)
    back = f"/people/{person.id}"
    return page(
        request,
        "keys/revoke.html",
        person=person,
        own=person.id == reader.id,
        key=key_of(ledger, person.id, kid),
        back=back,
        after=f"{back}?done=revoked",
    )


@router.get("/people/{practitioner}/grant")
def get_grant(
    request: Request, reader: ReaderHere, enrolling: EnrollingHere, practitioner: Who
) -> HTMLResponse:
    """Grant a further capacity."""
    person = enrolling.person(practitioner)
    _need(allowed=rights(reader, person, enrolling).enrols)
    return page(
        request,
        "people/grant.html",
        person=person,
        roles=_roles(enrolling),
        agencies=agencies(enrolling),
        today=enrolling.today(),
    )


@router.get("/people/{practitioner}/end/{capacity}")
def get_end(
    request: Request,
    reader: ReaderHere,
    enrolling: EnrollingHere,
    practitioner: Who,
    capacity: Annotated[str, Path(max_length=32)],
) -> HTMLResponse:
    """End a capacity."""
    person = enrolling.person(practitioner)
    _need(allowed=rights(reader, person, enrolling).enrols)
    return page(request, "people/end.html", person=person, held=_capacity(person, capacity))


@router.get("/people/{practitioner}/correct")
def get_correct(
    request: Request, reader: ReaderHere, enrolling: EnrollingHere, practitioner: Who
) -> HTMLResponse:
    """Correct the name or the regulator's number."""
    person = enrolling.person(practitioner)
    _need(allowed=rights(reader, person, enrolling).enrols)
    return page(request, "people/correct.html", person=person)


@router.get("/people/{practitioner}/delegate")
def get_delegate(
    request: Request,
    reader: ReaderHere,
    enrolling: EnrollingHere,
    practitioner: Who,
    capacity: Annotated[str, Query(max_length=32)] = "",
) -> HTMLResponse:
    """Delegate a capacity of one's own for a time; which one is asked of those who have several."""
    person = enrolling.person(practitioner)
    own = rights(reader, person, enrolling).delegates
    _need(allowed=bool(own))
    chosen = [held for held in own if held.id == capacity or len(own) == 1]
    return page(
        request,
        "people/delegate.html",
        person=person,
        own=own,
        granted=chosen[0] if chosen else None,
        id=_free_id(person),
        today=enrolling.today(),
    )


def _need(*, allowed: bool) -> None:
    if not allowed:
        raise NotAllowed(
            "This is not yours to change. Ask the registrar, or one of their officers."
        )


def _capacity(person: Practitioner, capacity: str) -> Held:
    if capacity not in person.capacities:
        raise NotFound("capacity: the person has none of this id", field="capacity")
    return person.capacities[capacity]


def _free_id(person: Practitioner) -> str:
    """An id for a capacity for a time, which the person has not had."""
    numbered = (f"cover-{number}" for number in range(1, len(person.capacities) + 2))
    return next(one for one in numbered if one not in person.capacities)


def _roles(enrolling: Enrolling) -> list[dict[str, str]]:
    """Every role that can be granted, as the items of a select."""
    known = {name: role.title for name, role in enrolling.roles().items()}
    named = sorted({REGISTRAR: "Registrar", **known}.items(), key=lambda item: item[1])
    return [{"value": name, "text": title} for name, title in named]
