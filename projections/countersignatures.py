"""Countersignature status: what waits for whom and how long, what was given, returned, or made void (REC-02, REC-03)."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from domain.events.base import CountersignKind
from projections.parts import Author, Link, Pieces, Somebody
from projections.reading import AsKnown, Reading
from projections.view import View

__all__ = ["Countersignatures", "Given", "Outstanding", "Returned", "Void", "countersignatures"]


class Age(View):
    """How long something has waited."""

    words: str
    minutes: int
    working_days: int | None
    """Working days since; null where the adopted calendar does not reach."""
    ageing: bool
    """Whether it has waited longer than the procedure says to warn."""


class Outstanding(View):
    """A countersignature that an entry needs and does not have yet."""

    entry: Link
    kind: CountersignKind
    roles: tuple[str, ...]
    """Who may give it: role ids. Empty: the procedure names nobody, so anyone but the author."""
    titles: tuple[str, ...]
    """The same roles as readers see them."""
    person: Somebody | None
    """The one person who may give it, where it is one person's own words or decision."""
    since: datetime
    age: Age
    returned: bool
    """Whether somebody sent it back rather than countersign it."""


class Given(View):
    """A countersignature that counts."""

    entry: Link
    kind: CountersignKind
    by: Author
    at: datetime
    countersignature: int
    """The entry that holds it."""
    comment: Pieces
    after: Age
    """How long the entry had waited."""


class Returned(View):
    """An entry that was sent back with reasons."""

    entry: Link
    by: Author
    at: datetime
    returning: int
    """The entry that returned it."""
    reasons: Pieces
    settled: Literal["corrected", "withdrawn", "countersigned"] | None
    """What came of it; null while nothing has."""


class Void(View):
    """A countersignature of words that were corrected or withdrawn since: it speaks of the words before."""

    entry: Link
    kind: CountersignKind
    by: Author
    at: datetime
    countersignature: int
    replaced: Literal["corrected", "withdrawn"]
    replaced_by: int
    """The entry that replaced them, and that needs countersigning again."""


class WrongPerson(View):
    """A countersignature by somebody who could not give it: recorded, shown, and of no effect."""

    entry: Link
    kind: CountersignKind
    by: Author
    at: datetime
    countersignature: int
    words: str
    """Why it has no effect, and who could have given it."""
    clause: str
    """The requirement."""


class Waiting(View):
    """How much waits for one capacity."""

    role: str
    title: str
    entries: tuple[int, ...]
    """Entry numbers, the longest waiting first."""


class Countersignatures(View):
    """Where the countersignatures of an enquiry stand."""

    known: AsKnown
    outstanding: tuple[Outstanding, ...]
    """The longest waiting first."""
    waiting: tuple[Waiting, ...]
    """The same by capacity."""
    given: tuple[Given, ...]
    returned: tuple[Returned, ...]
    void: tuple[Void, ...]
    wrong_person: tuple[WrongPerson, ...]


def countersignatures(reading: Reading) -> Countersignatures:
    """Where the countersignatures of an enquiry stand, of the entries that the reader may see."""
    raise NotImplementedError
