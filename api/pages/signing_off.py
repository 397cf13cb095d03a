"""Everything that a second person needs to see of one entry before they stand by it."""

from __future__ import annotations

from dataclasses import dataclass

from api.pages.changes import Change, changes_of
from api.pages.entry_parts import Part, parts_of
from domain.enquiry import REPLACES
from projections.countersignatures import (
    Given,
    Outstanding,
    Returned,
    Void,
    WrongPerson,
    countersignatures,
)
from projections.duties import FindingView, duties
from projections.names import Names
from projections.parts import Link, Pieces, link_to, pieces
from projections.reading import Reading
from projections.rows import AnyRow, row_of

__all__ = ["SignedOff", "signed_off"]


@dataclass(frozen=True, slots=True)
class SignedOff:
    """One entry, with what was said of it and of what it corrects."""

    row: AnyRow
    parts: tuple[Part, ...]
    hides: bool
    """Whether the reader does not see all of it."""
    findings: tuple[FindingView, ...]
    refers: tuple[Link, ...]
    """The entries that it is about."""
    earlier: tuple[Link, ...]
    """The entries that it corrects, the last first."""
    because: Pieces
    """Why it was corrected."""
    changes: tuple[Change, ...]
    """What it says otherwise than the entry that it corrects."""
    outstanding: tuple[Outstanding, ...]
    given: tuple[Given, ...]
    returned: tuple[Returned, ...]
    void: tuple[Void, ...]
    wrong: tuple[WrongPerson, ...]

    @property
    def told(self) -> bool:
        """Whether anything was said of it yet."""
        return bool(self.given or self.returned or self.void or self.wrong)


def signed_off(reading: Reading, seq: int) -> SignedOff:
    """An entry that the reader sees at least in part."""
    entry = reading.enquiry.entry(seq)
    history = tuple(reading.case.versions(entry))
    of = {one.seq for one in history}
    signed = countersignatures(reading)
    return SignedOff(
        row=row_of(entry, 1, reading, Names(reading)),
        parts=parts_of(entry, reading),
        hides=seq in reading.hidden,
        findings=tuple(one for one in duties(reading).findings if seq in one.entries),
        refers=tuple(
            link_to(reading.enquiry.entry(ref.seq), reading)
            for ref in entry.refs
            if ref.rel not in REPLACES and ref.stream == entry.stream
        ),
        earlier=tuple(link_to(one, reading) for one in history[1:]),
        because=pieces(entry.frame.because or ()),
        changes=changes_of(history[1], entry, reading) if len(history) > 1 else (),
        outstanding=tuple(one for one in signed.outstanding if one.entry.entry == seq),
        given=tuple(one for one in signed.given if one.entry.entry == seq),
        returned=tuple(one for one in signed.returned if one.entry.entry in of),
        void=tuple(one for one in signed.void if one.entry.entry in of),
        wrong=tuple(one for one in signed.wrong_person if one.entry.entry in of),
    )
