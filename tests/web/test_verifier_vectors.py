"""The page that verifies bundles says of each what the verifier in Python says."""

import json
import random
from typing import Any, Final

import pytest

from crypto.archive import Archive, write_archive
from crypto.bundle import verify_bundle
from crypto.canonical import encode
from crypto.listed import FileListed
from crypto.trust import parse_trust
from tests.crypto.bundles import Draft, story, trust_file
from tests.vectors.bundles import EXPECTED, FOLDER
from tests.web.verifier import Verifier

VECTORS: Final[dict[str, dict[str, Any]]] = json.loads(EXPECTED.read_text(encoding="utf-8"))
REISSUED: Final = 60
TRUST: Final = (FOLDER / "trust.json").read_bytes()


@pytest.mark.parametrize("name", VECTORS)
def test_every_vector_gives_what_it_must(verifying: Verifier, name: str) -> None:
    """F16.40: exit, verdicts, findings with their places and counts, and what is withheld."""
    expected = VECTORS[name]
    trust = (FOLDER / expected["trust"]).read_bytes() if expected["trust"] else None
    told = verifying.report((FOLDER / f"{name}.zip").read_bytes(), trust)
    assert _agreed(told) == {key: expected[key] for key in _AGREED}


def test_both_verifiers_use_the_same_words(verifying: Verifier) -> None:
    """The whole report is the same, its words included."""
    for name in (
        "verified",
        "verified-as-known",
        *[one for one in VECTORS if "stamp" in one or "witness" in one],
    ):
        expected = VECTORS[name]
        trust = (FOLDER / expected["trust"]).read_bytes() if expected["trust"] else None
        data = (FOLDER / f"{name}.zip").read_bytes()
        report = verify_bundle(data, parse_trust(trust) if trust else None)
        assert verifying.report(data, trust) == report.as_json(), name


def test_whatever_is_altered_both_say_the_same(verifying: Verifier) -> None:
    """A byte changed in any file, or a file gone: the same report, word for word."""
    chance = random.Random(16)
    good = dict(Archive.open((FOLDER / "verified.zip").read_bytes()))
    for name, data in good.items():
        place = chance.randrange(len(data))
        changed = bytes([data[place] ^ (1 << chance.randrange(7))])
        altered = write_archive(good | {name: data[:place] + changed + data[place + 1 :]})
        report = verify_bundle(altered, parse_trust(TRUST)).as_json()
        assert verifying.report(altered, TRUST) == report, (name, place)


def test_whatever_an_officer_signs_both_say_the_same(verifying: Verifier) -> None:
    """Files exchanged, parts left out, lines of the list falsified, and all of it signed again."""
    chance = random.Random(47)
    for number in range(REISSUED):
        told = story()
        drafted = Draft(told.ledger, told.ruth, 8, 8)
        listed: Any = drafted.manifest().as_json()
        for _ in range(2):
            chance.choice(_FALSIFIED)(chance, drafted.files, listed)
        lines = [FileListed.of(name, drafted.files[name]) for name in sorted(drafted.files)]
        listed["files"] = [line.as_json() for line in lines]
        data = write_archive(drafted.issue(encode(listed)))
        trust = trust_file(told.ledger)
        report = verify_bundle(data, trust).as_json()
        assert verifying.report(data, trust.encode()) == report, number


def _exchange(chance: random.Random, files: dict[str, bytes], _listed: Any) -> None:
    one, other = chance.sample(sorted(files), 2)
    files[one], files[other] = files[other], files[one]


def _leave_out(chance: random.Random, files: dict[str, bytes], _listed: Any) -> None:
    name = chance.choice([name for name in sorted(files) if name.startswith("entries/")])
    parts = files[name].split(b"~")
    files[name] = b"~".join([*parts[:1], *parts[2:]])


def _falsify(chance: random.Random, _files: dict[str, bytes], listed: Any) -> None:
    line = chance.choice(chance.choice(listed["streams"])["entries"])
    member = chance.choice(("seq", "index", "digest"))
    line[member] = line[member] + 1 if member != "digest" else listed["ledger"]


def _rename(chance: random.Random, _files: dict[str, bytes], listed: Any) -> None:
    member = chance.choice(("root", "origin", "size", "known", "enquiry"))
    false = {"root": listed["ledger"], "origin": f"{listed['origin']}0", "size": 7, "known": 1}
    listed[member] = false.get(member, listed["streams"][-1]["stream"])


_FALSIFIED: Final = (_exchange, _leave_out, _falsify, _rename)
_AGREED: Final = ("exit", "verdicts", "findings", "withheld")


def _agreed(told: dict[str, Any]) -> dict[str, Any]:
    places = ("code", "file", "stream", "seq", "count")
    return {
        "exit": told["exit"],
        "verdicts": {subject: one["status"] for subject, one in told["verdicts"].items()},
        "findings": [{member: one[member] for member in places} for one in told["findings"]],
        "withheld": told["withheld"],
    }
