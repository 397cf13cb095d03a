"""Who reads a page."""

from dataclasses import dataclass

from api.sessions import Session
from domain.authority import NothingAdopted
from domain.clearance import Purpose
from domain.holding import Held
from domain.practitioner import Practitioner
from domain.profiles import Role
from ledger.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who is signed in, and what they are: by the capacities in force today."""

    session: Session
    person: Practitioner
    capacities: tuple[Held, ...]
    kinds: tuple[Role, ...]
    """The roles of these capacities that the procedure in force knows."""

    @property
    def id(self) -> str:
        """Their id in the directory."""
        return self.person.id

    @property
    def name(self) -> str:
        """As the directory has it."""
        return self.person.name

    @property
    def roles(self) -> frozenset[str]:
        """Ids of the roles held."""
        return frozenset(held.role for held in self.capacities)

    @property
    def is_manager(self) -> bool:
        """Whether they manage people of an agency."""
        return any(kind.is_manager for kind in self.kinds)

    @property
    def is_registrar(self) -> bool:
        """Whether they keep the directory, and so see no case."""
        return "registrar" in self.roles

    @property
    def is_inspector(self) -> bool:
        """Whether they read across enquiries and record nothing."""
        return bool(self.kinds) and all(kind.is_read_only for kind in self.kinds)

    @property
    def purpose(self) -> Purpose:
        """Why they read."""
        return "inspection" if self.is_inspector else "casework"


def reader_with(session: Session, ledger: Ledger) -> Reader:
    """The reader of a session."""
    person = ledger.reads.practitioner(session.practitioner)
    held = person.capacities_in_force(ledger.moment())
    try:
        known = ledger.reads.authority().profile.profile.roles
    except NothingAdopted:
        known = {}
    return Reader(
        session, person, held, tuple(known[one.role] for one in held if one.role in known)
    )
