"""Witnesses by command: who cosigns us, and whose logs we cosign."""

import shutil
from pathlib import Path

import pytest

from crypto.cosignature import CosignatureKey
from tests.cli.conftest import Demonstration
from tests.cli.running import run
from tests.ledger.cosigning import LOG, ORIGIN


@pytest.fixture
def ours(told: Demonstration, tmp_path: Path) -> Demonstration:
    """A copy to write to."""
    return Demonstration(Path(shutil.copytree(told.data, tmp_path / "data")), told.enquiries)


def test_watching_another_s_log(ours: Demonstration) -> None:
    """The key is made once; a log that is added is listed, with what was cosigned of it."""
    vkey = ours.run("witness", "key", "--json").json()["vkey"]
    assert CosignatureKey.parse(vkey).name.endswith("/witness")
    assert ours.run("witness", "key").out == f"{vkey}\n"
    added = ours.run("witness", "watch", LOG.key.vkey, "--url", "https://l.example", "--json")
    assert added.json() == {"origin": ORIGIN, "witness": vkey}
    assert ours.run("witness", "logs").out == f"{ORIGIN}\t0\tnever\t\n"
    again = ours.run("witness", "watch", LOG.key.vkey)
    assert again.code == 1
    assert "witness-logs.txt: policy line 4" in again.err
    (line,) = ours.run("witness", "logs", "--json").json()
    assert line == {"origin": ORIGIN, "size": 0, "time": 0, "contradiction": None}
    assert ours.run("witness", "key", "--renew").out != f"{vkey}\n"


def test_who_cosigns_us(ours: Demonstration) -> None:
    """Nobody is asked without a policy; with one, what is missing is said, and ends with 2."""
    done = ours.run("witnesses")
    assert done.code == 0
    assert done.out.startswith("No witness is asked")
    vkey = ours.run("witness", "key").out.strip()
    policy = f"witness police {vkey} https://police.example/witness\nquorum police\n"
    (ours.data / "witness-policy.txt").write_text(policy)
    done = ours.run("witnesses")
    assert done.code == 2
    assert done.out == "Nothing was published yet.\npolice\tnever\t\tnot asked yet\n"
    report = run("witnesses", "--json", "--data", ours.data)
    assert report.code == 2
    assert report.json()["quorum"] is False
    (ours.data / "witness-policy.txt").write_text("quorum police\n")
    done = ours.run("witnesses")
    assert done.code == 1
    assert "witness-policy.txt: policy line 1" in done.err
