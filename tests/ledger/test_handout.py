"""Only a demonstration hands out codes and vouches for keys: a real ledger has no short cut."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crypto.canonical import b64
from ledger.invitations import Invitations
from ledger.ledger import Ledger, system_clock
from ledger.operating.create import Registrar, create_ledger
from ledger.replaying.handout import Handout, NoDemonstration
from ledger.replaying.replay import PASSPHRASE
from ledger.settings import Settings
from tests.ledger.writing import RAW


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Ledger]:
    """A real ledger; its registrar’s key lies where a demonstration keeps keys, and opens alike."""
    ledger, _ = create_ledger(
        Settings(tmp_path / "data"),
        "ledger.example/real",
        Registrar("Ruth Adeyemi", "Children’s Services"),
        tmp_path / "data" / "devices" / "registrar.json",
        PASSPHRASE,
        clock=system_clock,
    )
    yield ledger
    ledger.close()


def test_a_real_ledger_hands_out_nothing(real: Ledger, tmp_path: Path) -> None:
    """It makes no code, not even with key files where a demonstration keeps them."""
    invitations = Invitations(real.store.database, real.genesis.ledger, real.now)
    assert Handout(real, invitations, tmp_path / "data" / "devices").codes() == ()
    assert invitations.made_by(real.genesis.registrar) == ()


@pytest.mark.parametrize("purpose", ["demonstration", "another_device"])
def test_a_real_ledger_vouches_for_nobody(real: Ledger, tmp_path: Path, purpose: str) -> None:
    """However an invitation came into its table, the ledger signs no key in by itself."""
    invitations = Invitations(real.store.database, real.genesis.ledger, real.now)
    registrar = real.genesis.registrar
    _, code = invitations.make(registrar, purpose, registrar)  # type: ignore[arg-type]  # as by hand
    offered = invitations.offer(code, b64(RAW))
    before = len(real.reads.entries(registrar))
    with pytest.raises(NoDemonstration):
        Handout(real, invitations, tmp_path / "data" / "devices").vouch(offered)
    assert len(real.reads.entries(registrar)) == before
