"""F16.31 to F16.33: the act of issuing, and what the directory has grown by since the view."""

import hashlib
import re

from tests.reference.basics import UUID, No, need, sha
from tests.reference.case import Case
from tests.reference.entries import Entry, entry, field_of, reveal
from tests.reference.notes import checkpoint, proof
from tests.reference.people import ACCEPTED, Person, fits
from tests.reference.tree import included


def check_issue(case: Case) -> None:
    """F16.31 to F16.33."""
    case.ends = {
        stream["stream"]: (stream["entries"][-1]["seq"], stream["entries"][-1]["digest"])
        for stream in case.said["streams"]
        if stream["entries"]
    }
    receipt = case.files.get("issue/receipt.tlog-proof")
    data = case.files.get("issue/entry.sdjwt")
    if data is not None and receipt is not None:
        try:
            _receipt(case, receipt, entry(data))
        except No:
            case.found("proof-invalid", ("issue/receipt.tlog-proof", None, None))
    try:
        need(data is not None, "F16.31")
        later = _later(case, receipt)
        issued = entry(data or b"")
        _issued(case, issued)
        case.unlisted = later + len(issued.gaps)
    except No:
        case.found("manifest-unsigned", ("issue/entry.sdjwt", None, None))


def _receipt(case: Case, receipt: bytes, issued: Entry) -> None:
    shown = proof(receipt)
    tree = checkpoint(shown.checkpoint)
    case.keys.signed(tree, case.keys.at(tree.size))
    need(tree.origin == case.said["origin"] and shown.index >= case.said["size"], "F16.33")
    leaf = hashlib.sha256(issued.jws.data).digest()
    included(leaf, shown.index, tree.size, shown.hashes, tree.root)
    same = case.tree is not None and case.tree.size == tree.size
    need(not same or (case.tree and case.tree.root == tree.root), "F16.33: another tree")


def _later(case: Case, receipt: bytes | None) -> int:
    """F16.32; how many gaps there are."""
    found, gaps = [], 0
    for name in case.files:
        match = re.fullmatch(rf"issue/directory/({UUID})/([1-9][0-9]{{0,8}})\.sdjwt", name)
        if match:
            proven = proof(case.files.get(name.replace(".sdjwt", ".tlog-proof"), b""))
            found.append((proven.index, match[1], int(match.groups()[-1]), name, proven))
    if not found:
        return 0
    need(receipt is not None, "F16.32")
    under = proof(receipt or b"").checkpoint
    for index, stream, seq, name, proven in sorted(found, key=lambda one: one[0]):
        need(proven.checkpoint == under and index >= case.said["size"], "F16.32")
        later = entry(case.files[name])
        need((later.sub, later.seq) == (stream, seq), "F16.32")
        kinds = {one["stream"]: one["kind"] for one in case.said["streams"]}
        need(kinds.get(stream, "directory") == "directory", "F16.32")
        last, digest = case.ends.get(stream, (0, case.ledger))
        need((later.aud, later.seq, later.prev) == (case.ledger, last + 1, digest), "F16.32")
        need(later.dir == case.ends.get(later.iss, (0, case.ledger))[1], "F16.32")
        tree = checkpoint(under)
        leaf = hashlib.sha256(later.jws.data).digest()
        included(leaf, index, tree.size, proven.hashes, tree.root)
        reveal(later)
        gaps += len(later.gaps)
        accepts = later.content.get("type") == ACCEPTED and later.iss == later.sub
        author = case.people.author(later)
        _holds(later, author, {"live", "pending"} if accepts else {"live"})
        need(fits(author, later), "F16.32: capacity")
        case.people.follow(later)
        case.ends[stream] = seq, later.jws.digest
    return gaps


def _holds(given: Entry, author: Person, states: set[str]) -> None:
    key = author.keys.get(given.jws.kid)
    need(key and key.state in states, "a key in force")
    given.jws.verify(key.raw if key else b"")


def _issued(case: Case, issued: Entry) -> None:
    reveal(issued)
    need(issued.content.get("type") == "bundle-issued/1", "F16.31: type")
    need(field_of(issued.content, "manifest") == sha(case.files["bundle.json"]), "F16.31")
    need((issued.aud, issued.sub) == (case.ledger, case.said["enquiry"]), "F16.31: where")
    last, digest = case.ends.get(case.said["enquiry"], (0, case.ledger))
    need(issued.seq > last, "F16.31: behind")
    need(issued.seq != last + 1 or issued.prev == digest, "F16.31: prev")
    author = case.people.people.get(issued.iss, Person(issued.iss))
    _holds(issued, author, {"live"})
    need(fits(author, issued), "F16.31: capacity")
    need(issued.dir == case.ends.get(issued.iss, (0, case.ledger))[1], "F16.31: dir")
