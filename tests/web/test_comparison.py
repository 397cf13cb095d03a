"""Two dates of one enquiry side by side, and its decisions with what was known when."""

import re
from datetime import datetime
from itertools import pairwise

import pytest

from api.pages.duty_states import state_of
from ledger.views import AsOf, Views
from projections import compare, decisions
from tests.projections.views import read
from tests.scenario import given
from tests.web.answers import entries_of, links, words
from tests.web.house import House
from tests.web.reading import signed_in

MOMENTS = ("2026-05-28T12:00:00Z", "2026-05-31T12:00:00Z", "2026-06-09T12:00:00Z")


def moment(text: str) -> datetime:
    """A moment of an address."""
    return datetime.fromisoformat(text)


@pytest.mark.parametrize("who", ["priya", "ellison"])
def test_a_comparison_shows_what_came_between(house: House, who: str) -> None:
    """Each entry recorded between the two, and each that was replaced, and how many."""
    stream = house.enquiries["harper"]
    reader, views = signed_in(house, who), Views(house.ledger)
    purpose = "inspection" if who == "ellison" else "casework"
    for first, last in pairwise(MOMENTS):
        answer = reader.open(f"/enquiries/{stream}/comparison", earlier=first, later=last)
        one, two = (
            views.reading(
                stream,
                house.told.keys[who].practitioner,
                purpose,  # type: ignore[arg-type]  # a purpose
                AsOf(moment(at)),
            )
            for at in (first, last)
        )
        told = compare(one, two)
        assert entries_of(answer.text) == [row.entry for row in (*told.replaced, *told.added)]
        changed, shown = sum(one.changed for one in told.clocks), words(answer.text)
        assert f"{len(told.added)} recorded" in shown
        assert f"{changed} {'time limit' if changed == 1 else 'time limits'} changed" in shown
        for clock in told.clocks:
            for said in filter(None, (clock.earlier, clock.later)):
                assert f"{state_of(said).words} {said.words}" in shown


def test_whichever_date_is_typed_first_the_facts_are_the_same(house: House) -> None:
    """The earlier one comes first, so nobody reads a correction as having been taken back."""
    priya = signed_in(house, "priya")
    path = f"/enquiries/{house.enquiries['harper']}/comparison"
    there = priya.open(path, earlier=MOMENTS[0], later=MOMENTS[2])
    back = priya.open(path, earlier=MOMENTS[2], later=MOMENTS[0])
    main = re.compile(r"<h2.*</main>", re.DOTALL)
    assert main.findall(there.text) == main.findall(back.text) != []


def test_two_dates_are_typed_and_stand_in_the_address(house: House) -> None:
    """A page that can be sent to somebody; without an earlier date there is nothing to compare."""
    priya = signed_in(house, "priya")
    path = f"/enquiries/{house.enquiries['harper']}/comparison"
    typed = [("earlier-day", "29"), ("earlier-month", "5"), ("earlier-year", "2026")]
    answer = priya.open(path, [*typed, ("earlier-time", "10am"), ("later-day", "")])
    assert answer.url.params["earlier"] == "2026-05-29T09:00:00Z"
    assert "later" not in answer.url.params
    nothing = priya.open(path, [("earlier-day", ""), ("later-day", "")])
    assert nothing.status_code == 422
    assert "Enter the earlier date" in words(nothing.text)


@pytest.mark.parametrize("child", ["harper", "tia"])
@pytest.mark.parametrize("who", ["priya", "ellison"])
def test_every_decision_stands_with_what_was_known_when(house: House, who: str, child: str) -> None:
    """Who decided, what was overdue, what came later and how much later, and dissent; its links
    lead to the record as it stood then.
    """
    stream = house.enquiries[child]
    purpose = "inspection" if who == "ellison" else "casework"
    reading = Views(house.ledger).reading(
        stream,
        house.told.keys[who].practitioner,
        purpose,  # type: ignore[arg-type]  # a purpose
    )
    view = decisions(reading)
    reader = signed_in(house, who)
    answer = reader.open(f"/enquiries/{stream}/decisions")
    assert len(re.findall('<section[^>]* id="decision-', answer.text)) == len(view.decisions) > 0
    shown = words(answer.text)
    for one in view.decisions:
        known = one.information
        for decider in one.decided_by:
            assert decider.name in shown
        for duty in known.already_due:
            assert duty.words in shown
        for item in (*known.known_not_recorded, *known.came_later):
            assert f"entry {item.entry} ): {item.later} later" in shown
        for dissent in one.dissent:
            assert f"{dissent.by.name} ({dissent.by.agency}) did not agree" in shown
    past_links = links(answer.text, f"/enquiries/{stream}/chronology?as_of=")
    assert len(past_links) == len(view.decisions)
    past = reader.open(past_links[0])
    decided = view.decisions[0].information.decided
    assert len(entries_of(past.text)) == sum(e.recorded <= decided for e in reading.enquiry.entries)


def test_a_decision_of_a_day_is_judged_no_later_than_it_was_known() -> None:
    """A date without a time may mean any moment of that day, but not one after it was told of; so
    the record as it stood then can always be shown.
    """
    history = given().at("2026-03-03T12:00Z", event="Section47Initiated", occurred="2026-03-03")
    (decision,) = decisions(read(history)).decisions
    assert decision.information.decided == moment("2026-03-03T12:00:00Z")


def test_one_entry_lists_everything_that_came_later(house: House) -> None:
    """Where the page of all decisions leads to, when there is too much for it."""
    path = f"/enquiries/{house.enquiries['harper']}/decisions"
    answer = signed_in(house, "priya").open(path, entry=38)
    assert len(re.findall('<section[^>]* id="decision-', answer.text)) == 2
    assert "Only what was decided in entry 38" in words(answer.text)
