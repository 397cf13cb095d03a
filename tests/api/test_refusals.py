"""Bad input: a problem that names field and reason, changes nothing, and repeats no word of it."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from api.limits import MAX_BODY_BYTES
from crypto.canonical import b64, decode, encode, unb64
from crypto.disclosures import conceal
from crypto.entry import Claims, Ref, parse, sign
from tests.api.serving import NOON, Person, Served, new_device
from tests.api.test_recording import OBJECTION

SECRET = "Zanzibar"
"""Somebody's words, put wherever they do not belong: no answer may repeat them."""
NOWHERE = "0190a6c0-0000-4000-8000-00000000ffff"
HOLD = {"kind": "placed", "proceedings": "care proceedings"}

Case = Callable[[Person, str], httpx.Response]
"""What Ruth sends to Maya's enquiry."""


def draft(ruth: Person, stream: str, **changed: Any) -> httpx.Response:
    """A draft of the objection with some members changed."""
    body = {
        **OBJECTION,
        "streams": [stream],
        "occurred": "2026-03-02T11:00:00+00:00",
        **changed,
    }
    return ruth.post("/api/drafts", {name: value for name, value in body.items() if value != ...})


def data(**changed: Any) -> dict[str, Any]:
    """The objection's data with some fields changed."""
    told = {**OBJECTION["data"], **changed}
    return {name: value for name, value in told.items() if value != ...}


DRAFTS: dict[str, tuple[Case, int, str]] = {
    "unknown event": (lambda r, s: draft(r, s, event=SECRET), 422, "event"),
    "no event": (lambda r, s: draft(r, s, event=...), 422, "event"),
    "missing field": (lambda r, s: draft(r, s, data=data(words=...)), 422, "words"),
    "extra field": (lambda r, s: draft(r, s, data=data(zanzibar=SECRET)), 422, "zanzibar"),
    "extra member": (lambda r, s: draft(r, s, **{SECRET: 1}), 422, "body"),
    "wrong type": (lambda r, s: draft(r, s, data=data(words={"x": SECRET})), 422, "words"),
    "wrong choice": (lambda r, s: draft(r, s, data=data(nature=SECRET)), 422, "nature"),
    "unknown person": (lambda r, s: draft(r, s, data=data(person=SECRET)), 422, "person"),
    "control character": (lambda r, s: draft(r, s, data=data(words=f"{SECRET}\0")), 422, "words.0"),
    "oversized text": (lambda r, s: draft(r, s, data=data(words=SECRET * 9000)), 422, "words.0"),
    "in the future": (lambda r, s: draft(r, s, occurred="2026-03-02T12:00:01Z"), 422, "occurred"),
    "without zone": (lambda r, s: draft(r, s, occurred="2026-03-02T11:00:00"), 422, "occurred.at"),
    "no time": (lambda r, s: draft(r, s, occurred=SECRET), 422, "occurred.at"),
    "known too early": (lambda r, s: draft(r, s, known="2026-03-02T10:00:00Z"), 422, "known"),
    "reference to nothing": (
        lambda r, s: draft(r, s, refs=[{"rel": "corrects", "seq": 99}], because="x"),
        422,
        "refs",
    ),
    "countersigns nothing": (
        lambda r, s: draft(
            r, s, event="Countersignature", data={"countersigns": 99, "kind": "countersign"}
        ),
        422,
        "refs",
    ),
    "unknown enquiry": (
        lambda r, _: draft(r, NOWHERE, event="ActionCompleted", data={"action": 1, "outcome": "x"}),
        422,
        "streams",
    ),
    "somebody of an unknown enquiry": (lambda r, _: draft(r, NOWHERE), 422, "streams"),
    "no enquiry": (lambda r, s: draft(r, s, streams=[]), 422, "streams"),
    "enquiry of another form": (lambda r, s: draft(r, s.upper()), 422, "streams.0"),
    "too many siblings": (lambda r, s: draft(r, s, streams=[s] * 17), 422, "streams"),
    "another's capacity": (lambda r, s: draft(r, s, capacity="team_manager"), 422, "capacity"),
    "may not record": (
        lambda r, s: draft(r, s, event="LegalHold", data={"action": HOLD}),
        422,
        "type",
    ),
}

