"""One-time codes: who may vouch for a key makes one, and its holder offers the key under it."""

from typing import Annotated, Final, Literal

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.context import Id, SignedIn
from api.enrolling import Enrolling, EnrollingHere, KeyStage, Stage
from api.problems import BadRequest, responses
from api.strict import StrictRoute
from crypto.checknumber import check_number
from ledger.invitations import Invitation
from ledger.invitations.codes import ALPHABET, GROUP

router = APIRouter(
    prefix="/api", tags=["keys"], route_class=StrictRoute, responses=responses(400, 422)
)

_REFERENCE: Final = f"^[{ALPHABET}]{{{GROUP}}}$"
X: Final = "^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$"
"""32 bytes as canonical base64url (RFC 4648, section 3.5)."""
Reference = Annotated[
    str, Path(pattern=_REFERENCE, description="The first group of the code, which is no secret.")
]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class NewInvitation(_Model):
    """What a code is wanted for."""

    purpose: Literal["enrolment", "another_device", "replacement"]
    """To enrol somebody, for a further key, or for one in the place of a key that is lost."""
    practitioner: Id | None = None
    """Whose further key it is for; nobody's for an enrolment."""


class OfferedKey(_Model):
    """A key that waits to be vouched for. It has been compared with nothing yet."""

    kid: str
    x: str
    """The Ed25519 public key, base64url."""
    check_number: tuple[str, ...]
    """What its holder reads out, in groups of five digits; compute it from `kid` yourself."""


class InvitationOut(_Model):
    """A code that one has made, without its secret."""

    reference: str
    """The first group of the code."""
    purpose: str
    practitioner: str
    """Whose key it is for; for an enrolment, the id that its directory stream shall have."""
    made: int
    """Seconds since 1970, as `expires`."""
    expires: int
    stage: Stage
    key: OfferedKey | None


class InvitationMade(_Model):
    """A new code, told this once."""

    code: str
    invitation: InvitationOut


class Offer(_Model):
    """A key, and the code that its holder was given."""

    code: Annotated[str, Field(min_length=1, max_length=64)]
    """The one-time code."""
    x: Annotated[str, Field(pattern=X)]
    """The Ed25519 public key, base64url."""


class OfferStage(_Model):
    """How far an offered key has come."""

    stage: KeyStage


class Offered(_Model):
    """For whom the key now waits to be vouched for."""

    practitioner: str
    purpose: str
    name: str | None
    """Whose further key it is; nobody is named who is yet to be enrolled."""
    ledger: str
    kid: str
    check_number: tuple[str, ...]


@router.post("/invitations", status_code=201, responses=responses(401, 403, 404, 409, 413, 415))
def make_invitation(
    wanted: NewInvitation, session: SignedIn, enrolling: EnrollingHere
) -> InvitationMade:
    """Make a code: as a registrar for somebody to enrol, for your own further device, or as an
    officer of their agency for somebody who lost theirs.
    """
    if (wanted.purpose == "enrolment") is not (wanted.practitioner is None):
        raise BadRequest(
            "practitioner: not with an enrolment, and only there left out", field="practitioner"
        )
    made, code = enrolling.make(session.practitioner, wanted.purpose, wanted.practitioner)
    return InvitationMade(code=code, invitation=_shown(enrolling, made))


@router.get("/invitations", responses=responses(401, 403))
def get_invitations(session: SignedIn, enrolling: EnrollingHere) -> list[InvitationOut]:
    """The codes that you made, and the keys that came with them."""
    return [_shown(enrolling, one) for one in enrolling.made(session.practitioner)]


@router.get("/invitations/{reference}", responses=responses(401, 403, 404))
def get_invitation(
    reference: Reference, session: SignedIn, enrolling: EnrollingHere
) -> InvitationOut:
    """A code that you made, and the key that came with it."""
    return _shown(enrolling, enrolling.invitations.get(reference, session.practitioner))


@router.delete("/invitations/{reference}", status_code=204, responses=responses(401, 403))
def cancel_invitation(
    reference: Reference, session: SignedIn, enrolling: EnrollingHere
) -> Response:
    """Take a code back, with the key that was offered under it."""
    enrolling.invitations.cancel(reference, session.practitioner)
    return Response(status_code=204)


@router.post("/offers", status_code=201, responses=responses(413, 415, 429))
def offer_key(offer: Offer, request: Request, enrolling: EnrollingHere) -> Offered:
    """Offer a new key under a code, which is thereby used up.

    Read the check number to whoever gave you the code. They vouch for the key in the directory;
    then sign in with it and record its `KeyAccepted`.
    """
    client = request.client.host if request.client else ""
    offered = enrolling.offer(client, offer.code, offer.x)
    kid = str(offered.kid)
    new = offered.purpose == "enrolment"
    return Offered(
        practitioner=offered.practitioner,
        purpose=offered.purpose,
        name=None if new else enrolling.person(offered.practitioner).name,
        ledger=enrolling.ledger.genesis.ledger,
        kid=kid,
        check_number=check_number(kid),
    )


@router.get("/offers/{x}")
def get_offer(
    x: Annotated[str, Path(pattern=X, description="The public key, base64url.")],
    enrolling: EnrollingHere,
) -> OfferStage:
    """How far the key that you offered has come. Who does not know the key learns nothing."""
    return OfferStage(stage=enrolling.key_stage(x))


def _shown(enrolling: Enrolling, one: Invitation) -> InvitationOut:
    return InvitationOut(
        reference=one.reference,
        purpose=one.purpose,
        practitioner=one.practitioner,
        made=one.made,
        expires=one.expires,
        stage=enrolling.stage(one),
        key=_key(one),
    )


def _key(one: Invitation) -> OfferedKey | None:
    kid = one.kid
    if one.x is None or kid is None:
        return None
    return OfferedKey(kid=kid, x=one.x, check_number=check_number(kid))
