"""Between which moments an entry was recorded."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.anchors import (
    MAX_DRAFT,
    MAX_STAMPS,
    TOLERANCE,
    Anchored,
    Anchors,
    TimeOutside,
    open_anchor,
    renewal_of,
)
from crypto.stamps import StampRefused
from tests.timestamping import Authority, Kind

TEXT = b"ledger.example/1\n7\nu+1sHL8r3TxgdT4oQ1QBQ8fYvB6e1zR0f2Zr2yB9Yhk=\n"


def at(size: int, time: int, *, is_stamp: bool = True) -> Anchored:
    """An anchor of an exact clock."""
    return Anchored(size, time, 0, "somebody", time + 10**8, is_stamp)


def test_an_entry_lies_between_the_anchors_next_to_it() -> None:
    """The first entry that a checkpoint of 10 does not hold has the index 10."""
    ten, twenty = at(10, 1_000_000), at(20, 2_000_000)
    anchors = Anchors([twenty, ten])
    around = [anchors.around(index) for index in (0, 9, 10, 19, 20)]
    assert [one.after for one in around] == [None, None, ten, ten, twenty]
    assert [one.before for one in around] == [ten, ten, twenty, twenty, None]


def test_a_time_may_differ_by_the_clocks_and_by_what_a_draft_waits() -> None:
    """An entry is recorded at most a quarter of an hour after the time that it states."""
    between = Anchors([at(10, 1_000_000), at(20, 2_000_000)]).around(15)
    first, last = 1_000_000 - MAX_DRAFT - TOLERANCE, 2_000_000 + TOLERANCE
    between.check(first)
    between.check(last)
    for outside in (first - 1, last + 1):
        with pytest.raises(TimeOutside):
            between.check(outside)


def test_a_witness_bounds_from_above_alone() -> None:
    """It may be shown a checkpoint long after it was made, when later entries were there."""
    anchors = Anchors([at(10, 1_000_000), at(12, 5_000_000, is_stamp=False)])
    assert anchors.around(11).before == at(12, 5_000_000, is_stamp=False)
    assert anchors.around(12).after == at(10, 1_000_000)


@given(
    st.lists(st.tuples(st.integers(1, 30), st.integers(1, 99), st.booleans()), max_size=12),
    st.integers(0, 31),
)
def test_the_interval_is_the_narrowest_that_the_anchors_give(
    made: list[tuple[int, int, bool]], index: int
) -> None:
    """As a search through all of them finds it."""
    all_of_them = [at(size, time, is_stamp=stamp) for size, time, stamp in made]
    found = Anchors(all_of_them).around(index)
    before = [(one.size, one.time) for one in all_of_them if one.size > index]
    after = [(-one.size, one.time) for one in all_of_them if one.size <= index and one.is_stamp]
    assert (found.before and (found.before.size, found.before.time)) == min(before, default=None)
    assert (found.after and (-found.after.size, found.after.time)) == min(after, default=None)


def _stamp(authority: Authority, data: bytes, when: datetime) -> bytes:
    return authority.stamp_at(hashlib.sha256(data).digest(), when)


def _years(years: float) -> datetime:
    return datetime.now(UTC).replace(microsecond=0) + timedelta(days=365 * years)


@pytest.fixture
def generations(one_authority: Authority, tmp_path: Path) -> list[Authority]:
    """An authority with one certificate after another, each for three years, over eight."""
    spans = [(-8, -5), (-6, -3), (-4, -1), (-2, 1)]
    return [
        replace(one_authority, folder=tmp_path / str(first)).with_signer(
            Kind(days=(365 * first, 365 * last))
        )
        for first, last in spans
    ]


def test_a_stamp_that_was_renewed_in_time_holds_as_long_as_the_last(
    generations: list[Authority],
) -> None:
    """Three certificates later it still says when the checkpoint was first seen."""
    tokens: list[bytes] = []
    for authority, when in zip(generations, (-7, -5.5, -3.5, -1.5), strict=True):
        tokens.append(_stamp(authority, renewal_of(TEXT, tokens), _years(when)))
    found = open_anchor(7, TEXT, tokens, [generations[0].root.der])
    assert found is not None
    assert abs(found.time - _years(-7).timestamp()) < 60
    assert found.until > _years(0).timestamp()


def test_a_renewal_that_came_too_late_adds_nothing(generations: list[Authority]) -> None:
    """Once a certificate has expired, anybody may have its key: a later stamp proves no more."""
    first = _stamp(generations[0], TEXT, _years(-7))
    late = _stamp(generations[2], renewal_of(TEXT, [first]), _years(-2))
    found = open_anchor(7, TEXT, [first, late], [generations[0].root.der])
    assert found is not None
    assert found.until < _years(-4).timestamp()


def test_the_stamp_that_holds_longest_counts(generations: list[Authority]) -> None:
    """Of two authorities, one of which nobody renewed, the other says when."""
    tokens = [_stamp(generations[2], TEXT, _years(-1.5)), _stamp(generations[3], TEXT, _years(-1))]
    found = open_anchor(7, TEXT, tokens, [generations[0].root.der])
    assert found is not None
    assert found.until > _years(0).timestamp()


def test_a_renewal_of_other_stamps_is_refused(generations: list[Authority]) -> None:
    """A renewal covers every stamp before it, in their order; taking one away shows."""
    first, second = (_stamp(generations[3], TEXT, _years(-1)) for _ in range(2))
    renewal = _stamp(generations[3], renewal_of(TEXT, [first, second]), _years(-1))
    roots = [generations[0].root.der]
    assert open_anchor(7, TEXT, [first, second, renewal], roots)
    for tokens in ([first, renewal], [second, first, renewal], [renewal], [first, second[:-1]]):
        with pytest.raises(StampRefused):
            open_anchor(7, TEXT, tokens, roots)


def test_authorities_that_are_not_asked_for_say_nothing(
    one_authority: Authority, tmp_path: Path
) -> None:
    """Their stamps are passed over; with no other there is no anchor."""
    stranger = Authority.make(tmp_path, "Stranger")
    when = _years(0)
    theirs, ours = _stamp(stranger, TEXT, when), _stamp(one_authority, TEXT, when)
    renewal = _stamp(stranger, renewal_of(TEXT, [theirs, ours]), when)
    roots = [one_authority.root.der]
    found = open_anchor(7, TEXT, [theirs, ours, renewal], roots)
    assert found is not None
    assert found.by == "Stamps"
    assert open_anchor(7, TEXT, [theirs], roots) is None


@pytest.mark.parametrize("count", [0, MAX_STAMPS + 1])
def test_stamps_without_end_are_refused(count: int) -> None:
    """Whoever made a bundle decides how long its reader works; within bounds."""
    with pytest.raises(StampRefused):
        open_anchor(7, TEXT, [b""] * count, [])
