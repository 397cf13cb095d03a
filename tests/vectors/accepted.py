"""Entries that must be accepted, made by the innermost functions of the code, and what they say."""

import itertools
from collections.abc import Iterator
from typing import Any

from crypto.canonical import Json
from crypto.disclosures import _conceal_with
from crypto.entry import Claims, Ref, parse, sign
from tests.vectors.forge import AUTHOR, CLAIMS, LEDGER, STREAM, digest, kid, salt, unb64

MINIMAL: dict[str, Json] = {"type": "note/1"}
CHILD_SEEN: dict[str, Json] = {
    "type": "child-seen/1",
    "capacity": {"id": "sw", "as": "Ruth Adeyemi, social worker"},
    "occurred": {"at": "2026-03-02T02:05:00Z"},
    "known": "2026-03-02T02:05:00Z",
    "source": {"how": "own_act"},
    "child": {"v": {"p": "maya", "as": "Maya"}},
    "words": {
        "v": ["I want to go to ", {"p": "gran", "as": "Nan"}, "’s. ", "Can I?"],
        "kind": "verbatim",
        "about": ["maya", "gran"],
    },
    "statement": [
        "On 2 March 2026 at 2:05am, ",
        "Ruth Adeyemi, social worker",
        " saw ",
        {"p": "maya", "as": "Maya"},
        ".",
    ],
}
EVERY_SHAPE: dict[str, Json] = {
    "nothing": None,
    "truths": [True, False],
    "numbers": [0, -1, 2**53 - 1, -(2**53 - 1)],
    "empty": {"array": [], "object": {}, "string": ""},
    "arrays": [[["three", []], [None]], [{"v": ["within an object"]}]],
    "escapes": '"\\/\b\f\n\r\t\u0000\u001f\u007f\u2028',
    "beyond": "é ﬁ 家 😀 \ufeff",
}
"""What JSON can say and entries may, where writers of canonical JSON go wrong."""


def _claims(seq: int = 1, prev: str = LEDGER, refs: tuple[Ref, ...] = ()) -> Claims:
    return Claims(
        aud=LEDGER,
        iss=str(CLAIMS["iss"]),
        sub=STREAM,
        seq=seq,
        prev=prev,
        iat=1_772_419_500,
        dir=str(CLAIMS["dir"]),
        refs=refs,
    )


def _salts() -> Iterator[bytes]:
    return (unb64(salt(number)) for number in itertools.count())


def _accepted(
    what: str, content: dict[str, Json], claims: Claims
) -> tuple[str, str, dict[str, Any]]:
    concealed = _conceal_with(content, _salts().__next__)
    entry = sign(claims, concealed, kid(AUTHOR), AUTHOR)
    yields = {
        "digest": parse(entry).envelope.digest,
        "kid": kid(AUTHOR),
        "claims": claims.as_json(concealed.sd),
        "content": content,
    }
    return what, entry.decode("ascii"), yields


_EARLIER = digest("an earlier entry")

ACCEPTED: dict[str, tuple[str, str, dict[str, Any]]] = {
    "minimal": _accepted("one part, at the start of a stream", MINIMAL, _claims()),
    "child-seen": _accepted("a child seen, with their words", CHILD_SEEN, _claims()),
    "every-shape": _accepted("every form a value may have", EVERY_SHAPE, _claims()),
    "countersignature": _accepted(
        "refers to the entry before it, and to another stream",
        {"type": "countersignature/1", "kind": {"v": "countersign"}},
        _claims(
            2,
            _EARLIER,
            (
                Ref("countersigns", STREAM, 1, _EARLIER),
                Ref("concerns", "6a7b8c9d-0e1f-4a2b-9c3d-4e5f6a7b8c9d", 7, digest("another")),
            ),
        ),
    ),
}
