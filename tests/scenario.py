"""Histories in memory, told as a scenario tells them: given a procedure, at a time, by whom, what.

    history = (
        given("hertfordshire")
        .at("2026-03-02T10:00Z", by="sw", event="ParentObjection", ref="o1")
        .at("2026-03-02T12:00Z", by="tm", event="ObjectionResponse",
            data={"answers": {"ref": "o1"}, "person": "dawn", "way": "letter", "response": "…"})
    )
    history.enquiry.first(ObjectionResponse)

Nothing is signed here: a digest is one of the entry's words, and the statement is composed as a
device would.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final

from crypto.statement import compose, segments
from domain.drafting import People
from domain.enquiry import Enquiry
from domain.entry import Content, Entry, Reference, draft_content, read_content
from domain.events import BY_NAME
from domain.profiles import Profile, load_profile, shipped_profiles

STREAM: Final = "0190a6c0-0000-4000-8000-00000000e001"


@dataclass(frozen=True)
class Author:
    """A practitioner who records: id in the directory, and the capacity in which they act."""

    id: str
    name: str
    role: str
    agency: str

    @property
    def capacity(self) -> dict[str, str]:
        """The capacity as an entry carries it."""
        return {"id": "c1", "role": self.role, "agency": self.agency, "as": self.name}


def _author(number: int, name: str, role: str, agency: str) -> Author:
    return Author(f"0190a6c0-0000-4000-8000-{number:012}", name, role, agency)


_COUNCIL: Final = "Hertfordshire Children’s Services"
AUTHORS: Final = {
    "sw": _author(1, "Ruth Okafor", "social_worker", _COUNCIL),
    "sw2": _author(2, "Daniel Price", "social_worker", _COUNCIL),
    "edt": _author(3, "Amira Haddad", "edt_social_worker", _COUNCIL),
    "tm": _author(4, "Priya Nair", "team_manager", _COUNCIL),
    "sm": _author(5, "Colin Wray", "service_manager", _COUNCIL),
    "police": _author(6, "DC Tom Hill", "police_officer", "Hertfordshire Constabulary"),
    "doctor": _author(7, "Dr Helen Marsh", "paediatrician", "Lister Hospital"),
    "school": _author(8, "Grace Obi", "teacher", "Oakfield Primary School"),
    "chair": _author(9, "Martin Bell", "conference_chair", _COUNCIL),
    "legal": _author(10, "Naomi Frost", "legal_adviser", "Hertfordshire Legal Services"),
    "nurse": _author(11, "Joan Pike", "health_practitioner", "Lister Hospital"),
}
FAMILY: Final = {
    "maya": ("Maya Carter", "Maya"),
    "leo": ("Leo Carter", "Leo"),
    "dawn": ("Dawn Carter", "Dawn", "Ms Carter"),
    "craig": ("Craig Doyle", "Craig", "Mr Doyle"),
}
"""Everybody whom the examples of the event classes speak of; scenarios need not add them first."""


def professional(key: str) -> dict[str, str]:
    """An author as an entry names a professional, with their id in the directory."""
    author = AUTHORS[key]
    named = {"as": author.name, "role": author.role, "agency": author.agency}
    return {**named, "practitioner": author.id}


@dataclass(frozen=True)
class Scenario:
    """A procedure and what has been recorded so far. Each step gives a new scenario."""

    profile: Profile
    enquiry: Enquiry
    names: Mapping[str, int] = field(default_factory=dict)

    def at(
        self,
        time: str,
        *,
        by: str = "sw",
        event: str,
        data: Mapping[str, Any] | None = None,
        ref: str | None = None,
        **frame: Any,
    ) -> "Scenario":
        """One entry more, recorded at `time`; without `data`, with the example of its class.

        `frame` may give occurred, known, actor, source (a word or an object), act, mark, because,
        marks (of single fields), and corrects or withdraws (the name of an earlier entry).
        """
        recorded = datetime.fromisoformat(time).astimezone(UTC)
        corrects = frame.pop("corrects", None)
        author = AUTHORS[by]
        content = self.draft(event, data, recorded, author, frame)
        entry = Entry(
            stream=self.enquiry.id,
            seq=self.enquiry.version + 1,
            digest=_digest(content, self.enquiry.version + 1),
            author=author.id,
            recorded=recorded,
            refs=self._references(content, corrects),
            frame=content.frame,
            event=content.event,
            parts=content.parts,
        )
        names = {**self.names, ref: entry.seq} if ref else self.names
        return replace(self, enquiry=self.enquiry.with_entry(entry), names=names)

    def entry(self, ref: str) -> Entry:
        """The entry of that name."""
        return self.enquiry.entry(self.names[ref])

    def draft(
        self,
        event: str,
        data: Mapping[str, Any] | None,
        recorded: datetime,
        author: Author,
        frame: Mapping[str, Any],
    ) -> Content:
        """The content of an entry, its statement composed."""
        event_class = BY_NAME[event]
        source = frame.get("source", "own_act")
        marks = frame.get("marks", {})
        given = event_class.example if data is None else data
        content = {
            "type": event_class.event_type,
            "capacity": author.capacity,
            "occurred": frame.get("occurred", recorded.isoformat()),
            "known": frame.get("known", recorded.isoformat()),
            "source": {"how": source} if isinstance(source, str) else source,
            **{name: frame[name] for name in ("actor", "act", "mark", "because") if name in frame},
            **{
                name: {"v": self._resolve(value)} | ({"mark": marks[name]} if name in marks else {})
                for name, value in given.items()
            },
        }
        drafted = draft_content(content, self.people()).as_json()
        statement = segments(compose(event_class.template, drafted))
        return read_content({**drafted, "statement": statement})

    def people(self) -> People:
        """Whom a text can name: the family, and whoever was added."""
        return People({**FAMILY, **self.enquiry.names_in_use()})

    def _resolve(self, value: Any) -> Any:
        if isinstance(value, dict):
            if set(value) == {"ref"}:
                return self.names[value["ref"]]
            return {key: self._resolve(item) for key, item in value.items()}
        return [self._resolve(item) for item in value] if isinstance(value, list) else value

    def _references(self, content: Content, corrects: str | None) -> tuple[Reference, ...]:
        pairs = [*content.event.references()]
        if corrects:
            pairs.append(("corrects", self.names[corrects]))
        known = {entry.seq: entry.digest for entry in self.enquiry.entries}
        return tuple(Reference(rel, self.enquiry.id, seq, known.get(seq, "")) for rel, seq in pairs)


def given(profile: str = "hertfordshire") -> Scenario:
    """An enquiry of which nothing is recorded yet, under a profile that ships."""
    return Scenario(_shipped(profile), Enquiry(STREAM))


@cache
def _shipped(profile: str) -> Profile:
    """Frozen, so read once for all the examples of a property."""
    return load_profile(shipped_profiles()[profile])


def _digest(content: Content, seq: int) -> str:
    words = json.dumps([seq, content.as_json()], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(words.encode()).hexdigest()[:43]


def content_of(entry: Entry) -> Content:
    """The content that an entry was made from."""
    return Content(entry.frame, entry.event, entry.parts)


def words_of(entry: Entry) -> str:
    """The statement of an entry as a reader sees it."""
    parts = entry.frame.statement
    return "".join(part if isinstance(part, str) else part.as_ for part in parts)
