"""F16.20 and F16.25 to F16.27: each position by itself, its parts, its words, its document."""

from typing import Any

from tests.reference.basics import No, need, read, sha
from tests.reference.case import At, Case
from tests.reference.entries import Entry, Unreferenced, entry, field_of, reveal
from tests.reference.words import check, sentence


def open_positions(case: Case) -> None:
    """F16.20."""
    at = [At(one, listed) for one in case.said["streams"] for listed in one["entries"]]
    case.at = sorted(at, key=lambda one: one.index)
    for one in case.at:
        data = case.files.get(one.file) if one.given else None
        if data is None:
            continue
        try:
            one.entry = entry(data)
        except No:
            case.unsound("entry-malformed", one)
            continue
        _compare(case, one, one.entry)


def _compare(case: Case, one: At, given: Entry) -> None:
    if given.jws.digest != one.digest:
        case.unsound("leaf-mismatch", one)
    if (given.sub, given.seq) != (one.stream, one.seq):
        case.unsound("place-mismatch", one)
    if given.aud != case.ledger:
        case.unsound("foreign-ledger", one)
    try:
        reveal(given)
        one.revealed = True
    except Unreferenced:
        case.unsound("disclosure-unreferenced", one)
    except No:
        case.unsound("words-mismatch", one)


def _templates(case: Case) -> dict[str, Any]:
    data = case.files.get("templates.json")
    if data is None:
        return {}
    try:
        value = read(data)
        need(isinstance(value, dict), "an object")
        for one in value.values():
            check(one)
    except No:
        case.found("templates-refused", ("templates.json", None, None))
        return {}
    return dict(value)


def check_words(case: Case) -> None:
    """F16.25, F16.26."""
    templates = _templates(case)
    for one in case.at:
        if not one.entry or not one.revealed:
            continue
        listed = {
            gap["digest"]
            for gap in case.said["withheld"]
            if (gap["stream"], gap["seq"]) == (one.stream, one.seq)
        }
        if one.entry.gaps - listed:
            case.found("gap-unexplained", one.place)
        if listed - one.entry.gaps:
            case.found("gap-stray", one.place)
        template = templates.get(str(one.entry.content.get("type")))
        if not one.entry.gaps and template is not None:
            _statement(case, one, template, one.entry.content)


def _statement(case: Case, one: At, template: Any, content: dict[str, Any]) -> None:
    try:
        need(sentence(template, content) == content.get("statement"), "F2.1")
    except No:
        case.found("words-mismatch", one.place)


def check_documents(case: Case) -> None:
    """F16.27."""
    for one in case.at:
        lines = [
            d for d in case.said["documents"] if (d["stream"], d["seq"]) == (one.stream, one.seq)
        ]
        shown = None
        if one.entry and one.revealed and one.entry.content.get("type") == "document-deposited/1":
            shown = field_of(one.entry.content, "document")
            shown = shown if isinstance(shown, dict) else None
        if shown is not None and not lines:
            case.found("document-missing", one.place)
        elif lines and one.revealed and not _is_it(case, shown, lines[0]):
            case.found("document-altered", one.place)


def _is_it(case: Case, shown: dict[str, Any] | None, listed: dict[str, Any]) -> bool:
    if not shown or (shown.get("name"), shown.get("digest")) != (
        listed["name"],
        listed["digest"],
    ):
        return False
    data = case.files.get(f"documents/{listed['name']}") if listed["given"] else None
    fits = type(shown.get("size")) is int and shown["size"] == len(data or b"")
    return data is None or (fits and sha(data) == shown["digest"])
