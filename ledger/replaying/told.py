"""What the names in a scenario's lines stand for: practitioners, enquiries and earlier entries."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from domain.events import BY_NAME
from ledger.admission.admissions import Receipt
from ledger.draft import DraftRequest, RefRequest
from ledger.reading.reads import Reads
from ledger.replaying.scenario import Numbered, Practitioner, Recorded

_BESIDE: Final = ("corrects", "concerns")
"""References that a line gives in `data` where the event itself has no such field."""


@dataclass
class Told:
    """What one scenario has told so far, by the names that its lines use."""

    profile: str
    people: dict[str, str] = field(default_factory=dict)
    """Person key to practitioner id."""
    lines: dict[str, Practitioner] = field(default_factory=dict)
    enquiries: dict[str, str] = field(default_factory=dict)
    refs: dict[str, tuple[Receipt, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Naming:
    """Turns one recorded line into a request for a draft.

    Raises, in every method:
        ScenarioRefused: the line names what no line before it introduced.
    """

    item: Numbered[Recorded]
    told: Told
    reads: Reads
    streams: tuple[str, ...]

    def request(self, data: dict[str, Any]) -> DraftRequest:
        """The line as a request, its own data replaced by `data`."""
        line = self.item.line
        return DraftRequest(
            event=line.event,
            streams=self.streams,
            data=data,
            occurred=line.occurred if line.occurred is not None else line.at.isoformat(),
            known=line.known,
            capacity=line.capacity,
            actor=self._who(line.actor),
            source=self._source(line.source),
            marks=line.marks,
            kinds=line.kinds,
            about=line.about,
            mark=line.mark,
            because=line.because,
            refs=tuple(self._refs()),
        )

    def data(self) -> dict[str, Any]:
        """The event's own data, with entries and practitioners in place of their names."""
        beside = self._beside()
        given = self.item.line.data.items()
        return {name: self._placed(value) for name, value in given if name not in beside}

    def _refs(self) -> Iterator[RefRequest]:
        """The references that stand beside the event's own fields."""
        for rel in self._beside():
            named = self.item.line.data[rel]
            for one in named if isinstance(named, list) else [named]:
                yield from (RefRequest(rel=rel, **place) for place in self._places(one))

    def _beside(self) -> list[str]:
        line = self.item.line
        fields = BY_NAME[line.event].model_fields if line.event in BY_NAME else {}
        return [rel for rel in _BESIDE if rel in line.data and rel not in fields]

    def _placed(self, value: Any) -> Any:
        """`{"ref": name}`, `{"practitioner": key}` and `{"enquiry": key}`, wherever they stand, as
        what they name.
        """
        if isinstance(value, list):
            return [self._placed(one) for one in value]
        if not isinstance(value, dict):
            return value
        if set(value) == {"ref"}:
            return self._places(value)[0]
        if set(value) == {"enquiry"}:
            return self._enquiry(value["enquiry"])
        if set(value) == {"practitioner"}:
            return self._professional(value["practitioner"])
        return {name: self._placed(one) for name, one in value.items()}

    def _places(self, value: Any) -> list[dict[str, Any]]:
        """Where the entry of a name stands. Of an act that is the one in the enquiry written to;
        from elsewhere (somebody stands by it), all of them.
        """
        name = value.get("ref") if isinstance(value, dict) else None
        if name not in self.told.refs:
            raise self.item.refuse(f"ref: no earlier line has the ref {name!r}")
        receipts = self.told.refs[name]
        here = [receipt for receipt in receipts if receipt.stream in self.streams][:1]
        return [{"stream": at.stream, "seq": at.seq} for at in here or receipts]

    def _enquiry(self, key: Any) -> str:
        if key not in self.told.enquiries:
            raise self.item.refuse(f"enquiry: no earlier line is told in {key!r}")
        return self.told.enquiries[key]

    def _professional(self, key: Any) -> dict[str, Any]:
        if key not in self.told.lines:
            raise self.item.refuse(f"practitioner: no person {key!r} is introduced")
        line = self.told.lines[key]
        named = {"as": line.name, "role": line.role, "agency": line.agency}
        if line.registration:
            named["registration"] = line.registration
        return {**named, "practitioner": self.told.people[key]}

    def _source(self, source: Any) -> Any:
        if not isinstance(source, dict):
            return source
        named = {name: self._who(source[name]) for name in ("from", "witness") if name in source}
        if isinstance(source.get("through"), list):
            named["through"] = [self._who(one) for one in source["through"]]
        return {**source, **named}

    def _who(self, who: Any) -> Any:
        """A person of the enquiry by local id or name; else a practitioner of the scenario by
        key.
        """
        if not isinstance(who, str):
            return self._placed(who)
        names = self.reads.enquiry(self.streams[0]).names_in_use()
        if who in names or any(who in spellings for spellings in names.values()):
            return who
        return self._professional(who) if who in self.told.lines else who
