"""The codes that a demonstration hands to whoever visits it, and how it vouches for their keys.

A visitor gets what anybody gets: a one-time code, a key of their own in their browser, and that
key's own entry to accept it. Only the entry between these two, which vouches for the key, is signed
by the demonstration, with the key file that it holds of every invented person. A real ledger holds
no such file, hands out nothing and vouches for nobody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from ledger.draft import DraftRequest
from ledger.errors import Problem
from ledger.invitations import Invitation, Invitations
from ledger.keys.keyfile import open_key_file
from ledger.ledger import Ledger, NotFound
from ledger.operating.recording import record
from ledger.replaying.demonstration import Role, roles
from ledger.replaying.replay import PASSPHRASE


class NoDemonstration(Problem):
    """The ledger is a real one, or holds no key file of this person."""

    code = "no-demonstration"
    status = 403
    title = "Only a demonstration vouches for a key by itself"


@dataclass(frozen=True, slots=True)
class Handed:
    """A code, and as whom it lets a visitor read and record."""

    role: Role
    code: str


class Handout:
    """The codes of one demonstration; a code that was used is replaced by another."""

    def __init__(self, ledger: Ledger, invitations: Invitations, devices: Path) -> None:
        self._ledger = ledger
        self._invitations = invitations
        self._devices = devices
        self._codes: dict[str, tuple[str, str]] = {}
        self._lock = Lock()

    def codes(self) -> tuple[Handed, ...]:
        """A code for everybody; none at all on a real ledger."""
        if not self._ledger.genesis.demonstration:
            return ()
        with self._lock:
            return tuple(self._handed())

    def vouch(self, invitation: Invitation) -> None:
        """Sign the offered key in, as the invented person that the code was for.

        Raises:
            NoDemonstration: the ledger is real, the code was not handed out here, or no key came.
        """
        if not self._ledger.genesis.demonstration or invitation.purpose != "demonstration":
            raise NoDemonstration("code: not one that a demonstration handed out", field="code")
        role = self._role(invitation.practitioner)
        key_file = open_key_file(role.key, PASSPHRASE)
        request = DraftRequest(
            event="KeyAdded",
            streams=(invitation.practitioner,),
            data={
                "key": {"kid": invitation.kid, "x": invitation.x},
                "reason": "another_device",
            },
            occurred=self._ledger.moment().isoformat(),
        )
        record(self._ledger, key_file, request)

    def _handed(self) -> Iterator[Handed]:
        for role in roles(self._ledger, self._devices):
            yield Handed(role, self._code(role.practitioner))

    def _code(self, practitioner: str) -> str:
        reference, code = self._codes.get(practitioner, ("", ""))
        if not self._can_be_used(practitioner, reference):
            self._forget(practitioner)
            made, code = self._invitations.make(practitioner, "demonstration", practitioner)
            self._codes[practitioner] = made.reference, code
        return code

    def _can_be_used(self, practitioner: str, reference: str) -> bool:
        try:
            found = self._invitations.get(reference, practitioner)
        except NotFound:
            return False
        return found.x is None and found.tries > 0

    def _forget(self, practitioner: str) -> None:
        """Codes that were used, or that this process does not know: it has been started again."""
        for one in self._invitations.made_by(practitioner):
            if one.purpose == "demonstration":  # a key that came with one is in the directory now
                self._invitations.cancel(one.reference, practitioner)

    def _role(self, practitioner: str) -> Role:
        for role in roles(self._ledger, self._devices):
            if role.practitioner == practitioner:
                return role
        raise NoDemonstration("code: the demonstration holds no key of this person", field="code")
