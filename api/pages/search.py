"""Search: enquiries by the name of anybody in them, by their id, or by who works on them.

Only whole words are found, and only where the reader sees that very name or that very part in the
enquiry: what one may not see cannot be told from what is not there. What was typed travels in the
body, because addresses are written to the logs of every proxy on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Final

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse

from api.context import UUID, LedgerHere
from api.pages.desk import Desk, Enquiry
from api.web.across import Across, AcrossHere
from api.web.context import ReaderHere
from api.web.reader import Reader
from api.web.site import page
from domain.events.strategy import ParticipantAttended, ParticipantInvited
from domain.practitioner import Practitioner
from ledger.across import lines
from ledger.across.lines import called
from ledger.ledger import Ledger
from ledger.register import BadQuery
from ledger.register.names import words
from projections.reading import Reading

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

MOST: Final = 50
"""Enquiries found at most: with more, another word of the name helps better than another page."""
MOST_PEOPLE: Final = 5
"""Practitioners of one name whose enquiries are listed."""
_KINDS: Final = {"child": "child", "sibling": "brother or sister", "parent": "parent"}

Asked = Annotated[str, Form(max_length=200)]
AskedInAddress = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True, slots=True)
class Found:
    """An enquiry, and as what the name was found there."""

    enquiry: Enquiry
    because: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """A practitioner of the name, and the enquiries in which the reader sees their part."""

    name: str
    title: str
    enquiries: tuple[Enquiry, ...]


@router.get("/search")
def get_search(
    request: Request,
    reader: ReaderHere,
    ledger: LedgerHere,
    views: AcrossHere,
    q: AskedInAddress = "",
) -> HTMLResponse:
    """The form, and what an address with `?q=` asks for."""
    return _answer(request, _Search(ledger, views, reader), q)


@router.post("/search")
def search(
    request: Request, reader: ReaderHere, ledger: LedgerHere, views: AcrossHere, q: Asked = ""
) -> HTMLResponse:
    """What is found."""
    return _answer(request, _Search(ledger, views, reader), q)


def _answer(request: Request, asked: _Search, q: str) -> HTMLResponse:
    wanted = q.strip()
    error = None
    found: tuple[Found, ...] = ()
    try:
        found = tuple(asked.enquiries(wanted)) if wanted else ()
    except BadQuery:
        error = "Enter a name, or the number of an enquiry"
    if request.method == "POST" and not wanted:
        error = "Enter a name, or the number of an enquiry"
    return page(
        request,
        "work/search.html",
        422 if error else 200,
        asked=q,
        error=error,
        searched=bool(wanted) and not error,
        found=found[:MOST],
        more=len(found) > MOST,
        colleagues=tuple(asked.colleagues(wanted)) if wanted and not error else (),
        missing=asked.views.missing,
    )


@dataclass(frozen=True)
class _Search:
    """Looks as one reader."""

    ledger: Ledger
    views: Across
    reader: Reader

    @property
    def _asking(self) -> lines.Reader:
        return lines.Reader(self.views, self.reader.id, self.reader.purpose)

    def enquiries(self, wanted: str) -> Iterator[Found]:
        """By id, or by the name of anybody in it.

        Raises:
            BadQuery: there is no word to look for, or there are too many.
        """
        desk = Desk(self.views, self.reader, self.ledger)
        if re.fullmatch(UUID, wanted.casefold()):
            for enquiry in desk.enquiries_of([wanted.casefold()]):
                yield Found(enquiry, "")
            return
        because: dict[str, dict[str, None]] = {}
        for stream, said in self._named(desk, wanted):
            because.setdefault(stream, {})[said] = None
        for enquiry in desk.enquiries_of(because):
            said = ", ".join(because[enquiry.href.rpartition("/")[2]])
            yield Found(enquiry, said)

    def _named(self, desk: Desk, wanted: str) -> Iterator[tuple[str, str]]:
        """Each enquiry in which the reader sees somebody called so, and who that is."""
        register = self.ledger.register
        register.catch_up()
        after: str | None = None
        many = 0
        while many <= MOST:
            found = register.find(wanted, after=after)
            for line in self._asking.shown(found.items, called(wanted)):
                reading = desk.open(line.stream)
                if reading is not None:
                    many += 1
                    yield line.stream, _who(reading, line.person)
            after = found.next
            if after is None:
                return

    def colleagues(self, wanted: str) -> Iterator[Colleague]:
        """Practitioners who are called so, with the enquiries that they and the reader share."""
        sought = set(words(wanted))
        people = self.ledger.reads.directory().people.values()
        found = (one for one in people if sought and sought <= set(words(one.name)))
        for person in islice(found, MOST_PEOPLE):
            titles = sorted({held.title for held in person.capacities.values()})
            yield Colleague(person.name, ", ".join(titles), tuple(self._shared(person)))

    def _shared(self, person: Practitioner) -> Iterator[Enquiry]:
        desk = Desk(self.views, self.reader, self.ledger)
        own = sorted(
            self.ledger.register.taken_part(person.id), key=lambda line: line.last_at, reverse=True
        )
        seen = (
            line.stream
            for line in own
            if (reading := desk.open(line.stream)) and _takes_part(person.id, reading)
        )
        yield from desk.enquiries_of(islice(seen, MOST))


def _who(reading: Reading, person: int) -> str:
    """The name in use and what they are to the child, of the person whom an entry added."""
    one = next(one for one in reading.people.values() if one.added.seq == person)
    kind = one.event.relation or _KINDS.get(one.event.kind, one.event.kind.replace("_", " "))
    return f"{one.name} ({kind})"


def _takes_part(practitioner: str, reading: Reading) -> bool:
    """Whether the reader sees that somebody recorded, was invited or attended."""
    return any(
        entry.author == practitioner and not reading.withholds(entry)
        for entry in reading.enquiry.entries
    ) or any(
        isinstance(entry.event, ParticipantInvited | ParticipantAttended)
        and entry.event.participant.practitioner == practitioner
        and reading.sees(entry, "participant")
        for entry in reading.enquiry.standing()
    )
