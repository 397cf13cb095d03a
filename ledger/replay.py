"""Build a demonstration ledger from scenarios: every line drafted, signed with its author's key and
admitted.

Nothing is faked but the clock: the lines go through the same drafting, signing and admission as any
entry, with keys of their own, under a genesis document that says *demonstration*.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from crypto.canonical import b64
from domain.events import BY_NAME
from domain.events.authority import ProfileAdopted
from ledger.admissions import Receipt
from ledger.create import Registrar, adoption, create_ledger, record
from ledger.draft import DraftRequest, RefRequest
from ledger.errors import Problem
from ledger.keyfile import KeyFile, new_key_file
from ledger.ledger import Ledger
from ledger.scenario import (
    RELATIONS,
    Numbered,
    Practitioner,
    Recorded,
    Scenario,
    ScenarioRefused,
    read_scenario,
)
from ledger.settings import Settings

PASSPHRASE: Final = "demonstration"  # noqa: S105 - of invented people's keys, shown on every page
REGISTRAR: Final = Registrar(name="Morwenna Tregear", agency="Children’s Services")
LEDGER_NAME: Final = "countersign.example/demonstration"
_LEAD: Final = timedelta(hours=1)

_AnyLine = Numbered[Practitioner] | Numbered[Recorded]
Progress = Callable[[int, int], None]
"""Called with the lines done and the lines in all."""


class _SimulatedClock:
    """A clock that shows what the scenario says, and never runs back."""

    def __init__(self, now: datetime) -> None:
        self._now = int(now.timestamp())

    def __call__(self) -> int:
        return self._now

    def advance(self, moment: datetime) -> None:
        self._now = max(self._now, int(moment.timestamp()))


@dataclass
class _Told:
    """What one scenario's names stand for."""

    profile: str
    people: dict[str, str] = field(default_factory=dict)
    """Person key to practitioner id."""
    lines: dict[str, Practitioner] = field(default_factory=dict)
    enquiries: dict[str, str] = field(default_factory=dict)
    refs: dict[str, tuple[Receipt, ...]] = field(default_factory=dict)


def replay(
    files: Sequence[Path],
    settings: Settings,
    *,
    ending_now: datetime | None = None,
    progress: Progress | None = None,
) -> Ledger:
    """Tell scenarios into a new ledger in an empty data folder, all in the order of their times.

    With `ending_now` each scenario is shifted by whole weeks so that it ends just before then.

    Raises:
        ScenarioRefused: a line is refused, with its number, the reason and the clause; the ledger
            is as it was
            before that line.
        Problem: the folder cannot be used.
    """
    scenarios = [_read(path) for path in files]
    if ending_now:
        scenarios = [scenario.ending_by(ending_now) for scenario in scenarios]
    lines = sorted(
        (item for scenario in scenarios for item in scenario.recorded),
        key=lambda item: item.line.at,
    )
    if not lines:
        raise ScenarioRefused("the scenarios record nothing")
    replaying = _Replay(settings, lines[0].line.at - _LEAD)
    for scenario in scenarios:
        replaying.introduce(scenario)
    for done, item in enumerate(lines, start=1):
        replaying.tell(item)
        if progress:
            progress(done, len(lines))
    return replaying.ledger


