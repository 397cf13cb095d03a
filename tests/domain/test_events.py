"""Every event of an enquiry: its class, its data, and what was written read to the letter."""

import copy
from collections.abc import Iterator
from typing import Any, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto.disclosures import conceal, reveal
from crypto.statement import ENTRY_PARTS, compose
from domain.drafting import People
from domain.entry import ContentRefused, draft_content, read_content
from domain.events import BY_NAME, BY_TYPE, Event
from domain.events.base import ANYONE
from domain.profiles import Profile, load_profile, shipped_profiles
from domain.schema import describe, describe_all, describe_frame
from domain.values import MAX_TEXT_CHARACTERS
from domain.wording import WordingError
from tests import scenario
from tests.domain.anything import data_for

NOON = "2026-03-02T12:00:00Z"
PROFILES = [load_profile(text) for text in shipped_profiles().values()]
EVENTS = sorted(
    (e for e in BY_NAME.values() if not e.__module__.endswith((".directory", ".authority"))),
    key=lambda event: event.__name__,
)
each_event = pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
each_profile = pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.procedure.id)


def content(event: str, **data: Any) -> dict[str, Any]:
    """Content as it is signed, of an event's example with some fields changed."""
    drafted = scenario.given().at(NOON, event=event, data={**BY_NAME[event].example, **data})
    entry = drafted.enquiry.entries[-1]
    return copy.deepcopy(scenario.content_of(entry).as_json())


def test_types_are_unique_and_versioned() -> None:
    """Each signed type names one class and one version of it."""
    assert {event.newest() for event in BY_TYPE.values()} == set(BY_NAME.values())
    for name, event in BY_TYPE.items():
        assert event.event_type == name
        stem, _, version = name.partition("/")
        assert stem
        assert version.isdecimal()


@each_event
def test_the_words_of_a_part_are_found_by_its_path(event: type[Event]) -> None:
    """F2.12: each piece is of a part that is there, but for words that say that something is not.

    Otherwise whoever withholds the part would leave its words in the statement.
    """
    signed = content(event.__name__)
    for piece in compose(event.template, signed):
        name, *steps = (piece.source or "capacity").split(".")
        value: Any = signed.get(name)
        if name not in ENTRY_PARTS and isinstance(value, dict):
            value = value["v"]
        for place, step in enumerate(steps, 1):
            value = value[int(step)] if isinstance(value, list) else value.get(step)
            if value is None or isinstance(value, str | int):
                assert place == len(steps), piece.source
                break


@each_event
def test_class_says_everything(event: type[Event]) -> None:
    """A class cites requirements and roles, explains itself and its fields, gives an example."""
    assert event.rows
    assert event.by
    assert event.__doc__
    assert event.example
    described = describe(event)["data"]["properties"]
    assert [name for name, field in described.items() if "description" not in field] == []


@each_event
@each_profile
def test_roles_exist(event: type[Event], profile: Profile) -> None:
    """Whoever may record or must countersign is somebody whom the shipped procedures know."""
    assert event.by <= {ANYONE, *profile.roles}
    for rule in event.countersign:
        assert profile.parameter(rule.by).key == rule.by
        assert rule.kind == "co_decide" or profile.roles_for(rule.by) <= set(profile.roles)
        assert rule.when is None or profile.parameter(rule.when).value in {True, None}


@each_event
@settings(max_examples=25)
@given(data=st.data())
def test_what_was_written_is_read(event: type[Event], data: st.DataObject) -> None:
    """Anything that can be drafted composes, reads back as the same, and is written as the same."""
    given_data = data.draw(data_for(event))
    entry = scenario.given().at(NOON, event=event.__name__, data=given_data).enquiry.entries[-1]
    written = scenario.content_of(entry).as_json()
    read = read_content(written)
    assert read.event == entry.event
    assert read.frame == entry.frame
    assert read.as_json() == written
    hidden = conceal(written)
    assert reveal(hidden.sd, hidden.disclosures) == written


@each_event
def test_drafting_twice_changes_nothing(event: type[Event]) -> None:
    """Content that was drafted is its own draft: drafting is a fixpoint."""
    drafted = content(event.__name__)
    again = draft_content(drafted, People(scenario.FAMILY))
    assert again.as_json() == drafted


@each_event
def test_optional_fields_are_left_out_not_empty(event: type[Event]) -> None:
    """Nothing that is signed is null or an empty list: absence has one spelling."""

    def walk(value: Any) -> Iterator[Any]:
        yield value
        inner = value.values() if isinstance(value, dict) else value
        if isinstance(value, dict | list):
            for item in inner:
                yield from walk(item)

    assert all(item is not None and item != [] for item in walk(content(event.__name__)))


def _refused(wanted: str, given_content: dict[str, Any]) -> str:
    with pytest.raises(ContentRefused) as refusal:
        read_content(given_content)
    assert refusal.value.field == wanted
    return str(refusal.value)


