"""The directory: who may sign, in which capacities."""

from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict

from api.context import LedgerHere, SignedIn
from api.problems import responses
from domain.practitioner import Practitioner
from ledger.ledger import NotFound

router = APIRouter(
    prefix="/api/practitioners", tags=["practitioners"], responses=responses(401, 404, 422)
)


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


class PractitionersOut(_Model):
    """A page of the directory."""

    items: tuple[PractitionerOut, ...]
    next: str | None


@router.get("")
def get_practitioners(
    _: SignedIn,
    ledger: LedgerHere,
    after: Annotated[str | None, Query(max_length=64)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> PractitionersOut:
    """Everybody in the directory, in the order of their ids."""
    ledger.register.catch_up()
    ids = [one for one in ledger.register.practitioners() if after is None or one > after]
    shown = tuple(_shown(ledger.reads.practitioner(one), ledger.now()) for one in ids[:limit])
    return PractitionersOut(items=shown, next=ids[limit - 1] if len(ids) > limit else None)


@router.get("/{practitioner}")
def get_practitioner(
    _: SignedIn, ledger: LedgerHere, practitioner: Annotated[str, Path(max_length=64)]
) -> PractitionerOut:
    """One practitioner."""
    ledger.register.catch_up()
    if practitioner not in ledger.register.practitioners():
        raise NotFound("practitioner: the directory holds nobody of this id", field="practitioner")
    return _shown(ledger.reads.practitioner(practitioner), ledger.now())


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
