"""Views kept by what they were computed from: never by time alone, and never across readers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final, Protocol, TypeVar

from projections.reading import Reading

__all__ = ["ViewCache"]

MAX_VIEWS: Final = 512
"""Bound on the views kept: at some 2 MB for the chronology of 300 entries, 1 GB at the very worst."""

T = TypeVar("T", covariant=True)


class _View(Protocol[T]):
    def __call__(self, reading: Reading, /) -> T: ...


class ViewCache:
    """A bounded cache of views, least recently used first out.

    A view is kept by function, enquiry and head (which names every entry before it), procedure, calendar,
    clearance, cut, and the minute of `now`: ages and clocks are given to the minute, and the view says which.
    """

    def __init__(self, size: int = MAX_VIEWS) -> None:
        self._size = size
        self._kept: OrderedDict[object, object] = OrderedDict()
        self._lock = Lock()

    def get(self, view: Callable[..., T], reading: Reading, *args: object) -> T:
        """`view(reading, *args)`, kept. The arguments must be hashable."""
        raise NotImplementedError