def test_unknown_event_is_refused() -> None:
    """A type outside the registry raises; it is never skipped."""
    _refused("type", content("ChildSeen") | {"type": "child-seen/2"})
    _refused("type", content("ChildSeen") | {"type": ["child-seen/1"]})


@pytest.mark.parametrize("field", ["child", "place", "company", "capacity", "known", "occurred"])
def test_missing_field_is_refused_by_name(field: str) -> None:
    """What an event or an entry must have cannot be left out."""
    given_content = content("ChildSeen")
    del given_content[field]
    _refused(field, given_content)


def test_extra_field_is_refused_by_name() -> None:
    """Nothing can be signed that no class describes, at any depth."""
    _refused("mood", content("ChildSeen") | {"mood": {"v": "sad"}})
    deep = content("ChildSeen")
    deep["company"]["v"]["mood"] = "sad"
    _refused("company.alone.mood", deep)
    wrapped = content("ChildSeen")
    wrapped["place"]["shade"] = "grey"
    _refused("place", wrapped)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("place", 7),
        ("place", ""),
        ("place", "x" * 401),
        ("child", "maya"),
        ("child", {"p": "Maya!", "as": "Maya"}),
        ("words", "a plain string"),
        ("words", ["x" * (MAX_TEXT_CHARACTERS + 1)]),
        ("words", ["x" * MAX_TEXT_CHARACTERS, "x"]),
        ("words", []),
        ("company", {"kind": "with_a_crowd"}),
        ("company", {}),
    ],
)
def test_wrong_value_is_refused_without_repeating_it(field: str, value: Any) -> None:
    """A wrong type or an oversized text is refused by field, and no message repeats the value."""
    given_content = content("ChildSeen")
    given_content[field] = {"v": value}
    with pytest.raises(ContentRefused) as refusal:
        read_content(given_content)
    assert refusal.value.field.split(".")[0] == field
    assert "crowd" not in str(refusal.value)
    assert "xxxx" not in str(refusal.value)


@pytest.mark.parametrize(
    "words", ["one\x04two", "up\u202edown", "\x00", "\x85", "\u2066aside", "half \ud800"]
)
def test_controls_are_refused(words: str) -> None:
    """No text can turn, hide or end what a page shows after it."""
    given_content = content("ChildSeen")
    given_content["words"]["v"] = [words]
    with pytest.raises(ContentRefused):
        read_content(given_content)


@pytest.mark.parametrize(
    "occurred",
    [
        {"at": "2026-03-02T12:00:00"},
        {"at": "2026-03-02T13:00:00+01:00"},
        {"at": "2026-03-02T12:00:00.000000Z"},
        {"at": "2026-03-02 12:00:00Z"},
        {"at": 1772452800},
        {"at": "1772452800"},
        {"at": "1066-10-14T09:00:00Z"},
        {"on": "2026-03-02T00:00:00Z"},
        {"on": "20260302"},
        {"about": NOON},
        {"about": NOON, "within": 30.0},
        {"about": NOON, "within": "30"},
        {"from": NOON, "to": "2026-03-02T11:59:59Z"},
        {"unknown": False},
        {"unknown": 1},
        {"at": NOON, "on": "2026-03-02"},
        NOON,
        "unknown",
    ],
)
def test_a_time_has_one_spelling(occurred: Any) -> None:
    """Naive times, other zones, fractions, numbers and shorthand are no stored times."""
    with pytest.raises(ContentRefused):
        read_content(content("ChildSeen") | {"occurred": occurred})


@pytest.mark.parametrize(
    "change",
    [
        {"actor": None},
        {"mark": "ordinary", "source": {"how": "own_act", "through": []}},
        {"because": []},
        {"place": {"v": " Oakfield "}},
        {"place": {"v": "Oakfield", "mark": None}},
        {"place": {"v": "Oakfield", "about": []}},
        {"translation": {"v": None}},
    ],
    ids=str,
)
def test_a_second_spelling_is_refused(change: dict[str, Any]) -> None:
    """What would be written differently again is not read: nulls, empty lists, spare spaces."""
    with pytest.raises(ContentRefused):
        read_content(content("ChildSeen") | change)


def test_depth_is_bounded() -> None:
    """Lists within lists without end are refused like any other wrong value."""
    deep: Any = "x"
    for _ in range(10_000):
        deep = [deep]
    with pytest.raises(ContentRefused):
        read_content(content("ChildSeen") | {"words": {"v": deep}})


def test_a_thing_listed_twice_is_refused() -> None:
    """Lists that are sets have no second spelling either."""
    _refused("scope", content("MedicalConsent") | {"scope": {"v": ["samples", "samples"]}})


def test_kinds_of_statement_follow_from_the_type() -> None:
    """The child's words are verbatim and the grounds opinion, whether or not the author says so."""
    assert content("ChildSeen")["words"]["kind"] == "verbatim"
    assert content("Section47Initiated")["grounds"]["kind"] == "opinion"
    assert "kind" not in content("ChildSeen")["place"]


