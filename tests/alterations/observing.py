"""Carrying out an alteration as one of the attackers, and looking at it as everybody would."""

from pathlib import Path

from tests.adversary import Victim
from tests.alterations.acting import Act
from tests.alterations.checks import (
    NOTHING,
    Outside,
    bundle_says,
    forged_bundle_says,
    ledger_says,
    outside_says,
)
from tests.alterations.forging import Forged
from tests.alterations.model import Attacker, Cells, Row

__all__ = ["observed", "said"]


def said(cells: Cells) -> Cells:
    """What the checks must say where the table says this: nothing, where it gives a reason."""
    return Cells(*(NOTHING if cell[0] in "([" else cell for cell in cells))


def observed(row: Row, attacker: Attacker, honest: Victim, seen: Outside, folder: Path) -> Cells:
    """What each check says of this attacker's act on a copy of the ledger that all have seen."""
    assert row.act
    outside = seen.copy(folder / "outside")
    if attacker == Attacker.KEY or row.told:
        return _of_forger(row, row.act, honest, outside, folder)
    victim = _altered(honest, row.act, folder / "data")
    ledger = ledger_says(victim, honest)
    others = outside_says(victim.copy(folder / "shown"), outside)
    bundle = bundle_says(victim, seen.trust, row.enquiry)
    return Cells(ledger, bundle, others["mirror"], others["witness"])


def _of_forger(row: Row, act: Act, honest: Victim, outside: Outside, folder: Path) -> Cells:
    """Everybody is shown what the attacker signs, and the program of the ledger has no say."""
    victim = _altered(honest, act, folder / "data", covers=row.covers)
    forged = Forged(victim, honest, row.enquiry)
    mirror, witness = outside.followed_forged(forged), outside.cosigned_forged(forged)
    told = forged
    if row.told:
        told = Forged(_altered(honest, row.told, folder / "told", covers=True), honest)
    unseen = witness != NOTHING or told is not forged
    bundle = forged_bundle_says(told, outside, unseen=unseen)
    return Cells(ledger_says(victim, honest), bundle, mirror, witness)


def _altered(honest: Victim, act: Act, folder: Path, *, covers: bool = False) -> Victim:
    victim = honest.copy(folder)
    victim = act(victim) or victim
    if covers:
        victim.rebuild_log()
        victim.sql("DELETE FROM published")
    return victim
