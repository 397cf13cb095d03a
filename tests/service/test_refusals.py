"""Bad input: each is refused with the field and the reason, changes nothing and leaks nothing."""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto.disclosures import conceal
from crypto.entry import parse, sign
from ledger.device import Device
from ledger.errors import Problem, Stale
from ledger.keys.keyfile import KeyFile
from ledger.refusing import NotAdmitted
from tests.service.world import PERSON, World, a_world

NOWHERE = "00000000-0000-4000-8000-000000000000"
INFORMED = {"person": "joan", "way": "letter", "told": "It goes on."}
GONE = {"withdraws": 1, "reasons": "Recorded on the wrong file."}
DRAFTS: list[tuple[str, dict[str, Any], str]] = [
    ("unknown event", {"event": "os.system"}, "event: not an event"),
    ("missing field", {"data": {"person": PERSON["person"]}}, "kind: missing"),
    ("extra field", {"data": {**PERSON, "shoe": 1}}, "shoe: not known here"),
    ("wrong type", {"data": {**PERSON, "kind": 7}}, "kind: "),
    (
        "future",
        {"occurred": "2027-01-01T00:00:00+00:00"},
        "occurred: is later than this entry",
    ),
    ("no zone", {"occurred": "2026-03-02T11:00:00"}, "occurred"),
    ("known before", {"known": "2026-03-01T00:00:00+00:00"}, "known: "),
    ("reference to nothing", {"refs": ({"rel": "corrects", "seq": 99},)}, "refs: entry 99"),
    ("no such enquiry", {"event": "Withdrawal", "streams": (NOWHERE,), "data": GONE}, "streams: "),
    (
        "nobody in no enquiry",
        {"event": "ParentInformed", "streams": (NOWHERE,), "data": INFORMED},
        "streams: there is no such enquiry",
    ),
    (
        "oversized text",
        {"because": "x" * 30_000, "refs": ({"rel": "corrects", "seq": 1},)},
        "because",
    ),
    ("somebody unknown", {"actor": "nobody we know"}, "actor: nobody in this enquiry"),
    ("capacity not held", {"capacity": "team_manager"}, "capacity: "),
]


@pytest.mark.parametrize(("name", "given", "reason"), DRAFTS, ids=[name for name, _, _ in DRAFTS])
def test_a_draft_of_bad_input_names_field_and_reason(
    on_sqlite: World, name: str, given: dict[str, Any], reason: str
) -> None:
    """What cannot be recorded is said before anybody signs it."""
    with pytest.raises(NotAdmitted, match=reason) as refused:
        on_sqlite.draft(on_sqlite.request(**given))
    assert "Hollis" not in str(refused.value), name
    assert on_sqlite.ledger.store.log.size() == on_sqlite.ledger.store.entries.last_position()


def _foreign_key(world: World, _: bytes) -> bytes:
    """Signed with a key that is nobody's."""
    key = Ed25519PrivateKey.generate()
    stranger = Device(key, key.public_key().public_bytes_raw())
    return stranger.sign(world.prepare(world.request()))[0]


def _others_key(world: World, _: bytes) -> bytes:
    """The worker's words under the manager's key."""
    return world.manager.device.sign(world.prepare(world.request()))[0]


def _signature_of_other_bytes(world: World, entry: bytes) -> bytes:
    other = world.sign(world.request(data={**PERSON, "household": "visits"}))[0]
    jws, tilde, rest = entry.partition(b"~")
    return (
        jws.rpartition(b".")[0] + b"." + other.partition(b"~")[0].rpartition(b".")[2] + tilde + rest
    )


def _second_encoding(_: World, entry: bytes) -> bytes:
    """The same signature in base64url with its unused bits set."""
    jws, tilde, rest = entry.partition(b"~")
    alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    last = alphabet.index(jws[-1:])
    return jws[:-1] + alphabet[last + 1 : last + 2] + tilde + rest


def _duplicate_keys(_: World, entry: bytes) -> bytes:
    head, payload, signature = entry.partition(b"~")[0].split(b".")
    claims = base64.urlsafe_b64decode(payload + b"==")
    twice = claims[:-1] + b',"seq":1}'
    text = base64.urlsafe_b64encode(twice).rstrip(b"=")
    return b".".join((head, text, signature)) + b"~" + entry.partition(b"~")[2]


def _unreferenced_disclosure(_: World, entry: bytes) -> bytes:
    extra = base64.urlsafe_b64encode(json.dumps(["A" * 22, "note", {"v": 1}]).encode()).rstrip(b"=")
    return entry + extra + b"~"


def _missing_disclosure(_: World, entry: bytes) -> bytes:
    jws, *disclosures, end = entry.split(b"~")
    return b"~".join([jws, *disclosures[1:], end])


def _other_words(world: World, _: bytes) -> bytes:
    """A statement that its parts do not say, properly signed."""
    (draft,) = world.draft(world.request()).entries
    content = {**draft.content, "statement": ["Joan Hollis hurt Maya."]}
    claims = parse(world.sign(world.request())[0]).envelope.claims
    return sign(claims, conceal(content), world.worker.device.kid, world.worker.device.signer)


