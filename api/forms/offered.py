"""What the questions of a form may choose from in one enquiry, as far as its reader may see."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the enquiry."""

    id: str
    name: str
    relation: str
    """What they are to the child; empty for the child."""
    kind: str
    names: tuple[str, ...] = ()
    """Every name in use, the current one first."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """A practitioner as an entry names them."""

    named: Mapping[str, Any]
    words: str
    is_near: bool = True
    """Whether the enquiry names them; others are listed only where one is chosen."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An entry of the enquiry that a later one may refer to."""

    seq: int
    event: str
    words: str


def nobody(_: str) -> Iterable[Mapping[str, Any]]:
    """A directory without anybody in it."""
    return ()


@dataclass(frozen=True, slots=True)
class Offered:
    """Everything that there is to choose from, and the ledger's present moment."""

    now: datetime
    persons: tuple[Person, ...] = ()
    colleagues: tuple[Colleague, ...] = ()
    """The reader first, then those named in the enquiry, those of their agency, and others."""
    called: Callable[[str], Iterable[Mapping[str, Any]]] = nobody
    """Everybody in the directory of a name, however it is capitalised, in each of their roles."""
    entries: tuple[Earlier, ...] = ()
    """The latest first."""
    roles: Mapping[str, str] = field(default_factory=dict)
    """Id of a role to its title, as the procedure in force has them."""
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The numbers and codes of the enquiry and its procedure, by the field that asks for one."""
    actions: int = 0
    """The highest number of an action agreed so far."""
    siblings: Mapping[str, str] = field(default_factory=dict)
    """The ids of the enquiries that an act may be recorded in at once, to whom each is about."""
    capacities: Mapping[str, str] = field(default_factory=dict)
    """The capacities in which the reader may record, by their ids."""
