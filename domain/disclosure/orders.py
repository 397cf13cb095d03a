"""The orders under which protected content may leave: recorded by one, approved by another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from domain.enquiry import Enquiry
from domain.entry import Entry
from domain.events.disclosure import DisclosureApproved, DisclosureOrdered
from domain.values import Mark

__all__ = ["Order", "orders_in"]


@dataclass(frozen=True, slots=True)
class Order:
    """An approved order: the entry that records it, and what it says."""

    seq: int
    event: DisclosureOrdered

    def covers(self, entry: Entry, mark: Mark, recipient: str) -> bool:
        """Whether content of this mark in this entry may go to this kind of recipient.

        An order says nothing of what was recorded after it.
        """
        event = self.event
        return (
            mark in event.marks
            and recipient == event.recipient
            and entry.seq < self.seq
            and (not event.concerns or entry.seq in event.concerns)
        )


def orders_in(enquiry: Enquiry) -> tuple[Order, ...]:
    """The standing orders that a second person has approved, in the order of recording.

    Whoever records an order could otherwise let out what they like. That the two are different
    people is asked at admission, and again here: a correction of either may be by anybody.
    """
    return tuple(_approved(enquiry))


def _approved(enquiry: Enquiry) -> Iterator[Order]:
    approvals = list(enquiry.of(DisclosureApproved))
    for entry, event in enquiry.of(DisclosureOrdered):
        if any(
            given.approves == entry.seq and by.author != entry.author for by, given in approvals
        ):
            yield Order(entry.seq, event)
