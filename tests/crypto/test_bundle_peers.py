"""A real bundle before software that we did not write: nothing of ours reads it here.

Python's own zipfile unpacks it, `sd-jwt` puts the entries together, jwcrypto and joserfc verify
them, pymerkle follows the proofs, and Go opens the checkpoint.
"""

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import pymerkle
import pytest
from joserfc import jws as joserfc_jws
from joserfc.jwk import OKPKey
from jwcrypto.jwk import JWK
from jwcrypto.jws import JWS
from sd_jwt.verifier import SDJWTVerifier

from crypto.bundle import verify_bundle
from crypto.disclosures import reveal_given
from crypto.entry import parse_envelope
from ledger.bundling import Saved, Wanted, bundle
from tests.adversary import Victim
from tests.crypto import slow_tree
from tests.crypto.conftest import AskGo
from tests.victim import MAYA, build

VIEW = 20
"""The size at which the bundle shows the enquiry; its checkpoint is of 23 entries."""
POLICY = """
[policy]
id = "peers"
title = "For other verifiers"
recipient = "court"
name = "the court"
purpose = "to be read by other software"
[give]
marks = ["ordinary"]
[reasons]
test = "So that there are gaps."
[[withhold]]
reason = "test"
fields = ["HarmSuspected.grounds", "ChildSeen.place"]
[[withhold]]
reason = "test"
entries = [3]
"""


class Read:
    """A bundle, as these libraries and the standard library read it."""

    def __init__(self, data: bytes) -> None:
        archive = zipfile.ZipFile(io.BytesIO(data))
        assert archive.testzip() is None
        self.files = {name: archive.read(name) for name in archive.namelist()}
        self.manifest = json.loads(self.files["bundle.json"])
        self.genesis = json.loads(self.files["genesis.json"])

    @cached_property
    def keys(self) -> Mapping[str, dict[str, str]]:
        """The keys that the directory offers, as JWKs by their thumbprints."""
        first = _jwk(self.genesis["registrar_key"])
        keys = {str(JWK(**first).thumbprint()): first}
        for name in self.entries():
            for text in self.files[name].split(b"~")[1:-1]:
                _salt, *parts = json.loads(_unb64(text.decode("ascii")))
                if parts[0] == "key":
                    key = parts[1]["v"]
                    assert JWK(**_jwk(key["x"])).thumbprint() == key["kid"]
                    keys[key["kid"]] = _jwk(key["x"])
        return keys

    def entries(self) -> Iterator[str]:
        """The entries that are given, and the one that issues the bundle."""
        return (name for name in self.files if name.endswith(".sdjwt"))

    def jws(self, name: str) -> str:
        """The JWS of an entry, without its disclosures."""
        return self.files[name].decode("ascii").partition("~")[0]

    def content(self, name: str, key: Mapping[str, str]) -> Any:
        """An entry as `sd-jwt` resolves it with this key."""
        verifier = SDJWTVerifier(self.files[name].decode("ascii"), lambda *_: JWK(**key))
        return verifier.get_verified_payload()

    def root(self) -> tuple[int, bytes]:
        """Size and root of the checkpoint."""
        _, size, root, *_ = self.files["checkpoint"].decode().split("\n")
        return int(size), base64.b64decode(root)


def _jwk(x: str) -> dict[str, str]:
    return {"kty": "OKP", "crv": "Ed25519", "x": x}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """A bundle that the ledger wrote, with parts and an entry withheld; we verify it too."""
    victim = Victim(*build(tmp_path_factory.mktemp("peers")))
    wanted = Wanted(MAYA, Saved.read(POLICY), "the court", "a test", size=VIEW)
    with victim.opened() as ledger:
        data = bundle(ledger, wanted, victim.held.keys["tom"])
    report = verify_bundle(data, victim.held.trust)
    assert report.exit_code == 0
    assert report.withheld()["parts"] > 0
    assert report.withheld()["entries"] == 1
    return Read(data)


def test_joserfc_and_jwcrypto_verify_every_signature(read: Read) -> None:
    """Every entry and head statement verifies with the key that the directory has for it."""
    ledger = _jwk(read.genesis["ledger_key"])
    names = [*read.entries(), *(name for name in read.files if name.endswith(".jwt"))]
    assert len(names) == len(set(names)) > 20
    for name in names:
        header = json.loads(_unb64(read.jws(name).partition(".")[0]))
        key = ledger if name.startswith("heads/") else read.keys[header["kid"]]
        joserfc_jws.deserialize_compact(read.jws(name), OKPKey.import_key({**key}), ["Ed25519"])
        parsed = JWS()
        parsed.allowed_algs = ["Ed25519"]
        parsed.deserialize(read.jws(name), JWK(**key))
        assert parsed.is_valid


def test_sd_jwt_resolves_what_is_given(read: Read) -> None:
    """The `sd-jwt` library puts together the content that we do; of a gap it shows nothing."""
    for name in read.entries():
        signed, *given = read.files[name].decode("ascii").split("~")[:-1]
        envelope = parse_envelope(signed.encode("ascii"))
        content, gaps = reveal_given(envelope.sd, given)
        resolved = read.content(name, read.keys[envelope.jws.kid])
        shown = {key: value for key, value in resolved.items() if key not in _CLEAR}
        assert shown == _without_gaps(content), (name, len(gaps))


