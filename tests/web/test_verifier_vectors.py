"""The page that verifies bundles says of each what the verifier in Python says."""

import json
import random
from collections.abc import Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Browser

from crypto.archive import Archive, write_archive
from crypto.bundle import verify_bundle
from crypto.trust import parse_trust
from tests.vectors.bundles import EXPECTED, FOLDER
from tests.web.verifier import Verifier, verifier

VECTORS: Final[dict[str, dict[str, Any]]] = json.loads(EXPECTED.read_text(encoding="utf-8"))
TRUST: Final = (FOLDER / "trust.json").read_bytes()


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Verifier]:
    """The page, opened once from a file."""
    with verifier(browser, tmp_path_factory.mktemp("page")) as opened:
        yield opened


@pytest.mark.parametrize("name", VECTORS)
def test_every_vector_gives_what_it_must(page: Verifier, name: str) -> None:
    """F16.40: exit, verdicts, findings with their places and counts, and what is withheld."""
    expected = VECTORS[name]
    trust = (FOLDER / expected["trust"]).read_bytes() if expected["trust"] else None
    told = page.report((FOLDER / f"{name}.zip").read_bytes(), trust)
    assert _agreed(told) == {key: expected[key] for key in _AGREED}


def test_both_verifiers_use_the_same_words(page: Verifier) -> None:
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
        assert page.report(data, trust) == report.as_json(), name


def test_whatever_is_altered_both_say_the_same(page: Verifier) -> None:
    """A byte changed in any file, or a file gone: the same report, word for word."""
    chance = random.Random(16)
    good = dict(Archive.open((FOLDER / "verified.zip").read_bytes()))
    for name, data in good.items():
        place = chance.randrange(len(data))
        changed = bytes([data[place] ^ (1 << chance.randrange(7))])
        altered = write_archive(good | {name: data[:place] + changed + data[place + 1 :]})
        report = verify_bundle(altered, parse_trust(TRUST)).as_json()
        assert page.report(altered, TRUST) == report, (name, place)


_AGREED: Final = ("exit", "verdicts", "findings", "withheld")


def _agreed(told: dict[str, Any]) -> dict[str, Any]:
    places = ("code", "file", "stream", "seq", "count")
    return {
        "exit": told["exit"],
        "verdicts": {subject: one["status"] for subject, one in told["verdicts"].items()},
        "findings": [{member: one[member] for member in places} for one in told["findings"]],
        "withheld": told["withheld"],
    }
