"""The scenarios, told once for all tests of this folder."""

import pytest

from tests.statute.evidence import Scenarios


@pytest.fixture(scope="session")
def scenarios() -> Scenarios:
    """The scenarios, each told when it is first needed."""
    return Scenarios()
