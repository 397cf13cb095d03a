"""Samples: anybody can draw the same again, and none is likelier than another."""

from collections import Counter
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from ledger.inspecting import Decided, Drawn, rank, sample
from ledger.inspecting.sampling import fingerprint
from ledger.register.facts import Decider

SEEDS = st.text(max_size=40)
TIME = datetime(2026, 3, 2, tzinfo=UTC)
WHO = (Decider("", "team_manager"),)


def decided(number: int) -> Decided:
    """One decision of an enquiry with this number."""
    return Decided(TIME, f"enquiry-{number}", 1, "outcome", ("decided",), WHO, TIME)


POPULATION = [decided(number) for number in range(60)]


def names(drawn: tuple[Drawn, ...]) -> list[str]:
    """Which decisions were drawn, in their order."""
    return [one.decided.name for one in drawn]


def test_a_digest_is_that_of_any_other_tool() -> None:
    """`printf '%s\\n%s' 2026-q1 enquiry-1/1 | sha256sum` says the same."""
    said = "bcabc076f052be39569e13a56e6aceff73001cff38f3c88d3dffe8f8cc596760"
    assert rank("2026-q1", "enquiry-1/1") == said


@given(SEEDS, st.integers(0, 70), st.permutations(POPULATION))
def test_a_sample_depends_on_seed_and_population_alone(
    seed: str, size: int, shuffled: list[Decided]
) -> None:
    """Not on the order in which the population was found; never twice the same decision."""
    drawn = names(sample(POPULATION, seed, size))
    assert names(sample(shuffled, seed, size)) == drawn
    assert len(set(drawn)) == len(drawn) == min(size, 60)


@given(SEEDS, st.integers(0, 59))
def test_a_larger_sample_begins_with_the_smaller(seed: str, size: int) -> None:
    """So somebody who needs one more decision loses none."""
    assert names(sample(POPULATION, seed, size + 1))[:size] == names(sample(POPULATION, seed, size))


@given(SEEDS, st.integers(1, 59))
def test_what_is_drawn_from_part_of_a_population_is_its_share_of_the_whole(
    seed: str, size: int
) -> None:
    """Who may see less draws, of what they see, the same in the same order."""
    part = {one.name for one in POPULATION[::2]}
    whole = [name for name in names(sample(POPULATION, seed, 60)) if name in part]
    assert names(sample(POPULATION[::2], seed, size)) == whole[:size]


def test_every_decision_is_drawn_as_often_as_any_other() -> None:
    """Over 2,000 seeds and samples of 6 of 60, chi-square with 59 degrees of freedom stays below
    its 99.9th percentile (97.0); the seeds are fixed, so this cannot fail by chance.
    """
    drawn = Counter(
        name for seed in range(2000) for name in names(sample(POPULATION, str(seed), 6))
    )
    expected = 2000 * 6 / 60
    statistic = sum((drawn[one.name] - expected) ** 2 / expected for one in POPULATION)
    assert statistic < 97.0


def test_a_fingerprint_names_exactly_one_population() -> None:
    """Another order is the same population; one more, or one less, is another."""
    whole = [one.name for one in POPULATION]
    assert fingerprint(whole[::-1]) == fingerprint(whole)
    assert len({fingerprint(whole), fingerprint(whole[1:]), fingerprint([*whole, "x"])}) == 3