def test_a_part_keeps_its_own_mark() -> None:
    """One field can be kept from those who may read the rest."""
    entry = (
        scenario.given()
        .at(NOON, event="ChildSeen", mark="restricted", marks={"words": "privileged"})
        .enquiry.entries[-1]
    )
    assert entry.mark_of("words") == "privileged"
    assert entry.mark_of("place") == "restricted"


def test_references_follow_from_the_fields() -> None:
    """An entry refers to what its fields number, at any depth, each once."""
    competent = {"kind": "competent_child", "competence": 3}
    assert BY_NAME["MedicalConsent"].matches(read_content(content("MedicalConsent")).event)
    consent = read_content(content("MedicalConsent", authority=competent, concerns=5)).event
    assert set(consent.references()) == {("concerns", 3), ("concerns", 5)}
    outcome = read_content(content("OutcomeDecided", concerns=[4, 9])).event
    assert outcome.references() == (("concerns", 4), ("concerns", 9))
    assert read_content(content("Countersignature")).event.references() == (("countersigns", 12),)
    assert read_content(content("ChildSeen")).event.references() == ()


def test_a_class_that_clashes_is_found_on_import() -> None:
    """A type or name taken already, or a field that would shadow a claim, cannot be declared."""
    with pytest.raises(WordingError):

        class Another(Event, type="child-seen/1"):
            says = "Another"

    with pytest.raises(WordingError):

        class Shadow(Event, type="shadow/1"):
            says = "Shadow"
            iss: str

    assert "Another" not in BY_NAME
    assert "Shadow" not in BY_NAME


def test_patterns_match_class_fields_and_test() -> None:
    """A class matches its events; `where` narrows by values and by a test."""
    seen = read_content(content("ChildSeen")).event
    event_class = BY_NAME["ChildSeen"]
    assert event_class.matches(seen)
    assert not BY_NAME["ParentObjection"].matches(seen)
    assert event_class.where(place="Oakfield Primary School").matches(seen)
    assert not event_class.where(place="home").matches(seen)
    assert not event_class.where(lambda event: event.company.kind != "alone").matches(seen)  # type: ignore[attr-defined]  # BY_NAME does not know which class


@each_event
def test_description_lets_a_stranger_write_it(event: type[Event]) -> None:
    """The JSON Schema accepts the example and what was signed, and nothing with a field more."""
    validators = pytest.importorskip("jsonschema_rs")
    described = describe(event)
    schema = validators.validator_for(described["data"])
    schema.validate(described["example"])
    fields = {
        name: part["v"]
        for name, part in content(event.__name__).items()
        if isinstance(part, dict) and "v" in part
    }
    schema.validate(fields)
    assert not schema.is_valid({**described["example"], "mood": "sad"})


def test_description_covers_the_registry_and_the_frame() -> None:
    """Every event is described once, with what an entry says beside it."""
    assert [described["event"] for described in describe_all()] == sorted(BY_NAME)
    frame = describe_frame()
    assert set(frame["properties"]) == {"occurred", "known", "actor", "source", "mark", "because"}
    assert frame["required"] == ["occurred"]


def test_description_explains_references_and_values() -> None:
    """A stranger reads how to name an earlier entry, and what each value of a list means."""
    properties = describe(BY_NAME["AgencyCheckChased"])["data"]["properties"]
    assert '{"ref": its name}' in properties["concerns"]["description"]
    assert "AgencyCheckRequested" in properties["concerns"]["description"]
    harms = describe(BY_NAME["HarmSuspected"])["data"]["properties"]["harms"]
    assert "physical abuse" in harms["description"]


def test_no_tagged_union_without_fields_of_its_own_kind() -> None:
    """Each case of a union is told by `kind` alone, and no two cases share one."""
    for event in EVENTS:
        for field in event.model_fields.values():
            members = get_args(field.annotation) if get_origin(field.annotation) else ()
            kinds = [
                kind
                for member in members
                if "kind" in getattr(member, "model_fields", {})
                for kind in get_args(member.model_fields["kind"].annotation)
            ]
            assert len(kinds) == len(set(kinds))


@pytest.mark.parametrize("nothing", [None, []])
def test_a_field_that_says_nothing_has_no_mark(nothing: Any) -> None:
    """A mark, or the kind of its type, on an empty field is no reason to fail."""
    content: dict[str, Any] = {
        "type": "strategy-record/1",
        "capacity": {"id": "tm", "role": "team_manager", "agency": "CS", "as": "Priya Nair"},
        "occurred": {"at": "2026-03-02T10:00:00Z"},
        "known": "2026-03-02T10:00:00Z",
        "source": {"how": "own_act"},
        "discussion": {"v": 1},
        "contributions": {"v": nothing, "mark": "restricted"},
    }
    read = read_content({k: v for k, v in content.items() if k != "contributions"})
    assert "contributions" not in read.parts
    with pytest.raises(ContentRefused):
        read_content(content)
