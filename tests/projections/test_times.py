"""Times in views: the words that are signed, in order, and no more exact than what is known."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.english import when_words
from domain.values import stored_form
from projections.times import duration, happened, sorting
from tests.scenario import given as under

MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2025, 12, 31)).map(  # noqa: DTZ001 - in UTC below
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)
WHENS = st.one_of(
    MOMENTS.map(datetime.isoformat),
    MOMENTS.map(lambda moment: moment.date().isoformat()),
    MOMENTS.map(lambda moment: {"about": moment.isoformat(), "within": 30}),
    st.builds(
        lambda moment, hours: {
            "from": moment.isoformat(),
            "to": (moment + timedelta(hours=hours)).isoformat(),
        },
        MOMENTS,
        st.integers(0, 72),
    ),
    st.just("unknown"),
)


@given(WHENS)
def test_views_say_when_as_the_statement_does(occurred: Any) -> None:
    """The words for a time are those that the author's device composed and signed."""
    history = under().at("2026-03-02T10:00Z", event="ChildSeen", occurred=occurred)
    entry = history.enquiry.entry(1)
    shown = happened(entry)
    assert shown.words == when_words(stored_form(entry.frame.occurred))
    assert shown.precision == "unknown" or shown.earliest is not None


def test_what_nobody_could_date_stands_where_it_became_known() -> None:
    """An unknown time is not invented: only its place is, from what is known."""
    known = "2026-02-20T09:00:00+00:00"
    history = under().at("2026-03-02T10:00Z", event="ChildSeen", occurred="unknown", known=known)
    entry = history.enquiry.entry(1)
    assert (happened(entry).earliest, happened(entry).latest) == (None, None)
    assert sorting(entry)[0] == datetime.fromisoformat(known)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "less than a minute"),
        (1, "1 minute"),
        (61, "1 hour and 1 minute"),
        (1440, "1 day"),
        (3 * 1440 + 5, "3 days and 5 minutes"),
        (1440 + 62, "1 day and 1 hour"),
    ],
)
def test_durations_name_their_two_largest_units(minutes: int, words: str) -> None:
    """Rounded down, as an age is."""
    assert duration(timedelta(minutes=minutes)) == words
