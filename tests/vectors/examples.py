"""The examples of docs/FORMAT.md, which has each of them to the byte."""

import itertools
from collections.abc import Callable, Iterator

from crypto.canonical import Json, encode, unb64
from crypto.checkpoint import Checkpoint, sign_checkpoint
from crypto.genesis import parse_genesis
from crypto.head import Head, sign_head
from crypto.merkle import Frontier, leaf_hash
from crypto.proof import LogProof
from crypto.sealing import Place, _seal_with
from crypto.signin import Signin, sign_signin
from crypto.statement import compose, plain, segments
from crypto.trust import TrustFile
from tests.vectors.accepted import CHILD_SEEN
from tests.vectors.examples_absence import absence
from tests.vectors.examples_documents import documents
from tests.vectors.examples_later import LATER, MINIMAL, NEXT, ORIGIN, SIGNER
from tests.vectors.examples_tiles import tiles
from tests.vectors.examples_witness import witness
from tests.vectors.forge import (
    AUTHOR,
    CLAIMS,
    GENESIS,
    KEEPER,
    LEDGER,
    STREAM,
    TYPE,
    b64,
    canon,
    kid,
    public,
)
from tests.vectors.forge import unb64 as lenient_unb64

TEMPLATE: list[Json] = [
    {"get": "occurred", "time": "when"},
    ", ",
    {"if": ["actor"], "parts": [{"get": "actor.as"}], "else": [{"get": "capacity.as"}]},
    " saw ",
    {"get": "child"},
    {"stop": " "},
    {"get": "child"},
    " said: “",
    {"get": "words"},
    "”",
    {"stop": ""},
]


def examples() -> dict[str, str]:
    """Every example with its name."""
    chapters = (
        *(_entry, _statement, _sealing, _log, _statements_of_the_ledger),
        *(*LATER, documents, tiles, witness, absence),
    )
    return {name: example for chapter in chapters for name, example in chapter().items()}


def _entry() -> dict[str, str]:
    _, entry, yields = MINIMAL
    signed = entry.partition("~")[0]
    header, payload, _ = signed.split(".")
    return {
        "key": public(AUTHOR),
        "kid": kid(AUTHOR),
        "header": lenient_unb64(header).decode(),
        "payload": lenient_unb64(payload).decode(),
        "disclosure": TYPE,
        "entry": entry,
        "digest": yields["digest"],
    }


def _statement() -> dict[str, str]:
    pieces = compose(TEMPLATE, CHILD_SEEN)
    return {
        "content": canon({k: v for k, v in CHILD_SEEN.items() if k in _NEEDED}),
        "template": canon(TEMPLATE),
        "statement": encode(segments(pieces)).decode(),
        "words": plain([piece.segment for piece in pieces]),
    }


_NEEDED = frozenset({"occurred", "capacity", "child", "words"})


def _sealing() -> dict[str, str]:
    place = Place(LEDGER, STREAM, 1, MINIMAL[2]["digest"])
    plaintext = MINIMAL[1].partition("~")[2].encode()
    sealed = _seal_with(place, bytes([5]) * 32, plaintext, _counting())
    return {
        "bound of the key": place.bound("entry-key").decode(),
        "bound of the box": place.bound("entry").decode(),
        "wrapped key": b64(sealed.wrapped_key),
        "box": b64(sealed.box),
    }


def _counting() -> Callable[[int], bytes]:
    """Stands for randomness: 06 06 …, then 07 07 …, then 08 08 …"""
    numbers: Iterator[int] = itertools.count(6)
    return lambda length: bytes([next(numbers)]) * length


def _log() -> dict[str, str]:
    first, second = (unb64(entry[2]["digest"]) for entry in (MINIMAL, NEXT))
    frontier = Frontier().append(first)[0].append(second)[0]
    checkpoint = sign_checkpoint(Checkpoint(ORIGIN, 2, frontier.root()), [SIGNER])
    proof = LogProof(0, (leaf_hash(second),), checkpoint)
    return {
        "leaf hash": b64(leaf_hash(first)),
        "vkey": SIGNER.key.vkey,
        "checkpoint": checkpoint.decode(),
        "receipt": proof.encode().decode(),
    }


def _statements_of_the_ledger() -> dict[str, str]:
    genesis = parse_genesis(GENESIS.encode())
    root = Frontier().append(unb64(MINIMAL[2]["digest"]))[0].root()
    head = Head(LEDGER, ORIGIN, 1, b64(root), STREAM, 1, MINIMAL[2]["digest"])
    signin = Signin(
        LEDGER,
        "https://ledger.example",
        b64(bytes(range(16))),
        str(CLAIMS["iss"]),
        1_772_419_500,
        1_772_419_620,
    )
    return {
        "genesis": GENESIS,
        "ledger": LEDGER,
        "trust": TrustFile(genesis, (SIGNER.key.vkey,)).encode().decode(),
        "head payload": encode(head.as_json()).decode(),
        "head": sign_head(head, kid(KEEPER), KEEPER).decode(),
        "signin payload": encode(signin.as_json()).decode(),
        "signin": sign_signin(signin, kid(AUTHOR), AUTHOR).decode(),
    }
