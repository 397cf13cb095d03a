"""Statements: the words follow from the parts, and each piece knows its part."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.canonical import Json
from crypto.statement import Piece, Template, TemplateError, compose, plain, segments
from tests.crypto.making import scalars, texts, values

MAYA: Json = {"p": "maya", "as": "Maya"}
CONTENT: dict[str, Json] = {
    "type": "child-seen/1",
    "capacity": {"as": "Ruth Adeyemi, social worker"},
    "occurred": {"at": "2026-03-02T02:05:00Z"},
    "child": {"v": MAYA, "mark": "restricted"},
    "place": {"v": "home"},
    "alone": {"v": True},
    "answer": {"v": "gave"},
    "count": {"v": 0},
    "born": {"v": "2019-05-01"},
    "words": {"v": ["I want to go to ", {"p": "gran", "as": "Nan"}, "’s!"]},
    "question": {"v": ["Really?"]},
    "nobody": {"v": []},
    "unsaid": {"v": ""},
    "present": {"v": [{"as": "A", "agency": "Police"}, MAYA, {"as": "C", "agency": "NHS"}]},
    "consent": {"v": {"kind": "court", "court": "the High Court"}},
}

FORMS: dict[str, tuple[Template, str]] = {
    "own words": (["seen"], "Seen."),
    "a person": ([{"get": "child"}, " spoke"], "Maya spoke."),
    "a string": (["at ", {"get": "place"}], "At home."),
    "a part of the entry": (
        [{"get": "capacity.as"}, " wrote"],
        "Ruth Adeyemi, social worker wrote.",
    ),
    "a number": ([{"get": "count"}, " injuries"], "0 injuries."),
    "a text": (["“", {"get": "words"}, "”"], "“I want to go to Nan’s!”"),
    "words for a value": ([{"get": "answer", "words": {"gave": "gave consent"}}], "Gave consent."),
    "words for yes": ([{"get": "alone", "words": {"yes": "alone", "no": "not alone"}}], "Alone."),
    "an instant": ([{"get": "occurred.at", "time": "instant"}], "2 March 2026 at 2:05am."),
    "a date": (["born ", {"get": "born", "time": "date"}], "Born 1 May 2019."),
    "a time": ([{"get": "occurred", "time": "when"}], "On 2 March 2026 at 2:05am."),
    "each": (
        [
            "with ",
            {"each": "present", "parts": [{"get": ".as"}], "join": ", ", "last": " and "},
        ],
        "With A, Maya and C.",
    ),
    "each element itself": (
        [{"each": "words", "parts": [{"get": "."}], "join": "/", "last": "|"}],
        "I want to go to /Nan|’s!",
    ),
    "each of none": (
        ["none", {"each": "nobody", "parts": ["x"], "join": ", ", "last": " and "}],
        "None.",
    ),
    "one of its cases": (
        [{"one": "consent", "tag": "kind", "cases": {"court": ["by ", {"get": ".court"}]}}],
        "By the High Court.",
    ),
    "if it is there": ([{"if": ["child", "place"], "parts": ["yes"], "else": ["no"]}], "Yes."),
    "if one is missing": ([{"if": ["child", "x.y"], "parts": ["yes"], "else": ["no"]}], "No."),
    "if nothing is in it": ([{"if": ["nobody"], "parts": ["yes"], "else": ["no"]}], "No."),
    "if it says nothing": ([{"if": ["unsaid"], "parts": ["yes"], "else": ["no"]}], "No."),
    "if it is no": ([{"if": ["missing"], "parts": ["yes"], "else": ["no"]}], "No."),
    "if it is nought": ([{"if": ["count"], "parts": ["yes"], "else": ["no"]}], "Yes."),
    "a stop": (["one", {"stop": " "}, "two"], "One. two."),
    "a stop after one": ([{"get": "question"}, {"stop": " "}, "two"], "Really? two."),
    "a stop after a quotation": (
        ["“", {"get": "words"}, "”", {"stop": " "}, "So she said"],
        "“I want to go to Nan’s!” So she said.",
    ),
    "a stop at the end": (["all said", {"stop": ""}], "All said."),
    "a stop after an ellipsis": (["and then…", {"stop": ""}], "And then…"),
}

ERRORS: dict[str, Any] = {
    "no words": [],
    "nothing to say": [{"get": "unsaid"}],
    "missing": [{"get": "absent"}],
    "missing member": [{"get": "place.street"}],
    "not wrapped": [{"get": "child.v"}],
    "no words for it": [{"get": "answer", "words": {"refused": "refused"}}],
    "no such case": [{"one": "consent", "tag": "kind", "cases": {}}],
    "no tag": [{"one": "place", "tag": "kind", "cases": {"x": []}}],
    "not a list": [{"each": "place", "parts": [], "join": "", "last": ""}],
    "not words": [{"get": "consent"}],
    "a list of what is not words": [{"get": "present"}],
    "yes without words": [{"get": "alone"}],
    "not a time": [{"get": "place", "time": "instant"}],
    "no form of time": [{"get": "occurred", "time": "moment"}],
    "unknown form": [{"put": "child"}],
    "two forms": [{"get": "child", "stop": " "}],
    "extra member": [{"get": "child", "x": 1}],
    "member missing": [{"if": ["child"], "parts": ["yes"]}],
    "path not a string": [{"get": ["child"]}],
    "path empty": [{"get": ""}],
    "path with an empty name": [{"get": "child..as"}],
    "paths not a list": [{"if": "child", "parts": [], "else": []}],
    "parts not a list": [{"if": ["child"], "parts": "yes", "else": []}],
    "a number": [1],
    "an array": [["seen"]],
    "null": [None],
    "a member that is no string": [{"stop": 1}],
    "an element outside of each": [{"get": "."}],
}


def words(template: Template) -> str:
    """What a reader sees."""
    return plain([piece.segment for piece in compose(template, CONTENT)])


@pytest.mark.parametrize(("template", "expected"), FORMS.values(), ids=FORMS.keys())
def test_forms(template: Template, expected: str) -> None:
    """F2.3 to F2.8: each form of part gives its words."""
    assert words(template) == expected


@pytest.mark.parametrize("template", ERRORS.values(), ids=ERRORS.keys())
def test_a_template_that_does_not_fit(template: Template) -> None:
    """F2.2: what the content does not have, or no template can say, gives no statement."""
    with pytest.raises(TemplateError):
        compose(template, CONTENT)


def test_each_piece_knows_its_part() -> None:
    """F2.12: withholding a part withholds its words and those that it chose, and nothing else."""
    template: Template = [
        {"get": "occurred", "time": "when"},
        {"if": ["place"], "parts": [" at ", {"get": "place"}], "else": []},
        ": ",
        {"one": "consent", "tag": "kind", "cases": {"court": ["by ", {"get": ".court"}]}},
    ]
    assert compose(template, CONTENT) == (
        Piece("On 2 March 2026 at 2:05am", "occurred"),
        Piece(" at ", "place"),
        Piece("home", "place"),
        Piece(": ", None),
        Piece("by ", "consent"),
        Piece("the High Court", "consent.court"),
        Piece(".", None),
    )


def test_each_element_of_a_list_is_a_part_of_its_own() -> None:
    """F2.12: one agency's words can be withheld while the others' stay."""
    content: dict[str, Any] = {
        "said": {"v": [{"by": "school", "text": ["Quiet. "]}, {"by": "police", "text": ["Known."]}]}
    }
    template: Template = [
        {
            "each": "said",
            "parts": [{"get": ".by"}, ": ", {"get": ".text"}],
            "join": "; ",
            "last": "; and ",
        }
    ]
    assert [piece.source for piece in compose(template, content)] == [
        "said.0.by",
        "said.0",
        "said.0.text",
        "said",
        "said.1.by",
        "said.1",
        "said.1.text",
    ]


def test_what_stands_within_a_choice_is_of_its_own_part() -> None:
    """F2.12: a branch's own words are of the part that chose it, what it gets of its own part."""
    grace: dict[str, Any] = {"as": "Grace Obi", "agency": "Oakfield"}
    content: dict[str, Any] = {"dissent": {"v": [{"by": grace}]}}
    template: Template = [
        {
            "each": "dissent",
            "parts": [
                {
                    "if": [".by.p"],
                    "parts": [{"get": ".by"}],
                    "else": [{"get": ".by.as"}, " (", {"get": ".by.agency"}, ")"],
                }
            ],
            "join": "",
            "last": "",
        }
    ]
    assert [piece.source for piece in compose(template, content)] == [
        "dissent.0.by.as",
        "dissent.0.by.p",
        "dissent.0.by.agency",
        "dissent.0.by.p",
        None,
    ]


