"""Where the two procedures differ, they give different reports on one and the same history.

Every enquiry of every scenario is judged under both. `A` finds what `B` does not ask, and the other
way round; where both ask, one answers otherwise, or in other words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import pytest

from domain.duties import Case, State, evaluate_case
from domain.findings import findings_of
from domain.profiles import Profile, load_profile, shipped_profiles
from tests.statute.evidence import Judged, Scenarios

A, B = (load_profile(shipped_profiles()[name]) for name in ("hertfordshire", "standard"))
MOMENTS: Final = 30
"""Into how many moments the time of an enquiry is divided."""
LATER: Final = timedelta(days=100)
"""After the last entry: every limit of both procedures has passed."""

ONLY_A: Final[dict[int, tuple[str, ...]]] = {
    1: ("TIM-01",),
    2: ("TIM-02", "TIM-03"),
    3: ("TIM-07",),
    4: ("SEE-03",),
    5: ("SEE-09",),
    6: ("TIM-06",),
    7: ("STR-02",),
    10: ("STR-33",),
    12: ("OUT-01",),
    13: ("REC-03",),
    14: ("TIM-05",),
    16: ("STR-44",),
    18: ("PAR-04", "PAR-08", "PAR-09", "PAR-10"),
    19: ("OBJ-03",),
    20: ("MED-02", "MED-05", "MED-09", "MED-20", "MED-22", "MED-29"),
    21: ("ABE-02",),
    22: ("TIM-08", "SEE-14", "SEE-15"),
    23: ("REF-07",),
    24: ("TIM-11", "TIM-12"),
    25: ("CHK-04",),
    26: ("CHK-06",),
    27: ("STR-20",),
    28: ("TIM-09",),
    29: ("CPC-04",),
    31: ("FDB-03", "FDB-05", "FDB-07"),
    34: ("DIS-04",),
    39: ("SEE-11",),
}
"""By the number of the table: rows of which A finds a breach that B does not."""

ONLY_B: Final[dict[int, tuple[str, ...]]] = {
    7: ("STR-03",),
    8: ("STR-23",),
    9: ("STR-15",),
    11: ("REC-02",),
    16: ("TIM-15",),
    28: ("CPC-10",),
    33: ("OUT-08",),
    35: ("REC-04", "TIM-17"),
    36: ("REC-06", "REC-09"),
    37: ("REC-15",),
    38: ("REC-05",),
    39: ("S47-04",),
}
"""By the number of the table: rows of which B finds a breach that A does not."""

WORDS: Final[dict[int, tuple[str, str]]] = {
    15: ("Child and Family (C&F) assessment", "Single Assessment"),
    17: (A.parents.withhold_test, B.parents.withhold_test),
    30: (A.icpc.agency_reports_to, B.icpc.agency_reports_to),
    32: (
        "Considering a family group conference",
        "Asking the family whether it wishes for a family group conference",
    ),
    40: (A.terms.authorising_manager, B.terms.authorising_manager),
}
"""By the number of the table: words that stand in the report of A, and those of B instead."""


@dataclass(frozen=True)
class Reports:
    """What both procedures say of one enquiry: the rows found at some moment, and all the words."""

    rows: tuple[frozenset[str], frozenset[str]]
    words: tuple[str, str]


@pytest.fixture(scope="session")
def reports(scenarios: Scenarios) -> tuple[Reports, ...]:
    """Every enquiry of every scenario, judged under both."""
    judged = (judged for one in scenarios.all() for judged in one.judged)
    return tuple(_reports(one) for one in judged)


def _reports(judged: Judged) -> Reports:
    (rows, words), (other_rows, other_words) = (_report(judged, profile) for profile in (A, B))
    return Reports((rows, other_rows), (words, other_words))


def _report(judged: Judged, profile: Profile) -> tuple[frozenset[str], str]:
    rows: set[str] = set()
    words: set[str] = set()
    for now in _moments(judged):
        case = Case(judged.enquiry, profile, judged.calendar, now)
        statuses = evaluate_case(case)
        found = findings_of(case, statuses)
        rows |= {one.row for one in found}
        words |= {one.words for one in found}
        words |= {one.words for one in statuses if one.state is not State.NOT_APPLICABLE}
    return frozenset(rows), "\n".join(words)


def _moments(judged: Judged) -> Iterator[datetime]:
    times = sorted({entry.recorded for entry in judged.enquiry.entries})
    yield from times[:: max(1, len(times) // MOMENTS)]
    yield times[-1]
    yield times[-1] + LATER


def _each(table: dict[int, tuple[str, ...]]) -> list[tuple[int, str]]:
    return [(number, row) for number, rows in table.items() for row in rows]


@pytest.mark.parametrize(("number", "row"), _each(ONLY_A))
def test_only_the_one_finds_it(number: int, row: str, reports: tuple[Reports, ...]) -> None:
    """In some enquiry the procedure of Hertfordshire finds it, and the standard one does not."""
    assert any(row in one.rows[0] - one.rows[1] for one in reports), number


@pytest.mark.parametrize(("number", "row"), _each(ONLY_B))
def test_only_the_other_finds_it(number: int, row: str, reports: tuple[Reports, ...]) -> None:
    """In some enquiry the standard procedure finds it, and that of Hertfordshire does not."""
    assert any(row in one.rows[1] - one.rows[0] for one in reports), number


@pytest.mark.parametrize("number", WORDS)
def test_each_says_it_in_its_own_words(number: int, reports: tuple[Reports, ...]) -> None:
    """On one history the report of each has its own words, and not those of the other."""
    ours, theirs = WORDS[number]
    assert any(
        ours in one.words[0]
        and theirs in one.words[1]
        and ours not in one.words[1]
        and theirs not in one.words[0]
        for one in reports
    )


def test_every_row_of_the_table_is_shown() -> None:
    """All forty."""
    assert {*ONLY_A, *ONLY_B, *WORDS} == set(range(1, 41))
