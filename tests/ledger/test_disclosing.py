"""A reader is handed the disclosures of what they may see, and of nothing else."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from crypto.canonical import Json
from crypto.disclosures import conceal, reveal_some
from crypto.entry import parse
from crypto.entry import sign as sign_entry
from crypto.statement import compose
from domain.clearance import Clearance
from domain.entry import Content, Entry
from domain.events import Event
from domain.marks import MARKS
from domain.schema import describe
from domain.visible import Gap, Visible, visible_fields, visible_statement
from ledger.reading.disclosing import handed_to
from ledger.reading.history import Signed
from tests import scenario
from tests.crypto.making import CLAIMS, KEY, KID
from tests.domain.anything import data_for
from tests.domain.test_events import EVENTS, NOON

GONE = "[gone]"
MARKED = [event for event in EVENTS if "police_sensitive" in str(describe(event)["data"])]
"""Events of which elements of lists have marks of their own."""
CLEARANCES = st.sets(st.sampled_from(MARKS)).map(lambda marks: Clearance(frozenset(marks)))


@st.composite
def told(draw: st.DrawFn) -> tuple[Entry, type[Event]]:
    """Any entry, some of its fields marked."""
    event = draw(st.sampled_from(EVENTS) | st.sampled_from(MARKED))
    data = draw(data_for(event))
    marks = draw(st.dictionaries(st.sampled_from(sorted(data)), st.sampled_from(MARKS)))
    mark = draw(st.sampled_from([None, *MARKS]))
    frame: dict[str, Any] = {"marks": marks, **({"mark": mark} if mark else {})}
    history = scenario.given().at(NOON, event=event.__name__, data=data, **frame)
    return history.enquiry.entries[-1], event


def signed(entry: Entry) -> Signed:
    """The entry as its author's device signed it."""
    content = Content(entry.frame, entry.event, entry.parts).as_json()
    whole = parse(sign_entry(CLAIMS, conceal(content), KID, KEY))
    return Signed(whole.envelope.jws.data, whole.disclosures)


@settings(max_examples=60)
@given(told(), CLEARANCES)
def test_what_is_seen_is_handed_over(
    given_: tuple[Entry, type[Event]], clearance: Clearance
) -> None:
    """What the disclosures reveal is what the views show, gap for gap: no less, and no more."""
    entry, event = given_
    content = Content(entry.frame, entry.event, entry.parts).as_json()
    sources = [piece.source for piece in compose(event.template, content)]
    made = signed(entry)
    handed = handed_to(made, entry, sources, clearance)
    gaps: list[str] = []

    def gap(key: str) -> Json:
        gaps.append(key)
        return GONE

    found = reveal_some(_sd(made), handed.disclosures, gap)
    assert handed.gaps == len(gaps) + len(_sd(made)) - len(found)
    if entry.mark not in clearance.marks:
        assert found == {}
        return
    shown = visible_fields(entry, clearance)
    for name, value in content.items():
        if name == "statement":
            words = visible_statement(entry, sources, clearance)
            assert _drawn_together(cast(list[Any], found[name])) == _drawn_together(
                map(_word, words)
            )
        elif name not in shown:
            assert found[name] == value
        elif _is_hidden(shown[name]):
            assert name not in found
        else:
            assert found[name] == {**value, "v": _gone(shown[name])}  # type: ignore[dict-item]  # a field is an object
    assert found.keys() <= content.keys()


def _sd(made: Signed) -> tuple[str, ...]:
    return parse(b"~".join([made.jws, *(d.encode() for d in made.disclosures), b""])).envelope.sd


def _drawn_together(statement: Iterable[Any]) -> list[Json]:
    """Gaps that follow each other are one."""
    runs = ((key, list(run)) for key, run in groupby(statement, key=lambda one: bool(one == GONE)))
    return [one for gap, run in runs for one in (run[:1] if gap else run)]


def _word(segment: Any) -> Json:
    if isinstance(segment, Gap):
        return GONE
    return segment if isinstance(segment, str) else {"p": segment.p, "as": segment.as_}


def _is_hidden(value: Visible | Gap) -> bool:
    """A gap that is not an element of a list takes what holds it along."""
    if isinstance(value, dict):
        return any(map(_is_hidden, value.values()))
    return isinstance(value, Gap)


def _gone(value: Visible | Gap) -> Json:
    if isinstance(value, list):
        return [GONE if _is_hidden(one) else _gone(one) for one in value]
    return {name: _gone(one) for name, one in value.items()} if isinstance(value, dict) else value  # type: ignore[return-value]  # a gap is not reached
