"""Every vector of a bundle, by the slow verifier: what must be found is what it finds."""

import json
from typing import Any

import pytest

from tests.reference.bundle import verify
from tests.reference.compare import line
from tests.vectors.bundles import EXPECTED, FOLDER

VECTORS: dict[str, dict[str, Any]] = json.loads(EXPECTED.read_text(encoding="utf-8"))
OF_STAMPS = {"stamp-invalid", "stamp-missing", "time-outside-anchors"}
"""What the reference does not say where a trust file asks for stamps: it checks none."""


@pytest.mark.parametrize("name", VECTORS)
def test_the_reference_yields_what_is_expected(name: str) -> None:
    """F16.40: findings, first places, counts, verdicts and exit; but for what stamps attest."""
    expected = VECTORS[name]
    trust = (FOLDER / expected["trust"]).read_bytes() if expected["trust"] else None
    report = verify((FOLDER / f"{name}.zip").read_bytes(), trust)
    stamped = b'"time_authorities":["' in (trust or b"")
    left_out = OF_STAMPS if stamped else set()
    found = [line(one) for one in expected["findings"] if one["code"] not in left_out]
    assert report["findings"] == found
    for subject in ("integrity", "completeness", *(() if stamped else ("time",))):
        assert report["verdicts"][subject] == expected["verdicts"][subject]
    assert stamped or report["exit"] == expected["exit"]
