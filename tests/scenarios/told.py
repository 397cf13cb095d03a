"""Scenarios for tests: the three that ship, small ones written on the spot, and what they told."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from domain.enquiry import Enquiry
from domain.entry import Entry
from domain.events.base import Event
from domain.events.people import PersonAdded
from domain.practitioner import Practitioner
from ledger.ledger import Ledger
from ledger.replaying.demonstration import SCENARIOS
from ledger.replaying.replay import replay
from ledger.settings import Settings

SHIPPED = ("siblings", "night", "not_substantiated")
AGENCY = "Children’s Services"
Line = dict[str, Any]


def shipped(name: str) -> Path:
    """The file of a scenario that ships."""
    return SCENARIOS / f"{name}.jsonl"


@dataclass(frozen=True)
class Told:
    """A ledger that scenarios were told into, and the moment at which they end."""

    ledger: Ledger
    now: datetime

    @classmethod
    def of(cls, folder: Path, *files: Path, ending_now: datetime | None = None) -> "Told":
        """Tell the scenarios into a new ledger on SQLite."""
        ledger = replay(files, Settings(folder), ending_now=ending_now)
        return cls(ledger, ending_now or ledger.moment())

    def in_order(self) -> list[Entry]:
        """Every entry of the ledger, in the order of its log."""
        stored = self.ledger.store.recorder.select_notifications(start=1, limit=10_000)
        places = [(str(one.originator_id), one.originator_version) for one in stored]
        streams = {stream: self.ledger.reads.entries(stream) for stream, _ in places}
        return [streams[stream][seq - 1] for stream, seq in places]

    def when(self, event: type[Event]) -> datetime:
        """When the first entry with this event was recorded."""
        return next(entry.recorded for entry in self.in_order() if isinstance(entry.event, event))

    def enquiries(self) -> dict[str, Enquiry]:
        """The enquiries, by the local id of the child whom each is about."""
        streams = dict.fromkeys(
            entry.stream for entry in self.in_order() if isinstance(entry.event, PersonAdded)
        )
        found = map(self.ledger.reads.enquiry, streams)
        return {_child(enquiry): enquiry for enquiry in found}

    def practitioner(self, name: str) -> Practitioner:
        """Somebody of the directory, by name."""
        people = self.ledger.reads.directory().people.values()
        return next(person for person in people if person.name == name)


def _child(enquiry: Enquiry) -> str:
    return next(person.id for person in enquiry.children if person.event.kind == "child")


def title(profile: str = "hertfordshire") -> Line:
    """The first line."""
    return {"scenario": "A small one", "profile": profile}


def person(key: str, role: str = "social_worker", **more: Any) -> Line:
    """Somebody who signs."""
    return {"person": key, "name": key.title(), "role": role, "agency": AGENCY, **more}


def line(at: str, event: str, data: Line, by: str = "ruth", **more: Any) -> Line:
    """Something recorded in March 2026, at `day` and time (`"02T10:00"`), in the enquiry `maya`."""
    where = {} if "practitioner" in more else {"enquiry": "maya"}
    return {
        "at": f"2026-03-{at}:00+00:00",
        "by": by,
        "event": event,
        "data": data,
        **where,
        **more,
    }


def added(at: str, **more: Any) -> Line:
    """Maya is added: how an enquiry begins."""
    maya = {"person": {"p": "maya", "as": "Maya"}, "kind": "child", "household": "lives_there"}
    return line(at, "PersonAdded", maya, **more)


def written(path: Path, *lines: Line | str) -> Path:
    """A scenario on disk; a string is a line as it stands."""
    texts = [one if isinstance(one, str) else json.dumps(one) for one in lines]
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path
