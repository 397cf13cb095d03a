"""A ledger in memory, without bytes: every entry is drafted, admitted by the real rules, and kept.

    ledger = founded().enrolled("ann", role="social_worker").recorded("e1", by="ann", event=…)

A practitioner's id and first key are made from their name, a digest from stream and position.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Final

from domain.admission import Context, Proposal, Root, admit
from domain.authority import Authority
from domain.directory import Directory, Practitioner
from domain.drafting import People
from domain.enquiry import Enquiry
from domain.entry import Entry, Reference, draft_content
from domain.events import BY_NAME
from domain.events.directory import DIRECTORY_EVENTS
from domain.profiles import Profile, shipped_profiles
from domain.proposal import Stream, end_of, kind_of_stream
from domain.refusals import Refused

START: Final = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
COUNCIL: Final = "Children’s Services"
POLICE: Final = "Hertfordshire Constabulary"


def kid(name: str) -> str:
    """The id of the key of this name."""
    return name.ljust(43, "_")


ROOT: Final = Root(
    ledger="L" * 43,
    registrar="reg",
    registrar_kid=kid("reg"),
    authority="authority",
    ledger_kid=kid("ledger"),
)


def key(name: str) -> dict[str, str]:
    """A public key of this name, as an event offers it."""
    return {"kid": kid(name), "x": kid(f"x-{name}")}


def grant(role: str, agency: str = COUNCIL, **given: str) -> dict[str, str]:
    """A capacity; its id is the role's unless given."""
    return {"id": role, "role": role, "title": role, "agency": agency, "from": "2026-01-01"} | given


def enrolment(name: str, *grants: Mapping[str, str], **given: Any) -> dict[str, Any]:
    """The data of an enrolment."""
    data = {"name": name.title(), "evidence": "passport", "key": key(name), "capacities": grants}
    return data | given


@dataclass(frozen=True)
class Memory:
    """A ledger after some entries. Every step gives a new one, a minute later."""

    log: tuple[Entry, ...] = ()
    now: datetime = START
    profile: Profile | None = None

    def entries(self, stream: str) -> tuple[Entry, ...]:
        """The entries of one stream."""
        return tuple(entry for entry in self.log if entry.stream == stream)

    @property
    def directory(self) -> Directory:
        """Everybody."""
        return Directory.fold(e for e in self.log if isinstance(e.event, DIRECTORY_EVENTS))

    def enquiry(self, stream: str) -> Enquiry:
        """An enquiry."""
        return Enquiry(stream, self.entries(stream))

    def proposal(
        self,
        stream: str,
        *,
        by: str,
        event: str,
        data: Mapping[str, Any] | None = None,
        refs: Sequence[tuple[str, int] | tuple[str, str, int]] = (),
        **frame: Any,
    ) -> Proposal:
        """A draft of this entry; `frame`: capacity (an id), key, marks, or parts of the frame."""
        author = self.directory.practitioner(by)
        content = draft_content(
            self._content(author, event, data, frame), People(self._names(stream))
        )
        end = end_of(self.stream(stream, event))
        named = [*content.event.references(), *refs]
        return Proposal(
            ledger=ROOT.ledger,
            stream=stream,
            seq=end.version + 1,
            prev=end.head or ROOT.ledger,
            author=by,
            kid=kid(frame.get("key", by)),
            iat=self.now,
            dir=author.head or ROOT.ledger,
            refs=tuple(self._reference(stream, ref) for ref in named),
            content=content,
        )

    def admitted(self, proposal: Proposal) -> "Memory":
        """After this entry.

        Raises:
            Refused: by the rules of admission.
        """
        admit(proposal, self.context(proposal))
        entry = Entry(
            stream=proposal.stream,
            seq=proposal.seq,
            digest=f"{proposal.stream}/{proposal.seq}",
            author=proposal.author,
            recorded=proposal.iat,
            refs=proposal.refs,
            frame=proposal.content.frame,
            event=proposal.content.event,
            parts=proposal.content.parts,
        )
        return replace(self, log=(*self.log, entry), now=self.now + timedelta(minutes=1))

    def recorded(self, stream: str, **entry: Any) -> "Memory":
        """After an entry, drafted and admitted."""
        return self.admitted(self.proposal(stream, **entry))

    def refusal(self, proposal: Proposal) -> Refused | None:
        """Why this is refused, if it is."""
        try:
            admit(proposal, self.context(proposal))
        except Refused as refused:
            return refused
        return None

    def context(self, proposal: Proposal) -> Context:
        """What a proposal is judged by."""
        return Context(
            root=ROOT,
            now=self.now,
            directory=self.directory,
            stream=self.stream(proposal.stream, type(proposal.content.event).__name__),
            profile=self.profile,
            referred={(entry.stream, entry.seq): entry for entry in self.log},
        )

    def stream(self, stream: str, event: str) -> Stream:
        """The history of a stream; of an empty one, what the event would begin."""
        entries = self.entries(stream)
        first = entries[0].event if entries else BY_NAME[event].model_construct()
        kind = kind_of_stream(stream, first, ROOT)
        if kind is Enquiry:
            return Enquiry(stream, entries)
        return (
            Authority.fold(stream, entries)
            if kind is Authority
            else Practitioner.fold(stream, entries)
        )

    def enrolled(self, name: str, *grants: Mapping[str, str], **given: Any) -> "Memory":
        """After a registrar enrolled somebody and they accepted their key."""
        data = enrolment(name, *grants, **given)
        return self.recorded(name, by="reg", event="PractitionerEnrolled", data=data).recorded(
            name, by=name, event="KeyAccepted", data={"kid": kid(name), "offer": 1}
        )

    def _content(
        self,
        author: Practitioner,
        event: str,
        data: Mapping[str, Any] | None,
        frame: Mapping[str, Any],
    ) -> dict[str, Any]:
        event_class = BY_NAME[event]
        marks = frame.get("marks", {})
        fields = event_class.example if data is None else data
        given = {name: frame[name] for name in ("actor", "act", "mark", "because") if name in frame}
        return {
            "type": event_class.event_type,
            "capacity": frame.get("acting") or _acting(author, frame.get("capacity"), fields),
            "occurred": frame.get("occurred", self.now.isoformat()),
            "known": frame.get("known", self.now.isoformat()),
            "source": {"how": frame.get("source", "own_act")},
            **given,
            **{
                name: {"v": value} | ({"mark": marks[name]} if name in marks else {})
                for name, value in fields.items()
            },
        }

    def _names(self, stream: str) -> dict[str, tuple[str, ...]]:
        stranger = {"nobody": ("Nobody",)}  # drafting takes the name, so that admission refuses it
        return stranger | self.enquiry(stream).names_in_use()

    def _reference(self, stream: str, ref: tuple[str, int] | tuple[str, str, int]) -> Reference:
        rel, *place, seq = ref
        where = str(place[0]) if place else stream
        return Reference(str(rel), where, int(seq), f"{where}/{seq}")


