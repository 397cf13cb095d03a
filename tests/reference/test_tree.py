"""The tree's proofs, and every altered one, give the same by loops and by the RFC's own steps."""

from collections.abc import Callable
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from crypto.errors import ProofInvalid
from crypto.merkle import consistency_proof, inclusion_proof, verify_consistency, verify_inclusion
from tests.crypto.test_merkle import TABLE, data, pairs
from tests.reference.basics import No
from tests.reference.tree import consistent, included

seeds = st.integers(0, 2**32)


def altered(hashes: tuple[bytes, ...], random: Random) -> list[bytes]:
    """As they are, or one taken out, doubled, exchanged for another or cut."""
    found = list(hashes)
    at = random.randint(0, len(found))
    match random.randrange(6):
        case 0:
            found.insert(at, random.choice([*found, bytes(32)]))
        case 1 if at < len(found):
            del found[at]
        case 2 if at < len(found):
            found[at] = random.randbytes(random.choice((32, 31)))
        case 3:
            found.reverse()
    return found


@given(pairs(), seeds, st.integers(-1, 1), st.integers(-1, 1))
def test_inclusion_is_as_the_rfc_steps_through_it(
    pair: tuple[int, int], seed: int, aside: int, more: int
) -> None:
    """RFC 9162, 2.1.3.2: the same proofs, of the same leaf, index and size, are accepted."""
    index, size = pair[0] - 1, pair[1]
    path = altered(inclusion_proof(index, size, TABLE.read), Random(seed))
    asked = (data(index), index + aside, size + more, path, TABLE.root(size))
    assert refuses_fast(verify_inclusion, asked) == refuses_slow(included, asked)


@given(pairs(), seeds, st.integers(-1, 1), st.integers(-1, 1))
def test_consistency_is_as_the_rfc_steps_through_it(
    pair: tuple[int, int], seed: int, aside: int, more: int
) -> None:
    """RFC 9162, 2.1.4.2: the same proofs between the same trees are accepted."""
    first, second = pair
    path = altered(consistency_proof(first, second, TABLE.read), Random(seed))
    roots = TABLE.root(first), TABLE.root(second)
    asked = (first + aside, roots[0], second + more, roots[1], path)
    assert refuses_fast(verify_consistency, asked) == refuses_slow(consistent, asked)
    assert refuses_slow(consistent, (first, roots[0], second, roots[1], path)) == (
        path != list(consistency_proof(first, second, TABLE.read))
    )


def refuses_fast(check: Callable[..., None], asked: tuple[object, ...]) -> bool:
    """Whether `crypto` refuses."""
    try:
        check(*asked)
    except ProofInvalid:
        return True
    return False


def refuses_slow(check: Callable[..., None], asked: tuple[object, ...]) -> bool:
    """Whether the reference does."""
    try:
        check(*asked)
    except No:
        return True
    return False
