"""One duty for one subject in one case: which entries bear on it."""

from __future__ import annotations

from dataclasses import dataclass

from domain.duties.case import Case, Wanted, has_field, persons_in
from domain.duties.duty import Duty, Unless
from domain.duties.spans import happened, moment
from domain.entry import Entry


@dataclass(frozen=True, slots=True)
class Subject:
    """For whom or what a duty counts, and the entry that made it arise.

    `person` is a local id and `name` that person's name in use; `None` where it is nobody's.
    """

    trigger: Entry
    person: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """What is judged."""

    duty: Duty
    subject: Subject
    case: Case

    @property
    def counts_from_start(self) -> bool:
        """Whether what was done before the start is worth nothing. What answers, came later."""
        duty = self.duty
        return duty.due.forward and not duty.earlier_counts and duty.answers is None

    def about(self, wanted: Wanted | None, fields: tuple[str, ...] = ()) -> list[Entry]:
        """The standing entries that fit and name the person for whom the duty counts, if any.

        An event that has no such field, a strategy discussion say, is about everybody. `fields`:
        where the person is named, if not in the field of the duty.
        """
        found = self.case.all(wanted) if wanted is not None else []
        person, field = self.subject.person, self.duty.person_field
        if person is None or field is None:
            return found
        return [entry for entry in found if _is_about(entry, person, fields or (field,))]

    def attempts(self) -> list[Entry]:
        """What could meet the duty: of the right kind, by the right role, for this subject."""
        duty, case = self.duty, self.case
        found = self._referring(duty.answers) if duty.answers else self.about(duty.met_by)
        roles = case.profile.roles_for(duty.by) if duty.by else frozenset()
        return [
            entry
            for entry in found
            if (not roles or entry.frame.capacity.role in roles)
            and (duty.fits is None or duty.fits(entry, self.subject.trigger, case))
        ]

    def undoing(self, done: Entry) -> list[Entry]:
        """The entries that could undo what another did."""
        undone, trigger = self.duty.undone_by, self.subject.trigger
        if undone is None:
            return []
        return [
            entry
            for entry in self.about(undone.event)
            if entry is not done and undone.which(entry, done, trigger)
        ]

    def excuses(self) -> list[tuple[Unless, Entry]]:
        """The entries that could excuse from the duty, as they happened, with the exception."""
        found = {
            entry.seq: (unless, entry)
            for unless in self.duty.exceptions
            for entry in self._excusing(unless)
        }
        return [found[entry.seq] for entry in in_order([entry for _, entry in found.values()])]

    def end_of(self, unless: Unless, excuse: Entry) -> Entry | None:
        """The entry that ended an exception, if one did; of the same time, one recorded later."""
        place, start = self.case.enquiry.place, happened(excuse)
        for end in in_order(self.about(unless.until, unless.about)):
            time = moment(end, unless.ends)
            recorded_later = place(end) > place(excuse) and not start.surely_after(time)
            if recorded_later or time.surely_after(start):
                return end
        return None

    def ended_before(self, unless: Unless, end: Entry) -> bool:
        """Whether the enquiry had ended by the time that an exception did."""
        time = moment(end, unless.ends)
        return any(not happened(over).surely_after(time) for over in self.about(unless.over))

    def _excusing(self, unless: Unless) -> list[Entry]:
        trigger = self.subject.trigger
        if unless.itself:
            return [trigger] if unless.event.matches(trigger.event) else []
        found = self.about(unless.event, unless.about)
        start = happened(trigger)
        return [
            entry
            for entry in found
            if not self._revoked(unless, entry)
            and not (unless.later and start.surely_after(happened(entry)))
        ]

    def _revoked(self, unless: Unless, excuse: Entry) -> bool:
        """Whether something recorded later, and not before it in time, took an exception back."""
        place, start = self.case.enquiry.place, happened(excuse)
        return any(
            place(entry) > place(excuse) and not start.surely_after(happened(entry))
            for entry in self.about(unless.revoked_by)
        )

    def _referring(self, rel: str) -> list[Entry]:
        """Answers outlive a correction; a corrected record needs countersigning again."""
        exact = rel == "countersigns"
        find = self.case.referring if exact else self.case.answering
        found = find(self.subject.trigger, rel)
        return [entry for entry in found if self.duty.met_by.matches(entry.event)]


def _is_about(entry: Entry, person: str, fields: tuple[str, ...]) -> bool:
    named = [field for field in fields if has_field(type(entry.event), field)]
    return not named or any(person in persons_in(entry.event, field) for field in named)


def in_order(entries: list[Entry]) -> list[Entry]:
    """As they happened, as far as is known; of two at once, the one recorded first."""
    return sorted(entries, key=lambda entry: (happened(entry).latest, entry.seq))
