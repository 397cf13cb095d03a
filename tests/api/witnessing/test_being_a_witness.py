"""The witness over HTTP: the standard's statuses and bytes, to a stock client and to our own."""

import hashlib
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from crypto.checkpoint import Checkpoint
from crypto.cosignature import verify_cosignatures
from crypto.lines import encode_base64
from crypto.note import UnverifiedNote
from crypto.policy import Policy
from crypto.witness import AddCheckpoint, parse_cosignatures
from ledger.operating.create import Registrar, create_ledger
from ledger.publishing import Publisher, published
from ledger.settings import Settings
from ledger.witnessing.collect import cosigner
from ledger.witnessing.watched import make_witness_key, watch
from tests.api.serving import NOON, ORIGIN, Clock, Served, serving
from tests.api.test_recording import trusted
from tests.api.witnessing.conftest import GoWitness
from tests.crypto import slow_tree
from tests.crypto.test_note import signer
from tests.ledger import cosigning
from tests.ledger.cosigning import FORKED, HONEST, LOG, asked, checkpoint

ADD = "/witness/add-checkpoint"


@pytest.fixture
def witnessing(writing: Served) -> Served:
    """A server that witnesses the log of `tests.ledger.cosigning`."""
    settings = writing.told.settings
    make_witness_key(settings.keystore, writing.ledger.genesis)
    watch(settings.data, writing.ledger.genesis, LOG.key.vkey)
    return writing


def add(house: Served, body: bytes) -> httpx.Response:
    """Ask for a cosignature."""
    return house.http.post(ADD, content=body)


def altered(body: bytes, old: bytes, new: bytes) -> bytes:
    """A request with one thing else in it."""
    assert body.count(old) == 1
    return body.replace(old, new)


def signed_by(other: str, size: int) -> bytes:
    """A checkpoint of this origin, signed with a key of its own."""
    log = signer(other, 77)
    text = Checkpoint(other, size, slow_tree.mth(HONEST[:size])).encode()
    return AddCheckpoint(0, (), UnverifiedNote(text, (log.sign(text),)).encode()).encode()


def empty_root() -> bytes:
    """A log that signs that its empty tree has another root than the empty tree."""
    text = f"{cosigning.ORIGIN}\n0\n{encode_base64(bytes(32))}\n"
    return AddCheckpoint(0, (), UnverifiedNote(text, (LOG.sign(text),)).encode()).encode()


REFUSED = {
    "nothing": (b"", 400),
    "not a request": (b"old 7\n\nhello\n", 400),
    "old with a zero before it": (altered(asked(7, 9), b"old 7", b"old 07"), 400),
    "old larger than the checkpoint": (altered(asked(0, 5), b"old 0", b"old 7"), 400),
    "64 hashes": (altered(asked(0, 9), b"old 0\n", b"old 0\n" + (b"A" * 43 + b"=\n") * 64), 400),
    "longer than any": (asked(7, 9) + b"x" * 2**21, 400),
    "another log": (signed_by("elsewhere.example/1", 9), 404),
    "another key": (signed_by(cosigning.ORIGIN, 9), 403),
    "another root of the same size": (asked(7, 7, FORKED), 422),
    "a proof of another history": (asked(7, 9, FORKED), 422),
    "no proof": (AddCheckpoint(7, (), checkpoint(9)).encode(), 422),
    "a proof too long": (AddCheckpoint(7, (bytes(32),) * 9, checkpoint(9)).encode(), 422),
    "an empty tree with a root": (empty_root(), 422),
}


def test_each_refusal_has_the_status_of_the_standard(witnessing: Served) -> None:
    """What is refused is refused with its status, changes nothing, and gives no cosignature."""
    assert add(witnessing, asked(0, 7)).status_code == 200
    for name, (body, status) in REFUSED.items():
        answer = add(witnessing, body)
        assert (name, answer.status_code) == (name, status)
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        assert "\u2014" not in answer.text
    assert add(witnessing, asked(7, 7)).status_code == 200


