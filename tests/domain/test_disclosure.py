"""Policies: what leaves for whom, decided in pure code, and what is then looked for."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto.statement import compose
from domain.clearance import Clearance
from domain.disclosure import (
    Deciding,
    Outcome,
    Policy,
    PolicyInvalid,
    Search,
    Term,
    load_policy,
    shipped_policies,
    terms_of,
)
from domain.disclosure.searching import address_lines, normal
from domain.disclosure.sources import places_of
from domain.entry import Content, Entry
from domain.events import Event
from domain.marks import MARKS
from tests import scenario
from tests.domain.anything import data_for
from tests.domain.test_events import EVENTS, NOON
from tests.scenario import Scenario

EVERYTHING = Clearance(frozenset(MARKS))
RECIPIENTS = ("court", "parent", "police", "subject_access")
SECRET = "A neighbour saw the police carry a box from the flat."


def policy(name: str = "court", **given_: Any) -> Policy:
    """A shipped policy, with changes."""
    shipped = json.loads(load_policy(shipped_policies()[name]).model_dump_json())
    return Policy.model_validate_json(json.dumps({**shipped, **given_}))


def decided(history: Scenario, by: Policy, seq: int | None = None) -> Outcome:
    """What is decided of an entry, by default the last."""
    enquiry = history.enquiry
    entry = enquiry.entries[-1] if seq is None else enquiry.entry(seq)
    content = _content(entry)
    sources = [piece.source for piece in compose(type(entry.event).template, content)]
    return Deciding(by, enquiry, EVERYTHING).of(entry, content, lambda: sources)


def _content(entry: Entry) -> dict[str, Any]:
    return Content(entry.frame, entry.event, entry.parts).as_json()


def told() -> Scenario:
    """Police information, and an order for it that nobody has approved."""
    return (
        scenario.given()
        .at("2026-03-02T09:00Z", event="PersonAdded", data=_added("maya", "Maya Carter", "child"))
        .at("2026-03-02T10:00Z", by="police", event="HarmSuspected", mark="police_sensitive")
        .at("2026-03-02T11:00Z", by="legal", event="DisclosureOrdered", data=_order(), ref="order")
    )


def _added(person: str, name: str, kind: str) -> dict[str, Any]:
    return {"person": {"p": person, "as": name}, "kind": kind, "household": "lives_there"}


def _order(**changes: Any) -> dict[str, Any]:
    order = {
        "made_by": "the family court",
        "dated": "2026-02-27",
        "marks": ["police_sensitive"],
        "recipient": "court",
        "terms": "It shall be served.",
    }
    return {**order, **changes}


def _approved(history: Scenario, by: str = "tm") -> Scenario:
    return history.at(
        "2026-03-02T12:00Z",
        by=by,
        event="DisclosureApproved",
        data={"approves": {"ref": "order"}},
        ref="approval",
    )


@pytest.mark.parametrize("name", sorted(shipped_policies()))
def test_shipped_policies_give_nothing_protected_by_themselves(name: str) -> None:
    """Each is read, and what belongs to the police or to the lawyers is never simply given."""
    shipped = policy(name)
    assert not {"police_sensitive", "privileged"} & set(shipped.give.marks)
    assert decided(told(), shipped, 2).whole == "police-sensitive"


def test_protected_content_leaves_under_an_order_that_another_approved() -> None:
    """And not under one that nobody, or only its own author, stands behind."""
    assert decided(told(), policy(), 2).whole == "police-sensitive"
    assert decided(_approved(told(), by="legal"), policy(), 2).whole == "police-sensitive"
    outcome = decided(_approved(told()), policy(), 2)
    assert outcome.whole is None
    assert outcome.orders == {3}


@pytest.mark.parametrize(
    "order",
    [{"recipient": "parent"}, {"marks": ["privileged"]}, {"concerns": [1]}],
    ids=["another recipient", "another mark", "another entry"],
)
def test_an_order_reaches_no_further_than_it_says(order: dict[str, Any]) -> None:
    """To whom, which marks and which entries: all of it has to fit."""
    history = scenario.given()
    for step in (told().enquiry.entries[0], told().enquiry.entries[1]):
        history = history.at(
            step.recorded.isoformat(),
            event=type(step.event).__name__,
            data=None if step.seq > 1 else _added("maya", "Maya Carter", "child"),
            **({"mark": "police_sensitive"} if step.seq > 1 else {}),
        )
    history = history.at(
        "2026-03-02T11:00Z",
        by="legal",
        event="DisclosureOrdered",
        data=_order(**order),
        ref="order",
    )
    assert decided(_approved(history), policy(), 2).whole == "police-sensitive"


def test_an_order_says_nothing_of_what_comes_later_nor_once_it_is_withdrawn() -> None:
    """What was recorded behind it was not before the court."""
    history = _approved(told()).at(
        "2026-03-02T13:00Z", by="police", event="HarmSuspected", mark="police_sensitive"
    )
    assert decided(history, policy()).whole == "police-sensitive"
    withdrawn = _approved(told()).at(
        "2026-03-02T13:00Z",
        by="tm",
        event="Withdrawal",
        data={"withdraws": {"ref": "approval"}, "reasons": "It was the wrong case."},
    )
    assert decided(withdrawn, policy(), 2).whole == "police-sensitive"


def test_a_mark_put_right_later_holds_for_what_it_corrects() -> None:
    """The words without the mark stay in the record, and must not leave by that."""
    history = (
        scenario.given()
        .at("2026-03-02T09:00Z", event="HarmSuspected", ref="forgotten")
        .at(
            "2026-03-02T10:00Z",
            event="HarmSuspected",
            mark="police_sensitive",
            corrects="forgotten",
            because="Its mark was forgotten.",
        )
    )
    assert decided(history, policy(), 1).whole == "police-sensitive"


def test_advice_is_privileged_though_nobody_marked_it() -> None:
    """What lawyers advise is privileged by what it is."""
    history = scenario.given().at(NOON, event="LegalAdviceSought")
    for name in RECIPIENTS:
        assert decided(history, policy(name)).whole == "privileged"


def test_who_is_withheld_is_withheld_everywhere() -> None:
    """The entry that adds them goes whole, and their name goes from every other."""
    rule = {"reason": "third-party", "persons": ["craig"]}
    history = scenario.given().at(
        "2026-03-02T09:00Z", event="PersonAdded", data=_added("craig", "Craig Doyle", "other")
    )
    strict = policy(withhold=[rule])
    assert decided(history, strict).whole == "third-party"
    history = history.at(
        "2026-03-02T10:00Z",
        event="ContactRecorded",
        data={
            "people": ["dawn"],
            "way": "visit",
            "content": "Dawn said that Craig Doyle had gone. Good.",
        },
    )
    outcome = decided(history, strict)
    assert outcome.parts["content.v.2"] == "third-party"
    statement = history.enquiry.entries[-1].frame.statement
    kept = [one for n, one in enumerate(statement) if f"statement.{n}" not in outcome.parts]
    assert "Craig" not in str(kept)
    assert " said that " in kept


def test_words_around_somebodys_name_are_of_the_text_and_not_of_its_sentence() -> None:
    """Who makes what of it stands between them: no run but the last holds the sentence."""
    said = {"child": "leo", "observed": "Leo cried.", "impression": "It hurts him."}
    entry = scenario.given().at(NOON, event="ConcernObserved", data=said).enquiry.entries[-1]
    content = _content(entry)
    pieces = compose(type(entry.event).template, content)
    told = zip(pieces, places_of(content, [piece.source for piece in pieces]), strict=True)
    of_it = {str(piece.segment): place for piece, place in told if "impression" in str(place)}
    assert of_it == {
        " What ": ("impression.v",),
        " makes of it: ": ("impression.v",),
        "It hurts him.": ("impression.v.0",),
    }


@settings(max_examples=150)
@given(data=st.data())
def test_every_segment_is_told_from_the_part_that_it_repeats(data: st.DataObject) -> None:
    """Of any entry: to withhold one element of a text is to withhold the segment that says it, and
    of the other elements none.
    """
    event: type[Event] = data.draw(st.sampled_from(EVENTS))
    drawn = data.draw(data_for(event))
    entry = scenario.given().at(NOON, event=event.__name__, data=drawn).enquiry.entries[-1]
    content = _content(entry)
    pieces = compose(event.template, content)
    places = places_of(content, [piece.source for piece in pieces])
    for name, value in content.items():
        texts = value.get("v") if isinstance(value, dict) else None
        if not isinstance(texts, list) or not _is_text(texts):
            continue
        said = [place for found in places for place in found if place.startswith(f"{name}.v.")]
        assert {int(place.split(".")[2]) for place in said} == set(range(len(texts)))
        for index, found in enumerate(places):
            for place in found:
                if len(found) == 1 and place.startswith(f"{name}.v."):
                    told_ = texts[int(place.split(".")[2])]
                    assert _plain(pieces[index].segment).casefold() == _plain(told_).casefold()


def _is_text(value: list[Any]) -> bool:
    """Sentences and people, and not codes, which a statement puts into words."""
    people = all(
        isinstance(one, str) or (isinstance(one, dict) and one.keys() == {"p", "as"})
        for one in value
    )
    return people and not all(isinstance(one, str) and one.isidentifier() for one in value)


def _plain(segment: Any) -> str:
    return str(segment if isinstance(segment, str) else segment["as"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("policy = 1", "policy"),
        ('[policy]\nid = "Court"', "policy.id"),
        ("[[withhold]]", "policy"),
        ("[", "TOML"),
    ],
)
def test_what_is_no_policy_is_named_by_its_field(text: str, said: str) -> None:
    """The reason names where, for whoever writes their own."""
    with pytest.raises(PolicyInvalid, match=said):
        load_policy(text)


@pytest.mark.parametrize(
    "change",
    [
        {"withhold": [{"reason": "third-party"}]},
        {"withhold": [{"reason": "unsaid", "entries": [1]}]},
        {"withhold": [{"reason": "third-party", "events": ["ChildSean"]}]},
        {"withhold": [{"reason": "third-party", "fields": ["ChildSean.place"]}]},
        {"treat": {"privileged": ["LegalAdvise"]}},
        {"give": {"marks": ["police_sensitive"]}},
        {"give": {"marks": ["ordinary"], "under_order": ["restricted"]}},
    ],
    ids=str,
)
def test_a_policy_that_would_withhold_nothing_by_a_slip_is_refused(change: dict[str, Any]) -> None:
    """A rule for an event that does not exist would let out what it was written for."""
    with pytest.raises(ValueError, match=r"\w"):
        policy(**change)


def _found(text: str, *terms: Term) -> list[str]:
    return [found.kind for found in Search(terms).find([("here", text)])]


def test_names_are_found_as_people_write_them() -> None:
    """Whatever the case, accents, punctuation and line breaks; and only as whole words."""
    term = Term("name", normal("Zoë Finch"), 4)
    unseen = ("Zo\u00ade\u0308 Fin\u200bch", "notes_zoe_finch.pdf")
    for text in ("zoe finch", "ZOË\nFINCH’S dog", "Finch, Zoë Finch", *unseen):
        assert _found(text, term) == ["name"]
    for text in ("Zoë", "Chloe Finchley", "zoe-anne finch"):
        assert _found(text, term) == []


def test_what_is_looked_for_follows_from_what_is_withheld() -> None:
    """The names and the date of birth of who is withheld, addresses and long sentences in what is;
    not the surname that a family shares.
    """
    rule = {"reason": "third-party", "persons": ["joan"]}
    history = scenario.given()
    for person, name, kind in (
        ("maya", "Maya Carter", "child"),
        ("joan", "Joan Carter", "other"),
    ):
        history = history.at(
            "2026-03-02T09:00Z", event="PersonAdded", data=_added(person, name, kind)
        )
    fact = {
        "person": {"p": "joan", "as": "Joan Carter"},
        "fact": {"kind": "born", "on": "1961-04-03"},
    }
    history = history.at("2026-03-02T09:30Z", event="PersonFact", data=fact)
    strict = policy(withhold=[rule])
    deciding = Deciding(strict, history.enquiry, EVERYTHING)
    hidden = [(9, f"{SECRET} She lives at 14 Larch Road, AL1 3XY.")]
    terms = terms_of(strict, history.enquiry, deciding, hidden, ["Ruth Okafor"])
    assert _found("Joan rang.", *terms) == ["name"]
    assert _found("Maya Carter rang.", *terms) == []
    for date in (
        "3 April 1961",
        "03/04/1961",
        "3.4.61",
        "1961-04-03",
        "April 3, 1961",
        "3rd Apr 1961",
        "3rd of April, 61",
        "03041961",
    ):
        assert _found(f"born on {date} in Leeds", *terms) == ["date_of_birth"]
    assert "address" in _found("Write to 14 Larch Road.", *terms)
    assert "address" in _found("Write to 14 larch rd, al13xy.", *terms)
    assert "address" in _found("The postcode is AL1 3XY", *terms)
    assert "words" in _found(hidden[0][1].upper(), *terms)


def test_two_peoples_names_do_not_tell_a_third() -> None:
    """A colleague’s first name and the family’s surname leave who is withheld to be looked for:
    as a whole, with initials, and however names with marks in them are written.
    """
    history = scenario.given()
    for person, name, kind in (
        ("maya", "Maya O’Łear", "child"),
        ("carl", "Carl O’Łear", "other"),
    ):
        history = history.at(
            "2026-03-02T09:00Z", event="PersonAdded", data=_added(person, name, kind)
        )
    strict = policy(withhold=[{"reason": "third-party", "persons": ["carl"]}])
    deciding = Deciding(strict, history.enquiry, EVERYTHING)
    terms = terms_of(strict, history.enquiry, deciding, (), ["Carl Hughes", "Ruth Okafor"])
    for text in ("Carl O’Łear rang", "carl olear", "CARL O'LEAR’S car", "C. O'Lear", "C.O.L. rang"):
        assert "name" in _found(text, *terms), text
    for text in ("Carl Hughes rang", "Maya O’Łear", "Mr Hughes"):
        assert _found(text, *terms) == [], text


def test_addresses_are_told_from_other_words() -> None:
    """A number and a street, or a postcode; not every number."""
    text = "At 14 Larch Road and Flat 2a, The Old Mill Lane, AL1 3XY; 15 minutes, 3 Roads."
    found = list(address_lines(text))
    assert "AL1 3XY" in found
    assert "14 Larch Road" in found
    assert not [one for one in found if "minutes" in one]
