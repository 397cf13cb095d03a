"""An enquiry's pages as several people read them, now and as of past moments, without a browser."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html.parser import HTMLParser

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.pages.case_model import case_model
from api.pages.findings import groups
from domain.clearance import Clearance
from domain.marks import MARKS
from projections import duties
from projections.times import instant_words
from tests.projections.histories import histories, tokens, tokens_of
from tests.projections.views import read
from tests.scenario import Scenario
from tests.scenario import given as under
from tests.web.house import House
from tests.web.reading import signed_in

PAGES = ("", "/duties", "/countersignatures")
READERS = ("ruth", "priya", "hallam", "siddiqui", "ellison", "zielinski", "calloway", "registrar")
MOST_BYTES = 100_000
CLEARANCES = st.builds(Clearance, st.frozensets(st.sampled_from(MARKS)))
NOWHERE = "00000000-0000-4000-8000-000000000000"


class Outline(HTMLParser):
    """What a page is made of: levels of headings, landmarks, ids, links, and forms."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.landmarks: list[str] = []
        self.ids: list[str] = []
        self.labels: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        given = dict(attrs)
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag in {"main", "header", "footer"}:
            self.landmarks.append(tag)
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        self.ids += [given["id"] or ""] if "id" in given else []
        self.labels += (given.get("aria-labelledby") or "").split()


def pages(house: House) -> Iterator[str]:
    """The pages of every enquiry."""
    return (f"/enquiries/{id_}{page}" for id_ in house.enquiries.values() for page in PAGES)


@pytest.mark.parametrize("who", READERS)
def test_pages_are_whole_and_light(house: House, who: str) -> None:
    """One h1, headings without a gap, one of each landmark, ids once, labels that exist, under
    100 kB; and whoever may not know of an enquiry is told the same as where there is none.
    """
    reader = signed_in(house, who)
    nothing = reader.get(f"/enquiries/{NOWHERE}")
    assert nothing.status_code == httpx.codes.NOT_FOUND
    for path in pages(house):
        answer = reader.get(path)
        if answer.status_code == httpx.codes.NOT_FOUND:
            assert _without_address(answer.text) == _without_address(nothing.text)
            continue
        assert answer.status_code == httpx.codes.OK, path
        assert len(answer.content) < MOST_BYTES, path
        _check(Outline(answer.text), path)


def _without_address(text: str) -> str:
    return re.sub(r"/?enquiries%?2?F?/?[0-9a-f-]{36}(/[a-z]+)?", "", text)


def _check(outline: Outline, path: str) -> None:
    assert outline.levels.count(1) == 1, path
    steps = zip(outline.levels, outline.levels[1:], strict=False)
    assert all(deeper - level <= 1 for level, deeper in steps), path
    assert sorted(outline.landmarks) == ["footer", "header", "main"], path
    assert len(outline.ids) == len(set(outline.ids)), path
    assert set(outline.labels) <= set(outline.ids), path


def test_every_link_of_a_case_leads_somewhere(house: House) -> None:
    """Each finding's form, each entry and each other page that a case page names is there."""
    reader = signed_in(house, "priya")
    for child in ("harper", "tia"):
        start = f"/enquiries/{house.enquiries[child]}"
        found = {link for page in PAGES for link in Outline(reader.get(start + page).text).links}
        ours = sorted(link for link in found if link.startswith(start))
        assert len(ours) > 50
        broken = [link for link in ours if reader.get(link).status_code != httpx.codes.OK]
        assert broken == []


def test_a_past_moment_is_kept_and_nothing_is_recorded_in_it(house: House) -> None:
    """Every tab leads to the same moment; no link leads to a form; the moment is said, in the
    title, too.
    """
    enquiry = house.ledger.reads.enquiry(house.enquiries["tia"])
    moment = enquiry.entries[25].recorded
    query = {"as_of": moment.strftime("%Y-%m-%dT%H:%M:%SZ")}
    reader = signed_in(house, "priya")
    for page in PAGES:
        path = f"/enquiries/{enquiry.id}{page}"
        text = reader.get(path, query).text
        assert f"As known on {instant_words(moment)}" in text
        assert f", as known on {instant_words(moment)} – Tia Mensah – Countersign</ti" in text
        links = Outline(text).links
        assert not [link for link in links if "/record" in link or "/countersign?" in link]
        tabs = [link for link in links if re.search(f"{enquiry.id}(/[a-z]+)?[?]as_of", link)]
        assert len(tabs) >= 6
        assert path in links  # the way back to the present
        later = {str(entry.seq) for entry in enquiry.entries[26:]}
        shown = set(re.findall(r"/entries/(\d+)", " ".join(links)))
        assert not shown & later


def test_an_inspector_reads_and_is_offered_nothing_to_record(house: House) -> None:
    """No button, and no form behind any finding."""
    reader = signed_in(house, "ellison")
    for path in pages(house):
        links = Outline(reader.get(path).text).links
        assert not [link for link in links if "/record" in link or "/countersign?" in link]


def test_an_enquiry_that_has_just_begun_reads_well(house: House) -> None:
    """With one entry there is a name or none, and words instead of empty lists."""
    enquiry = house.ledger.reads.enquiry(house.enquiries["aisha"])
    moment = enquiry.entries[0].recorded.strftime("%Y-%m-%dT%H:%M:%SZ")
    reader = signed_in(house, "zielinski")
    begun = reader.get(f"/enquiries/{enquiry.id}", {"as_of": moment}).text
    assert "Before any strategy discussion" in begun
    assert "No time limit runs yet." in begun
    assert "No decision is recorded yet." in begun
    assert "Nothing was found to be against the procedure." in begun