def _acting(author: Practitioner, wanted: str | None, data: Mapping[str, Any]) -> dict[str, str]:
    if not author.capacities:  # the first registrar, who enrols themself
        first = data["capacities"][0]
        return {
            "id": first["id"],
            "role": first["role"],
            "agency": first["agency"],
            "as": data["name"],
        }
    held = author.capacities[wanted] if wanted else next(iter(author.capacities.values()))
    return author.acting_as(held).model_dump(by_alias=True)


@cache
def founded() -> Memory:
    """A ledger with its first registrar, a procedure and a calendar."""
    registrar = enrolment("reg", grant("registrar", agency="Registry"))
    toml = shipped_profiles()["hertfordshire"]
    ledger = Memory().recorded("reg", by="reg", event="PractitionerEnrolled", data=registrar)
    adopted = {"name": "hertfordshire", "version": "74", "toml": toml}
    ledger = ledger.recorded("authority", by="reg", event="ProfileAdopted", data=adopted)
    ledger = ledger.recorded("authority", by="reg", event="CalendarAdopted")
    authority = Authority.fold("authority", ledger.entries("authority"))
    return replace(ledger, profile=authority.profile.profile)


@cache
def staffed() -> Memory:
    """A founded ledger with people of several agencies, and the enquiry `e1` about Maya."""
    ledger = (
        founded()
        .enrolled("ann", grant("social_worker", team="North"), registration="SW 100001")
        .enrolled("ben", grant("social_worker", team="South"))
        .enrolled("tess", grant("team_manager", team="North"))
        .enrolled("sue", grant("team_manager", team="South"))
        .enrolled("max", grant("service_manager"))
        .enrolled("pia", grant("police_officer", POLICE))
        .enrolled("lex", grant("legal_adviser", "Legal Services"))
        .enrolled("tom", grant("teacher", "Oakfield Primary School"))
        .enrolled("ivy", grant("inspector", "The Inspectorate"))
    )
    for person, name, kind in (("maya", "Maya Carter", "child"), ("dawn", "Dawn Carter", "parent")):
        ledger = ledger.recorded(
            "e1", by="ann", event="PersonAdded", data=person_added(person, name, kind)
        )
    return ledger


def person_added(person: str, name: str, kind: str = "family") -> dict[str, Any]:
    """The data of somebody added to an enquiry."""
    return {"person": {"p": person, "as": name}, "kind": kind, "household": "lives_there"}
