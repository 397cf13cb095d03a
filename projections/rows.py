"""One row of the chronology: an entry with what was said of it since beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated, Final, Literal

from pydantic import Field

from domain.enquiry import REPLACES
from domain.entry import Entry
from domain.events.records import ProfessionalDissent, Withdrawal
from domain.values import How, Mark, Mention
from projections.names import Names, NameSince
from projections.paragraphs import paragraphs
from projections.parts import (
    Author,
    Link,
    Named,
    Pieces,
    Somebody,
    author_of,
    how_replaced,
    link_to,
    somebody,
    statement,
    text_of,
    title_of,
)
from projections.reading import Reading
from projections.times import Happened, duration, happened
from projections.view import View

__all__ = ["AnyRow", "Late", "Row", "WithheldRow", "row_of"]

Relation = Literal[
    "countersigned_by", "returned_by", "answered_by", "dissented_from_by", "approved_by", "named_by"
]


class Late(View):
    """Recorded long after its author came to know of it (REF-12)."""

    words: str
    """How long after, and the limit."""
    minutes: int
    """From knowing to recording."""
    limit_hours: int
    """The limit of the authority's procedure."""


class KnownBy(View):
    """How the author knows."""

    how: How
    told_by: Somebody | None
    witness: Somebody | None
    through: tuple[Somebody, ...]
    """Through whom it passed on its way (Criminal Justice Act 2003, section 117)."""


class Replacement(View):
    """The entry that corrects or withdraws this one."""

    how: Literal["corrected", "withdrawn"]
    by: Link
    because: Pieces
    """The reason given."""


class Beside(View):
    """An entry that concerns this one, to be read beside it."""

    relation: Relation
    by: Link


class Row(View):
    """One entry of the chronology."""

    kind: Literal["entry"] = "entry"
    number: int
    """Serial number in this chronology, from 1."""
    entry: int
    """Its number in the enquiry."""
    digest: str
    """SHA-256 of the signed entry, as base64url."""
    event: str
    """Name of the event class."""
    title: str
    """What it is, in words."""
    happened: Happened
    known: datetime
    """When the author came to know."""
    recorded: datetime
    """When it was recorded."""
    late: Late | None
    """Present only on a late entry: mark it unmistakably."""
    author: Author
    actor: Somebody | None
    """Who did it; null where the author did."""
    source: KnownBy
    mark: Mark
    act: str | None
    """Shared by the entries that were signed together into siblings' enquiries."""
    people: tuple[str, ...]
    """Local ids of everybody whom it names, as far as the reader may see."""
    statement: Pieces
    """The words as they were signed."""
    paragraphs: tuple[int, ...]
    """The places in `statement`, from 0, at which a paragraph of a long one begins: each
    contribution, decision or other item anew. They are no part of what was signed."""
    replaces: Link | None
    """What this entry corrects or withdraws."""
    replaced: Replacement | None
    """What corrected or withdrew this entry."""
    beside: tuple[Beside, ...]
    """Countersignatures, returns, answers, dissent and what else concerns it, as recorded."""
    names_since: tuple[NameSince, ...]
    """Names that were recorded anew after this entry; its words stay as signed."""


class WithheldRow(View):
    """An entry that this reader may not see: counted, and placed by when it was recorded."""

    kind: Literal["withheld"] = "withheld"
    number: int
    """Serial number in this chronology, from 1."""
    entry: int
    """Its number in the enquiry."""
    recorded: datetime
    mark: Mark
    """The mark for which it is withheld."""


AnyRow = Annotated[Row | WithheldRow, Field(discriminator="kind")]

_RELATIONS: Final[dict[str, Relation]] = {
    "countersigns": "countersigned_by",
    "returns": "returned_by",
    "answers": "answered_by",
    "approves": "approved_by",
    "concerns": "named_by",
}