def test_before_its_first_entry_there_is_nothing_to_show(house: House) -> None:
    """A second before it began, an enquiry has no child, and no page of it fails."""
    enquiry = house.ledger.reads.enquiry(house.enquiries["harper"])
    moment = enquiry.entries[0].recorded - timedelta(seconds=1)
    reader = signed_in(house, "priya")
    for page in PAGES:
        answer = reader.get(f"/enquiries/{enquiry.id}{page}", {"as_of": moment.isoformat()})
        assert answer.status_code == httpx.codes.OK
        assert "Child not yet named" in answer.text
        assert "Harper" not in answer.text


def test_nobody_is_offered_to_countersign_their_own_record(house: House) -> None:
    """A manager is offered what others recorded and waits for managers; an author is not."""
    enquiry = house.ledger.reads.enquiry(house.enquiries["yusuf"])
    reader = signed_in(house, "zielinski")
    text = reader.get(f"/enquiries/{enquiry.id}/countersignatures").text
    offered = {int(seq) for seq in re.findall(r"/entries/(\d+)/countersign", text)}
    outstanding = {int(seq) for seq in re.findall(r">Entry (\d+)<", text)}
    manager = house.told.keys["zielinski"].practitioner
    own = {seq for seq in outstanding if enquiry.entry(seq).author == manager}
    assert own
    assert offered
    assert not offered & own
    reader = signed_in(house, "finch-2")
    text = reader.get(f"/enquiries/{enquiry.id}/countersignatures").text
    assert "/countersign" not in text.replace("/countersignatures", "").replace(
        '"/countersign"', ""
    )


def test_the_filter_of_duties_narrows(house: House) -> None:
    """By chapter, state and gravity; what the address says beyond that is not looked at."""
    path = f"/enquiries/{house.enquiries['tia']}/duties"
    reader = signed_in(house, "priya")
    seen = reader.get(path, {"chapter": "SEE"}).text
    assert re.findall(r'<h2[^>]*id="chapter-([A-Z0-9]+)"', seen) == ["SEE"]
    overdue = reader.get(path, {"state": "overdue"}).text
    states = set(re.findall(r'class="govuk-tag govuk-tag--(\w+) app-state"', overdue))
    assert states == {"red"}
    odd = reader.get(path, {"chapter": "<b>", "state": "x", "gravity": "y"})
    assert odd.status_code == httpx.codes.OK
    assert "<b>" not in odd.text
    none = reader.get(path, {"chapter": "ABE", "state": "overdue"}).text
    assert "Nothing fits this filter." in none


def test_siblings_are_named_only_to_who_may_know_of_them(house: House) -> None:
    """A link to the other child's enquiry stands on the page of whoever may read both."""
    start, other = (f"/enquiries/{house.enquiries[name]}" for name in ("harper", "jayden"))
    reader = signed_in(house, "priya")
    assert other in Outline(reader.get(start).text).links


def test_a_brothers_page_opens_where_a_sisters_record_cannot_be_read(own_house: House) -> None:
    """It says what cannot be compared, and has nobody open a second enquiry about her."""
    tia, joel = (own_house.enquiries[name] for name in ("tia", "joel"))
    reader = signed_in(own_house, "priya")
    assert tia in reader.get(f"/enquiries/{joel}").text
    with own_house.ledger.store.database.write() as session:
        session.run("DELETE FROM sealed WHERE stream = ? AND seq = 2", (tia,))
    own_house.ledger.reads.forget(tia)
    answer = reader.get(f"/enquiries/{joel}")
    assert answer.status_code == httpx.codes.OK
    assert "are also in another record, which cannot be read" in answer.text
    assert "A record that may be about a brother or sister cannot be read." in answer.text
    assert tia not in answer.text
    assert "/new-enquiry" not in answer.text


def test_what_was_explained_asks_for_nothing_more() -> None:
    """A delay stays a finding; once it is explained, no form for an explanation is offered."""
    late = (
        under("hertfordshire")
        .at("2026-03-02T09:00Z", event="StrategyDiscussionHeld")
        .at("2026-03-09T09:00Z", event="ChildSeen")
    )
    explained = late.at(
        "2026-03-09T10:00Z", event="DelayExplained", data={"duty": "TIM-07", "reasons": "Snow."}
    )
    for history, offered in ((late, True), (explained, False)):
        gravest = next(groups(duties(read(history))))
        found = next(one for one in gravest.findings if one.row == "TIM-07")
        assert (found.answer is not None, bool(found.explained_by)) == (offered, not offered)


@settings(max_examples=40)
@given(histories(), CLEARANCES)
def test_the_case_page_is_made_of_what_its_reader_may_see(
    history: Scenario, clearance: Clearance
) -> None:
    """No word of a withheld entry or field stands anywhere in what the page is made from."""
    reading = read(history, clearance=clearance)
    hidden: set[str] = set()
    for entry in reading.enquiry.entries:
        for field in type(entry.event).model_fields:
            if not reading.sees(entry, field) and not isinstance(
                getattr(entry.event, field), tuple
            ):
                hidden |= tokens_of(entry, field)
    assert not hidden & tokens(case_model(reading))
