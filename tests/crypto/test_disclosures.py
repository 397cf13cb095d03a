"""Disclosures: content comes back whole from all of them, with gaps from some, or not at all."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.canonical import Json, NotCanonical, b64, decode, digest, unb64
from crypto.claims import ClaimRefused
from crypto.disclosures import (
    MAX_DEPTH,
    MAX_DISCLOSURES,
    RESERVED,
    Concealed,
    DisclosureRefused,
    _conceal_with,
    conceal,
    reveal,
    reveal_some,
)
from tests.crypto.making import contents

CONTENT: dict[str, Json] = {"type": "note/1", "words": {"v": ["One. ", ["Two. "], "Three."]}}
UNFIT: dict[str, Any] = {
    "a digest": {"a": {"...": "x"}},
    "digests": {"a": {"_sd": []}},
    "an element posing as a digest": {"a": [{"...": digest(b"")}]},
    "a name with an accent": {"é": 1},
    "a tuple": {"a": (1,)},
    "a float": {"a": 1.5},
    "nine arrays": {"a": [[[[[[[[[1]]]]]]]]]},
    "too many parts": {"a": list(range(MAX_DISCLOSURES))},
}


def gap(of: str) -> Json:
    """What stands where a disclosure is withheld."""
    return {"gap": of}


def depth(value: Json) -> int:
    """Arrays within arrays."""
    if isinstance(value, dict):
        return max(map(depth, value.values()), default=0)
    return 1 + max(map(depth, value), default=0) if isinstance(value, list) else 0


@given(contents.filter(lambda content: depth(content) <= MAX_DEPTH))
def test_content_comes_back(content: dict[str, Json]) -> None:
    """All disclosures together give exactly what was concealed."""
    concealed = conceal(content)
    assert reveal(concealed.sd, concealed.disclosures) == content
    assert len(concealed.sd) == len(content)


@given(contents.filter(lambda content: depth(content) <= MAX_DEPTH))
def test_every_element_is_a_disclosure(content: dict[str, Json]) -> None:
    """F1.11: no disclosure holds an array element in clear."""
    for text in conceal(content).disclosures:
        parts = decode(unb64(text))
        assert isinstance(parts, list)
        assert _has_only_digests_in_arrays(parts[-1])


def _has_only_digests_in_arrays(value: Json) -> bool:
    if isinstance(value, dict):
        return all(map(_has_only_digests_in_arrays, value.values()))
    if isinstance(value, list):
        return all(isinstance(item, dict) and list(item) == ["..."] for item in value)
    return True


def test_nothing_tells_two_equal_contents_apart_but_salt() -> None:
    """The same words are never concealed the same way, so digests cannot be compared."""
    first, second = conceal(CONTENT), conceal(CONTENT)
    assert not set(first.sd) & set(second.sd)
    assert not set(first.disclosures) & set(second.disclosures)


@given(st.data())
def test_any_part_can_be_withheld(data: st.DataObject) -> None:
    """Without some disclosures, and those within them, the rest stands as it was, with gaps."""
    concealed = conceal(CONTENT)
    kept = {digest(t.encode()): t for t in concealed.disclosures}
    for text in data.draw(st.lists(st.sampled_from(concealed.disclosures))):
        for key in _within(text, kept):
            kept.pop(key, None)
    shown = reveal_some(concealed.sd, list(kept.values()), gap)
    assert shown == _with_gaps(concealed, kept)


def _within(text: str, by_digest: dict[str, str]) -> set[str]:
    """A disclosure, and those that only it leads to."""
    found = {digest(text.encode())}
    raw = unb64(text).decode()
    return found.union(
        *(_within(inner, by_digest) for key, inner in by_digest.items() if key in raw)
    )


def _with_gaps(concealed: Concealed, kept: dict[str, str]) -> dict[str, Json]:
    """The content as RFC 9901, section 7.1, tells it, but for gaps where elements are withheld."""

    def show(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: show(item) for name, item in value.items()}
        if isinstance(value, list):
            return [
                show(decode(unb64(kept[item["..."]]))[1])  # type: ignore[index]  # [salt, value]
                if item["..."] in kept
                else gap(item["..."])
                for item in value
            ]
        return value

    parts = [decode(unb64(kept[key])) for key in concealed.sd if key in kept]
    return {part[1]: show(part[2]) for part in parts}  # type: ignore[index,misc]  # [salt, name, …]


def test_a_withheld_digest_still_stands_once() -> None:
    """F1.14: a digest in two places is refused even where nobody is given its disclosure."""
    key = digest(b"withheld")
    for sd, part in (
        ([key, key], None),
        ([key], f'[{{"...":"{key}"}}]'),
        ([], f'[{{"...":"{key}"}},{{"...":"{key}"}}]'),
    ):
        given_ = [b64(f'["{b64(bytes(16))}","a",{part}]'.encode())] if part else []
        named = [digest(text.encode()) for text in given_]
        with pytest.raises(DisclosureRefused, match="stands twice"):
            reveal_some([*sd, *named], given_, gap)


def test_a_gap_names_a_digest() -> None:
    """What stands for a withheld element is a digest that a disclosure could have."""
    text = b64(f'["{b64(bytes(16))}","a",[{{"...":"x"}}]]'.encode())
    with pytest.raises(ClaimRefused):
        reveal_some([digest(text.encode())], [text], gap)


@pytest.mark.parametrize("read", [reveal, partial(reveal_some, withheld=gap)], ids=["all", "some"])
def test_what_does_not_fit_is_refused(read: Callable[..., dict[str, Json]]) -> None:
    """F1.9, F1.15: one too many, twice, out of order, not ASCII, or too many."""
    concealed = conceal(CONTENT)
    stranger = conceal({"a": 1}).disclosures
    good = concealed.disclosures
    bad: list[tuple[str, ...]] = [
        tuple(sorted((*good, *stranger), key=lambda text: digest(text.encode()))),
        (*good, good[-1]),
        good[::-1],
        (*good, "é"),
        (*good, ""),
        good * MAX_DISCLOSURES,
    ]
    for disclosures in bad:
        with pytest.raises(DisclosureRefused):
            read(concealed.sd, disclosures)


def test_all_means_all() -> None:
    """F1.15: without any one of them, the content is not given."""
    concealed = conceal(CONTENT)
    for text in concealed.disclosures:
        with pytest.raises(DisclosureRefused, match=r"missing|no signed digest"):
            reveal(concealed.sd, [other for other in concealed.disclosures if other != text])


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_reserved_names_are_not_concealed(name: str) -> None:
    """F1.13: content cannot shadow a claim."""
    with pytest.raises(DisclosureRefused, match="reserved"):
        conceal({name: 1})


@pytest.mark.parametrize("content", UNFIT.values(), ids=UNFIT.keys())
def test_a_device_conceals_only_what_is_accepted(content: dict[str, Json]) -> None:
    """What the ledger would refuse, or read as something else, is not concealed."""
    with pytest.raises((DisclosureRefused, NotCanonical)):
        conceal(content)


def test_a_salt_is_used_once() -> None:
    """F1.10: a device whose randomness is broken is found out before it signs."""
    with pytest.raises(DisclosureRefused, match="twice"):
        _conceal_with(CONTENT, lambda: bytes(16))


def test_words_are_not_printed() -> None:
    """A log line with a concealed content in it holds no disclosure."""
    concealed = conceal(CONTENT)
    assert all(text not in repr(concealed) for text in concealed.disclosures)
