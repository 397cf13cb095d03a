"""How the row of a procedure is entered: what carries it out, and what must be seen in a scenario.

Row("SEE-03", "A visit says whether the child was alone, and if not, who was there and why.",
    recorded(ChildSeen.where(lambda seen: seen.company.kind == "with_others")),
    found("SEE-03"))
Row("PAR-14", "Nothing.", instead="What the product does instead, and why.")
"""

from dataclasses import dataclass
from typing import Protocol

from domain.duties.case import AnyOf, Wanted
from domain.events.base import Pattern


class Seen(Protocol):
    """What the scenarios show; `tests.statute.evidence` replays them."""

    def recorded(self, wanted: Wanted) -> str | None:
        """The scenario in which an entry fits, if any."""

    def cleared(self, row: str) -> str | None:
        """The scenario in which a finding under this row stood and later did not, if any."""


class Claim(Protocol):
    """Something that a scenario shows."""

    def shown_in(self, seen: Seen) -> str | None:
        """The scenario that shows it, if any."""


@dataclass(frozen=True)
class Recorded:
    """An entry like this stands in a scenario."""

    wanted: Wanted

    def shown_in(self, seen: Seen) -> str | None:
        """The scenario with such an entry."""
        return seen.recorded(self.wanted)

    def __str__(self) -> str:
        return f"recorded: {_named(self.wanted)}"


@dataclass(frozen=True)
class Found:
    """The finding of this row stands at one moment of a scenario, and at a later one does not."""

    row: str

    def shown_in(self, seen: Seen) -> str | None:
        """The scenario in which it stands and is cleared."""
        return seen.cleared(self.row)

    def __str__(self) -> str:
        return f"found, then put right: {self.row}"


@dataclass(frozen=True, init=False)
class Row:
    """A row: how the product carries it out, and what shows that.

    `instead` is for what software cannot carry out: what the product does, and why no more.

    Raises:
        ValueError: nothing is to show it, and nothing is said to be done instead.
    """

    id: str
    how: str
    claims: tuple[Claim, ...]
    instead: str | None

    def __init__(self, row: str, how: str, /, *claims: Claim, instead: str | None = None) -> None:
        if not claims and not instead:
            raise ValueError(f"{row}: nothing shows it")
        object.__setattr__(self, "id", row)
        object.__setattr__(self, "how", how)
        object.__setattr__(self, "claims", claims)
        object.__setattr__(self, "instead", instead)


def recorded(wanted: Wanted) -> Recorded:
    """An entry like this stands in a scenario."""
    return Recorded(wanted)


def found(row: str) -> Found:
    """The finding of the duty or rule of this row stands, and later it does not."""
    return Found(row)


def _named(wanted: Wanted) -> str:
    if isinstance(wanted, AnyOf):
        return " or ".join(map(_named, wanted.patterns))
    if not isinstance(wanted, Pattern):
        return f"`{wanted.__name__}`"
    values = ", ".join(f"{name} {value}" for name, value in wanted.fields)
    return f"`{wanted.event.__name__}`" + (f" ({values})" if values else "")
