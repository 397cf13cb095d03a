"""Drafting: what an author asks to record becomes what the author's device is to sign."""

import uuid
from datetime import UTC, datetime

from pydantic import ValidationError

from crypto.canonical import Json
from crypto.entry import Claims, Ref
from domain.admission import BEGINNING
from domain.drafting import People
from domain.entry import Content, ContentRefused, Entry, draft_content
from domain.events.authority import RecordsDisposed
from domain.events.base import BY_NAME, Event, numbers
from domain.events.directory import KeyAccepted, PractitionerEnrolled
from domain.events.people import PersonAdded
from domain.events.records import ProcedureMoved
from domain.mentions import check_named
from domain.practitioner import Practitioner, first_registrar
from domain.refusals import NO_SUCH_ENQUIRY, Refused
from ledger.admission.checks import Checks
from ledger.draft import Draft, DraftEntry, DraftRequest, fields_of
from ledger.drafting.naming import Known, known_to
from ledger.offline import with_words
from ledger.reading.reads import Reads
from ledger.refusing import NotAdmitted


def make_draft(
    reads: Reads, checks: Checks, author: str, kid: str, request: DraftRequest, now: int
) -> Draft:
    """Check what an author asks to record, and say what to sign.

    Raises:
        NotAdmitted: it would be refused; the reason, and what to do instead.
    """
    request = with_words(request)
    event_class = _event_class(request.event)
    practitioner = _acting(reads, author, request)
    act = str(uuid.uuid4()) if len(request.streams) > 1 else None
    entries = []
    for stream in request.streams:
        _need_enquiry(reads, stream, event_class)
        frame = _frame(request, event_class, practitioner, now, act)
        known = known_to(
            practitioner, reads.enquiry(stream), reads, datetime.fromtimestamp(now, UTC)
        )
        content = _content(reads, stream, frame, request, People(known.names))
        _names_the_known(content, known)
        _need_procedure(reads, content.event)
        refs = _refs(reads, request, stream, content)
        claims = _claims(reads, practitioner, stream, now, refs)
        checks.admit(claims, kid, content, now)
        entries.append(DraftEntry(claims=_claims_json(claims), content=content.as_json()))
    return Draft(template=tuple(event_class.template), entries=tuple(entries))


def _need_enquiry(reads: Reads, stream: str, event: type[Event]) -> None:
    """Before people are looked up: of an enquiry that is not there, nobody is known."""
    if not issubclass(event, BEGINNING) and not reads.entries(stream):
        raise NotAdmitted.because(NO_SUCH_ENQUIRY.because("there is no such enquiry", "streams"))


def _need_procedure(reads: Reads, event: Event) -> None:
    """An enquiry moves to a version that was adopted; an entry naming another moves nothing."""
    if not isinstance(event, ProcedureMoved):
        return
    adopted = [(one.name, one.version) for one in reads.authority().profiles]
    if (event.name, event.version) not in adopted:
        known = "; ".join(f"{name}, {version}" for name, version in adopted)
        raise NotAdmitted(
            f"version: was not adopted under that name; adopt it first (adopted: {known})",
            field="version",
        )


def _names_the_known(content: Content, known: Known) -> None:
    """Somebody who is kept from the author is, to them, nobody."""
    event = content.event
    new = {event.person.p} if isinstance(event, PersonAdded) else set()
    try:
        check_named(content, known.ids | new)
    except Refused as refused:
        raise NotAdmitted.because(refused) from None


def _frame(
    request: DraftRequest, event_class: type[Event], author: Practitioner, now: int, act: str | None
) -> dict[str, Json]:
    moment = datetime.fromtimestamp(now, UTC)
    frame: dict[str, Json] = {
        "type": event_class.event_type,
        "capacity": _capacity(request.capacity, event_class, author, moment),
        "occurred": request.occurred,
        "known": request.known or _known(request, moment),
        "actor": request.actor,
        "source": request.source,
        "act": act,
        "mark": request.mark,
        "because": request.because,
    }
    return {name: value for name, value in frame.items() if value is not None}


def _acting(reads: Reads, author: str, request: DraftRequest) -> Practitioner:
    """The author; the first registrar is who they enrol themself as."""
    person = reads.practitioner(author)
    if person.version or author != reads.genesis.registrar:
        return person
    try:
        return first_registrar(author, PractitionerEnrolled.model_validate(request.data))
    except ValidationError:
        return person


