"""Duties and findings as readers see them: the gravest first, the most urgent before the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Final, Literal, get_args

from domain.duties import DutyStatus, Gravity, Quote, Span, State
from domain.duties.spans import happened
from domain.duties.words import span_words
from domain.entry import Entry
from domain.events.base import ANYONE
from domain.findings import Finding, Kind, findings_of
from domain.profiles import Profile
from projections.answering import Answer, answer_to_duty, answer_to_finding
from projections.reading import AsKnown, Reading
from projections.view import View

__all__ = [
    "Duties",
    "DutyView",
    "FindingView",
    "duties",
    "duty_views",
    "in_order",
    "visible_statuses",
]

StateName = Literal["met", "met_late", "running", "overdue", "not_applicable", "cannot_tell"]
GravityName = Literal["child_safety", "lawfulness", "procedure", "recording"]


class Moment(View):
    """A time as exactly as it is known: from the earliest instant to the latest."""

    earliest: datetime | None
    """Null where nobody knows."""
    latest: datetime
    words: str


class ReadingView(View):
    """One way of reading a limit."""

    words: str
    due: Moment
    """The last instant in time."""
    decides: bool
    """Whether missing it by this reading is the breach."""


class QuoteView(View):
    """The procedure's own words."""

    line: int
    """Line of the procedure's text."""
    words: str


class DutyView(View):
    """Where one duty stands for one subject."""

    row: str
    """Requirement id."""
    gravity: GravityName
    state: StateName
    what: str
    """What is to be done, for whom, as a heading."""
    words: str
    """The answer as a sentence or two."""
    person: str | None
    """Local id of the person for whom it counts."""
    name: str | None
    """Their name in use."""
    started: Moment | None
    due: Moment | None
    """By the reading that decides."""
    readings: tuple[ReadingView, ...]
    warned: int | None
    """The last warning mark passed, in the limit's unit."""
    beyond_guide: bool
    """Whether it is slower than the authority's own guide for "as soon as possible"."""
    met_by: int | None
    """The entry that met it."""
    done: Moment | None
    """When that happened."""
    entries: tuple[int, ...]
    """The entries that the answer rests on."""
    remedy: str
    """The event that puts it right."""
    answer: Answer
    """The form that does so."""
    may_put_right: tuple[str, ...]
    """The roles that may record it; `any`: everybody."""
    who: tuple[str, ...]
    """The same, as the procedure calls them."""
    quote: QuoteView | None
    """What the procedure says."""


class FindingView(View):
    """Something that went wrong or against the procedure, recorded all the same."""

    row: str
    """Requirement id."""
    kind: Kind
    gravity: GravityName
    words: str
    since: datetime | None
    """From when it was so; null where the recorded times do not tell."""
    entries: tuple[int, ...]
    """The entries that it concerns."""
    person: str | None
    """Local id of the person whom it is about."""
    remedy: str
    """The event that puts it right, or explains it where nothing can."""
    answer: Answer
    """The form that does so."""
    may_put_right: tuple[str, ...]
    """The roles that may record it; `any`: everybody."""
    who: tuple[str, ...]
    """The same, as the procedure calls them."""
    quote: QuoteView | None
    """What the procedure says."""
    explained_by: tuple[int, ...]
    """Entries that explain it; an explanation clears nothing."""


class Duties(View):
    """Every duty that has arisen, and every finding."""

    known: AsKnown
    duties: tuple[DutyView, ...]
    """The gravest first; of one gravity the overdue, then the running by when due, and so on."""
    findings: tuple[FindingView, ...]
    """The gravest first, then the oldest."""
    withheld_duties: int
    """How many rest on what this reader may not see."""
    withheld_findings: int
    """How many rest on what this reader may not see."""


_URGENCY: Final = (
    State.OVERDUE,
    State.RUNNING,
    State.CANNOT_TELL,
    State.MET_LATE,
    State.MET,
    State.NOT_APPLICABLE,
)
_GRAVEST_FIRST: Final = tuple(Gravity)
_NEVER: Final = datetime.max.replace(tzinfo=UTC)
_STATES: Final[Mapping[State, StateName]] = dict(zip(State, get_args(StateName), strict=True))
_GRAVITIES: Final[Mapping[Gravity, GravityName]] = dict(
    zip(Gravity, get_args(GravityName), strict=True)
)


def duties(reading: Reading) -> Duties:
    """Where every duty stands, as far as it rests on what the reader may see."""
    seen = visible_statuses(reading.statuses, reading, lambda: reading.open_statuses)
    found = findings_of(reading.case, reading.statuses)
    visible = _visible_findings(found, reading)
    return Duties(
        known=reading.as_known(),
        duties=duty_views(seen, reading.profile),
        findings=tuple(_finding_view(finding, reading) for finding in visible),
        withheld_duties=len(reading.statuses) - len(seen),
        withheld_findings=len(found) - len(visible),
    )


