"""Entries about the same child as another: what one of them asks, another may answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from domain.duties.case import Case, Wanted, persons_in
from domain.duties.duty import Breach
from domain.entry import Entry

Breaches = Callable[[Entry, Case], Iterable[Breach]]
"""What is wrong with an entry, as a rule asks it."""


def same_child(wanted: Wanted, entry: Entry, case: Case) -> list[Entry]:
    """The standing entries that fit and name the child of `entry`, in the order of recording."""
    child = persons_in(entry.event, "child")
    return [one for one in case.all(wanted) if persons_in(one.event, "child") & child]


def is_first(wanted: Wanted, entry: Entry, case: Case) -> bool:
    """Whether `entry` is the first of its kind about its child: what is asked once is said once."""
    return same_child(wanted, entry, case)[:1] == [entry]


def once(wanted: Wanted, breaches: Breaches) -> Breaches:
    """The breaches of the first such entry about each child: what recurs is not said twice."""

    def of_the_first(entry: Entry, case: Case) -> Iterable[Breach]:
        return breaches(entry, case) if is_first(wanted, entry, case) else ()

    return of_the_first


def child_of(entry: Entry, case: Case) -> str:
    """The name in use of the child whom an entry is about, for a sentence."""
    named = min(persons_in(entry.event, "child"), default=None)
    return case.name_of(named) or "the child"