def _read(path: Path) -> Scenario:
    try:
        return read_scenario(path.name, path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ScenarioRefused(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ScenarioRefused(f"{path}: not UTF-8") from None


class _Replay:
    """The ledger being built, and whose key is whose."""

    def __init__(self, settings: Settings, start: datetime) -> None:
        self._clock = _SimulatedClock(start)
        self._devices = settings.data / "devices"
        self.ledger, self._registrar = create_ledger(
            settings,
            LEDGER_NAME,
            REGISTRAR,
            self._devices / "registrar.json",
            PASSPHRASE,
            clock=self._clock,
            demonstration=True,
        )
        self._keys: dict[str, KeyFile] = {}
        self._pending: dict[str, KeyFile] = {}
        self._told: dict[str, _Told] = {}

    # Who
    # ---------------------------------------------------------------------------------------------

    def introduce(self, scenario: Scenario) -> None:
        """Enrol the scenario's practitioners, at the start."""
        self._told[scenario.file] = _Told(scenario.title.profile)
        for item in scenario.people:
            self._enrol(item, item.line)

    def _enrol(self, item: _AnyLine, line: Practitioner) -> None:
        told = self._told[item.file]
        told.lines[line.person] = line
        known = self._by_registration(line.registration)
        if known:
            told.people[line.person] = known
            return
        practitioner = str(uuid.uuid4())
        key = self._new_key(practitioner, line.person)
        data = {
            "name": line.name,
            "evidence": "staff card seen in person (invented for this demonstration)",
            "registration": line.registration,
            "key": _public(key),
            "capacities": [_capacity(line, datetime.fromtimestamp(self._clock(), UTC))],
        }
        given = {name: value for name, value in data.items() if value is not None}
        self._record(item, self._registrar, (practitioner,), "PractitionerEnrolled", given)
        self._record(item, key, (practitioner,), "KeyAccepted", {"kid": key.device.kid, "offer": 1})
        self._keys[practitioner] = key
        told.people[line.person] = practitioner

    def _by_registration(self, number: str | None) -> str | None:
        person = number and self.ledger.reads.directory().registered_as(number)
        return person.id if person else None

    def _new_key(self, practitioner: str, person: str) -> KeyFile:
        path = self._devices / f"{person}.json"
        serial = 2
        while path.exists():
            path = self._devices / f"{person}-{serial}.json"
            serial += 1
        return new_key_file(
            path, PASSPHRASE, practitioner, self.ledger.genesis.ledger, demonstration=True
        )

    # What
    # --------------------------------------------------------------------------------------------

    def tell(self, item: Numbered[Recorded]) -> None:
        """Carry out a recorded line."""
        line = item.line
        self._clock.advance(line.at)
        told = self._told[item.file]
        if line.by not in told.people and line.by != "registrar":
            raise item.refuse(f"by: no person {line.by!r} is introduced in this scenario")
        streams = self._streams(item, line, told)
        self._adopt(item, told, streams)
        key = self._key(item, line, told)
        data, refs = self._data(item, line, told, streams)
        receipts = self._send(item, key, self._request(line, told, streams, data, refs))
        if line.ref:
            told.refs[line.ref] = tuple(receipts)
        self._after(line, streams)

    def _streams(self, item: _AnyLine, line: Recorded, told: _Told) -> tuple[str, ...]:
        if line.practitioner:
            if line.practitioner not in told.people:
                raise item.refuse(f"practitioner: no person {line.practitioner!r} is introduced")
            return (told.people[line.practitioner],)
        if not line.enquiry:
            raise item.refuse("enquiry: missing; name the enquiry that this belongs to")
        return tuple(told.enquiries.setdefault(key, str(uuid.uuid4())) for key in line.enquiry)

    def _adopt(self, item: _AnyLine, told: _Told, streams: tuple[str, ...]) -> None:
        """Before an enquiry begins, put the procedure of its scenario into force."""
        authority = self.ledger.reads.authority()
        begins = any(not self.ledger.reads.entries(stream) for stream in streams)
        if not begins or authority.profile.name == told.profile:
            return
        try:
            data = adoption(told.profile)
        except Problem as problem:
            raise item.refuse(problem.detail) from None
        self._record(
            item,
            self._registrar,
            (self.ledger.genesis.authority,),
            ProfileAdopted.__name__,
            data,
        )

    def _key(self, item: _AnyLine, line: Recorded, told: _Told) -> KeyFile:
        if line.by == "registrar":
            return self._registrar
        practitioner = told.people[line.by]
        if line.event == "KeyAccepted":
            if practitioner not in self._pending:
                raise item.refuse("KeyAccepted: no new key was added for this person")
            return self._pending[practitioner]
        return self._keys[practitioner]

    def _data(
        self, item: _AnyLine, line: Recorded, told: _Told, streams: tuple[str, ...]
    ) -> tuple[dict[str, Any], tuple[RefRequest, ...]]:
        """The event's own data with entries in place of their names, and the references beside
        it.
        """
        fields = BY_NAME[line.event].model_fields if line.event in BY_NAME else {}
        refs: list[RefRequest] = []
        data = dict(line.data)
        for rel in RELATIONS:
            if rel in data and rel not in fields:
                named = data.pop(rel)
                for value in named if isinstance(named, list) else [named]:
                    place = self._place(item, told, value, streams)
                    refs.append(RefRequest(rel=rel, **place))
        data = {name: self._placed(item, told, value, streams) for name, value in data.items()}
        if line.practitioner:
            data = self._directory_data(line, streams[0], data)
        return data, tuple(refs)

    def _placed(self, item: _AnyLine, told: _Told, value: Any, streams: tuple[str, ...]) -> Any:
        """`{"ref": name}`, wherever it stands, as the place of the entry of that name."""
        if isinstance(value, list):
            return [self._placed(item, told, one, streams) for one in value]
        if not isinstance(value, dict):
            return value
        if set(value) == {"ref"}:
            return self._place(item, told, value, streams)
        return {name: self._placed(item, told, one, streams) for name, one in value.items()}

    def _place(
        self, item: _AnyLine, told: _Told, value: Any, streams: tuple[str, ...]
    ) -> dict[str, Any]:
        name = value.get("ref") if isinstance(value, dict) else None
        if name not in told.refs:
            raise item.refuse(f"ref: no earlier line has the ref {name!r}")
        receipts = told.refs[name]
        target = next((one for one in receipts if one.stream in streams), receipts[0])
        return {"stream": target.stream, "seq": target.seq}

    def _directory_data(self, line: Recorded, person: str, data: dict[str, Any]) -> dict[str, Any]:
        """Keys are made here: a scenario cannot know them."""
        if line.event == "KeyAdded" and "key" not in data:
            told_key = line.practitioner or "key"
            self._pending[person] = self._new_key(person, told_key)
            return {**data, "key": _public(self._pending[person])}
        if line.event == "KeyAccepted":
            kid = self._pending[person].device.kid
            return {"kid": kid, "offer": self.ledger.reads.practitioner(person).keys[kid].offered}
        if line.event in {"KeyRevoked", "EntriesReaffirmed"} and "kid" not in data:
            return {**data, "kid": self._revoked_or_current(person)}
        return data

    def _revoked_or_current(self, person: str) -> str:
        keys = self.ledger.reads.practitioner(person).keys.values()
        revoked = [key.kid for key in keys if key.state == "revoked"]
        return revoked[-1] if revoked else self._keys[person].device.kid

    def _request(
        self,
        line: Recorded,
        told: _Told,
        streams: tuple[str, ...],
        data: dict[str, Any],
        refs: tuple[RefRequest, ...],
    ) -> DraftRequest:
        return DraftRequest(
            event=line.event,
            streams=streams,
            data=data,
            occurred=line.occurred if line.occurred is not None else line.at.isoformat(),
            known=line.known,
            capacity=line.capacity,
            actor=self._who(told, streams, line.actor),
            source=self._source(told, streams, line.source),
            marks=line.marks,
            kinds=line.kinds,
            about=line.about,
            mark=line.mark,
            because=line.because,
            refs=refs,
        )

    def _source(self, told: _Told, streams: tuple[str, ...], source: Any) -> Any:
        if not isinstance(source, dict):
            return source
        named = {
            name: self._who(told, streams, source[name])
            for name in ("from", "witness")
            if name in source
        }
        through = (
            {"through": [self._who(told, streams, one) for one in source["through"]]}
            if "through" in source
            else {}
        )
        return {**source, **named, **through}

    def _who(self, told: _Told, streams: tuple[str, ...], who: Any) -> Any:
        """A person of the enquiry by local id or name; else a practitioner of the scenario by
        key.
        """
        if not isinstance(who, str):
            return who
        names = self.ledger.reads.enquiry(streams[0]).names_in_use()
        if who in names or any(who in spellings for spellings in names.values()):
            return who
        line = told.lines.get(who)
        if line is None:
            return who
        known = {"as": line.name, "role": line.role, "agency": line.agency}
        if line.registration:
            known["registration"] = line.registration
        return {**known, "practitioner": told.people[who]}

    def _after(self, line: Recorded, streams: tuple[str, ...]) -> None:
        if line.event == "KeyAccepted":
            self._keys[streams[0]] = self._pending.pop(streams[0])

    def _record(
        self,
        item: _AnyLine,
        key: KeyFile,
        streams: tuple[str, ...],
        event: str,
        data: dict[str, Any],
    ) -> None:
        now = datetime.fromtimestamp(self._clock(), UTC).isoformat()
        self._send(item, key, DraftRequest(event=event, streams=streams, data=data, occurred=now))

    def _send(self, item: _AnyLine, key: KeyFile, request: DraftRequest) -> list[Receipt]:
        try:
            return record(self.ledger, key, request)
        except Problem as problem:
            raise item.refuse(problem.detail, problem.clause) from problem


def _public(key: KeyFile) -> dict[str, str]:
    return {"kid": key.device.kid, "x": b64(key.device.public_key)}


def _capacity(line: Practitioner, now: datetime) -> dict[str, Any]:
    return {
        "id": line.role,
        "role": line.role,
        "title": line.title or line.role.replace("_", " "),
        "agency": line.agency,
        **({"team": line.team} if line.team else {}),
        "from": now.date().isoformat(),
    }