BODIES: dict[str, tuple[bytes, str, int, str]] = {
    "not JSON": (f'{{"event": {SECRET}'.encode(), "application/json", 400, "body"),
    "not an object": (f'["{SECRET}"]'.encode(), "application/json", 422, "body"),
    "a number": (b"9" * 5000, "application/json", 400, "body"),
    "not a number": (b'{"event": NaN}', "application/json", 400, "body"),
    "nothing": (b"", "application/json", 422, "body"),
    "broken UTF-8": (b'{"event": "Zanzibar\xff"}', "application/json", 400, "body"),
    "UTF-16": ('{"event": "Zanzibar"}'.encode("utf-16"), "application/json", 400, "body"),
    "surrogate": (b'{"event": "Zanzibar\\ud800"}', "application/json", 400, "body"),
    "duplicate keys": (b'{"event": "Zanzibar", "event": "b"}', "application/json", 400, "body"),
    "nested duplicates": (b'{"data": [{"x": 1, "x": 2}]}', "application/json", 400, "body"),
    "nested too deeply": (b"[" * 100_000, "application/json", 400, "body"),
    "another media type": (b'{"event": "Zanzibar"}', "text/plain", 415, "content-type"),
    "a form": (b"event=Zanzibar", "application/x-www-form-urlencoded", 415, "content-type"),
    "oversized": (SECRET.encode() * (MAX_BODY_BYTES // 8 + 1), "application/json", 413, "body"),
}


def resigned(person: Person, entry: str, **changed: Any) -> str:
    """An entry with some claims changed, signed again by whoever holds the key."""
    parsed = parse(entry.encode())
    claims = parsed.envelope.claims
    told = {name: getattr(claims, name) for name in Claims.__dataclass_fields__}
    content = conceal(parsed.content)
    signer = changed.pop("device", person.device)
    signed = sign(Claims(**{**told, **changed}), content, signer.kid, signer.signer)
    return signed.decode()


def reheaded(entry: str, change: Callable[[dict[str, Any]], Any]) -> str:
    """An entry whose payload was changed after it was signed."""
    jws, _, disclosures = entry.partition("~")
    header, payload, signature = jws.split(".")
    told = decode(unb64(payload))
    assert isinstance(told, dict)
    change(told)
    return f"{header}.{b64(encode(told))}.{signature}~{disclosures}"


def duplicated(entry: str) -> str:
    """An entry whose header has a member twice."""
    header, rest = entry.split(".", 1)
    text = unb64(header).decode()
    return f"{b64(text.replace('{', '{' + text[1:].split(',')[0] + ',', 1).encode())}.{rest}"


DIGEST = b64(bytes(32))
ENTRIES: dict[str, tuple[Callable[[Person, str], str], int, str]] = {
    "nothing": (lambda _, __: "", 400, "jws"),
    "words": (lambda _, __: f"{SECRET}~", 400, "jws"),
    "not ASCII": (lambda _, e: e + "é", 400, "entries"),
    "without its last tilde": (lambda _, e: e[:-1], 400, "entry"),
    "other bytes": (
        lambda _, e: reheaded(e, lambda p: p.update(iat=p["iat"] - 1)),
        400,
        "signature",
    ),
    "another signature": (
        lambda _, e: e.replace(e.partition("~")[0][-86:], "A" * 86, 1),
        400,
        "signature",
    ),
    "second encoding": (lambda _, e: e.replace("~", "=~", 1), 400, "jws"),
    "spaces": (lambda _, e: f" {e}", 400, "jws"),
    "duplicate keys": (lambda _, e: duplicated(e), 400, "jws"),
    "unreferenced disclosure": (
        lambda _, e: f"{e}{b64(encode(['c2FsdHNhbHRzYWx0c2FsdA', 'x', SECRET]))}~",
        400,
        "disclosures",
    ),
    "a disclosure missing": (
        lambda _, e: f"{e.rpartition('~')[0].rpartition('~')[0]}~",
        400,
        "disclosures",
    ),
    "disclosures out of order": (
        lambda _, e: "~".join([*e.split("~")[:1], *e.split("~")[-2:0:-1], ""]),
        400,
        "disclosures",
    ),
    "foreign key": (lambda r, e: resigned(r, e, device=new_device()), 422, "kid"),
    "foreign ledger": (lambda r, e: resigned(r, e, aud=DIGEST), 422, "aud"),
    "stale position": (lambda r, e: resigned(r, e, seq=4, prev=DIGEST), 409, "seq"),
    "a gap": (lambda r, e: resigned(r, e, seq=40), 409, "seq"),
    "another history": (lambda r, e: resigned(r, e, prev=DIGEST), 409, "seq"),
    "another directory": (lambda r, e: resigned(r, e, dir=DIGEST), 409, "seq"),
    "in the future": (lambda r, e: resigned(r, e, iat=NOON + 60), 422, "iat"),
    "long ago": (lambda r, e: resigned(r, e, iat=NOON - 7200), 422, "iat"),
    "another enquiry": (
        lambda r, e: resigned(r, e, sub=NOWHERE),
        409,
        "seq",
    ),
    "reference to nothing": (
        lambda r, e: resigned(
            r, e, refs=(Ref("answers", parse(e.encode()).envelope.claims.sub, 3, DIGEST),)
        ),
        422,
        "refs",
    ),
    "oversized": (lambda _, e: e + "x" * 1024 * 1024, 422, "entries.0"),
}


def check_problem(answer: httpx.Response, status: int, field: str) -> None:
    """A problem of this status and field, which says why in its own words."""
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert answer.status_code == problem["status"] == status
    assert problem["type"] == f"urn:countersign:problem:{problem['code']}"
    assert problem.get("field", "") == field
    assert problem["detail"].strip(" .")
    assert SECRET not in answer.text


@pytest.fixture(scope="module")
def ruth(reading: Served) -> Person:
    """Ruth, signed in."""
    return reading.person("ruth")


@pytest.mark.parametrize("case", DRAFTS)
def test_a_bad_draft(reading: Served, ruth: Person, case: str) -> None:
    """What cannot be recorded is refused at drafting, by the name of the field."""
    ask, status, field = DRAFTS[case]
    size = reading.size()
    check_problem(ask(ruth, reading.told.enquiries["maya"]), status, field)
    assert reading.size() == size


@pytest.mark.parametrize(
    "path", ["/api/drafts", "/api/entries", "/api/sessions", "/api/people/search"]
)
@pytest.mark.parametrize("case", BODIES)
def test_a_bad_body(reading: Served, ruth: Person, case: str, path: str) -> None:
    """A body that is not one JSON object in UTF-8, of a size to be read, is refused everywhere."""
    content, media_type, status, field = BODIES[case]
    size = reading.size()
    check_problem(ruth.send(path, content, media_type), status, field)
    assert reading.size() == size


def test_an_oversized_stream_is_cut_off(reading: Served, ruth: Person) -> None:
    """A body whose length is not declared is read no further than the limit."""
    chunks = (b"x" * 65_536 for _ in range(MAX_BODY_BYTES // 65_536 + 1))
    headers = {**ruth.headers, "Content-Type": "application/json"}
    check_problem(reading.http.post("/api/drafts", content=chunks, headers=headers), 413, "body")


@pytest.mark.parametrize("case", ENTRIES)
def test_a_bad_entry(reading: Served, ruth: Person, case: str) -> None:
    """Bytes that are not exactly an entry which may stand there are refused, and not admitted."""
    change, status, field = ENTRIES[case]
    told = {**OBJECTION, "known": "2026-03-02T11:55:00Z", "occurred": "2026-03-02T11:50:00Z"}
    [entry] = ruth.signed(streams=[reading.told.enquiries["maya"]], **told)
    size = reading.size()
    answer = ruth.admit([change(ruth, entry)])
    check_problem(answer, status, field)
    assert not set(entry.split("~")[1:-1]) & set(answer.text.split('"'))
    assert reading.size() == size


def test_a_revoked_key_admits_nothing(writing: Served) -> None:
    """What was signed in time but arrives after the key was revoked is refused."""
    ruth, registrar = writing.person("ruth"), writing.person("registrar")
    entries = ruth.signed(streams=[writing.told.enquiries["maya"]], **OBJECTION)
    theft = {"kid": ruth.device.kid, "reason": "stolen", "compromised": "2026-03-02T11:30:00Z"}
    registrar.admit(registrar.signed("KeyRevoked", [ruth.key.practitioner], theft))
    size = writing.size()
    check_problem(ruth.admit(entries), 401, "kid")
    assert writing.size() == size


QUERIES: dict[str, tuple[str, int, str]] = {
    "misspelt": ("/case?as-of=2026-03-02T10:00:00Z", 422, "query"),
    "twice": ("/case?size=1&size=2", 422, "size"),
    "both": ("/case?size=1&as_of=2026-03-02T10:00:00Z", 422, "size"),
    "without zone": ("/case?as_of=2026-03-02T10:00:00", 422, "as_of"),
    "a number": ("/case?as_of=1772445600", 422, "as_of"),
    "beyond all years": ("/case?as_of=9999-12-31T23:59:59-12:00", 422, "as_of"),
    "negative": ("/case?size=-1", 422, "size"),
    "a + as it is": ("/case?as_of=2026-03-02T10:00:00+01:00", 422, "as_of"),
    "huge": (f"/case?size={10**30}", 422, "size"),
    "not UTF-8": ("/chronology?agency=%ff", 400, "query"),
    "another purpose": ("/case?purpose=Zanzibar", 422, "purpose"),
    "another event": ("/chronology?event=Zanzibar", 422, "event"),
    "another person": ("/chronology?person=Zanzibar", 422, "person"),
    "before it all": ("/case?as_of=2001-01-01T00:00:00Z", 404, "as_of"),
    "a size before it all": ("/case?size=1", 404, "size"),
    "a size beyond the log": ("/case?size=9999", 404, "size"),
    "no entry": ("/entries/99", 404, "seq"),
    "entry nought": ("/entries/0", 422, "seq"),
    "backwards": (
        "/comparison?earlier=2026-03-02T10:00:00Z&later=2026-03-02T09:00:00Z",
        422,
        "later",
    ),
}


@pytest.mark.parametrize("case", QUERIES)
def test_a_bad_question(reading: Served, ruth: Person, case: str) -> None:
    """A parameter that is unknown, ambiguous or out of bounds is refused, never passed over."""
    path, status, field = QUERIES[case]
    check_problem(ruth.get(f"{reading.maya}{path}"), status, field)


@pytest.mark.parametrize(
    ("path", "status", "field"),
    [
        ("/api/enquiries/Zanzibar/case", 422, "enquiry"),
        ("/api/enquiries/%00/case", 422, "enquiry"),
        ("/api/enquiries/%ff/case", 422, "enquiry"),
        ("/api/practitioners/Zanzibar", 422, "practitioner"),
        ("/api/schema/events/Zanzibar", 404, "event"),
        ("/api/schema/events/%00", 422, "event"),
        ("/api/log/checkpoint?size=999", 404, "size"),
        ("/api/log/consistency?old=999", 422, "old"),
        ("/api/enquiries?after=Zanzibar", 400, "after"),
        ("/api/enquiries?after=%00", 422, "after"),
        ("/api/enquiries?limit=101", 422, "limit"),
        ("/api/decisions?role=%00", 422, "role"),
        ("/api/decisions?practitioner=Zanzibar", 422, "practitioner"),
        ("/api/countersignatures/waiting", 422, "whom"),
        ("/api/Zanzibar", 404, ""),
    ],
)
def test_a_bad_address(ruth: Person, path: str, status: int, field: str) -> None:
    """An address that names nothing is a problem that names the part."""
    check_problem(ruth.get(path), status, field)


def test_a_time_says_how_it_is_written_in_an_address(reading: Served, ruth: Person) -> None:
    """A + that was not written %2B arrives as a blank, and nobody finds that by looking."""
    answer = ruth.get(f"{reading.maya}/case?as_of=2026-03-02T10:00:00+01:00")
    assert answer.json()["detail"].endswith("in an address + is written %2B")


@pytest.mark.parametrize("path", [f"/{SECRET}", f"/enquiries/{SECRET}", f"/people/{SECRET}"])
def test_a_page_that_is_not_there(ruth: Person, path: str) -> None:
    """Whoever opens it in a browser gets a page that says so, and repeats nothing of it."""
    answer = ruth.get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert "Page not found" in answer.text
    assert SECRET not in answer.text


def test_a_page_that_is_refused_says_why(ruth: Person) -> None:
    """In a sentence, which does not begin with the name of a field."""
    answer = ruth.get("/enquiries/00000000-0000-4000-8000-000000000000")
    assert answer.status_code == 404
    assert "There is no such enquiry, or none that you may see.</p>" in answer.text


def test_a_method_that_is_not_taken(reading: Served) -> None:
    """405 names the methods that the address takes, all of them."""
    allowed = {
        "/api/drafts": "POST",
        "/api/sessions/current": "DELETE, GET, HEAD",
        "/api": "GET, HEAD",
    }
    for path, methods in allowed.items():
        answer = reading.http.put(path, json={})
        check_problem(answer, 405, "")
        assert answer.headers["Allow"] == methods


@pytest.mark.parametrize("path", ["/healthz", "/api", "/api/enquiries", "/sign-in", "/api/none"])
def test_head_is_get_without_the_body(ruth: Person, path: str) -> None:
    """Whoever watches whether it serves asks so: the same status and headers, and nothing else."""
    asked, told = (ruth.http.request(m, path, headers=ruth.headers) for m in ("GET", "HEAD"))
    assert (told.status_code, told.content) == (asked.status_code, b"")
    for name in ("Content-Type", "Content-Length", "Cache-Control"):
        assert told.headers[name] == asked.headers[name]


def test_a_slash_too_many(ruth: Person) -> None:
    """A page is found without it, on this server; an operation is not guessed at, with its body."""
    moved = ruth.http.get("/sign-in/", follow_redirects=False)
    assert (moved.status_code, moved.headers["Location"]) == (308, "/sign-in")
    assert ruth.http.get("/log/", follow_redirects=False).headers["Location"] == "/log"
    check_problem(ruth.http.post("/api/sessions/", json={}), 404, "")
    for path in ("//evil.example/", "/%2F%2Fevil.example/", "/\\evil.example/"):
        astray = ruth.http.get(str(ruth.http.base_url) + path, follow_redirects=False)
        assert astray.status_code == 404


def test_problems_name_the_refusal_and_the_clause(reading: Served, ruth: Person) -> None:
    """A refusal of the domain carries its stable code, and the requirement that decides."""
    own = {"countersigns": 3, "kind": "countersign"}
    answer = draft(ruth, reading.told.enquiries["maya"], event="Countersignature", data=own)
    problem = json.loads(answer.text)
    assert (problem["code"], problem["refusal"]) == ("not-admitted", "own-countersignature")
    assert problem["clause"] == "REC-02"
