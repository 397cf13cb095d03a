"""What was published, and who outside cosigned it: history cannot be rewritten beneath it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from crypto.checkpoint import Checkpoint
from crypto.note import UnverifiedNote
from ledger.publishing import Publisher
from ledger.verify import verify_ledger
from ledger.verify.evidence import EvidenceRefused
from tests.adversary import Victim, codes, finding
from tests.crypto.test_cosignature import OTHER, WITNESS
from tests.victim import MAYA

POLICY = f"witness police {WITNESS.key.vkey}\nquorum police\n"
TIME = 1_800_000_000


def cosigned(note: bytes) -> bytes:
    """What a witness does who believes everything."""
    parsed = UnverifiedNote.parse(note)
    line = WITNESS.sign_at(Checkpoint.parse(parsed.unverified_text), TIME)
    return UnverifiedNote(parsed.unverified_text, (*parsed.signatures, line)).encode()


def publish(victim: Victim, cosign: Callable[[bytes], bytes] | None = cosigned) -> None:
    """Publish the newest checkpoint."""
    with victim.opened() as ledger:
        assert Publisher(ledger, cosign).publish(TIME) is not None


@pytest.fixture(scope="module")
def witnessed(built: Victim, tmp_path_factory: pytest.TempPathFactory) -> Victim:
    """The victim, whose log was published and cosigned twice; the trust file asks for that."""
    copy = built.copy(tmp_path_factory.mktemp("witnessed") / "data")
    publish(copy)
    with copy.opened() as ledger:
        copy.say(ledger, "ann", MAYA)
    publish(copy)
    trust = replace(copy.held.trust, policy=POLICY)
    return replace(copy, held=replace(copy.held, trust=trust))


@pytest.fixture
def attacked(witnessed: Victim, tmp_path: Path) -> Victim:
    """A copy of it that may be attacked."""
    return witnessed.copy(tmp_path / "data")


def test_what_is_witnessed_verifies(witnessed: Victim) -> None:
    """With the quorum on what was published last, nothing is left open that evidence settles."""
    assert witnessed.verify(witnessed.held.newest).exit_code == 0


def test_a_missing_quorum_is_reported(witnessed: Victim, attacked: Victim) -> None:
    """Of another witness, of a newer checkpoint, or of none: not proven, and not an alteration."""
    other = replace(witnessed.held.trust, policy=POLICY.replace(WITNESS.key.vkey, OTHER.key.vkey))
    report = witnessed.verify(witnessed.held.newest, trust=other)
    assert (report.exit_code, codes(report)) == (2, ["cosignatures-missing"])
    assert finding(report, "cosignatures-missing").found.endswith("missing police")
    with attacked.opened() as ledger:
        attacked.say(ledger, "ann", MAYA)
    assert attacked.verify(attacked.held.newest).exit_code == 0
    publish(attacked, None)
    assert codes(attacked.verify(attacked.held.newest)) == ["cosignatures-missing"]
    attacked.sql("DELETE FROM published")
    report = attacked.verify(attacked.held.newest)
    assert codes(report) == ["cosignatures-missing"]
    assert finding(report, "cosignatures-missing").found == "nothing was published"


def test_a_published_checkpoint_that_was_changed_is_found(
    witnessed: Victim, attacked: Victim
) -> None:
    """A byte, a row that is of another size, one that the log never had, or no note at all."""
    (older, newer) = witnessed.sql("SELECT size, note FROM published ORDER BY size")
    false = newer[1][:-10] + b"AAAAAAAA=\n"
    changes = {
        "another note": ("UPDATE published SET note = ? WHERE size = ?", [older[1], newer[0]]),
        "a size that never was": ("UPDATE published SET size = 99 WHERE size = ?", [newer[0]]),
        "a false cosignature": ("UPDATE published SET note = ? WHERE size = ?", [false, newer[0]]),
        "no note": ("UPDATE published SET note = 'x' WHERE size = ?", [newer[0]]),
    }
    for name, (statement, values) in changes.items():
        attacked.sql("UPDATE published SET size = ?, note = ? WHERE size > ?", [*newer, older[0]])
        attacked.sql(statement, values)
        report = attacked.verify(attacked.held.newest)
        assert (name, report.exit_code) == (name, 1)
        assert "published-invalid" in codes(report)


def test_history_that_was_rewritten_is_not_what_witnesses_cosigned(attacked: Victim) -> None:
    """With every key of the ledger the log can be signed anew, but not in a witness's name."""
    row = attacked.rows()[-1]
    attacked.delete(row)
    attacked.rebuild_log()
    report = attacked.verify()
    assert report.exit_code == 1
    assert "published-invalid" in codes(report)
    attacked.sql("DELETE FROM published")
    assert "cosignatures-missing" in codes(attacked.verify())
    publish(attacked, None)
    report = attacked.verify()
    assert report.exit_code == 2
    assert "cosignatures-missing" in codes(report)


def test_a_trust_file_with_another_text_for_a_policy_is_refused(witnessed: Victim) -> None:
    """Wrong usage, said before anything is verified."""
    trust = replace(witnessed.held.trust, policy="everybody\n")
    with pytest.raises(EvidenceRefused, match="policy line 1"):
        verify_ledger(witnessed.settings, trust)
