"""The device in a real browser signs the words that it composed, where and for whom it may."""

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from crypto.canonical import Json, unb64
from crypto.disclosures import _conceal_with
from crypto.entry import Claims, parse, sign
from crypto.statement import TemplateError, compose, plain, segments
from domain.events import BY_NAME, Event
from tests import scenario
from tests.domain.anything import data_for
from tests.domain.test_events import EVENTS, NOON
from tests.vectors.accepted import CHILD_SEEN
from tests.vectors.examples import TEMPLATE
from tests.vectors.forge import AUTHOR, CLAIMS, LEDGER, STREAM, digest, kid
from tests.web.device import HELD, calls, salts

BATCHES = [EVENTS[at : at + 12] for at in range(0, len(EVENTS), 12)]
CLAIM = {name: value for name, value in CLAIMS.items() if name != "_sd_alg"}
SEEN = {name: value for name, value in CHILD_SEEN.items() if name != "statement"}
ELSEWHERE = "6a7b8c9d-0e1f-4a2b-9c3d-4e5f6a7b8c9d"


def draft(content: Any = None, template: Any = None, **claims: Any) -> dict[str, Any]:
    """A draft as the ledger sends it."""
    entry = {"claims": {**CLAIM, **claims}, "content": SEEN if content is None else content}
    return {"template": TEMPLATE if template is None else template, "entries": [entry]}


@pytest.mark.parametrize("events", BATCHES, ids=lambda events: events[0].__name__)
@settings(max_examples=2)
@given(data=st.data())
def test_every_event_is_signed_alike(modules: Page, events: list[type[Event]], data: Any) -> None:
    """Whatever an event says: the same statement, and with the same salts the same bytes."""
    drafts = [_drafted(event, data.draw(data_for(event))) for event in events]
    answers = calls(modules, "entry", [["signedEntries", HELD, one, salts(1200)] for one in drafts])
    assert [answer.get("gives", answer) for answer in answers] == [_signed(one) for one in drafts]


def test_every_example_is_signed_alike(modules: Page) -> None:
    """The example of each of the events, those of the directory and the authority too."""
    drafts = [_drafted(event, event.example) for event in BY_NAME.values()]
    answers = calls(modules, "entry", [["signedEntries", HELD, one, salts(1200)] for one in drafts])
    assert [answer.get("gives", answer) for answer in answers] == [_signed(one) for one in drafts]


def _drafted(event: type[Event], given_data: Any) -> dict[str, Any]:
    told = scenario.given().at(NOON, event=event.__name__, data=given_data)
    content = scenario.content_of(told.enquiry.entries[-1]).as_json()
    content.pop("statement")
    return draft(content, event.template)


def _signed(drafted: dict[str, Any]) -> dict[str, Any]:
    """What the device in Python makes of it."""
    content: dict[str, Json] = drafted["entries"][0]["content"]
    pieces = compose(drafted["template"], content)
    left = map(unb64, salts(1200))
    concealed = _conceal_with({**content, "statement": segments(pieces)}, lambda: next(left))
    given_claims: dict[str, Any] = {**CLAIM, "refs": ()}
    claims = Claims(**given_claims)
    entry = sign(claims, concealed, kid(AUTHOR), AUTHOR)
    return {"statements": [plain([piece.segment for piece in pieces])], "entries": [entry.decode()]}


