"""The directory: who may sign, in which capacities."""

from datetime import UTC, date, datetime
from typing import Annotated, Final

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict

from api.context import UUID, LedgerHere, SignedIn
from api.paging import PAGED, link_next
from api.people import practitioner_of
from api.problems import responses
from api.strict import StrictRoute
from domain.practitioner import Practitioner
from ledger.ledger import NotFound

router = APIRouter(
    prefix="/api/practitioners",
    tags=["practitioners"],
    route_class=StrictRoute,
    responses=responses(400, 401, 403, 422),
)

MAX_LIMIT: Final = 100
"""People of a page."""


class _Model(BaseModel):
    model_config = ConfigDict(use_attribute_docstrings=True)


class CapacityOut(_Model):
    """A capacity in force."""

    id: str
    role: str
    title: str
    agency: str
    team: str | None
    first: date
    last: date | None
    scope: str
    """`granted`, `acting_up` or `countersigning`."""


class KeyOut(_Model):
    """A key of the directory."""

    kid: str
    x: str
    """The Ed25519 public key, base64url."""
    state: str


class PractitionerOut(_Model):
    """Somebody of the directory."""

    practitioner: str
    name: str
    registration: str | None
    capacities: tuple[CapacityOut, ...]
    keys: tuple[KeyOut, ...]
    head: str | None
    """Digest of the last entry of their directory stream."""


PractitionerId = Annotated[
    str, Path(pattern=UUID, description="The practitioner's id: that of their directory stream.")
]


class PractitionersOut(_Model):
    """A page of the directory."""

    items: tuple[PractitionerOut, ...]
    next: str | None


@router.get("", responses=PAGED)
def get_practitioners(
    _: SignedIn,
    ledger: LedgerHere,
    request: Request,
    response: Response,
    after: Annotated[
        str | None, Query(pattern=UUID, description="`next` of the page before this.")
    ] = None,
    limit: Annotated[
        int, Query(ge=1, le=MAX_LIMIT, description="Practitioners of a page at most.")
    ] = 50,
) -> PractitionersOut:
    """Everybody in the directory, in the order of their ids."""
    ledger.register.catch_up()
    ids = [one for one in ledger.register.practitioners() if after is None or one > after]
    shown = tuple(_shown(ledger.reads.practitioner(one), ledger.now()) for one in ids[:limit])
    following = ids[limit - 1] if len(ids) > limit else None
    link_next(request, response, following)
    return PractitionersOut(items=shown, next=following)


@router.get("/{practitioner}", responses=responses(404))
def get_practitioner(
    _: SignedIn, ledger: LedgerHere, practitioner: PractitionerId
) -> PractitionerOut:
    """One practitioner."""
    person = practitioner_of(ledger, practitioner)
    if not person.version:
        raise NotFound("practitioner: the directory holds nobody of this id", field="practitioner")
    return _shown(person, ledger.now())


def _shown(person: Practitioner, now: int) -> PractitionerOut:
    return PractitionerOut(
        practitioner=person.id,
        name=person.name,
        registration=person.registration,
        capacities=tuple(
            CapacityOut(
                id=held.id,
                role=held.role,
                title=held.title,
                agency=held.agency,
                team=held.team,
                first=held.first,
                last=held.last,
                scope=held.scope,
            )
            for held in person.capacities_in_force(datetime.fromtimestamp(now, UTC))
        ),
        keys=tuple(KeyOut(kid=key.kid, x=key.x, state=key.state) for key in person.keys.values()),
        head=person.head,
    )
