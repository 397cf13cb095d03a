"""F16.28 to F16.30, F16.35 and F16.37: what the log attests."""

from typing import Any

from tests.reference import ledger as ledgers
from tests.reference.basics import No, need, unb64u
from tests.reference.case import At, Case
from tests.reference.notes import Tree, checkpoint, proof
from tests.reference.tree import consistent, included


def check_log(case: Case) -> None:
    """F16.28, F16.29, F16.35."""
    case.tree = None
    note = case.files.get("checkpoint")
    if note is None:
        return
    try:
        case.tree = checkpoint(note)
    except No:
        case.found("checkpoint-invalid", ("checkpoint", None, None))
        return
    _check_signed(case, case.tree, "checkpoint")
    if case.tree.origin != case.said["origin"]:
        case.found("checkpoint-invalid", ("checkpoint", None, None))
    view = (case.said["size"], unb64u(case.said["root"]))
    _joins(case, case.tree, view, case.said["consistency"], "bundle.json")
    for one in case.at:
        _proven(case, case.tree, note, one)
    for anchor in case.said["anchors"]:
        _anchor(case, case.tree, anchor)


def _check_signed(case: Case, tree: Tree, file: str) -> bool:
    try:
        case.keys.signed(tree, case.keys.at(tree.size))
    except No:
        case.found("checkpoint-invalid", (file, None, None))
        return False
    return True


def _joins(case: Case, tree: Tree, other: tuple[int, bytes], hashes: list[str], file: str) -> None:
    (first, old), (second, new) = sorted([other, (tree.size, tree.root)], key=lambda one: one[0])
    try:
        consistent(first, old, second, new, [unb64u(one) for one in hashes])
    except No:
        case.found("root-mismatch", (file, None, None))


def _proven(case: Case, tree: Tree, note: bytes, one: At) -> None:
    file = f"proofs/{one.stream}/{one.seq}.tlog-proof"
    data = case.files.get(file)
    if data is None:
        return
    try:
        shown = proof(data)
        need(shown.checkpoint == note and shown.index == one.index, "F16.29")
        included(unb64u(one.digest), one.index, tree.size, shown.hashes, tree.root)
    except No:
        case.found("proof-invalid", (file, one.stream, one.seq))


def _anchor(case: Case, tree: Tree, listed: dict[str, Any]) -> None:
    file = f"anchors/{listed['size']}.checkpoint"
    data = case.files.get(file)
    if data is None:
        return
    try:
        anchor = checkpoint(data)
    except No:
        case.found("checkpoint-invalid", (file, None, None))
        return
    if not _check_signed(case, anchor, file):
        return
    if (anchor.origin, anchor.size) != (tree.origin, listed["size"]):
        case.found("checkpoint-invalid", (file, None, None))
        return
    case.anchors[anchor.size] = anchor.note.text
    _joins(case, tree, (anchor.size, anchor.root), listed["consistency"], file)


def _attested(case: Case, stream: dict[str, Any]) -> dict[str, Any]:
    last = stream["entries"][-1] if stream["entries"] else {"seq": 0, "digest": case.ledger}
    return {
        "aud": case.ledger,
        "digest": last["digest"],
        "origin": case.said["origin"],
        "root": case.said["root"],
        "seq": last["seq"],
        "size": case.said["size"],
        "sub": stream["stream"],
    }


def check_heads(case: Case) -> None:
    """F16.30."""
    for stream in case.said["streams"]:
        file = f"heads/{stream['stream']}.jwt"
        data = case.files.get(file)
        if data is None:
            continue
        last = stream["entries"][-1]["seq"] if stream["entries"] else None
        try:
            said = ledgers.head(data, case.keys.at(case.said["size"]))
        except No:
            case.found("head-invalid", (file, stream["stream"], last))
            continue
        if said != _attested(case, stream):
            case.found("head-differs", (file, stream["stream"], last))


def check_absence(case: Case) -> None:
    """F16.37, F17.7."""
    data = case.files.get("absence.jwt")
    if data is None:
        return
    enquiry = case.said["enquiry"]
    here = [one for one in case.at if one.stream == enquiry and one.sound]
    shown = {one.seq: one.entry for one in here if one.entry}
    try:
        claims = ledgers.absence(data, case.keys.at(case.said["size"]))
        expected = _attested(case, case.said["streams"][0])
        need({name: claims[name] for name in expected} == expected, "F17.7: another bundle")
        need(claims["seq"] == len(case.said["streams"][0]["entries"]), "F17.7: not all listed")
    except No:
        case.found("absence-refused", ("absence.jwt", None, None))
        return
    said, hidden = ledgers.contradicts(claims, shown)
    for seq in said:
        case.found("absence-refused", ("absence.jwt", enquiry, seq))
    for seq in hidden:
        case.found("absence-unproven", ("absence.jwt", enquiry, seq))