def _capacity(
    wanted: str | None, event_class: type[Event], author: Practitioner, now: datetime
) -> Json:
    """The capacity asked for, or the only one in force whose role may record this event."""
    try:
        if wanted is not None:
            return author.acting_as(author.capacity_in_force(wanted, now)).model_dump(by_alias=True)
    except Refused as refused:
        raise NotAdmitted.because(refused) from None
    accepting = event_class is KeyAccepted
    held = tuple(author.capacities.values()) if accepting else author.capacities_in_force(now)
    fitting = [one for one in held if one.role in event_class.by] or list(held)
    if len(fitting) != 1 and not (accepting and fitting):
        ids = ", ".join(one.id for one in fitting) or "none"
        raise NotAdmitted(
            f"capacity: say in which capacity you act (in force: {ids})", field="capacity"
        )
    return author.acting_as(fitting[0]).model_dump(by_alias=True)


def _content(
    reads: Reads, stream: str, frame: dict[str, Json], request: DraftRequest, people: People
) -> Content:
    fields = {name: _numbered(reads, stream, value) for name, value in fields_of(request).items()}
    try:
        return draft_content({**frame, **fields}, people)
    except ContentRefused as error:
        raise NotAdmitted(str(error), field=error.field) from None


def _numbered(reads: Reads, stream: str, value: Json) -> Json:
    """`{"stream": id, "seq": n}` as the number that this entry, or its sibling of one act, has
    here.
    """
    if isinstance(value, list):
        return [_numbered(reads, stream, item) for item in value]
    if not isinstance(value, dict):
        return value
    match value:
        case {"stream": str(there), "seq": int(seq)} if value.keys() == {"stream", "seq"}:
            return _number_here(reads, stream, there, seq)
    return {name: _numbered(reads, stream, item) for name, item in value.items()}


def _number_here(reads: Reads, stream: str, there: str, seq: int) -> int:
    if there == stream:
        return seq
    act = _referred(reads, there, seq).frame.act
    here = [entry.seq for entry in reads.entries(stream) if act and entry.frame.act == act]
    if not here:
        raise NotAdmitted(
            f"refs: entry {seq} of the other enquiry is not part of an act over this one",
            field="refs",
        )
    return here[0]


def _known(request: DraftRequest, now: datetime) -> str:
    """When the author came to know, where not told: as it happened for an own act, else now."""
    source = request.source
    own = isinstance(source, dict) and source.get("how") in {"own_act", "present"}
    occurred = request.occurred
    if own and isinstance(occurred, str) and "T" in occurred:
        return occurred
    return now.isoformat()


def _refs(reads: Reads, request: DraftRequest, stream: str, content: Content) -> tuple[Ref, ...]:
    """The signed references: what the event's fields name, and what the request names beside
    them.
    """
    named = [(mark.rel, stream, seq) for mark, seq in numbers(content.event)]
    if isinstance(content.event, RecordsDisposed):
        named += [("concerns", content.event.enquiry, seq) for seq in content.event.named()]
    for ref in request.refs:
        there = ref.stream or stream
        at = (
            (stream, _number_here(reads, stream, there, ref.seq))
            if ref.rel == "corrects"
            else (there, ref.seq)
        )
        named.append((ref.rel, *at))
    return tuple(
        Ref(rel, there, seq, _referred(reads, there, seq).digest)
        for rel, there, seq in dict.fromkeys(named)
    )


def _claims(
    reads: Reads, author: Practitioner, stream: str, now: int, refs: tuple[Ref, ...]
) -> Claims:
    history = reads.entries(stream)
    ledger = reads.genesis.ledger
    return Claims(
        aud=ledger,
        iss=author.id,
        sub=stream,
        seq=len(history) + 1,
        prev=history[-1].digest if history else ledger,
        iat=now,
        dir=author.head or ledger,
        refs=refs,
    )


def _referred(reads: Reads, stream: str, seq: int) -> Entry:
    entries = reads.entries(stream)
    if not 1 <= seq <= len(entries):
        raise NotAdmitted(
            f"refs: entry {seq} does not exist in that stream; refer to an entry as it stands",
            field="refs",
        )
    return entries[seq - 1]


def _event_class(name: str) -> type[Event]:
    if name not in BY_NAME:
        raise NotAdmitted(
            "event: not an event that this ledger knows; countersign schema lists them",
            field="event",
        )
    return BY_NAME[name]


def _claims_json(claims: Claims) -> dict[str, Json]:
    return {name: value for name, value in claims.as_json(()).items() if not name.startswith("_sd")}
