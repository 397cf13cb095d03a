"""Fixtures for every test, and the rule for what a machine may lack."""

import os

import pytest


def require(present: bool, reason: str) -> None:
    """Skip the test with its reason unless `present`; with REQUIRE_ALL=1, fail it instead.

    A skipped test is invisible in a green run, so continuous integration sets REQUIRE_ALL=1 and
    installs what is missing.
    """
    if present:
        return
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(f"REQUIRE_ALL=1, but {reason}")
    pytest.skip(reason)
