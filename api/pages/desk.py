"""Lines of work in words: what is to be done, about which child, by when, and where to do it.

The register says what there is; for the name of the child and the words each line shown opens its
enquiry, as its reader may see it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Final

from api.forms.gist import Gist
from api.pages.answering import link_to_answer
from api.pages.choice_kept import is_bare
from api.pages.draft_gists import Gists
from api.pages.draft_overtaken import Overtaken, overtaken
from api.pages.duty_states import GRAVITIES
from api.pages.task_words import short, task_words
from api.web.reader import Reader
from domain.events import BY_NAME
from ledger.across import lines
from ledger.errors import RecordUnreadable
from ledger.ledger import Ledger, NotFound
from ledger.register import DutyLine, EnquiryLine, TaskLine
from ledger.register.sections import ENDED
from ledger.saved import SavedDraft
from ledger.views import NoProcedure, Views
from projections.countersignatures import countersignatures
from projections.duties import DutyView, duties
from projections.identity import Identity, identity
from projections.reading import Reading
from projections.times import duration

__all__ = ["Desk", "Draft", "Enquiry", "Line"]

UNNAMED: Final = "Child not yet named"


@dataclass(frozen=True, slots=True)
class Line:
    """Something to be done. `at` is by when, or since when it waits."""

    words: str
    href: str
    child: str
    case: str
    """The enquiry's address."""
    when: str
    at: datetime
    late: bool = False
    note: str = ""
    ageing: bool = False
    """Whether a countersignature has waited longer than the procedure says to warn (REC-02)."""


@dataclass(frozen=True, slots=True)
class Enquiry:
    """An enquiry in a list."""

    href: str
    child: str
    born: date | None
    stage: str
    ended: bool
    last: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """Something begun and not yet signed."""

    title: str
    href: str
    child: str
    gist: Gist
    saved: int
    by: str
    """Who saved it last, where that was somebody else."""
    returned: bool
    overtaken: Overtaken | None
    """What of it was recorded elsewhere since."""