def test_a_conflict_names_the_size(witnessing: Served) -> None:
    """Before the first checkpoint it is 0; the body is the size, in the standard's media type."""
    for latest in (0, 7):
        answer = add(witnessing, asked(3, 9))
        assert (answer.status_code, answer.text) == (409, f"{latest}\n")
        assert answer.headers["content-type"] == "text/x.tlog.size"
        add(witnessing, asked(0, 7))
    padded = AddCheckpoint(0, (bytes(32),), checkpoint(9)).encode()
    assert add(witnessing, padded).status_code == 409


def test_monitors_read_what_was_cosigned(witnessing: Served) -> None:
    """By the hash of the origin, the checkpoint with our cosignature; nothing else is there."""
    path = f"/witness/{hashlib.sha256(cosigning.ORIGIN.encode()).hexdigest()}/checkpoint"
    assert witnessing.http.get(path).status_code == 404
    lines = parse_cosignatures(add(witnessing, asked(0, 7)).content)
    answer = witnessing.http.get(path)
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    ours = UnverifiedNote.parse(checkpoint(7))
    expected = UnverifiedNote(ours.unverified_text, (*ours.signatures, *lines))
    assert answer.content == expected.encode()
    for other in (path.upper(), path + "/", f"/witness/{'0' * 64}/checkpoint", "/witness/"):
        assert witnessing.http.get(other).status_code == 404


def test_other_methods_are_refused(witnessing: Served) -> None:
    """And are told which there is."""
    answer = witnessing.http.get(ADD)
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    answer = witnessing.http.post(f"/witness/{'0' * 64}/checkpoint")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


def test_a_stock_client_is_served(witnessing: Served, go_witness: GoWitness) -> None:
    """It gets cosignatures as its log grows, and understands each of our refusals."""
    url = f"{witnessing.http.base_url}/witness"
    key = make_witness_key(witnessing.told.settings.keystore, witnessing.ledger.genesis).key

    def submit(old: int, size: int, leaves: tuple[bytes, ...] = HONEST) -> list[str]:
        proof = map(encode_base64, slow_tree.proof(old, leaves[:size]) if old else [])
        return go_witness.run("submit", url, old, *proof, note=checkpoint(size, leaves))

    for old, size in ((0, 3), (3, 7), (7, 7), (7, 30)):
        note = checkpoint(size) + "".join(f"{line}\n" for line in submit(old, size)).encode()
        assert go_witness.run("open", key.vkey, note=note) == [f"{key.name} {NOON}"]
        assert len(verify_cosignatures(UnverifiedNote.parse(note), [key])) == 1
    assert submit(7, 30) == ["conflict 30"]
    assert submit(30, 40, FORKED) == ["refused consistency proof invalid"]


def test_two_authorities_witness_each_other(writing: Served, tmp_path: Path) -> None:
    """Our ledger's published checkpoint is cosigned by another authority's Countersign."""
    settings = Settings(tmp_path / "neighbour")
    clock = Clock()
    neighbour, _ = create_ledger(
        settings,
        "neighbour.example/children",
        Registrar("R", "Neighbour County Council"),
        tmp_path / "registrar.json",
        "passphrase",
        clock=clock,
    )
    vkey = make_witness_key(settings.keystore, neighbour.genesis).key.vkey
    for key in trusted(writing):
        watch(settings.data, neighbour.genesis, key.vkey)
    with serving(create_app(neighbour, ORIGIN)) as url:
        policy = f"witness neighbour {vkey} {url}/witness\nquorum neighbour\n"
        ours = writing.told.settings
        (ours.data / "witness-policy.txt").write_text(policy)
        assert Publisher(writing.ledger, cosigner(ours, writing.ledger)).publish(NOON)
    note = published(writing.ledger, 1)
    assert note
    assert [one.time for one in Policy.parse(policy).check(note).cosigned] == [NOON]
