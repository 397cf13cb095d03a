"""Every vector of a bundle, by the slow verifier: what must be found is what it finds."""

import json
from typing import Any

import pytest

from tests.reference.bundle import verify
from tests.reference.compare import line
from tests.vectors.bundles import EXPECTED, FOLDER

VECTORS: dict[str, dict[str, Any]] = json.loads(EXPECTED.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", VECTORS)
def test_the_reference_yields_what_is_expected(name: str) -> None:
    """F16.40: findings, first places, counts, verdicts and exit."""
    expected = VECTORS[name]
    trust = (FOLDER / expected["trust"]).read_bytes() if expected["trust"] else None
    report = verify((FOLDER / f"{name}.zip").read_bytes(), trust)
    assert report["findings"] == [line(one) for one in expected["findings"]]
    assert report["verdicts"] == expected["verdicts"]
    assert report["exit"] == expected["exit"]
