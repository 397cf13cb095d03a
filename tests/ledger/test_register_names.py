"""Words of names, as the blind index compares them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.register import BlindIndex
from ledger.register.names import words

INDEX = BlindIndex(b"m" * 32, "L" * 43)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Zoë O’Neill-Łaska", ("zoe", "oneill", "laska")),
        ("ZOE O'NEILL LASKA", ("zoe", "oneill", "laska")),
        ("Jürgen Groß", ("jurgen", "gross")),
        ("Jo\u0308rg Søren Þór", ("jorg", "soren", "thor")),
        ("Nguyễn Văn A", ("nguyen", "van", "a")),
        ("İpek  I\u015f\u0131k", ("ipek", "isik")),
        ("Smith, Smith", ("smith",)),
        ("Мария ١٢", ("мария", "١٢")),
        ("-- ’ ", ()),
    ],
)
def test_a_name_is_compared_without_case_accents_and_signs(
    written: str, folded: tuple[str, ...]
) -> None:
    """However a name is spelt on a keyboard, its words are the same."""
    assert words(written) == folded


@given(st.text(max_size=40))
def test_folding_is_stable(name: str) -> None:
    """Folded words are their own folding, so what was found once is found again."""
    assert words(" ".join(words(name))) == words(name)


def test_a_token_needs_the_key_and_the_ledger() -> None:
    """The same name has other tokens under another master key, and in another ledger."""
    tokens = INDEX.tokens(["Maya Carter"])
    assert tokens == BlindIndex(b"m" * 32, "L" * 43).tokens(["CARTER maya"])
    assert len(tokens) == 2
    assert {len(token) for token in tokens} == {16}
    assert tokens.isdisjoint(BlindIndex(b"n" * 32, "L" * 43).tokens(["Maya Carter"]))
    assert tokens.isdisjoint(BlindIndex(b"m" * 32, "M" * 43).tokens(["Maya Carter"]))
