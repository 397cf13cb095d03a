"""Laws that every view keeps, over any history: no leak from later, none past a mark."""

from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.clearance import Clearance
from domain.marks import MARKS
from projections import (
    Reading,
    View,
    ViewCache,
    Wanted,
    case_view,
    chronology,
    compare,
    countersignatures,
    decisions,
    duties,
)
from projections.chronology import Row
from tests.projections.histories import histories, tokens, tokens_of
from tests.projections.views import as_json, read
from tests.scenario import Scenario

VIEWS = (case_view, chronology, countersignatures, duties, decisions)
NUMBERS = {"entry", "entries", "earlier", "version", "in_record", "replaced_since", "chased"} | {
    "countersignature",
    "explained_by",
    "met_by",
    "objections_after",
    "objections_before",
    "replaced_by",
    "returning",
}
CLEARANCES = st.builds(Clearance, st.frozensets(st.sampled_from(MARKS)))


def every_view(reading: Reading) -> Iterator[View]:
    """All that this reading shows."""
    for view in VIEWS:
        yield view(reading)
    start = read(Scenario(reading.profile, reading.enquiry.at_version(1)))
    yield compare(start, reading)


def cut(history: Scenario, version: int) -> Scenario:
    """The history as it stood after so many entries."""
    return Scenario(history.profile, history.enquiry.at_version(version), history.names)


def entry_numbers(value: Any) -> Iterator[int]:
    """Every entry number that an answer mentions, wherever it stands."""
    if isinstance(value, dict):
        for key, item in value.items():
            numbers = item if isinstance(item, list) else [item]
            if key in NUMBERS:
                yield from (number for number in numbers if isinstance(number, int))
            yield from entry_numbers(item)
    elif isinstance(value, list):
        for item in value:
            yield from entry_numbers(item)


@settings(max_examples=40)
@given(histories(), st.data())
def test_a_past_view_knows_nothing_of_later_entries(history: Scenario, data: st.DataObject) -> None:
    """As known at N, every view is the view of the first N entries, and mentions none beyond."""
    version = data.draw(st.integers(1, history.enquiry.version))
    past = cut(history, version)
    now = past.enquiry.entries[-1].recorded
    for view in VIEWS:
        told = view(read(Scenario(history.profile, history.enquiry.as_known_at(now)), now))
        assert told == view(read(past, now))
        assert max(entry_numbers(as_json(told)), default=0) <= version


@settings(max_examples=40)
@given(histories(), CLEARANCES)
def test_no_view_shows_a_word_past_a_mark(history: Scenario, clearance: Clearance) -> None:
    """The words of every withheld entry, field and list element stand nowhere in any answer."""
    reading = read(history, clearance=clearance)
    hidden: set[str] = set()
    for entry in reading.enquiry.entries:
        for field in type(entry.event).model_fields:
            if not reading.sees(entry, field):
                hidden |= tokens_of(entry, field) - _seen_elements(reading, entry, field)
    for view in every_view(reading):
        assert not hidden & tokens(view.model_dump_json())


def _seen_elements(reading: Reading, entry: Any, field: str) -> set[str]:
    """The tokens of those elements of a list that the reader sees, where another is hidden."""
    value = getattr(entry.event, field)
    if not isinstance(value, tuple):
        return set()
    return {
        token
        for index, element in enumerate(value)
        if reading.sees(entry, f"{field}.{index}")
        for token in tokens(element)
    }


@settings(max_examples=40)
@given(histories(), CLEARANCES)
def test_whoever_may_see_a_part_reads_its_words(history: Scenario, clearance: Clearance) -> None:
    """A mark on one part withholds no other: the words of all that is not hidden are shown."""
    reading = read(history, clearance=clearance)
    rows = {row.entry: row for row in chronology(reading).rows}
    for entry in reading.enquiry.entries:
        shown = tokens(rows[entry.seq].model_dump_json())
        for field in type(entry.event).model_fields:
            if reading.sees(entry, field):
                assert tokens_of(entry, field) <= shown


@settings(max_examples=40)
@given(histories(), CLEARANCES)
def test_every_withheld_entry_is_counted(history: Scenario, clearance: Clearance) -> None:
    """Every entry has a row, in either order; what is withheld is said, with its mark."""
    reading = read(history, clearance=clearance)
    for wanted in (Wanted("happened"), Wanted("recorded")):
        view = chronology(reading, wanted)
        assert sorted(row.entry for row in view.rows) == [e.seq for e in reading.enquiry.entries]
        assert [row.number for row in view.rows] == list(range(1, len(view.rows) + 1))
        unseen = [e.seq for e in reading.enquiry.entries if e.mark not in clearance.marks]
        assert sorted(r.entry for r in view.rows if not isinstance(r, Row)) == unseen
        assert view.known.withheld_entries == view.withheld == len(unseen)


@settings(max_examples=30)
@given(histories(), st.sampled_from(["happened", "recorded"]), st.data())
def test_narrowing_keeps_the_order(history: Scenario, order: Any, data: st.DataObject) -> None:
    """Narrowed rows are the rows of the whole that fit, in the same order."""
    reading = read(history)
    whole = [row for row in chronology(reading, Wanted(order=order)).rows if isinstance(row, Row)]
    kind = data.draw(st.sampled_from(sorted({row.event for row in whole})))
    person = data.draw(st.sampled_from(["maya", "leo", "dawn", "craig"]))
    narrowed = chronology(reading, Wanted(order, person=person, kinds=frozenset({kind}))).rows
    fitting = [row.entry for row in whole if row.event == kind and person in row.people]
    assert [row.entry for row in narrowed] == fitting


@settings(max_examples=30)
@given(histories(), st.data())
def test_comparisons_add_up(history: Scenario, data: st.DataObject) -> None:
    """What came between A and C is what came between A and B, and then between B and C."""
    last = history.enquiry.version
    middle = data.draw(st.integers(1, last))
    first = data.draw(st.integers(1, middle))
    a, b, c = (read(cut(history, version)) for version in (first, middle, last))

    def added(earlier: Reading, later: Reading) -> list[int]:
        return [row.entry for row in compare(earlier, later).added]

    assert added(a, b) + added(b, c) == added(a, c) == list(range(first + 1, last + 1))


@settings(max_examples=25)
@given(histories(), st.lists(CLEARANCES, min_size=1, max_size=3), st.data())
def test_what_is_kept_is_what_would_be_computed(
    history: Scenario, clearances: list[Clearance], data: st.DataObject
) -> None:
    """One cache, many readers and cuts: each gets their own view, the first time and again."""
    cache = ViewCache()
    for version in data.draw(st.lists(st.integers(1, history.enquiry.version), max_size=4)):
        for clearance in clearances:
            reading = read(cut(history, version), clearance=clearance)
            for view in VIEWS:
                assert cache.get(view, reading) == view(reading) == cache.get(view, reading)
