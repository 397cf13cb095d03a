"""The body maps of an enquiry: which marks were seen, by whom, and where they lie on an outline."""

from __future__ import annotations

from domain.entry import Entry
from domain.events.body_map import VIEWS, BodyMap, BodyMark
from domain.values import Mark
from projections.parts import Author, Pieces, Somebody, author_of, pieces, somebody
from projections.reading import AsKnown, Reading
from projections.view import View

__all__ = ["BodyMaps", "Drawing", "DrawnMark", "body_maps"]


class DrawnMark(View):
    """One mark as it is drawn."""

    number: int
    """Its number on this map, counted from 1 in the order in which it was recorded."""
    x: int
    """How far across the outline, in thousandths of its width from the left."""
    y: int
    """How far down, in thousandths of its height from the top."""
    site: str
    size: str
    shape: str
    colour: str
    description: Pieces


class Drawing(View):
    """One body map: an entry, a view of the body, and the marks on it."""

    entry: int
    """Its number in the enquiry."""
    child: Somebody
    """On whom the marks were seen."""
    view: str
    """Which outline, by its code (`front`)."""
    view_words: str
    """The same in words (`the front of the body`)."""
    observer: Somebody
    """Who saw the marks."""
    author: Author
    """Who recorded and signed it."""
    examination: int | None
    """The entry of the examination at which a doctor drew it; null for marks that somebody saw."""
    marks: tuple[DrawnMark, ...]


class Unseen(View):
    """A body map that this reader may not see."""

    entry: int
    withheld: Mark
    """The mark for which it is withheld."""


class BodyMaps(View):
    """The standing body maps of an enquiry, in the order of recording."""

    known: AsKnown
    maps: tuple[Drawing, ...]
    withheld: tuple[Unseen, ...]


_PARTS = ("child", "view", "seen", "marks", "examination", "actor")


def body_maps(reading: Reading) -> BodyMaps:
    """Every standing body map that the reader may see, and which are withheld."""
    standing = [
        (entry, entry.event, reading.gap(entry, *_PARTS))
        for entry in reading.enquiry.standing()
        if isinstance(entry.event, BodyMap)
    ]
    return BodyMaps(
        known=reading.as_known(),
        maps=tuple(_drawing(entry, event, reading) for entry, event, gap in standing if not gap),
        withheld=tuple(Unseen(entry=entry.seq, withheld=gap) for entry, _, gap in standing if gap),
    )


def _drawing(entry: Entry, event: BodyMap, reading: Reading) -> Drawing:
    return Drawing(
        entry=entry.seq,
        child=somebody(event.child, reading.profile),
        view=event.view,
        view_words=VIEWS[event.view],
        observer=somebody(entry.frame.actor or entry.frame.capacity, reading.profile),
        author=author_of(entry, reading.profile),
        examination=event.examination,
        marks=tuple(_mark(number, mark) for number, mark in enumerate(event.marks, start=1)),
    )


def _mark(number: int, mark: BodyMark) -> DrawnMark:
    return DrawnMark(
        number=number,
        x=mark.x,
        y=mark.y,
        site=mark.site,
        size=mark.size,
        shape=mark.shape,
        colour=mark.colour,
        description=pieces(mark.description or ()),
    )
