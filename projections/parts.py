"""What views show of an entry: its words with gaps, who did and recorded it, links to others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from domain.entry import Entry
from domain.events.records import Withdrawal
from domain.kinds import kind_at, tells_kinds
from domain.profiles import Profile
from domain.values import Capacity, Mark, Mention, Professional, Segment, StatementKind
from domain.visible import Gap, visible_segments
from projections.reading import Reading, once
from projections.view import View

__all__ = [
    "Author",
    "Link",
    "Pieces",
    "Somebody",
    "author_of",
    "how_replaced",
    "link_to",
    "pieces",
    "plain",
    "role_title",
    "somebody",
    "sourced",
    "statement",
    "text_of",
    "title_of",
]


class Words(View):
    """Words as they were signed."""

    kind: Literal["text"] = "text"
    text: str
    said: StatementKind = "fact"
    """Whether they are somebody's own words, opinion or (as told in a statement) fact."""


class Named(View):
    """Somebody of this enquiry as they were named in the words."""

    kind: Literal["person"] = "person"
    person: str
    """Local id."""
    text: str
    """The name that was written and signed; a name corrected since is a note beside it."""
    said: StatementKind = "fact"
    """As of `Words`."""


class Withheld(View):
    """A gap: something stands here that this reader may not see. How much is not said."""

    kind: Literal["withheld"] = "withheld"
    mark: Mark
    """The mark for which it is withheld."""


Piece = Annotated[Words | Named | Withheld, Field(discriminator="kind")]
Pieces = tuple[Piece, ...]


class Author(View):
    """Who recorded an entry, and in which capacity at that time."""

    practitioner: str
    """Id in the directory."""
    name: str
    role: str
    """Role of the profile, by its id."""
    title: str
    """The role as readers see it."""
    agency: str


class Somebody(View):
    """A practitioner, or somebody of this enquiry, as an entry names them."""

    name: str
    person: str | None = None
    """Local id, of somebody of this enquiry."""
    role: str | None = None
    title: str | None = None
    agency: str | None = None
    practitioner: str | None = None
    """Id in the directory, of a practitioner who has one."""


class Link(View):
    """Another entry of the same enquiry; of one withheld whole, only where it stands."""

    entry: int
    """Its number in the enquiry."""
    withheld: Mark | None = None
    """The mark for which it is withheld whole."""
    event: str | None = None
    """What it is, in words."""
    recorded: datetime | None = None
    author: Author | None = None
    statement: Pieces = ()
    """Its signed words."""


def title_of(entry: Entry) -> str:
    """What an entry is, in words: `child seen`."""
    return entry.event.in_words()


@once
def statement(entry: Entry, reading: Reading) -> Pieces:
    """The signed words of an entry, with a gap for what the reader may not see."""
    if entry.seq not in reading.hidden and not tells_kinds(type(entry.event)):
        return pieces(entry.frame.statement)
    told = sourced(entry, reading)
    return tuple(_piece(segment, kind_at(entry, source)) for segment, source in told)


def sourced(entry: Entry, reading: Reading) -> Iterator[tuple[Segment | Gap, str | None]]:
    """The same words, each segment with the part of the content that it came from."""
    sources = reading.sources(entry)
    if entry.seq in reading.hidden:
        return visible_segments(entry, sources, reading.clearance)
    return iter(zip(entry.frame.statement, sources, strict=True))


def text_of(entry: Entry, part: str, words: Iterable[Segment], reading: Reading) -> Pieces:
    """The words of one part of an entry, or a gap where the reader may not see that part."""
    mark = reading.gap(entry, part)
    return (Withheld(mark=mark),) if mark else pieces(words, kind_at(entry, part))


def pieces(words: Iterable[Segment | Gap], said: StatementKind = "fact") -> Pieces:
    """Segments as a view shows them."""
    return tuple(_piece(segment, said) for segment in words)


def _piece(segment: Segment | Gap, said: StatementKind) -> Words | Named | Withheld:
    if isinstance(segment, str):
        return Words(text=segment, said=said)
    if isinstance(segment, Mention):
        return Named(person=segment.p, text=segment.as_, said=said)
    return Withheld(mark=segment.mark)


def plain(words: Sequence[Words | Named | Withheld]) -> str:
    """Pieces as running text; a gap is an ellipsis in brackets."""
    return "".join("[…]" if isinstance(piece, Withheld) else piece.text for piece in words)


def author_of(entry: Entry, profile: Profile) -> Author:
    """Who recorded an entry."""
    capacity = entry.frame.capacity
    return Author(
        practitioner=entry.author,
        name=capacity.as_,
        role=capacity.role,
        title=role_title(capacity.role, profile),
        agency=capacity.agency,
    )


def somebody(who: Professional | Mention | Capacity, profile: Profile) -> Somebody:
    """A practitioner or somebody of the enquiry, as an entry names them."""
    if isinstance(who, Mention):
        return Somebody(name=who.as_, person=who.p)
    return Somebody(
        name=who.as_,
        role=who.role,
        title=role_title(who.role, profile),
        agency=who.agency,
        practitioner=who.practitioner if isinstance(who, Professional) else None,
    )


def role_title(role: str, profile: Profile) -> str:
    """A role as readers see it; its id, where this profile does not have it."""
    known = profile.roles.get(role)
    return known.title if known else role


def how_replaced(by: Entry) -> Literal["corrected", "withdrawn"]:
    """What an entry did to the one that it replaced."""
    return "withdrawn" if isinstance(by.event, Withdrawal) else "corrected"


@once
def link_to(entry: Entry, reading: Reading) -> Link:
    """An entry beside another."""
    mark = reading.withholds(entry)
    if mark:
        return Link(entry=entry.seq, withheld=mark)
    return Link(
        entry=entry.seq,
        event=title_of(entry),
        recorded=entry.recorded,
        author=author_of(entry, reading.profile),
        statement=statement(entry, reading),
    )