def test_persons_stay_persons() -> None:
    """A person as written is a segment of its own, that can be withheld alone."""
    assert segments(compose([{"get": "words"}], CONTENT)) == [
        "I want to go to ",
        {"p": "gran", "as": "Nan"},
        "’s!",
    ]


def test_words_cannot_pose_as_the_template() -> None:
    """No character in somebody's words is taken for an instruction."""
    said = "\N{END OF TRANSMISSION}{stop} . "
    content: dict[str, Json] = {"words": {"v": said}}
    assert plain([p.segment for p in compose([{"get": "words"}], content)]) == said


@given(st.lists(st.sampled_from([*(t for t, _ in FORMS.values())]), min_size=1))
def test_a_statement_is_a_sentence(templates: list[list[Json]]) -> None:
    """F2.11: it begins with a capital and ends a sentence, whatever it is made of."""
    statement = words([part for template in templates for part in template])
    assert statement[0] == statement[0].upper()
    assert statement.rstrip('”’") ').endswith((".", "?", "!", "…"))


@given(st.lists(texts | st.just({"get": "child"}) | st.just({"get": "place"}), min_size=1))
def test_own_words_are_joined(template: list[Json]) -> None:
    """F2.12: no piece is empty, and no two pieces of the template's own words stand together."""
    try:
        pieces = compose(template, CONTENT)
    except TemplateError:
        assert not any(template)
        return
    assert all(piece.segment for piece in pieces)
    sources = [piece.source for piece in pieces]
    assert all(a or b for a, b in pairwise(sources))


paths = st.sampled_from(["child", "place", "words", ".", ".as", "consent.kind", "", "x"])
members = st.sampled_from(["get", "words", "time", "each", "parts", "join", "last", "stop", "if"])
wild = st.recursive(
    scalars | paths,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(members, inner, max_size=4),
    max_leaves=8,
)


@given(st.lists(wild, max_size=4), st.dictionaries(paths, values(paths), max_size=4))
def test_nothing_else_can_happen(template: list[Json], content: dict[str, Json]) -> None:
    """Any template over any content gives a statement or a `TemplateError`."""
    try:
        assert compose(template, content)
    except TemplateError:
        return


def test_a_template_without_end() -> None:
    """A template too deep for any machine is refused as such."""
    part: Json = "x"
    for _ in range(100_000):
        part = {"if": [], "parts": [part], "else": []}
    with pytest.raises(TemplateError, match="deep"):
        compose([part], CONTENT)
