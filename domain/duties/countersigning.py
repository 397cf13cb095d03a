"""Countersigning: what children’s services record, and minutes whose accuracy is disputed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.calendar import CalendarExhausted, end_of_day, local_date
from domain.duties.case import Case, any_of
from domain.duties.duty import RECORDING, Breach, Quote, Rule
from domain.duties.words import event_words, listed
from domain.entry import Entry
from domain.events import BY_NAME
from domain.events.base import RECORDING as BY_A_MANAGER
from domain.events.checking import AccuracyAnswered, AccuracyComment
from domain.events.records import Countersignature
from domain.events.strategy_record import StrategyRecord

RECORDINGS: Final = any_of(*(one for one in BY_NAME.values() if BY_A_MANAGER in one.countersign))
"""What a manager countersigns where the profile says so (REC-02)."""


def _waits(entry: Entry, case: Case) -> bool:
    """Whether a recording of children’s services has waited longer than the profile says."""
    role = case.profile.roles.get(entry.frame.capacity.role)
    if role is None or role.agency != "childrens_services":
        return False
    managers = case.profile.roles_for("countersign.responsible_manager")
    if any(one.frame.capacity.role in managers for one in signed(entry, "countersign", case)):
        return False
    return _long_ago(entry, case)


def _long_ago(entry: Entry, case: Case) -> bool:
    days = case.profile.limit("countersign.outstanding_warn_working_days")
    if days is None:
        return True
    try:
        last = case.calendar.add_working_days(local_date(entry.recorded), days)
    except CalendarExhausted:
        return False
    return case.now > end_of_day(last)


def signed(entry: Entry, kind: str, case: Case) -> list[Entry]:
    """The countersignatures of one kind that stand by exactly these words."""
    return [
        one
        for one in case.referring(entry, "countersigns")
        if isinstance(one.event, Countersignature) and one.event.kind == kind
    ]


def _waiting(entry: Entry, case: Case) -> Iterator[Breach]:
    """Everything that waits, said once, at the oldest of it."""
    recorded = case.all(RECORDINGS)
    if entry is not next((one for one in recorded if _waits(one, case)), None):
        return  # all of them are weighed once, and not once for each
    waiting = [one for one in recorded if _waits(one, case)]
    many = "entries wait" if len(waiting) > 1 else "entry waits"
    yield Breach(
        f"{len(waiting)} {many} for the countersignature that every record of "
        f"{case.profile.terms.childrens_services} needs: "
        f"{listed([event_words(one).removeprefix('entry ') for one in waiting])}.",
        tuple(waiting[1:]),
    )


def _inaccurate(record: Entry, case: Case) -> Iterator[Breach]:
    """Minutes authorised although somebody who was there says that they are not what was said."""
    authorised = signed(record, "authorise", case)
    for comment in _disputing(record, case) if authorised else ():
        yield Breach(
            f"The record was authorised although {event_words(comment)} says that it is not what "
            "was said, and nobody has answered that.",
            (comment, *authorised),
        )


def _disputing(record: Entry, case: Case) -> list[Entry]:
    """The comments that a record is not accurate which nobody has answered."""
    return [
        comment
        for comment in case.referring(record, "concerns")
        if isinstance(comment.event, AccuracyComment)
        and not comment.event.accurate
        and not case.answering(comment, "answers")
    ]


COUNTERSIGNED: Final = Rule(
    "REC-02",
    RECORDING,
    "the countersignature of the responsible manager",
    of=RECORDINGS,
    breaches=_waiting,
    remedy=Countersignature,
    only=("countersign.every_recording", True),
    quotes={"001": Quote(174, "The responsible manager must countersign/authorise")},
)

ACCURATE: Final = Rule(
    "STR-39",
    RECORDING,
    "answering whoever disputes the minutes",
    of=StrategyRecord,
    breaches=_inaccurate,
    remedy=AccuracyAnswered,
    quotes={
        "000": Quote(69, "decisions authorised by the Children's Service's Manager"),
        "001": Quote(70, "Record agreed decisions in accordance with local recording procedures"),
    },
)

RULES: Final = (COUNTERSIGNED, ACCURATE)
