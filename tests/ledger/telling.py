"""Histories told to a real store: signed, sealed and committed, without asking admission."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final

from crypto import entry
from crypto.canonical import b64
from crypto.disclosures import conceal
from crypto.entry import Claims, Envelope, Ref, parse_envelope
from crypto.jws import thumbprint
from crypto.sealing import Place, seal
from domain.calendar import Calendar
from domain.enquiry import Enquiry
from domain.entry import Content, Entry
from domain.profiles import shipped_profiles
from ledger.calendar_source import english_calendar
from ledger.store import Act, NewEntry, Store
from tests.ledger.writing import GENESIS, KEY, RAW, positions
from tests.scenario import Scenario, given

CALENDAR: Final = english_calendar(2025, 2028)


@dataclass
class Teller:
    """Commits entries of histories in memory; it alone writes to their streams."""

    store: Store
    told: dict[str, list[Envelope]] = field(default_factory=dict)

    def tell(self, entries: Iterable[Entry]) -> None:
        """Commit entries in this order, one act each, each at the end of its stream."""
        for item in entries:
            before = self.told.setdefault(item.stream, [])
            claims = Claims(
                aud=GENESIS.ledger,
                iss=item.author,
                sub=item.stream,
                seq=len(before) + 1,
                prev=before[-1].digest if before else GENESIS.ledger,
                iat=int(item.recorded.timestamp()),
                dir=GENESIS.ledger,
                refs=tuple(
                    Ref(ref.rel, ref.stream, ref.seq, self.told[ref.stream][ref.seq - 1].digest)
                    for ref in item.refs
                ),
            )
            content = Content(item.frame, item.event, item.parts).as_json()
            before.append(self._commit(claims, content))

    def enrol(self, *practitioners: str, **grant: Any) -> None:
        """Commit an enrolment in the stream of each practitioner."""
        for practitioner in practitioners:
            capacity = {"id": "c", "role": "social_worker", "title": "t", "agency": "a"}
            data = {
                "name": "Ruth Adeyemi",
                "evidence": "passport",
                "key": {"kid": thumbprint(RAW), "x": b64(RAW)},
                "capacities": [{**capacity, "from": "2026-01-01", **grant}],
            }
            self.tell(recorded(practitioner, "PractitionerEnrolled", data))

    def adopt(self, profile: str = "hertfordshire", calendar: Calendar = CALENDAR) -> None:
        """Commit the adoption of a procedure and of a calendar."""
        toml = shipped_profiles()[profile]
        adoption = {"name": profile, "version": "1", "toml": toml}
        self.tell(recorded(GENESIS.authority, "ProfileAdopted", adoption))
        self.adopt_calendar(calendar)

    def adopt_calendar(self, calendar: Calendar) -> None:
        """Commit the adoption of a calendar."""
        days = {
            "name": calendar.name,
            "version": calendar.version,
            "first": calendar.first.isoformat(),
            "last": calendar.last.isoformat(),
            "bank_holidays": sorted(day.isoformat() for day in calendar.bank_holidays),
        }
        self.tell(recorded(GENESIS.authority, "CalendarAdopted", days))

    def _commit(self, claims: Claims, content: dict[str, Any]) -> Envelope:
        signed = entry.sign(claims, conceal(content), thumbprint(RAW), KEY)
        jws, _, disclosures = signed.partition(b"~")
        envelope = parse_envelope(jws)
        key = self.store.keystore.create_stream_keys([claims.sub])[claims.sub]
        place = Place(GENESIS.ledger, claims.sub, claims.seq, envelope.digest)
        act = Act((NewEntry(envelope, seal(place, key, disclosures)),), {})
        positions(self.store.commit([act]))
        return envelope


def recorded(stream: str, event: str, data: Mapping[str, Any]) -> tuple[Entry, ...]:
    """One entry of a stream that is no enquiry."""
    time = datetime(2026, 1, 5, 9, tzinfo=UTC).isoformat()
    return at(stream).at(time, event=event, data=data).enquiry.entries


def at(stream: str, profile: str = "hertfordshire") -> Scenario:
    """An enquiry of this id of which nothing is recorded yet."""
    return replace(given(profile), enquiry=Enquiry(stream))