def visible_statuses(
    statuses: Iterable[DutyStatus], reading: Reading, openly: Callable[[], Iterable[DutyStatus]]
) -> tuple[DutyStatus, ...]:
    """The answers that would be the same, to the word, had nothing hidden been recorded: the same
    question asked `openly`.

    An answer tells of all that it rests on: that somebody has to be told of an enquiry tells that
    they have parental responsibility.
    """
    if not reading.hidden:
        return tuple(statuses)
    same = {_answer(status) for status in openly()}
    seen = (status for status in statuses if _answer(status) in same)
    return tuple(status for status in seen if _sees_all(status.entries, reading))


def _visible_findings(found: tuple[Finding, ...], reading: Reading) -> tuple[Finding, ...]:
    """As `visible_statuses`."""
    if not reading.hidden:
        return found
    same = {_breach(one) for one in findings_of(reading.open_case, reading.open_statuses)}
    seen = (finding for finding in found if _breach(finding) in same)
    return tuple(finding for finding in seen if _sees_all(finding.entries, reading))


def _sees_all(entries: Iterable[Entry], reading: Reading) -> bool:
    """That there is an entry may be all that an answer says."""
    return not any(reading.hides(entry) for entry in entries)


def _answer(status: DutyStatus) -> tuple[object, ...]:
    subject = status.subject
    told = (subject.person, subject.name, subject.trigger.seq, status.state, status.words)
    return (status.row, *told, status.beyond_guide, _numbers(status.entries))


def _breach(finding: Finding) -> tuple[object, ...]:
    told = (finding.kind, finding.person, finding.since, finding.words)
    return (finding.row, *told, _numbers(finding.entries))


def duty_views(statuses: Iterable[DutyStatus], profile: Profile) -> tuple[DutyView, ...]:
    """Duties in the order of `Duties.duties`."""
    return tuple(_duty_view(status, profile) for status in in_order(statuses))


def in_order(statuses: Iterable[DutyStatus]) -> list[DutyStatus]:
    """The gravest first, the most urgent before the rest."""
    return sorted(statuses, key=_order)


def _order(status: DutyStatus) -> tuple[int, int, datetime, str, int]:
    due = status.due.latest if status.due else _NEVER
    urgency = _URGENCY.index(status.state)
    gravity = _GRAVEST_FIRST.index(status.gravity)
    return gravity, urgency, due, status.row, status.subject.trigger.seq


def _duty_view(status: DutyStatus, profile: Profile) -> DutyView:
    remedy, roles = status.remedy
    return DutyView(
        row=status.row,
        gravity=_GRAVITIES[status.gravity],
        state=_STATES[status.state],
        what=status.what,
        words=status.words,
        person=status.subject.person,
        name=status.subject.name,
        started=_moment(status.started),
        due=_moment(status.due),
        readings=tuple(
            ReadingView(words=one.words, due=_known_moment(one.due), decides=one.decides)
            for one in status.readings
        ),
        warned=status.warned,
        beyond_guide=status.beyond_guide,
        met_by=status.met_by.seq if status.met_by else None,
        done=_known_moment(happened(status.met_by)) if status.met_by else None,
        entries=_numbers(status.entries),
        remedy=remedy,
        answer=answer_to_duty(status),
        may_put_right=tuple(sorted(roles)),
        who=_titles(roles, profile),
        quote=_quote(status.duty.quotes.get(profile.procedure.seed)),
    )


def _finding_view(finding: Finding, reading: Reading) -> FindingView:
    explained = [entry for entry in finding.explained_by if reading.sees(entry)]
    return FindingView(
        row=finding.row,
        kind=finding.kind,
        gravity=_GRAVITIES[finding.gravity],
        words=finding.words,
        since=finding.since,
        entries=_numbers(finding.entries),
        person=finding.person,
        remedy=finding.remedy.__name__,
        answer=answer_to_finding(finding),
        may_put_right=tuple(sorted(finding.may_put_right)),
        who=_titles(finding.may_put_right, reading.profile),
        quote=_quote(finding.quote),
        explained_by=_numbers(explained),
    )


def _titles(roles: Iterable[str], profile: Profile) -> tuple[str, ...]:
    named = (profile.roles[role].title for role in roles if role in profile.roles)
    return ("anybody",) if ANYONE in roles else tuple(sorted(named))


def _numbers(entries: Iterable[Entry]) -> tuple[int, ...]:
    return tuple(entry.seq for entry in entries)


def _moment(span: Span | None) -> Moment | None:
    return _known_moment(span) if span else None


def _known_moment(span: Span) -> Moment:
    return Moment(earliest=span.earliest, latest=span.latest, words=span_words(span))


def _quote(quote: Quote | None) -> QuoteView | None:
    return QuoteView(line=quote.line, words=quote.words) if quote else None
