"""Every cell of the tables in docs/THREATS.md, by doing what its attacker does."""

from pathlib import Path

import pytest

from tests.adversary import Victim, codes
from tests.alterations.checks import Outside
from tests.alterations.model import Attacker, Row
from tests.alterations.observing import observed, said
from tests.alterations.rows import ROWS
from tests.victim import build

CASES = [
    pytest.param(row, attacker, id=f"{row.name}-{attacker.name.lower()}")
    for row in ROWS
    for attacker in row.seen()
]


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Victim:
    """The ledger, unaltered: for copying alone."""
    return Victim(*build(tmp_path_factory.mktemp("victim")))


@pytest.fixture(scope="module")
def outside(honest: Victim, tmp_path_factory: pytest.TempPathFactory) -> Outside:
    """A mirror and a witness that have seen it as it is."""
    return Outside.seeing(honest, tmp_path_factory.mktemp("outside") / "seen")


@pytest.mark.parametrize(("row", "attacker"), CASES)
def test_each_check_finds_what_the_table_says(
    row: Row, attacker: Attacker, honest: Victim, outside: Outside, tmp_path: Path
) -> None:
    """Ledger, bundle, mirror and witness: the kind of finding and the first bad position."""
    expected = said(row.cells(attacker))
    assert observed(row, attacker, honest, outside, tmp_path) == expected


@pytest.mark.parametrize("row", [one for one in ROWS if one.act and (one.also or one.alone)])
def test_what_is_found_besides(row: Row, honest: Victim, tmp_path: Path) -> None:
    """Other kinds that the ledger's table names, and what is left for who has nothing to go by."""
    assert row.act
    victim = honest.copy(tmp_path / "data")
    victim = row.act(victim) or victim
    trust = honest.held.trust
    found = {*codes(victim.verify(trust=trust)), *codes(victim.verify(honest.held.newest))}
    assert set(row.also) <= found
    alone = victim.verify(trust=None if "no-trust-file" in row.alone else trust)
    assert not row.alone or tuple(codes(alone)) == row.alone
