"""What is kept of a view, and until when."""

from datetime import timedelta

from projections import Reading, View, ViewCache, chronology, duties
from tests.big import big
from tests.domain.judging import instant
from tests.projections.views import read, without
from tests.scenario import given


class Counting:
    """A view that counts how often it is computed."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, reading: Reading, *_: object) -> View:
        """The chronology."""
        self.times += 1
        return chronology(reading)


def test_a_view_is_computed_once_a_minute_at_most() -> None:
    """Within the minute the same; after it, or with another entry, computed anew."""
    view, cache, history = Counting(), ViewCache(), big(40)
    now = history.enquiry.entries[-1].recorded + timedelta(hours=1)
    first = cache.get(view, read(history, now))
    assert cache.get(view, read(history, now + timedelta(seconds=59))) is first
    assert view.times == 1
    cache.get(view, read(history, now + timedelta(seconds=60)))
    cache.get(view, read(history.at(now.isoformat(), event="ParentInformed"), now))
    assert view.times == 3


def test_readers_and_arguments_have_views_of_their_own() -> None:
    """What one reader sees is never given to another."""
    view, cache, history = Counting(), ViewCache(), big(40)
    cache.get(view, read(history))
    cache.get(view, read(history, clearance=without("police_sensitive")))
    cache.get(view, read(history), "argument")
    assert view.times == 3


def test_a_limit_that_passes_is_seen_in_the_minute_after() -> None:
    """A kept view never says that something is still running when its minute is over."""
    cache = ViewCache()
    history = given().at(
        "2026-03-02T16:00Z", event="StrategyDiscussionHeld", occurred="2026-03-02T15:00:00Z"
    )
    due = next(
        one.due.latest
        for one in duties(read(history, "2026-03-02T17:00+00:00")).duties
        if one.row == "TIM-07" and one.due
    )

    def state(seconds: int) -> str:
        reading = read(history, due + timedelta(seconds=seconds))
        return next(one.state for one in cache.get(duties, reading).duties if one.row == "TIM-07")

    assert (state(-1), state(60)) == ("running", "overdue")


def test_an_entry_of_this_very_minute_is_seen() -> None:
    """The minute does not cut off what was recorded within it."""
    history = given().at("2026-03-02T16:00:40Z", event="ParentInformed")
    reading = read(history, instant("2026-03-02T16:00:50+00:00"))
    view = ViewCache().get(chronology, reading)
    assert len(view.rows) == 1
    assert view.known.now == history.enquiry.entry(1).recorded


def test_the_least_recently_used_goes_first() -> None:
    """The cache never holds more than its size."""
    view, cache = Counting(), ViewCache(size=2)
    one, two, three = (read(big(number)) for number in (10, 11, 12))
    for reading in (one, two, one, three, one):
        cache.get(view, reading)
    assert view.times == 3
    cache.get(view, two)
    assert view.times == 4


def test_what_was_disposed_of_is_forgotten() -> None:
    """After a disposal nothing of the enquiry is kept."""
    view, cache, reading = Counting(), ViewCache(), read(big(10))
    cache.get(view, reading)
    cache.forget(reading.enquiry.id)
    cache.get(view, reading)
    assert view.times == 2
