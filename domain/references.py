"""What an entry may refer to, and as what: the entry exists, stands, and is of a fitting kind."""

from __future__ import annotations

from typing import Final

from domain.disposed import is_disposed
from domain.enquiry import REPLACES, Enquiry
from domain.entry import Entry, Reference
from domain.events.authority import RecordsDisposed
from domain.events.base import numbers
from domain.events.directory import EntriesReaffirmed
from domain.events.records import Countersignature, Return, Withdrawal
from domain.proposal import Context, Proposal
from domain.refusals import (
    DISPOSED_OF,
    OWN_COUNTERSIGNATURE,
    REFERENCE_MISFIT,
    REFERENCE_REPLACED,
    REFERENCE_TO_NOTHING,
)

__all__ = ["COUNTERSIGNING", "check_references"]

COUNTERSIGNING: Final = (Countersignature, Return)
"""The events by which a second person answers for another's record, or declines to."""

_SECOND_PERSON: Final = frozenset({"countersigns", "returns", "approves"})
_ABOUT_THE_CURRENT: Final = REPLACES | _SECOND_PERSON


def check_references(proposal: Proposal, context: Context) -> None:
    """Every reference holds, and the signed references are those that the words speak of.

    Raises:
        Refused: to nothing, to the wrong kind, to what has been replaced, or a countersignature of
            one's own record.
    """
    _as_the_words_say(proposal)
    for ref in proposal.refs:
        entry = _referred(ref, context)
        _of_a_fitting_kind(ref, entry, proposal)
        if ref.rel in _ABOUT_THE_CURRENT:
            _still_stands(entry, context)
        if ref.rel in _SECOND_PERSON and entry.author == proposal.author:
            raise OWN_COUNTERSIGNATURE.because("the author of this recorded what it is about")


def _as_the_words_say(proposal: Proposal) -> None:
    """Otherwise a signature could go to one entry while the words speak of another."""
    event = proposal.content.event
    if isinstance(event, EntriesReaffirmed):
        if not proposal.refs or any(ref.rel != "concerns" for ref in proposal.refs):
            raise REFERENCE_TO_NOTHING.because("names no entry to stand by (concerns)")
        return
    if isinstance(event, RecordsDisposed):
        wanted = {("concerns", event.enquiry, seq) for seq in event.named()}
        if {(ref.rel, ref.stream, ref.seq) for ref in proposal.refs} != wanted:
            raise REFERENCE_MISFIT.because("the references are not what is disposed of (concerns)")
        return
    if any(ref.stream != proposal.stream for ref in proposal.refs):
        raise REFERENCE_MISFIT.because("a reference reaches into another stream")
    signed = {(ref.rel, ref.seq) for ref in proposal.refs if ref.rel != "corrects"}
    if signed != set(event.references()):
        raise REFERENCE_MISFIT.because("the signed references are not those of the event's fields")
    if sum(ref.rel == "corrects" for ref in proposal.refs) > 1:
        raise REFERENCE_MISFIT.because("one entry corrects one entry")


def _referred(ref: Reference, context: Context) -> Entry:
    entry = context.referred.get((ref.stream, ref.seq))
    if entry is None:
        raise REFERENCE_TO_NOTHING.because(f"there is no entry {ref.seq}")
    if entry.digest != ref.digest:
        raise REFERENCE_TO_NOTHING.because(f"entry {ref.seq} has another digest")
    return entry


def _of_a_fitting_kind(ref: Reference, entry: Entry, proposal: Proposal) -> None:
    # The reasons never say what that entry is: it may be withheld from who asks.
    event, referred = proposal.content.event, type(entry.event).__name__
    if ref.rel == "corrects":
        if entry.event.newest() is not event.newest():
            raise REFERENCE_MISFIT.because(f"entry {ref.seq} is no {type(event).__name__}")
        if not proposal.content.frame.because:
            raise REFERENCE_MISFIT.because("a correction says why", "because")
        return
    marks = [mark for mark, seq in numbers(event) if (mark.rel, seq) == (ref.rel, ref.seq)]
    wanted = [" or ".join(mark.to) for mark in marks if mark.to and referred not in mark.to]
    if wanted:
        raise REFERENCE_MISFIT.because(f"entry {ref.seq} is no {wanted[0]}")
    if ref.rel in _SECOND_PERSON and isinstance(entry.event, COUNTERSIGNING):
        raise REFERENCE_MISFIT.because("no countersignature or return is itself countersigned")
    if ref.rel == "withdraws" and isinstance(entry.event, Withdrawal):
        raise REFERENCE_MISFIT.because("a withdrawal is final: record again what stands after all")


def _still_stands(entry: Entry, context: Context) -> None:
    if not isinstance(context.stream, Enquiry):
        raise REFERENCE_MISFIT.because("only enquiries are corrected; here, record the change")
    if is_disposed(entry):  # nobody can read any more what would be signed for
        raise DISPOSED_OF.because(f"entry {entry.seq} was disposed of", "refs")
    replaced = context.stream.replaced_by(entry)
    if replaced:
        raise REFERENCE_REPLACED.because(f"entry {replaced.seq} replaced entry {entry.seq}")
