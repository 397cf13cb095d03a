"""Codes, offered keys, and how far each has come: one door for the operations and the pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, Literal

from fastapi import Depends, Request

from api.attempts import Attempts
from api.people import practitioner_of
from api.problems import NotAllowed
from crypto.canonical import unb64
from crypto.jws import thumbprint
from domain.authority import NothingAdopted
from domain.calendar import local_date
from domain.directory import Held, Practitioner
from domain.enrolment import may_add_keys, may_enrol
from domain.profiles import Profile, Role
from ledger.invitations import CodeRefused, Invitation, Invitations, Purpose
from ledger.ledger import Ledger, NotFound
from ledger.replaying.handout import Handed, Handout

KeyStage = Literal["gone", "offered", "added", "accepted", "revoked"]
"""A key was not offered, or its code was cancelled; it was offered; whoever made the code signed it
into the directory; it is in use; it is revoked."""
Stage = Literal["waiting", "spent"] | KeyStage
"""A code waits for a key, or was spent by wrong guesses; or how far its key has come."""
_OF_STATE: Final[dict[str, KeyStage]] = {
    "pending": "added",
    "live": "accepted",
    "revoked": "revoked",
}


@dataclass(frozen=True)
class Enrolling:
    """How keys come into the directory of one ledger."""

    ledger: Ledger
    invitations: Invitations
    handout: Handout | None
    attempts: Attempts

    def make(self, maker: str, purpose: Purpose, whose: str | None) -> tuple[Invitation, str]:
        """A code for somebody new (`whose` is None), or for a further key of somebody.

        Raises:
            NotAllowed: the maker is no registrar, or not one who may add keys for this person.
            NotFound: the directory does not hold this person.
            TooManyCodes: as it says.
        """
        now = self.ledger.moment()
        author = self.ledger.reads.practitioner(maker)
        if whose is None:
            if not may_enrol(author, now):
                raise NotAllowed("purpose: only a registrar enrols somebody", field="purpose")
            return self.invitations.make(maker, purpose)
        if not may_add_keys(author, self.person(whose), now, self.profile()):
            raise NotAllowed(
                "practitioner: only they themselves, or an officer of their agency, add a key",
                field="practitioner",
            )
        return self.invitations.make(maker, purpose, whose)

    def offer(self, client: str, code: str, x: str) -> Invitation:
        """Take the key that came with a code; a demonstration signs it in at once.

        Raises:
            CodeRefused: the code opens nothing, or the key is no good one.
            TooManyAttempts: too many wrong codes came from this address.
        """
        with self.attempts.by(client, CodeRefused):
            offered = self.invitations.offer(code, x)
        if offered.purpose == "demonstration" and self.handout:
            self.handout.vouch(offered)
        return offered

    def made(self, maker: str) -> tuple[Invitation, ...]:
        """What somebody has made; what a demonstration hands out in their name is not theirs."""
        found = self.invitations.made_by(maker)
        return tuple(one for one in found if one.purpose != "demonstration")

    def person(self, practitioner: str) -> Practitioner:
        """Somebody of the directory.

        Raises:
            NotFound: it holds nobody of this id.
        """
        person = practitioner_of(self.ledger, practitioner)
        if not person.version:
            raise NotFound(
                "practitioner: the directory holds nobody of this id", field="practitioner"
            )
        return person

    def stage(self, invitation: Invitation) -> Stage:
        """How far an invitation has come."""
        if invitation.x is None:
            return "waiting" if invitation.tries else "spent"
        return self.key_stage(invitation.x)

    def key_stage(self, x: str) -> KeyStage:
        """How far a key (base64url) has come.

        Raises:
            CryptoError: it is no 32 bytes.
        """
        kid = thumbprint(unb64(x))
        holder = self.ledger.reads.directory().holder_of(kid)
        if holder:
            return _OF_STATE[holder.keys[kid].state]
        return "offered" if self.invitations.waits(x) else "gone"

    def handed_out(self) -> tuple[Handed, ...]:
        """The codes that a demonstration hands to everybody; none on a real ledger."""
        return self.handout.codes() if self.handout else ()

    def held_today(self, person: Practitioner) -> tuple[Held, ...]:
        """The capacities that somebody holds today."""
        return person.capacities_in_force(self.ledger.moment())

    def today(self) -> date:
        """The day in London."""
        return local_date(self.ledger.moment())

    def roles(self) -> Mapping[str, Role]:
        """The roles of the procedure in force, by id."""
        profile = self.profile()
        return profile.roles if profile else {}

    def profile(self) -> Profile | None:
        """The procedure in force, if one is."""
        try:
            return self.ledger.reads.authority().profile.profile
        except NothingAdopted:
            return None


def the_enrolling(request: Request) -> Enrolling:
    """How keys come into the directory that is served."""
    enrolling: Enrolling = request.app.state.enrolling
    return enrolling


EnrollingHere = Annotated[Enrolling, Depends(the_enrolling)]
