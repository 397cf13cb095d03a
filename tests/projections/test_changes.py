"""Two moments of one history: what every clock and finding said at both, over any history."""

from hypothesis import given, settings
from hypothesis import strategies as st

from projections import Reading, chronology, compare, duties
from projections.chronology import Wanted
from tests.projections.histories import histories
from tests.projections.views import read, without
from tests.scenario import Scenario
from tests.scenario import given as under

few = settings(max_examples=20)


def cut(history: Scenario, version: int) -> Reading:
    """The history as it stood after so many entries."""
    return read(Scenario(history.profile, history.enquiry.at_version(version), history.names))


@few
@given(histories())
def test_a_moment_compared_with_itself_has_changed_in_nothing(history: Scenario) -> None:
    """Nothing is added, nothing replaced, and every clock and finding is at both."""
    told = compare(read(history), read(history))
    assert not told.added
    assert not told.replaced
    assert all(one.earlier == one.later and not one.changed for one in told.clocks)
    assert all(one.earlier == one.later for one in told.findings)


@few
@given(histories(), st.data())
def test_each_side_of_a_comparison_is_the_whole_of_that_moment(
    history: Scenario, data: st.DataObject
) -> None:
    """Every clock that applies and every finding, once, as the duties of that moment tell it."""
    version = data.draw(st.integers(1, history.enquiry.version))
    earlier, later = cut(history, version), read(history)
    told = compare(earlier, later)
    for reading, side in ((earlier, "earlier"), (later, "later")):
        view = duties(reading)
        applying = [one for one in view.duties if one.state != "not_applicable"]
        clocks = [getattr(one, side) for one in told.clocks if getattr(one, side)]
        findings = [getattr(one, side) for one in told.findings if getattr(one, side)]
        assert sorted(map(str, clocks)) == sorted(map(str, applying))
        assert sorted(map(str, findings)) == sorted(map(str, view.findings))


@few
@given(histories(), st.data())
def test_what_was_recorded_in_two_steps_is_what_was_recorded_in_one(
    history: Scenario, data: st.DataObject
) -> None:
    """From the first moment to the last, by whatever moment between them."""
    first, middle = sorted(data.draw(st.integers(1, history.enquiry.version)) for _ in range(2))
    one, two, three = cut(history, first), cut(history, middle), read(history)
    whole = [row.entry for row in compare(one, three).added]
    steps = [*compare(one, two).added, *compare(two, three).added]
    assert [row.entry for row in steps] == whole


@few
@given(histories(), st.sampled_from(["happened", "recorded"]), st.data())
def test_a_filter_hides_what_it_does_not_show_and_nothing_else(
    history: Scenario, order: str, data: st.DataObject
) -> None:
    """Rows of one filter or another: together they are what the reader may see, each once."""
    reading = read(history, clearance=without("restricted", "privileged"))
    kinds = sorted({type(entry.event).__name__ for entry in history.enquiry.entries})
    chosen = frozenset(data.draw(st.sets(st.sampled_from(kinds), min_size=1)))
    others = frozenset(kinds) - chosen
    shown = [
        row.entry
        for some in filter(None, (chosen, others))
        for row in chronology(reading, Wanted(order, kinds=some)).rows  # type: ignore[arg-type]  # drawn
    ]
    seen = [e.seq for e in history.enquiry.entries if not reading.withholds(e)]
    assert sorted(shown) == seen


def test_a_clock_follows_the_entry_that_corrects_what_it_arose_from() -> None:
    """One clock at both moments, and not one that ended and another that began."""
    history = under().at("2026-03-02T10:00Z", event="StrategyDiscussionHeld", ref="held")
    corrected = history.at(
        "2026-03-03T10:00Z",
        event="StrategyDiscussionHeld",
        corrects="held",
        because="The time was that of the invitation.",
    )
    told = compare(read(history), read(corrected))
    assert told.clocks
    assert all(one.earlier and one.later for one in told.clocks)
