"""May this author record this, at this position? The few refusals (design, principle 3).

What *happened* against procedure is never refused, and nothing waits for an approval: a record made
at night by whoever was there stands, and what it lacks becomes a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from domain.authorising import check_authority
from domain.authority import Authority
from domain.directory import Held, Practitioner
from domain.disposed import is_disposed
from domain.enquiry import Enquiry
from domain.enrolment import check_enrolment, is_first_registrar
from domain.events.authority import AUTHORITY_EVENTS
from domain.events.base import ANYONE, Event
from domain.events.directory import DIRECTORY_EVENTS, KeyAccepted, PractitionerEnrolled
from domain.events.people import PersonAdded
from domain.events.records import OfflineNote
from domain.events.referral import HarmSuspected, ReferralReceived
from domain.mentions import check_people
from domain.practitioner import first_registrar
from domain.proposal import Context, Proposal, Root, Stream, end_of
from domain.references import COUNTERSIGNING, check_references
from domain.refusals import (
    CAPACITY_NOT_IN_FORCE,
    CLOCK_DISAGREES,
    DISPOSED_OF,
    FOREIGN_LEDGER,
    KNOWN_TOO_EARLY,
    MAY_NOT_RECORD,
    NO_PROCEDURE,
    NO_SUCH_ENQUIRY,
    STALE_DIRECTORY,
    STALE_POSITION,
    TIME_IN_FUTURE,
    TYPE_REPLACED,
    WRONG_STREAM,
)
from domain.values import Between

__all__ = ["BEGINNING", "Context", "Proposal", "Root", "Stream", "admit", "admit_version"]

MAX_DRAFT_AGE: Final = timedelta(minutes=15)
"""Between drafting and admission: long enough to read and sign, short enough that nobody can sign
today for a day on which they held another capacity."""

OPENING: Final = (PersonAdded, ReferralReceived, HarmSuspected)
"""What an enquiry begins with; anything else was meant for an enquiry that does not exist."""
BEGINNING: Final = OPENING + DIRECTORY_EVENTS + AUTHORITY_EVENTS
"""What may stand in a stream without entries, or is refused there for a reason of its own."""


def admit(proposal: Proposal, context: Context) -> None:
    """Let the entry in, or say why not and what to do instead.

    Raises:
        Refused: one of `domain.refusals.CATALOGUE`.
    """
    _continues_the_stream(proposal, context)
    _agrees_with_the_clock(proposal, context)
    held = _author_in_force(proposal, context)
    _times_can_be_true(proposal)
    _belongs_here(proposal, context)
    _may_record(proposal, context, held)
    check_references(proposal, context)
    match context.stream:
        case Enquiry():
            check_people(proposal, context.stream)
        case Practitioner():
            check_enrolment(proposal, context, context.stream, held)
        case Authority():
            check_authority(proposal.content.event, context.stream, context.root)


def admit_version(event: Event) -> None:
    """Let in the newest version of an event alone: what was replaced is read, but not recorded.

    Apart from `admit`, by which a verifier judges the past again.

    Raises:
        Refused: naming the newer type.
    """
    newest = event.newest()
    if newest is not type(event):
        raise TYPE_REPLACED.because(f"{event.event_type} was replaced by {newest.event_type}")


def _continues_the_stream(proposal: Proposal, context: Context) -> None:
    ledger = context.root.ledger
    if proposal.ledger != ledger:
        raise FOREIGN_LEDGER.because("signed for another ledger")
    end = end_of(context.stream)
    if proposal.seq != end.version + 1:
        raise STALE_POSITION.because(f"the stream ends at {end.version}")
    if proposal.prev != (end.head or ledger):
        raise STALE_POSITION.because("is not the digest of the stream's last entry", "prev")
    if proposal.dir != (context.directory.practitioner(proposal.author).head or ledger):
        raise STALE_DIRECTORY.because("is not the digest of the author's last directory entry")


def _agrees_with_the_clock(proposal: Proposal, context: Context) -> None:
    last = end_of(context.stream).recorded
    if last and proposal.iat < last:
        raise CLOCK_DISAGREES.because("is earlier than the stream's last entry")
    if proposal.iat > context.now:
        raise CLOCK_DISAGREES.because("is later than the ledger's clock")
    if context.now - proposal.iat > MAX_DRAFT_AGE:
        raise CLOCK_DISAGREES.because(f"is more than {MAX_DRAFT_AGE.seconds // 60} minutes ago")


def _author_in_force(proposal: Proposal, context: Context) -> Held:
    """The capacity in which the author acts, once key and capacity are seen to be in force."""
    event, stated = proposal.content.event, proposal.content.frame.capacity
    author = context.directory.practitioner(proposal.author)
    if isinstance(event, PractitionerEnrolled) and is_first_registrar(proposal, context):
        author = first_registrar(proposal.author, event)
    author.key_for(proposal.kid, event)
    if isinstance(event, KeyAccepted) and stated.id in author.capacities:
        held = author.capacities[stated.id]  # a key is taken into use before the first day of work
    else:
        held = author.capacity_in_force(stated.id, proposal.iat)
    if stated != author.acting_as(held):
        raise CAPACITY_NOT_IN_FORCE.because("is not stated as the directory has it")
    return held


def _times_can_be_true(proposal: Proposal) -> None:
    frame, iat = proposal.content.frame, proposal.iat
    earliest, latest = frame.occurred.bounds() or (None, None)
    # First, because whoever does not say when they came to know is taken to have known at once.
    for time in (earliest, latest if isinstance(frame.occurred, Between) else None):
        if time and time > iat:
            raise TIME_IN_FUTURE.because("is later than this entry")
    if frame.known > iat:
        raise TIME_IN_FUTURE.because("is later than this entry", "known")
    event = proposal.content.event
    if isinstance(event, OfflineNote) and event.written > iat:
        raise TIME_IN_FUTURE.because("is later than this entry", "written")
    if earliest and frame.known < earliest:
        raise KNOWN_TOO_EARLY.because("is earlier than when it happened")


def _belongs_here(proposal: Proposal, context: Context) -> None:
    event, stream = proposal.content.event, context.stream
    first = event
    if isinstance(stream, Enquiry) and stream.entries:
        first = stream.entries[0].event
    homes = {_home(event), _home(first), type(stream)}
    if len(homes) > 1:
        raise WRONG_STREAM.because(f"{type(event).__name__} is not recorded in this stream")
    if proposal.content.frame.act and not isinstance(stream, Enquiry):
        # Two enrolments of one act would each be judged without the other: one key, two people.
        raise WRONG_STREAM.because("the directory and the authority record one at a time", "act")
    if isinstance(stream, Enquiry):
        if context.profile is None:
            raise NO_PROCEDURE.because("no procedure is in force")
        if stream.disposed:
            raise DISPOSED_OF.because("this enquiry was disposed of")
        if not stream.version and not isinstance(event, OPENING):
            raise NO_SUCH_ENQUIRY.because("there is no such enquiry")


def _home(event: Event) -> type[Stream]:
    if isinstance(event, DIRECTORY_EVENTS):
        return Practitioner
    return Authority if isinstance(event, AUTHORITY_EVENTS) else Enquiry


def _may_record(proposal: Proposal, context: Context, held: Held) -> None:
    event = proposal.content.event
    for one in (event, *_withdrawn(proposal, context)):
        if not {ANYONE, held.role} & one.by:
            raise MAY_NOT_RECORD.because(f"{held.title} may not record {type(one).__name__}")
    if isinstance(context.stream, Practitioner):
        return
    if held.scope == "countersigning" and not isinstance(event, COUNTERSIGNING):
        raise MAY_NOT_RECORD.because("the delegation is for countersigning only", "capacity")
    role = context.profile.roles.get(held.role) if context.profile else None
    if isinstance(context.stream, Enquiry) and (
        role is None or role.is_read_only or role.is_registrar
    ):
        raise MAY_NOT_RECORD.because(f"{held.title} records nothing in enquiries")


def _withdrawn(proposal: Proposal, context: Context) -> Iterator[Event]:
    """What others recorded and this withdraws: one would otherwise end a legal hold, or undo a
    decision, that one could never have recorded.
    """
    for ref in proposal.refs:
        entry = context.referred.get((ref.stream, ref.seq))
        if entry is None or entry.author == proposal.author or is_disposed(entry):
            continue
        if ref.rel == "withdraws":
            yield entry.event
