"""What the authority may decide for the whole ledger: adopt, change the ledger's keys, dispose."""

from __future__ import annotations

from functools import singledispatch

from domain.authority import Authority
from domain.disposed import is_disposed
from domain.enquiry import REPLACES, Enquiry
from domain.entry import Entry, Reference
from domain.events.authority import (
    AUTHORITY_EVENTS,
    CalendarAdopted,
    LedgerKeyIntroduced,
    LedgerKeyRetired,
    ProfileAdopted,
    RecordsDisposed,
    SomeEntries,
)
from domain.events.base import Event
from domain.events.directory import DIRECTORY_EVENTS
from domain.events.records import HoldPlaced, HoldReleased, LegalHold
from domain.profiles import ProfileInvalid, load_profile
from domain.proposal import Root
from domain.refusals import (
    ADOPTION_INVALID,
    DISPOSED_OF,
    LEDGER_KEY_NEEDED,
    LEDGER_KEY_TAKEN,
    LEGAL_HOLD,
    REFERENCE_MISFIT,
    WRONG_STREAM,
)

__all__ = ["admit_disposal", "check_authority"]


@singledispatch
def check_authority(event: Event, _authority: Authority, _root: Root) -> None:
    """This decision can follow those before it in the authority's stream.

    Raises:
        Refused: a version adopted before, a file that is no procedure, a key out of place.
    """
    raise WRONG_STREAM.because(f"{type(event).__name__} is not the authority's to decide")


@check_authority.register
def _(event: ProfileAdopted, authority: Authority, _root: Root) -> None:
    try:
        load_profile(event.toml)
    except ProfileInvalid as error:
        raise ADOPTION_INVALID.because(str(error.problems[0])) from None
    _is_new(event, {(adopted.name, adopted.version) for adopted in authority.profiles})


@check_authority.register
def _(event: CalendarAdopted, authority: Authority, _root: Root) -> None:
    calendars = [adopted.calendar for adopted in authority.calendars]
    _is_new(event, {(calendar.name, calendar.version) for calendar in calendars})


@check_authority.register
def _(_event: RecordsDisposed, _authority: Authority, _root: Root) -> None:
    """Whether the enquiry lets it is asked apart (`admit_disposal`), while there is one to ask."""


@check_authority.register
def _(event: LedgerKeyIntroduced, authority: Authority, root: Root) -> None:
    if event.key.kid in {root.ledger_kid, root.registrar_kid, *authority.introduced}:
        raise LEDGER_KEY_TAKEN.because("the key is, or was, in use already")


@check_authority.register
def _(event: LedgerKeyRetired, authority: Authority, root: Root) -> None:
    signing = authority.signing(root.ledger_kid)
    if event.kid not in signing:
        raise LEDGER_KEY_NEEDED.because("no such key signs for the ledger")
    if len(signing) == 1:
        raise LEDGER_KEY_NEEDED.because("it is the only key that signs for the ledger")


def admit_disposal(disposal: RecordsDisposed, enquiry: Enquiry) -> None:
    """Let these records be destroyed, or say why not. That its references hold is checked before.

    Raises:
        Refused: a legal hold stands, the enquiry has grown, or what is left would say otherwise.
    """
    if isinstance(enquiry.entries[0].event, DIRECTORY_EVENTS + AUTHORITY_EVENTS):
        raise WRONG_STREAM.because("only enquiries are disposed of", "enquiry")
    covered = [entry for entry in enquiry.entries if disposal.covers(entry.seq)]
    if all(is_disposed(entry) for entry in covered):
        raise DISPOSED_OF.because("it was disposed of before", "extent")
    if isinstance(disposal.extent, SomeEntries):
        _what_stands_stays_so(covered, disposal, enquiry)
    elif len(covered) != enquiry.version:
        raise REFERENCE_MISFIT.because(
            f"the enquiry has {enquiry.version} entries, and {len(covered)} are named as all of it",
            "extent",
        )
    _no_hold_stands(enquiry)


def _no_hold_stands(enquiry: Enquiry) -> None:
    holds = {entry.seq: event.action for entry, event in enquiry.of(LegalHold)}
    released = {action.hold for action in holds.values() if isinstance(action, HoldReleased)}
    for seq, action in holds.items():
        if isinstance(action, HoldPlaced) and seq not in released:
            raise LEGAL_HOLD.because(f"the legal hold of entry {seq} stands")


def _what_stands_stays_so(
    covered: list[Entry], disposal: RecordsDisposed, enquiry: Enquiry
) -> None:
    """Without its correction or withdrawal an entry would stand again; a hold without its release.

    Disposing of less than that would not destroy a record but change what it says.
    """
    for entry in covered:
        ends = entry.refs if isinstance(entry.event, LegalHold) else _replacing(entry)
        for ref in ends:
            if not disposal.covers(ref.seq) and not is_disposed(enquiry.entry(ref.seq)):
                raise REFERENCE_MISFIT.because(
                    f"entry {ref.seq}, which entry {entry.seq} ended, would stand again", "extent"
                )


def _replacing(entry: Entry) -> list[Reference]:
    return [ref for ref in entry.refs if ref.rel in REPLACES]


def _is_new(event: ProfileAdopted | CalendarAdopted, taken: set[tuple[str, str]]) -> None:
    if (event.name, event.version) in taken:
        raise ADOPTION_INVALID.because("this version has been adopted already", "version")
