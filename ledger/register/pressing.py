"""What presses in an enquiry, in the order in which a duty manager reads it.

A pure fold, like all rows of the register: it says since when and by when, and who asks at what
time says what is overdue. Where a requirement of the procedure says it, that duty is asked; where
the procedure gives no limit, as one for seeing a child, what is open is listed all the same.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal

from domain.duties import DutyStatus, Gravity, State
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
from domain.events.circulation import StrategyRecordCirculated
from domain.events.outcome import OutcomeDecided
from domain.events.strategy_record import StrategyRecord
from domain.findings import findings_of
from domain.marks import marks_at, marks_of
from domain.values import Mark
from ledger.register.needs import countersignings
from ledger.register.protection import protections
from projections.reading import Reading
from projections.stage import stage

__all__ = ["SECTIONS", "Pressing", "Section", "pressing"]

Section = Literal[
    "unseen",
    "expiring",
    "not_discussed",
    "unallocated",
    "missing",
    "unauthorised",
    "gaps",
]
Hides = frozenset[tuple[Mark, str]]
"""Marks other than ordinary, each with the practitioner who set it and may read it again."""

_SEEN: Final = replace(CHILD_SEEN, due=AsSoonAs())
_FOUND: Final = any_of(ChildLocated, ChildSeen)
_DISCUSSED: Final = frozenset({AFTER_SUSPICION.row, AFTER_EMERGENCY.row})
_LEAD: Final = "REF-09"
_WHEREABOUTS: Final = "SEE-14"
_AUTHORITY: Final = frozenset({"authorise", "co_decide"})
"""Countersignatures without which a decision is not yet one."""
_RECORDS: Final = (StrategyRecord, StrategyRecordCirculated)
_ENDED: Final = frozenset({"not_initiated", "conference_held", "duplicate"})
_ENDING: Final = frozenset({"not_substantiated", "substantiated_professional_no_icpc"})
"""Outcomes after which no conference is held."""


@dataclass(frozen=True, slots=True)
class Pressing:
    """Something that presses: in which section, which requirement or countersignature it is about,
    since when, by when if there is a limit, and the entries that it rests on.
    """

    section: Section
    what: str
    since: datetime
    due: datetime | None = None
    seq: int = 0
    """The entry that it began with; 0: none."""
    person: int = 0
    """The entry that added the person whom it is about; 0: nobody in particular."""
    many: int = 1
    """How many of the same."""
    hides: Hides = frozenset()
    settled: bool = False
    """Whether nothing is to be done about the child in this enquiry any more."""


def pressing(reading: Reading) -> Iterator[Pressing]:
    """Everything that presses in an enquiry."""
    settled = not is_under_way(reading)
    for find in _FINDS.values():
        yield from (replace(one, settled=settled) for one in find(reading))


def _unseen(reading: Reading) -> Iterator[Pressing]:
    """Children to be seen, also under a procedure that does not say within how many hours."""
    duty = CHILD_SEEN if CHILD_SEEN.asked_by(reading.profile) else _SEEN
    found = (one for one in statuses(duty, reading.case) if _is_open(one))
    yield from (_of_status("unseen", one, reading) for one in found)


def _expiring(reading: Reading) -> Iterator[Pressing]:
    """Children whose protection ends, with the power that ends last."""
    for one in protections(reading):
        yield Pressing(
            "expiring",
            one.power,
            happened(one.entry).latest,
            one.ends,
            one.entry.seq,
            _added(one.child, reading),
            hides=_hides([one.entry], one.child, reading),
        )


def _not_discussed(reading: Reading) -> Iterator[Pressing]:
    for status in reading.statuses:
        if status.row in _DISCUSSED and _is_open(status):
            yield _of_status("not_discussed", status, reading)


def _unallocated(reading: Reading) -> Iterator[Pressing]:
    """Since nobody leads: from the beginning, or since whoever led was stood down."""
    if not is_under_way(reading):
        return
    allocated = in_order(reading.case.all(LeadPractitionerAllocated))
    later = reading.case.answering(allocated[-1], "concerns") if allocated else []
    ended = [one for one in later if isinstance(one.event, LeadPractitionerStoodDown)]
    if ended:
        since, seq = happened(ended[-1]).latest, ended[-1].seq
        hides = _hides(ended[-1:], None, reading)
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
                hides = _hides([report], child, reading)
                person = _added(child, reading)
                yield Pressing("missing", _WHEREABOUTS, since, None, seq, person, hides=hides)


def _found(child: str, later: Entry, report: Entry) -> bool:
    """Whether a child was found after it was missed; where nobody says since when that is, after
    the author came to know of it.
    """
    missed = happened(report)
    after = happened(later).latest >= (missed.earliest or missed.latest)
    return after and child in persons_in(later.event, "child")


def _unauthorised(reading: Reading) -> Iterator[Pressing]:
    for one in countersignings(reading):
        if one.kind in _AUTHORITY and one.state in {"waiting", "returned"}:
            entry = one.entry
            hides = _marked({entry.mark}, entry)
            yield Pressing("unauthorised", one.kind, entry.recorded, seq=entry.seq, hides=hides)


def _gaps(reading: Reading) -> Iterator[Pressing]:
    """What the record lacks, while the enquiry is under way: of a kind one line, with how many."""
    if not is_under_way(reading):
        return
    groups: defaultdict[tuple[str, Hides], list[Pressing]] = defaultdict(list)
    for one in (*_unsigned(reading), *_unwritten(reading), *_findings(reading)):
        groups[one.what, one.hides].append(one)
    for group in groups.values():
        first = min(group, key=lambda one: (one.due or one.since, one.seq))
        yield replace(first, many=len(group))


def _unsigned(reading: Reading) -> Iterator[Pressing]:
    for one in countersignings(reading):
        if one.kind not in _AUTHORITY and one.state in {"waiting", "returned"}:
            entry = one.entry
            hides = _marked({entry.mark}, entry)
            yield Pressing("gaps", one.kind, entry.recorded, seq=entry.seq, hides=hides)


def _unwritten(reading: Reading) -> Iterator[Pressing]:
    for status in reading.statuses:
        if _is_open(status) and status.duty.remedy in _RECORDS:
            yield _of_status("gaps", status, reading)


def _findings(reading: Reading) -> Iterator[Pressing]:
    """Findings about recording that nobody has explained."""
    for one in findings_of(reading.case, reading.statuses):
        if one.gravity is Gravity.RECORDING and not one.explained_by:
            since = one.since or one.entries[-1].recorded
            seq, person = one.entries[0].seq, _added(one.person, reading)
            hides = _hides(one.entries, one.person, reading)
            yield Pressing("gaps", one.row, since, seq=seq, person=person, hides=hides)


_FINDS: Final[Mapping[Section, Callable[[Reading], Iterator[Pressing]]]] = {
    "unseen": _unseen,
    "expiring": _expiring,
    "not_discussed": _not_discussed,
    "unallocated": _unallocated,
    "missing": _missing,
    "unauthorised": _unauthorised,
    "gaps": _gaps,
}
SECTIONS: Final[tuple[Section, ...]] = tuple(_FINDS)
"""In the order in which they are read."""


def is_under_way(reading: Reading) -> bool:
    """Whether something is still to be done about the child in this enquiry."""
    name = stage(reading).name
    if name == "outcome_decided":
        outcomes = [event.outcome.kind for _, event in reading.enquiry.of(OutcomeDecided)]
        return bool(outcomes) and outcomes[-1] not in _ENDING
    return name not in _ENDED


def _is_open(status: DutyStatus) -> bool:
    """Whether nothing met it; where the times do not tell, that is a gap in recording."""
    return status.state in {State.RUNNING, State.OVERDUE}


def _of_status(section: Section, status: DutyStatus, reading: Reading) -> Pressing:
    subject, due = status.subject, status.due
    return Pressing(
        section,
        status.row,
        status.started.latest,
        due.latest if due else None,
        subject.trigger.seq,
        _added(subject.person, reading),
        hides=_hides(status.entries, subject.person, reading),
    )


def _added(person: str | None, reading: Reading) -> int:
    known = reading.people.get(person or "")
    return known.added.seq if known else 0


def _hides(entries: Iterable[Entry], person: str | None, reading: Reading) -> Hides:
    """What somebody must be able to read who is told of this, the person's name included."""
    known = reading.people.get(person or "")
    named = _marked(_named_by(known.added), known.added) if known else frozenset()
    return named.union(*(_marked(marks_of(entry), entry) for entry in entries))


def _named_by(added: Entry) -> frozenset[Mark]:
    return marks_at(added, "person") | marks_at(added, "kind")


def _marked(marks: Iterable[Mark], entry: Entry) -> Hides:
    return frozenset((mark, entry.author) for mark in marks if mark != "ordinary")
