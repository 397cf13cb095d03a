"""What is wrong with a history, or went against the procedure: recorded all the same, and shown.

A finding cites its clause, says since when and which entries it concerns, and who can put it right
with which event. An explanation stands beside it and clears nothing (principle 3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

from domain.calendar import WorkingDays
from domain.duties import (
    DUTIES,
    Case,
    DutyStatus,
    Given,
    Gravity,
    Quote,
    Rule,
    State,
    evaluate_case,
    rules_of,
)
from domain.duties.elsewhere import unreviewed
from domain.duties.moved import MovedLimit, moved_limits
from domain.duties.spans import happened
from domain.duties.words import clock_time, duration, event_words, span_words
from domain.enquiry import Enquiry
from domain.entry import Entry
from domain.events.base import Event
from domain.events.records import Countersignature, DelayExplained
from domain.events.siblings import SharedEntryReviewed
from domain.profiles import Profile
from domain.siblings import ChangedElsewhere

Kind = Literal["overdue", "late", "undecided", "slow", "deviation", "recorded_late", "limit_moved"]
"""Not done in time; done late; the times do not tell; slower than the authority's own guide;
against a rule; recorded long after it was known; a limit moved or removed by a correction."""

LATE_RECORDING: Final = "REF-12"
SHARED_RECORD: Final = "STR-39"
"""One discussion about several children is documented in the record of each."""
_LATE_QUOTES: Final = {"000": Quote(16, "observe and record any concerns")}
_GRAVEST_FIRST: Final = tuple(Gravity)
_NEVER: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach or deviation. Nothing fires twice: row, kind, subject and entries name it."""

    row: str
    kind: Kind
    gravity: Gravity
    words: str
    since: datetime | None
    """From when it was so; `None` where the recorded times do not tell."""
    entries: tuple[Entry, ...]
    remedy: type[Event]
    """The event that puts it right, or explains it where nothing can."""
    person: str | None = None
    """The local id of the person whom it is about, where a duty counts for each."""
    quote: Quote | None = None
    """The procedure's own words; `None` where they are not known."""
    given: Given = ()
    """Fields of the remedy of which it is known what they are to say."""
    explained_by: tuple[Entry, ...] = ()

    @property
    def may_put_right(self) -> frozenset[str]:
        """The roles that may record the remedy; `any`: everybody."""
        return self.remedy.by


def findings(
    enquiry: Enquiry, profile: Profile, calendar: WorkingDays, now: datetime
) -> tuple[Finding, ...]:
    """Everything wrong at `now`, by what was recorded until then; the gravest first."""
    case = Case(enquiry, profile, calendar, now)
    return findings_of(case, evaluate_case(case))


def findings_of(case: Case, statuses: Iterable[DutyStatus]) -> tuple[Finding, ...]:
    """As `findings`, for those who have the statuses of the duties already."""
    found = [
        *(finding for status in statuses for finding in _of_status(status, case)),
        *(finding for rule in rules_of(case) for finding in _of_rule(rule, case)),
        *(_of_moved(moved, case) for duty in DUTIES for moved in moved_limits(duty, case)),
        *_recorded_late(case),
        *(_of_sibling(entry, change) for entry, change in unreviewed(case)),
    ]
    explanations = case.all(DelayExplained)
    return tuple(sorted((_explained(finding, explanations) for finding in found), key=_order))


def _of_status(status: DutyStatus, case: Case) -> Iterator[Finding]:
    kind = _KINDS.get(status.state) or ("slow" if status.beyond_guide else None)
    if kind is None:
        return
    limit = status.due or (status.readings[0].due if status.readings else None)
    open_still = status.met_by is None
    yield Finding(
        row=status.row,
        kind=kind,
        gravity=Gravity.RECORDING if kind == "undecided" else status.gravity,
        words=status.words,
        since=None if kind == "undecided" or limit is None else limit.latest,
        entries=status.entries,
        remedy=_remedy(status) if open_still else DelayExplained,
        person=status.subject.person,
        quote=_quote(status.duty.quotes, case.profile),
        given=status.given if open_still else _explaining(status.row, status.subject.person),
    )


