"""Where programming languages differ: in what is equal, in what comes first, in what is a letter.

Each of these is right in one and wrong in another as long as nobody says which, and whoever holds
both reports would not know which of them to believe.
"""

from collections.abc import Mapping
from typing import Final

from crypto import bundlenames as names
from crypto.canonical import Json, digest, encode
from crypto.lines import encode_base64
from tests.crypto.bundles import DOCUMENT, Draft, deposit, note
from tests.crypto.memory import MemoryLedger, Person, key
from tests.vectors.bundle_ledgers import (
    MANAGER,
    Tell,
    by,
    directed,
    drafted,
    ledger,
    noted,
    says,
)
from tests.vectors.bundle_made import Vector, base, made
from tests.vectors.zips import Zip, members

BYTE: Final = b"x"


def _ended(*days: str) -> Tell:
    """The registrar ends their own capacity, and ends it again: earlier, or it is refused."""

    def tell(ledger: MemoryLedger, _: Person) -> None:
        for day in days:
            fields: dict[str, Json] = {"id": {"v": "one"}, "last_day": {"v": day}}
            content: dict[str, Json] = {
                "type": "capacity-ended/1",
                "reason": {"v": "left"},
                **fields,
            }
            ledger.record(ledger.registrar, ledger.registrar.id, content)

    return tell


def _granted(**days: Json) -> Tell:
    return directed("capacity-granted/1", {"granted": MANAGER.grant() | {"id": "two"} | days})


def _numbered(name: str, number: str, private: int) -> Tell:
    """Somebody enrolled under a regulator's number, who then takes their key into use."""
    person = Person(name, key(private))

    def tell(ledger: MemoryLedger, _: Person) -> None:
        ledger.enrol(person)
        ledger.accept(person)
        fields: dict[str, Json] = {"name": {"v": name}, "registration": {"v": number}}
        ledger.record(ledger.registrar, person.id, {"type": "details-corrected/1", **fields})

    return tell


def _person(signed: Json, told: Json) -> dict[str, Json]:
    """A note of somebody's words, and the sentence that tells it."""
    words: Json = {"as": "Maya", "p": signed}
    said: list[Json] = ["Ruth Adeyemi", " noted: ", {"as": "Maya", "p": told}, "."]
    return note("") | {"words": {"v": [words]}, "statement": said}


def _sized(size: Json) -> bytes:
    """A document of one byte, of which this size was signed."""
    content = deposit(BYTE)
    shown: dict[str, Json] = {"digest": digest(BYTE), "name": DOCUMENT, "size": size}
    content["document"] = {"v": {**shown, "media_type": "text/plain"}}
    draft = drafted(says(content))
    return made(_with(draft, {names.document(DOCUMENT): BYTE}))


def _path(path: str) -> bytes:
    """A template that asks whether something is there which never is."""
    asked: Json = {"if": [path], "parts": [], "else": []}
    template: Json = [asked, {"get": "capacity.as"}, " noted: ", {"get": "words"}]
    draft = drafted(noted())
    return made(_with(draft, {names.TEMPLATES: encode({"note/1": template})}))


def _with(draft: Draft, files: Mapping[str, bytes]) -> Draft:
    draft.documents = files
    draft.files |= files
    return draft


def _signed_at_length(characters: int) -> bytes:
    """A signature more under the receipt, which no list holds: in a name of euro signs."""
    drafted = base()
    issued = drafted.issue(drafted.manifest().encode())
    line = f"\u2014 {'€' * characters} {encode_base64(bytes(68))}\n"
    issued[names.ISSUE_RECEIPT] += line.encode()
    receipt = names.ISSUE_RECEIPT.encode()
    found = members(issued)
    return Zip([one.squeezed() if one.name == receipt else one for one in found]).data()


LANGUAGES: Mapping[str, Vector] = {
    "issue-receipt-signed-at-length": Vector(
        "a signature more under the receipt: too long in bytes, and not in characters",
        ("proof-invalid",),
        lambda: _signed_at_length(350_000),
    ),
    "verified-receipt-signed-at-length": Vector(
        "the same within the bound", (), lambda: _signed_at_length(349_000)
    ),
    "statement-of-a-person-by-number": ledger(
        "a person whose id is the number 1, and true in the sentence, which Python takes for 1",
        "words-mismatch",
        says(_person(1, True)),
    ),
    "document-of-size-true": Vector(
        "a document of one byte, of which the size true was signed",
        ("document-altered",),
        lambda: _sized(True),
    ),
    "verified-document-of-one-byte": Vector("the same of size 1", (), lambda: _sized(1)),
    "verified-path-beyond-the-plane": Vector(
        "a path in a template of 60 characters that JavaScript counts as 120",
        (),
        lambda: _path("\U0001f600" * 60),
    ),
    "templates-of-a-long-path": Vector(
        "a path in a template of 101 characters", ("templates-refused",), lambda: _path("x" * 101)
    ),
    "directory-last-day-beyond-the-plane": ledger(
        "last days that are no dates, of which Python and JavaScript call another the later",
        "directory-refused",
        _ended("\U00010000", "\uffff"),
        noted(),
    ),
    "directory-last-day-empty": ledger(
        "a last day that is an empty text",
        "directory-refused",
        directed("capacity-ended/1", {"id": "one", "last_day": "", "reason": "left"}),
        noted(),
    ),
    "directory-capacity-from-no-day": ledger(
        "a capacity from a day that no calendar has",
        "directory-refused",
        _granted(**{"from": "2026-02-29"}),
        noted(),
    ),
    "verified-numbers-of-other-letters": ledger(
        "regulators’ numbers that differ in letters beyond ASCII alone, of which one is new",
        "",
        _numbered("Ann Shaw", "SW-1\u1c8a", 11),
        _numbered("Ben Cole", "sw 1", 12),
        _numbered("Cai Dow", "sw1\u1c89", 13),
        by(Person("Ben Cole", key(12))),
    ),
}