LISTED: dict[str, Any] = {"join": ", ", "last": " and "}
CHOICE: list[Any] = ["b ", {"if": ["zero"], "parts": ["z"], "else": []}]
CASES = {"x": ["it is ", {"get": ".w"}], "y": ["y"]}
TEMPLATES: dict[str, list[Any]] = {
    "no member here": [{"each": "list", "parts": [{"get": ".a"}], **LISTED}],
    "elements": [{"each": "list", "parts": [{"get": "."}], **LISTED}],
    "objects": [{"each": "rows", "parts": [{"get": ".n"}, " of ", {"get": ".w"}], **LISTED}],
    "cases": [{"one": "case", "tag": "kind", "cases": CASES}],
    "unknown case": [{"one": "case", "tag": "kind", "cases": {"y": ["y"]}}],
    "inherited case": [{"one": "case", "tag": "constructor", "cases": CASES}],
    "words": [{"get": "flag", "words": {"yes": "", "no": "not"}}, "so"],
    "no words for it": [{"get": "list", "words": {"yes": "so"}}],
    "inherited words": [{"get": "name", "words": {"yes": "so"}}],
    "choice": [{"if": ["nothing"], "parts": ["a"], "else": CHOICE}],
    "choice of none": [{"if": [], "parts": ["a"], "else": ["b"]}],
    "missing": [{"get": "gone"}],
    "inherited member": [{"get": "constructor"}],
    "not a list": [{"each": "name", "parts": [], "join": "", "last": ""}],
    "not a time": [{"get": "name", "time": "when"}],
    "no such time": [{"get": "name", "time": "moment"}],
    "inherited time": [{"get": "name", "time": "constructor"}],
    "extra member": [{"get": "name", "more": 1}],
    "nothing said": [""],
    "empty": [],
    "not an object": [None],
    "empty name": [{"get": "name..x"}],
    "number": [{"get": "zero"}, {"stop": " "}, {"get": "name"}],
    "closed quotation": ["“so.”", {"stop": " "}, "and"],
    "capital of two letters": ["ßo"],
    "person first": [{"get": "who"}, " came"],
    "not words": [{"get": "case"}],
    "truth": [{"get": "flag"}],
}
CONTENT: dict[str, Json] = {
    "type": "note/1",
    "name": {"v": "constructor"},
    "list": {"v": ["one", "two", "three"]},
    "rows": {"v": [{"n": 1, "w": "a"}, {"n": 2, "w": {"p": "x", "as": "X"}}]},
    "case": {"v": {"kind": "x", "w": "w"}},
    "flag": {"v": True},
    "nothing": {"v": []},
    "zero": {"v": 0},
    "who": {"v": {"p": "maya", "as": "Maya"}},
}


def test_templates_are_read_alike(modules: Page) -> None:
    """Each form of a part, and each mistake: the same pieces, or refused by both."""
    answers = calls(modules, "statement", [["compose", one, CONTENT] for one in TEMPLATES.values()])
    found = {name: _pieces(answer) for name, answer in zip(TEMPLATES, answers, strict=True)}
    assert found == {name: _composed(template) for name, template in TEMPLATES.items()}


def _pieces(answer: dict[str, Any]) -> Any:
    if "refuses" in answer:
        return answer["refuses"]
    return [(piece["segment"], piece["source"]) for piece in answer["gives"]]


def _composed(template: list[Any]) -> Any:
    try:
        return [tuple(piece) for piece in compose(template, CONTENT)]
    except TemplateError:
        return "TemplateError"


def test_random_salts_differ(modules: Page) -> None:
    """Without salts given, no two parts have the same, and what is signed is read by Python."""
    answers = calls(modules, "entry", [["movedEntries", HELD, draft(), draft()]] * 2)
    entries = {text for answer in answers for text in answer["gives"]}
    found = [parse(text.encode()).disclosures for text in entries]
    assert len({one for disclosures in found for one in disclosures}) == 2 * len(found[0])


def test_moved_words_keep_their_digests(modules: Page) -> None:
    """At a new position the same words keep salts and digests; other words are not signed so."""
    later = draft(seq=2, prev=digest("another"), iat=CLAIM["iat"])
    first, moved = calls(modules, "entry", [["movedEntries", HELD, draft(), later]])[0]["gives"]
    one, other = parse(first.encode()), parse(moved.encode())
    assert (one.disclosures, one.envelope.sd) == (other.disclosures, other.envelope.sd)
    assert (one.envelope.claims.seq, other.envelope.claims.seq) == (1, 2)
    known = draft({**SEEN, "known": "2026-03-02T02:06:00Z"}, seq=2, prev=digest("x"))
    first, moved = calls(modules, "entry", [["movedEntries", HELD, draft(), known]])[0]["gives"]
    assert parse(first.encode()).content == parse(moved.encode()).content
    changed = draft({**SEEN, "child": {"v": {"p": "maya", "as": "May"}}}, seq=2, prev=digest("x"))
    assert calls(modules, "entry", [["movedEntries", HELD, draft(), changed]])[0]["gives"] is None


