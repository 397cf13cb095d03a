"""Build a demonstration ledger from scenarios: every line drafted, signed with its author's key and
admitted.

Nothing is faked but the clock: the lines go through the same drafting, signing and admission as any
entry, with keys of their own, under a genesis document that says *demonstration*.
"""

import uuid
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from crypto.canonical import b64
from domain.events.authority import ProfileAdopted
from domain.events.documents import DocumentDeposited
from ledger.admission.admissions import Receipt
from ledger.depositing import deposit
from ledger.draft import DraftRequest
from ledger.errors import Problem
from ledger.keys.keyfile import PUBLISHED, KeyFile, new_key_file
from ledger.ledger import Ledger
from ledger.operating.create import Registrar, adoption, create_ledger
from ledger.operating.recording import record
from ledger.replaying.scenario import (
    Numbered,
    Practitioner,
    Recorded,
    Scenario,
    ScenarioRefused,
    read_scenario,
)
from ledger.replaying.scenario_lines import REGISTRAR as REGISTRAR_KEY
from ledger.replaying.told import Naming, Told
from ledger.settings import Settings

PASSPHRASE: Final = PUBLISHED
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
            is as it was before that line.
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
    with ExitStack() as closing:
        closing.callback(replaying.ledger.close)
        for scenario in scenarios:
            replaying.introduce(scenario)
        for done, item in enumerate(lines, start=1):
            replaying.tell(item)
            if progress:
                progress(done, len(lines))
        closing.pop_all()
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
        self._told: dict[str, Told] = {}

    def introduce(self, scenario: Scenario) -> None:
        """Enrol the scenario's practitioners, at the start."""
        self._told[scenario.file] = Told(scenario.title.profile)
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

    def tell(self, item: Numbered[Recorded]) -> None:
        """Carry out a recorded line."""
        line = item.line
        self._clock.advance(line.at)
        told = self._told[item.file]
        streams = self._streams(item, line, told)
        key = self._key(item, line, told)
        naming = Naming(item, told, self.ledger.reads, streams)
        data = naming.data()
        if line.practitioner:
            data = self._directory_data(item, line, streams[0], data)
        if line.event == DocumentDeposited.__name__:
            data = self._deposited(item, key, streams, data)
        request = naming.request(data)
        self._adopt(item, told, key, request)
        receipts = self._send(item, key, request)
        if line.ref:
            told.refs[line.ref] = tuple(receipts)
        self._after(line, streams)

    def _deposited(
        self, item: _AnyLine, key: KeyFile, streams: tuple[str, ...], data: dict[str, Any]
    ) -> dict[str, Any]:
        """A scenario has a document's own words in its place: `{"text": "…"}`."""
        match data.get("document"):
            case {"text": str(words)} if words and len(streams) == 1:
                parts = [words.encode("utf-8", errors="replace")]
            case _:
                raise item.refuse('document: give {"text": "…"}, in one enquiry')
        try:
            described = deposit(self.ledger, key.practitioner, streams[0], parts)
        except Problem as problem:
            raise item.refuse(problem.detail, problem.clause) from problem
        return {**data, "document": described.model_dump()}

    def _streams(self, item: _AnyLine, line: Recorded, told: Told) -> tuple[str, ...]:
        if line.practitioner:
            if line.practitioner not in told.people:
                raise item.refuse(f"practitioner: no person {line.practitioner!r} is introduced")
            return (told.people[line.practitioner],)
        if not line.enquiry:
            raise item.refuse("enquiry: missing; name the enquiry that this belongs to")
        return tuple(told.enquiries.setdefault(key, str(uuid.uuid4())) for key in line.enquiry)

    def _adopt(self, item: _AnyLine, told: Told, key: KeyFile, request: DraftRequest) -> None:
        """Before an enquiry begins, put the procedure of its scenario into force."""
        authority = self.ledger.reads.authority()
        begins = any(not self.ledger.reads.entries(stream) for stream in request.streams)
        if not begins or authority.profile.name == told.profile:
            return
        try:
            data = adoption(told.profile)
            self.ledger.draft(key.practitioner, key.device.kid, request)  # refused: adopt nothing
        except Problem as problem:
            raise item.refuse(problem.detail, problem.clause) from None
        before = sum(adopted.name == told.profile for adopted in authority.profiles)
        again = {"version": f"{data['version']}, adopted again ({before})"} if before else {}
        stream = (self.ledger.genesis.authority,)
        self._record(item, self._registrar, stream, ProfileAdopted.__name__, {**data, **again})

    def _key(self, item: _AnyLine, line: Recorded, told: Told) -> KeyFile:
        if line.by == REGISTRAR_KEY:
            return self._registrar
        if line.by not in told.people:
            raise item.refuse(f"by: no person {line.by!r} is introduced in this scenario")
        practitioner = told.people[line.by]
        if line.event == "KeyAccepted":
            if practitioner not in self._pending:
                raise item.refuse("KeyAccepted: no new key was added for this person")
            return self._pending[practitioner]
        return self._keys[practitioner]

    def _directory_data(
        self, item: _AnyLine, line: Recorded, person: str, data: dict[str, Any]
    ) -> dict[str, Any]:
        """Keys are made here: a scenario cannot know them."""
        if line.event == "KeyAdded" and "key" not in data:
            self._pending[person] = self._new_key(person, line.practitioner or "key")
            return {**data, "key": _public(self._pending[person])}
        if line.event == "KeyAccepted":
            kid = self._pending[person].device.kid
            return {"kid": kid, "offer": self.ledger.reads.practitioner(person).keys[kid].offered}
        wanted = {"KeyRevoked": "live", "EntriesReaffirmed": "revoked"}.get(line.event)
        if wanted and "kid" not in data:
            return {**data, "kid": self._key_id(item, person, wanted)}
        return data

    def _key_id(self, item: _AnyLine, person: str, state: str) -> str:
        """The oldest key still live, which another replaces; or the one revoked last."""
        keys = self.ledger.reads.practitioner(person).keys.values()
        found = sorted((key.since, key.kid) for key in keys if key.state == state)
        if not found:
            raise item.refuse(f"practitioner: has no key that is {state}")
        return found[0 if state == "live" else -1][1]

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
