"""The duty screen: what presses across all enquiries that a manager may see, the gravest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api.context import LedgerHere
from api.pages.desk import UNNAMED, time_left
from api.pages.task_words import KINDS
from api.web.across import AcrossHere
from api.web.context import ReaderHere
from api.web.reader import Reader
from api.web.site import page
from domain.duties import DUTIES, RULES
from domain.duties.duty import RECORDING, Duty, Rule
from ledger.across import lines
from ledger.across.duty import TITLES, DutySection, duty_screen, with_names
from ledger.ledger import Ledger
from ledger.register import PressingLine
from ledger.register.pressing import Section
from projections.times import duration
from projections.words import capital

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

LINES: Final = 10
"""Lines of a section on the whole screen; each opens its enquiry for a name."""
MORE: Final = 100
"""Lines of a section that was asked for by itself."""
REFRESH_SECONDS: Final = 60
"""How often a screen on a wall is drawn anew, where that is asked for."""
_SAID: Final[Mapping[Section, str]] = {
    "unseen": "Not seen yet",
    "unallocated": "Nobody leads the enquiry",
    "missing": "Not found yet",
}
"""What a line of these sections says; what the others say is in the line."""
_POWERS: Final = {
    "police_protection": "Police protection",
    "epo_granted": "Emergency protection order",
}
_FURTHER: Final = re.compile(r"\{(?!subject\})")
"""Words of the entry that makes a duty arise, which the register does not have."""


@dataclass(frozen=True, slots=True)
class Pressing:
    """A line in words."""

    child: str
    what: str
    href: str
    when: str
    at: datetime
    late: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A section in words."""

    name: Section
    title: str
    many: int
    lines: tuple[Pressing, ...]


@router.get("/duty")
def get_duty(
    request: Request,
    reader: ReaderHere,
    ledger: LedgerHere,
    views: AcrossHere,
    team: Annotated[str | None, Query(max_length=200)] = None,
    section: Section | None = None,
    refresh: bool = False,
) -> HTMLResponse:
    """What presses; with `refresh`, drawn anew every minute."""
    asking = lines.Reader(views, reader.id, reader.purpose)
    screen = duty_screen(ledger, asking, MORE if section else LINES, team or None)
    chosen = [_read(one, asking) for one in screen.sections if section in {None, one.section}]
    named = with_names(replace(screen, sections=tuple(chosen)), asking)
    teams = tuple(_teams(ledger, reader))
    return page(
        request,
        "work/duty.html",
        at=screen.now,
        missing=views.missing,
        sections=tuple(_shown(one, screen.now) for one in named.sections),
        counts_of=tuple((one.section, TITLES[one.section], one.many) for one in screen.sections),
        section=section,
        teams=teams,
        team_items=[{"value": "", "text": "All teams"}]
        + [{"value": one, "text": one} for one in teams],
        team=team or "",
        refresh=REFRESH_SECONDS if refresh else None,
    )


def _read(section: DutySection, asking: lines.Reader) -> DutySection:
    """The lines of which the enquiry can be opened for a name."""
    return replace(section, lines=asking.shown(section.lines, lambda line, _: line))


def _shown(section: DutySection, now: datetime) -> Shown:
    return Shown(
        name=section.section,
        title=TITLES[section.section],
        many=section.many,
        lines=tuple(_line(line, now) for line in section.lines),
    )


def _line(line: PressingLine, now: datetime) -> Pressing:
    due = line.due_at
    return Pressing(
        child=line.name or UNNAMED,
        what=_what(line),
        href=f"/enquiries/{line.stream}{_page(line)}",
        when=_when(line, now),
        at=due or line.since,
        late=due is not None and due < now,
    )


def _when(line: PressingLine, now: datetime) -> str:
    due = line.due_at
    if due is None:
        return f"For {duration(now - line.since)}"
    if line.section != "expiring":
        return time_left(due, now)
    return f"Ended {duration(now - due)} ago" if due < now else f"Ends in {duration(due - now)}"


def _page(line: PressingLine) -> str:
    """Where in the enquiry it is seen and answered."""
    if line.what in KINDS:
        return f"/entries/{line.seq}/countersign" if line.many == 1 else "/countersignatures"
    return "/duties" if line.section == "gaps" else ""


def _what(line: PressingLine) -> str:
    many = f" ({line.many})" if line.many > 1 else ""
    if line.what in KINDS:
        return f"{KINDS[line.what]}{many or f': entry {line.seq}'}"
    known = _SAID.get(line.section) or _POWERS.get(line.what)
    return f"{known or _required(line)}{many}"


def _required(line: PressingLine) -> str:
    """A requirement in words: who looks at the screen knows few ids by heart."""
    what = _requirements().get(line.what, "")
    words = capital(what.replace("{subject}", line.name or "the child"))
    return f"{words} ({line.what})" if words else line.what


@cache
def _requirements() -> Mapping[str, str]:
    """What each requirement is about; of several things, what concerns recording."""
    every: tuple[Duty | Rule, ...] = (*DUTIES, *RULES)
    found = sorted(every, key=lambda one: one.gravity is RECORDING)
    return {one.row: one.what for one in found if not _FURTHER.search(one.what)}


def _teams(ledger: Ledger, reader: Reader) -> Iterator[str]:
    """The teams of the reader's agencies, of those who hold a capacity there now."""
    agencies = {held.agency for held in reader.capacities}
    now = ledger.moment()
    found = {
        held.team
        for person in ledger.reads.directory().people.values()
        for held in person.capacities_in_force(now)
        if held.agency in agencies and held.team
    }
    yield from sorted(found)