def row_of(entry: Entry, number: int, reading: Reading, names: Names) -> Row | WithheldRow:
    """The row of an entry, or that there is one."""
    mark = reading.withholds(entry)
    if mark:
        return WithheldRow(number=number, entry=entry.seq, recorded=entry.recorded, mark=mark)
    frame, words = entry.frame, statement(entry, reading)
    return Row(
        number=number,
        entry=entry.seq,
        digest=entry.digest,
        event=type(entry.event).__name__,
        title=title_of(entry),
        happened=happened(entry),
        known=frame.known,
        recorded=entry.recorded,
        late=_late(entry, reading),
        author=author_of(entry, reading.profile),
        actor=somebody(frame.actor, reading.profile) if frame.actor else None,
        source=_known_by(entry, reading),
        mark=entry.mark,
        act=frame.act,
        people=people_in(entry, words, reading),
        statement=words,
        paragraphs=paragraphs(entry, reading),
        replaces=_replaces(entry, reading),
        replaced=_replaced(entry, reading),
        beside=tuple(_beside(entry, reading)),
        names_since=tuple(names.since(entry, words)),
    )


def people_in(entry: Entry, words: Pieces, reading: Reading) -> tuple[str, ...]:
    """Whom an entry names in the words that the reader sees, did it, or is marked as about."""
    named = [piece.person for piece in words if isinstance(piece, Named)]
    if isinstance(entry.frame.actor, Mention):
        named.append(entry.frame.actor.p)
    for field, part in entry.parts.items():
        named.extend(part.about if reading.sees(entry, field) else ())
    return tuple(dict.fromkeys(named))


def _late(entry: Entry, reading: Reading) -> Late | None:
    """A correction comes later by its nature, so it is never late."""
    hours = reading.profile.limit("records.late_entry_hours")
    waited = entry.recorded - entry.frame.known
    corrects = any(ref.rel == "corrects" for ref in entry.refs)
    if hours is None or corrects or waited <= timedelta(hours=hours):
        return None
    return Late(
        words=f"Recorded {duration(waited)} after it was known; the limit is {hours} hours.",
        minutes=int(waited.total_seconds()) // 60,
        limit_hours=hours,
    )


def _known_by(entry: Entry, reading: Reading) -> KnownBy:
    source, profile = entry.frame.source, reading.profile
    return KnownBy(
        how=source.how,
        told_by=somebody(source.from_, profile) if source.from_ else None,
        witness=somebody(source.witness, profile) if source.witness else None,
        through=tuple(somebody(who, profile) for who in source.through),
    )


def _replaces(entry: Entry, reading: Reading) -> Link | None:
    for ref in entry.refs:
        if ref.rel in REPLACES and ref.stream == entry.stream:
            return link_to(reading.enquiry.entry(ref.seq), reading)
    return None


def _replaced(entry: Entry, reading: Reading) -> Replacement | None:
    by = reading.enquiry.replaced_by(entry)
    if by is None:
        return None
    why = by.event.reasons if isinstance(by.event, Withdrawal) else by.frame.because or ()
    return Replacement(
        how=how_replaced(by),
        by=link_to(by, reading),
        because=text_of(by, "reasons", why, reading),
    )


def _beside(entry: Entry, reading: Reading) -> Iterator[Beside]:
    for relation, other in _concerning(entry, reading):
        yield Beside(relation=relation, by=link_to(other, reading))


def _concerning(entry: Entry, reading: Reading) -> list[tuple[Relation, Entry]]:
    """What refers to an entry, or answers what it corrects: an answer outlives a correction."""
    found = {
        other.seq: (relation, other)
        for rel, relation in _RELATIONS.items()
        for other in reading.case.referring(entry, rel)
    }
    found |= {
        other.seq: ("answered_by", other) for other in reading.case.answering(entry, "answers")
    }
    ordered = [found[seq] for seq in sorted(found)]
    return [
        ("dissented_from_by" if isinstance(other.event, ProfessionalDissent) else relation, other)
        for relation, other in ordered
    ]
