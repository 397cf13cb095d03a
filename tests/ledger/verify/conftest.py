"""One victim for the whole session, and a copy of it for each attack."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.adversary import Victim
from tests.victim import build


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Victim:
    """The victim, unaltered: for reading alone."""
    return Victim(*build(tmp_path_factory.mktemp("victim")))


@pytest.fixture
def victim(built: Victim, tmp_path: Path) -> Victim:
    """A copy of the victim that may be attacked."""
    return built.copy(tmp_path / "data")


@pytest.fixture(params=["database", "ledger-key"])
def cover(request: pytest.FixtureRequest, victim: Victim) -> Callable[[], None]:
    """How each attacker covers their traces: not at all, or by growing and signing the log anew."""
    return victim.rebuild_log if request.param == "ledger-key" else lambda: None
