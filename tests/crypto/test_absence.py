"""Absence statements: signed by the ledger, believed for what the entries beside them show."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import jws
from crypto.absence import (
    TYP,
    Absence,
    Contradiction,
    Recorded,
    contradicted,
    open_absence,
    sign_absence,
    unverified_absence,
)
from crypto.absence_words import says
from crypto.canonical import digest
from crypto.errors import CryptoError, SignatureInvalid
from tests.crypto.making import KEY, KID, LEDGER, OTHER, PUBLIC, STREAM

ABSENCE = Absence(
    ledger=LEDGER,
    origin="ledger.example/1",
    size=42,
    root=digest(b"root"),
    stream=STREAM,
    seq=4,
    digest=digest(b"head"),
    types=("child-seen/1", "strategy-discussion/1"),
    begins=240,
    ends=480,
    made=900,
)
TIMES = (100, 240, 479, 480)

MUTATIONS: dict[str, dict[str, Any]] = {
    "ledger none": {"ledger": None},
    "origin of two lines": {"origin": "a\nb"},
    "size nought": {"size": 0},
    "root in another base": {"root": "00" * 32},
    "stream a name": {"stream": "maya"},
    "seq nought": {"seq": 0},
    "seq true": {"seq": True},
    "seq beyond the tree": {"seq": 43},
    "digest the ledger id": {"digest": LEDGER},
    "types none": {"types": ()},
    "types too many": {"types": tuple(f"a{number:03}/1" for number in range(257))},
    "types not sorted": {"types": ("note/1", "child-seen/1")},
    "type twice": {"types": ("note/1", "note/1")},
    "type without a version": {"types": ("note",)},
    "type with version nought": {"types": ("note/0",)},
    "type a number": {"types": (1,)},
    "begins within a minute": {"begins": 241},
    "ends within a minute": {"ends": 479},
    "begins nought": {"begins": 0},
    "period empty": {"ends": 240},
    "period backwards": {"ends": 180},
    "period not over": {"ends": 960},
    "made a string": {"made": "900"},
}


def recorded(**types: str | None) -> list[Recorded]:
    """Entries at `TIMES`; `e1="…"` gives the first a type, None hides what it is."""
    return [Recorded(seq, iat, types.get(f"e{seq}", "note/1")) for seq, iat in enumerate(TIMES, 1)]


def test_it_opens_as_signed() -> None:
    """F17.1: what was signed is what is read, with the ledger's key, which it names."""
    signed = sign_absence(ABSENCE, KID, KEY)
    assert open_absence(signed, PUBLIC) == ABSENCE
    assert unverified_absence(signed) == (ABSENCE, KID)


@pytest.mark.parametrize("change", MUTATIONS.values(), ids=MUTATIONS.keys())
def test_a_false_form_is_neither_signed_nor_read(change: dict[str, Any]) -> None:
    """F17.2, F17.3: a claim not in its form, or against the others, is refused on both sides."""
    wrong = replace(ABSENCE, **change)
    with pytest.raises(CryptoError):
        sign_absence(wrong, KID, KEY)
    with pytest.raises(CryptoError):
        open_absence(jws.sign(TYP, KID, wrong.as_json(), KEY), PUBLIC)


def test_exactly_its_claims_and_its_kind() -> None:
    """F17.2, F0.14: a claim more or less, another typ or another key is refused."""
    claims = ABSENCE.as_json()
    for payload in ({**claims, "exp": 1}, {k: v for k, v in claims.items() if k != "types"}, {}):
        with pytest.raises(CryptoError, match="not exactly"):
            open_absence(jws.sign(TYP, KID, payload, KEY), PUBLIC)
    with pytest.raises(CryptoError):
        open_absence(jws.sign("countersign-head+jwt", KID, claims, KEY), PUBLIC)
    with pytest.raises(SignatureInvalid):
        open_absence(sign_absence(ABSENCE, KID, KEY), OTHER.public_key())


def test_it_stands_where_no_such_entry_was_recorded_in_the_period() -> None:
    """F17.4: other types in the period, and such types on its borders, do not contradict it."""
    assert contradicted(ABSENCE, recorded(e1="child-seen/1", e4="child-seen/1")) == ()


@pytest.mark.parametrize("seq", [2, 3])
def test_an_entry_of_such_a_type_in_the_period_contradicts_it(seq: int) -> None:
    """F17.4: the period has its first second in it, and its last but not `until`."""
    found = contradicted(ABSENCE, recorded(**{f"e{seq}": "strategy-discussion/1"}))
    assert found == ((seq, Contradiction.RECORDED),)


def test_a_type_that_is_not_shown_contradicts_it_in_the_period_alone() -> None:
    """F17.5: it could be one of those."""
    assert contradicted(ABSENCE, recorded(e2=None)) == ((2, Contradiction.UNTYPED),)
    assert contradicted(ABSENCE, recorded(e1=None, e4=None)) == ()


def test_a_hidden_entry_contradicts_it_where_its_neighbours_leave_room() -> None:
    """F17.5: withheld whole or disposed of, it lies between the times that are shown around it."""
    shown = recorded()
    assert contradicted(ABSENCE, shown[1:]) == ((1, Contradiction.HIDDEN),)
    assert contradicted(ABSENCE, shown[:3]) == ((4, Contradiction.HIDDEN),)
    earlier = replace(ABSENCE, begins=101, ends=239)
    assert contradicted(earlier, [shown[0], *shown[2:]]) == ((2, Contradiction.HIDDEN),)
    assert contradicted(replace(earlier, begins=1, ends=100), [shown[0]]) == ()
    assert contradicted(replace(earlier, begins=481, ends=500), [shown[3]]) == ()
    assert contradicted(ABSENCE, []) == tuple((seq, Contradiction.HIDDEN) for seq in range(1, 5))


def test_what_came_later_is_not_spoken_of() -> None:
    """F17.4: an entry beyond the end that the statement names is no contradiction."""
    assert contradicted(ABSENCE, [*recorded(), Recorded(5, 300, "child-seen/1")]) == ()


KINDS = st.sampled_from(["child-seen/1", "note/1"])


@given(
    st.lists(st.tuples(st.integers(1, 30), KINDS), min_size=1, max_size=8),
    st.sets(st.integers(1, 8)),
    st.integers(1, 30),
    st.integers(1, 30),
)
def test_nothing_that_is_hidden_lets_a_false_statement_stand(
    told: list[tuple[int, str]], hidden: set[int], begins: int, length: int
) -> None:
    """F17.5: whatever is withheld of a stream, a statement that it makes false is contradicted."""
    absence = replace(
        ABSENCE, seq=len(told), types=("child-seen/1",), begins=begins, ends=begins + length
    )
    times = sorted(time for time, _ in told)
    whole = [Recorded(n, times[n - 1], kind) for n, (_, kind) in enumerate(told, 1)]
    false = contradicted(absence, whole)
    shown = [entry for entry in whole if entry.seq not in hidden]
    assert {seq for seq, _ in false} <= {seq for seq, _ in contradicted(absence, shown)}


def test_its_words_are_exact() -> None:
    """F17.4: how many entries, which types, and both ends to the minute, in UTC too."""
    told = says(replace(ABSENCE, begins=1_772_417_100, ends=1_774_746_000))
    assert "None of the 4 entries" in told
    assert "child-seen/1 or strategy-discussion/1" in told
    assert "from 2 March 2026 at 2:05am (2026-03-02T02:05:00Z)" in told
    assert "until 29 March 2026 at 2am (2026-03-29T01:00:00Z)" in told
    assert "type note/1 and" in says(replace(ABSENCE, types=("note/1",)))