@pytest.mark.parametrize(
    ("asked", "refused"),
    [
        (draft(aud=digest("another ledger"), prev=digest("another ledger")), "another ledger"),
        (draft(iss=ELSEWHERE), "somebody else"),
        (draft(seq=0), "seq"),
        (draft(prev=digest("x")), "prev"),
        (draft(iat=0), "iat"),
        (draft(extra=1), "payload"),
        (draft(refs=[{"rel": "corrects", "sub": STREAM, "seq": 1, "digest": LEDGER}]), "refs"),
        ({**draft(), "entries": []}, "entries"),
        (draft({**SEEN, "iss": "x"}), "iss: a reserved name"),
        (draft({**SEEN, "width": {"v": 1.5}}), "whole"),
        (draft({"type": "note/1"}), "missing"),
    ],
    ids=itertools.count(),
)
def test_what_the_device_will_not_sign(modules: Page, asked: Any, refused: str) -> None:
    """For another ledger or person, malformed, or without words: no signature is made."""
    answer = calls(modules, "entry", [["signedEntries", HELD, asked, salts(100)]])[0]
    assert refused in answer["words"]


def journal(seq: int, name: str, outcome: str = "admitted") -> dict[str, Any]:
    """A line of the device's journal, as far as it is compared."""
    return {"stream": STREAM, "seq": seq, "digest": digest(name), "outcome": outcome}


def concerning(seq: int, name: str, stream: str = STREAM) -> dict[str, Any]:
    """A reference."""
    return {"rel": "concerns", "sub": stream, "seq": seq, "digest": digest(name)}


@pytest.mark.parametrize(
    ("asked", "known", "code"),
    [
        (draft(seq=4, prev=digest("c")), [journal(3, "c")], None),
        (draft(seq=9, prev=digest("h")), [journal(3, "c"), journal(2, "b")], None),
        (draft(seq=3, prev=digest("b")), [journal(3, "c")], "history-shorter"),
        (draft(seq=2, prev=digest("a")), [journal(1, "a"), journal(3, "c")], "history-shorter"),
        (draft(seq=4, prev=digest("x")), [journal(3, "c")], "history-differs"),
        (draft(seq=3, prev=digest("b")), [journal(3, "c", "refused")], None),
        (draft(seq=3, prev=digest("b")), [journal(3, "c", "sent")], None),
        (
            draft(seq=9, prev=digest("h"), refs=[concerning(3, "x")]),
            [journal(3, "c")],
            "reference-differs",
        ),
        (draft(seq=9, prev=digest("h"), refs=[concerning(3, "c")]), [journal(3, "c")], None),
    ],
    ids=itertools.count(),
)
def test_the_device_remembers(modules: Page, asked: Any, known: Any, code: str | None) -> None:
    """A position that it filled is not filled again: who cut the stream's end is found out."""
    answer = calls(modules, "checks", [["signedAfter", HELD, asked, known]])[0]
    assert answer.get("code") == code
    assert ("gives" in answer) == (code is None)


def test_clocks_that_differ_are_told(modules: Page) -> None:
    """More than a minute between the device and the ledger is said before signing."""
    now = int(str(CLAIM["iat"])) * 1000
    ready = {"entries": draft()["entries"]}
    times = [now, now + 60_999, now - 60_000, now + 62_000, now - 61_000, now + 3_600_000]
    answers = calls(modules, "checks", [["concerns", ready, time] for time in times])
    told = [" ".join(answer["gives"]) for answer in answers]
    assert told[:3] == [""] * 3
    assert [
        words[len("Your device’s clock and the ledger’s are ") :][:9] for words in told[3:]
    ] == [
        "1 minute ",
        "1 minute ",
        "60 minute",
    ]
