"""Every parser of bytes that may come from a stranger, and those of the operator's own files."""

import json
from collections.abc import Callable
from typing import Final

from crypto import absence, disclosures, entry, head, jws, offline, signin
from crypto.archive import Archive, ArchiveRefused, write_archive
from crypto.bundle import render, verify_bundle
from crypto.canonical import Json, NotCanonical, b64, decode, decode_all, digest, encode
from crypto.checkpoint import Checkpoint
from crypto.claims import ClaimRefused
from crypto.cosignature import CosignatureKey
from crypto.disclosures import DisclosureRefused, reveal_some
from crypto.entry import EntryRefused, parse_envelope
from crypto.errors import KeyRefused, Malformed, SignatureInvalid
from crypto.genesis import GenesisRefused, parse_genesis
from crypto.jws import JwsRefused
from crypto.manifest import Manifest, ManifestRefused
from crypto.note import NoteKey, UnverifiedNote
from crypto.policy import Policy, PolicyRefused, QuorumMissing
from crypto.proof import LogProof
from crypto.stamps import StampRefused, open_stamp
from crypto.statement import TemplateError, compose, plain
from crypto.tiles import Tile, read_bundle, write_bundle
from crypto.trust import parse_trust
from crypto.witness import (
    AddCheckpoint,
    encode_cosignatures,
    encode_size,
    parse_cosignatures,
    parse_size,
)
from domain.disclosure import PolicyInvalid, load_policy
from domain.entry import ContentRefused, read_content
from ledger.bundling.extracting import Unsearchable, words_in
from ledger.replaying.scenario import ScenarioRefused, read_scenario
from tests.bundles.papers import DOCX, PDF
from tests.crypto.making import KEY, KID, PUBLIC
from tests.crypto.test_policy import EXAMPLE
from tests.fuzz import seeds
from tests.fuzz.operators import OPERATORS
from tests.fuzz.target import Target, as_text
from tests.vectors.bundle_stamps import root


def _signed(typ: str, read: Callable[[bytes], dict[str, Json]]) -> Callable[[bytes], bytes | None]:
    """A statement whose payload the bytes are: signed, so that its claims are reached."""
    header = b64(encode({"alg": "Ed25519", "kid": KID, "typ": typ}))

    def take(payload: bytes) -> bytes:
        signed = f"{header}.{b64(payload)}".encode()
        return encode(read(signed + b"." + b64(KEY.sign(signed)).encode()))

    return take


def _entry(data: bytes) -> bytes:
    return entry.parse(data).encode()


def _entry_payload(data: bytes) -> dict[str, Json]:
    envelope = parse_envelope(data)
    envelope.verify(PUBLIC)
    return envelope.claims.as_json(envelope.sd)


def _jws(data: bytes) -> bytes:
    parsed = jws.parse(entry.TYP, data)
    signed, _, _ = data.rpartition(b".")
    encode(parsed.unverified_payload())
    return signed + b"." + b64(parsed.signature).encode()


def _signin(data: bytes) -> dict[str, Json]:
    said = signin._read(jws.parse(signin.TYP, data).verify(PUBLIC))
    return signin.open_signin(
        data, PUBLIC, ledger=said.ledger, origin=said.origin, nonce=said.nonce, now=said.iat
    ).as_json()


def _canonical(data: bytes) -> bytes:
    value = decode(data)
    if decode_all([data, data]) != [value, value]:
        raise AssertionError("one at a time, and several at once, do not read the same")
    return encode(value)


def _disclosures(data: bytes) -> None:
    """Whatever disclosures the lines are, and a digest for each that has a name."""
    encoded = {b64(line): line for line in data.split(b"\n")}
    texts = sorted(encoded, key=_digest)
    top = [_digest(text) for text in texts if _has_a_name(encoded[text])]
    reveal_some(top, texts, lambda _: None)


def _digest(text: str) -> str:
    return digest(text.encode("ascii"))


def _has_a_name(line: bytes) -> bool:
    try:
        parts = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(parts, list) and len(parts) == disclosures._NAMED


def _statement(data: bytes) -> None:
    template, _, content = data.partition(b"\n")
    steps, told = decode(template), decode(content)
    if isinstance(steps, list) and isinstance(told, dict):
        plain([piece.segment for piece in compose(steps, told)])


def _vkey(text: str) -> str:
    return (CosignatureKey if "+B" in text else NoteKey).parse(text).vkey


def _content(data: bytes) -> bytes | None:
    content = decode(data)
    return encode(read_content(content).as_json()) if isinstance(content, dict) else None


def _policy(text: str) -> None:
    """Read, and asked about a checkpoint that some cosigned."""
    Policy.parse(text).check(seeds.notes()[-1])


def _cosigned(data: bytes) -> None:
    """A checkpoint, asked about by a policy."""
    Policy.parse(EXAMPLE).check(data)


def _scenario(text: str) -> None:
    read_scenario("fuzzed.jsonl", text)


