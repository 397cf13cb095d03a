"""A bundle altered at random: its bytes, files or list of contents; some made to fit again."""

import copy
import json
from collections.abc import Mapping
from random import Random
from typing import Any

from crypto.archive import write_archive
from crypto.canonical import b64, digest, encode
from tests.crypto.bundles import Draft
from tests.fuzz.mutate import mutated

MANIFEST = "bundle.json"


def archive(data: bytes, random: Random) -> bytes:
    """Other bytes."""
    return mutated([data], random)


def files(given: Mapping[str, bytes], random: Random) -> dict[str, bytes]:
    """One or two files changed, exchanged or taken away; nothing else made to fit."""
    changed = dict(given)
    for _ in range(random.randint(1, 2)):
        name, other = random.sample([name for name in changed if name != MANIFEST], 2)
        match random.randrange(6):
            case 0:
                del changed[name]
            case 1:
                changed[name], changed[other] = changed[other], changed[name]
            case _:
                changed[name] = mutated([changed[name]], random)[: 2**16]
    return changed


def relisted(draft: Draft, given: Mapping[str, bytes], random: Random) -> bytes:
    """Files changed, and whoever may issue bundles signed the list of what they became."""
    manifest = json.loads(given[MANIFEST])
    changed = files({one["name"]: given[one["name"]] for one in manifest["files"]}, random)
    for one in manifest["files"]:
        data = changed.get(one["name"], given[one["name"]])
        one["digest"], one["size"] = digest(data), len(data)
    return issued(draft, encode(manifest), changed)


def listed(draft: Draft, given: Mapping[str, bytes], random: Random) -> bytes:
    """Another list of contents, signed by whoever may issue bundles."""
    manifest = json.loads(given[MANIFEST])
    for _ in range(random.randint(1, 2)):
        _edit(manifest, random)
    kept = {name: data for name, data in given.items() if name in draft.files}
    return issued(draft, encode(manifest), kept)


def issued(draft: Draft, manifest: bytes, kept: Mapping[str, bytes]) -> bytes:
    """The archive of these files, with the list signed and recorded."""
    made = copy.copy(draft)
    made.files = dict(kept)
    return write_archive(made.issue(manifest))


def _edit(value: Any, random: Random) -> None:
    """Change one member or item, somewhere."""
    while True:
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        if not keys:
            return
        key = random.choice(keys)
        inner = value[key]
        if not isinstance(inner, dict | list) or random.random() < 0.15:
            break
        value = inner
    _put(value, key, inner, keys, random)


def _put(value: Any, key: Any, inner: Any, keys: list[Any], random: Random) -> None:
    match random.randrange(5):
        case 0:
            del value[key]
        case 1:
            other = random.choice(keys)
            value[key], value[other] = value[other], value[key]
        case 2 if isinstance(value, list):
            value.insert(random.randint(0, len(value)), copy.deepcopy(inner))
        case _:
            value[key] = _other(inner, random)


def _other(inner: Any, random: Random) -> Any:
    if isinstance(inner, bool):
        return not inner
    if isinstance(inner, int):
        return max(0, inner + random.choice((-300, -2, -1, 1, 2, 300)))
    if isinstance(inner, str) and len(inner) == 43:
        return b64(random.randbytes(32))
    return random.choice((None, 0, "", "other", [], {}, inner))
