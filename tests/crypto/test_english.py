"""Times in words: as GOV.UK writes them, in London's time, on every device the same."""

import json
import shutil
import subprocess
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto.canonical import Json
from crypto.english import TimeRefused, date_words, instant_words, when_words
from tests.conftest import require

INSTANTS = {
    "2026-03-02T02:05:00Z": "2 March 2026 at 2:05am",
    "2026-03-02T14:00:59Z": "2 March 2026 at 2pm",
    "2026-03-02T00:00:00Z": "2 March 2026 at midnight",
    "2026-03-02T00:30:00Z": "2 March 2026 at 12:30am",
    "2026-03-02T12:00:30Z": "2 March 2026 at midday",
    "2026-03-02T12:01:00Z": "2 March 2026 at 12:01pm",
    "2026-03-29T00:59:59Z": "29 March 2026 at 12:59am",
    "2026-03-29T01:00:00Z": "29 March 2026 at 2am",
    "2026-10-24T23:59:59Z": "25 October 2026 at 12:59am",
    "2026-10-25T00:00:00Z": "25 October 2026 at 1am BST",
    "2026-10-25T00:59:59Z": "25 October 2026 at 1:59am BST",
    "2026-10-25T01:00:00Z": "25 October 2026 at 1am GMT",
    "2026-10-25T01:59:59Z": "25 October 2026 at 1:59am GMT",
    "2026-10-25T02:00:00Z": "25 October 2026 at 2am",
    "1945-07-15T00:30:00Z": "15 July 1945 at 2:30am BDST",
    "2026-06-30T23:00:00Z": "1 July 2026 at midnight",
    "2026-12-31T23:59:59Z": "31 December 2026 at 11:59pm",
}
"""Midnight and midday, and both changes of the clocks; in October one hour comes twice."""

WHENS: list[tuple[Json, str]] = [
    ({"at": "2026-07-01T11:00:00Z"}, "on 1 July 2026 at midday"),
    ({"on": "2026-07-01"}, "on 1 July 2026"),
    (
        {"from": "2026-07-01T08:00:00Z", "to": "2026-07-01T09:15:00Z"},
        "between 1 July 2026 at 9am and 10:15am",
    ),
    (
        {"from": "2026-07-01T22:30:00Z", "to": "2026-07-01T23:30:00Z"},
        "between 1 July 2026 at 11:30pm and 2 July 2026 at 12:30am",
    ),
    ({"about": "2026-07-01T15:30:00Z", "within": 30}, "at about 4:30pm on 1 July 2026"),
    ({"unknown": True}, "at a time that is not known"),
]