def _answer(data: bytes) -> bytes:
    return encode_cosignatures(parse_cosignatures(data))


def _stamp(data: bytes) -> None:
    open_stamp(data, seeds.stamped_text(), [root("one")])


def _archive(data: bytes) -> None:
    Archive.open(data)


def _bundle(data: bytes) -> None:
    """A bundle one file of which is other: whatever it is, there is a report on it."""
    name, _, content = data.partition(b"\n")
    known = {one.encode("ascii"): one for one in seeds.bundle()}
    files = {**seeds.bundle(), known.get(name, "checkpoint"): content}
    report = verify_bundle(write_archive(files), seeds.bundle_trust())
    render(report, detail=True)
    report.as_json()


def _disclosure(text: str) -> None:
    load_policy(text)


def _document(data: bytes) -> None:
    words_in(PDF if data[:1024].count(b"%PDF") else DOCX, data)


def _entries(data: bytes) -> bytes:
    return write_bundle(read_bundle(data, 3))


def _head(data: bytes) -> dict[str, Json]:
    return head.open_head(data, PUBLIC).as_json()


def _absence(data: bytes) -> dict[str, Json]:
    return absence.open_absence(data, PUBLIC).as_json()


def _offline(data: bytes) -> dict[str, Json]:
    return offline.open_note(data, PUBLIC).as_json()


_FORM: Final = (JwsRefused, ClaimRefused)
_ENTRY: Final = (*_FORM, EntryRefused)
_CONTENT: Final = (DisclosureRefused, ClaimRefused)
_VOTE: Final = (PolicyRefused, QuorumMissing, SignatureInvalid, KeyRefused)
_LINES: Final = (Malformed,)

TARGETS: Final = (
    Target("canonical", _canonical, (NotCanonical,), seeds.json_values),
    Target("entry", _entry, (*_ENTRY, DisclosureRefused), seeds.entries),
    Target("envelope", lambda d: parse_envelope(d).jws.data, _ENTRY, seeds.envelopes),
    Target("entry-claims", _signed(entry.TYP, _entry_payload), _ENTRY, seeds.payloads),
    Target("jws", _jws, (JwsRefused,), seeds.envelopes),
    Target("disclosures", _disclosures, _CONTENT, seeds.disclosures),
    Target("content", _content, (NotCanonical, ContentRefused), seeds.contents),
    Target("statement", _statement, (NotCanonical, TemplateError), seeds.sentences),
    Target("head", _signed(head.TYP, _head), _FORM, seeds.example("head payload")),
    Target("absence", _signed(absence.TYP, _absence), _FORM, seeds.example("absence payload")),
    Target("signin", _signed(signin.TYP, _signin), _FORM, seeds.example("signin payload")),
    Target("offline-note", _signed(offline.TYP, _offline), _FORM, seeds.example("note payload")),
    Target(
        "genesis", lambda d: parse_genesis(d).encode(), (GenesisRefused,), seeds.example("genesis")
    ),
    Target("trust", lambda d: parse_trust(d).encode(), (GenesisRefused,), seeds.trust_files),
    Target("note", lambda d: UnverifiedNote.parse(d).encode(), _LINES, seeds.notes),
    Target(
        "checkpoint", as_text(lambda t: Checkpoint.parse(t).encode()), _LINES, seeds.checkpoints
    ),
    Target("vkey", as_text(_vkey), (*_LINES, KeyRefused), seeds.vkeys),
    Target("policy", as_text(_policy), _VOTE, seeds.policies),
    Target("cosigned", _cosigned, (QuorumMissing, SignatureInvalid, *_LINES), seeds.notes),
    Target("proof", lambda d: LogProof.parse(d).encode(), _LINES, seeds.example("receipt")),
    Target("witness-request", lambda d: AddCheckpoint.parse(d).encode(), _LINES, seeds.requests),
    Target("witness-answer", _answer, _LINES, seeds.answers),
    Target("witness-size", lambda d: encode_size(parse_size(d)), _LINES, seeds.sizes),
    Target("archive", _archive, (ArchiveRefused,), seeds.archives),
    Target("manifest", lambda d: Manifest.parse(d).encode(), (ManifestRefused,), seeds.manifests),
    Target("bundle", _bundle, (), seeds.replacements, inputs=40),
    Target("disclosure-policy", as_text(_disclosure), (PolicyInvalid,), seeds.disclosure_policies),
    Target("document", _document, (Unsearchable,), seeds.documents, inputs=60),
    Target("stamp", _stamp, (StampRefused,), seeds.stamps),
    Target("tile-path", as_text(lambda t: Tile.parse(t).path), _LINES, seeds.tile_paths),
    Target("tile-entries", _entries, _LINES, seeds.entry_bundles),
    Target("scenario", as_text(_scenario), (ScenarioRefused,), seeds.scenarios),
    *OPERATORS,
)
