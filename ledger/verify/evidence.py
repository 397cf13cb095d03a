"""What was given from outside: receipts, head statements and checkpoints that somebody kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from crypto import jws
from crypto.canonical import unb64
from crypto.checkpoint import open_checkpoint, unverified_checkpoint
from crypto.ed25519 import load_public_key
from crypto.errors import CryptoError, ProofInvalid, SignatureInvalid
from crypto.head import TYP as HEAD_TYP
from crypto.head import Head, open_head
from crypto.ledgerkeys import LedgerKeys
from crypto.merkle import verify_inclusion
from crypto.proof import HEADER, LogProof
from ledger.errors import Problem
from ledger.verify import kinds
from ledger.verify.checkpoints import Stored
from ledger.verify.findings import Note
from ledger.verify.order import Order
from ledger.verify.report import Place
from ledger.verify.tree import TreeCheck


class EvidenceRefused(Problem):
    """What was given is no receipt, head statement or checkpoint."""

    code = "evidence-refused"
    status = 400
    title = "The evidence cannot be read"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece as it was given, with a name for the report; nothing in it is verified."""

    name: str
    data: bytes
    proof: LogProof | None = None
    is_head: bool = False


def read_evidence(name: str, data: bytes) -> Evidence:
    """Read a receipt (C2SP tlog-proof), a head statement (JWS) or a checkpoint, whichever it is.

    Raises:
        EvidenceRefused: it is none of them.
    """
    try:
        if data.startswith(HEADER.encode("ascii")):
            proof = LogProof.parse(data)
            return Evidence(name, proof.checkpoint, proof)
        if data.startswith(b"ey"):
            jws.parse(HEAD_TYP, data.strip())
            return Evidence(name, data.strip(), is_head=True)
        unverified_checkpoint(data)
        return Evidence(name, data)
    except CryptoError as error:
        raise EvidenceRefused(
            f"{name}: no receipt, head statement or checkpoint ({error}); give one exactly as the "
            "ledger issued it",
            field="evidence",
        ) from error


@dataclass(frozen=True, slots=True)
class Attested:
    """What a piece of evidence says, once the ledger's signature beneath it was verified."""

    given: Evidence
    log: int
    size: int
    root: bytes
    head: Head | None = None
    proof: LogProof | None = None

    @property
    def name(self) -> str:
        """What the report calls it."""
        return self.given.name


def attest(evidence: Iterable[Evidence], keys: LedgerKeys, note: Note) -> list[Attested]:
    """Verify the signatures; what the ledger did not sign is a finding."""
    attested = []
    for piece in evidence:
        try:
            attested.append(_attest(piece, keys))
        except CryptoError as error:
            expected = "a signature by a key of this ledger"
            note(kinds.EVIDENCE_FOREIGN, Place(), expected, f"{piece.name}: {error}")
    return attested


def in_time(attested: Sequence[Attested], keys: LedgerKeys, note: Note) -> list[Attested]:
    """Those whose signature is not by a key that had retired by the size that they attest."""
    if not keys.retired:
        return list(attested)
    return [
        again for piece in attested for again in attest([piece.given], keys.until(piece.size), note)
    ]


def _attest(piece: Evidence, keys: LedgerKeys) -> Attested:
    if piece.is_head:
        head = _open_head(piece.data, keys)
        log = _log(head.origin, keys)
        return Attested(piece, log, head.size, unb64(head.root), head=head)
    log = _log(unverified_checkpoint(piece.data).origin, keys)
    says = open_checkpoint(piece.data, keys.of_log(log)).checkpoint
    return Attested(piece, log, says.size, says.root, proof=piece.proof)


def _open_head(data: bytes, keys: LedgerKeys) -> Head:
    for key in keys.public:
        try:
            head = open_head(data, load_public_key(key))
        except SignatureInvalid:
            continue
        if head.ledger != keys.genesis.ledger:
            raise SignatureInvalid("aud: another ledger")
        return head
    raise SignatureInvalid("head statement: not signed by a key of this ledger")


def _log(origin: str, keys: LedgerKeys) -> int:
    number = keys.number(origin)
    if number is None:
        raise SignatureInvalid("origin: no log of this ledger")
    return number


@dataclass(frozen=True)
class Compared:
    """The ledger as it was grown again, to hold against what was attested."""

    trees: Mapping[int, TreeCheck]
    stored: Mapping[int, Sequence[Stored]]
    order: Order
    behind: Place
    """The place behind the last entry."""


def compare(attested: Sequence[Attested], ledger: Compared, note: Note) -> int | None:
    """Hold each piece against the ledger; the largest size that a piece attests and that stands."""
    sizes = [piece.size for piece in attested if _stands(piece, ledger, note)]
    return max(sizes, default=None)


def _stands(piece: Attested, ledger: Compared, note: Note) -> bool:
    tree = ledger.trees.get(piece.log)
    if tree is None or piece.size > tree.size:
        if _was_declared(piece, ledger):
            found = f"{tree.size if tree else 0} entries"
            note(kinds.TAIL_DECLARED, ledger.behind, _tree_of(piece), found)
            return False
        _tail_missing(piece, tree.size if tree else 0, ledger, note)
        return False
    if tree.roots[piece.size] != piece.root:
        found = f"{piece.name}: another root"
        note(kinds.HISTORY_DIFFERS, _where(piece, tree, ledger), _tree_of(piece), found)
        return False
    if piece.head and not _head_stands(piece, piece.head, ledger, note):
        return False
    stored = {checkpoint.size for checkpoint in ledger.stored.get(piece.log, ())}
    if piece.head is None and piece.size and piece.size not in stored:
        note(kinds.CHECKPOINT_MISSING, tree.places[piece.size], _tree_of(piece), "none")
    return True


def _was_declared(piece: Attested, ledger: Compared) -> bool:
    """Whether the next log begins by saying that this one had been published up to there."""
    following = ledger.trees.get(piece.log + 1)
    return following is not None and piece.size <= following.declared


def _tail_missing(piece: Attested, size: int, ledger: Compared, note: Note) -> None:
    place = ledger.behind
    if piece.head:
        ends = ledger.order.length(piece.head.stream)
        if ends < piece.head.seq:
            place = Place(place.position, piece.head.stream, ends + 1)
    note(kinds.TAIL_MISSING, place, _tree_of(piece), f"{size} entries")


def _where(piece: Attested, tree: TreeCheck, ledger: Compared) -> Place:
    """The entry that the receipt was for, if it is another now; else the end of that tree."""
    if piece.proof is None:
        return tree.places[piece.size]
    seen = ledger.order.at_index(piece.proof.index)
    if seen is None:
        return tree.places[piece.size]
    place, digest = seen
    try:
        leaf = unb64(digest)
        verify_inclusion(leaf, piece.proof.index, piece.size, piece.proof.hashes, piece.root)
    except ProofInvalid:
        return place
    return tree.places[piece.size]


def _head_stands(piece: Attested, head: Head, ledger: Compared, note: Note) -> bool:
    order = ledger.order
    here = order.digest_at(head.stream, head.seq) if head.seq else head.ledger
    later = order.index_of(head.stream, head.seq + 1)
    if here == head.digest and (later is None or later >= piece.size):
        return True
    expected = f"{piece.name}: entry {head.seq} as the last of {piece.size} in the log"
    note(kinds.HEAD_DIFFERS, Place(None, head.stream, head.seq), expected, "another history")
    return False


def _tree_of(piece: Attested) -> str:
    return f"{piece.name}: a log of {piece.size} entries"
