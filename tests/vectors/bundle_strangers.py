"""What somebody without any key can do to a bundle: they have its files, and pack them again."""

from collections.abc import Callable, Mapping
from typing import Final

from crypto import bundlenames as names
from crypto.canonical import encode, unb64
from crypto.lines import encode_base64
from tests.crypto.bundles import DOCUMENT, ENQUIRY
from tests.crypto.memory import Person, key, uuid
from tests.vectors.bundle_made import (
    DEPOSITED,
    NOTED,
    SEEN,
    Files,
    Vector,
    alter,
    base,
    drop,
    edited,
    flipped,
    made,
    of_part,
    other_root,
    put,
    stranger,
    swap,
    swapped,
    with_disclosure,
    without_disclosure,
)

AUTHORITY: Final = uuid("authority")
RUTH: Final = Person("Ruth Adeyemi", key(1)).id
COPY: Final = {"extra": {"chronology.html": b"<p>She was calm.</p>"}}
SIZE: Final = b"\n10\n"


def _without(name: str) -> Callable[[bytes], bytes]:
    """An entry without its part of this name."""

    def without(data: bytes) -> bytes:
        given = [text for text in data.split(b"~")[1:-1] if name.encode() in unb64(text.decode())]
        return data.replace(given[0] + b"~", b"")

    return without


def _line(name: str) -> bytes:
    return f"\u2014 {name} {encode_base64(bytes(68))}\n".encode()


def _relisted(files: Files) -> None:
    """The document and its line exchanged, so that only the officer's signature is in the way."""
    other = b"%PDF-1.7 nothing seen."
    draft = base(documents={DOCUMENT: other})
    files |= draft.files
    files[names.MANIFEST] = draft.manifest().encode()


def _resigned_by_nobody(files: Files) -> None:
    files[names.MANIFEST] = edited(lambda value: value.update(purpose="adoption"))(
        files[names.MANIFEST]
    )


