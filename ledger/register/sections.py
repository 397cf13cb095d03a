"""What presses in an enquiry, in the order in which a duty manager reads it.

A pure fold, like all rows of the register: it says since when and by when, and who asks at what
time says what is overdue. Where a requirement of the procedure says it, that duty is asked; where
the procedure gives no limit, as one for seeing a child, what is open is listed all the same.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from domain.duties.case import any_of, persons_in
from domain.duties.child import CHILD_SEEN
from domain.duties.engine import statuses
from domain.duties.limits import AsSoonAs
from domain.duties.matter import in_order
from domain.duties.spans import happened
from domain.duties.strategy import AFTER_EMERGENCY, AFTER_SUSPICION
from domain.entry import Entry
from domain.events.allocation import LeadPractitionerAllocated, LeadPractitionerStoodDown
from domain.events.child import ChildLocated, ChildSeen, WhereaboutsUnknown
from domain.events.outcome import OutcomeDecided
from ledger.register.gaps import gaps, unsigned
from ledger.register.pressing import Pressing, added, hidden_by, is_open, of_status
from ledger.register.protection import protections
from projections.reading import Reading
from projections.stage import stage

_SEEN: Final = replace(CHILD_SEEN, due=AsSoonAs())
_FOUND: Final = any_of(ChildLocated, ChildSeen)
_DISCUSSED: Final = (AFTER_SUSPICION, AFTER_EMERGENCY)
_LEAD: Final = "REF-09"
_WHEREABOUTS: Final = "SEE-14"
ENDED: Final = frozenset({"not_initiated", "conference_held", "duplicate"})
"""Where an enquiry stands once it has come to its end, whatever was decided."""
_ENDING: Final = frozenset({"not_substantiated", "substantiated_professional_no_icpc"})
"""Outcomes after which no conference is held."""


def pressing(reading: Reading) -> Iterator[Pressing]:
    """Everything that presses in an enquiry. Without a lead, or with gaps in its record, only one
    that is under way does.
    """
    under_way = is_under_way(reading)
    for find in (*_ALWAYS, *(_UNDER_WAY if under_way else ())):
        yield from (replace(one, settled=not under_way) for one in find(reading))


def is_under_way(reading: Reading) -> bool:
    """Whether something is still to be done about the child in this enquiry."""
    name = stage(reading).name
    if name == "outcome_decided":
        outcomes = [event.outcome.kind for _, event in reading.enquiry.of(OutcomeDecided)]
        return bool(outcomes) and outcomes[-1] not in _ENDING
    return name not in ENDED


def _unseen(reading: Reading) -> Iterator[Pressing]:
    """Children to be seen, also under a procedure that does not say within how many hours."""
    duty = CHILD_SEEN if CHILD_SEEN.asked_by(reading.profile) else _SEEN
    found = (one for one in statuses(duty, reading.case) if is_open(one))
    yield from (of_status("unseen", one, reading) for one in found)


def _expiring(reading: Reading) -> Iterator[Pressing]:
    """Children whose protection ends, with the power that ends last."""
    for one in protections(reading):
        yield Pressing(
            "expiring",
            one.power,
            happened(one.entry).latest,
            one.ends,
            one.entry.seq,
            added(one.child, reading),
            hides=hidden_by([one.entry], one.child, reading),
        )


def _not_discussed(reading: Reading) -> Iterator[Pressing]:
    for status in reading.statuses:
        if status.duty in _DISCUSSED and is_open(status):
            yield of_status("not_discussed", status, reading)


def _unallocated(reading: Reading) -> Iterator[Pressing]:
    """Since nobody leads: from the beginning, or since whoever led was stood down."""
    allocated = in_order(reading.case.all(LeadPractitionerAllocated))
    later = reading.case.answering(allocated[-1], "concerns") if allocated else []
    ended = [one for one in later if isinstance(one.event, LeadPractitionerStoodDown)]
    if ended:
        since, seq = happened(ended[-1]).latest, ended[-1].seq
        hides = hidden_by(ended[-1:], None, reading)
        yield Pressing("unallocated", _LEAD, since, seq=seq, hides=hides)
    elif not allocated:
        yield Pressing("unallocated", _LEAD, reading.enquiry.entries[0].recorded)


def _missing(reading: Reading) -> Iterator[Pressing]:
    """Children of whom nobody knows where they are, each once, since the first report."""
    case, told = reading.case, set[str]()
    for report in case.all(WhereaboutsUnknown):
        for child in persons_in(report.event, "child") - told:
            if not any(_found(child, later, report) for later in case.all(_FOUND)):
                told.add(child)
                since, seq = happened(report).latest, report.seq
                hides = hidden_by([report], child, reading)
                person = added(child, reading)
                yield Pressing("missing", _WHEREABOUTS, since, None, seq, person, hides=hides)


def _found(child: str, later: Entry, report: Entry) -> bool:
    """Whether a child was found after it was missed; where nobody says since when that is, after
    the author came to know of it.
    """
    missed = happened(report)
    after = happened(later).latest >= (missed.earliest or missed.latest)
    return after and child in persons_in(later.event, "child")


def _unauthorised(reading: Reading) -> Iterator[Pressing]:
    """Decisions without the countersignature that makes them one, also where it was refused."""
    return unsigned("unauthorised", reading)


_Find = Callable[[Reading], Iterator[Pressing]]
_ALWAYS: Final[tuple[_Find, ...]] = (_unseen, _expiring, _not_discussed, _missing, _unauthorised)
_UNDER_WAY: Final[tuple[_Find, ...]] = (_unallocated, gaps)
