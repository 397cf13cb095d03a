"""Prove a key; then a short session."""

from typing import Annotated, Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from api.context import Holder, LedgerHere, SessionsHere, Token
from api.problems import responses
from api.sessions import Session
from api.strict import StrictRoute
from ledger.ledger import Ledger

router = APIRouter(
    prefix="/api", tags=["sign in"], route_class=StrictRoute, responses=responses(400, 422)
)


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class Challenge(_Model):
    """What the device is to sign (docs/FORMAT.md, chapter 8)."""

    ledger: str
    """The ledger's id: `aud`."""
    origin: str
    """The web origin that it serves: `origin`. A browser takes its own, not this."""
    nonce: str
    """`nonce`; good for one attempt."""
    expires: int
    """Seconds since 1970: the latest `exp` that is of use."""


class Proof(_Model):
    """A signed sign-in statement."""

    nonce: Annotated[str, Field(min_length=1, max_length=100)]
    """The challenge's."""
    statement: Annotated[str, Field(min_length=1, max_length=4096)]
    """The JWS (typ `countersign-signin+jwt`)."""


class OwnKey(_Model):
    """A key held in one's name."""

    kid: str
    state: Literal["pending", "live", "revoked"]
    offered: int
    """The entry of one's directory stream that offered it: `offer` of its `KeyAccepted`."""


class WhoAmI(_Model):
    """Who is signed in, what they can act as, and every key held in their name.

    Check the keys: one that you do not know could sign as you.
    """

    practitioner: str
    name: str
    kid: str
    expires: int
    """Seconds since 1970."""
    left: int
    """Seconds until then; every request but one with `Countersign-Look` starts them anew."""
    capacities: tuple[str, ...]
    """Ids of the capacities in force."""
    keys: tuple[OwnKey, ...]
    enquiries: int
    """How many enquiries hold entries in one's name or invite one, up to 500."""


class NewSession(_Model):
    """A session: send the token as `Authorization: Bearer …`."""

    token: str
    session: WhoAmI


@router.post("/challenges", status_code=201)
def new_challenge(ledger: LedgerHere, sessions: SessionsHere) -> Challenge:
    """A nonce for one attempt to sign in."""
    nonce, expires = sessions.nonces.new(ledger.now())
    return Challenge(
        ledger=ledger.genesis.ledger, origin=sessions.origin, nonce=nonce, expires=expires
    )


@router.post("/sessions", status_code=201, responses=responses(401, 413, 415))
def sign_in(proof: Proof, ledger: LedgerHere, sessions: SessionsHere) -> NewSession:
    """Sign in with a statement over the nonce, by a key that is in force.

    A key that waits to be accepted signs in too, for nothing but its own `KeyAccepted`.
    """
    token, session = sessions.sign_in(proof.nonce, proof.statement.encode("utf-8"))
    return NewSession(token=token, session=who_is(ledger, session))


@router.get("/sessions/current", responses=responses(401))
def who_am_i(session: Holder, ledger: LedgerHere) -> WhoAmI:
    """Who is signed in."""
    return who_is(ledger, session)


@router.delete("/sessions/current", status_code=204, responses=responses(401))
def sign_out(_: Holder, token: Token, sessions: SessionsHere) -> Response:
    """End the session."""
    sessions.end(token)
    return Response(status_code=204)


def who_is(ledger: Ledger, session: Session) -> WhoAmI:
    """Who is signed in with a session."""
    person = ledger.reads.practitioner(session.practitioner)
    ledger.register.catch_up()
    mine = ledger.register.enquiries(participant=person.id, limit=500)
    now = ledger.moment()
    return WhoAmI(
        practitioner=person.id,
        name=person.name,
        kid=session.kid,
        expires=session.expires,
        left=session.expires - ledger.now(),
        capacities=tuple(held.id for held in person.capacities_in_force(now)),
        keys=tuple(
            OwnKey(kid=key.kid, state=key.state, offered=key.offered)
            for key in person.keys.values()
        ),
        enquiries=len(mine.items),
    )
