"""Views kept by what they were computed from: never by time alone, and never across readers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from threading import Lock
from typing import Any, Final, TypeVar, cast

from projections.reading import Reading

__all__ = ["ViewCache"]

MAX_VIEWS: Final = 512
"""Bound on the views kept: the largest, of 300 entries, take about 2 MB each."""

T = TypeVar("T")


class ViewCache:
    """A bounded cache of views, least recently used first out.

    A view is kept by function, enquiry, head (which names every entry before it), how many entries
    were disposed of, procedure, calendar, clearance, cut, what changed in other children's records,
    and the minute: clocks and ages are given to the minute, and every view says to which. Safe to
    share between threads; two may compute the same view at once.
    """

    def __init__(self, size: int = MAX_VIEWS) -> None:
        self._size = size
        self._kept: OrderedDict[object, object] = OrderedDict()
        self._lock = Lock()

    def get(self, view: Callable[..., T], reading: Reading, *args: Any) -> T:
        """`view(reading, *args)` as of the minute of `reading.now`. The arguments are hashable."""
        at_minute = replace(reading, now=reading.now.replace(second=0, microsecond=0))
        key = (view, *_identity(at_minute), *args)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast("tuple[object, T]", self._kept[key])[1]
        made = view(at_minute, *args)
        with self._lock:
            self._kept[key] = (reading.profile, made)
            self._kept.move_to_end(key)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return made

    def forget(self, enquiry: str) -> None:
        """Drop every view of an enquiry, after a disposal."""
        with self._lock:
            for key in [key for key in self._kept if isinstance(key, tuple) and key[1] == enquiry]:
                del self._kept[key]


def _identity(reading: Reading) -> tuple[object, ...]:
    """A profile is known by being the very object, which is kept alive beside the view."""
    entries = reading.enquiry.entries
    head = entries[-1].digest if entries else None
    return (
        reading.enquiry.id,
        head,
        reading.enquiry.gone,
        reading.now,
        id(reading.profile),
        reading.calendar,
        reading.clearance,
        reading.cut,
        reading.elsewhere,
    )
