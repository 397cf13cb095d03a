"""For whom a duty counts: every child or parent responsible, or every entry of a kind."""

from __future__ import annotations

from collections.abc import Iterator

from domain.duties.case import Case, persons_in
from domain.duties.duty import Duty
from domain.duties.matter import Subject
from domain.duties.spans import moment
from domain.entry import Entry


def subjects(duty: Duty, case: Case) -> Iterator[Subject]:
    """Everyone and everything for whom the duty has arisen.

    Where nobody is recorded for whom it could count, it counts once, for nobody by name: a limit
    does not stop because a record of persons is missing.
    """
    triggers = case.all(duty.arising(case.profile))
    if duty.each == "entry":
        found = (_of_entry(duty, trigger, case) for trigger in triggers)
        yield from (one for one in found if _asked(duty, one.trigger, one.person, case))
        return
    for person in _people(duty, case):
        mine = [
            trigger
            for trigger in triggers
            if _concerns(duty, trigger, person) and _asked(duty, trigger, person, case)
        ]
        if mine:
            yield Subject(_started(duty, mine), person, case.name_of(person))


def arises_for_anybody(duty: Duty, trigger: Entry, case: Case) -> bool:
    """Whether the duty is asked of this entry for anybody at all."""
    alone = duty.each == "entry"
    people = (_of_entry(duty, trigger, case).person,) if alone else _people(duty, case)
    return any(_asked(duty, trigger, person, case) for person in people)


def _people(duty: Duty, case: Case) -> tuple[str | None, ...]:
    if duty.each == "household_child":
        return case.household_children
    return (case.children if duty.each == "child" else case.parents) or (None,)


def _asked(duty: Duty, trigger: Entry, person: str | None, case: Case) -> bool:
    return duty.where is None or duty.where(trigger, person, case)


def _of_entry(duty: Duty, trigger: Entry, case: Case) -> Subject:
    named = persons_in(trigger.event, duty.about) if duty.about else frozenset()
    person = min(named, default=None)
    return Subject(trigger, person, case.name_of(person))


def _concerns(duty: Duty, trigger: Entry, person: str | None) -> bool:
    """Whether an entry starts the duty for this child; naming no child, it starts it for all."""
    named = persons_in(trigger.event, "child") | persons_in(trigger.event, "children")
    return duty.each != "child" or person is None or not named or person in named


def _started(duty: Duty, triggers: list[Entry]) -> Entry:
    """The earliest start counts; notice is counted back from the date last set."""
    if not duty.due.forward:
        return triggers[-1]
    return min(triggers, key=lambda entry: (moment(entry, duty.since).latest, entry.seq))
