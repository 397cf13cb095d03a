"""Entries about the same child as another: what one of them asks, another may answer."""

from __future__ import annotations

from domain.duties.case import Case, Wanted, persons_in
from domain.entry import Entry


def same_child(wanted: Wanted, entry: Entry, case: Case) -> list[Entry]:
    """The standing entries that fit and name the child of `entry`, in the order of recording."""
    child = persons_in(entry.event, "child")
    return [one for one in case.all(wanted) if persons_in(one.event, "child") & child]


def is_first(wanted: Wanted, entry: Entry, case: Case) -> bool:
    """Whether `entry` is the first of its kind about its child: what is asked once is said once."""
    return same_child(wanted, entry, case)[:1] == [entry]


def child_of(entry: Entry, case: Case) -> str:
    """The name in use of the child whom an entry is about, for a sentence."""
    named = min(persons_in(entry.event, "child"), default=None)
    return case.name_of(named) or "the child"