_KINDS: Final[Mapping[State, Kind]] = {
    State.OVERDUE: "overdue",
    State.MET_LATE: "late",
    State.CANNOT_TELL: "undecided",
}


def _remedy(status: DutyStatus) -> type[Event]:
    """What is missing; where the times do not tell, a correction with an exact one."""
    if status.state is not State.CANNOT_TELL:
        return status.duty.remedy
    spans = [(entry, happened(entry)) for entry in status.entries]
    inexact = [entry for entry, span in spans if span.earliest != span.latest]
    return (inexact or status.entries)[-1].event.newest()


def _explaining(row: str, person: str | None = None) -> Given:
    """What an explanation of this names."""
    return (("duty", row), ("person", person)) if person else (("duty", row),)


def _of_rule(rule: Rule, case: Case) -> Iterator[Finding]:
    for entry in case.all(rule.of) if rule.asked_by(case.profile) else ():
        for breach in rule.breaches(entry, case):
            yield Finding(
                row=rule.row,
                kind="deviation",
                gravity=rule.gravity,
                words=breach.words,
                since=happened(entry).latest,
                entries=(entry, *breach.also),
                remedy=rule.remedy,
                quote=_quote(rule.quotes, case.profile),
                given=breach.given,
            )


def _of_moved(moved: MovedLimit, case: Case) -> Finding:
    verb = "moved" if moved.after else "removed"
    now = f"it is {span_words(moved.after)} now" if moved.after else "there is none now"
    return Finding(
        row=moved.duty.row,
        kind="limit_moved",
        gravity=moved.duty.gravity,
        words=f"{event_words(moved.last).capitalize()} {verb} the limit that "
        f"{event_words(moved.first)} had set: it was {span_words(moved.before)}; {now}.",
        since=moved.last.recorded,
        entries=(moved.first, moved.last),
        remedy=Countersignature,
        quote=_quote(moved.duty.quotes, case.profile),
    )


def _recorded_late(case: Case) -> Iterator[Finding]:
    """Entries recorded long after their authors knew. A correction comes later by its nature."""
    hours = case.profile.limit("records.late_entry_hours")
    for entry in case.enquiry.entries if hours is not None else ():
        late = entry.recorded - entry.frame.known
        if late <= timedelta(hours=hours or 0) or any(ref.rel == "corrects" for ref in entry.refs):
            continue
        known = clock_time(entry.frame.known)
        yield Finding(
            row=LATE_RECORDING,
            kind="recorded_late",
            gravity=Gravity.RECORDING,
            words=f"{event_words(entry).capitalize()} was recorded {duration(late)} after its "
            f"author came to know of it ({known}); the limit is {hours} hours.",
            since=entry.recorded,
            entries=(entry,),
            remedy=DelayExplained,
            given=_explaining(LATE_RECORDING),
            quote=_quote(_LATE_QUOTES, case.profile),
        )


def _of_sibling(entry: Entry, change: ChangedElsewhere) -> Finding:
    return Finding(
        row=SHARED_RECORD,
        kind="deviation",
        gravity=Gravity.RECORDING,
        words=f"{event_words(entry).capitalize()} was recorded for several children together. It "
        "has been corrected or withdrawn in another child’s record since, and not here.",
        since=change.recorded,
        entries=(entry,),
        remedy=SharedEntryReviewed,
        quote=None,
    )


def _quote(quotes: Mapping[str, Quote], profile: Profile) -> Quote | None:
    return quotes.get(profile.procedure.seed)


def _explained(finding: Finding, explanations: Iterable[Entry]) -> Finding:
    """The explanations that name its requirement and, where they name a person, that person."""
    given = tuple(
        entry
        for entry in explanations
        if isinstance(entry.event, DelayExplained)
        and entry.event.duty == finding.row
        and (entry.event.person is None or entry.event.person.p == finding.person)
    )
    return replace(finding, explained_by=given) if given else finding


def _order(finding: Finding) -> tuple[int, datetime, str, tuple[int, ...]]:
    entries = tuple(entry.seq for entry in finding.entries)
    gravity = _GRAVEST_FIRST.index(finding.gravity)
    return gravity, finding.since or _NEVER, finding.row, entries
