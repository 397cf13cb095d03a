"""What a saved draft is to whoever reads it. Ids of people are practitioners'; times seconds."""

from dataclasses import dataclass, field
from typing import Literal

Answers = dict[str, list[str]]
"""A posted form, exactly: each field's name with its values, half filled in or wrong."""

State = Literal["open", "returned", "finished", "discarded"]
"""`returned`: somebody asks for a change of the words as they stand now."""

Reason = Literal["shared", "returned", "agreed", "signed"]
"""Why a version is kept when its author writes on."""


@dataclass(frozen=True, slots=True)
class Version:
    """The draft as somebody saved it. Numbers that are missing were written over."""

    number: int
    by: str
    saved: int
    why: tuple[Reason, ...] = ()
    """Why it is kept, in the order in which that came about."""
    aside: bool = False
    """Whether somebody else had saved meanwhile, so that this was put beside what counts."""
    answers: Answers = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Somebody agreed a version. It is void as soon as the draft has another."""

    by: str
    version: int
    at: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody asked for a change of a version, and why."""

    by: str
    version: int
    at: int
    reasons: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """A draft as it stands: `answers` are those of its `version`, saved by `by` at `saved`."""

    id: str
    stream: str
    streams: tuple[str, ...]
    """The enquiries in which it is to be recorded; `stream` is the one whose key it is under."""
    event: str
    """The event's name, as `countersign schema` lists it."""
    author: str
    begun: int
    version: int
    saved: int
    by: str
    answers: Answers = field(repr=False)
    """Empty once it is signed and nobody but its author had seen it: the entry has the words."""
    shared_with: tuple[str, ...]
    agreed: tuple[Agreement, ...]
    """Every agreement, also of versions that were changed since; those `standing` count."""
    returned: tuple[Asked, ...]
    """Every change that was asked for."""
    state: State
    entry: int | None
    """The entry of `stream` that it became."""
    expires: int | None
    """When it is deleted if nobody saves or shares it before; None where it stays."""
    revision: int
    """Counts everything that was done with it; a reader who saw this has seen all."""

    @property
    def people(self) -> tuple[str, ...]:
        """Who may read it and write in it, the author first."""
        return (self.author, *self.shared_with)

    @property
    def standing(self) -> tuple[Agreement, ...]:
        """The agreements with the words as they are now."""
        return tuple(one for one in self.agreed if one.version == self.version)

    @property
    def is_closed(self) -> bool:
        """Whether it was signed or given up, so that nobody writes in it any more."""
        return self.state in ("finished", "discarded")