NO_INSTANTS: list[Any] = [
    *("2026-03-02T02:05:00", "2026-03-02T02:05:00+00:00", "2026-03-02T02:05:00.0Z"),
    *("2026-03-02T02:05Z", "2026-03-02 02:05:00Z", "2026-3-2T2:5:0Z", "20260302T020500Z"),
    *("2026-02-30T00:00:00Z", "2026-03-02T24:00:00Z", "2026-03-02T02:05:60Z"),
    *("0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "٢٠٢٦-03-02T02:05:00Z", ""),
    *("2026-03-02T02:05:00Z\n", "now"),
    *([1_772_419_500, None, True, ["2026-03-02T02:05:00Z"], {}]),
]
NO_DATES: list[Any] = [
    *("20260302", "2026-W10-1", "2026-061", "2026-3-2", "2026-02-30", "2026-03-02T00:00:00Z", ""),
    *("2026-03-02\n", "٢٠٢٦-03-02"),
    *([20260302, None, True, [], {}]),
]
NO_WHENS: list[Any] = [
    {},
    {"at": "2026-03-02"},
    {"on": "2026-03-02T00:00:00Z"},
    {"at": "2026-07-01T11:00:00Z", "on": "2026-07-01"},
    {"from": "2026-07-01T08:00:00Z"},
    {"from": "2026-07-01T08:00:00Z", "to": "2026-07-01T09:15:00Z", "about": True},
    {"about": "2026-07-01T15:30:00Z"},
    {"about": "2026-07-01T15:30:00Z", "within": True},
    {"about": "2026-07-01T15:30:00Z", "within": False},
    {"about": "2026-07-01T15:30:00Z", "within": "30"},
    {"unknown": False},
    {"unknown": 1},
    {"unknown": "yes"},
    *(["2026-07-01T11:00:00Z", None, [], 1]),
]

instants = st.datetimes(datetime(1970, 1, 1), datetime(2037, 12, 31)).map(  # noqa: DTZ001 - UTC below
    lambda value: value.replace(tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
) | st.sampled_from([one for one in INSTANTS if not one.startswith("1945")])


@pytest.mark.parametrize(("instant", "words"), INSTANTS.items())
def test_instants(instant: str, words: str) -> None:
    """F2.9: an instant to the minute, by London's clocks."""
    assert instant_words(instant) == words


@pytest.mark.parametrize(("when", "words"), WHENS)
def test_whens(when: Json, words: str) -> None:
    """F2.10: each of the five forms with its preposition."""
    assert when_words(when) == words


@given(st.dates(date(1, 1, 1)))
def test_dates(day: date) -> None:
    """A date keeps its day, month and year whatever the time zone."""
    number, month, year = date_words(day.isoformat()).split(" ")
    assert (int(number), int(year)) == (day.day, day.year)
    assert month == datetime(2000, day.month, 1, tzinfo=UTC).strftime("%B")


@pytest.mark.parametrize("value", NO_INSTANTS, ids=repr)
def test_no_second_spelling_of_an_instant(value: Json) -> None:
    """Whatever else a parser of times would take is refused."""
    with pytest.raises(TimeRefused):
        instant_words(value)


@pytest.mark.parametrize("value", NO_DATES, ids=repr)
def test_no_second_spelling_of_a_date(value: Json) -> None:
    """Whatever else a parser of dates would take is refused."""
    with pytest.raises(TimeRefused):
        date_words(value)


@pytest.mark.parametrize("value", NO_WHENS, ids=repr)
def test_no_sixth_form(value: Json) -> None:
    """A time has one of the five forms, and exactly its members."""
    with pytest.raises(TimeRefused):
        when_words(value)


NODE = """
const format = new Intl.DateTimeFormat("en-GB", {timeZone: "Europe/London", hourCycle: "h23",
  day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "numeric",
  timeZoneName: "short"});
const told = (text) => {
  const p = Object.fromEntries(format.formatToParts(new Date(text)).map((x) => [x.type, x.value]));
  const [hour, minute] = [Number(p.hour), Number(p.minute)];
  const clock = minute === 0 && hour === 0 ? "midnight" : minute === 0 && hour === 12 ? "midday"
    : `${hour % 12 || 12}${minute ? ":" + String(minute).padStart(2, "0") : ""}`
      + (hour < 12 ? "am" : "pm");
  return [`${p.day} ${p.month} ${p.year} at ${clock}`, p.timeZoneName];
};
const words = (text) => {
  const [own, zone] = told(text);
  const others = [-1, 1].map((n) => told(Date.parse(text) + n * 3_600_000)[0]);
  return others.includes(own) ? `${own} ${zone}` : own;
};
const instants = JSON.parse(require("fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(instants.map(words)));
"""


@settings(max_examples=5, deadline=None)
@given(st.lists(instants, min_size=60, max_size=80))
def test_a_browser_finds_the_same_words(several: list[str]) -> None:
    """JavaScript's own knowledge of London's clocks leads to the same words."""
    require(shutil.which("node") is not None, "Node is not installed")
    run = subprocess.run(
        ["node", "-e", NODE], input=json.dumps(several).encode(), capture_output=True, check=True
    )
    assert json.loads(run.stdout) == [instant_words(instant) for instant in several]
