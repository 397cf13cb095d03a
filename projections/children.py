"""The other children of the family, as an enquiry names them."""

from __future__ import annotations

from typing import NamedTuple

from domain.enquiry import CHILDREN
from domain.people import whom_it_is_about
from projections.reading import Reading

__all__ = ["OtherChild", "other_children"]


class OtherChild(NamedTuple):
    """A child who is named in an enquiry that is about another."""

    id: str
    """The local id, which the child's own enquiry has too where it was opened from this one."""
    name: str


def other_children(reading: Reading) -> tuple[OtherChild, ...]:
    """Every child of the enquiry but the one whom it is about, as far as the reader sees them."""
    people = [one for one in reading.people.values() if one.event.kind in CHILDREN]
    subject = whom_it_is_about(people)
    return tuple(OtherChild(one.id, one.name) for one in people if one is not subject)