@dataclass(frozen=True)
class Desk:
    """Puts lines of the register into words for one reader at `now`."""

    views: Views
    reader: Reader
    ledger: Ledger
    role: str | None = None
    """What the reader acts as, where they chose one of their capacities."""
    _opened: dict[str, Reading | None] = field(default_factory=dict)

    @cached_property
    def now(self) -> datetime:
        """The moment for which times are given."""
        return self.ledger.moment()

    @cached_property
    def own(self) -> tuple[EnquiryLine, ...]:
        """The reader's own enquiries, in no order."""
        return self.ledger.register.taken_part(self.reader.id)

    @cached_property
    def saved(self) -> tuple[SavedDraft, ...]:
        """The reader's drafts, the one that was saved last first."""
        return tuple(one for one in self._saved() if not is_bare(one))

    def _saved(self) -> Iterable[SavedDraft]:
        """All of them; where one is about a record that cannot be read, those of other records."""
        try:
            return self.ledger.saved.mine(self.reader.id)
        except RecordUnreadable:
            read = [one.stream for one in self.own if self.open(one.stream)]
            found = (one for name in read for one in self.ledger.saved.of(name, self.reader.id))
            mine = (one for one in found if not one.is_closed)
            return sorted(mine, key=lambda one: (-one.saved, one.id))

    def tasks(self, found: Iterable[TaskLine]) -> Iterator[Line]:
        """What waits for the reader."""
        for line in found:
            reading = self.open(line.stream)
            if reading is not None:
                yield self._task(line, reading)

    def duties(self, found: Iterable[DutyLine]) -> Iterator[Line]:
        """Unmet duties that the reader may see."""
        for line in found:
            reading = self.open(line.stream)
            if reading is not None:
                yield from self._duty(line, reading)

    def concerns(self, line: DutyLine) -> bool:
        """Whether an unmet duty is for the reader to know: they may see it, and where they chose a
        capacity, or are not of children's services, whose record it is, may put it right.
        """
        reading = self.open(line.stream)
        if reading is None:
            return False
        if self._own_record and self.role is None:
            register = lines.Reader(self.views, self.reader.id, self.reader.purpose)
            return register.duty(line, reading) is not None
        roles = self.reader.roles if self.role is None else {self.role}
        seen = self.views.get(duties, reading).duties
        return any(
            lines.is_duty(line, one, reading) and not roles.isdisjoint(one.may_put_right)
            for one in seen
        )

    @cached_property
    def _own_record(self) -> bool:
        return any(role.agency == "childrens_services" for role in self.reader.kinds)

    def enquiries(self, found: Iterable[EnquiryLine]) -> Iterator[Enquiry]:
        """Enquiries, each with its child and how far it has come."""
        return self.enquiries_of(line.stream for line in found)

    def enquiries_of(self, streams: Iterable[str]) -> Iterator[Enquiry]:
        """The same by id; those that the reader may not know of are left out."""
        for stream in streams:
            reading = self.open(stream)
            if reading is not None:
                seen = self.views.get(identity, reading)
                yield Enquiry(
                    href=f"/enquiries/{stream}",
                    child=seen.name or UNNAMED,
                    born=seen.born,
                    stage=seen.stage.words,
                    ended=seen.stage.name in ENDED,
                    last=reading.enquiry.entries[-1].recorded,
                )

    def open(self, stream: str) -> Reading | None:
        """The enquiry; None where the reader may not know of it."""
        if stream not in self._opened:
            self._opened[stream] = None
            with suppress(NotFound, NoProcedure):
                self._opened[stream] = self.views.reading(
                    stream, self.reader.id, self.reader.purpose
                )
        return self._opened[stream]

    def child(self, reading: Reading) -> str:
        """Whose enquiry it is."""
        seen: Identity = self.views.get(identity, reading)
        return seen.name or UNNAMED

    @cached_property
    def to_finish(self) -> tuple[SavedDraft, ...]:
        """Those of them of which anything is still to be signed."""
        found = ((one, overtaken(one, self.open(one.stream), self.reader.id)) for one in self.saved)
        return tuple(one for one, done in found if not (done and done.settled))

    def drafts(self, limit: int) -> Iterator[Draft]:
        """What the reader has begun to write, or was shown, and is still to be signed."""
        return self._drafts(self.to_finish[:limit])

    def drafts_in(self, stream: str) -> Iterator[Draft]:
        """The same of one enquiry."""
        found = self.ledger.saved.of(stream, self.reader.id)
        return self._drafts(one for one in found if not (one.is_closed or is_bare(one)))

    def _drafts(self, found: Iterable[SavedDraft]) -> Iterator[Draft]:
        gists = Gists(self.open, self.reader, self.ledger)
        for draft in found:
            reading = self.open(draft.stream)
            child = self.child(reading) if reading else "New enquiry"
            yield Draft(
                title=BY_NAME[draft.event].in_words(),
                href=f"/enquiries/{draft.stream}/drafts/{draft.id}",
                child=child,
                gist=gists.of(draft, child),
                saved=draft.saved,
                by=gists.by(draft),
                returned=draft.state == "returned",
                overtaken=overtaken(draft, reading, self.reader.id),
            )

    def _task(self, line: TaskLine, reading: Reading) -> Line:
        path = f"/enquiries/{line.stream}"
        words, below, note = task_words(line, reading)
        return Line(
            words=words,
            href=f"{path}/{below}",
            child=self.child(reading),
            case=path,
            when=self._when(line),
            at=line.due_at or line.since,
            late=line.due_at is not None and line.due_at < self.now,
            note=note,
            ageing=line.task == "countersign" and self._is_ageing(line, reading),
        )

    def _is_ageing(self, line: TaskLine, reading: Reading) -> bool:
        outstanding = self.views.get(countersignatures, reading).outstanding
        return any(
            one.age.ageing
            for one in outstanding
            if (one.entry.entry, one.kind) == (line.seq, line.what)
        )

    def _when(self, line: TaskLine) -> str:
        if line.due_at is None:
            return f"Waiting for {duration(self.now - line.since)}"
        return time_left(line.due_at, self.now)

    def _duty(self, line: DutyLine, reading: Reading) -> Iterator[Line]:
        path = f"/enquiries/{line.stream}"
        for one in self.views.get(duties, reading).duties:
            if one.row == line.duty and lines.is_duty(line, one, reading):
                answer = link_to_answer(path, one.answer, one.may_put_right)
                own = answer.may(self.reader)
                yield Line(
                    words=short(one.what),
                    href=answer.href if own else f"{path}/duties",
                    child=self.child(reading),
                    case=path,
                    when=time_left(line.due_at, self.now),
                    at=line.due_at,
                    late=line.due_at < self.now,
                    note=_who(one, own=own),
                )
                return


def time_left(due: datetime, now: datetime) -> str:
    """`2 hours and 5 minutes left`, or by how much it is overdue."""
    if due < now:
        return f"Overdue by {duration(now - due)}"
    return f"{duration(due - now)} left"


def _who(duty: DutyView, *, own: bool) -> str:
    """What a breach is about, and who may put it right where the reader may not."""
    about = f"{GRAVITIES[duty.gravity]} ({duty.row})"
    return about if own else f"{about}. For: {' or '.join(duty.who)}"
