"""What whoever issues a bundle can write into its list of contents, and sign."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from crypto import bundlenames as names
from crypto.canonical import Json, encode
from tests.crypto.bundles import DOCUMENT, ENQUIRY, Draft
from tests.crypto.memory import Person, key, uuid
from tests.vectors.bundle_made import (
    SEEN,
    Files,
    Vector,
    alter,
    base,
    edited,
    issuer,
    listed_entry,
    made,
    put,
    withholding,
)
from tests.vectors.zips import Zip, members

Change = Callable[[dict[str, Any]], None]
RUTH: Final = Person("Ruth Adeyemi", key(1)).id
WHOLE: Final = {"whole": {2: "privileged"}, "documents": {}}
"""The deposit withheld whole, and with it its document."""


def _set(**members: Any) -> Change:
    return lambda value: value.update(members)


def _without(*files: str) -> Change:
    """Without files in the list, and without what speaks of them."""

    def change(value: dict[str, Any]) -> None:
        value["files"] = [one for one in value["files"] if one["name"] not in files]

    return change


def _unlist(stream: int, seq: int) -> Change:
    """A position left out of the list, with its files."""

    def change(value: dict[str, Any]) -> None:
        listed = value["streams"][stream]
        listed["entries"] = [one for one in listed["entries"] if one["seq"] != seq]
        value["documents"] = [one for one in value["documents"] if one["seq"] != seq]
        gone = {names.entry(listed["stream"], seq), names.proof(listed["stream"], seq)}
        kept = {names.document(one["name"]) for one in value["documents"]}
        value["files"] = [
            one
            for one in value["files"]
            if one["name"] not in gone
            and (not one["name"].startswith("documents/") or one["name"] in kept)
        ]

    return change


def _drop(*gone: str) -> Callable[[Files], None]:
    def touch(files: Files) -> None:
        for name in gone:
            del files[name]

    return touch


def _unlisted(what: str, finds: str, stream: str, place: int, seq: int, *more: str) -> Vector:
    gone = (names.entry(stream, seq), names.proof(stream, seq), *more)
    return Vector(
        what,
        tuple(finds.split()),
        lambda: made(listed=edited(_unlist(place, seq)), files=_drop(*gone)),
    )


def _line(stream: int, seq: int, **members: Any) -> Change:
    return lambda value: listed_entry(value, stream, seq).update(members)


def _for_reason(code: str) -> Change:
    def change(value: dict[str, Any]) -> None:
        value["reasons"][code] = "about somebody else"
        for gap in value["withheld"]:
            gap["reason"] = code

    return change


def _lists_within_lists(levels: int) -> list[Json]:
    """A template that says each element for each element for each, and so on."""
    parts: list[Json] = [{"get": "child"}]
    for _ in range(levels):
        parts = [{"each": "words", "join": "", "last": "", "parts": parts}]
    return parts


def _no_directory(value: dict[str, Any]) -> None:
    value["streams"] = [one for one in value["streams"] if one["stream"] != RUTH]
    value["files"] = [one for one in value["files"] if RUTH not in one["name"]]


def _forget(files: Files) -> None:
    for name in [name for name in files if RUTH in name]:
        del files[name]


def _deflated() -> bytes:
    drafted = base()
    issued = drafted.issue(drafted.manifest().encode())
    return Zip([one.deflated() for one in members(issued)]).data()


def _with_templates(data: bytes) -> Draft:
    drafted = base()
    drafted.files[names.TEMPLATES] = data
    return drafted


ISSUERS: Mapping[str, Vector] = {
    "verified": issuer("everything given, nothing changed", "", lambda _: None),
    "verified-deflated": Vector("the same, with every file deflated", (), _deflated),
    "verified-parts-withheld": issuer(
        "parts of an entry withheld, for stated reasons",
        "",
        lambda _: None,
        withhold=withholding(child="third_party", words="privileged", statement="third_party"),
    ),
    "verified-reason-that-objects-have": issuer(
        "a reason whose code is a name that JavaScript's objects inherit",
        "",
        _for_reason("constructor"),
        withhold=withholding(child="third_party", statement="third_party"),
    ),
    "verified-entry-withheld": issuer(
        "an entry withheld whole, with its document", "", lambda _: None, **WHOLE
    ),
    "verified-document-withheld": issuer(
        "a document withheld, and the entry given", "", lambda _: None, documents={}
    ),
    "verified-as-known": issuer(
        "the record as it was known then", "", lambda _: None, size=7, known=1_772_325_000
    ),
    "verified-reading-copy": issuer(
        "with a chronology to read",
        "",
        lambda _: None,
        extra={"chronology.html": b"<p>She was calm.</p>"},
    ),
    "verified-without-trust-file": Vector(
        "nobody gave a trust file", ("no-trust-file",), made, trust=""
    ),
    "verified-trust-file-of-another": Vector(
        "the trust file of another ledger", ("other-ledger",), made, trust="trust-other"
    ),
    "list-tail-cut": _unlisted(
        "the last entry left out of the list",
        "head-differs",
        ENQUIRY,
        0,
        3,
    ),
    "list-entry-left-out": _unlisted(
        "an entry in the middle left out of the list",
        "stream-gap",
        ENQUIRY,
        0,
        2,
        names.document(DOCUMENT),
    ),
    "list-first-left-out": _unlisted(
        "the first entry left out, to which another refers",
        "reference-dangling stream-gap",
        ENQUIRY,
        0,
        1,
    ),
    "list-directory-left-out": Vector(
        "the directory stream of the author left out",
        ("key-unknown", "manifest-unsigned"),
        lambda: made(listed=edited(_no_directory), files=_forget),
    ),
    "list-index-other": issuer(
        "an entry listed at the place of another record’s",
        "proof-invalid",
        _line(0, 1, index=5),
    ),
    "list-digest-other": issuer(
        "the digest of no entry",
        "chain-broken leaf-mismatch proof-invalid reference-dangling",
        _line(0, 1, digest="d" * 42 + "A"),
    ),
    "list-gap-left-out": issuer(
        "a withheld part that the list does not name",
        "gap-unexplained",
        lambda value: value["withheld"].pop(),
        withhold=withholding(child="third_party", statement="third_party"),
    ),
    "list-gap-invented": issuer(
        "a part said to be withheld that is given",
        "gap-stray",
        lambda value: value["withheld"].append(
            {"digest": "d" * 42 + "A", "reason": "privileged", "seq": 3, "stream": ENQUIRY}
        ),
    ),
    "list-document-left-out": Vector(
        "a document that the list does not name",
        ("document-missing",),
        lambda: made(
            listed=edited(
                lambda value: value.update(
                    documents=[],
                    files=[
                        one for one in value["files"] if not one["name"].startswith("documents/")
                    ],
                )
            ),
            files=_drop(names.document(DOCUMENT)),
        ),
    ),
    "list-document-of-another": issuer(
        "a document listed at an entry that deposits none",
        "document-altered document-missing",
        lambda value: value["documents"][0].update(seq=3),
    ),
    "document-exchanged": issuer(
        "another document, with its own digest in the list",
        "document-altered",
        lambda _: None,
        documents={DOCUMENT: b"%PDF-1.7 nothing seen."},
    ),
    "list-root-other": issuer(
        "another root of the view",
        "head-differs root-mismatch",
        _set(root="d" * 42 + "A"),
    ),
    "list-consistency-short": issuer(
        "no hashes that lead to the checkpoint", "root-mismatch", _set(consistency=[])
    ),
    "list-size-beyond": issuer(
        "a view larger than the checkpoint",
        "head-differs proof-invalid root-mismatch",
        _set(size=11),
    ),
    "list-size-smaller": issuer(
        "a view that ends before the last entry",
        "head-differs later-than-view root-mismatch",
        _set(size=7),
    ),
    "list-known-earlier": issuer(
        "said to be as it was known before the last entry",
        "later-than-view",
        _set(known=1_772_325_000),
    ),
    "list-known-later": issuer(
        "as it will be known a day after it was made",
        "manifest-refused",
        lambda value: value.update(known=value["made"] + 86_400),
    ),
    "list-not-a-demonstration": issuer(
        "a demonstration that does not say so", "manifest-refused", _set(demonstration=False)
    ),
    "list-origin-of-another": issuer(
        "the origin of another ledger", "manifest-refused", _set(origin="ledger.invalid/1")
    ),
    "list-origin-of-no-log": issuer(
        "the origin of log number 0, where they begin with 1",
        "manifest-refused",
        _set(origin="ledger.example/children/0"),
    ),
    "list-ledger-of-another": issuer(
        "the id of another ledger", "other-ledger", _set(ledger="d" * 42 + "A")
    ),
    "list-member-missing": issuer(
        "no purpose", "manifest-refused", lambda value: value.pop("purpose")
    ),
    "list-member-more": issuer("a member more", "manifest-refused", _set(verdict="verified")),
    "list-format-other": issuer(
        "another version", "manifest-refused", _set(format="countersign-bundle/2")
    ),
    "list-size-true": issuer("true instead of a size", "manifest-refused", _set(size=True)),
    "list-entries-unsorted": issuer(
        "positions in another order",
        "manifest-refused",
        lambda value: value["streams"][0]["entries"].reverse(),
    ),
    "list-index-twice": issuer(
        "two entries at one place of the log", "manifest-refused", _line(1, 1, index=4)
    ),
    "list-reason-without-words": issuer(
        "a reason that nobody explains", "manifest-refused", _set(reasons={}), **WHOLE
    ),
    "list-file-left-out": issuer(
        "a file that is spoken of and not listed", "manifest-refused", _without(SEEN)
    ),
    "list-file-of-no-kind": issuer(
        "a file of no kind in the list",
        "manifest-refused",
        lambda value: value["files"].insert(
            0, {"digest": "d" * 42 + "A", "name": "a/run.exe", "size": 1}
        ),
    ),
    "list-directory-withheld": issuer(
        "an entry of the directory withheld whole",
        "manifest-refused",
        lambda value: value["streams"][2]["entries"][0].update(given=False, withheld="privileged"),
    ),
    "list-second-enquiry": issuer(
        "a stream of another kind than it is",
        "manifest-refused",
        lambda value: value["streams"][1].update(kind="enquiry"),
    ),
    "templates-are-none": Vector(
        "templates of no form",
        ("templates-refused",),
        lambda: made(_with_templates(b'{"note/1":[{"unknown":1}]}')),
    ),
    "templates-without-end": Vector(
        "a template that would take years",
        ("words-mismatch",),
        lambda: made(_with_templates(encode({"child-seen/1": _lists_within_lists(14)}))),
    ),
    "templates-missing": Vector(
        "no templates, so no sentence is compared", (), lambda: made(_with_templates(b"{}"))
    ),
    "issue-behind-nothing": Vector(
        "issued in an enquiry that goes on from elsewhere",
        ("manifest-unsigned",),
        lambda: made(prev="d" * 42 + "A"),
    ),
    "issue-in-another-enquiry": Vector(
        "issued in another enquiry", ("manifest-unsigned",), lambda: made(sub=uuid("another"))
    ),
    "issue-of-another-directory": Vector(
        "issued under another state of the directory",
        ("manifest-unsigned",),
        lambda: made(dir="d" * 42 + "A"),
    ),
    "issue-receipt-of-another": Vector(
        "the receipt of another entry",
        ("proof-invalid",),
        lambda: made(
            files=lambda files: put(names.ISSUE_RECEIPT, files[names.proof(ENQUIRY, 3)])(files)
        ),
    ),
    "issue-receipt-changed": Vector(
        "no proof in the receipt",
        ("proof-invalid",),
        lambda: made(
            files=alter(names.ISSUE_RECEIPT, lambda data: data.replace(b"index 10", b"index 9"))
        ),
    ),
}
