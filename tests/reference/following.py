"""F16.21 to F16.24: the entries in the order of the log, and the directory that they make."""

from datetime import UTC, datetime

from tests.reference.basics import Jws, No, need, time
from tests.reference.case import At, Case
from tests.reference.entries import Entry, field_of
from tests.reference.people import ACCEPTED, People, Person, fits


def follow(case: Case) -> None:
    """F16.21 to F16.24, and of F16.27 the notes."""
    case.people = People(case.genesis)
    for stream in case.said["streams"]:
        listed = [one["seq"] for one in stream["entries"]]
        for before, seq in zip([0, *listed], listed, strict=False):
            if seq != before + 1:
                case.found("stream-gap", ("bundle.json", stream["stream"], before + 1))
    case.outside = 0
    for one in case.at:
        if one.entry:
            _order(case, one, one.entry)
            _refer(case, one, one.entry)
            _signed(case, one, one.entry)
            _note(case, one, one.entry)
            if one.sound and one.kind != "enquiry":
                _decide(case, one, one.entry)
    _disputed(case)


def _order(case: Case, one: At, given: Entry) -> None:
    for other in case.at:
        if (other.stream, other.seq) == (
            one.stream,
            one.seq - 1,
        ) and given.prev != other.digest:
            case.found("chain-broken", one.place)
    if one.seq == 1 and given.prev != case.ledger:
        case.found("chain-broken", one.place)
    earlier = [
        o.entry.iat for o in case.at if o.entry and o.stream == one.stream and o.seq < one.seq
    ]
    if any(given.iat < iat for iat in earlier):
        case.found("clock-back", one.place)
    known = case.said["known"]
    if one.index >= case.said["size"] or (known is not None and given.iat > known):
        case.found("later-than-view", one.place)


def _refer(case: Case, one: At, given: Entry) -> None:
    streams = {stream["stream"]: stream["kind"] for stream in case.said["streams"]}
    for ref in given.refs:
        if ref["sub"] not in streams:
            case.outside += 1
            continue
        named = [o for o in case.at if (o.stream, o.seq) == (ref["sub"], ref["seq"])]
        if not any(o.digest == ref["digest"] and o.index < one.index for o in named):
            case.found("reference-dangling", one.place)
    if streams.get(given.iss) == "directory":
        before = [o.digest for o in case.at if o.stream == given.iss and o.index < one.index]
        if given.dir != (before[-1] if before else case.ledger):
            case.found("directory-mismatch", one.place)


def _signed(case: Case, one: At, given: Entry) -> None:
    author = case.people.author(given)
    key = author.keys.get(given.jws.kid)
    if key is None:
        case.unsound("key-unknown", one)
    else:
        accepts = given.content.get("type") == ACCEPTED and one.stream == author.id
        accepts = accepts and field_of(given.content, "kid") == given.jws.kid
        if key.state != "live" and not (key.state == "pending" and accepts):
            case.unsound("key-not-in-force", one)
        try:
            given.jws.verify(key.raw)
        except No:
            case.unsound("signature-invalid", one)
        if not fits(author, given):
            case.unsound("capacity-not-in-force", one)


def _note(case: Case, one: At, given: Entry) -> None:
    """F16.27, chapter 9."""
    text = field_of(given.content, "note")
    if given.content.get("type") != "offline-note/1" or not isinstance(text, str):
        return
    try:
        _embedded(case, Jws("countersign-note+jwt", text.encode()), given)
    except No:
        case.found("note-invalid", one.place)


def _embedded(case: Case, note: Jws, given: Entry) -> None:
    need(set(note.claims) == {"aud", "iat", "iss", "text"}, "F9.1")
    words = note.claims["text"]
    need(isinstance(words, str) and 1 <= len(words) <= 8000, "F9.1")
    iat = time(note.claims["iat"])
    key = case.people.author(given).keys.get(note.kid)
    need(key and key.state == "live", "F9.4")
    note.verify(key.raw if key else b"")
    need((note.claims["iss"], note.claims["aud"]) == (given.iss, case.ledger), "F9.3")
    written, shown = field_of(given.content, "written"), field_of(given.content, "words")
    said = datetime.fromtimestamp(iat, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    need(written in (None, said), "F9.3")
    if isinstance(shown, list) and not (given.gaps and None in shown):
        plain = [one.get("as") if isinstance(one, dict) else one for one in shown]
        need("".join(one for one in plain if isinstance(one, str)) == words, "F9.3")


def _decide(case: Case, one: At, given: Entry) -> None:
    try:
        if one.kind == "directory":
            case.people.follow(given)
        else:
            registrar = case.people.is_registrar(given)
            case.keys.decide(given, one.index, registrar=registrar)
    except No:
        case.unsound("directory-refused", one)


def _disputed(case: Case) -> None:
    """F4.5, F16.24."""
    for one in case.at:
        if not one.entry:
            continue
        known = max(o.entry.iat for o in case.at if o.entry and o.index <= one.index)
        person = case.people.people.get(one.entry.iss, Person(""))
        key = person.keys.get(one.entry.jws.kid)
        if key is None or key.compromised is None or known <= key.compromised:
            continue
        if person.stands_by.get((one.stream, one.seq, one.digest), 0) <= key.since:
            case.found("disputed", one.place)