def test_pymerkle_follows_every_proof(read: Read) -> None:
    """Every position, given or withheld, is in the tree of the checkpoint, and of the view too."""
    size, root = read.root()
    places = [
        (stream["stream"], one) for stream in read.manifest["streams"] for one in stream["entries"]
    ]
    assert not all(one["given"] for _, one in places)
    for stream, one in places:
        proof = _proof(read, f"proofs/{stream}/{one['seq']}.tlog-proof", size)
        leaf = hashlib.sha256(b"\0" + _unb64(one["digest"])).digest()
        pymerkle.verify_inclusion(
            leaf, root, proof, index=one["index"] + 1, size=size, algorithm="sha256"
        )


def test_pymerkle_refuses_another_leaf(read: Read) -> None:
    """It is the entry itself that the proof proves: its neighbour's digest does not lead there."""
    size, root = read.root()
    first, second = read.manifest["streams"][0]["entries"][:2]
    proof = _proof(read, f"proofs/{MAYA}/{first['seq']}.tlog-proof", size)
    leaf = hashlib.sha256(b"\0" + _unb64(second["digest"])).digest()
    with pytest.raises(pymerkle.InvalidProof):
        pymerkle.verify_inclusion(leaf, root, proof)


def test_pymerkle_knows_no_consistency_proof_of_the_rfc() -> None:
    """It refuses what RFC 6962 allows: its own proofs go down to a leaf, between all sizes."""
    for old in range(1, len(_LEAVES)):
        before, root = slow_tree.mth(_LEAVES[:old]), slow_tree.mth(_LEAVES)
        made = _tree(len(_LEAVES)).prove_consistency(old)
        pymerkle.verify_consistency(before, root, made)
        shape = {**made.serialize(), "path": [one.hex() for one in slow_tree.proof(old, _LEAVES)]}
        with pytest.raises(pymerkle.InvalidProof):
            pymerkle.verify_consistency(before, root, pymerkle.ConsistencyProof.deserialize(shape))


def test_go_opens_the_checkpoint(read: Read, ask_go: AskGo) -> None:
    """Go verifies the ledger's signature on it, and that the view is the beginning of its tree."""
    size, root = read.root()
    origin = read.manifest["origin"]
    key = b"\1" + _unb64(read.genesis["ledger_key"])
    key_id = hashlib.sha256(origin.encode() + b"\n" + key).hexdigest()[:8]
    vkey = f"{origin}+{key_id}+{base64.b64encode(key).decode()}"
    opened = ask_go("open", note=read.files["checkpoint"], keys=[vkey])
    assert opened["text"] == f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"
    assert read.manifest["size"] == VIEW < size
    proof = [base64.b64encode(_unb64(text)).decode() for text in read.manifest["consistency"]]
    tree = {"size": size, "root": base64.b64encode(root).decode(), "old": VIEW, "proof": proof}
    before = base64.b64encode(_unb64(read.manifest["root"])).decode()
    assert ask_go("check tree", **tree, before=before) == {}
    assert "error" in ask_go("check tree", **tree, before=tree["root"])


_LEAVES = [str(number).encode() for number in range(23)]
_CLEAR = {"aud", "dir", "iat", "iss", "prev", "refs", "seq", "sub", "_sd_alg"}


def _without_gaps(value: Any) -> Any:
    """Content without the places that arrays keep for what is withheld."""
    if isinstance(value, list):
        return [_without_gaps(item) for item in value if item is not None]
    if isinstance(value, dict):
        return {key: _without_gaps(item) for key, item in value.items()}
    return value


def _tree(size: int) -> pymerkle.InmemoryTree:
    """A tree of that size: of which shape its proofs are, pymerkle says itself."""
    tree = pymerkle.InmemoryTree(algorithm="sha256")
    for leaf in _LEAVES[:size]:
        tree.append_entry(leaf)
    return tree


def _proof(read: Read, name: str, size: int) -> pymerkle.InclusionProof:
    """A C2SP proof in pymerkle's form: hashes from the file, their shape from pymerkle."""
    head, _, checkpoint = read.files[name].partition(b"\n\n")
    assert checkpoint == read.files["checkpoint"]
    _, index, *hashes = head.decode("ascii").split("\n")
    seq = int(name.rpartition("/")[2].partition(".")[0])
    stream = name.split("/")[1]
    listed = next(one for one in read.manifest["streams"] if one["stream"] == stream)
    leaf = hashlib.sha256(b"\0" + _unb64(listed["entries"][seq - 1]["digest"])).digest()
    shape = _tree(size).prove_inclusion(int(index.removeprefix("index ")) + 1).serialize()
    shape["path"] = [leaf.hex(), *(base64.b64decode(text).hex() for text in hashes)]
    return pymerkle.InclusionProof.deserialize(shape)


def _unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