STRANGERS: Mapping[str, Vector] = {
    "file-missing-entry": stranger("an entry taken out", "file-missing", drop(NOTED)),
    "file-missing-proof": stranger(
        "a proof taken out", "file-missing", drop(names.proof(ENQUIRY, 1))
    ),
    "file-missing-head": stranger(
        "a head statement taken out", "file-missing", drop(names.head(ENQUIRY))
    ),
    "file-missing-checkpoint": stranger(
        "the checkpoint taken out", "file-missing", drop(names.CHECKPOINT)
    ),
    "file-missing-genesis": stranger(
        "the genesis document taken out", "file-missing other-ledger", drop(names.GENESIS)
    ),
    "file-missing-templates": stranger(
        "the templates taken out", "file-missing", drop(names.TEMPLATES)
    ),
    "file-missing-document": stranger(
        "a document taken out", "file-missing", drop(names.document(DOCUMENT))
    ),
    "file-missing-receipt": stranger(
        "the receipt of the issue taken out", "file-missing", drop(names.ISSUE_RECEIPT)
    ),
    "file-missing-reading-copy": stranger(
        "a reading copy taken out", "file-missing", drop("chronology.html"), **COPY
    ),
    "file-missing-directory-entry": stranger(
        "the entry that took a key into use taken out",
        "file-missing key-not-in-force manifest-unsigned",
        drop(names.entry(RUTH, 2)),
    ),
    "file-altered-reading-copy": stranger(
        "other words in a reading copy",
        "file-altered",
        alter("chronology.html", swapped(b"calm", b"hurt")),
        **COPY,
    ),
    "file-altered-templates": stranger(
        "another template, so that another sentence would follow",
        "file-altered words-mismatch",
        alter(names.TEMPLATES, swapped(b" saw ", b" did not see ")),
    ),
    "file-altered-document": stranger(
        "a word of the document changed",
        "document-altered file-altered",
        alter(names.document(DOCUMENT), swapped(b"seen", b"hurt")),
    ),
    "file-unlisted": stranger(
        "a file added", "file-unlisted", put("case.zip", b"PK\x05\x06" + bytes(18))
    ),
    "file-unlisted-entry": stranger(
        "an entry added behind the last",
        "file-unlisted",
        lambda files: put(names.entry(ENQUIRY, 4), files[NOTED])(files),
    ),
    "file-unlisted-in-issue": stranger(
        "a file added to the issue", "file-unlisted", put("issue/note.txt", b"Verified.")
    ),
    "file-unlisted-proof-in-issue": stranger(
        "words that look like the proof of a later entry, which is not there",
        "file-unlisted",
        put(names.issue_directory(RUTH, 9)[1], b"Verified."),
    ),
    "entry-signature-changed": stranger(
        "a bit of the signature changed",
        "file-altered leaf-mismatch signature-invalid",
        alter(DEPOSITED, of_part(2, flipped)),
    ),
    "entry-time-changed": stranger(
        "its time changed",
        "file-altered leaf-mismatch signature-invalid",
        alter(NOTED, of_part(1, swapped(b'"iat":1772325', b'"iat":1772326'))),
    ),
    "entry-author-changed": stranger(
        "its author changed to another of the directory",
        "directory-mismatch file-altered key-unknown leaf-mismatch",
        alter(
            NOTED,
            of_part(
                1, swapped(RUTH.encode(), Person("Ines Okafor", key(3), "registrar").id.encode())
            ),
        ),
    ),
    "entry-exchanged": stranger(
        "two entries in each other's place",
        "chain-broken clock-back file-altered leaf-mismatch place-mismatch reference-dangling",
        swap(SEEN, NOTED),
    ),
    "entry-cut-short": stranger(
        "the last characters gone", "entry-malformed file-altered", alter(SEEN, lambda d: d[:-9])
    ),
    "entry-without-signature": stranger(
        "the signature gone", "entry-malformed file-altered", alter(SEEN, of_part(2, lambda _: b""))
    ),
    "disclosure-taken-out": stranger(
        "a part cut out",
        "file-altered gap-unexplained",
        alter(SEEN, without_disclosure),
    ),
    "disclosure-added": stranger(
        "words added that nobody signed",
        "disclosure-unreferenced file-altered",
        alter(SEEN, with_disclosure),
    ),
    "disclosures-out-of-order": stranger(
        "the parts in another order",
        "file-altered words-mismatch",
        alter(
            SEEN,
            lambda data: b"~".join((data.split(b"~")[0], *data[:-1].split(b"~")[:0:-1], b"")),
        ),
    ),
    "proof-of-another": stranger(
        "two proofs in each other's place",
        "file-altered proof-invalid",
        swap(names.proof(ENQUIRY, 1), names.proof(ENQUIRY, 2)),
    ),
    "proof-hash-changed": stranger(
        "the proof of no entry",
        "file-altered proof-invalid",
        alter(names.proof(ENQUIRY, 1), swapped(b"index 4\n", b"index 4\n" + b"A" * 43 + b"=\n")),
    ),
    "checkpoint-root-changed": stranger(
        "another root in the checkpoint",
        "checkpoint-invalid file-altered proof-invalid root-mismatch",
        alter(names.CHECKPOINT, other_root),
    ),
    "checkpoint-size-changed": stranger(
        "another size in the checkpoint",
        "checkpoint-invalid file-altered proof-invalid",
        alter(names.CHECKPOINT, swapped(SIZE, b"\n9\n")),
    ),
    "checkpoint-is-none": stranger(
        "words instead of the checkpoint",
        "checkpoint-invalid file-altered",
        put(names.CHECKPOINT, b"All is well.\n"),
    ),
    "head-of-another": stranger(
        "the head statements of two streams exchanged",
        "file-altered head-differs",
        swap(names.head(ENQUIRY), names.head(AUTHORITY)),
    ),
    "head-changed": stranger(
        "a head statement with another end",
        "file-altered head-invalid",
        alter(names.head(ENQUIRY), of_part(1, swapped(b'"seq":3', b'"seq":2'))),
    ),
    "genesis-changed": stranger(
        "another name in the genesis document",
        "file-altered other-ledger",
        alter(names.GENESIS, swapped(b"ledger.example", b"ledger.invalid")),
    ),
    "manifest-changed": stranger(
        "another purpose in the list of contents", "manifest-unsigned", _resigned_by_nobody
    ),
    "manifest-and-document-changed": stranger(
        "a document exchanged, and the list with it",
        "document-altered manifest-unsigned",
        _relisted,
    ),
    "manifest-with-space": stranger(
        "a space in the list of contents",
        "manifest-refused",
        alter(names.MANIFEST, swapped(b":", b": ")),
    ),
    "manifest-is-none": stranger(
        "an array instead", "manifest-refused", put(names.MANIFEST, encode([]))
    ),
    "issue-missing": stranger(
        "the issuing entry taken out", "manifest-unsigned", drop(names.ISSUE_ENTRY)
    ),
    "issue-is-another-entry": stranger(
        "an entry of the enquiry instead of the issuing one",
        "manifest-unsigned proof-invalid",
        lambda files: put(names.ISSUE_ENTRY, files[NOTED])(files),
    ),
    "issue-signature-changed": stranger(
        "a bit of its signature changed",
        "manifest-unsigned proof-invalid",
        alter(names.ISSUE_ENTRY, of_part(2, flipped)),
    ),
    "issue-receipt-signed-by-a-blank": stranger(
        "a signature more under the receipt, in a name with white space (U+0085)",
        "proof-invalid",
        alter(names.ISSUE_RECEIPT, lambda data: data + _line("a\x85b")),
    ),
    "verified-receipt-signed-by-others-too": stranger(
        "the same in a name with what only JavaScript takes for white space (U+FEFF)",
        "",
        alter(names.ISSUE_RECEIPT, lambda data: data + _line("a\ufeffb")),
    ),
    "verified-issue-without-a-part": stranger(
        "a part taken out of the issuing entry, which is counted as withheld",
        "",
        alter(names.ISSUE_ENTRY, _without("capacity")),
    ),
    "issue-of-another-bundle": Vector(
        "the issuing entry of another bundle of this enquiry",
        ("manifest-unsigned",),
        lambda: made(files=_other_issue),
    ),
}


def _other_issue(files: Files) -> None:
    other = base()
    manifest = edited(lambda value: value.update(purpose="adoption"))(other.manifest().encode())
    issued = other.issue(manifest)
    for name in (names.ISSUE_ENTRY, names.ISSUE_RECEIPT):
        files[name] = issued[name]
