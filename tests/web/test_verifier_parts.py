"""The parts of the page that read: policies, trust files, manifests and absences, as in Python."""

import base64
import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto.absence import Recorded, contradicted
from crypto.archive import Archive
from crypto.canonical import NotCanonical, encode
from crypto.errors import CryptoError
from crypto.manifest import Manifest
from crypto.policy import Policy, PolicyRefused
from crypto.trust import parse_trust
from tests.crypto.test_absence import ABSENCE, KINDS
from tests.crypto.test_genesis import MUTATIONS, TRUST, TRUST_MUTATIONS, certificate, changed
from tests.crypto.test_policy import EXAMPLE, REFUSED, WITNESSES, note_by
from tests.vectors.bundles import FOLDER
from tests.web.verifier import Verifier

_ASK: Final = """async ([code, cases]) => {
  const bytes = (one) => Uint8Array.from(atob(one), (character) => character.charCodeAt(0));
  const asked = {
    policy: async ([text, note]) =>
      (await $policy.checkPolicy(await $policy.readPolicy(text), note)).map(({time}) => time),
    trust: async (data) => (await $genesis.readTrust(bytes(data))).genesis.ledger,
    manifest: async (data) => $manifest.readManifest(bytes(data)).enquiry,
    absence: async ([absence, entries]) => $absence.contradicted(absence, entries)
      .map(({seq, how}) => [seq, how]),
  }[code];
  const told = [];
  for (const one of cases) {
    try {
      told.push(await asked(one));
    } catch (error) {
      if (!(error instanceof $errors.Refused)) throw error;
      told.push(error.name);
    }
  }
  return told;
}"""


def ask(verifying: Verifier, code: str, cases: Sequence[Any]) -> list[Any]:
    """What the page's modules say of each case: a value, or the name of the refusal."""
    told: list[Any] = verifying.page.evaluate(_ASK, [code, list(cases)])
    return told


def test_policies_ask_for_the_same(verifying: Verifier) -> None:
    """Who is enough, in every combination; and what is no policy in either."""
    chosen = [one for size in range(7) for one in combinations(range(6), size)]
    odd = [
        EXAMPLE.replace(" ", " \t ").replace("\n", "  \n\t# Zeugen é\n"),
        f"{WITNESSES}quorum none\n",
    ]
    cases = [(EXAMPLE, note_by(one).decode()) for one in chosen]
    cases += [
        (text, note_by([0, 1]).decode()) for text in (*odd, *filter(_is_text, REFUSED.values()))
    ]
    assert ask(verifying, "policy", cases) == [_told(_times, text, note) for text, note in cases]


def test_trust_files_are_read_alike(verifying: Verifier) -> None:
    """Each mutation of a trust file, of the genesis in it, and of one that asks for others."""
    data = TRUST.encode()
    watched = replace(TRUST, policy=EXAMPLE, time_authorities=(certificate(),)).encode()
    cases = [data, watched, b"", b"[]", b"{}", data + b"\n", b"\xef\xbb\xbf" + data]
    cases += [changed(data, change) for change in TRUST_MUTATIONS.values()]
    genesis = json.loads(data)["genesis"]
    cases += [changed(data, {"genesis": {**genesis, **change}}) for change in MUTATIONS.values()]
    assert ask(verifying, "trust", [_text(one) for one in cases]) == [
        _told(_ledger, one) for one in cases
    ]


def test_manifests_are_read_alike(verifying: Verifier) -> None:
    """Members gone, doubled, moved or of another kind, anywhere within: both refuse, or neither."""
    chance = random.Random(1616)
    named = ("verified", "verified-parts-withheld", "verified-entry-withheld")
    found = [Archive.open((FOLDER / f"{name}.zip").read_bytes())["bundle.json"] for name in named]
    cases = list(found)
    while len(cases) < 400:
        value = json.loads(chance.choice(found))
        _mutate(chance, value)
        try:
            cases.append(encode(value))
        except NotCanonical:
            continue
    told = ask(verifying, "manifest", [_text(one) for one in cases])
    assert told == [_told(_enquiry, one) for one in cases]
    assert len({one for one in told if one != "ManifestRefused"}) == 1


@settings(max_examples=20)
@given(
    st.lists(
        st.lists(st.tuples(st.none() | st.integers(0, 600), st.none() | KINDS), max_size=6),
        min_size=1,
        max_size=30,
    )
)
def test_absences_are_contradicted_alike(
    verifying: Verifier, streams: list[list[tuple[int | None, str | None]]]
) -> None:
    """Whatever is shown and hidden: the same positions speak against it, for the same reason."""
    entries = [
        [
            Recorded(seq, iat, kind if iat is not None else None)
            for seq, (iat, kind) in enumerate(one, 1)
        ]
        for one in streams
    ]
    shown = [
        [ABSENCE.as_json(), [{"seq": e.seq, "iat": e.iat, "type": e.type} for e in one]]
        for one in entries
    ]
    assert ask(verifying, "absence", shown) == [
        [[seq, str(how)] for seq, how in contradicted(ABSENCE, one)] for one in entries
    ]


def _told(read: Callable[..., Any], *given: Any) -> Any:
    try:
        return read(*given)
    except CryptoError as error:
        return type(error).__name__


def _times(text: str, note: str) -> list[int]:
    return [one.time for one in Policy.parse(text).check(note.encode()).cosigned]


def _ledger(data: bytes) -> str:
    return parse_trust(data).genesis.ledger


def _enquiry(data: bytes) -> str:
    return Manifest.parse(data).enquiry


def _is_text(text: str) -> bool:
    """Whether a text can be handed to a browser: an unpaired surrogate cannot."""
    with pytest.raises(PolicyRefused):
        Policy.parse(text)
    return text.isascii() or text.encode("utf-8", "replace").decode() == text


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


_ODD: Final[Sequence[Any]] = (
    *(None, True, 0, -1, 1, 2**53 - 1, "", "x", "é" * 501, "toString", [], {}, ["x"], {"x": 1}),
)


def _mutate(chance: random.Random, value: dict[str, Any]) -> None:
    """Change one place in a value that JSON wrote."""
    parents: list[tuple[Any, Any]] = []
    _places(value, parents)
    parent, key = chance.choice(parents)
    match chance.randrange(4):
        case 0:
            del parent[key]
        case 1 if isinstance(parent, list):
            parent.insert(key, parent[key])
        case 1:
            parent[f"{key}x"] = parent[key]
        case 2:
            other, there = chance.choice(parents)
            parent[key], other[there] = other[there], parent[key]
        case _:
            parent[key] = chance.choice(_ODD)


def _places(value: Any, found: list[tuple[Any, Any]]) -> None:
    items: Mapping[Any, Any] = dict(enumerate(value)) if isinstance(value, list) else value
    for key, one in items.items():
        found.append((value, key))
        if isinstance(one, dict | list):
            _places(one, found)
