"""Age bands: those of the children in need census, by what the reader may see."""

import pytest

from projections.age import age_band
from tests.domain.judging import instant, person
from tests.projections.views import read, without
from tests.scenario import Scenario, given

DAY = instant("2026-03-02T12:00Z").date()


def child(fact: dict[str, str] | None = None, **frame: str) -> Scenario:
    """A history with Maya, of whom one fact is recorded."""
    history = given().at(
        "2026-03-02T09:00Z", event="PersonAdded", data=person("maya", "M", "child")
    )
    if fact is None:
        return history
    data = {"person": "maya", "fact": fact}
    return history.at("2026-03-02T09:01Z", event="PersonFact", data=data, **frame)


@pytest.mark.parametrize(
    ("born", "band"),
    [
        ("2026-03-03", "unborn"),
        ("2026-03-02", "under 1"),
        ("2025-03-03", "under 1"),
        ("2025-03-02", "1 to 4"),
        ("2021-03-03", "1 to 4"),
        ("2021-03-02", "5 to 9"),
        ("2016-03-02", "10 to 15"),
        ("2010-03-03", "10 to 15"),
        ("2010-03-02", "16 and over"),
    ],
)
def test_a_band_ends_on_a_birthday(born: str, band: str) -> None:
    """On the day before it, the child is still of the younger one."""
    assert age_band(read(child({"kind": "born", "on": born})), DAY) == band


def test_a_child_who_is_expected_is_unborn() -> None:
    """And one of whom no date is recorded has no band."""
    assert age_band(read(child({"kind": "due", "on": "2026-05-01"})), DAY) == "unborn"
    assert age_band(read(child()), DAY) is None
    assert age_band(read(given().at("2026-03-02T09:00Z", event="ChildSeen")), DAY) is None


def test_a_date_of_birth_that_is_withheld_gives_no_band() -> None:
    """A band would tell of it."""
    history = child({"kind": "born", "on": "2020-01-01"}, mark="restricted")
    assert age_band(read(history, clearance=without("restricted")), DAY) is None
