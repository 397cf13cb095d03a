"""The chronology page: nothing is hidden silently, and the past is shown as it was known."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape

import httpx
import pytest

from ledger.views import AsOf, Views
from projections import choices, chronology
from projections.chronology import Row
from projections.parts import Withheld, plain
from projections.reading import Reading
from tests.web.answers import entries_of, links, row_of, words
from tests.web.house import House
from tests.web.reading import Reader, signed_in

READERS = {"priya": "casework", "ellison": "inspection", "hallam": "casework"}
CHILDREN = ("tia", "harper", "joel", "aisha")
_SHOWN = re.compile(r"(\d+) of (\d+) entries are shown\. (\d+) (?:is|are) hidden by the filter")

_SIGNED = re.compile(r'<(p|del) class="app-signed[^>]*>(.*?)</\1>', re.DOTALL)
_GAPS = re.compile(r'<span class="app-gap">[^<]*</span>')
_TAGS = re.compile(r"<[^>]*>")


def allowed(house: House) -> Iterator[tuple[str, Reader, str, Reading]]:
    """Each reader with each enquiry that they may see."""
    views = Views(house.ledger)
    for name, purpose in READERS.items():
        reader = signed_in(house, name)
        for child in CHILDREN:
            path = f"/enquiries/{house.enquiries[child]}/chronology"
            if reader.open(path).status_code == 200:
                practitioner = house.told.keys[name].practitioner
                reading = views.reading(house.enquiries[child], practitioner, purpose)  # type: ignore[arg-type]  # a purpose
                yield name, reader, path, reading


def counted(answer: httpx.Response) -> tuple[int, int, int]:
    """What the page says: shown, of how many, hidden."""
    found = _SHOWN.search(words(answer.text))
    assert found, words(answer.text)
    shown, whole, hidden = map(int, found.groups())
    return shown, whole, hidden


def test_whoever_reads_what_is_shown_and_what_is_hidden_make_the_whole(house: House) -> None:
    """For every person, agency and kind that can be chosen; the count chosen is the count shown."""
    for _, reader, path, reading in allowed(house):
        found = choices.choices(reading)
        asked = [
            *(("person", one) for one in found.people[:2]),
            *(("agency", one) for one in found.agencies[:2]),
            *(("kind", one) for one in found.kinds[:2]),
        ]
        for name, choice in asked:
            answer = reader.open(path, [(name, choice.value)])
            shown, whole, hidden = counted(answer)
            assert shown + hidden == whole == reading.enquiry.version
            assert shown == len(entries_of(answer.text)) == choice.count


def test_every_form_shows_every_entry_once_in_the_order_asked_for(house: House) -> None:
    """The timeline and the table hold the same rows, those that are withheld among them."""
    for _, reader, path, reading in allowed(house):
        timeline = reader.open(path)
        assert entries_of(timeline.text) == [row.entry for row in chronology(reading).rows]
        assert entries_of(reader.open(path, form="table").text) == entries_of(timeline.text)
        recorded = reader.open(path, order="recorded", form="table")
        assert entries_of(recorded.text) == sorted(entries_of(timeline.text))


@pytest.mark.parametrize("form", ["timeline", "table"])
def test_what_is_late_replaced_or_withheld_says_so_in_words(house: House, form: str) -> None:
    """Beside every such row, with a link to what replaced it; the signed words are all there."""
    met = set()
    for _, reader, path, reading in allowed(house):
        answer = reader.open(path, form=form)
        for row in chronology(reading).rows:
            markup = row_of(answer.text, row.entry)
            said = words(markup)
            if not isinstance(row, Row):
                assert "withheld" in said.lower()
                continue
            if row.late:
                assert "Late entry" in said
                assert row.late.words in said
                met.add("late")
            if row.replaced:
                assert f"{row.replaced.how.capitalize()} by entry {row.replaced.by.entry}" in said
                assert f'href="#entry-{row.replaced.by.entry}"' in markup
                assert "<del" in markup
                met.add(row.replaced.how)
            if any(isinstance(piece, Withheld) for piece in row.statement):
                assert "[withheld: " in said
                met.add("gap")
            if any(getattr(piece, "said", "fact") == "verbatim" for piece in row.statement):
                assert '<q class="app-verbatim">' in markup
                met.add("verbatim")
    assert met == {"late", "corrected", "withdrawn", "gap", "verbatim"}


@pytest.mark.parametrize("form", ["timeline", "table"])
def test_a_long_statement_is_read_in_paragraphs_of_the_very_words(house: House, form: str) -> None:
    """Each contribution and decision begins a line; put together they are what was signed, to the
    last blank, with a gap where something is withheld.
    """
    met = set()
    for _, reader, path, reading in allowed(house):
        answer = reader.open(path, form=form)
        for row in chronology(reading).rows:
            if isinstance(row, Row):
                markup = _SIGNED.search(row_of(answer.text, row.entry))
                assert markup
                text = unescape(_TAGS.sub("", _GAPS.sub("[…]", markup[2])))
                assert text.removeprefix(_replaced(row)) == plain(row.statement)
                many = len(row.paragraphs)
                assert markup[2].count('<span class="app-paragraph">') == many + bool(many)
                met.add(row.title if many else "")
    assert met >= {"strategy record", "medical report", ""}


def _replaced(row: Row) -> str:
    """What a screen reader says before words that were struck."""
    return f"{row.replaced.how.capitalize()} words: " if row.replaced else ""


def test_no_word_that_is_withheld_is_on_the_page(house: House) -> None:
    """What the social worker's manager reads and the inspector may not is nowhere in the markup."""
    path = f"/enquiries/{house.enquiries['harper']}/chronology"
    answer = signed_in(house, "ellison").open(path, form="table")
    views = Views(house.ledger)
    stream = house.enquiries["harper"]
    inspector = house.told.keys["ellison"].practitioner
    seen = _texts(views.reading(stream, inspector, "inspection"))
    hidden = _texts(views.reading(stream, None)) - seen
    shown = words(answer.text)
    assert hidden
    assert not [said for said in hidden if said in shown]