def _truncated(_: World, entry: bytes) -> bytes:
    return entry[:-20]


def _not_ascii(_: World, entry: bytes) -> bytes:
    return entry.replace(b"~", "é".encode("latin-1"), 1)


BYTES: list[tuple[Callable[[World, bytes], bytes], str]] = [
    (_foreign_key, "key"),
    (_others_key, "key"),
    (_signature_of_other_bytes, "signature"),
    (_second_encoding, "canonical"),
    (_duplicate_keys, "canonical"),
    (_unreferenced_disclosure, "disclosure"),
    (_missing_disclosure, "disclosure"),
    (_other_words, "statement: not the words"),
    (_truncated, "does not end|disclosure"),
    (_not_ascii, "ASCII|three parts|canonical"),
]


@pytest.mark.parametrize(
    ("make", "reason"), BYTES, ids=[make.__name__.strip("_") for make, _ in BYTES]
)
def test_bytes_that_are_not_an_entry_of_ours_change_nothing(
    on_sqlite: World, make: Callable[[World, bytes], bytes], reason: str
) -> None:
    """Refused with a reason, whatever the bytes are, and the ledger is as it was."""
    before = on_sqlite.ledger.store.log.size()
    entry = on_sqlite.sign(on_sqlite.request())[0]
    with pytest.raises(Problem, match=reason) as refused_bytes:
        on_sqlite.ledger.admit([make(on_sqlite, entry)])
    assert "Hollis" not in refused_bytes.value.detail
    assert on_sqlite.ledger.store.log.size() == before


def test_an_entry_of_another_ledger_is_refused(on_sqlite: World, tmp_path_factory: Any) -> None:
    """Words signed for one ledger cannot be replayed into another."""
    folder = tmp_path_factory.mktemp("other")
    with a_world(folder, f"sqlite:///{folder / 'other.sqlite'}") as other:
        entry = other.sign(other.request())
    with pytest.raises(Problem, match=r"another ledger|key"):
        on_sqlite.ledger.admit(entry)


def test_a_revoked_key_signs_nothing_more(on_sqlite: World) -> None:
    """From the entry that revokes it on, in the order of the log."""
    world = on_sqlite
    signed = world.sign(world.request())
    revoked = {
        "kid": world.worker.device.kid,
        "reason": "lost",
        "compromised": "2026-03-02T11:00:00+00:00",
    }
    request = world.request("KeyRevoked", streams=(world.worker.practitioner,), data=revoked)
    world.record(request, world.manager)
    with pytest.raises(Stale, match="draft again"):
        world.ledger.admit(signed)
    with pytest.raises(NotAdmitted, match="revoked"):
        world.draft(world.request())


def test_nobody_countersigns_their_own_record(on_sqlite: World) -> None:
    """Whatever their capacity (REC-02)."""
    world = on_sqlite
    world.record(world.request())
    data = {"countersigns": 2, "kind": "countersign"}
    with pytest.raises(NotAdmitted, match="countersign"):
        world.draft(world.request("Countersignature", data=data))


def test_a_draft_tells_of_no_name_that_is_withheld(on_sqlite: World) -> None:
    """Drafting recognises Maya, and not the alias that only managers may read, until one is one."""
    alias = {"person": "maya", "fact": {"kind": "alias", "name": "Roswitha Vane"}}
    on_sqlite.record(
        on_sqlite.request("PersonFact", data=alias, mark="restricted"), on_sqlite.manager
    )
    said = {"concerns": 1, "reasons": "Roswitha Vane and Maya Hollis came."}

    def named(by: KeyFile) -> list[str]:
        (entry,) = on_sqlite.draft(on_sqlite.request("ProfessionalDissent", data=said), by).entries
        return [item["as"] for item in entry.content["reasons"]["v"] if isinstance(item, dict)]

    assert named(on_sqlite.manager) == ["Roswitha Vane", "Maya Hollis"]
    assert named(on_sqlite.worker) == ["Maya Hollis"]
    with pytest.raises(NotAdmitted, match="actor: nobody in this enquiry"):
        on_sqlite.draft(on_sqlite.request(actor="Roswitha Vane"))


def test_a_draft_tells_of_no_id_that_is_withheld(on_sqlite: World) -> None:
    """Whom only managers may know of is nobody to whoever tries out local ids, as is nobody."""
    craig = {**PERSON, "person": {"p": "craig", "as": "Craig Doyle"}, "relation": "stepfather"}
    on_sqlite.record(on_sqlite.request(data=craig, mark="restricted"), on_sqlite.manager)
    said = {"way": "letter", "told": "It goes on."}

    def tried(person: str, by: KeyFile) -> str:
        data = {"person": {"p": person, "as": "Craig"}, **said}
        try:
            on_sqlite.draft(on_sqlite.request("ParentInformed", data=data), by)
        except NotAdmitted as refused:
            return str(refused)
        return "drafted"

    assert tried("craig", on_sqlite.manager) == "drafted"
    assert tried("maya", on_sqlite.worker) == "drafted"
    assert tried("craig", on_sqlite.worker) == tried("nobody", on_sqlite.worker) != "drafted"
