"""What every clock and finding said at two moments of one enquiry.

A duty at one moment is the same at the other if it is the same requirement, for the same person,
and arose from the same entry or from a correction of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from domain.duties import DutyStatus, State
from domain.enquiry import Enquiry
from projections.duties import DutyView, FindingView, duties, duty_views, in_order, visible_statuses
from projections.reading import Reading
from projections.view import View

__all__ = ["ClockAtBoth", "FindingAtBoth", "clocks_at_both", "findings_at_both"]

T = TypeVar("T")


class ClockAtBoth(View):
    """One duty at an earlier and a later moment; null where it had not arisen, or no longer has."""

    earlier: DutyView | None
    later: DutyView | None
    changed: bool
    """Whether its answer, when it is due or what met it differs."""


class FindingAtBoth(View):
    """One finding at an earlier and a later moment; null where nothing was found."""

    earlier: FindingView | None
    later: FindingView | None


def clocks_at_both(earlier: Reading, later: Reading) -> Iterator[ClockAtBoth]:
    """Every duty that applied at either, in the order of `Duties.duties` at the later moment; then
    those that only the earlier had.
    """
    before, after = _clocks(earlier, later.enquiry), _clocks(later, later.enquiry)
    for then, now in _both(before, after):
        yield ClockAtBoth(earlier=then, later=now, changed=_told(then) != _told(now))


def findings_at_both(earlier: Reading, later: Reading) -> Iterator[FindingAtBoth]:
    """Every finding at either, in the same order."""
    before, after = _findings(earlier, later.enquiry), _findings(later, later.enquiry)
    for then, now in _both(before, after):
        yield FindingAtBoth(earlier=then, later=now)


def _clocks(reading: Reading, corrected: Enquiry) -> dict[object, DutyView]:
    seen = visible_statuses(reading.statuses, reading, lambda: reading.open_statuses)
    applying = [status for status in seen if status.state is not State.NOT_APPLICABLE]
    keyed = _numbered(in_order(applying), lambda status: _subject(status, corrected))
    return {key: duty_views([status], reading.profile)[0] for key, status in keyed}


def _subject(status: DutyStatus, corrected: Enquiry) -> object:
    return status.row, status.subject.person, _first(status.subject.trigger.seq, corrected)


def _findings(reading: Reading, corrected: Enquiry) -> dict[object, FindingView]:
    def about(one: FindingView) -> object:
        first = _first(one.entries[0], corrected) if one.entries else 0
        return one.row, one.kind, one.person, first

    return dict(_numbered(duties(reading).findings, about))


def _first(seq: int, corrected: Enquiry) -> int:
    """The entry that was corrected first, of the chain of corrections that this one ends."""
    for ref in corrected.entry(seq).refs:
        if ref.rel == "corrects" and ref.stream == corrected.id:
            return _first(ref.seq, corrected)
    return seq


def _numbered(items: Iterable[T], key: Callable[[T], object]) -> Iterator[tuple[object, T]]:
    """Each with its key, and a number where several have the same."""
    counts: dict[object, int] = {}
    for item in items:
        name = key(item)
        counts[name] = counts.get(name, 0) + 1
        yield (name, counts[name]), item


def _both(
    before: Mapping[object, T], after: Mapping[object, T]
) -> Iterator[tuple[T | None, T | None]]:
    yield from ((before.get(key), now) for key, now in after.items())
    yield from ((then, None) for key, then in before.items() if key not in after)


def _told(clock: DutyView | None) -> object:
    return clock and (clock.state, clock.due, clock.met_by)