def _texts(reading: Reading) -> set[str]:
    """Sentences of the statements that a reader sees."""
    rows = [row for row in chronology(reading).rows if isinstance(row, Row)]
    pieces = (piece for row in rows for piece in row.statement if not isinstance(piece, Withheld))
    return {" ".join(piece.text.split()) for piece in pieces if len(piece.text) > 30}


def test_as_known_on_a_date_only_what_was_recorded_by_then_is_shown(house: House) -> None:
    """The form leads to an address that anybody may be sent; the page says of when it speaks."""
    priya = signed_in(house, "priya")
    path = f"/enquiries/{house.enquiries['tia']}/chronology"
    typed = [("known-day", "26"), ("known-month", "May"), ("known-year", "2026")]
    answer = priya.open(path, [*typed, ("known-time", "9am"), ("form", "table")])
    assert answer.url.params["as_of"] == "2026-05-26T08:00:00Z"
    assert answer.url.params["form"] == "table"
    assert "As known on 26 May 2026 at 9am" in words(answer.text)
    moment = datetime(2026, 5, 26, 8, tzinfo=UTC)
    entries = house.ledger.reads.entries(house.enquiries["tia"])
    by_then = [entry.seq for entry in entries if entry.recorded <= moment]
    assert sorted(entries_of(answer.text)) == by_then
    past = Views(house.ledger).reading(house.enquiries["tia"], None, as_of=AsOf(moment))
    assert entries_of(answer.text) == [row.entry for row in chronology(past).rows]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"known-day": "31", "known-month": "2", "known-year": "2026"}, "must be a real date"),
        ({"known-day": "1", "known-month": "", "known-year": "2026"}, "must include a month"),
        ({"known-day": "1", "known-month": "1", "known-year": "2030"}, "must be in the past"),
        ({"known-day": "1", "known-month": "1", "known-year": "2025"}, "when this record begins"),
        ({"from-day": "x", "from-month": "1", "from-year": "2026"}, "must be a real date"),
    ],
)
def test_a_date_that_is_none_is_refused_beside_its_field(
    house: House, typed: dict[str, str], said: str
) -> None:
    """An error summary links to the field, and what was typed stands there still."""
    path = f"/enquiries/{house.enquiries['tia']}/chronology"
    answer = signed_in(house, "priya").open(path, list(typed.items()))
    assert answer.status_code == 422
    assert said in words(answer.text)
    assert "<title>Error: " in answer.text
    (target,) = {link for link in links(answer.text, "#") if link.endswith("-day")}
    assert f'id="{target[1:]}"' in answer.text
    assert all(f'value="{value}"' in answer.text for value in typed.values() if value)


def test_a_period_in_the_wrong_order_is_refused(house: House) -> None:
    """Otherwise every entry would be hidden, for a slip of the finger."""
    days = [("from", "12"), ("to", "11")]
    typed = [
        (f"{name}-{part}", value)
        for name, day in days
        for part, value in (("day", day), ("month", "5"), ("year", "2026"))
    ]
    path = f"/enquiries/{house.enquiries['tia']}/chronology"
    answer = signed_in(house, "priya").open(path, typed)
    assert answer.status_code == 422
    assert "must be the same as or after the first day" in words(answer.text)


@pytest.mark.parametrize("query", ["kind=ChildSee", "order=upward", "first=yesterday"])
def test_what_an_address_says_wrongly_is_not_passed_over(house: House, query: str) -> None:
    """A misspelt limit would hide entries, or show them all, without a word."""
    path = f"/enquiries/{house.enquiries['tia']}/chronology?{query}"
    assert signed_in(house, "priya").open(path).status_code == 422


def test_each_filter_in_force_is_named_and_can_be_taken_away_alone(house: House) -> None:
    """In the words of its choice; without the last one everything is shown again."""
    priya = signed_in(house, "priya")
    path = f"/enquiries/{house.enquiries['tia']}/chronology"
    asked = [("kind", "ChildSeen"), ("kind", "MedicalConsent"), ("first", "2026-05-01")]
    answer = priya.open(path, asked)
    for said in ("Child seen", "Medical consent", "From 1 May 2026"):
        assert f"Remove this filter: {said}" in words(answer.text)
    removing = re.findall(r'class="moj-filter__tag" href="([^"]*)"', answer.text)
    assert len(removing) == len(asked)
    left = priya.open(unescape(removing[0]))
    assert set(entries_of(left.text)) < set(entries_of(answer.text))
    for _ in asked:
        removing = re.findall(r'class="moj-filter__tag" href="([^"]*)"', answer.text)
        answer = priya.open(unescape(removing[0]))
    assert "hidden by the filter" not in words(answer.text)
