"""The threat model holds what it says: every test it names exists, every kind has its attack."""

import re
from pathlib import Path

from ledger.verify import KINDS

ROOT = Path(__file__).parents[3]
MODEL = (ROOT / "docs" / "THREATS.md").read_text(encoding="utf-8")
TESTS = "\n".join(
    path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "tests").rglob("test_*.py"))
    if path != Path(__file__)
)


def test_every_test_that_the_model_names_exists() -> None:
    """A claim about what is found is one that a test makes good."""
    named = set(re.findall(r"`(test_\w+)`", MODEL))
    assert named
    assert named <= set(re.findall(r"def (test_\w+)", TESTS))


def test_every_attack_is_in_the_model() -> None:
    """What the adversary does is written down for whoever decides whether that is enough."""
    attacks = "\n".join(
        path.read_text(encoding="utf-8")
        for path in sorted(Path(__file__).parent.glob("test_adversary_*.py"))
        if "postgres" not in path.name and "tail" not in path.name
    )
    assert set(re.findall(r"def (test_\w+)", attacks)) <= set(re.findall(r"`(test_\w+)`", MODEL))


def test_every_kind_of_finding_is_in_the_model_and_provoked_by_a_test() -> None:
    """No finding that nobody has ever seen, and none that nobody is told of."""
    assert {code for code in KINDS if f"`{code}`" not in MODEL} == set()
    assert {code for code in KINDS if f'"{code}"' not in TESTS} == set()


def test_meanings_are_sentences_for_a_judge() -> None:
    """Each says in plain words what the finding means, without a technical term left alone."""
    for kind in KINDS.values():
        assert kind.meaning[0].isupper()
        assert kind.meaning.endswith(".")
        assert len(kind.meaning.split()) > 9
